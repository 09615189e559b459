/* SPDX-License-Identifier: MIT */
/* picker_screen.h — no draft was named: the drafts here, or a form to start. */
#ifndef PICKER_SCREEN_H
#define PICKER_SCREEN_H

#include "screen/app.h"

/* Needs options.library. */
void picker_push(struct app *app);

#endif
