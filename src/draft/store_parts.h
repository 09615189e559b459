/* SPDX-License-Identifier: MIT */
/* store_parts.h — what a store is made of, for the files that make it up: store.c, store_session.c, store_save.c … */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include "draft/amend.h"
#include "draft/journal.h"
#include "draft/store.h"

struct store {
	const struct form_library *library;
	char *form_file; /* or NULL */
	char *path;
	struct file_place place;
	struct file_stamp stamp; /* of the file `source` was read from */
	struct form *form;
	struct draft_source source;
	struct draft *saved;        /* the answers of `source` */
	struct draft *draft;        /* as edited; a copy of `saved`, changed */
	struct amendment amendment; /* of the file, at the next save; not journaled: a session that breaks off leaves the file's
				     * edition and orphans as they are */
	bool unsaved;               /* changed since */
	bool doubtful; /* the file is in place, but its folder could not be synced: save again though nothing differs */
	bool writable;
	bool links_allowed;
	char *journal_name;
	struct journal journal;
	struct journal_mark opened; /* the journal when the session began */
	bool brought_back;          /* there was something in it then */
	struct err refusal;         /* why it is not writable */
	bool busy;
	bool holder_ended; /* seen by a store that only reads */
	struct store_holder holder;
	struct store_recovery recovery;
	struct place *restored;
	char *damaged, *theirs; /* recovery.kept_as, .theirs_as */
	struct file_stamp seen; /* of the holder's journal, by a store that only reads */
};

/* Reads the file: its stamp is taken over, source and answers are handed out. */
bool store_load(struct store *store, struct draft_source *source, struct draft **answers, struct err *err);
/* `saved` is what `source` says; takes over both. */
void store_adopt(struct store *store, struct draft_source *source, struct draft *saved);
/* Reads the file anew and adopts it. */
bool store_load_afresh(struct store *store, struct err *err);
/* False for a file that its owner has made read-only: that it could be replaced, as the folder is writable, is no leave to. */
bool store_may_write(const struct store *store, struct err *err);

/* Becomes the session that writes, after `wait_ms` at most, and takes in what one that broke off left. */
bool store_open_session(struct store *store, int wait_ms, struct err *err);
/* The same from a session that hangs. */
bool store_take_over(struct store *store, struct err *err);
/* Names the holder of the journal behind a descriptor. */
void store_read_holder(struct store *store, int fd);
void store_holder_clear(struct store_holder *holder);
/* The next flush writes a whole new journal. */
void store_rewrite_journal(struct store *store);

/* Writes bytes to a new file in the draft's folder, mode 0600: `stem`-1, or the next number that is free; nothing where the same
 * bytes lie there already. `name` is yours to free. */
bool store_write_beside(const struct store *store, const char *stem, const char *bytes, size_t len, char **name,
			struct err *err);
/* The lock failed: from now on the store only reads. False with the sentence. */
bool store_say_unlocked(struct store *store, struct err *err);

#endif
