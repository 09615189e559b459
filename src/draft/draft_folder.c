/* SPDX-License-Identifier: MIT */
/* draft_folder.c — names, first lines, times. */
#include <config.h>

#include "draft/draft_folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"

static int newest_first(const void *a, const void *b)
{
	const struct draft_file *x = a, *y = b;
	if (x->changed.tv_sec != y->changed.tv_sec)
		return x->changed.tv_sec > y->changed.tv_sec ? -1 : 1;
	if (x->changed.tv_nsec != y->changed.tv_nsec)
		return x->changed.tv_nsec > y->changed.tv_nsec ? -1 : 1;
	return strcmp(x->name, y->name);
}

void draft_folder_list(struct draft_folder *folder, const char *path)
{
	size_t room = 0;
	struct buf whole = { 0 };
	*folder = (struct draft_folder){ 0 };
	DIR *entries = opendir(path);
	for (struct dirent *entry; entries && (entry = readdir(entries));) {
		struct draft_file file = { 0 };
		struct stat status;
		if (entry->d_name[0] == '.' || !draft_is_named(entry->d_name))
			continue;
		buf_reset(&whole);
		buf_printf(&whole, "%s/%s", path, entry->d_name);
		if (stat(buf_text(&whole), &status) != 0 || !S_ISREG(status.st_mode) ||
		    !draft_peek(buf_text(&whole), file.form))
			continue;
		file.name = mem_string(entry->d_name);
		file.changed = status.st_mtim;
		file.device = status.st_dev;
		file.inode = status.st_ino;
		folder->files = mem_grow(folder->files, folder->count, &room, sizeof file);
		folder->files[folder->count++] = file;
	}
	if (entries)
		closedir(entries);
	if (folder->count)
		qsort(folder->files, folder->count, sizeof *folder->files, newest_first);
	buf_clear(&whole);
}

void draft_folder_clear(struct draft_folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		free(folder->files[i].name);
	free(folder->files);
	*folder = (struct draft_folder){ 0 };
}
