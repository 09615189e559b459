/* SPDX-License-Identifier: MIT */
/* review_screen.h — all answers in one scroll, as they will be published. */
#ifndef REVIEW_SCREEN_H
#define REVIEW_SCREEN_H

#include "screen/app.h"

void review_push(struct app *app);

#endif
