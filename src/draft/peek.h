/* SPDX-License-Identifier: MIT */
/* peek.h — whether a file is a draft, by its name and its first lines: for folders of thousands. */
#ifndef PEEK_H
#define PEEK_H

#include <stdbool.h>

enum { PEEK_ID = 64 };

/* Whether a name or path ends as a draft's does: .yaml, .yml. */
bool draft_is_named(const char *name);
/* Whether one of the first lines (a MiB of them) begins with `kaijisho:`; a file that cannot be read is taken for a draft: better
 * told of than left out. `form`, if not NULL, gets the id of its form, "" where that is not seen either. */
bool draft_peek(const char *path, char form[PEEK_ID]);

#endif
