/* SPDX-License-Identifier: MIT */
/* recover.c — a journal replayed on the state of the file it knows, or merged with a file it does not know. */
#include <config.h>

#include "draft/recover.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "draft/align.h"
#include "draft/draft_read.h"
#include "draft/merge.h"

/* The first record to replay on a file with this hash: behind the last record that names it. False if none does. */
static bool find_start(const struct journal_text *journal, const uint8_t hash[FILE_HASH_SIZE], size_t *start)
{
	for (size_t i = journal->count; i > 0; i--) {
		const uint8_t *named = record_hash(&journal->records[i - 1]);

		if (named && memcmp(named, hash, FILE_HASH_SIZE) == 0) {
			*start = i;
			return true;
		}
	}
	*start = 0;
	return memcmp(journal->header.base, hash, FILE_HASH_SIZE) == 0;
}

static void replay(const struct record *record, struct draft *draft, struct recovery *recovery)
{
	struct change change = { 0 };

	if (record->kind != RECORD_CHANGE) {
		/* A later version's, perhaps. */
		recovery->unusable += record->kind < RECORD_BASE || record->kind > RECORD_SAVED;
		return;
	}
	if (!record_change(record, draft_form(draft), &change) || !draft_apply(draft, &change, NULL, NULL))
		recovery->unusable++;
	change_clear(&change);
}

static void apply(void *context, struct change *change)
{
	draft_apply(context, change, NULL, NULL);
}

/* The draft the journal builds on, from its own copy. */
static struct draft *read_base(const struct journal_text *journal, const char *journal_name, const struct form *form,
			       struct err *err)
{
	struct draft_source source;
	struct draft *base;

	if (journal->count == 0 || journal->records[0].kind != RECORD_BASE) {
		err_at(err, ERR_INPUT, journal_name, 0, 0, "%s",
		       _("This journal holds changes to another state of the draft, and not that state: move it away to go on."));
		return NULL;
	}
	base = draft_read(form, journal->records[0].content, journal->records[0].len, journal_name, &source, err);
	if (base)
		draft_source_clear(&source);
	return base;
}

static bool merge_journal(const struct journal_text *journal, const char *journal_name, const struct draft *file,
			  struct recovery *recovery, struct err *err)
{
	struct draft *base = read_base(journal, journal_name, draft_form(file), err), *ours;

	if (!base)
		return false;
	ours = draft_copy(base);
	for (size_t i = 0; i < journal->count; i++) {
		replay(&journal->records[i], ours, recovery);
		/* A save that came to its end is what theirs builds on, too. One that only began may not have: then the older
		 * base is the safe one, it can only find too many conflicts. */
		if (journal->records[i].kind == RECORD_SAVED) {
			draft_free(base);
			base = draft_copy(ours);
		}
	}
	recovery->merged = true;
	recovery->conflicts = merge_drafts(base, ours, file, apply, ours);
	draft_difference(file, ours, apply, recovery->draft);
	draft_free(base);
	draft_free(ours);
	return true;
}

bool recover_draft(const struct journal_text *journal, const char *journal_name, const struct draft *file,
		   const uint8_t hash[FILE_HASH_SIZE], struct recovery *recovery, struct err *err)
{
	size_t start;
	bool changes = false;

	*recovery = (struct recovery){ .draft = draft_copy(file), .unusable = journal->later };
	if (find_start(journal, hash, &start)) {
		for (size_t i = start; i < journal->count; i++)
			replay(&journal->records[i], recovery->draft, recovery);
		return true;
	}
	for (size_t i = 0; i < journal->count; i++)
		changes = changes || journal->records[i].kind == RECORD_CHANGE;
	if (!changes || merge_journal(journal, journal_name, file, recovery, err))
		return true;
	draft_free(recovery->draft);
	*recovery = (struct recovery){ 0 };
	return false;
}
