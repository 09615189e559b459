/* SPDX-License-Identifier: MIT */
/* cmd_get.c — `kaijisho get DRAFT [ID…]`: answers on stdout. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/field_name.h"
#include "cli/reading.h"
#include "cli/say.h"

/* The joined text, or one part; NULL: nothing there. Yours to free. */
static char *text_of(const struct draft *draft, struct place place, const char *path, enum part part)
{
	return strchr(path, ':') ? mem_string(draft_part(draft, place, part)) : draft_joined(draft, place);
}

/* `path=text`; the further lines of a text begin with a TAB. */
static void print_named(const char *path, const char *text)
{
	say_printf("%s=", path);
	for (const char *line = text; line;) {
		const char *end = strchr(line, '\n');
		say_printf("%s%.*s\n", line == text ? "" : "\t", end ? (int)(end - line) : (int)strlen(line), line);
		line = end ? end + 1 : NULL;
	}
}

static bool get_named(const struct draft *draft, const struct options *options, json_t *all, struct err *err)
{
	struct place place;
	enum part part;

	for (int i = 1; i < options->operand_count; i++) {
		const char *path = options->operands[i];
		if (!field_name_parse(draft, path, false, &place, &part, err))
			return false;
		char *text = text_of(draft, place, path, part);
		json_object_set_new(all, path, text ? json_string(text) : json_null());
		free(text);
	}
	return true;
}

static void get_all(const struct draft *draft, json_t *all)
{
	struct place place = { 0 };

	while (place_next(draft, &place)) {
		char *text = draft_joined(draft, place);
		char *path = place_path(place);
		if (text)
			json_object_set_new(all, path, json_string(text));
		free(path);
		free(text);
	}
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct reading reading;
	const char *path;
	json_t *text;
	int status = EXIT_GOOD;

	if (!reading_open(&reading, context, options->operands[0], &err))
		return say_failure(&err);
	reading_tell_pending(&reading, options->operands[0]);
	json_t *all = json_object();
	if (options->operand_count == 1)
		get_all(reading.draft, all);
	else if (!get_named(reading.draft, options, all, &err))
		status = say_failure(&err);
	if (status != EXIT_GOOD)
		;
	else if (options_given(options, "--json"))
		say_json(all);
	else
		json_object_foreach (all, path, text) {
			if (options->operand_count != 2)
				print_named(path, json_is_null(text) ? "" : json_string_value(text));
			else if (!json_is_null(text))
				say_printf("%s\n", json_string_value(text));
		}
	json_decref(all);
	reading_clear(&reading);
	return status;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object") },
	{ 0 },
};

const struct command cmd_get = {
	.name = "get",
	.operands = N_("DRAFT [ID…]"),
	.help = N_("print answers: one as it is, several or all as ID=TEXT"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
