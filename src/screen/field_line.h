/* SPDX-License-Identifier: MIT */
/* field_line.h — a field that is not opened, in one row. */
#ifndef FIELD_LINE_H
#define FIELD_LINE_H

#include "base/buf.h"
#include "screen/app.h"

enum { FIELD_NUMBER_COLUMNS = 4 };
/* Columns of the widest mark as it is worded, 必須, required ...; and where names begin, from a field's left edge. */
int field_mark_columns(const struct canvas *canvas);
int field_name_at(const struct canvas *canvas);
/* A field's state in a word or two, and how to draw it. */
enum style field_state(const struct app *app, struct place place, struct buf *out);

struct drawn;
/* The lines as the last frame had them, for the next: a key changes few of them. Zeroed is empty. */
struct field_lines {
	int rows, columns, ambiguous;
	int now; /* of the two sides the one of this frame */
	struct drawn *drawn[2];
	struct cell *cells[2];
};
/* Before a frame's first line. */
void field_lines_begin(struct field_lines *lines, const struct canvas *canvas, int columns);
/* Draws a field in a row of the canvas, from `column` on as wide as the lines are. */
void field_line_draw(struct field_lines *lines, const struct app *app, struct place place, struct canvas *canvas, int row,
		     int column);
void field_lines_clear(struct field_lines *lines);

#endif
