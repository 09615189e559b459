/* SPDX-License-Identifier: MIT */
/* reader.h — a long text to read, scrolled. */
#ifndef READER_H
#define READER_H

#include "screen/app.h"

/* `title` and `text` are taken over. */
void reader_push(struct app *app, char *title, char *text);

#endif
