/* SPDX-License-Identifier: MIT */
/* writing.h — one command's changes to a draft. They are tried on a copy first, so that a command does all of them or none;
 * then they go through the store: journal, lock, save. */
#ifndef WRITING_H
#define WRITING_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/command.h"
#include "draft/store.h"

struct writing {
	struct store *store;
	struct draft *trial; /* the draft as it will be */
	struct change *changes;
	size_t count;
	bool rehearses; /* somebody else's lock is not ours yet: what is done here is done again, so nothing is said */
};

/* How long a command waits for a session that has the draft open. */
enum { WRITING_WAIT_MS = 5000 };
/* What a command does to a draft, by its arguments. */
struct writing_task {
	bool (*run)(struct writing *writing, const void *arguments, struct err *err);
	const void *arguments;
};
/* Takes the draft's lock, waiting for it that long; not with arguments that are wrong: the task is tried first, with the draft as
 * its holder has it, and what it fails with is said at once. `task` is not done yet on return; it may be NULL. */
bool writing_open(struct writing *writing, const struct context *context, const char *path, const struct writing_task *task,
		  struct err *err);
/* Takes over what `change` owns. */
bool writing_change(struct writing *writing, struct change *change, struct err *err);
bool writing_set(struct writing *writing, struct place place, enum part part, const char *text, struct err *err);
/* What joined text (`有り: 10分`, 非公開) means for the field; "" takes the answer away. */
bool writing_joined(struct writing *writing, struct place place, const char *joined, struct err *err);
/* Every answer and instance becomes that of another draft of the form. */
bool writing_become(struct writing *writing, const struct draft *other, struct err *err);
/* What changed from `base` to `theirs` comes in, too; `conflicts` says how many fields keep both texts (draft/merge.h). */
bool writing_merge(struct writing *writing, const struct draft *base, const struct draft *theirs, size_t *conflicts,
		   struct err *err);
/* Gives an orphaned answer to a field (orphan.h). */
bool writing_attach(struct writing *writing, const struct stray *orphan, struct place place, struct err *err);
/* Saves what was changed and ends. An exit status; on EXIT_TROUBLE the failure has been said. */
int writing_save(struct writing *writing);
/* Ends without a change. */
void writing_close(struct writing *writing);
/* Ends without a change; says the failure. EXIT_TROUBLE. */
int writing_drop(struct writing *writing, struct err *err);

#endif
