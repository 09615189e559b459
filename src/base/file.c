/* SPDX-License-Identifier: MIT */
/* file.c — looks at files, reads them, appends to them and locks them. */
#include <config.h>

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

char *file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	return !slash ? mem_string(".") : slash == path ? mem_string("/") : mem_bytes(path, (size_t)(slash - path));
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
	char *folder = file_folder(whole);
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

/* Where links lead of which the last one leads nowhere. */
static char *end_of_links(const char *path)
{
	char *at = mem_string(path), target[PATH_MAX];
	ssize_t len;
	while ((len = readlink(at, target, sizeof target)) > 0 && (size_t)len < sizeof target) {
		const char *slash = strrchr(at, '/');
		struct buf next = { 0 };
		if (slash && target[0] != '/')
			buf_put(&next, at, (size_t)(slash + 1 - at));
		buf_put(&next, target, (size_t)len);
		free(at);
		at = buf_take(&next);
	}
	return at;
}

bool file_place_open_gone(struct file_place *place, const char *path, struct err *err)
{
	struct stat status;
	if (stat(path, &status) == 0 || errno != ENOENT)
		return file_place_open(place, path, err);
	char *end = end_of_links(path);
	bool fine = file_place_open(place, end, err);
	if (fine) {
		free(place->path);
		place->path = mem_string(path);
	}
	free(end);
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

void file_stamp_from(struct file_stamp *stamp, const struct stat *status)
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

bool file_read(const struct file_place *place, size_t max, struct buf *out, struct file_stamp *stamp, struct err *err)
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
		file_stamp_from(stamp, &status);
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
	file_stamp_from(&now, &status);
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
		file_stamp_from(stamp, &status);
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

struct file_id file_id(int fd)
{
	struct stat held;
	return fstat(fd, &held) == 0 ? (struct file_id){ held.st_dev, held.st_ino } : (struct file_id){ 0, 0 };
}

enum file_where file_id_where(struct file_id held, const struct file_place *place, const char *name)
{
	struct stat there;
	if (!held.inode)
		return FILE_UNKNOWN;
	if (fstatat(place->folder, name, &there, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? FILE_GONE : FILE_UNKNOWN;
	return held.device == there.st_dev && held.inode == there.st_ino ? FILE_HERE : FILE_ANOTHER;
}

enum file_where file_where(int fd, const struct file_place *place, const char *name)
{
	return file_id_where(file_id(fd), place, name);
}

bool file_untouched(int fd, off_t size)
{
	struct stat held;
	return fstat(fd, &held) == 0 && held.st_nlink > 0 && held.st_size == size;
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
