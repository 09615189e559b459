/* SPDX-License-Identifier: MIT */
/* store.h — a draft in its file: open, journal every change, save, recover. The one way in and out of a draft
 * for the editor and for every command that writes. */
#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/err.h"
#include "base/file.h"
#include "draft/draft.h"
#include "draft/draft_read.h"

enum store_mode {
	STORE_READ,      /* look only: no lock, no journal; replays nothing */
	STORE_WRITE,     /* take the lock or fail with ERR_LOCKED */
	STORE_TAKE_OVER, /* take it from a holder (a session whose connection is gone) */
	STORE_EITHER,    /* write if free, else read; see store_writable() */
};

enum store_state {
	STORE_SAVED /* 保存済 */,
	STORE_UNSAVED /* 未保存: journaled */,
	STORE_UNPROTECTED /* 未保護: the journal cannot be written */
};

/* Who holds a draft. Strings owned by the struct; user or host may be NULL when unknown. */
struct store_holder {
	char *user, *host;
	long pid;
	time_t since; /* 0: unknown */
};

struct store;
/* Opens `path` and loads its form from `library`; `form_file`, if not NULL, is taken instead. The journal of a session that died is
 * replayed: store_recovery() tells what came back. A busy lock is waited for `wait_ms` at most. */
struct store *store_open(const struct form_library *library, const char *form_file, const char *path, enum store_mode mode,
			 int wait_ms, struct err *err);
/* Writes a new draft; fails if anything has that name. */
bool store_create(const struct form *form, const char *path, struct err *err);
/* The same with answers in it (renew, import). */
bool store_create_draft(const struct draft *draft, const char *path, struct err *err);
/* Ends a session: drops the lock; removes the journal if everything is saved (or `discard`: leave the file as it was). */
void store_close(struct store *store, bool discard);

/* Ends a session whose changes came to nothing, and takes them out of the journal; what was brought back from an earlier one stays
 * there. A file that was saved, if not for certain, keeps its journal whole. */
void store_abandon(struct store *store);

const struct form *store_form(const struct store *store);
const struct draft *store_draft(const struct store *store);
/* As last read or saved; what it points to is gone after store_save() and store_reload(). */
const struct draft_source *store_source(const struct store *store);
/* Its answers, without what was changed since. */
const struct draft *store_saved(const struct store *store);
const char *store_path(const struct store *store);
/* The file's place, for its generations. */
const struct file_place *store_place(const struct store *store);
bool store_writable(const struct store *store);
/* True once another session has taken the draft over: it is read-only from then on, what was typed last is in memory only. */
bool store_lost(const struct store *store);
/* True once its lock failed (EIO of a file server): read-only from then on, as nobody can tell who else writes; what was typed is in
 * the journal. store_refusal() says it. */
bool store_unlocked(const struct store *store);
enum store_state store_state(const struct store *store);
/* What to say to somebody who wants to change a draft that is only read. */
const char *store_read_only(const struct store *store);
/* Why a store that was to be written can only be read, or NULL. */
const struct err *store_refusal(const struct store *store);
/* The holder that kept us from writing, or NULL. */
const struct store_holder *store_busy(const struct store *store);
/* Of a store that only reads: whether a session holds the draft now; store_busy() names it then. */
bool store_look_holder(struct store *store);

/* What a journal brought back at open. */
struct store_recovery {
	const struct place *places; /* whose answers differ from the file's; valid until closed */
	size_t count;
	bool instances;   /* instances were added, removed or moved */
	bool merged;      /* the file had changed since, too: merged by field */
	size_t conflicts; /* fields where both changed: `theirs` holds the file's */
	bool taken_over;  /* it is another session's, which was not seen to have broken off */
	size_t unusable;  /* records that were damaged or did not fit */
	/* A journal with such records, or that is none of this version, was put there beside the draft; or NULL. */
	const char *kept_as;
	/* What another program saved in the moment that session died saving was put there; or NULL. */
	const char *theirs_as;
};
const struct store_recovery *store_recovery(const struct store *store);

/* Applies a change and adds its record to the journal's batch. The inverse as draft_apply's. */
bool store_apply(struct store *store, const struct change *change, struct change *inverse, struct err *err);
/* Hands the batch to the kernel in one write(): call before every refresh of the screen. False when unprotected or taken over. */
bool store_write(struct store *store);
/* The same, looks whether the journal is still there and ours, and takes the moment to make it durable: call after every refresh,
 * or where there is none. */
bool store_flush(struct store *store);
/* Has it made durable at once, without waiting (leaving a field). */
void store_hurry(struct store *store);
/* Makes it durable and leaves no thread of ours behind, before the process is fenced in; the next change starts one. */
void store_rest(struct store *store);
/* Makes it durable and waits for it (signals). */
void store_sync(struct store *store);
/* A descriptor that becomes readable when the next store_flush() has something to mend that no key told of: what was typed
 * could not be made durable. -1 if there is none. */
int store_wake(struct store *store);

/* The file's edition and its orphans (orphan.h). The next save does what is asked for here; a session that breaks off before it
 * leaves the file as it is. */
const struct form_library *store_library(const struct store *store);
/* Whether the file names another edition than the form's, and that has not been accepted. */
bool store_is_outdated(const struct store *store);
void store_accept_edition(struct store *store);
/* The orphan is taken out of the file; with `into`, only while that field has an answer. */
void store_drop_orphan(struct store *store, const struct stray *orphan, struct place into);
void store_keep_orphan(struct store *store, const struct stray *orphan);
bool store_drops_orphan(const struct store *store, const struct stray *orphan);

/* What the save did. */
struct save_report {
	bool written;     /* false: nothing had changed, no byte was touched */
	bool merged;      /* the file had changed underneath and was merged: undo steps from before may not fit any more */
	size_t conflicts; /* fields where both sides changed: `theirs` holds theirs */
	bool owner_lost;  /* the owner could not be kept */
	bool hard_links; /* the file has other names, which would keep the old text: not saved; ask, store_allow_links(), again */
	bool made_anew; /* the file had been removed: it is there again, with its old mode */
	bool not_kept;  /* the old state could not be kept among the generations */
};
/* What is to be written is read back and compared, a sibling written and synced, the file looked at again and merged if it changed,
 * the old state kept, the sibling renamed. On failure the file is as it was, memory and journal are kept. `report` may be NULL. */
bool store_save(struct store *store, struct save_report *report, struct err *err);
void store_allow_links(struct store *store);

enum store_news {
	STORE_NO_NEWS,
	STORE_NEWS_FILE,    /* the file has changed */
	STORE_NEWS_TYPED,   /* what its holder has typed and not saved */
	STORE_NEWS_DROPPED, /* its holder has nothing unsaved any more: the draft is what the file says, which is as it was */
	STORE_NEWS_ENDED,   /* its holder has ended; perhaps the file has changed, too */
};

/* Of a store that only reads: follows the file, and the journal of the session that holds it, if either has changed: what is
 * typed there is seen before it is saved. store_draft() stays the same one, changed. */
bool store_reload(struct store *store, enum store_news *news, struct err *err);

/* Does memory hold something that neither the file nor its journal has? Of a session that was taken over: what its own
 * journal had came along, but perhaps not what was typed last. */
bool store_only_here(const struct store *store);
/* Writes the draft as it is in memory to a new file beside it, or, where that cannot be, with its earlier saves; mode 0600. Its
 * name, with a path if it is not beside the draft, is yours to free. */
bool store_keep_aside(const struct store *store, char **name, struct err *err);

#endif
