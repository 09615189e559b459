/* SPDX-License-Identifier: MIT */
/* ask_screen.h — one line asked for: a name, a reason. */
#ifndef ASK_SCREEN_H
#define ASK_SCREEN_H

#include "screen/app.h"

/* Asks; Enter calls `done` with the text (borrowed) after the screen is gone, Esc does not. `title` and `text` are copied. */
void ask_push(struct app *app, const char *title, const char *text,
	      void (*done)(struct app *app, const char *answer, size_t value), size_t value);

#endif
