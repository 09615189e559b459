/* SPDX-License-Identifier: MIT */
/* file_sibling.c — a file is its old self or its new self at every moment, never anything else. */
#include <config.h>

#include "base/file_sibling.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0) {
			errno = put ? errno : ENOSPC;
			return false;
		}
		bytes += put;
		len -= (size_t)put;
	}
	return true;
}

static const char acl[] = "system.posix_acl_access";

/* The old file's ACL and user attributes. What the file system does not know cannot be lost. */
static bool copy_attributes(int from, int to)
{
	char names[65536], value[65536];
	ssize_t len = flistxattr(from, names, sizeof names);
	if (len < 0)
		return errno == ENOTSUP || errno == ENOSYS;
	/* A folder's default ACL lets in whom the old file does not: the mode to come would wake what 0600 masks. */
	if (fremovexattr(to, acl) != 0 && errno != ENODATA && errno != ENOTSUP)
		return false;
	for (const char *name = names; name < names + len; name += strlen(name) + 1) {
		if (strncmp(name, "user.", 5) != 0 && strcmp(name, acl) != 0)
			continue;
		ssize_t size = fgetxattr(from, name, value, sizeof value);
		if (size < 0 && errno == ENODATA)
			continue;
		if (size < 0 || fsetxattr(to, name, value, (size_t)size, 0) != 0)
			return false;
	}
	return true;
}

/* Owner, ACL, attributes, then mode: never wider than before at any moment in between. */
static bool copy_metadata(int from, int to, bool *owner_kept)
{
	struct stat status;
	*owner_kept = true;
	if (fstat(from, &status) != 0)
		return false;
	mode_t mode = status.st_mode & 07777;
	if (fchown(to, status.st_uid, status.st_gid) != 0) {
		if (errno != EPERM)
			return false;
		*owner_kept = false;
		mode &= 01777;
		/* A colleague's draft: the group is what lets both of us write. Without it the group's rights fall away. */
		if (fchown(to, (uid_t)-1, status.st_gid) != 0)
			mode &= ~(mode_t)070;
	}
	return copy_attributes(from, to) && fchmod(to, mode) == 0;
}

static char *sibling_name(const char *name)
{
	uint64_t number;
	if (getrandom(&number, sizeof number, 0) != sizeof number)
		number = (uint64_t)getpid();
	struct buf out = { 0 };
	/* A name near NAME_MAX keeps its beginning; the number tells siblings apart. */
	buf_printf(&out, ".%.*s.%016llx.tmp", NAME_MAX - 32, name, (unsigned long long)number);
	return buf_take(&out);
}

