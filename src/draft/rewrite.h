/* SPDX-License-Identifier: MIT */
/* rewrite.h — a draft's answers brought into its source by a patch. */
#ifndef REWRITE_H
#define REWRITE_H

#include "draft/draft.h"
#include "draft/draft_read.h"
#include "draft/patch.h"

struct rewrite {
	const struct draft *draft, *old; /* to be written; as read from the source */
	const struct draft_source *source;
	/* What an attempt was read back as, or NULL: answers that differ from it are written anew though nobody changed them. */
	const struct draft *attempt;
	bool no_literals;
	struct patch patch; /* filled by rewrite_answers() */
};

void rewrite_answers(struct rewrite *rewrite);

#endif
