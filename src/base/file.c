/* SPDX-License-Identifier: MIT */
/* file.c — a file is its old self or its new self at every moment, never anything else. */
#include <config.h>

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"

void file_hash(const void *bytes, size_t len, uint8_t hash[FILE_HASH_SIZE])
{
	SHA2_CTX context;
	SHA256Init(&context);
	SHA256Update(&context, bytes, len);
	SHA256Final(hash, &context);
}

bool file_place_open(struct file_place *place, const char *path, struct err *err)
{
	*place = (struct file_place){ .folder = -1 };
	/* A draft that is a symlink is edited where it points to; a new one has only its folder to resolve. */
	char *real = realpath(path, NULL);
	if (!real && errno != ENOENT)
		return err_system(err, path, _("%s cannot be opened"));
	if (!real) {
		struct stat link;
		if (lstat(path, &link) == 0)
			return err_system(err, path, _("%s is a link that leads nowhere"));
	}
	const char *whole = real ? real : path;
	const char *slash = strrchr(whole, '/');
	const char *name = slash ? slash + 1 : whole;
	char *folder = !slash ? mem_string(".") : slash == whole ? mem_string("/")
						: mem_bytes(whole, (size_t)(slash - whole));
	bool fine = true;
	if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		errno = EISDIR;
		fine = err_system(err, path, _("%s cannot be opened"));
	} else {
		place->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (place->folder < 0)
			fine = err_system(err, folder, _("The folder %s cannot be opened"));
	}
	if (fine) {
		place->name = mem_string(name);
		place->path = mem_string(path);
	}
	free(folder);
	free(real);
	return fine;
}

void file_place_close(struct file_place *place)
{
	if (place->folder >= 0 && place->name)
		close(place->folder);
	free(place->name);
	free(place->path);
	*place = (struct file_place){ .folder = -1 };
}

