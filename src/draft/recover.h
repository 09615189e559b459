/* SPDX-License-Identifier: MIT */
/* recover.h — what a journal adds to the draft in the file. */
#ifndef RECOVER_H
#define RECOVER_H

#include "base/err.h"
#include "draft/draft.h"
#include "draft/record.h"

struct recovery {
	struct draft *draft; /* the file's draft with the journal's changes, a copy of it, changed; yours to free */
	bool merged;         /* the file was no state the journal knows: merged by field */
	size_t conflicts;    /* of that merge */
	size_t unusable;     /* valid records that could not be used: behind a bad one, or not fitting */
};

/* `hash` is that of the file `file` was read from. A journal that builds on other bytes is merged with it, on the base that
 * the journal itself holds; false only if that base cannot be read: then the journal must be left as it is. */
bool recover_draft(const struct journal_text *journal, const char *journal_name, const struct draft *file,
		   const uint8_t hash[FILE_HASH_SIZE], struct recovery *recovery, struct err *err);

#endif
