/* SPDX-License-Identifier: MIT */
/* store.c — a draft in its file, and the session that writes it. */
#include <config.h>

#include "draft/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "draft/align.h"
#include "draft/draft_write.h"
#include "draft/journal.h"
#include "draft/lock.h"
#include "draft/recover.h"
#include "draft/store_parts.h"

bool store_load(struct store *store, struct draft_source *source, struct draft **answers, struct err *err)
{
	struct buf bytes = { 0 };
	struct file_stamp stamp = { 0 };
	bool done = false;

	*answers = NULL;
	if (!file_read(&store->place, YAML_MAX_BYTES, &bytes, &stamp, err) ||
	    !draft_source_read(source, buf_text(&bytes), bytes.len, store->path, err))
		goto out;
	if (!store->form)
		store->form = store->form_file ? form_load_file(store->library, store->form_file, NULL, err)
					       : form_load(store->library, source->form_id, err);
	if (!store->form) {
		/* A form file named on the command line is no fault of the draft. */
		if (!store->form_file)
			draft_source_blame(source, store->path, err);
		draft_source_clear(source);
		goto out;
	}
	*answers = draft_source_answers(source, store->form, store->path, err);
	done = *answers != NULL;
	if (done)
		store->stamp = stamp;
out:
	buf_clear(&bytes);
	return done;
}

void store_adopt(struct store *store, struct draft_source *source, struct draft *saved)
{
	draft_source_clear(&store->source);
	store->source = *source;
	draft_free(store->saved);
	store->saved = saved;
}

/* Reads the file as the whole truth. */
bool store_load_afresh(struct store *store, struct err *err)
{
	struct draft_source source;
	struct draft *answers;

	if (!store_load(store, &source, &answers, err))
		return false;
	store_adopt(store, &source, answers);
	draft_free(store->draft);
	store->draft = draft_copy(answers);
	return true;
}

bool store_may_write(const struct store *store, struct err *err)
{
	return faccessat(store->place.folder, store->place.name, W_OK, AT_EACCESS) == 0 ||
	       err_system(err, store->path, _("%s cannot be written"));
}

static void store_free(struct store *store)
{
	store_holder_clear(&store->holder);
	err_clear(&store->refusal);
	amendment_clear(&store->amendment);
	draft_free(store->draft);
	draft_free(store->saved);
	draft_source_clear(&store->source);
	form_free(store->form);
	file_place_close(&store->place);
	free(store->restored);
	free(store->damaged);
	free(store->theirs);
	free(store->journal_name);
	free(store->form_file);
	free(store->path);
	free(store);
}

struct store *store_open(const struct form_library *library, const char *form_file, const char *path, enum store_mode mode,
			 int wait_ms, struct err *err)
{
	struct store *store = mem_alloc(1, sizeof *store);
	struct err why = { 0 };
	bool done;

	store->library = library;
	store->form_file = mem_string(form_file);
	store->path = mem_string(path);
	if (!file_place_open(&store->place, path, err))
		goto fail;
	store->journal_name = lock_name(&store->place);
	if (!store_load_afresh(store, err))
		goto fail;
	if (mode == STORE_READ)
		return store;
	done = store_may_write(store, &why) &&
	       (mode == STORE_TAKE_OVER && faccessat(store->place.folder, store->journal_name, F_OK, AT_SYMLINK_NOFOLLOW) == 0
			? store_take_over(store, &why)
			: store_open_session(store, wait_ms, &why));
	/* Reading is what is left where writing is not to be had; a journal that cannot be read is no reason not to look. */
	store->refusal = why;
	if (done || mode == STORE_EITHER)
		return store;
	if (err) {
		*err = why;
		store->refusal = (struct err){ 0 };
	}
fail:
	store_free(store);
	return NULL;
}

void store_close(struct store *store, bool discard)
{
	if (!store)
		return;
	if (store->writable) {
		bool done = discard || !store->unsaved || draft_equal(store->draft, store->saved);

		if (!done) {
			store_flush(store);
			journal_sync(&store->journal);
		}
		journal_end(&store->journal, done);
	} else if (store->journal.lost || store->journal.unlocked) {
		journal_sync(&store->journal);
		journal_end(&store->journal, false);
	}
	store_free(store);
}

void store_abandon(struct store *store)
{
	/* Cut back rather than written anew: it needs no room on the disk, and the journal goes on to say on what it builds. */
	if ((store->writable ? store->brought_back : store->journal.unlocked != 0) && !store->doubtful &&
	    journal_cut(&store->journal, &store->opened)) {
		journal_sync(&store->journal);
		journal_end(&store->journal, false);
		store_free(store);
		return;
	}
	store_close(store, !store->doubtful && !store->brought_back);
}

