/* SPDX-License-Identifier: MIT */
/* store_session.c — the session that writes a draft: waiting for it, taking in what another left behind, taking it over. */
#include <config.h>

#include "draft/store_parts.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "draft/align.h"
#include "draft/draft_write.h"
#include "draft/lock.h"
#include "draft/recover.h"

void store_holder_clear(struct store_holder *holder)
{
	free(holder->user);
	free(holder->host);
	*holder = (struct store_holder){ 0 };
}

/* Reads the file; on success its source and answers take the place of those at hand. */
static void name_holder(struct store *store, const struct record_header *header)
{
	store_holder_clear(&store->holder);
	store->holder = (struct store_holder){ .user = mem_string(header->user),
					       .host = mem_string(header->host),
					       .pid = (long)header->pid,
					       .since = (time_t)header->since };
	store->busy = true;
}

/* The holder as its journal names it. */
void store_read_holder(struct store *store, int fd)
{
	struct buf bytes = { 0 };
	struct journal_text text = { 0 };

	if (lock_is_private(fd, &store->place, store->journal_name, NULL) &&
	    journal_read(fd, store->journal_name, &bytes, NULL))
		journal_text_read(&text, buf_text(&bytes), bytes.len);
	name_holder(store, &text.header);
	journal_text_clear(&text);
	buf_clear(&bytes);
}

static void name_owner(struct store *store, uid_t owner)
{
	struct record_header header = { .user = user_name(owner) };

	name_holder(store, &header);
	record_header_clear(&header);
}

static bool say_busy(const struct store *store, struct err *err)
{
	const struct store_holder *holder = &store->holder;
	char since[64] = "";
	struct tm when;

	if (holder->since && localtime_r(&holder->since, &when))
		strftime(since, sizeof since, "%Y-%m-%d %H:%M", &when);
	if (holder->user && holder->host && since[0])
		return err_at(err, ERR_LOCKED, store->path, 0, 0, _("%s on %s has had this draft open since %s (process %ld)."),
			      holder->user, holder->host, since, holder->pid);
	if (holder->user && *holder->user)
		return err_at(err, ERR_LOCKED, store->path, 0, 0,
			      _("%s has this draft open, or left it behind in a session that died; the journal is %s."),
			      holder->user, store->journal_name);
	return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", _("Another session has this draft open."));
}

static void note_restored(struct store *store, const struct recovery *recovery)
{
	struct place place = { 0 };
	size_t room = store->recovery.count;

	store->recovery.count = 0;
	store->recovery.merged = recovery->merged;
	store->recovery.conflicts = recovery->conflicts;
	store->recovery.unusable = recovery->unusable;
	for (size_t i = 0; i < store->form->section_count; i++) {
		const struct section *section = &store->form->sections[i];

		store->recovery.instances = store->recovery.instances ||
					    draft_instances(store->saved, section) != draft_instances(recovery->draft, section);
	}
	while (place_next(recovery->draft, &place)) {
		if (answer_equal(draft_answer(store->saved, place), draft_answer(recovery->draft, place)))
			continue;
		store->restored = mem_grow(store->restored, store->recovery.count, &room, sizeof store->restored[0]);
		store->restored[store->recovery.count++] = place;
	}
	store->recovery.places = store->restored;
}

static void journal_one(void *context, struct change *change)
{
	struct store *store = context;

	journal_change(&store->journal, change, store->source.bytes, store->source.len);
}

/* A whole new journal: what differs from the file. */
void store_rewrite_journal(struct store *store)
{
	journal_start(&store->journal, store->stamp.hash, false);
	draft_difference(store->saved, store->draft, journal_one, store);
}

/* Does the journal name these contents as the draft's at some time? */
static bool is_known(const struct journal_text *text, const uint8_t hash[FILE_HASH_SIZE])
{
	bool known = memcmp(text->header.base, hash, FILE_HASH_SIZE) == 0;

	for (size_t i = 0; i < text->count && !known; i++) {
		const uint8_t *named = record_hash(&text->records[i]);

		known = named && memcmp(named, hash, FILE_HASH_SIZE) == 0;
	}
	return known;
}

