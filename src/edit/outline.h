/* SPDX-License-Identifier: MIT */
/* outline.h — the sections as a list, a repeated one once for each instance, with what is left in each. */
#ifndef OUTLINE_H
#define OUTLINE_H

#include <stddef.h>

#include "check/check.h"

struct outline_entry {
	const struct section *section;
	size_t instance;
};

size_t outline_count(const struct draft *draft);
/* index < outline_count() */
struct outline_entry outline_entry(const struct draft *draft, size_t index);
/* The entry a place is in. */
size_t outline_of(const struct draft *draft, struct place place);
/* ハウジング(サーバ設置場所): A; `brief` leaves out what stands in brackets. Yours to free. */
char *outline_title(const struct draft *draft, const struct outline_entry *entry, bool brief);
/* What is left, as text: 残3 指摘1 要確認2; 済 when nothing is. Yours to free. */
char *outline_badge(const struct checker *checker, const struct outline_entry *entry);

#endif
