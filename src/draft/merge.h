/* SPDX-License-Identifier: MIT */
/* merge.h — three drafts of one form merged by field and instance. */
#ifndef MERGE_H
#define MERGE_H

#include "draft/draft.h"

/* The changes that turn `ours` into the merge are emitted in order, after all three have been read: they may be applied to
 * `ours` at once. Where both sides changed what a field states (answer, detail, status, reason), ours stays and PART_THEIRS
 * holds theirs (joined text); returns how many such conflicts. Notes, review marks and acknowledgements are united. An
 * instance that one side removed and the other changed stays, its name marked for review, and counts as a conflict. All three
 * share one form. */
size_t merge_drafts(const struct draft *base, const struct draft *ours, const struct draft *theirs, change_emit *emit,
		    void *context);

#endif
