/* SPDX-License-Identifier: MIT */
/* destination.h — whether a file may be written over by what is made from drafts. */
#ifndef DESTINATION_H
#define DESTINATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* False with `err` if `path`, through any links, is one of the `inputs` (NULLs among them are none), is itself a draft, damaged or
 * not, or is one that a session has open or left a journal of. A file that is not there is fine. */
bool destination_fits(const char *path, const char *const *inputs, size_t count, struct err *err);

#endif
