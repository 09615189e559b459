/* SPDX-License-Identifier: MIT */
/* check.h — is it finished and right? One table of checks makes findings; the tally is counted from the same pass, so the
 * screen, `summary` and `check` cannot disagree. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"
#include "draft/draft_read.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_HINT, SEVERITY_REVIEW, SEVERITY_COUNT };
const char *severity_name(enum severity severity); /* "error" … for --json and file:line:column output */

struct finding {
	const char *code; /* "missing" … stable, static */
	enum severity severity;
	struct place place; /* field NULL: a key of the file that means nothing, see path */
	const char *path;   /* such a key as written, with its place in the file; otherwise NULL */
	unsigned line, column;
	enum part part;
	size_t start, end; /* bytes of the part's text it is about; both 0: all of it */
	char *text;        /* a sentence in the person's language */
	char *fix;         /* what bytes start … end should become, offered by one key; NULL: none */
};

struct count {
	size_t answered, total;
};

/* Counted over relevant fields. */
struct tally {
	struct count required; /* 必須 and 必須○ */
	struct count optional; /* 選択 and fields without a mark */
	size_t errors, warnings, hints;
	size_t missing, over_limit; /* of the errors */
	size_t review;
};

struct checker;
/* `today` is YYYYMMDD, for dates that must not lie in the future. The draft must outlive it. */
struct checker *checker_new(const struct draft *draft, long today);
/* The file's unknown keys become `unknown-field` findings. Borrowed: call again (or with NULL) when the source changes. */
void checker_set_source(struct checker *checker, const struct draft_source *source);
void checker_free(struct checker *checker);
/* The day it was given. */
long checker_today(const struct checker *checker);

/* Brings findings and tallies up to date; only answers whose revision changed are checked again. Cheap enough for every key. */
void checker_run(struct checker *checker);
/* Valid until the next run. */
const struct tally *checker_tally(const struct checker *checker);
const struct tally *checker_section(const struct checker *checker, const struct section *section);
const struct tally *checker_instance(const struct checker *checker, const struct section *section, size_t instance);
/* Every finding in the form's order, errors of one place first. Borrowed until the next run. */
const struct finding *const *checker_findings(struct checker *checker, size_t *count);
/* Those of one place. */
size_t checker_at(const struct checker *checker, struct place place, const struct finding *const **findings);
/* Does the field count here? draft_relevant(), and not in the blank instance of a section declared 0 times. */
bool checker_relevant(const struct checker *checker, struct place place);
/* The worst severity at a place, SEVERITY_COUNT if none. */
enum severity checker_worst(const struct checker *checker, struct place place);
/* complete: no error, no review mark */
bool checker_complete(const struct checker *checker);

/* 字 of an answer as its limit counts them; the group's joint count for a shared limit. *limit 0: no limit. */
size_t checker_length(const struct checker *checker, struct place place, size_t *limit);
/* Byte offset in a part of the answer behind which it is over the limit; of a shared one the fields take their shares in the
 * form's order. The part's length if nothing is over. */
size_t checker_limit_at(const struct checker *checker, struct place place, enum part part);

#endif
