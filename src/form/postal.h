/* SPDX-License-Identifier: MIT */
/* postal.h — postal codes against the prefecture that follows them. */
#ifndef POSTAL_H
#define POSTAL_H

#include <stdbool.h>

/* False if `text` begins with a prefecture in which no postal code begins with `digit`. */
bool postal_fits(char digit, const char *text);
/* True if `text` begins with a prefecture. */
bool postal_prefecture(const char *text);

#endif
