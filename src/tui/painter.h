/* SPDX-License-Identifier: MIT */
/* painter.h — the difference between the screen as it is and a canvas, as bytes for a terminal. Our own, because curses
 * takes widths from wcwidth, which need not be the terminal's. */
#ifndef PAINTER_H
#define PAINTER_H

#include <stdbool.h>

#include "base/buf.h"
#include "tui/canvas.h"

/* What a terminal can do, as it wants it said. Strings may be NULL where it cannot. */
struct painter_terminal {
	/* Appends "cursor to row, column" (from 0), or a parameterised capability: column only, n to the right. */
	void (*go)(struct buf *out, int row, int column);
	void (*go_column)(struct buf *out, int column);  /* or NULL */
	void (*go_right)(struct buf *out, int count);    /* or NULL */
	void (*erase_cells)(struct buf *out, int count); /* n cells from the cursor on become blank; it stays. Or NULL */
	/* Of the screen's `rows` those from `top` to `bottom` move by `by` (down if > 0), and blank rows come in. Afterwards the cursor
	 * may be anywhere. Or NULL. */
	void (*scroll)(struct buf *out, int rows, int top, int bottom, int by);
	const char *clear, *clear_to_end_of_line;
	const char *show_cursor, *hide_cursor;
	const char *keep_cursor, *return_cursor; /* its place and style, kept by the terminal */
	const char *styles[STYLE_COUNT];         /* from a plain state; "" where nothing can be shown */
	const char *plain;                       /* back to the plain state */
	bool last_cell;                          /* writing the last cell of the last row does not scroll */
};

struct painter {
	const struct painter_terminal *terminal;
	struct canvas shown;
	bool known;      /* `shown` is what the terminal shows */
	int row, column; /* where its cursor is; row -1: unknown */
	enum style style;
	bool cursor_visible;
	struct buf trial, row_trial, order_trial, way, best_way; /* what was tried, to take the shortest */
};

void painter_init(struct painter *painter, const struct painter_terminal *terminal);
void painter_clear(struct painter *painter);
/* The terminal's contents are not known any more: the next paint draws everything. */
void painter_forget(struct painter *painter);
/* One row is not known any more. */
void painter_forget_row(struct painter *painter, int row);
/* Appends what makes the terminal show `canvas`; nothing if it does already. */
void painter_paint(struct painter *painter, const struct canvas *canvas, struct buf *out);

#endif
