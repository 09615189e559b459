/* SPDX-License-Identifier: MIT */
/* file_sibling.h — replacing a file whole: its new version is written beside it, made durable, and put in its place. */
#ifndef FILE_SIBLING_H
#define FILE_SIBLING_H

#include "base/file.h"

/* A new version of a file, written beside it and synced, not yet in its place. */
struct file_sibling {
	char *name; /* NULL: none */
	bool owner_kept;
	uint8_t hash[FILE_HASH_SIZE];
};
/* Writes the sibling with the old file's owner, ACL, extended attributes and mode (0600 for a new file),
 * fsyncs and closes it. On failure no sibling is left. */
bool file_sibling_write(struct file_sibling *sibling, const struct file_place *place, const char *bytes, size_t len,
			struct err *err);
/* The same for what others are meant to read: a new file's mode is what the umask leaves of 0666. */
bool file_sibling_write_public(struct file_sibling *sibling, const struct file_place *place, const char *bytes, size_t len,
			       struct err *err);
/* Gives the sibling of a file that is no longer there the mode it had, as far as the owner and group it had can be given, too. */
void file_sibling_as(const struct file_sibling *sibling, const struct file_place *place, const struct file_stamp *was);
/* Renames it into place, fsyncs the folder, and fills `stamp` with the new file's. */
bool file_sibling_commit(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *stamp,
			 struct err *err);
/* Puts it in the place of the file that was read as `old`, and of no other: what comes out is looked at before it goes, and put
 * back if it says anything else, or has got another name since. Then `same` is false, and the sibling is gone. False, with
 * `stamp` of the new file: it is in place, but the folder is not as it should be. */
bool file_sibling_exchange(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *old,
			   struct file_stamp *stamp, bool *same, struct err *err);
/* Renames it into place only if nothing has that name (a new draft): fails with EEXIST otherwise. */
bool file_sibling_create(struct file_sibling *sibling, const struct file_place *place, struct err *err);
void file_sibling_drop(struct file_sibling *sibling, const struct file_place *place);
/* Calls `each` with the name of every sibling of this file in its folder. */
void file_siblings_each(const struct file_place *place, void (*each)(void *context, const char *name), void *context);
/* Removes what programs that were killed while they wrote siblings of this file left behind. Only for who may write the file:
 * a sibling someone is writing goes, too. */
void file_siblings_sweep(const struct file_place *place);

#endif
