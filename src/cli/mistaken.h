/* SPDX-License-Identifier: MIT */
/* mistaken.h — what a file is that was taken for a draft, and what can be done with it. */
#ifndef MISTAKEN_H
#define MISTAKEN_H

#include "base/err.h"

/* `path` could not be opened as a draft: where it is plainly something else, or is not there, the failure says so instead. */
void mistaken_explain(const char *path, struct err *err);

#endif
