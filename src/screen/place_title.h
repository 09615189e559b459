/* SPDX-License-Identifier: MIT */
/* place_title.h — a field named in one row of a list, so that no other has the same name. */
#ifndef PLACE_TITLE_H
#define PLACE_TITLE_H

#include "screen/app.h"

/* "52 無停電電源 [東日本] / 方式": item, instance where there are several, prompt where the item has several fields; each
 * cut so that the whole takes no more than these columns of the screen. Yours to free. */
char *place_title(const struct app *app, struct place place, int columns);

#endif
