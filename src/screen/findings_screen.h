/* SPDX-License-Identifier: MIT */
/* findings_screen.h — all findings; Enter jumps to the field, and a key acknowledges a warning. */
#ifndef FINDINGS_SCREEN_H
#define FINDINGS_SCREEN_H

#include "screen/app.h"

void findings_push(struct app *app);

#endif
