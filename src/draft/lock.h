/* SPDX-License-Identifier: MIT */
/* lock.h — who may write a draft: byte 0 of its journal is the session, byte 1 the act of saving. The kernel
 * frees both when their holder dies. */
#ifndef LOCK_H
#define LOCK_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"

enum lock_result {
	LOCK_TAKEN,
	LOCK_BUSY,   /* someone else has it */
	LOCK_FAILED, /* `err` says why */
	LOCK_GONE,   /* of lock_saving: the journal was removed, and nobody has made another */
};

/* The journal's name in the draft's folder; yours to free. */
char *lock_name(const struct file_place *draft);

/* Whether an open journal is one to believe and to write to: ours (for root, or the draft's owner's), closed to others, and of
 * one name. Another user could have put it there, to be believed or to read along. False with a sentence that names it. */
bool lock_is_private(int fd, const struct file_place *draft, const char *name, struct err *err);

/* Opens the journal `name`, made if need be, and takes the session's byte, waiting up to `wait_ms` for whoever holds it: of a crowd
 * of short writers each gets its turn, up to twelve times as long. When taken, *fd is
 * the descriptor that holds it, yours to close. When busy *fd is one to read the holder's name from, or -1 if we may not even
 * read: then *owner is the user id of the journal's owner. */
enum lock_result lock_session(const struct file_place *draft, const char *name, int wait_ms, int *fd, uid_t *owner,
			      struct err *err);
/* Whether a session other than this descriptor's holds the journal. */
bool lock_is_held(int fd);
/* Takes the byte of saving, waiting up to `wait_ms`, and looks whether the journal is still the one at its path.
 * LOCK_BUSY also if another one is there: someone has taken over. LOCK_FAILED: errno says why. */
enum lock_result lock_saving(int fd, const struct file_place *draft, const char *name, int wait_ms);
void unlock_saving(int fd);
/* Opens the journal as it lies there, whoever holds it, and takes the byte of saving: for a takeover. */
enum lock_result lock_for_takeover(const struct file_place *draft, const char *name, int *fd, struct err *err);

#endif
