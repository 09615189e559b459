/* SPDX-License-Identifier: MIT */
/* leave_screen.h — ending the session. */
#ifndef LEAVE_SCREEN_H
#define LEAVE_SCREEN_H

#include "screen/app.h"

/* Saves and leaves; asks only if the save fails. */
void leave_saving(struct app *app);
/* Leaves the file as it was last saved, after asking. */
void leave_discarding(struct app *app);

/* The save stopped at hard links: asks, and saves after all (and leaves, with `leaving`). */
void leave_links(struct app *app, bool leaving);

#endif
