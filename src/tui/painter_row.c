/* SPDX-License-Identifier: MIT */
/* painter_row.c — a row that differs, from change to change: what stands between them is moved over, or written again. */
#include <config.h>

#include "tui/painter_parts.h"

/* Rewriting more unchanged cells is never shorter than moving over them; more blanks are erased and moved over, or only erased where
 * nothing is written behind them. */
enum { MOST_REWRITTEN = 16, MOST_BLANKS = 12, MOST_LAST_BLANKS = 4 };
/* Erasing to the row's end is a sequence of three bytes: fewer blanks than these are as well written. */
enum { LEAST_ERASED = 4 };

/* The cells from `column` on that are plain blanks to the row's end. */
static int blank_tail(const struct canvas *canvas, const struct cell *cells)
{
	int column = canvas->columns;
	while (column > 0 && canvas_cell_blank(&cells[column - 1]))
		column--;
	return column;
}

/* Is writing the unchanged cells `from` to `to` again shorter than moving over them, with the styles to be changed for either? */
static bool rewriting_is_shorter(struct painter *painter, const struct canvas *canvas, const struct cell *cells, int from,
				 int to)
{
	struct pen pen = painter_pen(painter);
	struct buf *trial = &painter->trial;
	size_t moved;
	if (painter->row < 0 || to - from > MOST_REWRITTEN)
		return false;
	buf_reset(trial);
	painter_go(painter, trial, canvas, painter->row, to);
	if (cells[to].len)
		painter_set_style(painter, trial, canvas_cell_style(&cells[to]));
	moved = trial->len;
	painter_pen_back(painter, pen);
	buf_reset(trial);
	for (int i = from; i < to; i += cells[i].width ? cells[i].width : 1)
		painter_put(painter, trial, canvas, &cells[i]);
	if (cells[to].len)
		painter_set_style(painter, trial, canvas_cell_style(&cells[to]));
	painter_pen_back(painter, pen);
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
		       : canvas_cell_blank(&before->cells[i]);
}

/* Can the row be erased from before `i` on, as what stands behind has to be written again anyway, or is blank? */
static bool erases_nothing_kept(const struct row_before *before, int i)
{
	if (!before->old || !before->painter->terminal->clear_to_end_of_line)
		return false;
	while (i < before->canvas->columns && (!stands(before, i) || canvas_cell_blank(&before->cells[i])))
		i++;
	return i == before->canvas->columns;
}

struct span painter_span(const struct painter *painter, const struct canvas *canvas, const struct cell *cells,
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

void painter_row(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, const struct cell *old)
{
	const struct cell *cells = canvas_row(canvas, row);
	struct span span = painter_span(painter, canvas, cells, old);
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
		painter_go(painter, out, canvas, row, i);
		int count = painter->terminal->erase_cells ? painter_blanks(cells, i, end) : 0;
		if (count > (i + count == end ? MOST_LAST_BLANKS : MOST_BLANKS)) {
			painter_set_blank_style(painter, out);
			if (erases_nothing_kept(&before, i + count)) {
				buf_puts(out, painter->terminal->clear_to_end_of_line);
				before.erased_from = i;
			} else {
				painter->terminal->erase_cells(out, count);
			}
			i += count;
			continue;
		}
		painter_put(painter, out, canvas, &cells[i]);
		i += cells[i].width;
	}
	if (erase && (tail < end || !old)) {
		painter_set_blank_style(painter, out);
		/* What stands blank before the change may as well be erased with it. */
		painter_go(painter, out, canvas, row, tail);
		buf_puts(out, painter->terminal->clear_to_end_of_line);
	}
}
