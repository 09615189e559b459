/* SPDX-License-Identifier: MIT */
/* pending.h — whether a session that ended without saving left changes beside a draft. */
#ifndef PENDING_H
#define PENDING_H

#include <stdbool.h>

#include "draft/draft.h"
#include "draft/draft_read.h"

/* Looks only: takes no lock, so that nobody is kept from the draft. `saved` was read from `path`, as `source` has it. False also where
 * a session has the draft open (they are its own), and where the journal may not be read. One that is not to be believed is not
 * read: then true. */
bool pending_changes(const char *path, const struct draft *saved, const struct draft_source *source);

#endif
