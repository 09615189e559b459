/* SPDX-License-Identifier: MIT */
/* painter.c — a frame: rows are moved, then those that differ painted, in the order that takes the fewest bytes. */
#include <config.h>

#include "tui/painter_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void painter_init(struct painter *painter, const struct painter_terminal *terminal)
{
	*painter = (struct painter){ .terminal = terminal, .row = -1, .cursor_visible = true };
	canvas_init(&painter->shown, 1);
}

void painter_clear(struct painter *painter)
{
	canvas_clear(&painter->shown);
	buf_clear(&painter->trial);
	buf_clear(&painter->row_trial);
	buf_clear(&painter->order_trial);
	buf_clear(&painter->way);
	buf_clear(&painter->best_way);
}

void painter_forget(struct painter *painter)
{
	painter->known = false;
}

void painter_forget_row(struct painter *painter, int row)
{
	/* No canvas holds such a cell, so every one of the row differs. */
	for (int i = 0; painter->known && row < painter->shown.rows && i < painter->shown.columns; i++)
		painter->shown.cells[row * painter->shown.columns + i] = (struct cell){ .width = CELL_UNKNOWN };
}

/* Do so many rows differ that moving some, or another order, could spare bytes? A key mostly changes one or two. */
static bool differ_much(const struct canvas *shown, const struct canvas *canvas)
{
	int differing = 0;
	for (int row = 0; row < canvas->rows && differing < 3; row++)
		differing += !canvas_row_equal(canvas, canvas_row(canvas, row), shown, canvas_row(shown, row));
	return differing >= 3;
}

/* Where what a row is marked with at its end begins: the end of what changes, if that is in one style that is not plain; else -1. */
static int end_mark(const struct painter *painter, const struct canvas *canvas, int row, const struct cell *old)
{
	const struct cell *cells = canvas_row(canvas, row);
	if (canvas_row_equal(canvas, cells, &painter->shown, old))
		return -1;
	struct span span = painter_span(painter, canvas, cells, old);
	int mark = span.end;
	enum style style = STYLE_PLAIN;
	for (int i = span.end - 1; !span.uncertain && i >= 0; i--) {
		if (cells[i].width == 0)
			continue;
		if (cells[i].len == 0 || cells[i].len > CELL_BYTES ||
		    (mark < span.end && canvas_cell_style(&cells[i]) != style))
			break;
		style = canvas_cell_style(&cells[i]);
		mark = i;
	}
	return style == STYLE_PLAIN ? -1 : mark;
}

/* The order in which rows are painted: from `first` to the last, then from the top to that one. */
struct order {
	int first;
	bool marks_together; /* below the mark at a row's end those of the next rows at once, if they stand in the same column */
	bool cursor_first;   /* the cursor's row before all; where it ends up is kept, and come back to, by the terminal */
};

/* Behind the mark of a row, which was painted last: those below it. `old` is what is shown, and is then with them. */
static void paint_marks_below(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, int mark,
			      int first, struct cell *old)
{
	size_t columns = (size_t)canvas->columns;
	for (int next = row + 1; next < canvas->rows && next != first && painter->row == next - 1; next++) {
		const struct cell *cells = canvas_row(canvas, next);
		struct cell *shown = old + (size_t)next * columns;
		if (end_mark(painter, canvas, next, shown) != mark || canvas_cell_style(&cells[mark]) != painter->style)
			break;
		painter_go(painter, out, canvas, next, mark);
		for (int i = mark; i < canvas->columns && cells[i].len; i += cells[i].width)
			painter_put(painter, out, canvas, &cells[i]);
		memcpy(shown + mark, cells + mark, (columns - (size_t)mark) * sizeof *cells);
	}
}

/* What of a canvas is painted, in an order, and how far that has come. */
struct painting {
	struct painter *painter;
	struct buf *out;
	const struct canvas *canvas;
	struct order order;
	struct cell *shown; /* as it is by now */
	int count, lowest;  /* rows that differed; the lowest, -1 if none did */
};

static const struct cell *shown_row(const struct painting *painting, int row)
{
	return painting->painter->known ? painting->shown + (size_t)row * (size_t)painting->canvas->columns : NULL;
}

static bool differs(const struct painting *painting, int row)
{
	const struct canvas *canvas = painting->canvas;
	const struct cell *shown = shown_row(painting, row);
	return !shown || !canvas_row_equal(canvas, canvas_row(canvas, row), &painting->painter->shown, shown);
}

static void paint_one(struct painting *painting, int row)
{
	struct painter *painter = painting->painter;
	const struct cell *shown = shown_row(painting, row);
	int mark = painting->order.marks_together ? end_mark(painter, painting->canvas, row, shown) : -1;
	painter_row(painter, painting->out, painting->canvas, row, shown);
	if (mark >= 0 && painter->column > mark)
		paint_marks_below(painter, painting->out, painting->canvas, row, mark, painting->order.first, painting->shown);
	painting->count++;
	painting->lowest = row > painting->lowest ? row : painting->lowest;
}

