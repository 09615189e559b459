/* SPDX-License-Identifier: MIT */
/* painter_parts.h — what the painter is made of: its pen, a row, rows that move. */
#ifndef PAINTER_PARTS_H
#define PAINTER_PARTS_H

#include "tui/painter.h"

/* How many cells from `i` on, before `end`, are plain blanks. */
static inline int painter_blanks(const struct cell *cells, int i, int end)
{
	int from = i;
	while (i < end && canvas_cell_blank(&cells[i]))
		i++;
	return i - from;
}

/* ---- painter_pen.c ---- */

/* The cursor and its style, to try something and come back. */
struct pen {
	int row, column;
	enum style style;
};

struct pen painter_pen(const struct painter *painter);
void painter_pen_back(struct painter *painter, struct pen pen);
void painter_set_style(struct painter *painter, struct buf *out, enum style style);
/* A blank in bold or dim, written or erased, looks like any other: no style is changed for it. */
void painter_set_blank_style(struct painter *painter, struct buf *out);
/* Goes to a cell the shortest way. */
void painter_go(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, int column);
/* Writes the cell where the cursor is. */
void painter_put(struct painter *painter, struct buf *out, const struct canvas *canvas, const struct cell *cell);

/* ---- painter_row.c ---- */

/* The cells of a row that change lie between `first` and `end`. */
struct span {
	int first, end;
	bool uncertain; /* of what lies between nobody can tell where the terminal shows it */
};

/* `cells` are a row of the canvas; `old` as painter_row() has it. */
struct span painter_span(const struct painter *painter, const struct canvas *canvas, const struct cell *cells,
			 const struct cell *old);
/* A row that differs from `old`; NULL: from what is not known. */
void painter_row(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, const struct cell *old);

/* ---- painter_scroll.c ---- */

/* Has the terminal move rows that only stand elsewhere: that is what going to the next field mostly does. */
void painter_scroll(struct painter *painter, const struct canvas *canvas, struct buf *out);

#endif
