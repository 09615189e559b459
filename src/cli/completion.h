/* SPDX-License-Identifier: MIT */
/* completion.h — what may come next on a command line, from the tables of commands and options: `kaijisho help --complete -- WORD…`,
 * which the shells' completions (src/completions) ask. */
#ifndef COMPLETION_H
#define COMPLETION_H

#include "cli/command.h"

/* Prints what the last of `count` words may become: a candidate a line, after a TAB what it is. A line `:yaml` or `:files` asks
 * the shell for names of files. What cannot be found out (a draft that cannot be read) gives no candidates and no complaint: a
 * person is typing. */
void completion_print(struct context *context, char **words, int count);

#endif
