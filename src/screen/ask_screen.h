/* SPDX-License-Identifier: MIT */
/* ask_screen.h — one line asked for: a name, a reason. */
#ifndef ASK_SCREEN_H
#define ASK_SCREEN_H

#include "screen/app.h"

/* What is done with an answer, which is borrowed; `value` is the asker's own. */
typedef void ask_done(struct app *app, const char *answer, size_t value);

/* Asks, beginning with `text`; Enter calls `done` after the screen is gone, Esc does not. `title` and `text` are copied. */
void ask_push(struct app *app, const char *title, const char *text, ask_done *done, size_t value);
/* The same with a suggestion, which the first character typed takes the place of. */
void ask_push_suggestion(struct app *app, const char *title, const char *text, ask_done *done, size_t value);
/* Asks again, with what was typed, as it could not be taken: the title begins with why. `err` is cleared. */
void ask_push_again(struct app *app, const char *title, const char *text, struct err *err, ask_done *done, size_t value);

#endif
