/* SPDX-License-Identifier: MIT */
/* frame.h — what all screens share: the header row, the message row, the footer. */
#ifndef FRAME_H
#define FRAME_H

#include "screen/app.h"

enum { FRAME_TOP = 1, FRAME_BOTTOM = 2 };

/* Draft, form, 必須 answered/total, findings, state of protection. */
void frame_header(const struct app *app, struct canvas *canvas);
/* The last two rows: a message if there is one; `keys` (already worded) in the last. */
void frame_footer(const struct app *app, struct canvas *canvas, const char *keys);
/* The footer's text from the table of actions: those possible now, as many as fit, what the field calls for first. `escape`
 * (or NULL) words what Esc does where it does not open the palette. Valid until the next call. */
const char *frame_action_keys(const struct app *app, int columns, const char *escape);

/* The first line of a text in so many columns; what does not fit, and further lines, are `..`. */
void frame_put_cut(struct buf *out, const struct app *app, const char *text, int columns);

#endif
