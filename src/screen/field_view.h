/* SPDX-License-Identifier: MIT */
/* field_view.h — the focused field, opened in place with all that helps to answer it. */
#ifndef FIELD_VIEW_H
#define FIELD_VIEW_H

#include "screen/app.h"
#include "screen/field_notes.h"

/* How the focused field is laid out in a height: rows for each of its pieces. */
struct field_layout {
	int head, prompt, options, text, notes; /* rows; notes: status, echo, findings, guidance, example */
	int height;                             /* of all */
	size_t text_top;                        /* the first visual row of the text shown */
	int options_top;                        /* the first option shown, where each has a row */
};
/* Columns left for the text of an answer. */
int field_text_columns(int columns);
/* At most `rows` high; `text_top` as it was, so that the text scrolls as little as can be. Brings the notes up to date. */
struct field_layout field_layout(const struct app *app, int columns, int rows, size_t text_top, struct field_notes *notes);
/* The mouse in the focused field, `row` and `column` from its upper left: an option is chosen, the caret goes into the text. */
void field_click(struct app *app, const struct field_layout *layout, int row, int column, int columns);
/* Draws the focused field and puts the cursor. */
void field_open_draw(const struct app *app, const struct field_layout *layout, const struct field_notes *notes,
		     struct canvas *canvas, int row, int column, int columns);

#endif
