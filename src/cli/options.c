/* SPDX-License-Identifier: MIT */
/* options.c — matches words against option rows: `--name`, `--name ARGUMENT`, `--name=ARGUMENT`. */
#include <config.h>

#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/nearest.h"

const char *option_long(const char *word)
{
	return strcmp(word, "-h") == 0 ? "--help" : word;
}

/* The row of a name of `len` bytes. */
static const struct option_row *find_row(const struct options *options, const char *name, size_t len)
{
	for (size_t t = 0; t < OPTION_TABLES; t++)
		for (const struct option_row *row = options->tables[t]; row && row->name; row++)
			if (strlen(row->name) == len && memcmp(row->name, name, len) == 0)
				return row;
	return NULL;
}

/* Says so, and which it may have been; never one that help does not tell of. */
static bool no_option(const struct options *options, const char *word, size_t len, struct err *err)
{
	struct nearest nearest = { 0 };
	char *name = mem_bytes(word, len);

	for (size_t t = 0; t < OPTION_TABLES; t++)
		for (const struct option_row *row = options->tables[t]; row && row->name; row++)
			if (row->help)
				nearest_try(&nearest, name, row->name);
	if (nearest.name)
		err_set(err, ERR_USAGE, _("There is no option %s. Did you mean %s?"), name, nearest.name);
	else
		err_set(err, ERR_USAGE, _("There is no option %s. --help lists those there are."), name);
	free(name);
	return false;
}

/* Takes the option at argv[*at] and its argument. */
static bool read_option(struct options *options, int argc, char **argv, int *at, struct err *err)
{
	const char *word = option_long(argv[*at]);
	const char *equals = strchr(word, '=');
	size_t len = equals ? (size_t)(equals - word) : strlen(word);
	const struct option_row *row = find_row(options, word, len);
	const char *value = equals ? equals + 1 : NULL;

	if (!row)
		return no_option(options, word, len, err);
	if (!row->argument && value)
		return err_set(err, ERR_USAGE, _("The option %s takes no argument."), row->name);
	if (row->argument && !value) {
		if (*at + 1 >= argc)
			return err_set(err, ERR_USAGE, _("The option %s needs an argument: %s."), row->name, _(row->argument));
		value = argv[++*at];
	}
	options->given[options->given_count++] = (struct option_given){ row, value ? value : "" };
	return true;
}

bool options_read(struct options *options, const struct option_row *common, const struct option_row *own, int argc, char **argv,
		  struct err *err)
{
	bool ended = false;

	*options = (struct options){ .tables = { common, own } };
	options->given = mem_alloc((size_t)argc + 1, sizeof *options->given);
	options->operands = mem_alloc((size_t)argc + 1, sizeof *options->operands);
	for (int i = 0; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0) {
			ended = true;
		} else if (!ended && argv[i][0] == '-' && argv[i][1]) {
			if (!read_option(options, argc, argv, &i, err)) {
				options_clear(options);
				return false;
			}
		} else {
			options->operands[options->operand_count++] = argv[i];
		}
	}
	return true;
}

void options_clear(struct options *options)
{
	free(options->given);
	free(options->operands);
	*options = (struct options){ 0 };
}

const char *options_value(const struct options *options, const char *name)
{
	const char *value = NULL, *next;

	for (int at = 0; (next = options_next(options, name, &at));)
		value = next;
	return value;
}

const char *options_next(const struct options *options, const char *name, int *at)
{
	while (*at < options->given_count) {
		const struct option_given *given = &options->given[(*at)++];
		if (strcmp(given->row->name, name) == 0)
			return given->value;
	}
	return NULL;
}

bool options_given(const struct options *options, const char *name)
{
	return options_value(options, name) != NULL;
}

bool options_number(const struct options *options, const char *name, long least, long most, long otherwise, long *number,
		    struct err *err)
{
	const char *text = options_value(options, name);
	char *end;

	*number = otherwise;
	if (!text)
		return true;
	errno = 0;
	*number = strtol(text, &end, 10);
	if (errno || end == text || *end || *number < least || *number > most)
		return err_set(err, ERR_USAGE, _("The option %s takes a number from %ld to %ld."), name, least, most);
	return true;
}
