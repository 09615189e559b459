/* SPDX-License-Identifier: MIT */
/* draft_diff.h — two drafts compared by field, and the characters that changed within a text. */
#ifndef DRAFT_DIFF_H
#define DRAFT_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "draft/draft.h"

struct draft_difference {
	struct place place;   /* in the draft that has it; of B where both do */
	char *before, *after; /* joined text, NULL where nothing is stated */
};

/* A part that is not published, of a field that both have: who answers it, by when, a mark, a note. */
struct part_difference {
	struct place place; /* in B */
	enum part part;
	char *before, *after; /* NULL: absent */
};

/* Zeroed is empty. In B's order; fields only A has (another form, more instances) come last. */
struct draft_diff {
	struct draft_difference *items;
	size_t count;
	struct part_difference *parts; /* by part, then in B's order; only after draft_diff_parts() */
	size_t part_count;
};

/* By id and instance; the drafts may be of different forms. */
void draft_diff_init(struct draft_diff *diff, const struct draft *a, const struct draft *b);
/* Adds what differs beside the answers. */
void draft_diff_parts(struct draft_diff *diff, const struct draft *a, const struct draft *b);
/* Leaves only the places that are wanted. */
void draft_diff_narrow(struct draft_diff *diff, bool (*wanted)(const void *context, struct place place), const void *context);
void draft_diff_clear(struct draft_diff *diff);

/* What makes up a changed text, piece by piece. */
enum text_change { TEXT_SAME, TEXT_REMOVED, TEXT_ADDED };
/* Pieces of both texts in order, found cluster by cluster (a text without blanks has no words to go by), numbers, dates and
 * times whole. Texts that have only scraps in common are told whole, the old one and the new one. */
void text_diff(const char *before, const char *after,
	       void (*piece)(void *context, enum text_change change, const char *text, size_t len), void *context);

#endif
