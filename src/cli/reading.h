/* SPDX-License-Identifier: MIT */
/* reading.h — a saved draft looked at: no lock, no journal, nothing written. Forms are loaded once for many drafts. */
#ifndef READING_H
#define READING_H

#include <stdbool.h>

#include "cli/command.h"
#include "draft/draft_read.h"

/* Zeroed is empty; so is one that could not be opened. */
struct reading {
	struct draft_source source;
	struct draft *draft;
};

bool reading_open(struct reading *reading, struct context *context, const char *path, struct err *err);
/* The same of bytes that are at hand; `path` is for failures. */
bool reading_parse(struct reading *reading, struct context *context, const char *bytes, size_t len, const char *path,
		   struct err *err);
/* Says so if a session that ended left changes that are not in what was read. */
void reading_tell_pending(const struct reading *reading, const char *path);
void reading_clear(struct reading *reading);
/* Frees the forms that readings loaded; none of them may be in use. */
void reading_forget_forms(struct context *context);

#endif
