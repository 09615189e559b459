/* SPDX-License-Identifier: MIT */
/* edition_screen.h — what the form's edition changed since the draft's, and the answers that are left without a question. */
#ifndef EDITION_SCREEN_H
#define EDITION_SCREEN_H

#include "screen/app.h"

void edition_push(struct app *app);
/* Is there anything to show? */
bool edition_has_news(const struct app *app);

#endif
