/* SPDX-License-Identifier: MIT */
/* conflict_screen.h — two texts of one field after a merge: which one stays. */
#ifndef CONFLICT_SCREEN_H
#define CONFLICT_SCREEN_H

#include "screen/app.h"

/* The focused field has PART_THEIRS. */
void conflict_push(struct app *app);

#endif
