/* SPDX-License-Identifier: MIT */
/* check_json.h — tallies and findings as JSON: what `check --json` and `summary --json` print (kaijisho(1)). */
#ifndef CHECK_JSON_H
#define CHECK_JSON_H

#include <jansson.h>

#include "check/check.h"

/* Where a finding stands in the draft's file, from 1. */
void finding_find(const struct finding *finding, const struct draft_source *source, const struct form *form, unsigned *line,
		  unsigned *column);
/* A new reference. With `findings` the findings are in it, without only the counts. */
json_t *check_json(struct checker *checker, const struct draft *draft, const struct draft_source *source, const char *path,
		   bool findings);

#endif
