/* SPDX-License-Identifier: MIT */
/* generations.h — earlier saves of a draft, kept under $XDG_STATE_HOME/kaijisho: the last 20. */
#ifndef GENERATIONS_H
#define GENERATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "draft/draft_read.h"

#define GENERATIONS_KEPT 20

/* One earlier state of the file. */
struct generation {
	char *name;         /* of its file */
	int64_t kept_ns;    /* when it was kept, later than all before: the order. Of older files it is changed_ns */
	int64_t changed_ns; /* when the draft got this state, as its file said, which anybody can set */
	char *by;           /* who saved the next one over it; NULL: not known */
};

/* Newest first. */
struct generations {
	char *folder;
	struct generation *items;
	size_t count;
};

/* The folder a draft's generations are kept in; it need not exist. NULL when there is no home to keep them in. Yours to free. */
char *generations_folder(const struct file_place *draft);
/* Lists them; none is no failure. */
bool generations_list(const struct file_place *draft, struct generations *list, struct err *err);
/* Where one lies. Yours to free. */
char *generations_path(const struct generations *list, size_t index);
bool generations_read(const struct generations *list, size_t index, struct buf *out, struct err *err);
/* One as answers to the form; `source` is filled, draft_source_clear() it. A failure is placed in the file that is kept. NULL then. */
struct draft *generations_draft(const struct generations *list, size_t index, const struct form *form,
				struct draft_source *source, struct err *err);
void generations_clear(struct generations *list);
/* Keeps the bytes of a state that is about to be replaced `by` somebody (NULL: unknown), and forgets the oldest ones beyond
 * GENERATIONS_KEPT. */
bool generations_keep(const struct file_place *draft, const char *bytes, size_t len, int64_t changed_ns, const char *by,
		      struct err *err);
/* A whole save takes the place of a draft that cannot be read any more, or is gone: what stands there now is kept first, as a
 * generation. Waits up to `wait_ms` for a session that has the draft open. A journal stays for the next session to take in. */
bool generations_bring_back(const struct file_place *draft, const char *bytes, size_t len, int wait_ms, struct err *err);

#endif
