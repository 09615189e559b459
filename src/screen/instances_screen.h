/* SPDX-License-Identifier: MIT */
/* instances_screen.h — data centers: list, add, rename, copy, move, remove. */
#ifndef INSTANCES_SCREEN_H
#define INSTANCES_SCREEN_H

#include "screen/app.h"

void instances_push(struct app *app);

#endif
