/* SPDX-License-Identifier: MIT */
/* text_view.h — a wrapped text drawn with its selection, what is over the limit, and the caret. */
#ifndef TEXT_VIEW_H
#define TEXT_VIEW_H

#include "text/caret.h"
#include "text/wrap.h"
#include "tui/canvas.h"

struct text_view {
	const char *text;
	size_t len;
	const struct wrap *wrap;
	const struct caret *caret; /* NULL: none is drawn */
	size_t limit_at;           /* bytes from here on are over the limit; len: none */
	size_t top;                /* the first row shown */
	enum style style;
};

/* Draws rows top … top + rows - 1 at a place. */
void text_view_draw(const struct text_view *view, struct canvas *canvas, int row, int column, int columns, int rows);
/* The first row to show so that the caret's row is among `rows`, moving `top` as little as can be. */
size_t text_view_top(size_t top, const struct wrap *wrap, const struct caret *caret, size_t rows);
/* Wraps a text to read and draws at most `rows` rows; returns how many were drawn. */
int text_draw(struct canvas *canvas, int row, int column, int columns, int rows, enum style style, const char *text);
/* Rows text_draw() would need. */
int text_rows(const struct canvas *canvas, int columns, const char *text);

#endif