/* The file is what the session was about to make of it when it died, and a sibling is still there: that came out of the file. */
static bool died_exchanging(const struct store *store, const struct journal_text *text)
{
	for (size_t i = text->count; i > 0; i--)
		if (record_hash(&text->records[i - 1]))
			return text->records[i - 1].kind == RECORD_SAVING &&
			       memcmp(record_hash(&text->records[i - 1]), store->stamp.hash, FILE_HASH_SIZE) == 0;
	return false;
}

struct sweeping {
	struct store *store;
	const struct journal_text *text;
};

/* What came out is the state before, and goes; or what another program saved in the last moment, and is kept. */
static void sweep_one(void *context, const char *name)
{
	const struct sweeping *sweeping = context;
	struct store *store = sweeping->store;
	struct file_place sibling = { .folder = store->place.folder, .name = (char *)name, .path = (char *)name };
	struct file_stamp stamp;
	struct buf bytes = { 0 }, stem = { 0 };
	char *kept = NULL;

	if (!file_read(&sibling, YAML_MAX_BYTES, &bytes, &stamp, NULL))
		return;
	buf_printf(&stem, "%.*s.theirs", NAME_MAX - 32, store->place.name);
	if (is_known(sweeping->text, stamp.hash) ||
	    store_write_beside(store, buf_text(&stem), buf_text(&bytes), bytes.len, &kept, NULL))
		file_remove(&store->place, name);
	if (kept) {
		free(store->theirs);
		store->theirs = kept;
		store->recovery.theirs_as = kept;
	}
	buf_clear(&stem);
	buf_clear(&bytes);
}

/* A session that was killed while it saved left siblings behind. It left its journal, too: else there is nothing to look for. */
static void sweep(struct store *store, const struct journal_text *text)
{
	struct file_place journal = { .folder = store->place.folder, .name = store->journal_name, .path = store->journal_name };
	struct sweeping sweeping = { store, text };

	if (died_exchanging(store, text))
		file_siblings_each(&store->place, sweep_one, &sweeping);
	else
		file_siblings_sweep(&store->place);
	file_siblings_sweep(&journal);
}

/* A journal that is not understood to its end is never dropped: it stays beside the draft. A copy, as the journal itself must
 * stand at its path until the new one takes its place. */
static bool keep_damaged(struct store *store, const struct buf *bytes, struct err *err)
{
	struct buf stem = { 0 };
	char *name;
	bool done;

	buf_printf(&stem, "%.*s.damaged", NAME_MAX - 32, store->journal_name);
	done = store_write_beside(store, buf_text(&stem), buf_text(bytes), bytes->len, &name, err);
	buf_clear(&stem);
	if (!done)
		return false;
	free(store->damaged);
	store->damaged = name;
	store->recovery.kept_as = name;
	return true;
}

/* Brings back what the journal behind the lock holds, if anything, and starts our own. */
static bool take_in_journal(struct store *store, struct err *err)
{
	struct buf bytes = { 0 };
	struct journal_text text = { 0 };
	struct recovery recovery = { 0 };
	bool done = journal_read(store->journal.fd, store->journal_name, &bytes, err);

	if (done) {
		journal_text_read(&text, buf_text(&bytes), bytes.len);
		if (bytes.len > 0)
			sweep(store, &text);
		done = recover_draft(&text, store->journal_name, store->saved, store->stamp.hash, &recovery, err);
	}
	if (done && (text.damaged || recovery.unusable) && !keep_damaged(store, &bytes, err)) {
		draft_free(recovery.draft);
		done = false;
	}
	if (done && draft_equal(recovery.draft, store->saved)) {
		store->recovery.unusable = recovery.unusable;
		/* All is in the file. But a session that was killed between the rename and the folder's sync may have left a name
		 * that a power cut takes back; and of a file written anew in place, a power cut may keep any mixture. */
		if (bytes.len > 0)
			file_sync_data(store->place.folder);
		journal_start(&store->journal, store->stamp.hash, bytes.len == 0);
		draft_free(recovery.draft);
	} else if (done) {
		note_restored(store, &recovery);
		draft_free(store->draft);
		store->draft = recovery.draft;
		store->unsaved = true;
		store_rewrite_journal(store);
	}
	journal_text_clear(&text);
	buf_clear(&bytes);
	return done;
}

