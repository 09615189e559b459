/* SPDX-License-Identifier: MIT */
/* editor_run.h — the focused answer in $VISUAL or $EDITOR. */
#ifndef EDITOR_RUN_H
#define EDITOR_RUN_H

#include "screen/app.h"

/* By way of a file of mode 0600. An editor that fails, or changes nothing, changes nothing. */
void editor_run(struct app *app);

#endif
