/* SPDX-License-Identifier: MIT */
/* notice_screen.h — what must be said at the opening: what a journal brought back, who else holds the draft, a new edition of
 * its form. */
#ifndef NOTICE_SCREEN_H
#define NOTICE_SCREEN_H

#include "screen/app.h"

/* Pushes the notices there are. */
void notice_push_opening(struct app *app);

/* To write a draft that is only read: asks, if another session has it; else takes it. */
void notice_take_over(struct app *app);

/* Why the draft can only be read, where a row has no room for what there is to say. */
void notice_push_refusal(struct app *app);

#endif
