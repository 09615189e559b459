/* SPDX-License-Identifier: MIT */
/* palette_screen.c — every command of the table of actions, so that no terminal, tmux prefix or IME can take one away. */
#include <config.h>

#include "screen/palette_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "screen/action.h"
#include "screen/chooser.h"
#include "text/fold.h"

/* What people call some of them besides. */
static const struct {
	const char *name, *words;
} others[] = {
	{ "help", N_("manual, how to, list of keys") },
	{ "undo", N_("take back") },
	{ "redo", N_("do again") },
	{ "leave", N_("quit, exit") },
	{ "find", N_("search") },
	{ "paste", N_("insert") },
	{ "review-all", N_("preview") },
	{ "suspend", N_("background") },
};

static void put_others(struct buf *out, const char *name)
{
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i].name, name) == 0)
			buf_printf(out, "\n%s\n%s", _(others[i].words), others[i].words);
}

/* Indices into the table of actions that match. */
static void fill(struct app *app, struct chooser *chooser)
{
	size_t count, *rows = chooser->data;
	const struct action *actions = action_table(&count);
	char *query = fold_text(buf_text(&chooser->input.text), chooser->input.text.len);
	chooser->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct buf all = { 0 };
		/* In both languages, and by key. */
		buf_printf(&all, "%s\n%s\n%s\n%s", _(actions[i].title), actions[i].title, actions[i].name,
			   keymap_keys(&app->keymap, &actions[i]));
		put_others(&all, actions[i].name);
		char *folded = fold_text(buf_text(&all), all.len);
		/* It is open already. */
		bool itself = actions[i].run == palette_push;
		if (!itself && action_is_possible(app, &actions[i]) && fold_match(folded, query))
			rows[chooser->count++] = i;
		free(folded);
		buf_clear(&all);
	}
	free(query);
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	size_t count;
	const struct action *action = &action_table(&count)[((size_t *)chooser->data)[index]];
	snprintf(row->left, sizeof row->left, "%s", _(action->title));
	snprintf(row->right, sizeof row->right, "%s", keymap_keys(&app->keymap, action));
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	size_t count;
	const struct action *action = &action_table(&count)[((size_t *)chooser->data)[index]];
	app_pop(app);
	action->run(app);
}

static void close_palette(struct chooser *chooser)
{
	free(chooser->data);
}

static const struct chooser_kind kind = {
	.title = N_("Commands"),
	.keys = N_("Type to narrow  Enter run  Esc back"),
	.has_input = true,
	.fill = fill,
	.row = row,
	.choose = choose,
	.close = close_palette,
};

void palette_push(struct app *app)
{
	size_t count;
	action_table(&count);
	chooser_push(app, &kind, mem_alloc(count, sizeof(size_t)), 0);
}
