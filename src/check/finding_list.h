/* SPDX-License-Identifier: MIT */
/* finding_list.h — the findings of one place, and the one way to add one. */
#ifndef FINDING_LIST_H
#define FINDING_LIST_H

#include "check/check.h"

/* Who found it: what is found again replaces what was found before. Rule i of the form is SOURCE_RULES + i. */
enum { SOURCE_FIELD, SOURCE_LIMIT_GROUP, SOURCE_COUNT, SOURCE_NAME, SOURCE_RULES };

/* A finding, its source, and what it owns. Zeroed is empty. */
struct finding_list {
	const struct finding **items; /* errors first */
	unsigned *sources;
	unsigned count, room;
};

void finding_list_clear(struct finding_list *list);
/* Drops those of one source; true if there were any. */
bool finding_list_drop(struct finding_list *list, unsigned source);
/* The instance moved. */
void finding_list_move(struct finding_list *list, size_t instance);

/* Where a check puts what it finds. */
struct sink {
	struct finding_list *list;
	unsigned source;
	struct place place;
	const char *acknowledged; /* the answer's PART_ACK or NULL */
	bool depends;             /* a finding here depends on another answer: look again at every run */
};

/* Adds a finding about bytes start … end of a part, unless it is a warning or hint the person acknowledged. Takes over
 * `fix` (may be NULL). */
void sink_add(struct sink *sink, const char *code, enum severity severity, enum part part, size_t start, size_t end, char *fix,
	      const char *format, ...) __attribute__((format(printf, 8, 9)));

/* Gives the finding just added a place in the file, where it has none in the form. `path` is copied. */
void sink_place(struct sink *sink, const char *path, unsigned line, unsigned column);

#endif
