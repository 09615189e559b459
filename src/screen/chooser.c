/* SPDX-License-Identifier: MIT */
/* chooser.c — draws a list and moves in it. */
#include <config.h>

#include "screen/chooser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/frame.h"
#include "text/fold.h"
#include "text/width.h"
#include "tui/text_view.h"

/* Rows of the words below the title. In a small window they are cut: what is to be chosen from must be seen. */
static int words_rows(const struct app *app, const struct chooser *chooser, const char *words)
{
	enum { LEAST_LIST = 2, TITLE_AND_BLANKS = 3 };
	int list = chooser->count < LEAST_LIST ? (int)chooser->count : LEAST_LIST;
	int room = app->rows - FRAME_TOP - TITLE_AND_BLANKS - FRAME_BOTTOM - (chooser->kind->has_input ? 2 : 0) - list;
	int rows = text_rows(&app->canvas, app->columns - 4, words);
	return rows < room ? rows : room > 0 ? room : 0;
}

/* Rows from the top: header, title, words, the input, a blank, the list. */
static int list_top(const struct app *app, const struct chooser *chooser)
{
	int top = FRAME_TOP + 2;
	if (chooser->kind->words) {
		char *words = chooser->kind->words(app, chooser);
		top += words_rows(app, chooser, words) + 1;
		free(words);
	}
	return top + (chooser->kind->has_input ? 2 : 0);
}

static void fill(struct app *app, struct chooser *chooser)
{
	const char *const *choices = chooser->kind->choices;
	if (!choices) {
		chooser->kind->fill(app, chooser);
		return;
	}
	for (chooser->count = 0; choices[chooser->count];)
		chooser->count++;
}

static void say_row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	if (chooser->kind->choices)
		snprintf(row->left, sizeof row->left, "%s", _(chooser->kind->choices[index]));
	else
		chooser->kind->row(app, chooser, index, row);
}

static bool says(const struct app *app, const struct chooser *chooser, size_t index, const char *text)
{
	struct chooser_row row = { 0 };
	say_row(app, chooser, index, &row);
	return strcmp(row.left, text) == 0;
}

/* Only what is read changes of itself. */
static void remember_chosen(const struct app *app, struct chooser *chooser)
{
	struct chooser_row row = { 0 };
	free(chooser->said);
	chooser->said = NULL;
	if (!app->session || store_writable(app->session->store) || chooser->list.chosen >= chooser->count)
		return;
	say_row(app, chooser, chooser->list.chosen, &row);
	chooser->said = mem_string(row.left);
}