/* The file may have been saved by someone between our reading it and having the lock. */
static bool catch_up(struct store *store, struct err *err)
{
	bool same;

	return file_unchanged(&store->place, &store->stamp, &same, err) && (same || store_load_afresh(store, err));
}

bool store_open_session(struct store *store, int wait_ms, struct err *err)
{
	uid_t owner = 0;
	int fd;

	switch (lock_session(&store->place, store->journal_name, wait_ms, &fd, &owner, err)) {
	case LOCK_BUSY:
		if (fd >= 0) {
			store_read_holder(store, fd);
			close(fd);
		} else {
			name_owner(store, owner);
		}
		return say_busy(store, err);
	case LOCK_FAILED: return false;
	default: break;
	}
	journal_init(&store->journal, &store->place, store->journal_name, fd);
	if (!catch_up(store, err) || !take_in_journal(store, err)) {
		off_t size = lseek(fd, 0, SEEK_END);

		/* A journal with something in it stays for whoever can read it. */
		journal_end(&store->journal, size == 0);
		return false;
	}
	store->writable = true;
	store_flush(store);
	if (store->journal.unlocked) {
		journal_end(&store->journal, false);
		errno = store->journal.unlocked;
		store->journal.unlocked = 0;
		return err_system(err, store->journal_name, _("%s cannot be locked"));
	}
	if (!store->journal.lost) {
		store->opened = journal_mark(&store->journal);
		store->brought_back = store->unsaved;
		return true;
	}
	journal_end(&store->journal, false);
	store->journal.lost = false;
	return say_busy(store, err);
}

/* The old holder may have written between our reading its journal and our putting a new one in its place. */
static void take_in_rest(struct store *store, int old)
{
	struct draft *before = store->draft;
	struct buf bytes = { 0 };
	struct journal_text text = { 0 };
	struct recovery recovery = { 0 };

	if (journal_read(old, store->journal_name, &bytes, NULL)) {
		journal_text_read(&text, buf_text(&bytes), bytes.len);
		if (recover_draft(&text, store->journal_name, store->saved, store->stamp.hash, &recovery, NULL)) {
			if (text.damaged || recovery.unusable)
				keep_damaged(store, &bytes, NULL);
			note_restored(store, &recovery);
			store->draft = recovery.draft;
			draft_difference(before, store->draft, journal_one, store);
			draft_free(before);
		}
	}
	journal_text_clear(&text);
	buf_clear(&bytes);
}

bool store_take_over(struct store *store, struct err *err)
{
	int fd, old = -1;

	switch (lock_for_takeover(&store->place, store->journal_name, &fd, err)) {
	case LOCK_BUSY:
		return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s",
			      _("The session that has this draft open is saving it right now; try again."));
	case LOCK_FAILED: return false;
	default: break;
	}
	journal_init(&store->journal, &store->place, store->journal_name, fd);
	if (catch_up(store, err) && take_in_journal(store, err)) {
		/* Also when there is nothing to restore: it is the new inode that tells the old holder. */
		store_rewrite_journal(store);
		journal_flush(&store->journal, &old);
		if (old >= 0) {
			store->writable = true;
			take_in_rest(store, old);
			store->recovery.taken_over = true;
			journal_mark_taken(old);
			close(old);
			store_flush(store);
			return true;
		}
		err_at(err, ERR_SYSTEM, store->path, 0, 0, "%s",
		       _("The draft could not be taken over: no journal could be written."));
	}
	store->writable = false;
	journal_end(&store->journal, false);
	store->journal.lost = false;
	store->journal.unlocked = 0;
	return false;
}
