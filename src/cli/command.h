/* SPDX-License-Identifier: MIT */
/* command.h — the table of commands: dispatch, help, completion and the manual come from it. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "cli/options.h"
#include "form/form_load.h"

enum { EXIT_GOOD = 0, EXIT_FINDINGS = 1, EXIT_TROUBLE = 2 };

/* What main() made of the environment and the options every command takes. */
struct context {
	struct form_library library;
	const char *form_file; /* --form: a form file instead of the one the draft names; NULL: none */
	long today;            /* YYYYMMDD */
	bool utf8;             /* the terminal's character set is UTF-8 */
	const char *language;  /* "ja", "en" */
	struct form **forms;   /* loaded so far by reading.c */
	size_t form_count;
};

/* A row of the table. Each cli/cmd_NAME.c has one. */
struct command {
	const char *name;
	const char *operands;             /* "DRAFT ID=TEXT…", as in the manual */
	const char *help;                 /* N_("one sentence") */
	const struct option_row *options; /* ended by a row without a name; NULL: none of its own */
	int least, most;                  /* operands; most < 0: any number */
	int (*run)(struct context *context, const struct options *options); /* an exit status */
	void (*explain)(void); /* prints what help says beyond the options; NULL: nothing */
};

const struct command *command_find(const char *name);
const struct command *const *command_table(size_t *count);
/* The options every command takes, `--help` among them. */
const struct option_row *command_common_options(void);

/* The form an operand names: an id, or a file where it looks like one; --form goes before both. NULL with `err`. */
struct form *command_load_form(const struct context *context, const char *name, struct err *err);

/* The usage of a command on stdout, made from its row. */
void command_print_help(const struct command *command);
/* A name and what it is, for such lists: on one line where there is room before the column, and of a page's width. */
void command_print_pair(int indent, const char *name, int column, const char *about);
void command_print_paragraph(const char *text);
/* All commands, one a line. */
void command_print_list(void);
/* In the language of the user. */
const char *command_operands(const struct command *command);

/* Names for completion; NULL after the last: the topics that are no commands, the actions of `instance`. */
const char *help_topic(size_t index);
const char *instance_action(size_t index);

extern const struct command cmd_edit, cmd_new, cmd_get, cmd_set, cmd_unset, cmd_instance, cmd_check, cmd_summary, cmd_forms,
	cmd_lint, cmd_schema, cmd_help, cmd_version, cmd_export, cmd_import, cmd_renew, cmd_diff, cmd_merge, cmd_history,
	cmd_restore, cmd_edition;

#endif
