/* SPDX-License-Identifier: MIT */
/* totals.h — many drafts in one table: a line a draft, and what they have in common: sums by section, and which items are
 * most often missing. */
#ifndef TOTALS_H
#define TOTALS_H

#include <jansson.h>

#include "base/buf.h"
#include "check/check.h"

struct totals;

struct totals *totals_new(void);
void totals_free(struct totals *totals);

/* Adds a draft whose checker has run, or one that could not be read. */
void totals_add(struct totals *totals, struct checker *checker, const struct draft *draft);
void totals_add_unreadable(struct totals *totals);
/* Adds what other totals hold, as totals_json() gave it. False if it is no such value. */
bool totals_add_json(struct totals *totals, const json_t *json);

/* {"drafts","complete","unreadable","forms":[{"form","title","drafts","complete","sections":[{"id","title","required":{…},
 * "optional":{…},"missing","over_limit","errors","warnings","review"}],"missing":[{"item","name","drafts"}]}]}; the items
 * most often missing come first. Yours. */
json_t *totals_json(const struct totals *totals);
/* The same for people. */
void totals_write(struct buf *out, const struct totals *totals);

/* The heading of the table of drafts, and a draft's line of it. */
void totals_heading(struct buf *out);
void totals_line(struct buf *out, struct checker *checker, const struct draft *draft, const char *path);

#endif
