/* SPDX-License-Identifier: MIT */
/* find_screen.h — search as you type; Enter jumps, or says which field is meant. */
#ifndef FIND_SCREEN_H
#define FIND_SCREEN_H

#include "screen/app.h"

void find_push(struct app *app);
/* Has a field chosen; Enter calls `done` with it after the screen is gone, Esc does not. It begins at the focused one. */
void find_push_choice(struct app *app, void (*done)(struct app *app, struct place place, size_t value), size_t value);

#endif
