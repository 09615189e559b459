/* SPDX-License-Identifier: MIT */
/* store.h — a draft in its file: open, journal every change, save, recover (TRUST.md). The one way in and out of a draft
 * for the editor and for every command that writes. */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/err.h"
#include "draft/draft.h"
#include "draft/draft_read.h"

enum store_mode {
	STORE_READ,  /* look only: no lock, no journal; replays nothing */
	STORE_WRITE, /* take the lock or fail with ERR_LOCKED */
	STORE_TAKE_OVER, /* take it from a holder (a session whose connection is gone) */
	STORE_EITHER, /* write if free, else read; see store_writable() */
};

enum store_state { STORE_SAVED /* 保存済 */, STORE_UNSAVED /* 未保存: journaled */, STORE_UNPROTECTED /* 未保護: the journal cannot be written */ };

/* Who holds a draft. Strings owned by the struct. */
struct store_holder {
	char *user, *host;
	long pid;
	time_t since;
};
void store_holder_clear(struct store_holder *holder);

struct store;
/* Opens `path` and loads its form from `library` (form_file, when not NULL, in its place). A dead session's journal is replayed: what came back is in
 * store_restored(). With wait_ms > 0 a busy lock is waited for that long. */
struct store *store_open(const struct form_library *library, const char *form_file, const char *path, enum store_mode mode,
			 int wait_ms, struct err *err);
/* Writes a new draft; fails if anything has that name. */
bool store_create(const struct form *form, const char *path, struct err *err);
/* Ends a session: drops the lock; removes the journal if everything is saved (or `discard`: leave the file as it was). */
void store_close(struct store *store, bool discard);

const struct form *store_form(const struct store *store);
const struct draft *store_draft(const struct store *store);
const struct draft_source *store_source(const struct store *store); /* as last read or saved */
const char *store_path(const struct store *store);
bool store_writable(const struct store *store);
enum store_state store_state(const struct store *store);
/* The holder that kept us from writing, or NULL. */
const struct store_holder *store_busy(const struct store *store);
/* Places restored from a journal at open, for people; count 0 if none. Valid until closed. */
const struct place *store_restored(const struct store *store, size_t *count);

/* Applies a change and adds its record to the journal's batch. The inverse as draft_apply's. */
bool store_apply(struct store *store, const struct change *change, struct change *inverse, struct err *err);
/* Hands the batch to the kernel in one write(): call before every refresh of the screen. False when unprotected. */
bool store_flush(struct store *store);
/* Makes it durable now (leaving a field, signals). */
void store_sync(struct store *store);

/* What the save did. */
struct save_report {
	bool merged;       /* the file had changed underneath and was merged */
	size_t conflicts;  /* fields where both sides changed: `theirs` holds theirs */
	bool owner_lost;   /* the owner could not be kept */
};
/* TRUST.md's sequence. On failure the file is as it was, memory and journal are kept. */
bool store_save(struct store *store, struct save_report *report, struct err *err);

#endif
