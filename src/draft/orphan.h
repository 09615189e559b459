/* SPDX-License-Identifier: MIT */
/* orphan.h — answers in a draft's file to questions its form does not have (any more): read, given to another field. */
#ifndef ORPHAN_H
#define ORPHAN_H

#include "draft/draft_read.h"

/* The next orphan among the strays from `index` on, or stray_count. */
size_t orphan_next(const struct draft_source *source, size_t index);
/* The orphan of that path (`old-field`, `data-center.2.old-field`), or NULL. */
const struct stray *orphan_find(const struct draft_source *source, const char *path);
/* What it says: the answer, with its detail; where it is no single answer, as it stands in the file. Yours to free. */
char *orphan_text(const struct draft_source *source, const struct stray *orphan);
/* The pair as it stands in the file, key and all. Yours to free. */
char *orphan_bytes(const struct draft_source *source, const struct stray *orphan);
/* Emits what makes it the answer of an unanswered field, to be confirmed. False with `err` if that would lose anything. */
bool orphan_attach(const struct stray *orphan, const struct draft *draft, struct place place, change_emit *emit, void *context,
		   struct err *err);

#endif
