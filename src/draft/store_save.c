/* SPDX-License-Identifier: MIT */
/* store_save.c — whatever fails, the file is the old one or the new one. */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/draft_write.h"
#include "draft/generations.h"
#include "draft/lock.h"
#include "draft/merge.h"
#include "draft/store_parts.h"

/* A journal longer than this starts anew after a save, when nothing in it is needed. */
#define JOURNAL_LONG ((off_t)1 << 20)

static void apply_merged(void *context, struct change *change)
{
	store_apply(context, change, NULL, NULL);
}

/* Someone wrote the file: their changes come into ours, by field. */
static bool merge_underneath(struct store *store, struct save_report *report, struct err *err)
{
	struct file_stamp before = store->stamp;
	struct draft_source source;
	struct draft *theirs;
	struct err why = { 0 };

	if (!store_load(store, &source, &theirs, &why)) {
		/* Removed underneath: there is nothing to merge, and nothing that could be overwritten. */
		if (why.code == ERR_SYSTEM && why.number == ENOENT) {
			store->stamp.exists = false;
			err_clear(&why);
			return true;
		}
		store->stamp = before;
		err_at(err, ERR_CHANGED, why.file ? why.file : store->path, why.line, why.column,
		       _("The file has changed and cannot be merged: %s"), why.text);
		err_clear(&why);
		return false;
	}
	report->merged = true;
	report->conflicts += merge_drafts(store->saved, store->draft, theirs, apply_merged, store);
	store_adopt(store, &source, theirs);
	return true;
}

/* The journal says what is about to happen before it happens. What cannot be written there does not keep the text from
 * being saved: a journal that misses this record is merged with the new file, and finds nothing new in it. */
static void announce(struct store *store, const uint8_t hash[FILE_HASH_SIZE])
{
	if (store->journal.replacing)
		return;
	journal_hash(&store->journal, RECORD_SAVING, hash);
	if (journal_flush(&store->journal, NULL))
		journal_sync(&store->journal);
}

static void conclude(struct store *store)
{
	if (store->journal.good > JOURNAL_LONG || store->journal.failing)
		journal_start(&store->journal, store->stamp.hash, store->journal.failing);
	else
		journal_hash(&store->journal, RECORD_SAVED, store->stamp.hash);
	journal_flush(&store->journal, NULL);
}

enum outcome { OUTCOME_DONE, OUTCOME_FAILED, OUTCOME_AGAIN };

/* Only this name would get the new text: the others, which somebody gave the file, would keep the old one. */
static bool has_links(const struct store *store, struct save_report *report, struct err *err)
{
	report->hard_links = store->stamp.exists && store->stamp.links > 1 && !store->links_allowed;
	if (report->hard_links)
		err_at(err, ERR_CHANGED, store->path, 0, 0, "%s",
		       _("The file has several names (hard links); only this one would get the new text."));
	return report->hard_links;
}

/* From bytes in memory to the file. The sibling is written and synced before the last look at the file. */
static enum outcome put_in_place(struct store *store, const struct buf *bytes, struct save_report *report, struct err *err)
{
	struct file_sibling sibling = { 0 };
	struct file_stamp stamp = { 0 };
	bool same;

	if (has_links(store, report, err) || !file_sibling_write(&sibling, &store->place, buf_text(bytes), bytes->len, err))
		return OUTCOME_FAILED;
	if (!file_unchanged(&store->place, &store->stamp, &same, err) || !same || has_links(store, report, err)) {
		file_sibling_drop(&sibling, &store->place);
		return err && err->text ? OUTCOME_FAILED : OUTCOME_AGAIN;
	}
	report->made_anew = !store->stamp.exists;
	if (report->made_anew)
		file_sibling_as(&sibling, &store->place, &store->stamp);
	report->owner_lost = !sibling.owner_kept;
	report->not_kept = store->stamp.exists && !generations_keep(&store->place, store->source.bytes, store->source.len,
								    store->stamp.changed_ns, store->journal.header.user, NULL);
	announce(store, sibling.hash);
	if (store->journal.gone) {
		/* The lock went with it. */
		file_sibling_drop(&sibling, &store->place);
		return OUTCOME_AGAIN;
	}
	if (store->journal.lost) {
		file_sibling_drop(&sibling, &store->place);
		err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", _("Another session has taken this draft over."));
		return OUTCOME_FAILED;
	}
	/* Since the last look generation and journal were synced: time enough for another program to save. */
	if (file_sibling_exchange(&sibling, &store->place, &store->stamp, &stamp, &same, err)) {
		if (!same)
			return OUTCOME_AGAIN;
		store->stamp = stamp;
		return OUTCOME_DONE;
	}
	/* In place, but perhaps not for good: it is the file now, and the next save writes it again. */
	if (stamp.exists) {
		store->stamp = stamp;
		store->doubtful = true;
	}
	return OUTCOME_FAILED;
}

