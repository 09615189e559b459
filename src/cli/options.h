/* SPDX-License-Identifier: MIT */
/* options.h — a command line read by a table of options. Options and operands may come in any order; `--` ends the options. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct option_row {
	const char *name;     /* "--json" */
	const char *argument; /* "FILE"; NULL: takes none */
	const char *help;     /* N_("…"); NULL: only for tests, in no help */
};

enum { OPTION_TABLES = 2 };

struct option_given {
	const struct option_row *row;
	const char *value; /* "" if it takes none */
};

/* What was said, in its order. Borrows the command line's strings. */
struct options {
	const struct option_row *tables[OPTION_TABLES]; /* each ended by a row without a name; NULL: empty */
	struct option_given *given;
	int given_count;
	char **operands;
	int operand_count;
};

/* Reads `argc` words. False with a sentence for an unknown option or a missing argument. */
bool options_read(struct options *options, const struct option_row *common, const struct option_row *own, int argc, char **argv,
		  struct err *err);
void options_clear(struct options *options);

/* The option's argument, "" if it takes none, NULL if it was not given. The last one counts. */
const char *options_value(const struct options *options, const char *name);
/* Of an option that may be given several times the next argument; `at` begins with 0. NULL behind the last. */
const char *options_next(const struct options *options, const char *name, int *at);
/* The name of an option by a word: `-h` is `--help`. */
const char *option_long(const char *word);
bool options_given(const struct options *options, const char *name);
/* A whole number between `least` and `most`, `otherwise` when the option was not given. */
bool options_number(const struct options *options, const char *name, long least, long most, long otherwise, long *number,
		    struct err *err);

#endif
