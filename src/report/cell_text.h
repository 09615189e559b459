/* SPDX-License-Identifier: MIT */
/* cell_text.h — text in a spreadsheet's cell that no spreadsheet runs as a formula, and back. */
#ifndef CELL_TEXT_H
#define CELL_TEXT_H

#include <stddef.h>

/* A text a spreadsheet would run (it begins with = + - @ TAB CR LF or a full-width form of these), or that begins
 * with an apostrophe, gets an apostrophe before it. Yours to free. */
char *cell_text_inert(const char *text);
/* The text that was made inert: takes one apostrophe off where cell_text_inert() would have put it. Borrowed from `cell`. */
const char *cell_text_original(const char *cell);

#endif
