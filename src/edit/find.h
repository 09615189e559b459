/* SPDX-License-Identifier: MIT */
/* find.h — search over numbers, names, prompts, guidance and answers, folded, every term. */
#ifndef FIND_H
#define FIND_H

#include <stddef.h>

#include "draft/draft.h"

struct find;
/* Folds what can be searched, once; the draft must not change while it is in use. */
struct find *find_new(const struct draft *draft);
void find_free(struct find *find);
/* Places where every blank-separated term of the query occurs, in the form's order; all places for "". Borrowed until the
 * next search. */
const struct place *find_search(struct find *find, const char *query, size_t *count);
/* The line of the place's texts that holds the query's first term, for a hit whose name does not show it: answer first, then
 * prompt and guidance. NULL if number and name say it. Yours to free. */
char *find_context(const struct find *find, struct place place, const char *query);

#endif
