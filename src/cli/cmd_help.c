/* SPDX-License-Identifier: MIT */
/* cmd_help.c — `kaijisho help [TOPIC]`: a command, a field of a form, or the list of both. */
#include <config.h>

#include <string.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/completion.h"
#include "cli/nearest.h"
#include "cli/say.h"
#include "form/type.h"
#include "screen/action.h"

static void print_overview(void)
{
	say_printf("%s\n\n", _("Usage: kaijisho [DRAFT]\n       kaijisho COMMAND [OPTION…] …"));
	say_printf("%s\n", _("Commands:"));
	command_print_list();
	say_printf("\n");
	command_print_paragraph(
		_("Topics: exit-status, fields, keys, types; each command is a topic too. The manual: man kaijisho"));
}

static void print_exit_status(void)
{
	static const struct {
		const char *status, *meaning;
	} rows[] = {
		{ "0", N_("all is well") },
		{ "1",
		  N_("there are findings: check: not complete, with --strict: a warning, with --together: the drafts differ; "
		     "diff: they differ; edition: another edition, or answers without a question; merge: conflicts; lint: "
		     "something to mend") },
		{ "2",
		  N_("it could not be done: usage, a file that cannot be read or written, a draft another session has open") },
		{ "129", N_("merge could not be done, as git wants it said") },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		command_print_pair(0, rows[i].status, 5, _(rows[i].meaning));
	say_printf("\n%s\n", _("Of several drafts the highest status is that of the command."));
}

static void print_fields(void)
{
	command_print_paragraph(
		_("A field is named by its id, as company-name. In a section that is filled once per data center, say which "
		  "one, from 1: data-center.2.ups. A part of an answer follows a colon: listing-market:review. "
		  "`kaijisho forms FORM` lists the ids of a form."));
}

static void print_types(void)
{
	size_t count;
	const struct type *types = type_table(&count);

	for (size_t i = 0; i < count; i++)
		command_print_pair(0, types[i].name, 18, _(types[i].title));
}

/* What the editor's keys do; keys every text widget has are told in the manual. */
static void print_keys(void)
{
	size_t count;
	const struct action *actions = action_table(&count);

	for (size_t i = 0; i < count; i++)
		if (*actions[i].keys)
			command_print_pair(0, actions[i].keys, 18, _(actions[i].title));
}

static const struct {
	const char *name;
	void (*print)(void);
} topics[] = {
	{ "exit-status", print_exit_status },
	{ "fields", print_fields },
	{ "keys", print_keys },
	{ "types", print_types },
};

const char *help_topic(size_t index)
{
	return index < sizeof topics / sizeof topics[0] ? topics[index].name : NULL;
}

static int run(struct context *context, const struct options *options)
{
	const char *topic = options->operand_count ? options->operands[0] : NULL;
	const struct command *command = topic ? command_find(topic) : NULL;
	struct err err = { 0 };

	if (options_given(options, "--complete")) {
		completion_print(context, options->operands, options->operand_count);
		return EXIT_GOOD;
	}
	if (options->operand_count > 1) {
		err_set(&err, ERR_USAGE, _("%s is one too many. Usage: kaijisho %s%s%s"), options->operands[1], cmd_help.name,
			" ", command_operands(&cmd_help));
		return say_failure(&err);
	}
	if (!topic) {
		print_overview();
		return EXIT_GOOD;
	}
	if (command) {
		command_print_help(command);
		return EXIT_GOOD;
	}
	for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
		if (strcmp(topics[i].name, topic) == 0) {
			topics[i].print();
			return EXIT_GOOD;
		}
	struct nearest nearest = { 0 };
	size_t count;
	const struct command *const *commands = command_table(&count);
	for (size_t i = 0; i < count; i++)
		nearest_try(&nearest, topic, commands[i]->name);
	for (size_t i = 0; help_topic(i); i++)
		nearest_try(&nearest, topic, help_topic(i));
	if (nearest.name)
		err_set(&err, ERR_USAGE, _("There is no topic %s. Did you mean `kaijisho help %s`?"), topic, nearest.name);
	else
		err_set(&err, ERR_USAGE, _("There is no topic %s. `kaijisho help` lists them."), topic);
	return say_failure(&err);
}

static const struct option_row own_options[] = {
	{ "--complete", NULL, NULL }, /* what the shells' completions ask */
	{ 0 },
};

const struct command cmd_help = {
	.name = "help",
	.operands = N_("[TOPIC]"),
	.help = N_("explain a command or a topic"),
	.options = own_options,
	.most = -1,
	.run = run,
};
