/* SPDX-License-Identifier: MIT */
/* find_screen.h — search as you type; Enter jumps. */
#ifndef FIND_SCREEN_H
#define FIND_SCREEN_H

#include "screen/app.h"

void find_push(struct app *app);

#endif
