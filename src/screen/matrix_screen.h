/* SPDX-License-Identifier: MIT */
/* matrix_screen.h — instances of a repeated section side by side, differences marked. */
#ifndef MATRIX_SCREEN_H
#define MATRIX_SCREEN_H

#include "screen/app.h"

/* `section` is a repeated one. */
void matrix_push(struct app *app, const struct section *section);

#endif
