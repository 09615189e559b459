/* SPDX-License-Identifier: MIT */
/* store_live.c — a draft that others write: what its file and its holder's journal say by now, and what of ours they lack. */
#include <config.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file_sibling.h"
#include "base/mem.h"
#include "draft/align.h"
#include "draft/draft_write.h"
#include "draft/generations.h"
#include "draft/lock.h"
#include "draft/merge.h"
#include "draft/recover.h"
#include "draft/store_parts.h"

/* `file`, which has this hash, with what the journal at the path adds to it; NULL if it adds nothing that can be read. `held`:
 * only a journal somebody writes right now. */
static struct draft *with_journal(const struct store *store, const struct draft *file, const uint8_t hash[FILE_HASH_SIZE],
				  bool held)
{
	int fd = file_append_open(&store->place, store->journal_name, false, NULL);
	struct buf bytes = { 0 };
	struct journal_text text = { 0 };
	struct recovery recovery = { 0 };

	if (fd < 0)
		return NULL;
	if (lock_is_private(fd, &store->place, store->journal_name, NULL) && (!held || lock_is_held(fd)) &&
	    journal_read(fd, store->journal_name, &bytes, NULL)) {
		journal_text_read(&text, buf_text(&bytes), bytes.len);
		recover_draft(&text, store->journal_name, file, hash, &recovery, NULL);
	}
	journal_text_clear(&text);
	buf_clear(&bytes);
	close(fd);
	return recovery.draft;
}

static void apply(void *context, struct change *change)
{
	draft_apply(context, change, NULL, NULL);
}

/* The draft that is looked at becomes equal to `now`, and stays the same draft: the checker and the screens hold on to it, and
 * its revisions tell them what is new. */
static void follow(struct store *store, const struct draft *now)
{
	struct draft *before = draft_copy(store->draft);

	draft_difference(before, now, apply, store->draft);
	draft_free(before);
}

static bool looks_alike(const struct file_stamp *a, const struct file_stamp *b)
{
	return a->exists == b->exists && a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->changed_ns == b->changed_ns;
}

/* Whether a session holds the journal that was `seen`. One that we may not open is another user's, and taken to. */
static bool holds(const struct store *store, const struct file_stamp *seen)
{
	int fd = file_append_open(&store->place, store->journal_name, false, NULL);
	bool held = fd >= 0 ? lock_is_held(fd) : seen->exists && store->busy;

	if (fd >= 0)
		close(fd);
	return held;
}

bool store_reload(struct store *store, enum store_news *news, struct err *err)
{
	struct draft_source source;
	struct draft *answers, *live;
	struct file_stamp seen;
	bool same, held, ended;

	*news = STORE_NO_NEWS;
	if (store->writable || store->journal.lost || store->journal.unlocked)
		return true;
	/* The journal first: what is written to it after this look is seen by the next one. */
	file_look(&store->place, store->journal_name, &seen);
	if (!file_unchanged(&store->place, &store->stamp, &same, err))
		return false;
	held = holds(store, &seen);
	ended = store->busy && !store->holder_ended && !held;
	store->holder_ended = !held;
	if (same && looks_alike(&seen, &store->seen) && !ended)
		return true;
	if (!same) {
		if (!store_load(store, &source, &answers, err))
			return false;
		store_adopt(store, &source, answers);
	}
	/* A session that died leaves its journal, and what it shows, as it was: whoever writes next is told of it. */
	store->seen = seen;
	live = with_journal(store, store->saved, store->stamp.hash, !ended);
	if (ended)
		*news = STORE_NEWS_ENDED;
	else if (!same)
		*news = STORE_NEWS_FILE;
	else if (!draft_equal(live ? live : store->saved, store->draft))
		*news = live && !draft_equal(live, store->saved) ? STORE_NEWS_TYPED : STORE_NEWS_DROPPED;
	if (*news)
		follow(store, live ? live : store->saved);
	draft_free(live);
	return true;
}

bool store_look_holder(struct store *store)
{
	struct file_stamp seen;
	int fd;

	file_look(&store->place, store->journal_name, &seen);
	if (!holds(store, &seen))
		return false;
	/* Of another user's no more is known than at the opening. */
	fd = file_append_open(&store->place, store->journal_name, false, NULL);
	if (fd >= 0) {
		store_read_holder(store, fd);
		close(fd);
	}
	return true;
}

