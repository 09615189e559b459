/* SPDX-License-Identifier: MIT */
/* lock.c — open-file-description locks on the journal: the kernel frees them when the holder dies. A journal that was
 * removed or replaced between open and lock is no lock, so its inode is compared with the path's afterwards. */
#include <config.h>

#include "draft/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/user.h"

#define BYTE_SESSION 0
#define BYTE_SAVING 1

char *lock_name(const struct file_place *draft)
{
	static const char tail[] = ".journal";
	struct buf name = { 0 };
	uint8_t hash[FILE_HASH_SIZE];

	if (strlen(draft->name) + sizeof tail <= NAME_MAX) {
		buf_printf(&name, ".%s%s", draft->name, tail);
	} else {
		/* Too long a name to add to: a hash keeps two such drafts apart. */
		file_hash(draft->name, strlen(draft->name), hash);
		buf_printf(&name, ".%.*s-%02x%02x%02x%02x%s", NAME_MAX - 32, draft->name, hash[0], hash[1], hash[2], hash[3],
			   tail);
	}
	return buf_take(&name);
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits a little, different for every process so that a hundred of them do not knock in step. False when time is up. */
static bool wait_a_little(long until)
{
	struct timespec pause = { .tv_nsec = 2000000L + (long)getpid() % 16 * 500000L };

	if (now_ms() >= until)
		return false;
	nanosleep(&pause, NULL);
	return true;
}

/* A journal we may not open is another user's, so it is held or was left behind by them. */
static bool is_foreign(const struct file_place *draft, const char *name, int number, uid_t *owner)
{
	struct stat status;

	if ((number != EACCES && number != EPERM) || fstatat(draft->folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	*owner = status.st_uid;
	return true;
}

/* A file system without modes (vfat) shows every file as open to all; its folder is what keeps people out. */
static bool is_open_to_others(int fd, mode_t mode)
{
	struct stat status;

	if (!(mode & 077))
		return false;
	if (fchmod(fd, mode & 0700) != 0 || fstat(fd, &status) != 0)
		return true;
	if (status.st_mode & 077)
		return false;
	/* It can be closed, so somebody had opened it; it stays as it was found. */
	fchmod(fd, mode & 07777);
	return true;
}

bool lock_is_private(int fd, const struct file_place *draft, const char *name, struct err *err)
{
	struct stat status, file;
	char *owner;
	bool fine, own;

	if (fstat(fd, &status) != 0)
		return err_system(err, name, _("%s cannot be read"));
	own = status.st_uid == geteuid() ||
	      (geteuid() == 0 && fstatat(draft->folder, draft->name, &file, AT_SYMLINK_NOFOLLOW) == 0 &&
	       file.st_uid == status.st_uid);
	/* No name at all: it was removed since, which the look at its path finds out. */
	if (own && status.st_nlink <= 1 && !is_open_to_others(fd, status.st_mode))
		return true;
	owner = user_name(status.st_uid);
	if (!own)
		fine = err_at(
			err, ERR_INPUT, draft->path, 0, 0,
			_("The journal %s beside it belongs to user %s: it is neither believed nor written to. Move it away to go on."),
			name, owner);
	else if (status.st_nlink > 1)
		fine = err_at(
			err, ERR_INPUT, draft->path, 0, 0,
			_("The journal %s (user %s) has another name as well (a hard link): it is neither believed nor written to. "
			  "Move it away to go on."),
			name, owner);
	else
		fine = err_at(
			err, ERR_INPUT, draft->path, 0, 0,
			_("The journal %s (user %s) can be read or written by others (mode %04o): it is neither believed nor "
			  "written to. Move it away to go on."),
			name, owner, (unsigned)status.st_mode & 07777);
	free(owner);
	return fine;
}

/* Who holds the draft: its journal, and how that begins, which stays as long as a session does. */
struct holding {
	struct file_id id;
	char head[64];
	ssize_t len;
};

static bool has_passed_on(int fd, struct holding *last)
{
	struct holding now = { .id = file_id(fd) };
	bool other;

	now.len = pread(fd, now.head, sizeof now.head, 0);
	other = now.id.inode != last->id.inode || now.len != last->len || memcmp(now.head, last->head, sizeof now.head) != 0;
	*last = now;
	return other;
}

/* As many times as long is waited where one short writer follows another. */
enum { MOST_WAITS = 12 };

enum lock_result lock_session(const struct file_place *draft, const char *name, int wait_ms, int *fd, uid_t *owner,
			      struct err *err)
{
	long until = now_ms() + wait_ms, last = until + (MOST_WAITS - 1) * (long)wait_ms;
	struct holding holding = { .len = -1 };

	for (;;) {
		struct err why = { 0 };
		int taken;

		*fd = file_append_open(draft, name, true, &why);
		if (*fd < 0) {
			bool foreign = is_foreign(draft, name, why.number, owner);

			if (foreign && wait_a_little(until)) {
				err_clear(&why);
				continue;
			}
			if (!foreign)
				err_set(err, ERR_SYSTEM, _("%s has no place to keep what is typed: %s"), draft->path, why.text);
			err_clear(&why);
			return foreign ? LOCK_BUSY : LOCK_FAILED;
		}
		if (!lock_is_private(*fd, draft, name, err)) {
			close(*fd);
			*fd = -1;
			return LOCK_FAILED;
		}
		taken = file_lock(*fd, BYTE_SESSION, true);
		if (taken < 0) {
			err_system(err, name, _("%s cannot be locked"));
			close(*fd);
			*fd = -1;
			return LOCK_FAILED;
		}
		if (taken && file_same(*fd, draft, name))
			return LOCK_TAKEN;
		if (!taken && has_passed_on(*fd, &holding))
			until = now_ms() + wait_ms < last ? now_ms() + wait_ms : last;
		if (!taken && !wait_a_little(until))
			return LOCK_BUSY;
		close(*fd);
	}
}

bool lock_is_held(int fd)
{
	return file_locked(fd, BYTE_SESSION);
}

enum lock_result lock_saving(int fd, const struct file_place *draft, const char *name, int wait_ms)
{
	long until = now_ms() + wait_ms;
	enum file_where where;
	int taken, number;

	while ((taken = file_lock(fd, BYTE_SAVING, true)) == 0)
		if (!wait_a_little(until))
			return LOCK_BUSY;
	if (taken < 0)
		return LOCK_FAILED;
	where = file_where(fd, draft, name);
	if (where == FILE_HERE)
		return LOCK_TAKEN;
	number = errno;
	file_unlock(fd, BYTE_SAVING);
	errno = number;
	return where == FILE_GONE ? LOCK_GONE : where == FILE_ANOTHER ? LOCK_BUSY : LOCK_FAILED;
}

void unlock_saving(int fd)
{
	file_unlock(fd, BYTE_SAVING);
}

enum lock_result lock_for_takeover(const struct file_place *draft, const char *name, int *fd, struct err *err)
{
	for (;;) {
		int taken;

		*fd = file_append_open(draft, name, false, err);
		if (*fd < 0)
			return LOCK_FAILED;
		if (!lock_is_private(*fd, draft, name, err)) {
			close(*fd);
			*fd = -1;
			return LOCK_FAILED;
		}
		taken = file_lock(*fd, BYTE_SAVING, true);
		if (taken > 0 && file_same(*fd, draft, name))
			return LOCK_TAKEN;
		if (taken < 0)
			err_system(err, name, _("%s cannot be locked"));
		close(*fd);
		*fd = -1;
		if (taken <= 0)
			return taken < 0 ? LOCK_FAILED : LOCK_BUSY;
	}
}