/* Plain, and where the cursor is to stand. */
static void go_to_cursor(const struct painting *painting)
{
	const struct canvas *canvas = painting->canvas;
	painter_set_style(painting->painter, painting->out, STYLE_PLAIN);
	if (canvas->cursor_row >= 0)
		painter_go(painting->painter, painting->out, canvas, canvas->cursor_row, canvas->cursor_column);
}

static void paint_rows(struct painting *painting)
{
	struct painter *painter = painting->painter;
	const struct canvas *canvas = painting->canvas;
	const struct order *order = &painting->order;
	int before = order->cursor_first ? canvas->cursor_row : -1;
	struct pen kept = { .row = -1 };
	if (before >= 0 && differs(painting, before))
		paint_one(painting, before);
	for (int i = 0; i < canvas->rows; i++) {
		int row = (order->first + i) % canvas->rows;
		if (row == before || !differs(painting, row))
			continue;
		if (before >= 0 && kept.row < 0) {
			go_to_cursor(painting);
			buf_puts(painting->out, painter->terminal->keep_cursor);
			kept = painter_pen(painter);
		}
		paint_one(painting, row);
	}
	if (kept.row < 0) {
		go_to_cursor(painting);
	} else {
		buf_puts(painting->out, painter->terminal->return_cursor);
		painter_pen_back(painter, kept);
	}
}

/* Paints all that differs, and has the cursor where it is to stand. */
static struct painting paint(struct painter *painter, struct buf *out, const struct canvas *canvas, struct order order)
{
	size_t size = (size_t)canvas->rows * (size_t)canvas->columns;
	struct painting painting = { painter, out, canvas, order, painter->shown.cells, 0, -1 };
	/* Marks change what is shown, and this may be no more than a try. */
	if (order.marks_together)
		painting.shown =
			memcpy(mem_resize(NULL, size, sizeof *painting.shown), painting.shown, size * sizeof *painting.shown);
	paint_rows(&painting);
	if (order.marks_together)
		free(painting.shown);
	return painting;
}

/* Paints, in the order that takes the fewest bytes. */
static void paint_shortest(struct painter *painter, struct buf *out, const struct canvas *canvas, bool many)
{
	struct pen pen = painter_pen(painter);
	struct buf *trial = &painter->order_trial;
	size_t before = out->len;
	bool returns = canvas->cursor_row >= 0 && painter->terminal->keep_cursor && painter->terminal->return_cursor;
	/* A key changes its row and a count or two elsewhere: there is nothing to try. */
	struct painting first = paint(painter, out, canvas, (struct order){ .cursor_first = returns && !many });
	if (!painter->known || first.count < 2 || first.order.cursor_first)
		return;
	/* Ending in the cursor's row may spare the way back to it from what differs below. */
	int below_cursor = first.lowest > canvas->cursor_row ? canvas->cursor_row + 1 : 0;
	const struct order others[] = {
		{ .first = below_cursor },
		{ .cursor_first = returns },
		{ .marks_together = many },
		{ .first = below_cursor, .marks_together = many },
		{ .cursor_first = returns, .marks_together = many },
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct pen end = painter_pen(painter);
		if (!others[i].first && !others[i].marks_together && !others[i].cursor_first)
			continue;
		painter_pen_back(painter, pen);
		buf_reset(trial);
		paint(painter, trial, canvas, others[i]);
		if (trial->len < out->len - before)
			buf_splice(out, before, out->len - before, trial->data, trial->len);
		else
			painter_pen_back(painter, end);
	}
}

void painter_paint(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
	const struct painter_terminal *terminal = painter->terminal;
	bool many = false;
	if (painter->known && (painter->shown.rows != canvas->rows || painter->shown.columns != canvas->columns))
		painter->known = false;
	if (!painter->known) {
		if (terminal->plain)
			buf_puts(out, terminal->plain);
		painter->style = STYLE_PLAIN;
		buf_puts(out, terminal->clear ? terminal->clear : "");
		painter->row = -1;
		/* A cleared terminal is a blank canvas, so blanks need not be written. */
		canvas_erase(&painter->shown, canvas->rows, canvas->columns);
		painter->known = terminal->clear != NULL;
	} else {
		many = differ_much(&painter->shown, canvas);
		if (many && terminal->scroll)
			painter_scroll(painter, canvas, out);
	}
	paint_shortest(painter, out, canvas, many);
	canvas_copy(&painter->shown, canvas);
	bool visible = canvas->cursor_row >= 0;
	if (!visible && painter->cursor_visible && terminal->hide_cursor)
		buf_puts(out, terminal->hide_cursor);
	if (visible && !painter->cursor_visible && terminal->show_cursor)
		buf_puts(out, terminal->show_cursor);
	painter->cursor_visible = visible;
	painter->known = true;
}
