/* SPDX-License-Identifier: MIT */
/* line_input.h — one line to type into: search boxes, names, reasons. */
#ifndef LINE_INPUT_H
#define LINE_INPUT_H

#include <stdbool.h>

#include "base/buf.h"
#include "text/caret.h"
#include "tui/canvas.h"
#include "tui/key.h"

/* Zeroed is empty. */
struct line_input {
	struct buf text;
	struct caret caret;
};

void line_input_set(struct line_input *input, const char *text);
/* All of it selected: the next character typed takes its place. */
void line_input_select(struct line_input *input);
void line_input_clear(struct line_input *input);
/* True if the key was one of editing; *changed (may be NULL) if the text changed. */
bool line_input_key(struct line_input *input, const struct key_event *event, bool *changed);
/* Draws the text, scrolled so that the caret shows, and puts the cursor there. */
void line_input_draw(const struct line_input *input, struct canvas *canvas, int row, int column, int columns);

#endif
