/* SPDX-License-Identifier: MIT */
/* painter.c — cell by cell, with the shortest way from change to change. */
#include <config.h>

#include "tui/painter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Rewriting more unchanged cells is never shorter than moving over them; more blanks are erased and moved over, or only erased where
 * nothing is written behind them. */
enum { MOST_REWRITTEN = 16, MOST_BLANKS = 12, MOST_LAST_BLANKS = 4 };
/* Erasing to the row's end is a sequence of three bytes: fewer blanks than these are as well written. */
enum { LEAST_ERASED = 4 };

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

static void set_style(struct painter *painter, struct buf *out, enum style style)
{
	const struct painter_terminal *terminal = painter->terminal;
	const char *from = terminal->styles[painter->style], *to = terminal->styles[style];
	if (strcmp(from, to) != 0) {
		/* "Plain" and "bold" are one sequence, "\33[;1m", where they are written as ECMA-48 has them (SGR; empty is 0). */
		bool joined = *from && strcmp(terminal->plain, "\33[m") == 0 && strncmp(to, "\33[", 2) == 0;
		if (joined)
			buf_puts(out, "\33[;");
		else if (*from)
			buf_puts(out, terminal->plain);
		buf_puts(out, joined ? to + 2 : to);
	}
	painter->style = style;
}

static struct cell *row_cells(const struct canvas *canvas, int row)
{
	return canvas->cells + (size_t)row * (size_t)canvas->columns;
}

static bool is_blank(const struct cell *cell)
{
	return !cell->len && cell->width == 1 && canvas_cell_style(cell) == STYLE_PLAIN;
}

/* How many cells from `i` on, before `end`, are plain blanks. */
static int blanks(const struct cell *cells, int i, int end)
{
	int from = i;
	while (i < end && is_blank(&cells[i]))
		i++;
	return i - from;
}

/* Appends what is shorter of it and of the way tried, which is empty if there is none. */
static void take_shorter(struct buf *best, struct buf *way)
{
	if (way->len && way->len < best->len) {
		buf_reset(best);
		buf_put(best, way->data, way->len);
	}
	buf_reset(way);
}

static bool shows_on_blanks(enum style style)
{
	struct cell blank = { .width = 1, .style = (uint8_t)style };
	return canvas_cell_style(&blank) != STYLE_PLAIN;
}

/* A blank in bold or dim, written or erased, looks like any other: no style is changed for it. */
static void set_blank_style(struct painter *painter, struct buf *out)
{
	if (shows_on_blanks(painter->style))
		set_style(painter, out, STYLE_PLAIN);
}

/* Goes to a cell the shortest way. */
static void go(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, int column)
{
	const struct painter_terminal *terminal = painter->terminal;
	int by = column - painter->column;
	if (painter->row == row && by == 0)
		return;
	struct buf *best = &painter->best_way, *way = &painter->way;
	buf_reset(best);
	buf_reset(way);
	terminal->go(best, row, column);
	if (painter->row == row) {
		for (int i = by; i < 0 && -by < (int)best->len; i++)
			buf_putc(way, '\b');
		take_shorter(best, way);
		if (terminal->go_right && by > 0)
			terminal->go_right(way, by);
		take_shorter(best, way);
		if (terminal->go_column)
			terminal->go_column(way, column);
		take_shorter(best, way);
	}
	/* From the row's beginning, or the next one's; over a margin by writing its blanks. */
	if (painter->row >= 0 && (row == painter->row || row == painter->row + 1)) {
		const char *start = row == painter->row ? "\r" : "\r\n";
		if (column == 0 || terminal->go_right) {
			buf_puts(way, start);
			if (column)
				terminal->go_right(way, column);
			take_shorter(best, way);
		}
		if (!shows_on_blanks(painter->style) && blanks(row_cells(canvas, row), 0, column) == column) {
			buf_printf(way, "%s%*s", start, column, "");
			take_shorter(best, way);
		}
	}
	if (painter->row >= 0 && row == painter->row + 1 && terminal->go_column) {
		buf_putc(way, '\n');
		terminal->go_column(way, column);
		take_shorter(best, way);
	}
	buf_put(out, best->data, best->len);
	painter->row = row;
	painter->column = column;
}

static void put_cell(struct painter *painter, struct buf *out, const struct canvas *canvas, const struct cell *cell)
{
	if (!cell->len && canvas_cell_style(cell) == STYLE_PLAIN)
		set_blank_style(painter, out);
	else
		set_style(painter, out, canvas_cell_style(cell));
	/* Should the terminal give it one column only, nothing old is to stand in the other. */
	if (cell->ambiguous && cell->width == 2) {
		if (painter->terminal->erase_cells)
			painter->terminal->erase_cells(out, 2);
		else
			buf_puts(out, "  \b\b");
	}
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
	while (column > 0 && is_blank(&cells[column - 1]))
		column--;
	return column;
}

