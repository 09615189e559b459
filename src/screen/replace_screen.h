/* SPDX-License-Identifier: MIT */
/* replace_screen.h — one text by another in all answers. */
#ifndef REPLACE_SCREEN_H
#define REPLACE_SCREEN_H

#include "screen/app.h"

void replace_push(struct app *app);

#endif
