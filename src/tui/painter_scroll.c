/* SPDX-License-Identifier: MIT */
/* painter_scroll.c — rows that only stand elsewhere are moved by the terminal, where that takes fewer bytes than writing them. */
#include <config.h>

#include "tui/painter_parts.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* What the row costs when `old` stands there. */
static int row_cost(struct painter *painter, const struct canvas *canvas, int row, const struct cell *old)
{
	struct pen pen = painter_pen(painter);
	if (canvas_row_equal(canvas, canvas_row(canvas, row), &painter->shown, old))
		return 0;
	buf_reset(&painter->row_trial);
	painter->row = -1;
	painter->style = STYLE_PLAIN;
	painter_row(painter, &painter->row_trial, canvas, row, old);
	painter_pen_back(painter, pen);
	return (int)painter->row_trial.len;
}

/* Two rows that hash alike are taken for alike: should they not be, the cells are compared once more when they are painted. */
static uint32_t row_hash(const struct canvas *canvas, int row)
{
	uint32_t hash = 2166136261u;
	for (const struct cell *cell = canvas_row(canvas, row), *end = cell + canvas->columns; cell < end; cell++) {
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
		cost[row] = row_cost(painter, canvas, row, canvas_row(&painter->shown, row));
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

static void move_rows(struct canvas *shown, const struct shift *shift)
{
	int top = shift_top(shift), bottom = shift_bottom(shift);
	int kept = bottom - top + 1 - abs(shift->by), from = shift->by > 0 ? top : top - shift->by, to = from + shift->by;
	size_t columns = (size_t)shown->columns;
	memmove(canvas_row(shown, to), canvas_row(shown, from), (size_t)kept * columns * sizeof *shown->cells);
	for (int row = top; row <= bottom; row++)
		for (size_t i = 0; (row < to || row >= to + kept) && i < columns; i++)
			canvas_row(shown, row)[i] = (struct cell){ .width = 1 };
}

void painter_scroll(struct painter *painter, const struct canvas *canvas, struct buf *out)
{
	struct shift shift;
	int *cost = mem_alloc((size_t)canvas->rows, sizeof *cost);
	struct cell *blank_row = mem_alloc((size_t)canvas->columns, sizeof *blank_row);
	for (int i = 0; i < canvas->columns; i++)
		blank_row[i] = (struct cell){ .width = 1 };
	for (int i = 0; i < MOST_SHIFTS && (shift = best_shift(painter, canvas, cost, blank_row)).gain > 0; i++) {
		painter_set_style(painter, out, STYLE_PLAIN);
		painter->terminal->scroll(out, canvas->rows, shift_top(&shift), shift_bottom(&shift), shift.by);
		painter->row = -1;
		move_rows(&painter->shown, &shift);
	}
	free(blank_row);
	free(cost);
}