/* Do the rows look alike? Mostly they are the same bytes; those of long clusters stand elsewhere. */
static bool row_equal(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y)
{
	bool same = memcmp(x, y, (size_t)a->columns * sizeof *x) == 0;
	if (same && !a->pool_len && !b->pool_len)
		return true;
	for (int i = 0; i < a->columns; i++)
		if (!canvas_cell_equal(a, &x[i], b, &y[i]))
			return false;
	return true;
}

/* The cursor and its style, to try something and come back. */
struct pen {
	int row, column;
	enum style style;
};

static struct pen pen_of(const struct painter *painter)
{
	return (struct pen){ painter->row, painter->column, painter->style };
}

static void pen_back(struct painter *painter, struct pen pen)
{
	painter->row = pen.row;
	painter->column = pen.column;
	painter->style = pen.style;
}

/* Is writing the unchanged cells `from` to `to` again shorter than moving over them, with the styles to be changed for either? */
static bool rewriting_is_shorter(struct painter *painter, const struct canvas *canvas, const struct cell *cells, int from,
				 int to)
{
	struct pen pen = pen_of(painter);
	struct buf *trial = &painter->trial;
	size_t moved;
	if (painter->row < 0 || to - from > MOST_REWRITTEN)
		return false;
	buf_reset(trial);
	go(painter, trial, canvas, painter->row, to);
	if (cells[to].len)
		set_style(painter, trial, canvas_cell_style(&cells[to]));
	moved = trial->len;
	pen_back(painter, pen);
	buf_reset(trial);
	for (int i = from; i < to; i += cells[i].width ? cells[i].width : 1)
		put_cell(painter, trial, canvas, &cells[i]);
	if (cells[to].len)
		set_style(painter, trial, canvas_cell_style(&cells[to]));
	pen_back(painter, pen);
	return trial->len <= moved;
}

/* A row being painted, and what the terminal shows there. */
struct row_before {
	const struct painter *painter;
	const struct canvas *canvas;
	const struct cell *cells, *old; /* NULL: not known */
	int erased_from;                /* from here on nothing but blanks */
};

/* Is the cell there already? */
static bool stands(const struct row_before *before, int i)
{
	if (!before->old)
		return false;
	return i < before->erased_from
		       ? canvas_cell_equal(before->canvas, &before->cells[i], &before->painter->shown, &before->old[i])
		       : is_blank(&before->cells[i]);
}

/* Can the row be erased from before `i` on, as what stands behind has to be written again anyway, or is blank? */
static bool erases_nothing_kept(const struct row_before *before, int i)
{
	if (!before->old || !before->painter->terminal->clear_to_end_of_line)
		return false;
	while (i < before->canvas->columns && (!stands(before, i) || is_blank(&before->cells[i])))
		i++;
	return i == before->canvas->columns;
}

/* The cells of a row that change lie between `first` and `end`. */
struct span {
	int first, end;
	bool uncertain; /* of what lies between nobody can tell where the terminal shows it */
};

/* `old` as paint_row() has it. */
static struct span changed_span(const struct painter *painter, const struct canvas *canvas, const struct cell *cells,
				const struct cell *old)
{
	struct span span = { .end = canvas->columns };
	if (old) {
		while (canvas_cell_equal(canvas, &cells[span.first], &painter->shown, &old[span.first]))
			span.first++;
		while (span.end > span.first &&
		       canvas_cell_equal(canvas, &cells[span.end - 1], &painter->shown, &old[span.end - 1]))
			span.end--;
	}
	/* A change never begins or ends inside a wide cluster. */
	while (span.first > 0 && cells[span.first].width == 0)
		span.first--;
	while (span.end < canvas->columns && cells[span.end].width == 0)
		span.end++;
	/* After a cluster the terminal may draw wider than we think, the rest of the row is drawn again. */
	for (int i = span.first; i < span.end && !span.uncertain; i++)
		span.uncertain = cells[i].ambiguous || (old && old[i].ambiguous);
	if (span.uncertain)
		span.end = canvas->columns;
	return span;
}

