/* SPDX-License-Identifier: MIT */
/* painter.c — cell by cell, with the shortest way from change to change. */
#include <config.h>

#include "tui/painter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Rewriting a few unchanged cells is shorter than moving over them, and so many blanks than erasing and then moving. */
enum { MOST_REWRITTEN = 4, MOST_BLANKS = 12 };

void painter_init(struct painter *painter, const struct painter_terminal *terminal)
{
	*painter = (struct painter){ .terminal = terminal, .row = -1, .cursor_visible = true };
	canvas_init(&painter->shown, 1);
}

void painter_clear(struct painter *painter)
{
	canvas_clear(&painter->shown);
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

static void set_style(struct painter *painter, struct buf *out, enum style style)
{
	const struct painter_terminal *terminal = painter->terminal;
	const char *from = terminal->styles[painter->style], *to = terminal->styles[style];
	if (strcmp(from, to) != 0) {
		if (*from)
			buf_puts(out, terminal->plain);
		buf_puts(out, to);
	}
	painter->style = style;
}

static void go(struct painter *painter, struct buf *out, int row, int column)
{
	const struct painter_terminal *terminal = painter->terminal;
	if (painter->row == row && painter->column == column)
		return;
	struct buf best = { 0 };
	terminal->go(&best, row, column);
	if (painter->row == row && column == 0) {
		buf_reset(&best);
		buf_putc(&best, '\r');
	} else if (painter->row == row && painter->column > column && painter->column - column < (int)best.len) {
		int count = painter->column - column;
		buf_reset(&best);
		while (count--)
			buf_putc(&best, '\b');
	} else if (painter->row == row) {
		struct buf other = { 0 };
		if (terminal->go_right && column > painter->column) {
			terminal->go_right(&other, column - painter->column);
			if (other.len && other.len < best.len) {
				struct buf swap = best;
				best = other;
				other = swap;
			}
		}
		buf_reset(&other);
		if (terminal->go_column) {
			terminal->go_column(&other, column);
			if (other.len && other.len < best.len) {
				struct buf swap = best;
				best = other;
				other = swap;
			}
		}
		buf_clear(&other);
	} else if (painter->row >= 0 && row == painter->row + 1 && column == 0) {
		buf_reset(&best);
		buf_puts(&best, "\r\n");
	}
	buf_put(out, best.data, best.len);
	buf_clear(&best);
	painter->row = row;
	painter->column = column;
}

static bool shows_on_blanks(enum style style)
{
	struct cell blank = { .width = 1, .style = (uint8_t)style };
	return canvas_cell_style(&blank) != STYLE_PLAIN;
}

static void put_cell(struct painter *painter, struct buf *out, const struct canvas *canvas, const struct cell *cell)
{
	/* A blank in bold or dim looks like any other: no style is changed for it. */
	bool blank = !cell->len && canvas_cell_style(cell) == STYLE_PLAIN;
	if (!blank || shows_on_blanks(painter->style))
		set_style(painter, out, canvas_cell_style(cell));
	if (cell->len)
		buf_put(out, canvas_cell_text(canvas, cell), cell->len);
	else
		buf_putc(out, ' ');
	painter->column += cell->width;
	/* Where the cursor really is now only the terminal knows: it may have its own idea of the width, or hang at the edge. */
	if (cell->ambiguous || painter->column >= canvas->columns)
		painter->row = -1;
}

/* The cells from `column` on that are plain blanks to the row's end. */
static int blank_tail(const struct canvas *canvas, const struct cell *cells)
{
	int column = canvas->columns;
	while (column > 0 && !cells[column - 1].len && cells[column - 1].width == 1 &&
	       canvas_cell_style(&cells[column - 1]) == STYLE_PLAIN)
		column--;
	return column;
}

/* How many cells from `i` on, before `end`, are plain blanks. */
static int blanks(const struct cell *cells, int i, int end)
{
	int from = i;
	while (i < end && !cells[i].len && cells[i].width == 1 && canvas_cell_style(&cells[i]) == STYLE_PLAIN)
		i++;
	return i - from;
}

/* Do the rows look alike? Mostly they are the same bytes; those of long clusters stand elsewhere. */
static bool row_equal(const struct canvas *a, const struct canvas *b, int row)
{
	const struct cell *x = a->cells + row * a->columns, *y = b->cells + row * b->columns;
	bool same = memcmp(x, y, (size_t)a->columns * sizeof *x) == 0;
	if (same && !a->pool_len && !b->pool_len)
		return true;
	for (int i = 0; i < a->columns; i++)
		if (!canvas_cell_equal(a, &x[i], b, &y[i]))
			return false;
	return true;
}

/* A row that differs. */
static void paint_row(struct painter *painter, struct buf *out, const struct canvas *canvas, int row)
{
	const struct cell *cells = canvas->cells + row * canvas->columns;
	const struct cell *old = painter->known ? painter->shown.cells + row * canvas->columns : NULL;
	int first = 0, end = canvas->columns, tail = blank_tail(canvas, cells);
	if (old) {
		while (canvas_cell_equal(canvas, &cells[first], &painter->shown, &old[first]))
			first++;
		while (end > first && canvas_cell_equal(canvas, &cells[end - 1], &painter->shown, &old[end - 1]))
			end--;
	}
	/* A change never begins or ends inside a wide cluster. */
	while (first > 0 && cells[first].width == 0)
		first--;
	while (end < canvas->columns && cells[end].width == 0)
		end++;
	/* After a cluster the terminal may draw wider than we think, the rest of the row is drawn again. */
	bool uncertain = false;
	for (int i = first; i < canvas->columns && !uncertain; i++)
		uncertain = (cells[i].ambiguous && i < end) || (old && old[i].ambiguous && i < end);
	if (uncertain)
		end = canvas->columns;
	bool erase = painter->terminal->clear_to_end_of_line && end > tail && canvas->columns - (first > tail ? first : tail) > 3;
	bool corner = row == canvas->rows - 1 && !painter->terminal->last_cell;
	for (int i = first; i < (erase ? (tail > first ? tail : first) : end);) {
		if (old && !uncertain && canvas_cell_equal(canvas, &cells[i], &painter->shown, &old[i])) {
			int same = i;
			while (same < end && canvas_cell_equal(canvas, &cells[same], &painter->shown, &old[same]))
				same++;
			if (same - i > MOST_REWRITTEN || painter->row != row) {
				/* Unchanged right halves belong to a changed cluster only if its left half is drawn too. */
				while (same < end && same > i && cells[same].width == 0)
					same--;
				if (same > i) {
					i = same;
					continue;
				}
			}
		}
		if (corner && i + cells[i].width >= canvas->columns)
			break;
		if (cells[i].width == 0) {
			i++;
			continue;
		}
		go(painter, out, row, i);
		int count = painter->terminal->erase_cells && i + MOST_BLANKS < end ? blanks(cells, i, end) : 0;
		if (count > MOST_BLANKS) {
			if (shows_on_blanks(painter->style))
				set_style(painter, out, STYLE_PLAIN);
			painter->terminal->erase_cells(out, count);
			i += count;
			continue;
		}
		put_cell(painter, out, canvas, &cells[i]);
		i += cells[i].width;
	}
	if (erase && (tail < end || !old)) {
		set_style(painter, out, STYLE_PLAIN);
		go(painter, out, row, tail > first ? tail : first);
		buf_puts(out, painter->terminal->clear_to_end_of_line);
	}
}

/* Two rows that hash alike are taken for alike: should they not be, the cells are compared once more when they are painted. */
static uint32_t row_hash(const struct canvas *canvas, int row)
{
	uint32_t hash = 2166136261u;
	for (int i = 0; i < canvas->columns; i++) {
		const struct cell *cell = &canvas->cells[row * canvas->columns + i];
		hash = (hash ^ (uint32_t)canvas_cell_style(cell)) * 16777619u;
		hash = (hash ^ cell->width) * 16777619u;
		for (size_t b = 0; b < cell->len; b++)
			hash = (hash ^ (unsigned char)canvas_cell_text(canvas, cell)[b]) * 16777619u;
	}
	return hash;
}

/* A run of rows that stands elsewhere on the screen already. */
struct shift {
	int first, last; /* rows of the new canvas */
	int by;
	int gain; /* rows that need not be written */
};

/* Moving fewer rows than this costs as much as writing them; nothing moves further than a field is high. */
enum { LEAST_GAIN = 3, MOST_SHIFT = 16 };

static struct shift best_shift(const struct canvas *shown, const struct canvas *canvas)
{
	struct shift best = { .gain = LEAST_GAIN - 1 };
	int rows = canvas->rows;
	uint32_t *old = mem_alloc((size_t)rows * 2, sizeof *old), *new = old + rows;
	for (int row = 0; row < rows; row++) {
		old[row] = row_hash(shown, row);
		new[row] = row_hash(canvas, row);
	}
	for (int by = -MOST_SHIFT; by <= MOST_SHIFT; by++) {
		struct shift run = { .first = -1, .by = by };
		for (int row = 0; by && row <= rows; row++) {
			if (row < rows && row - by >= 0 && row - by < rows && new[row] == old[row - by]) {
				if (run.first < 0)
					run = (struct shift){ .first = row, .by = by };
				run.last = row;
				run.gain += new[row] != old[row] && blank_tail(canvas, canvas->cells + row * canvas->columns) > 0;
				continue;
			}
			if (run.first >= 0 && run.gain > best.gain)
				best = run;
			run.first = -1;
		}
	}
	/* What stands rightly between where the rows are and where they go would be moved away: it must be worth it. */
	int top = best.by > 0 ? best.first - best.by : best.first, bottom = best.by > 0 ? best.last : best.last - best.by;
	int loss = 0;
	for (int row = top; best.by && row <= bottom; row++)
		loss += (row < best.first || row > best.last) && new[row] == old[row];
	best.gain -= loss;
	free(old);
	return best;
}

/* Do so many rows differ that moving some could spare writing them? A key mostly changes one or two. */
static bool may_gain(const struct canvas *shown, const struct canvas *canvas)
{
	int differing = 0;
	for (int row = 0; row < canvas->rows && differing < LEAST_GAIN; row++)
		differing += !row_equal(canvas, shown, row);
	return differing >= LEAST_GAIN;
}

/* Has the terminal move rows that only stand elsewhere: that is what going to the next field mostly does. */
static void scroll(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
	struct canvas *shown = &painter->shown;
	if (!may_gain(shown, canvas))
		return;
	struct shift shift = best_shift(shown, canvas);
	if (shift.gain < LEAST_GAIN)
		return;
	int top = shift.by > 0 ? shift.first - shift.by : shift.first, bottom = shift.by > 0 ? shift.last : shift.last - shift.by;
	size_t row = (size_t)shown->columns;
	int kept = bottom - top + 1 - abs(shift.by), from = shift.by > 0 ? top : top - shift.by, to = from + shift.by;
	set_style(painter, out, STYLE_PLAIN);
	painter->terminal->scroll(out, shown->rows, top, bottom, shift.by);
	painter->row = -1;
	memmove(shown->cells + (size_t)to * row, shown->cells + (size_t)from * row, (size_t)kept * row * sizeof *shown->cells);
	for (int at = top; at <= bottom; at++)
		for (size_t i = 0; (at < to || at >= to + kept) && i < row; i++)
			shown->cells[(size_t)at * row + i] = (struct cell){ .width = 1 };
}

void painter_paint(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
	const struct painter_terminal *terminal = painter->terminal;
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
	} else if (terminal->scroll) {
		scroll(painter, canvas, out);
	}
	bool pooled = canvas->pool_len || painter->shown.pool_len;
	size_t columns = (size_t)canvas->columns;
	for (int row = 0; row < canvas->rows; row++) {
		if (painter->known && row_equal(canvas, &painter->shown, row))
			continue;
		paint_row(painter, out, canvas, row);
		memcpy(painter->shown.cells + (size_t)row * columns, canvas->cells + (size_t)row * columns, columns * sizeof(struct cell));
	}
	if (pooled)
		canvas_copy(&painter->shown, canvas);
	set_style(painter, out, STYLE_PLAIN);
	bool visible = canvas->cursor_row >= 0;
	if (!visible && painter->cursor_visible && terminal->hide_cursor)
		buf_puts(out, terminal->hide_cursor);
	if (visible)
		go(painter, out, canvas->cursor_row, canvas->cursor_column);
	if (visible && !painter->cursor_visible && terminal->show_cursor)
		buf_puts(out, terminal->show_cursor);
	painter->cursor_visible = visible;
	painter->known = true;
}
