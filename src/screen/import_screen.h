/* SPDX-License-Identifier: MIT */
/* import_screen.h — answers taken from a file: what was found for each field, accepted or not, before anything changes. */
#ifndef IMPORT_SCREEN_H
#define IMPORT_SCREEN_H

#include "screen/app.h"

/* Asks which file. */
void import_push(struct app *app);

#endif
