/* SPDX-License-Identifier: MIT */
/* placeholders.h — text that only holds the place of an answer: 同上, 検討中, TODO, ○○, the example left as it was. */
#ifndef PLACEHOLDERS_H
#define PLACEHOLDERS_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"

enum placeholder {
	PLACEHOLDER_NONE,
	PLACEHOLDER_SAME,      /* 同上: the answer stands elsewhere in the document */
	PLACEHOLDER_ELSEWHERE, /* 別紙参照: it stands in another document */
	PLACEHOLDER_LATER,     /* 検討中, 未定, TODO, TBD */
	PLACEHOLDER_BLANK,     /* ○○, ・・・, - */
};

/* What a text is instead of an answer; where in the text in *start … *end. */
enum placeholder placeholder_find(const char *text, size_t len, size_t *start, size_t *end);
/* Can an answer that is the field's own example, to the letter, be no coincidence? `有り` may well be true. */
bool placeholder_example_tells(const struct field *field, const char *joined);

#endif
