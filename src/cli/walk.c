/* SPDX-License-Identifier: MIT */
/* walk.c — folders are read one at a time, depth first, names sorted (d2 before d10) so that every run has the same order. */
#include <config.h>

#include "cli/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "draft/peek.h"

/* More than anybody nests; a folder mounted into itself ends here. */
enum { MOST_DEPTH = 64 };

struct level {
	char *path;
	char **names; /* files first, then folders with a `/` at their end */
	size_t count, next;
};

struct walk {
	char *const *operands;
	size_t operand_count, next;
	size_t inner; /* of the paths below the current operand */
	struct level levels[MOST_DEPTH];
	size_t depth;
	size_t seen;
	bool peek; /* looks into files */
};

static bool is_folder(const char *path)
{
	struct stat file;
	return stat(path, &file) == 0 && S_ISDIR(file.st_mode);
}

bool walk_has_folder(char *const *operands, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_folder(operands[i]))
			return true;
	return false;
}

static int by_name(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	bool x_folder = (*x)[strlen(*x) - 1] == '/', y_folder = (*y)[strlen(*y) - 1] == '/';
	return x_folder != y_folder ? x_folder - y_folder : strverscmp(*x, *y);
}

/* Reads a folder into a new level. */
static bool enter(struct walk *walk, char *path)
{
	DIR *folder = walk->depth < MOST_DEPTH ? opendir(path) : NULL;
	if (!folder)
		return false;
	struct level *level = &walk->levels[walk->depth++];
	*level = (struct level){ .path = path };
	size_t room = 0;
	for (const struct dirent *entry; (entry = readdir(folder));) {
		unsigned char kind = entry->d_type;
		struct stat file;
		if (entry->d_name[0] == '.')
			continue;
		if (kind == DT_UNKNOWN && fstatat(dirfd(folder), entry->d_name, &file, AT_SYMLINK_NOFOLLOW) == 0)
			kind = S_ISDIR(file.st_mode) ? DT_DIR : S_ISREG(file.st_mode) ? DT_REG : DT_LNK;
		if (kind == DT_LNK)
			kind = fstatat(dirfd(folder), entry->d_name, &file, 0) == 0 && S_ISREG(file.st_mode) ? DT_REG
													     : DT_UNKNOWN;
		if (kind != DT_DIR && (kind != DT_REG || !draft_is_named(entry->d_name)))
			continue;
		level->names = mem_grow(level->names, level->count, &room, sizeof *level->names);
		struct buf name = { 0 };
		buf_printf(&name, kind == DT_DIR ? "%s/" : "%s", entry->d_name);
		level->names[level->count++] = buf_take(&name);
	}
	closedir(folder);
	if (level->count)
		qsort(level->names, level->count, sizeof *level->names, by_name);
	return true;
}

static void leave(struct walk *walk)
{
	struct level *level = &walk->levels[--walk->depth];
	for (size_t i = level->next; i < level->count; i++)
		free(level->names[i]);
	free(level->names);
	free(level->path);
}

struct walk *walk_new(char *const *operands, size_t count)
{
	struct walk *walk = mem_alloc(1, sizeof *walk);
	walk->operands = operands;
	walk->operand_count = count;
	walk->peek = true;
	return walk;
}

void walk_free(struct walk *walk)
{
	while (walk->depth)
		leave(walk);
	free(walk);
}

char *walk_next(struct walk *walk, size_t *inner)
{
	for (;;) {
		char *path;
		bool named = walk->depth == 0;
		if (named) {
			if (walk->next == walk->operand_count)
				return NULL;
			path = mem_string(walk->operands[walk->next++]);
			size_t len = strlen(path);
			const char *slash = strrchr(path, '/');
			walk->inner = slash ? (size_t)(slash - path) + 1 : 0;
			if (is_folder(path))
				walk->inner = len + (len && path[len - 1] != '/');
		} else {
			struct level *level = &walk->levels[walk->depth - 1];
			if (level->next == level->count) {
				leave(walk);
				continue;
			}
			char *name = level->names[level->next++];
			size_t len = strlen(level->path);
			struct buf joined = { 0 };
			buf_printf(&joined, len && level->path[len - 1] == '/' ? "%s%s" : "%s/%s", level->path, name);
			free(name);
			path = buf_take(&joined);
		}
		size_t len = strlen(path);
		bool folder = named ? is_folder(path) : path[len - 1] == '/';
		if (folder && enter(walk, path))
			continue;
		walk->seen++;
		if (inner)
			*inner = walk->inner < len ? walk->inner : 0;
		if (named || folder || !walk->peek || draft_peek(path, NULL))
			return path;
		free(path);
	}
}

size_t walk_seen(const struct walk *walk)
{
	return walk->seen;
}

size_t walk_count(char *const *operands, size_t count)
{
	struct walk *walk = walk_new(operands, count);
	walk->peek = false;
	for (char *path; (path = walk_next(walk, NULL));)
		free(path);
	size_t seen = walk->seen;
	walk_free(walk);
	return seen;
}
