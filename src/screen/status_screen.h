/* SPDX-License-Identifier: MIT */
/* status_screen.h — 該当なし with a reason, 非公開, or neither; a conflict's two texts. */
#ifndef STATUS_SCREEN_H
#define STATUS_SCREEN_H

#include "screen/app.h"

void status_push(struct app *app);

#endif
