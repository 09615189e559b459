/* SPDX-License-Identifier: MIT */
/* assignee_screen.h — whose fields are shown (自分の分), and a whole section given to somebody. */
#ifndef ASSIGNEE_SCREEN_H
#define ASSIGNEE_SCREEN_H

#include "screen/app.h"

/* Chooses somebody: only their fields are shown. */
void assignee_push(struct app *app);
/* Asks who answers the focused section, and by when. */
void assignee_ask_section(struct app *app);
void assignee_ask_section_due(struct app *app);

#endif
