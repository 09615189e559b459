/* SPDX-License-Identifier: MIT */
/* sections_screen.h — the sections with what is left in each; Enter jumps. */
#ifndef SECTIONS_SCREEN_H
#define SECTIONS_SCREEN_H

#include "screen/app.h"

void sections_push(struct app *app);

#endif
