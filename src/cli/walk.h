/* SPDX-License-Identifier: MIT */
/* walk.h — the drafts a command line means, one after the other: files as named, and those found in folders. */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct walk;

/* `operands` must outlive it. */
struct walk *walk_new(char *const *operands, size_t count);
void walk_free(struct walk *walk);

/* The next path, yours to free; NULL at the end. In a folder: the .yaml and .yml files that look like drafts, by name, then
 * what its folders hold; nothing hidden, no links to folders. A folder that cannot be read is returned as a path, so that
 * reading it as a draft says why. `*inner` (may be NULL) is set to where in the path its place below the operand begins. Memory is
 * the names of the folders on the way. */
char *walk_next(struct walk *walk, size_t *inner);

/* Files looked at so far, drafts or not; and how many there would be in all (counts names, opens no file). */
size_t walk_seen(const struct walk *walk);
size_t walk_count(char *const *operands, size_t count);

/* Whether some operand is a folder. */
bool walk_has_folder(char *const *operands, size_t count);

#endif