/* `mode` is a new file's, less what the umask takes; what is to become as the old file is begins as 0600. */
static bool write_sibling(struct file_sibling *sibling, const struct file_place *place, const char *bytes, size_t len,
			  mode_t mode, struct err *err)
{
	*sibling = (struct file_sibling){ .owner_kept = true };
	file_hash(bytes, len, sibling->hash);
	int old = openat(place->folder, place->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (old < 0 && errno != ENOENT)
		return err_system(err, place->path, _("%s cannot be read"));
	char *name = sibling_name(place->name);
	bool fine = false;
	int fd = openat(place->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old < 0 ? mode : 0600);
	if (fd < 0)
		goto out;
	fine = write_all(fd, bytes, len) && (old < 0 || copy_metadata(old, fd, &sibling->owner_kept)) && fsync(fd) == 0;
	int number = errno;
	if (close(fd) != 0 && fine) {
		fine = false;
		number = errno;
	}
	if (!fine)
		unlinkat(place->folder, name, 0);
	errno = number;
out:
	if (!fine)
		err_system(err, place->path, _("%s cannot be saved"));
	if (old >= 0)
		close(old);
	if (fine)
		sibling->name = name;
	else
		free(name);
	return fine;
}

bool file_sibling_write(struct file_sibling *sibling, const struct file_place *place, const char *bytes, size_t len,
			struct err *err)
{
	return write_sibling(sibling, place, bytes, len, 0600, err);
}

bool file_sibling_write_public(struct file_sibling *sibling, const struct file_place *place, const char *bytes, size_t len,
			       struct err *err)
{
	return write_sibling(sibling, place, bytes, len, 0666, err);
}

void file_sibling_as(const struct file_sibling *sibling, const struct file_place *place, const struct file_stamp *was)
{
	int fd = openat(place->folder, sibling->name, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	mode_t mode = was->mode & 0777;
	if (fchown(fd, was->owner, was->group) != 0 && fchown(fd, (uid_t)-1, was->group) != 0)
		mode &= ~(mode_t)070;
	/* Narrower than it was loses nothing. */
	if (fchmod(fd, mode) == 0)
		(void)fsync(fd);
	close(fd);
}

/* The sibling has become the file. What can still fail is what a power cut would make of it. */
static bool settle(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *stamp, struct err *err)
{
	free(sibling->name);
	sibling->name = NULL;
	struct stat status;
	bool known = fstatat(place->folder, place->name, &status, AT_SYMLINK_NOFOLLOW) == 0;
	if (known) {
		file_stamp_from(stamp, &status);
		memcpy(stamp->hash, sibling->hash, FILE_HASH_SIZE);
	}
	/* The new file is in place; only whether a power cut keeps it is in doubt now. */
	if (fsync(place->folder) != 0 && errno != EINVAL)
		return err_system(err, place->path, _("%s was saved, but its folder could not be made durable"));
	return true;
}

bool file_sibling_commit(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *stamp,
			 struct err *err)
{
	if (renameat(place->folder, sibling->name, place->folder, place->name) != 0) {
		err_system(err, place->path, _("%s cannot be saved"));
		file_sibling_drop(sibling, place);
		return false;
	}
	return settle(sibling, place, stamp, err);
}

static bool swap(const struct file_sibling *sibling, const struct file_place *place)
{
	return renameat2(place->folder, sibling->name, place->folder, place->name, RENAME_EXCHANGE) == 0;
}

/* The inode under a name, 0 if there is none. */
static ino_t inode_of(const struct file_place *place, const char *name)
{
	struct stat status;
	return fstatat(place->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_ino : 0;
}

/* Another's file came out under the sibling's name, and `put` is what we left at the path. Should somebody have saved over that
 * meanwhile, theirs is the newer one: it goes back to the path in turn. */
static bool swap_back(struct file_sibling *sibling, const struct file_place *place, ino_t put, struct err *err)
{
	for (;;) {
		ino_t out = inode_of(place, sibling->name);
		if (!swap(sibling, place)) {
			/* Removed meanwhile? Then nothing stands where it belongs. */
			if (errno == ENOENT &&
			    renameat2(place->folder, sibling->name, place->folder, place->name, RENAME_NOREPLACE) == 0)
				break;
			if (errno == EEXIST)
				continue;
			int number = errno;
			/* It must not be taken for a sibling of ours, which anyone may sweep away. */
			struct buf kept = { 0 };
			buf_printf(&kept, "%.*s.theirs-%016llx", NAME_MAX - 32, place->name, (unsigned long long)out);
			bool moved = renameat(place->folder, sibling->name, place->folder, buf_text(&kept)) == 0;
			err_at(err, ERR_SYSTEM, place->path, 0, 0,
			       _("Another program saved at the same moment, and its file could not be put back (%s): it is %s."),
			       strerror(number), moved ? buf_text(&kept) : sibling->name);
			buf_clear(&kept);
			free(sibling->name);
			sibling->name = NULL;
			return false;
		}
		if (inode_of(place, sibling->name) == put)
			break;
		put = out;
	}
	file_sibling_drop(sibling, place);
	return true;
}

/* The exchange where there was no file: it must still be so. `ours` is the sibling's inode. */
static bool put_where_none_was(struct file_sibling *sibling, const struct file_place *place, ino_t ours,
			       struct file_stamp *stamp, bool *same, struct err *err)
{
	struct err why = { 0 };
	bool fine = file_sibling_create(sibling, place, &why);
	*same = why.number != EEXIST;
	if (*same && err && why.text)
		*err = why;
	else
		err_clear(&why);
	file_look(place, place->name, stamp);
	memcpy(stamp->hash, sibling->hash, FILE_HASH_SIZE);
	if (stamp->inode != ours)
		*stamp = (struct file_stamp){ 0 };
	return fine || !*same;
}

/* The exchange where the swap failed, with errno `number`. */
static bool put_without_swap(struct file_sibling *sibling, const struct file_place *place, int number, struct file_stamp *old,
			     struct file_stamp *stamp, bool *same, struct err *err)
{
	if (number == ENOENT) {
		*same = false;
	} else if (number != EINVAL && number != ENOSYS && number != EOPNOTSUPP) {
		err_system(err, place->path, _("%s cannot be saved"));
	} else if (file_unchanged(place, old, same, err) && *same) {
		/* A file system that cannot exchange: a look just before the rename is the best there is. */
		return file_sibling_commit(sibling, place, stamp, err);
	}
	file_sibling_drop(sibling, place);
	return number == ENOENT || (!*same && !(err && err->text));
}

bool file_sibling_exchange(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *old,
			   struct file_stamp *stamp, bool *same, struct err *err)
{
	ino_t ours = inode_of(place, sibling->name);
	*same = true;
	*stamp = (struct file_stamp){ 0 };
	if (!old->exists)
		return put_where_none_was(sibling, place, ours, stamp, same, err);
	if (!swap(sibling, place))
		return put_without_swap(sibling, place, errno, old, stamp, same, err);
	struct file_place out = { .folder = place->folder, .name = sibling->name, .path = place->path };
	struct file_stamp came = { 0 };
	struct buf bytes = { 0 };
	bool read = file_read(&out, (size_t)old->size, &bytes, &came, NULL);
	int number = errno;
	buf_clear(&bytes);
	*same = read && memcmp(came.hash, old->hash, FILE_HASH_SIZE) == 0 && came.links <= old->links;
	if (!*same) {
		if (!swap_back(sibling, place, ours, err))
			return false;
		if (read || number == EFBIG || number == ELOOP)
			return true;
		errno = number;
		return err_system(err, place->path, _("%s cannot be read"));
	}
	if (unlinkat(place->folder, sibling->name, 0) != 0 && errno != ENOENT) {
		err_system(err, place->path, _("%s was saved, but what it was before could not be removed beside it"));
		settle(sibling, place, stamp, NULL);
		return false;
	}
	return settle(sibling, place, stamp, err);
}

bool file_sibling_create(struct file_sibling *sibling, const struct file_place *place, struct err *err)
{
	bool fine = renameat2(place->folder, sibling->name, place->folder, place->name, RENAME_NOREPLACE) == 0;
	if (!fine && (errno == EINVAL || errno == ENOSYS)) {
		/* A file system without RENAME_NOREPLACE: link() does not replace either. */
		fine = linkat(place->folder, sibling->name, place->folder, place->name, 0) == 0;
		if (fine)
			unlinkat(place->folder, sibling->name, 0);
	}
	if (!fine) {
		if (errno == EEXIST)
			err_system(err, place->path, _("%s is not overwritten"));
		else
			err_system(err, place->path, _("%s cannot be saved"));
		file_sibling_drop(sibling, place);
		return false;
	}
	free(sibling->name);
	sibling->name = NULL;
	if (fsync(place->folder) != 0 && errno != EINVAL)
		return err_system(err, place->path, _("%s was saved, but its folder could not be made durable"));
	return true;
}

void file_sibling_drop(struct file_sibling *sibling, const struct file_place *place)
{
	int number = errno;
	if (sibling->name)
		unlinkat(place->folder, sibling->name, 0);
	free(sibling->name);
	sibling->name = NULL;
	errno = number;
}

/* `.NAME.0123456789abcdef.tmp` */
static bool is_sibling(const char *entry, const char *name)
{
	size_t len = strlen(name) < NAME_MAX - 32 ? strlen(name) : NAME_MAX - 32;

	return entry[0] == '.' && strncmp(entry + 1, name, len) == 0 && entry[1 + len] == '.' &&
	       strspn(entry + 2 + len, "0123456789abcdef") == 16 && strcmp(entry + 2 + len + 16, ".tmp") == 0;
}

void file_siblings_each(const struct file_place *place, void (*each)(void *context, const char *name), void *context)
{
	int fd = openat(place->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		if (is_sibling(entry->d_name, place->name))
			each(context, entry->d_name);
	if (folder)
		closedir(folder);
	else if (fd >= 0)
		close(fd);
}

static void sweep(void *context, const char *name)
{
	const struct file_place *place = context;
	unlinkat(place->folder, name, 0);
}

void file_siblings_sweep(const struct file_place *place)
{
	file_siblings_each(place, sweep, (void *)place);
}
