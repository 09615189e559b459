/* SPDX-License-Identifier: MIT */
/* notice_screen.c — what must be said at the opening. */
#include <config.h>

#include "screen/notice_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "screen/chooser.h"
#include "screen/edition_screen.h"
#include "screen/reader.h"
#include "text/width.h"

/* Field by field, what a journal brought back; and what became of the journal itself if it could not be read to its end. */
static void push_restored(struct app *app)
{
	const struct store_recovery *recovery = store_recovery(app->session->store);
	struct buf title = { 0 }, text = { 0 };
	if (recovery->count || recovery->instances) {
		buf_printf(&title,
			   recovery->taken_over ? _("%zu fields that the other session had not saved came along")
						: _("%zu fields typed before the last session broke off are back"),
			   recovery->count);
		buf_printf(&text, "%s\n",
			   _("They are unsaved as yet: Ctrl-S saves them, undo does not reach behind them. Esc goes on."));
	} else if (recovery->theirs_as) {
		buf_puts(&title, _("The last session broke off while it saved"));
	} else {
		buf_puts(&title, _("What the last session left behind cannot be read"));
	}
	if (recovery->merged)
		buf_printf(&text, "%s\n", _("The file had been changed since by someone else; both were merged by field."));
	if (recovery->conflicts)
		buf_printf(&text, _("%zu fields were changed on both sides; neither is lost (Ctrl-N goes to them).\n"),
			   recovery->conflicts);
	if (recovery->kept_as)
		buf_printf(
			&text,
			_("Its journal is damaged, or not of this version. It is kept beside the draft as %s; records in it that could not be used: %zu.\n"),
			recovery->kept_as, recovery->unusable);
	if (recovery->theirs_as)
		buf_printf(
			&text,
			_("What another program saved in the moment that session broke off is kept beside the draft as %s.\n"),
			recovery->theirs_as);
	for (size_t i = 0; i < recovery->count; i++) {
		struct place place = recovery->places[i];
		char *answer = draft_joined(session_draft(app->session), place);
		buf_printf(&text, "\n%s %s\n  %s\n", place.field->item->number, place.field->item->name, answer ? answer : "-");
		free(answer);
	}
	reader_push(app, buf_take(&title), buf_take(&text));
}

/* Of a journal we may not read only the owner is known, not whether a session still writes it. */
static bool is_another_users(const struct store *store)
{
	const struct store_holder *holder = store_busy(store);
	return holder->user && !holder->host;
}

static void busy_fill(struct app *app, struct chooser *chooser)
{
	chooser->count = app->options.library && !is_another_users(app->session->store) ? 2 : 1;
}

static void busy_row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	(void)app;
	(void)chooser;
	snprintf(row->left, sizeof row->left, "%s",
		 index ? _("take it over: that session's connection is gone") : _("only read it here"));
}

static void busy_choose(struct app *app, struct chooser *chooser, size_t index)
{
	(void)chooser;
	if (!index || !app_take_over(app))
		app_pop(app);
}

static char *busy_words(const struct app *app, const struct chooser *chooser)
{
	const struct store_holder *holder = store_busy(app->session->store);
	struct buf text = { 0 };
	char since[64] = "?";
	struct tm when;
	(void)chooser;
	if (is_another_users(app->session->store))
		return mem_string(store_refusal(app->session->store)->text);
	if (holder->since && localtime_r(&holder->since, &when))
		strftime(since, sizeof since, "%Y-%m-%d %H:%M", &when);
	buf_printf(&text, _("User %s on host %s, process %ld, since %s."), holder->user ? holder->user : "?",
		   holder->host ? holder->host : "?", holder->pid, since);
	buf_printf(&text, "\n%s",
		   _("What was typed there comes along when you take the draft over; that session can then only read."));
	return buf_take(&text);
}

static const struct chooser_kind busy = {
	.asks = ASKS_SOMETHING,
	.title = N_("Someone else has this draft open"),
	.keys = N_("Enter choose  Esc only read"),
	.fill = busy_fill,
	.row = busy_row,
	.choose = busy_choose,
	.words = busy_words,
};

void notice_take_over(struct app *app)
{
	if (store_look_holder(app->session->store))
		chooser_push(app, &busy, NULL, 0);
	else
		app_take_over(app);
}

void notice_push_refusal(struct app *app)
{
	reader_push(app, mem_string(_("This draft can only be read here")),
		    mem_string(store_refusal(app->session->store)->text));
}

/* Is there room for it in the message row, behind what is said before it? */
static bool fits_row(struct app *app, const char *text)
{
	enum { BEFORE = 14 };
	int rows, columns;
	app->term->ops->size(app->term, &rows, &columns);
	return width_text(text, strlen(text), 2) <= columns - BEFORE;
}

void notice_push_opening(struct app *app)
{
	const struct store_recovery *recovery = store_recovery(app->session->store);
	const struct err *refusal = store_refusal(app->session->store);
	if (store_is_outdated(app->session->store))
		edition_push(app);
	if (store_busy(app->session->store))
		chooser_push(app, &busy, NULL, 0);
	else if (refusal &&
		 (refusal->code == ERR_INPUT || !fits_row(app, refusal->text))) /* something is to be done about it */
		notice_push_refusal(app);
	else if (refusal)
		session_say(app->session, true, _("Read only: %s"), refusal->text);
	else if (recovery && (recovery->count || recovery->instances || recovery->kept_as || recovery->theirs_as))
		push_restored(app);
}
