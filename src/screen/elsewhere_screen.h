/* SPDX-License-Identifier: MIT */
/* elsewhere_screen.h — how the field is answered elsewhere, to take such an answer. */
#ifndef ELSEWHERE_SCREEN_H
#define ELSEWHERE_SCREEN_H

#include "screen/app.h"

void elsewhere_push(struct app *app);

#endif
