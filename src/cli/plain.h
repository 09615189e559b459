/* SPDX-License-Identifier: MIT */
/* plain.h — the whole job line by line, without a screen: for screen readers and dumb terminals. */
#ifndef PLAIN_H
#define PLAIN_H

#include "draft/store.h"

/* Asks field after field on stdin and stdout until `:q` or the end of the input; takes over the store. `restricted`: no other file
 * is looked at. An exit status. */
int plain_run(struct store *store, long today, bool restricted);

#endif
