/* SPDX-License-Identifier: MIT */
/* conflict_screen.c — ours at the left, theirs at the right, what differs marked; one key settles it, undo takes it back. */
#include <config.h>

#include "screen/conflict_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/chooser.h"
#include "screen/frame.h"
#include "text/differing.h"
#include "text/width.h"
#include "text/wrap.h"
#include "tui/list_view.h"

/* Where the texts begin: header, title, question, a blank, their headings. */
enum { TEXT_TOP = FRAME_TOP + 4, GAP = 4 };

struct column {
	char *text; /* NULL: not answered */
	bool *differs;
	struct wrap wrap;
};

struct conflict {
	struct column sides[2];
	size_t top, rows, count; /* scrolled together */
};

static void column_clear(struct column *column)
{
	wrap_clear(&column->wrap);
	free(column->text);
	free(column->differs);
	*column = (struct column){ 0 };
}

/* The texts as they are now; they are compared anew only when they are others. */
static void take_texts(struct conflict *conflict, char *ours, const char *theirs)
{
	struct column *a = &conflict->sides[0], *b = &conflict->sides[1];
	theirs = theirs ? theirs : "";
	if (a->differs && strcmp(a->text ? a->text : "", ours ? ours : "") == 0 &&
	    strcmp(b->text ? b->text : "", theirs) == 0) {
		free(ours);
		return;
	}
	column_clear(a);
	column_clear(b);
	a->text = ours;
	b->text = *theirs ? mem_string(theirs) : NULL;
	size_t a_len = ours ? strlen(ours) : 0, b_len = strlen(theirs);
	a->differs = mem_alloc(a_len + 1, sizeof *a->differs);
	b->differs = mem_alloc(b_len + 1, sizeof *b->differs);
	differing_mark(ours ? ours : "", a_len, a->differs, theirs, b_len, b->differs);
}

static int half(int columns)
{
	return (columns - 2 - GAP) / 2;
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct conflict *conflict = state;
	const struct draft *draft = session_draft(app->session);
	take_texts(conflict, draft_joined(draft, app->session->focus), draft_part(draft, app->session->focus, PART_THEIRS));
	conflict->count = 0;
	for (size_t i = 0; i < 2; i++) {
		struct column *side = &conflict->sides[i];
		const char *text = side->text ? side->text : "";
		wrap_text(&side->wrap, text, strlen(text), half(columns), app->canvas.ambiguous);
		if (side->wrap.count > conflict->count)
			conflict->count = side->wrap.count;
	}
	conflict->rows = rows - FRAME_BOTTOM > TEXT_TOP ? (size_t)(rows - FRAME_BOTTOM - TEXT_TOP) : 1;
	conflict->top = scrolled(conflict->top, KEY_NONE, conflict->count, conflict->rows);
}

/* One row, what differs in reverse. */
static void draw_row(struct canvas *canvas, int row, int column, int columns, const struct column *side,
		     const struct wrap_row *line)
{
	for (size_t at = line->start, end; at < line->end; at = end) {
		for (end = at + 1; end < line->end && side->differs[end] == side->differs[at];)
			end++;
		int used = canvas_text(canvas, row, column, columns, side->differs[at] ? STYLE_REVERSE : STYLE_PLAIN,
				       side->text + at, end - at);
		column += used;
		columns -= used;
	}
}

static void draw_side(struct canvas *canvas, int column, const char *title, const struct conflict *conflict, size_t which)
{
	const struct column *side = &conflict->sides[which];
	int columns = half(canvas->columns);
	canvas_string(canvas, TEXT_TOP - 1, column, columns, STYLE_BOLD, title);
	if (!side->text)
		canvas_string(canvas, TEXT_TOP, column, columns, STYLE_DIM, _("(not answered)"));
	for (size_t i = 0; side->text && i < conflict->rows && conflict->top + i < side->wrap.count; i++)
		draw_row(canvas, TEXT_TOP + (int)i, column, columns, side, &side->wrap.rows[conflict->top + i]);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct conflict *conflict = state;
	struct place place = app->session->focus;
	const struct item *item = place.field->item;
	frame_header(app, canvas);
	canvas_printf(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, "%s %s%s%s", item->number, item->name,
		      item->field_count > 1 ? " / " : "", item->field_count > 1 ? place.field->prompt : "");
	canvas_string(canvas, FRAME_TOP + 1, 2, canvas->columns - 4, STYLE_PLAIN,
		      _("This field was changed on both sides. Which text stays?"));
	draw_side(canvas, 2, _("1 Ours"), conflict, 0);
	draw_side(canvas, 2 + half(canvas->columns) + GAP, _("2 Theirs"), conflict, 1);
	if (conflict->count > conflict->rows) {
		char where[64];
		size_t end = conflict->top + conflict->rows;
		snprintf(where, sizeof where, "%zu-%zu/%zu", conflict->top + 1, end < conflict->count ? end : conflict->count,
			 conflict->count);
		int width = width_text(where, strlen(where), canvas->ambiguous);
		canvas_string(canvas, TEXT_TOP - 1, canvas->columns - 2 - width, width, STYLE_DIM, where);
	}
	canvas_cursor(canvas, TEXT_TOP - 1, 2);
	frame_footer(app, canvas,
		     conflict->count > conflict->rows
			     ? _("1 ours  2 theirs  3 both, one after the other  Up Down scroll  Esc decide later")
			     : _("1 ours  2 theirs  3 both, one after the other  Esc decide later"));
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct conflict *conflict = state;
	char digit = chooser_letter(event);
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else if (digit >= '1' && digit <= '3') {
		app_pop(app);
		session_resolve(app->session, (enum side)(digit - '1'));
	} else {
		app_refuse_text(app, event);
		conflict->top = scrolled(conflict->top, event->code, conflict->count, conflict->rows);
	}
	return true;
}

static void close_conflict(void *state)
{
	struct conflict *conflict = state;
	column_clear(&conflict->sides[0]);
	column_clear(&conflict->sides[1]);
	free(conflict);
}

void conflict_push(struct app *app)
{
	app_push(app, (struct screen){ .state = mem_alloc(1, sizeof(struct conflict)),
				       .lay_out = lay_out,
				       .draw = draw,
				       .key = key,
				       .close = close_conflict,
				       .asks = ASKS_SOMETHING });
}
