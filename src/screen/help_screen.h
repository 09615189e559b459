/* SPDX-License-Identifier: MIT */
/* help_screen.h — help on the focused field: what it asks, why it counts or not, which keys work. */
#ifndef HELP_SCREEN_H
#define HELP_SCREEN_H

#include "screen/app.h"

void help_push(struct app *app);

#endif
