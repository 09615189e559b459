/* SPDX-License-Identifier: MIT */
/* assignee_screen.c — the names that fields are assigned to, with what is left of each. */
#include <config.h>

#include "screen/assignee_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"

/* The first row shows everybody's fields. */
static void fill(struct app *app, struct chooser *chooser)
{
	struct assigned_list *list = chooser->data;
	assigned_list_clear(list);
	assigned_list_init(list, app->session->checker, session_draft(app->session));
	chooser->count = 1 + list->count;
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct assigned_list *list = chooser->data;
	if (index == 0) {
		snprintf(row->left, sizeof row->left, "%s", _("everybody's"));
		return;
	}
	const struct assigned *item = &list->items[index - 1];
	snprintf(row->left, sizeof row->left, "%s", item->name ? item->name : _("nobody's yet"));
	/* TRANSLATORS: what is left to do, of how many fields */
	int len = snprintf(row->right, sizeof row->right, _("left %zu of %zu"), item->left, item->fields);
	if (item->due && len > 0 && (size_t)len < sizeof row->right) {
		snprintf(row->right + len, sizeof row->right - (size_t)len, _("  due %04ld-%02ld-%02ld"), item->due / 10000,
			 item->due / 100 % 100, item->due % 100);
		if (item->due < checker_today(app->session->checker))
			row->style = STYLE_WARNING;
	}
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct assigned_list *list = chooser->data;
	const char *name = index == 0 ? NULL : list->items[index - 1].name;
	if (index == 0)
		session_set_filter(app->session, FILTER_ALL);
	else
		session_show_assignee(app->session, name ? name : "");
	app_pop(app);
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct assigned_list *list = chooser->data;
	(void)app;
	return mem_string(list->count
				  ? _("Only their fields are shown, until another filter is chosen (Ctrl-T).")
				  : _("Nothing is assigned yet: Ctrl-K assigns a field, “assign this section” in the commands "
				      "(Esc) a whole section."));
}

static void close_list(struct chooser *chooser)
{
	assigned_list_clear(chooser->data);
	free(chooser->data);
}

static const struct chooser_kind kind = {
	.title = N_("Whose fields are shown?"),
	.keys = N_("Enter choose  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.words = words,
	.close = close_list,
};

void assignee_push(struct app *app)
{
	chooser_push(app, &kind, mem_alloc(1, sizeof(struct assigned_list)), 0);
}

static void section_done(struct app *app, const char *answer, size_t part)
{
	session_set_section_part(app->session, (enum part)part, *answer ? answer : NULL);
}

static void ask(struct app *app, const char *title, enum part part)
{
	const char *now = draft_part(session_draft(app->session), app->session->focus, part);
	ask_push(app, title, now ? now : "", section_done, part);
}

void assignee_ask_section(struct app *app)
{
	ask(app, _("Who answers this section?"), PART_ASSIGNEE);
}

void assignee_ask_section_due(struct app *app)
{
	ask(app, _("By when is this section answered? (a date)"), PART_DUE);
}