/* The chosen row stays chosen, and where it stands. */
static void renew(struct app *app, void *state)
{
	struct chooser *chooser = state;
	size_t above = chooser->list.chosen - chooser->list.top;
	if (chooser->kind->renew)
		chooser->kind->renew(app, chooser);
	fill(app, chooser);
	list_view_fit(&chooser->list, chooser->count, chooser->rows);
	if (!chooser->said || !chooser->count || says(app, chooser, chooser->list.chosen, chooser->said))
		return;
	for (size_t i = 0; i < chooser->count; i++) {
		if (!says(app, chooser, i, chooser->said))
			continue;
		chooser->list = (struct list_view){ .chosen = i, .top = i > above ? i - above : 0 };
		return;
	}
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct chooser *chooser = state;
	(void)columns;
	int room = rows - FRAME_BOTTOM - list_top(app, chooser);
	chooser->rows = room > 0 ? (size_t)room : 1;
	if (chooser->kind->refills)
		fill(app, chooser);
	list_view_fit(&chooser->list, chooser->count, chooser->rows);
	if (chooser->kind->prepare)
		chooser->kind->prepare(app, chooser);
	remember_chosen(app, chooser);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct chooser *chooser = state;
	int columns = canvas->columns;
	frame_header(app, canvas);
	canvas_string(canvas, FRAME_TOP, 2, columns - 4, STYLE_BOLD, _(chooser->kind->title));
	if (chooser->kind->words) {
		char *words = chooser->kind->words(app, chooser);
		text_draw(canvas, FRAME_TOP + 1, 2, columns - 4, words_rows(app, chooser, words), STYLE_PLAIN, words);
		free(words);
	}
	int top = list_top(app, chooser);
	for (size_t i = 0; i < chooser->rows && chooser->list.top + i < chooser->count; i++) {
		struct chooser_row line = { .style = STYLE_PLAIN };
		size_t index = chooser->list.top + i;
		say_row(app, chooser, index, &line);
		int at = top + (int)i, right = width_text(line.right, strlen(line.right), canvas->ambiguous);
		bool chosen = index == chooser->list.chosen;
		enum style style = chosen ? STYLE_REVERSE : line.style;
		if (chosen)
			canvas_style(canvas, at, 0, columns, STYLE_REVERSE);
		canvas_string(canvas, at, 2, columns - right - 5, style, line.left);
		canvas_string(canvas, at, columns - right - 2, right, style, line.right);
		if (chosen)
			canvas_cursor(canvas, at, 1);
	}
	if (!chooser->count)
		canvas_string(canvas, top, 2, columns - 4, STYLE_DIM,
			      chooser->input.text.len ? _("Nothing matches.") : _("There is nothing here."));
	if (chooser->kind->has_input) {
		canvas_string(canvas, top - 2, 2, 2, STYLE_BOLD, "> ");
		line_input_draw(&chooser->input, canvas, top - 2, 4, columns - 6);
	}
	frame_footer(app, canvas, _(chooser->kind->keys));
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct chooser *chooser = state;
	bool changed;
	if (chooser->kind->key && chooser->kind->key(app, chooser, event))
		return true;
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
		return true;
	}
	if (event->code == KEY_CLICK) {
		/* The first click goes there, the second takes it. */
		int row = event->row - 1 - list_top(app, chooser);
		size_t index = chooser->list.top + (size_t)row;
		if (row < 0 || (size_t)row >= chooser->rows || index >= chooser->count)
			return true;
		if (index == chooser->list.chosen)
			chooser->kind->choose(app, chooser, index);
		else
			chooser->list.chosen = index;
		return true;
	}
	if (event->code == KEY_ENTER) {
		if (chooser->count)
			chooser->kind->choose(app, chooser, chooser->list.chosen);
		return true;
	}
	if (list_view_key(&chooser->list, event, chooser->count, chooser->rows))
		return true;
	if (event->code == KEY_TAB || event->code == KEY_SHIFT_TAB) {
		struct key_event move = { .code = event->code == KEY_TAB ? KEY_DOWN : KEY_UP };
		return list_view_key(&chooser->list, &move, chooser->count, chooser->rows);
	}
	if (chooser->kind->has_input && line_input_key(&chooser->input, event, &changed)) {
		if (changed) {
			chooser->list = (struct list_view){ 0 };
			fill(app, chooser);
		}
		return true;
	}
	app_refuse_text(app, event);
	return true;
}

static void close_chooser(void *state)
{
	struct chooser *chooser = state;
	if (chooser->kind->close)
		chooser->kind->close(chooser);
	line_input_clear(&chooser->input);
	free(chooser->said);
	free(chooser);
}

char chooser_letter(const struct key_event *event)
{
	if (event->code != KEY_TEXT)
		return '\0';
	char *plain = fold_ascii(buf_text(&event->text), event->text.len);
	/* fold_ascii() takes blanks off the ends. */
	char letter = *plain || !event->text.len ? plain[0] : ' ';
	free(plain);
	return letter;
}

struct chooser *chooser_top(const struct app *app)
{
	return app->stack[app->depth - 1].state;
}

struct chooser *chooser_push(struct app *app, const struct chooser_kind *kind, void *data, size_t chosen)
{
	struct chooser *chooser = mem_alloc(1, sizeof *chooser);
	chooser->kind = kind;
	chooser->data = data;
	fill(app, chooser);
	chooser->list.chosen = chosen;
	bool pushed = app_push(app, (struct screen){ .state = chooser,
						     .lay_out = lay_out,
						     .draw = draw,
						     .key = key,
						     .renew = renew,
						     .close = close_chooser,
						     .shows_answers = kind->shows_answers,
						     .asks = kind->asks,
						     .way_back = kind->way_back });
	return pushed ? chooser : NULL;
}
