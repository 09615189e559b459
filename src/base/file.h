/* SPDX-License-Identifier: MIT */
/* file.h — the only place that opens, renames, locks and syncs files. A file is never written in place: a sibling is written with
 * owner and mode, synced and closed, renamed over it, and the folder is synced.
 * Every function returns false (or -1) and fills `err` on failure; nothing has changed then. */
#ifndef FILE_H
#define FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

#define FILE_HASH_SIZE 32

/* SHA-256 of bytes. */
void file_hash(const void *bytes, size_t len, uint8_t hash[FILE_HASH_SIZE]);

/* A file's place: its folder held open and its name in it, symlinks resolved once. */
struct file_place {
	int folder; /* descriptor, -1 when closed */
	char *name; /* base name inside the folder */
	char *path; /* as the user gave it, for messages */
};
/* The file itself need not exist; its folder must. */
bool file_place_open(struct file_place *place, const char *path, struct err *err);
/* The same; but of a link to a file that is gone the place where that was. */
bool file_place_open_gone(struct file_place *place, const char *path, struct err *err);
void file_place_close(struct file_place *place);

/* The folder part of a path: "." where it names none. Yours to free. */
char *file_folder(const char *path);

/* A handle on a folder, for those who need one to name it to the kernel: it can be neither read nor written. -1 and errno. */
int file_folder_handle(const char *path);

/* How a file looked when it was read. exists == false: there was none. */
struct file_stamp {
	bool exists;
	dev_t device;
	ino_t inode;
	off_t size;
	int64_t changed_ns; /* mtime */
	int64_t status_ns;  /* ctime, which nobody can set back */
	nlink_t links;
	mode_t mode;
	uid_t owner;
	gid_t group;
	uint8_t hash[FILE_HASH_SIZE];
};

struct stat;
/* From what the kernel says: all but the hash. */
void file_stamp_from(struct file_stamp *stamp, const struct stat *status);

/* Reads a regular file of at most `max` bytes whole. `stamp` may be NULL. Folders, devices and pipes are refused. */
bool file_read(const struct file_place *place, size_t max, struct buf *out, struct file_stamp *stamp, struct err *err);
/* file_read by path alone. */
bool file_read_path(const char *path, size_t max, struct buf *out, struct err *err);
/* The first `size` bytes at most, into `bytes`; their number, or -1. */
ssize_t file_read_head(const char *path, char *bytes, size_t size);
/* Looks again; `same` says whether the contents are still those of `stamp`, which is then as the file looks now (its links …).
 * Reads the file only when its metadata differ. */
bool file_unchanged(const struct file_place *place, struct file_stamp *stamp, bool *same, struct err *err);

/* How what lies there under a name of the folder looks, without reading it: no hash. */
void file_look(const struct file_place *place, const char *name, struct file_stamp *stamp);

/* An append-only file in the same folder, mode 0600, never through a symlink. -1 on failure. */
int file_append_open(const struct file_place *place, const char *name, bool create, struct err *err);
bool file_append(int fd, const void *bytes, size_t len);            /* one write(); errno says why not */
bool file_sync_data(int fd);                                        /* fdatasync */
bool file_cut(int fd, off_t size);                                  /* ftruncate */
bool file_read_from(int fd, size_t max, struct buf *out);           /* all of it, from its beginning; errno says why not */
bool file_remove(const struct file_place *place, const char *name); /* unlink */
/* Where an open file is, seen from its path. */
enum file_where {
	FILE_HERE,    /* the path is this inode */
	FILE_GONE,    /* nothing has that name */
	FILE_ANOTHER, /* the path is another inode */
	FILE_UNKNOWN, /* it cannot be told; errno says why */
};
enum file_where file_where(int fd, const struct file_place *place, const char *name);
/* Which inode an open file is: the same while it is open. All zero if it cannot be told. */
struct file_id {
	dev_t device;
	ino_t inode;
};
struct file_id file_id(int fd);
enum file_where file_id_where(struct file_id held, const struct file_place *place, const char *name);
/* It still has a name, whichever, and this size. Costs a fraction of what file_where() does. */
bool file_untouched(int fd, off_t size);
bool file_same(int fd, const struct file_place *place, const char *name); /* FILE_HERE */

/* Makes a folder and those above it that are not there yet. errno says why not. */
bool file_make_folders(const char *path, mode_t mode);

/* Open-file-description lock of one byte. Returns 1 taken, 0 someone else has it, -1 failure (errno). */
int file_lock(int fd, off_t byte, bool exclusive);
void file_unlock(int fd, off_t byte);
/* Does someone else hold it? */
bool file_locked(int fd, off_t byte);

#endif
