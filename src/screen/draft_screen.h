/* SPDX-License-Identifier: MIT */
/* draft_screen.h — the main screen: the fields, the focused one opened in place. */
#ifndef DRAFT_SCREEN_H
#define DRAFT_SCREEN_H

#include "screen/app.h"

struct screen draft_screen(void);

#endif
