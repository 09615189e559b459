/* SPDX-License-Identifier: MIT */
/* rules.h — relations between fields: the table of their kinds. */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "form/problems.h"
#include "form/type.h"

/* What one field of a rule says. */
struct fact {
	const struct field *field;
	bool stated;        /* relevant, and answered with more than a status */
	const char *text;   /* PART_ANSWER, "" when there is none */
	const char *detail; /* PART_DETAIL, likewise */
	struct value value; /* of the text, when stated */
};

struct rule_kind {
	const char *name;
	size_t least, most;   /* fields */
	const char *sentence; /* N_(), when the form has none of its own */
	/* Which field breaks the rule, or -1. Fields that are not stated or not understood break nothing. */
	int (*broken)(const struct fact *facts, size_t count, long today);
};

/* The row of a name, or NULL. */
const struct rule_kind *rule_kind_find(const char *name);
const struct rule_kind *rule_kind_table(size_t *count);

/* Rules of a form that no row knows, or with too few or too many fields (for lint). */
void rules_lint(const struct form *form, struct problems *problems);

#endif
