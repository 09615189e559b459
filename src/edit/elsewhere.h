/* SPDX-License-Identifier: MIT */
/* elsewhere.h — how a field is answered elsewhere: in the draft's other data centers and in the other drafts of its folder, whatever
 * their form, as a field's id means the same in all of them. */
#ifndef ELSEWHERE_H
#define ELSEWHERE_H

#include <stdbool.h>
#include <stddef.h>

#include "edit/session.h"

struct elsewhere_answer {
	char *joined; /* 有り: 10分 */
	char *from;   /* the first place that says so: "2025.yaml", "関西", "2025.yaml [関西]" */
	size_t more;  /* places that say the same */
	char *folded; /* both, to be searched (fold.h) */
};

struct elsewhere {
	/* Other data centers first, then drafts, newest first. What the field says already is left out. */
	struct elsewhere_answer *items;
	size_t count;
	size_t not_read; /* drafts: only so many of the newest are */
};

/* With `others` false no file is looked at. Files that cannot be read are left out. */
void elsewhere_init(struct elsewhere *elsewhere, const struct store *store, struct place place, bool others);
void elsewhere_clear(struct elsewhere *elsewhere);
/* Where it is answered so: "2025.yaml and 2 more". Yours to free. */
char *elsewhere_from(const struct elsewhere_answer *answer);
/* The sentence for none. */
const char *elsewhere_none(const struct elsewhere *elsewhere);
/* Takes one for the focused field, to be confirmed, with a note of where it is from; false, with a message, if that failed. */
bool elsewhere_take(struct session *session, const struct elsewhere_answer *answer);

#endif
