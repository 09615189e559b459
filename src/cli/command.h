/* SPDX-License-Identifier: MIT */
/* command.h — the table of commands: dispatch, help, completion and the manual come from it. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/form_load.h"

enum { EXIT_GOOD = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

/* What main() made of the environment, passed to every command. */
struct context {
	struct form_library library;
	long today;        /* YYYYMMDD */
	bool utf8;         /* the terminal's character set is UTF-8 */
	const char *language;
};

/* An option of a command. */
struct option_row {
	const char *name;      /* "--json" */
	const char *argument;  /* N_("FILE") or NULL */
	const char *help;      /* N_("…") */
};

struct command {
	const char *name;
	const char *operands;     /* "DRAFT ID=TEXT…" */
	const char *help;         /* N_("one sentence") */
	const struct option_row *options; /* ended by a NULL name; may be NULL */
	int (*run)(struct context *context, int argc, char **argv); /* argv[0] is the command's name; returns an exit status */
};

const struct command *command_find(const char *name);
const struct command *command_table(size_t *count);

#endif