/* A row that differs from `old`; NULL: from what is not known. */
static void paint_row(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, const struct cell *old)
{
	const struct cell *cells = row_cells(canvas, row);
	struct span span = changed_span(painter, canvas, cells, old);
	int first = span.first, end = span.end, tail = blank_tail(canvas, cells);
	bool erase = painter->terminal->clear_to_end_of_line && end > tail &&
		     canvas->columns - (first > tail ? first : tail) >= LEAST_ERASED;
	bool corner = row == canvas->rows - 1 && !painter->terminal->last_cell;
	struct row_before before = { painter, canvas, cells, span.uncertain ? NULL : old, canvas->columns };
	for (int i = first; i < (erase ? (tail > first ? tail : first) : end);) {
		if (stands(&before, i)) {
			int same = i;
			while (same < end && stands(&before, same))
				same++;
			/* Unchanged right halves belong to a changed cluster only if its left half is drawn too. */
			while (same < end && same > i && cells[same].width == 0)
				same--;
			if (same > i && (painter->row != row || painter->column != i || same == end ||
					 !rewriting_is_shorter(painter, canvas, cells, i, same))) {
				i = same;
				continue;
			}
		}
		if (corner && i + cells[i].width >= canvas->columns)
			break;
		if (cells[i].width == 0) {
			i++;
			continue;
		}
		go(painter, out, canvas, row, i);
		int count = painter->terminal->erase_cells ? blanks(cells, i, end) : 0;
		if (count > (i + count == end ? MOST_LAST_BLANKS : MOST_BLANKS)) {
			set_blank_style(painter, out);
			if (erases_nothing_kept(&before, i + count)) {
				buf_puts(out, painter->terminal->clear_to_end_of_line);
				before.erased_from = i;
			} else {
				painter->terminal->erase_cells(out, count);
			}
			i += count;
			continue;
		}
		put_cell(painter, out, canvas, &cells[i]);
		i += cells[i].width;
	}
	if (erase && (tail < end || !old)) {
		set_blank_style(painter, out);
		/* What stands blank before the change may as well be erased with it. */
		go(painter, out, canvas, row, tail);
		buf_puts(out, painter->terminal->clear_to_end_of_line);
	}
}

/* What the row costs when `old` stands there. */
static int row_cost(struct painter *painter, const struct canvas *canvas, int row, const struct cell *old)
{
	struct pen pen = pen_of(painter);
	if (row_equal(canvas, row_cells(canvas, row), &painter->shown, old))
		return 0;
	buf_reset(&painter->row_trial);
	painter->row = -1;
	painter->style = STYLE_PLAIN;
	paint_row(painter, &painter->row_trial, canvas, row, old);
	pen_back(painter, pen);
	return (int)painter->row_trial.len;
}

