/* SPDX-License-Identifier: MIT */
/* batch.h — one thing done to many drafts, on several processors, told in the drafts' order. */
#ifndef BATCH_H
#define BATCH_H

#include <stddef.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/options.h"

/* What is done. Every process works on its own copy of `data`. */
struct batch_work {
	/* One draft: says its result and its trouble by say.h and returns an exit status. `inner` is its place below the
	 * folder it was found in, or its file name. */
	int (*one)(void *data, const char *path, const char *inner);
	/* What a process has added up, as bytes, and how another takes that in. Both NULL: nothing is added up. */
	void (*gather)(void *data, struct buf *out);
	void (*take)(void *data, const char *bytes, size_t len);
	void *data;
};

/* The option `--jobs N` that the commands working on many drafts have. */
/* clang-format off */
#define BATCH_JOBS_OPTION \
	{ "--jobs", N_("COUNT"), N_("work on that many drafts at a time; as many as there are processors unless said") }
/* clang-format on */

/* Does it to every draft the operands mean (see walk.h), with a progress bar on stderr when that is a terminal and there are
 * many. Memory does not grow with their number. The worst of the exit statuses; a draft that cannot be read does not stop
 * the others. */
int batch_run(const struct batch_work *work, const struct options *options, char *const *operands, size_t count);

#endif
