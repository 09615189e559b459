/* SPDX-License-Identifier: MIT */
/* edition_screen.c — changes of the edition first, then the orphans. */
#include <config.h>

#include "screen/edition_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/orphan.h"
#include "form/edition.h"
#include "screen/chooser.h"
#include "screen/draft_screen.h"
#include "screen/find_screen.h"
#include "screen/reader.h"

/* As the draft named it when the screen was opened. */
struct edition_view {
	char *from; /* NULL: no edition */
	bool differs;
	struct edition_changes changes;
	struct err missing; /* why there is nothing to compare with */
};

static const struct draft_source *source_of(const struct app *app)
{
	return store_source(app->session->store);
}

static void fill(struct app *app, struct chooser *chooser)
{
	const struct draft_source *source = source_of(app);
	const struct edition_view *view = chooser->data;
	chooser->count = view->changes.count;
	for (size_t i = orphan_next(source, 0); i < source->stray_count; i = orphan_next(source, i + 1))
		chooser->count++;
}

/* The change of a row, or NULL. */
static const struct edition_change *change_at(const struct chooser *chooser, size_t row)
{
	const struct edition_view *view = chooser->data;
	return row < view->changes.count ? &view->changes.items[row] : NULL;
}

/* The orphan of a row, or NULL. */
static const struct stray *orphan_at(const struct app *app, const struct chooser *chooser, size_t row)
{
	const struct draft_source *source = source_of(app);
	size_t before = ((const struct edition_view *)chooser->data)->changes.count, index = orphan_next(source, 0);
	if (row < before)
		return NULL;
	for (size_t i = before; i < row && index < source->stray_count; i++)
		index = orphan_next(source, index + 1);
	return index < source->stray_count ? &source->strays[index] : NULL;
}

static void change_row(const struct edition_change *change, struct chooser_row *row)
{
	const struct field *field = change->now ? change->now : change->was;
	const char *before = *change->before ? change->before : "-", *after = *change->after ? change->after : "-";
	if (!change->was || !change->now)
		snprintf(row->left, sizeof row->left, "%s", change->was ? before : after);
	else
		snprintf(row->left, sizeof row->left, "%s %s: %s → %s", field->item->number, field->prompt, before, after);
	snprintf(row->right, sizeof row->right, "%s", edition_kind_title(change->kind));
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct edition_change *change = change_at(chooser, index);
	const struct stray *orphan = orphan_at(app, chooser, index);
	if (change) {
		change_row(change, row);
	} else if (orphan) {
		char *text = orphan_text(source_of(app), orphan);
		text[strcspn(text, "\r\n")] = '\0';
		snprintf(row->left, sizeof row->left, "%s: %s", orphan->path, text);
		snprintf(row->right, sizeof row->right, "%s",
			 store_drops_orphan(app->session->store, orphan) ? _("goes with the next save")
									 : _("without a question"));
		free(text);
	}
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct edition_change *change = change_at(chooser, index);
	const struct stray *orphan = orphan_at(app, chooser, index);
	if (change && change->now)
		draft_push_at(app, (struct place){ change->now, 0 });
	else if (change)
		session_say(app->session, false, "%s", _("The form asks this no more."));
	else if (orphan)
		reader_push(app, mem_string(orphan->path), orphan_text(source_of(app), orphan));
}

static void attach(struct app *app, struct place place, size_t row)
{
	const struct stray *orphan = orphan_at(app, chooser_top(app), row);
	if (orphan)
		session_attach(app->session, orphan, place);
}

/* Takes an orphan out at the next save, or leaves it after all. */
static void toggle(struct app *app, const struct stray *orphan)
{
	struct store *store = app->session->store;
	if (store_drops_orphan(store, orphan))
		store_keep_orphan(store, orphan);
	else
		store_drop_orphan(store, orphan, (struct place){ 0 });
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	const struct stray *orphan = orphan_at(app, chooser, chooser->list.chosen);
	char letter = event->code == KEY_TEXT ? buf_text(&event->text)[0] : '\0';
	if (!letter || !strchr("axe", letter))
		return false;
	if (!store_writable(app->session->store)) {
		session_say(app->session, true, "%s", store_read_only(app->session->store));
	} else if (letter == 'e') {
		store_accept_edition(app->session->store);
		session_say(app->session, false, _("From the next save on the draft names edition %s."),
			    store_form(app->session->store)->edition);
	} else if (!orphan) {
		session_say(app->session, false, "%s", _("Only answers without a question can be attached or taken out."));
	} else if (letter == 'x') {
		toggle(app, orphan);
	} else {
		find_push_choice(app, attach, chooser->list.chosen);
	}
	return true;
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct edition_view *view = chooser->data;
	const struct form *form = store_form(app->session->store);
	struct buf text = { 0 };
	if (view->differs)
		buf_printf(&text, _("The draft is of edition %s, the form %s is edition %s.\n"), view->from, form->id,
			   form->edition);
	if (view->missing.text)
		buf_printf(&text, _("Only the draft itself could be compared with the form: %s\n"), view->missing.text);
	buf_puts(&text, _("Answers without a question stay in the file until you attach them (a) or take them out (x)."));
	return buf_take(&text);
}

static void close_edition(struct chooser *chooser)
{
	struct edition_view *view = chooser->data;
	edition_changes_clear(&view->changes);
	err_clear(&view->missing);
	free(view->from);
	free(view);
}

static const struct chooser_kind kind = {
	.title = N_("The form's edition, and answers without a question"),
	.keys = N_("Enter go  a attach  x take out  e name the new edition  Esc back"),
	.refills = true,
	.fill = fill,
	.row = row,
	.choose = choose,
	.key = key,
	.words = words,
	.close = close_edition,
};

void edition_push(struct app *app)
{
	const struct store *store = app->session->store;
	const char *from = source_of(app)->edition;
	struct edition_view *view = mem_alloc(1, sizeof *view);
	view->from = mem_string(from);
	view->differs = from && strcmp(from, store_form(store)->edition) != 0;
	if (view->differs)
		edition_changes_load(&view->changes, store_library(store), store_form(store), from, &view->missing);
	chooser_push(app, &kind, view, 0);
}

bool edition_has_news(const struct app *app)
{
	return store_is_outdated(app->session->store) || orphan_next(source_of(app), 0) < source_of(app)->stray_count;
}