/* Two rows that hash alike are taken for alike: should they not be, the cells are compared once more when they are painted. */
static uint32_t row_hash(const struct canvas *canvas, int row)
{
	uint32_t hash = 2166136261u;
	for (const struct cell *cell = row_cells(canvas, row), *end = cell + canvas->columns; cell < end; cell++) {
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
	int gain; /* bytes that need not be written */
};

/* Nothing moves further than a field is high; what moves once may leave behind what moves another way. */
enum { MOST_SHIFT = 16, MOST_SHIFTS = 4 };

/* The rows that move, with those the run comes to stand on. */
static int shift_top(const struct shift *shift)
{
	return shift->by > 0 ? shift->first - shift->by : shift->first;
}

static int shift_bottom(const struct shift *shift)
{
	return shift->by > 0 ? shift->last : shift->last - shift->by;
}

/* What a shift spares: what its rows cost where they are, less the scrolling, less what the rows cost more that it leaves blank. */
static int shift_gain(struct painter *painter, const struct canvas *canvas, const struct shift *shift, const int *cost,
		      const struct cell *blank_row)
{
	int gain = 0, top = shift_top(shift), bottom = shift_bottom(shift);
	for (int row = shift->first; row <= shift->last; row++)
		gain += cost[row];
	if (gain == 0)
		return 0;
	buf_reset(&painter->row_trial);
	painter->terminal->scroll(&painter->row_trial, canvas->rows, top, bottom, shift->by);
	gain -= (int)painter->row_trial.len;
	for (int row = top; row <= bottom && gain > 0; row++)
		if (row < shift->first || row > shift->last)
			gain += cost[row] - row_cost(painter, canvas, row, blank_row);
	return gain;
}

static struct shift best_shift(struct painter *painter, const struct canvas *canvas, int *cost, const struct cell *blank_row)
{
	struct shift best = { 0 };
	int rows = canvas->rows;
	uint32_t *old = mem_alloc((size_t)rows * 2, sizeof *old), *new = old + rows;
	for (int row = 0; row < rows; row++) {
		old[row] = row_hash(&painter->shown, row);
		new[row] = row_hash(canvas, row);
		cost[row] = row_cost(painter, canvas, row, row_cells(&painter->shown, row));
	}
	for (int by = -MOST_SHIFT; by <= MOST_SHIFT; by++) {
		struct shift run = { .first = -1, .by = by };
		for (int row = 0; by && row <= rows; row++) {
			if (row < rows && row - by >= 0 && row - by < rows && new[row] == old[row - by]) {
				if (run.first < 0)
					run.first = row;
				run.last = row;
				continue;
			}
			if (run.first >= 0) {
				run.gain = shift_gain(painter, canvas, &run, cost, blank_row);
				if (run.gain > best.gain)
					best = run;
			}
			run.first = -1;
		}
	}
	free(old);
	return best;
}

/* Do so many rows differ that moving some could spare writing them? A key mostly changes one or two. */
static bool may_gain(const struct canvas *shown, const struct canvas *canvas)
{
	int differing = 0;
	for (int row = 0; row < canvas->rows && differing < 3; row++)
		differing += !row_equal(canvas, row_cells(canvas, row), shown, row_cells(shown, row));
	return differing >= 3;
}

static void move_rows(struct canvas *shown, const struct shift *shift)
{
	int top = shift_top(shift), bottom = shift_bottom(shift);
	int kept = bottom - top + 1 - abs(shift->by), from = shift->by > 0 ? top : top - shift->by, to = from + shift->by;
	size_t columns = (size_t)shown->columns;
	memmove(row_cells(shown, to), row_cells(shown, from), (size_t)kept * columns * sizeof *shown->cells);
	for (int row = top; row <= bottom; row++)
		for (size_t i = 0; (row < to || row >= to + kept) && i < columns; i++)
			row_cells(shown, row)[i] = (struct cell){ .width = 1 };
}

/* Has the terminal move rows that only stand elsewhere: that is what going to the next field mostly does. */
static void scroll(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
	struct shift shift;
	if (!may_gain(&painter->shown, canvas))
		return;
	int *cost = mem_alloc((size_t)canvas->rows, sizeof *cost);
	struct cell *blank_row = mem_alloc((size_t)canvas->columns, sizeof *blank_row);
	for (int i = 0; i < canvas->columns; i++)
		blank_row[i] = (struct cell){ .width = 1 };
	for (int i = 0; i < MOST_SHIFTS && (shift = best_shift(painter, canvas, cost, blank_row)).gain > 0; i++) {
		set_style(painter, out, STYLE_PLAIN);
		painter->terminal->scroll(out, canvas->rows, shift_top(&shift), shift_bottom(&shift), shift.by);
		painter->row = -1;
		move_rows(&painter->shown, &shift);
	}
	free(blank_row);
	free(cost);
}

/* What differs, from row `from` to the last, then from the first to that one; then plain, and the cursor where it is to stand. The
 * lowest row that differed, -1 if none did. */
static int paint_rows(struct painter *painter, struct buf *out, const struct canvas *canvas, int from)
{
	int lowest = -1;
	for (int i = 0; i < canvas->rows; i++) {
		int row = (from + i) % canvas->rows;
		const struct cell *old = painter->known ? row_cells(&painter->shown, row) : NULL;
		if (old && row_equal(canvas, row_cells(canvas, row), &painter->shown, old))
			continue;
		paint_row(painter, out, canvas, row, old);
		lowest = row > lowest ? row : lowest;
	}
	set_style(painter, out, STYLE_PLAIN);
	if (canvas->cursor_row >= 0)
		go(painter, out, canvas, canvas->cursor_row, canvas->cursor_column);
	return lowest;
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
	struct pen pen = pen_of(painter);
	struct buf *trial = &painter->order_trial;
	size_t before = out->len;
	int lowest = paint_rows(painter, out, canvas, 0);
	/* Ending in the cursor's row may spare the way back to it from what differs below. */
	if (painter->known && canvas->cursor_row >= 0 && lowest > canvas->cursor_row) {
		struct pen end = pen_of(painter);
		pen_back(painter, pen);
		buf_reset(trial);
		paint_rows(painter, trial, canvas, canvas->cursor_row + 1);
		if (trial->len < out->len - before)
			buf_splice(out, before, out->len - before, trial->data, trial->len);
		else
			pen_back(painter, end);
	}
	canvas_copy(&painter->shown, canvas);
	bool visible = canvas->cursor_row >= 0;
	if (!visible && painter->cursor_visible && terminal->hide_cursor)
		buf_puts(out, terminal->hide_cursor);
	if (visible && !painter->cursor_visible && terminal->show_cursor)
		buf_puts(out, terminal->show_cursor);
	painter->cursor_visible = visible;
	painter->known = true;
}
