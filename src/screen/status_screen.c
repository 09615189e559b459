/* SPDX-License-Identifier: MIT */
/* status_screen.c — the status of the focused field, and what is kept beside its answer. */
#include <config.h>

#include "screen/status_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/conflict_screen.h"
#include "text/width.h"

static void with_reason(struct app *app, const char *reason, size_t status)
{
	session_set_status(app->session, (enum status)status, reason);
}

static void not_applicable(struct app *app)
{
	const char *reason = draft_part(session_draft(app->session), app->session->focus, PART_REASON);
	ask_push(app, _("Why does it not apply?"), reason ? reason : "", with_reason, STATUS_NOT_APPLICABLE);
}

static void undisclosed(struct app *app)
{
	session_set_status(app->session, STATUS_UNDISCLOSED, NULL);
}

static void neither(struct app *app)
{
	session_set_status(app->session, STATUS_ANSWERED, NULL);
}

static void note_done(struct app *app, const char *note, size_t part)
{
	session_set_part(app->session, app->session->focus, (enum part)part, *note || part == PART_REVIEW ? note : NULL);
}

static void ask_part(struct app *app, const char *title, enum part part)
{
	const char *now = draft_part(session_draft(app->session), app->session->focus, part);
	ask_push(app, title, now ? now : "", note_done, part);
}

static void review_note(struct app *app)
{
	ask_part(app, _("What is to be confirmed, and by whom?"), PART_REVIEW);
}

static void note(struct app *app)
{
	ask_part(app, _("A note for yourselves; it is not published."), PART_NOTE);
}

static void assignee(struct app *app)
{
	ask_part(app, _("Who answers this?"), PART_ASSIGNEE);
}

static void due(struct app *app)
{
	ask_part(app, _("By when? (a date)"), PART_DUE);
}

static const struct {
	const char *title;
	void (*run)(struct app *app);
} choices[] = {
	{ N_("not applicable (with a reason)"), not_applicable },
	{ N_("undisclosed"), undisclosed },
	{ N_("neither: an ordinary answer"), neither },
	{ N_("to confirm, with a note"), review_note },
	{ N_("note (not published)"), note },
	{ N_("assignee"), assignee },
	{ N_("due date"), due },
};
enum { CHOICES = sizeof choices / sizeof *choices };

static void fill(struct app *app, struct chooser *chooser)
{
	(void)app;
	chooser->count = CHOICES;
}

/* What is set already shows beside its choice. */
static const char *now(const struct app *app, size_t index)
{
	const struct draft *draft = session_draft(app->session);
	struct place place = app->session->focus;
	enum status status = draft_status(draft, place);
	static const enum part parts[CHOICES] = { [3] = PART_REVIEW, [4] = PART_NOTE, [5] = PART_ASSIGNEE, [6] = PART_DUE };
	if (index < 3)
		return status == (index == 0   ? STATUS_NOT_APPLICABLE
				  : index == 1 ? STATUS_UNDISCLOSED
					       : STATUS_ANSWERED)
			       ? _("now")
			       : "";
	const char *text = draft_part(draft, place, parts[index]);
	return !text ? "" : *text ? text : _("now");
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	(void)chooser;
	snprintf(row->left, sizeof row->left, "%zu  %s", index + 1, _(choices[index].title));
	/* A note may be longer than its row: its beginning reminds. */
	const char *text = now(app, index);
	snprintf(row->right, sizeof row->right, "%.*s",
		 (int)width_fit(text, strcspn(text, "\n"), app->columns / 3, app->canvas.ambiguous, NULL), text);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	(void)chooser;
	app_pop(app);
	choices[index].run(app);
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	char digit = chooser_letter(event);
	if (digit < '1' || (size_t)(digit - '1') >= chooser->count)
		return false;
	choose(app, chooser, (size_t)(digit - '1'));
	return true;
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	struct place place = app->session->focus;
	struct buf text = { 0 };
	char *answer = draft_joined(session_draft(app->session), place);
	(void)chooser;
	buf_printf(&text, "%s %s", place.field->item->number, place.field->item->name);
	if (answer)
		buf_printf(&text, "\n%.*s", (int)strcspn(answer, "\n"), answer);
	free(answer);
	return buf_take(&text);
}

static const struct chooser_kind kind = {
	.title = N_("Status of this field"),
	.keys = N_("1 2 ... or Enter choose  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.key = key,
	.words = words,
};

void status_push(struct app *app)
{
	if (draft_part(session_draft(app->session), app->session->focus, PART_THEIRS))
		conflict_push(app);
	else
		chooser_push(app, &kind, NULL, 0);
}
