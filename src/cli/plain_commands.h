/* SPDX-License-Identifier: MIT */
/* plain_commands.h — what the rows of the table of commands do. */
#ifndef PLAIN_COMMANDS_H
#define PLAIN_COMMANDS_H

#include "cli/plain_parts.h"

/* `argument` is what stands behind the command's name, "" if nothing. */
typedef void plain_command_run(struct plain *plain, const char *argument);

/* plain_moves.c: going and looking. */
plain_command_run plain_next, plain_back, plain_next_problem, plain_previous_problem, plain_go, plain_find, plain_sections,
	plain_help;

/* plain_changes.c: the answer, what is kept beside it, data centers, undo. */
plain_command_run plain_clear, plain_not_applicable, plain_undisclosed, plain_review, plain_note, plain_assignee, plain_due,
	plain_ours, plain_theirs, plain_both, plain_undo, plain_redo;
plain_command_run plain_add, plain_rename, plain_copy, plain_move, plain_delete;

/* plain_elsewhere.c */
plain_command_run plain_elsewhere, plain_take_elsewhere;

#endif
