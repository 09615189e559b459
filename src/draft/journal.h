/* SPDX-License-Identifier: MIT */
/* journal.h — every change of a session, beside the draft, before the screen shows it. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "draft/draft.h"
#include "draft/record.h"
#include "draft/syncer.h"

#define JOURNAL_MAX_BYTES ((size_t)1 << 30)

struct journal {
	const struct file_place *draft; /* borrowed */
	const char *name;               /* borrowed */
	int fd;                         /* holds the session's lock, or the journal to be replaced */
	struct file_id id;              /* of that file */
	struct record_header header;
	uint64_t sequence;
	off_t good;       /* bytes of whole records in the file */
	struct buf batch; /* records not yet handed to the kernel */
	bool has_base;    /* the header is followed by the base */
	bool replacing;   /* the batch is a whole journal, to take the place of the one at the path */
	bool torn;        /* behind `good` stands part of a record that could not be cut off */
	bool failing;     /* the last write failed; the batch is kept */
	bool lost;        /* someone has taken over: another file is at the path */
	int unlocked;     /* errno of a lock that failed: who writes the draft cannot be told any more */
	bool gone;        /* nothing is at the path: start anew, and the next flush makes a new one */
	struct syncer syncer;
};

/* How far a journal had come. */
struct journal_mark {
	uint64_t nonce;
	off_t good;
	bool replacing;
};

/* Takes over `fd`, opened and locked by lock.c. Nothing is written yet. */
void journal_init(struct journal *journal, const struct file_place *draft, const char *name, int fd);
/* Starts anew, building on a draft with this hash. In place where nothing in the old journal is needed any more; otherwise
 * the next flush puts the new journal, written and synced, in the old one's place. */
void journal_start(struct journal *journal, const uint8_t base[FILE_HASH_SIZE], bool in_place);
/* Adds a record to the batch. `bytes` is the draft the journal builds on: it goes before the first change. */
void journal_change(struct journal *journal, const struct change *change, const char *bytes, size_t len);
void journal_hash(struct journal *journal, enum record_kind kind, const uint8_t hash[FILE_HASH_SIZE]);
/* Hands the batch to the kernel in one write(), and has it made durable soon. False when what is typed is not protected: the batch
 * is kept for the next try, or someone has taken over (`lost`), or the file was removed (`gone`). With `replaced` not NULL a
 * replaced journal's descriptor is handed out instead of closed (else -1). */
bool journal_write(struct journal *journal, int *replaced);
/* The same, then looks whether the file is still at its path, where it may have been moved away from, also if there was nothing
 * to write. */
bool journal_flush(struct journal *journal, int *replaced);
/* Marks a replaced journal for the session that wrote it: should it wake up when the one in its place has come and gone, it
 * still learns that it was taken over. */
void journal_mark_taken(int fd);
struct journal_mark journal_mark(const struct journal *journal);
/* Takes back all that came since the mark, batch and file. False, and nothing is changed, if that cannot be: it was begun anew. */
bool journal_cut(struct journal *journal, const struct journal_mark *mark);
/* Makes what was flushed durable; false if it may not be. */
bool journal_sync(struct journal *journal);
/* Ends the session; the journal is removed if it is still ours to remove. */
void journal_end(struct journal *journal, bool remove);

/* The journal's bytes, whoever writes it. */
bool journal_read(int fd, const char *name, struct buf *out, struct err *err);

#endif
