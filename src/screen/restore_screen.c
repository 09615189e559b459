/* SPDX-License-Identifier: MIT */
/* restore_screen.c — a row for each earlier save: when, and what was changed after it; Enter makes the draft what it was then. */
#include <config.h>

#include "screen/restore_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/generations.h"
#include "report/draft_diff.h"
#include "screen/chooser.h"

/* A save as it is listed. */
struct save {
	struct draft *draft; /* NULL: damaged */
	char when[64];
	char *by;      /* who changed it then, or NULL */
	char *changed; /* the fields that differ in the next newer one */
	size_t count;  /* of those */
};

struct saves {
	struct save *items;
	size_t count;
};

static void fill(struct app *app, struct chooser *chooser)
{
	(void)app;
	chooser->count = ((const struct saves *)chooser->data)->count;
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct save *save = &((const struct saves *)chooser->data)->items[index];
	(void)app;
	if (!save->draft) {
		snprintf(row->left, sizeof row->left, _("%s  damaged"), save->when);
		row->style = STYLE_DIM;
		return;
	}
	snprintf(row->left, sizeof row->left,
		 ngettext("%s  then %zu field was changed: %s", "%s  then %zu fields were changed: %s", save->count),
		 save->when, save->count, save->changed);
	if (save->by)
		snprintf(row->right, sizeof row->right, "%s", save->by);
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	(void)app;
	(void)chooser;
	return mem_string(_("All answers become what they were then. Undo takes that back."));
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct save *save = &((const struct saves *)chooser->data)->items[index];
	char when[sizeof save->when];
	snprintf(when, sizeof when, "%s", save->when);
	if (!save->draft) {
		session_say(app->session, true, "%s", _("This save is damaged and cannot be brought back."));
	} else if (session_become(app->session, save->draft)) {
		app_pop(app);
		session_say(app->session, false, _("All answers are as they were on %s; undo takes that back."), when);
	}
}

static void close_saves(struct chooser *chooser)
{
	struct saves *saves = chooser->data;
	for (size_t i = 0; i < saves->count; i++) {
		draft_free(saves->items[i].draft);
		free(saves->items[i].by);
		free(saves->items[i].changed);
	}
	free(saves->items);
	free(saves);
}

static const struct chooser_kind kind = {
	.title = N_("Earlier saves"),
	.keys = N_("Enter bring all of it back  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.words = words,
	.close = close_saves,
};

/* The first few fields that differ, by number and name. */
static void tell_changes(struct save *save, const struct draft *newer)
{
	struct draft_diff diff;
	struct buf names = { 0 };
	draft_diff_init(&diff, save->draft, newer);
	save->count = diff.count;
	for (size_t i = 0; i < diff.count && i < 3; i++)
		buf_printf(&names, "%s%s %s", i ? ", " : "", diff.items[i].place.field->item->number,
			   diff.items[i].place.field->item->name);
	if (diff.count > 3)
		buf_puts(&names, " ..");
	save->changed = buf_take(&names);
	draft_diff_clear(&diff);
}

static void load(struct saves *saves, const struct generations *list, const struct draft *now)
{
	const struct draft *newer = now;
	saves->items = mem_alloc(list->count + 1, sizeof *saves->items);
	for (size_t i = 0; i < list->count; i++) {
		struct save *save = &saves->items[saves->count++];
		struct draft_source source;
		time_t seconds = (time_t)(list->items[i].changed_ns / 1000000000);
		struct tm local;
		snprintf(save->when, sizeof save->when, "?");
		if (localtime_r(&seconds, &local))
			strftime(save->when, sizeof save->when, "%Y-%m-%d %H:%M:%S", &local);
		save->by = mem_string(list->items[i].by);
		save->draft = generations_draft(list, i, draft_form(now), &source, NULL);
		draft_source_clear(&source);
		if (save->draft) {
			tell_changes(save, newer);
			newer = save->draft;
		}
	}
}

void restore_push(struct app *app)
{
	struct generations list = { 0 };
	struct err err = { 0 };
	if (!generations_list(store_place(app->session->store), &list, &err)) {
		char *sentence = err_sentence(&err);
		session_say(app->session, true, "%s", sentence);
		free(sentence);
		err_clear(&err);
	} else if (!list.count) {
		session_say(app->session, false, "%s", _("No earlier saves are kept yet."));
	} else {
		struct saves *saves = mem_alloc(1, sizeof *saves);
		load(saves, &list, session_draft(app->session));
		chooser_push(app, &kind, saves, 0);
	}
	generations_clear(&list);
}