/* The draft as others will find it; NULL if it cannot be read. */
static struct draft *as_others_see(const struct store *store)
{
	struct buf bytes = { 0 };
	struct file_stamp stamp;
	struct draft_source source;
	struct draft *file = NULL, *whole;

	if (!file_read(&store->place, YAML_MAX_BYTES, &bytes, &stamp, NULL) ||
	    !(file = draft_read(store->form, buf_text(&bytes), bytes.len, store->path, &source, NULL))) {
		buf_clear(&bytes);
		return NULL;
	}
	draft_source_clear(&source);
	buf_clear(&bytes);
	whole = with_journal(store, file, stamp.hash, false);
	if (!whole)
		return file;
	draft_free(file);
	return whole;
}

bool store_only_here(const struct store *store)
{
	struct draft *theirs, *both;
	bool only;

	if (!store->unsaved || draft_equal(store->draft, store->saved))
		return false;
	theirs = as_others_see(store);
	if (!theirs)
		return true;
	/* Merged with theirs, does ours bring anything in? */
	both = draft_copy(store->draft);
	merge_drafts(store->saved, store->draft, theirs, apply, both);
	only = !draft_equal(both, theirs);
	draft_free(both);
	draft_free(theirs);
	return only;
}

static bool says_the_same(const struct file_place *place, const char *bytes, size_t len)
{
	struct buf there = { 0 };
	bool same =
		file_read(place, len + 1, &there, NULL, NULL) && there.len == len && memcmp(buf_text(&there), bytes, len) == 0;

	buf_clear(&there);
	return same;
}

static bool write_numbered(int folder, const char *stem, const char *bytes, size_t len, char **name, struct err *err)
{
	bool done = false, taken = true;

	*name = NULL;
	for (int i = 1; taken; i++) {
		struct buf own = { 0 };
		struct file_place place = { .folder = folder };
		struct file_sibling sibling;
		struct err why = { 0 };

		buf_printf(&own, "%.*s-%d", NAME_MAX - 16, stem, i);
		place.name = place.path = buf_take(&own);
		done = says_the_same(&place, bytes, len) ||
		       (file_sibling_write(&sibling, &place, bytes, len, &why) && file_sibling_create(&sibling, &place, &why));
		taken = !done && why.number == EEXIST && i < 1000;
		if (done)
			*name = place.name;
		else
			free(place.name);
		if (!done && !taken && err)
			*err = why;
		else
			err_clear(&why);
	}
	return done;
}

bool store_write_beside(const struct store *store, const char *stem, const char *bytes, size_t len, char **name,
			struct err *err)
{
	return write_numbered(store->place.folder, stem, bytes, len, name, err);
}

/* Where the draft's folder takes nothing (it is gone, or full), the one of its earlier saves may. */
static bool write_elsewhere(const struct store *store, const char *stem, const struct buf *bytes, char **name)
{
	char *folder = generations_folder(&store->place), *own;
	struct buf path = { 0 };
	struct file_place place;
	bool done = false;

	buf_printf(&path, "%s/%s", folder ? folder : "", stem);
	if (folder && file_make_folders(folder, 0700) && file_place_open(&place, buf_text(&path), NULL)) {
		done = write_numbered(place.folder, stem, buf_text(bytes), bytes->len, &own, NULL);
		if (done) {
			buf_reset(&path);
			buf_printf(&path, "%s/%s", folder, own);
			*name = mem_string(buf_text(&path));
			free(own);
		}
		file_place_close(&place);
	}
	buf_clear(&path);
	free(folder);
	return done;
}

bool store_keep_aside(const struct store *store, char **name, struct err *err)
{
	struct buf bytes = { 0 }, stem = { 0 };
	struct err why = { 0 };
	bool done;

	/* In the file's own words where that works, and whatever it takes where it does not. */
	if (!draft_write(store->draft, store->saved, &store->source, &bytes, NULL, NULL)) {
		buf_reset(&bytes);
		draft_write_new(store->draft, &bytes);
	}
	buf_printf(&stem, "%.*s.unsaved", NAME_MAX - 32, store->place.name);
	done = store_write_beside(store, buf_text(&stem), buf_text(&bytes), bytes.len, name, &why) ||
	       write_elsewhere(store, buf_text(&stem), &bytes, name);
	if (!done && err)
		*err = why;
	else
		err_clear(&why);
	buf_clear(&stem);
	buf_clear(&bytes);
	return done;
}
