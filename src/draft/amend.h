/* SPDX-License-Identifier: MIT */
/* amend.h — what is to change in a draft's file besides its answers: the edition it names, orphans taken out. */
#ifndef AMEND_H
#define AMEND_H

#include "draft/orphan.h"

/* An orphan to take out. Known by path and bytes: one that somebody else has changed since stays. */
struct orphan_drop {
	char *path, *bytes;
	/* Taken out only while this field, which got the answer, has one: undo may have taken it back. .field NULL: in any case. */
	struct place into;
};

/* Zeroed is nothing to do. */
struct amendment {
	char *edition; /* NULL: as it is */
	struct orphan_drop *drops;
	size_t drop_count;
};
void amendment_clear(struct amendment *amendment);
void amendment_drop(struct amendment *amendment, const struct draft_source *source, const struct stray *orphan,
		    struct place into);
void amendment_keep(struct amendment *amendment, const struct draft_source *source, const struct stray *orphan);
bool amendment_drops(const struct amendment *amendment, const struct draft_source *source, const struct stray *orphan);

/* Brings the amendment into `bytes`, which `source` was read from, and nothing else; both become the new ones. Reads them back:
 * false with `err` if answers and other orphans are not what they were. `draft` is what the source says. */
bool draft_amend(const struct amendment *amendment, const struct draft *draft, struct draft_source *source, struct buf *bytes,
		 struct err *err);

#endif
