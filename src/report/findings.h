/* SPDX-License-Identifier: MIT */
/* findings.h — what `check` says of a draft: lines for people and editors, an object for programs. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "check/check.h"
#include "draft/draft_read.h"

/* `file:line:column: severity: label: sentence [code]`, one a line. The checker has run. Raw: for a terminal make it
 * showable. */
void findings_write(struct buf *out, struct checker *checker, const struct draft *draft, const struct draft_source *source,
		    const char *path);
/* The object of `check --json`; without `findings` that of `summary --json`. A new reference. */
json_t *findings_json(struct checker *checker, const struct draft *draft, const struct draft_source *source, const char *path,
		      bool findings);

#endif
