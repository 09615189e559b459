/* SPDX-License-Identifier: MIT */
/* merge.h — three drafts of one form merged by field and instance. */
#ifndef MERGE_H
#define MERGE_H

#include "draft/draft.h"

/* The changes that turn `ours` into the merge are emitted in order. Where both sides changed the same part differently, ours
 * stays and PART_THEIRS holds theirs (joined text); returns how many such conflicts. All three share one form. */
size_t merge_drafts(const struct draft *base, const struct draft *ours, const struct draft *theirs,
		    void (*emit)(void *context, struct change *change), void *context);

#endif
