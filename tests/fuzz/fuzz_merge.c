/* SPDX-License-Identifier: MIT */
/* fuzz_merge.c — three drafts, with a line `=====` between them, merged and compared: every change fits, and what comes of it can
 * be saved; a side that did nothing changes nothing. */
#include <config.h>

#include "draft/align.h"
#include "draft/draft_read.h"
#include "draft/draft_write.h"
#include "draft/merge.h"
#include "fuzz.h"
#include "report/draft_diff.h"

static const char mark[] = "=====\n";

/* The next draft of the input; NULL if it is none. */
static struct draft *next_draft(const char **at, size_t *left, struct draft_source *source)
{
	const char *end = *left ? memmem(*at, *left, mark, sizeof mark - 1) : NULL;
	size_t len = end ? (size_t)(end - *at) : *left, skip = end ? len + sizeof mark - 1 : len;
	struct draft *draft = draft_read(fuzz_test_form(), *at, len, "d", source, NULL);
	*at += skip;
	*left -= skip;
	return draft;
}

static void must_write(const struct draft *draft, const struct draft *old, const struct draft_source *source)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	if (!draft_write(draft, old, source, &out, NULL, &err)) {
		fprintf(stderr, "%s\n--- before\n%s\n--- after\n%s\n", err.text, source->bytes, buf_text(&out));
		abort();
	}
	buf_clear(&out);
}

static struct draft *merged(const struct draft *base, const struct draft *ours, const struct draft *theirs, size_t *conflicts)
{
	struct draft *result = draft_copy(ours);
	*conflicts = merge_drafts(base, result, theirs, fuzz_apply, result);
	return result;
}

/* `file` is what was read from `source`: `ours`, or what ours was copied from. */
static void merge(const struct draft *base, const struct draft *ours, const struct draft *theirs, const struct draft *file,
		  const struct draft_source *source)
{
	size_t conflicts;
	struct draft *result = merged(base, ours, theirs, &conflicts);
	must_write(result, file, source);
	draft_free(result);
	result = merged(base, ours, base, &conflicts);
	CLAIM(conflicts == 0 && draft_equal(result, ours));
	draft_free(result);
	result = merged(ours, ours, theirs, &conflicts);
	CLAIM(conflicts == 0);
	draft_free(result);
	result = draft_copy(ours);
	draft_difference(ours, theirs, fuzz_apply, result);
	CLAIM(draft_equal(result, theirs));
	must_write(result, file, source);
	draft_free(result);
	struct draft_diff diff = { 0 };
	draft_diff_init(&diff, ours, theirs);
	for (size_t i = 0; i < diff.count; i++)
		CLAIM((diff.items[i].before || diff.items[i].after) && diff.items[i].place.field);
	draft_diff_clear(&diff);
	draft_diff_init(&diff, ours, ours);
	CLAIM(diff.count == 0);
	draft_diff_clear(&diff);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_exact(data, size);
	const char *at = bytes;
	size_t left = size;
	struct draft *drafts[3] = { NULL };
	struct draft_source sources[3] = { 0 };
	size_t count = 0;
	while (count < 3 && (drafts[count] = next_draft(&at, &left, &sources[count])))
		count++;
	if (count == 3) {
		merge(drafts[0], drafts[1], drafts[2], drafts[1], &sources[1]);
		/* The same where all three know their instances: copies, changed since. */
		struct draft *ours = draft_copy(drafts[0]), *theirs = draft_copy(drafts[0]);
		draft_difference(drafts[0], drafts[1], fuzz_apply, ours);
		draft_difference(drafts[0], drafts[2], fuzz_apply, theirs);
		merge(drafts[0], ours, theirs, drafts[0], &sources[0]);
		draft_free(ours);
		draft_free(theirs);
	}
	for (size_t i = 0; i < count; i++) {
		draft_source_clear(&sources[i]);
		draft_free(drafts[i]);
	}
	free(bytes);
	return 0;
}
