/* SPDX-License-Identifier: MIT */
/* align.h — which instance of one draft is which of another, and the changes that turn one draft into the other. */
#ifndef ALIGN_H
#define ALIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"

#define ALIGN_NONE ((size_t)-1)

/* For each instance of `section` in `to`, its index in `from`, or ALIGN_NONE for a new one; yours to free. Related drafts
 * know their instances; others are matched by name, by equal answers, at last by position. */
size_t *align_instances(const struct draft *from, const struct draft *to, const struct section *section);
bool instance_equal(const struct draft *a, size_t in_a, const struct draft *b, size_t in_b, const struct section *section);
bool instance_is_empty(const struct draft *draft, const struct section *section, size_t instance);

/* Emits what turns `from` into `to` (same form): applied in order to `from`, the two are equal. */
void draft_difference(const struct draft *from, const struct draft *to, change_emit *emit, void *context);

#endif