bool store_create_draft(const struct draft *draft, const char *path, struct err *err)
{
	struct buf bytes = { 0 };
	struct file_place place;
	struct file_sibling sibling;
	bool done;

	if (!file_place_open(&place, path, err))
		return false;
	draft_write_new(draft, &bytes);
	done = file_sibling_write(&sibling, &place, buf_text(&bytes), bytes.len, err) &&
	       file_sibling_create(&sibling, &place, err);
	buf_clear(&bytes);
	file_place_close(&place);
	return done;
}

bool store_create(const struct form *form, const char *path, struct err *err)
{
	struct draft *draft = draft_new(form);
	bool done = store_create_draft(draft, path, err);

	draft_free(draft);
	return done;
}

const struct form *store_form(const struct store *store)
{
	return store->form;
}

const struct draft *store_draft(const struct store *store)
{
	return store->draft;
}

const struct draft *store_saved(const struct store *store)
{
	return store->saved;
}

const struct draft_source *store_source(const struct store *store)
{
	return &store->source;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

const struct file_place *store_place(const struct store *store)
{
	return &store->place;
}

bool store_writable(const struct store *store)
{
	return store->writable;
}

bool store_lost(const struct store *store)
{
	return store->journal.lost;
}

bool store_unlocked(const struct store *store)
{
	return store->journal.unlocked != 0;
}

enum store_state store_state(const struct store *store)
{
	if (store->journal.lost || (store->writable && store->journal.failing && store->unsaved))
		return STORE_UNPROTECTED;
	return store->unsaved ? STORE_UNSAVED : STORE_SAVED;
}

const struct store_holder *store_busy(const struct store *store)
{
	return store->busy ? &store->holder : NULL;
}

const struct err *store_refusal(const struct store *store)
{
	return store->refusal.text ? &store->refusal : NULL;
}

const struct store_recovery *store_recovery(const struct store *store)
{
	return &store->recovery;
}

const char *store_read_only(const struct store *store)
{
	return store->journal.lost ? _("Another session has taken this draft over; nothing can be changed here any more.")
				   : _("This draft is open for reading only.");
}

bool store_apply(struct store *store, const struct change *change, struct change *inverse, struct err *err)
{
	if (!store->writable)
		return err_at(err, ERR_LOCKED, store->path, 0, 0, "%s", store_read_only(store));
	if (!draft_apply(store->draft, change, inverse, err))
		return false;
	journal_change(&store->journal, change, store->source.bytes, store->source.len);
	store->unsaved = true;
	return true;
}

bool store_say_unlocked(struct store *store, struct err *err)
{
	store->writable = false;
	return err_at(
		err, ERR_SYSTEM, store->path, 0, 0,
		_("The journal %s cannot be locked any more (%s): the draft can only be read here from now on. What was typed is "
		  "in the journal, and comes back when the draft is opened again."),
		store->journal_name, strerror(store->journal.unlocked));
}

/* Why was nothing handed to the kernel? Mends what can be mended; what was typed is protected then. */
static bool mend(struct store *store)
{
	/* Removed underneath: nobody else has the draft for that. Whoever took it over, saved and left has marked the journal. */
	if (store->journal.gone) {
		store_rewrite_journal(store);
		if (journal_flush(&store->journal, NULL))
			return true;
	}
	if (store->journal.unlocked)
		store_say_unlocked(store, &store->refusal);
	if (store->journal.lost) {
		int fd = file_append_open(&store->place, store->journal_name, false, NULL);

		store->writable = false;
		if (fd >= 0) {
			store_read_holder(store, fd);
			close(fd);
		}
	}
	return false;
}

static bool hand_over(struct store *store, bool (*hand)(struct journal *journal, int *replaced))
{
	if (!store->writable)
		return false;
	/* After a failed sync the kernel may have dropped what it was given: everything goes to a new file. */
	if (syncer_failed(&store->journal.syncer) && !store->journal.replacing)
		store_rewrite_journal(store);
	return hand(&store->journal, NULL) || mend(store);
}

bool store_write(struct store *store)
{
	return hand_over(store, journal_write);
}

bool store_flush(struct store *store)
{
	bool fine = hand_over(store, journal_flush);

	if (store->writable)
		syncer_between_keys(&store->journal.syncer);
	return fine;
}

void store_hurry(struct store *store)
{
	if (store->writable)
		syncer_hurry(&store->journal.syncer);
}

void store_rest(struct store *store)
{
	if (store->writable)
		syncer_rest(&store->journal.syncer);
}

int store_wake(struct store *store)
{
	return store->writable ? syncer_wake(&store->journal.syncer) : -1;
}

void store_sync(struct store *store)
{
	if (store_flush(store) && !journal_sync(&store->journal))
		store_flush(store);
}
