/* SPDX-License-Identifier: MIT */
/* draft_folder.h — the drafts of a folder, newest first. */
#ifndef DRAFT_FOLDER_H
#define DRAFT_FOLDER_H

#include <stddef.h>
#include <sys/types.h>
#include <time.h>

#include "draft/peek.h"

struct draft_file {
	char *name;         /* inside the folder */
	char form[PEEK_ID]; /* its id, "" where it is not seen at once */
	struct timespec changed;
	dev_t device;
	ino_t inode;
};

struct draft_folder {
	struct draft_file *files;
	size_t count;
};

/* What ends in .yaml or .yml and begins as drafts do (peek.h); hidden files are none of our business. A folder that cannot be read
 * is empty. */
void draft_folder_list(struct draft_folder *folder, const char *path);
void draft_folder_clear(struct draft_folder *folder);

#endif
