/* SPDX-License-Identifier: MIT */
/* restore_screen.h — earlier saves, to bring one back. */
#ifndef RESTORE_SCREEN_H
#define RESTORE_SCREEN_H

#include "screen/app.h"

void restore_push(struct app *app);

#endif
