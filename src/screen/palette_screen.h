/* SPDX-License-Identifier: MIT */
/* palette_screen.h — every command, searchable, with its keys. */
#ifndef PALETTE_SCREEN_H
#define PALETTE_SCREEN_H

#include "screen/app.h"

void palette_push(struct app *app);

#endif