int file_folder_handle(const char *path)
{
	return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static void stamp_from(struct file_stamp *stamp, const struct stat *status)
{
	stamp->exists = true;
	stamp->device = status->st_dev;
	stamp->inode = status->st_ino;
	stamp->size = status->st_size;
	stamp->changed_ns = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
	stamp->status_ns = (int64_t)status->st_ctim.tv_sec * 1000000000 + status->st_ctim.tv_nsec;
	stamp->links = status->st_nlink;
	stamp->mode = status->st_mode & 07777;
	stamp->owner = status->st_uid;
	stamp->group = status->st_gid;
}

/* Reads what a descriptor has, at most `max` bytes; false with errno EFBIG when there is more. */
static bool read_all(int fd, size_t max, struct buf *out)
{
	char chunk[65536];
	for (;;) {
		ssize_t got = read(fd, chunk, sizeof chunk);
		if (got == 0)
			return true;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if ((size_t)got > max - out->len) {
			errno = EFBIG;
			return false;
		}
		buf_put(out, chunk, (size_t)got);
	}
}

bool file_read(const struct file_place *place, size_t max, struct buf *out, struct file_stamp *stamp,
	       struct err *err)
{
	/* O_NONBLOCK: a pipe in the file's place must not hang us before we see what it is. */
	int fd = openat(place->folder, place->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (fd < 0)
		return err_system(err, place->path, _("%s cannot be read"));
	struct stat status;
	bool fine = true;
	buf_reset(out);
	if (fstat(fd, &status) != 0) {
		fine = err_system(err, place->path, _("%s cannot be read"));
	} else if (S_ISDIR(status.st_mode)) {
		errno = EISDIR;
		fine = err_system(err, place->path, _("%s cannot be read"));
	} else if (!S_ISREG(status.st_mode)) {
		fine = err_at(err, ERR_INPUT, place->path, 0, 0, _("This is not a regular file."));
	} else if (!read_all(fd, max, out)) {
		fine = errno == EFBIG ? err_at(err, ERR_INPUT, place->path, 0, 0,
					       _("The file is larger than %zu MiB, the most that is read."), max >> 20)
				      : err_system(err, place->path, _("%s cannot be read"));
	}
	if (fine && stamp) {
		stamp_from(stamp, &status);
		file_hash(buf_text(out), out->len, stamp->hash);
	}
	close(fd);
	return fine;
}

bool file_read_path(const char *path, size_t max, struct buf *out, struct err *err)
{
	struct file_place place;
	if (!file_place_open(&place, path, err))
		return false;
	bool fine = file_read(&place, max, out, NULL, err);
	file_place_close(&place);
	return fine;
}

bool file_unchanged(const struct file_place *place, struct file_stamp *stamp, bool *same, struct err *err)
{
	struct stat status;
	if (fstatat(place->folder, place->name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			return err_system(err, place->path, _("%s cannot be read"));
		*same = !stamp->exists;
		return true;
	}
	struct file_stamp now = { 0 };
	stamp_from(&now, &status);
	*same = stamp->exists && now.device == stamp->device && now.inode == stamp->inode && now.size == stamp->size &&
		now.changed_ns == stamp->changed_ns && now.status_ns == stamp->status_ns;
	if (*same || !stamp->exists || now.size != stamp->size)
		return true;
	/* Touched, or written anew with the same bytes? */
	struct buf bytes = { 0 };
	bool fine = file_read(place, (size_t)stamp->size, &bytes, &now, err);
	*same = fine && memcmp(now.hash, stamp->hash, FILE_HASH_SIZE) == 0;
	if (*same)
		*stamp = now;
	buf_clear(&bytes);
	return fine;
}

void file_look(const struct file_place *place, const char *name, struct file_stamp *stamp)
{
	struct stat status;
	*stamp = (struct file_stamp){ 0 };
	if (fstatat(place->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0)
		stamp_from(stamp, &status);
}

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

bool file_sibling_write(struct file_sibling *sibling, const struct file_place *place, const char *bytes,
			size_t len, struct err *err)
{
	*sibling = (struct file_sibling){ .owner_kept = true };
	file_hash(bytes, len, sibling->hash);
	int old = openat(place->folder, place->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (old < 0 && errno != ENOENT)
		return err_system(err, place->path, _("%s cannot be read"));
	char *name = sibling_name(place->name);
	bool fine = false;
	int fd = openat(place->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
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
		stamp_from(stamp, &status);
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
			if (errno == ENOENT && renameat2(place->folder, sibling->name, place->folder, place->name, RENAME_NOREPLACE) == 0)
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

bool file_sibling_exchange(struct file_sibling *sibling, const struct file_place *place, struct file_stamp *old,
			   struct file_stamp *stamp, bool *same, struct err *err)
{
	ino_t ours = inode_of(place, sibling->name);
	*same = true;
	*stamp = (struct file_stamp){ 0 };
	if (!old->exists) {
		struct err why = { 0 };
		bool fine = file_sibling_create(sibling, place, &why);
		*same = why.number != EEXIST;
		if (!*same)
			err_clear(&why);
		else if (err && why.text)
			*err = why;
		else
			err_clear(&why);
		file_look(place, place->name, stamp);
		memcpy(stamp->hash, sibling->hash, FILE_HASH_SIZE);
		if (stamp->inode != ours)
			*stamp = (struct file_stamp){ 0 };
		return fine || !*same;
	}
	if (!swap(sibling, place)) {
		int number = errno;
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

int file_append_open(const struct file_place *place, const char *name, bool create, struct err *err)
{
	int fd = openat(place->folder, name, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (create ? O_CREAT : 0),
			0600);
	struct stat status;
	if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
		close(fd);
		fd = -1;
		errno = EINVAL;
	}
	if (fd < 0)
		err_system(err, name, _("%s cannot be opened"));
	return fd;
}

bool file_append(int fd, const void *bytes, size_t len)
{
	ssize_t put;
	do {
		put = write(fd, bytes, len);
	} while (put < 0 && errno == EINTR);
	if (put >= 0 && (size_t)put < len)
		errno = ENOSPC;
	return put >= 0 && (size_t)put == len;
}

bool file_sync_data(int fd)
{
	return fdatasync(fd) == 0;
}

bool file_cut(int fd, off_t size)
{
	return ftruncate(fd, size) == 0;
}

bool file_read_from(int fd, size_t max, struct buf *out)
{
	buf_reset(out);
	return lseek(fd, 0, SEEK_SET) == 0 && read_all(fd, max, out);
}

bool file_remove(const struct file_place *place, const char *name)
{
	return unlinkat(place->folder, name, 0) == 0;
}

enum file_where file_where(int fd, const struct file_place *place, const char *name)
{
	struct stat held, there;
	if (fstat(fd, &held) != 0)
		return FILE_UNKNOWN;
	if (fstatat(place->folder, name, &there, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? FILE_GONE : FILE_UNKNOWN;
	return held.st_dev == there.st_dev && held.st_ino == there.st_ino ? FILE_HERE : FILE_ANOTHER;
}

bool file_same(int fd, const struct file_place *place, const char *name)
{
	return file_where(fd, place, name) == FILE_HERE;
}

ssize_t file_read_head(const char *path, char *bytes, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return -1;
	ssize_t len = read(fd, bytes, size);
	close(fd);
	return len;
}

bool file_make_folders(const char *path, mode_t mode)
{
	char *up_to = mem_string(path);
	bool made = true;
	for (char *slash = strchr(up_to + 1, '/'); slash && made; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		made = mkdir(up_to, mode) == 0 || errno == EEXIST;
		*slash = '/';
	}
	made = made && (mkdir(up_to, mode) == 0 || errno == EEXIST);
	free(up_to);
	return made;
}

int file_lock(int fd, off_t byte, bool exclusive)
{
	struct flock lock = { .l_type = exclusive ? F_WRLCK : F_RDLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
	if (fcntl(fd, F_OFD_SETLK, &lock) == 0)
		return 1;
	return errno == EAGAIN || errno == EACCES ? 0 : -1;
}

void file_unlock(int fd, off_t byte)
{
	struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
	fcntl(fd, F_OFD_SETLK, &lock);
}

bool file_locked(int fd, off_t byte)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
	return fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}
