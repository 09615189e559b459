/* SPDX-License-Identifier: MIT */
/* import.h — answers from elsewhere, matched to the fields of a draft: a published table, our own exports, another draft.
 * Nothing is changed here: the caller shows what was found and applies what the person accepts. */
#ifndef IMPORT_H
#define IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "draft/draft.h"
#include "report/table.h"

enum match {
	MATCH_SURE,     /* by id, or by number, item and prompt together */
	MATCH_DOUBTFUL, /* by some of them */
	MATCH_NONE,     /* no field found */
};
const char *match_name(enum match match);  /* "matched", "doubtful", "unmatched": stable */
const char *match_title(enum match match); /* the same for people */

struct import_entry {
	enum match match;
	struct place place; /* field NULL: MATCH_NONE */
	char *answer;       /* joined text, never NULL */
	char *source;       /* what the row said of itself: number, item, prompt */
	unsigned line;      /* in the source; 0 if it has no lines */
	bool same;          /* the draft says so already */
	size_t first; /* the entry to take for its place: itself, or one that matched more surely, or as surely before it */
};

/* Zeroed is empty. In the source's order. */
struct import {
	struct import_entry *entries;
	size_t count;
};

/* Rows of a table, matched by id, else by number, item and prompt, even when cells are shifted or spanned. */
void import_table(struct import *import, const struct draft *draft, const struct table *table);
/* The json or jsonl export. */
bool import_json(struct import *import, const struct draft *draft, const char *text, size_t len, const char *file,
		 struct err *err);
/* Another draft, even of another form, by shared ids; repeated sections instance by instance. */
void import_draft(struct import *import, const struct draft *draft, const struct draft *source);
/* Fills `first` of all entries; import_source() has done so. */
void import_settle(struct import *import);
/* A path of any instance, also of one the draft does not have yet. */
bool import_place(const struct form *form, const char *path, struct place *place);
void import_clear(struct import *import);

#endif
