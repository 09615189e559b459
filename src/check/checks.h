/* SPDX-License-Identifier: MIT */
/* checks.h — the table of what is looked at in one answer by itself. */
#ifndef CHECKS_H
#define CHECKS_H

#include "check/finding_list.h"

/* The codes of findings, each once, so that they can be compared as pointers. */
extern const char code_missing[], code_over_limit[], code_invalid[], code_presence_unstated[], code_detail_missing[],
	code_undisclosed_required[], code_count_mismatch[], code_rule[], code_unknown_field[], code_placeholder[],
	code_character[], code_conflict[], code_review[], code_era[], code_due[];

/* One answer and what is known of it. */
struct subject {
	const struct draft *draft;
	struct place place;
	const struct field *field;
	const struct answer *answer;
	enum status status;
	bool relevant;
	size_t length; /* 字, where a limit counts them */
	int option;    /* that the answer states, -1 if none; set by checks_run() */
	bool bare;     /* … and nothing behind it */
};

/* Runs every row over an answer. */
void checks_run(struct subject *subject, struct sink *sink);

#endif