static enum outcome save_once(struct store *store, struct save_report *report, struct err *err)
{
	struct buf bytes = { 0 };
	struct draft_source written = { 0 };
	enum outcome outcome = OUTCOME_FAILED;
	bool same;

	if (!file_unchanged(&store->place, &store->stamp, &same, err) || (!same && !merge_underneath(store, report, err)) ||
	    !draft_write(store->draft, store->saved, &store->source, &bytes, &written, err) ||
	    !draft_amend(&store->amendment, store->draft, &written, &bytes, err))
		goto out;
	if (store->stamp.exists && !store->doubtful && bytes.len == store->source.len &&
	    memcmp(buf_text(&bytes), store->source.bytes, bytes.len) == 0) {
		outcome = OUTCOME_DONE;
		goto out;
	}
	/* It may have been made read-only meanwhile. */
	if (store->stamp.exists && !store_may_write(store, err))
		goto out;
	outcome = put_in_place(store, &bytes, report, err);
	if (outcome == OUTCOME_DONE) {
		report->written = true;
		/* What could not be removed when that went wrong. */
		if (store->doubtful)
			file_siblings_sweep(&store->place);
		store->doubtful = false;
		store_adopt(store, &written, draft_copy(store->draft));
		written = (struct draft_source){ 0 };
	}
out:
	draft_source_clear(&written);
	buf_clear(&bytes);
	return outcome;
}

/* Takes the byte of saving; a journal that was removed is made anew for it. */
static bool hold(struct store *store, struct err *err)
{
	enum lock_result result = LOCK_GONE;

	if (store->journal.unlocked)
		return store_say_unlocked(store, err);

	/* Whoever removes it all the time cannot keep us here for ever. */
	for (int i = 0; i < 10 && result == LOCK_GONE; i++) {
		/* A journal that cannot be written is no reason not to save; being taken over is. */
		store_flush(store);
		if (!store->writable)
			break;
		result = lock_saving(store->journal.fd, &store->place, store->journal_name, 1000);
	}
	if (result == LOCK_TAKEN)
		return true;
	if (result == LOCK_FAILED)
		store->journal.unlocked = errno;
	store_flush(store);
	if (store->journal.unlocked)
		return store_say_unlocked(store, err);
	if (store->journal.lost)
		return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", _("Another session has taken this draft over."));
	if (!store->writable)
		return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", store_read_only(store));
	if (result == LOCK_GONE)
		return err_at(err, ERR_LOCKED, store->path, 0, 0, _("Its lock %s was removed and cannot be made again."),
			      store->journal_name);
	return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", _("Another session is taking this draft over."));
}

bool store_save(struct store *store, struct save_report *report, struct err *err)
{
	struct save_report unread;
	enum outcome outcome = OUTCOME_AGAIN;
	struct err why = { 0 };

	if (!report)
		report = &unread;
	*report = (struct save_report){ 0 };
	/* Whoever writes the file all the time cannot keep us here for ever. */
	for (int i = 0; i < 10 && outcome == OUTCOME_AGAIN; i++)
		outcome =
			(i > 0 && !store->journal.gone) || hold(store, &why) ? save_once(store, report, &why) : OUTCOME_FAILED;
	if (outcome == OUTCOME_AGAIN)
		err_at(&why, ERR_CHANGED, store->path, 0, 0, "%s", _("The file keeps changing while it is being saved."));
	if (outcome == OUTCOME_DONE) {
		store->unsaved = false;
		amendment_clear(&store->amendment);
		if (report->written)
			conclude(store);
	}
	unlock_saving(store->journal.fd);
	if (err && why.text)
		*err = why;
	else
		err_clear(&why);
	return outcome == OUTCOME_DONE;
}

void store_allow_links(struct store *store)
{
	store->links_allowed = true;
}
