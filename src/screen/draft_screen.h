/* SPDX-License-Identifier: MIT */
/* draft_screen.h — the screen a person lives in: the fields, the focused one opened in place. */
#ifndef DRAFT_SCREEN_H
#define DRAFT_SCREEN_H

#include "screen/app.h"

/* With `returns` Esc goes back to the screen below: a list from which one field is edited. */
void draft_push(struct app *app, bool returns);
/* The same at a field, to come back from. */
void draft_push_at(struct app *app, struct place place);

#endif
