/* SPDX-License-Identifier: MIT */
/* command.c — the table of commands, and the help made from it. */
#include <config.h>

#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/nearest.h"
#include "cli/say.h"
#include "report/export.h"
#include "report/import_source.h"
#include "report/page.h"
#include "text/width.h"

static const struct command *const commands[] = {
	&cmd_edit,    &cmd_new,     &cmd_get,    &cmd_set,   &cmd_unset,  &cmd_instance, &cmd_check,
	&cmd_summary, &cmd_export,  &cmd_import, &cmd_renew, &cmd_diff,   &cmd_merge,    &cmd_history,
	&cmd_restore, &cmd_edition, &cmd_forms,  &cmd_lint,  &cmd_schema, &cmd_help,     &cmd_version,
};

static const struct option_row common_options[] = {
	{ "--help", NULL, N_("print this help") },
	{ "--lang", N_("LANGUAGE"), N_("speak ja (Japanese) or en (English), whatever the locale says") },
	{ "--form", N_("FILE"), N_("take this form file instead of the form the draft names") },
	{ "--today", N_("DATE"), N_("take this day, as 2026-11-22, as today") },
	{ 0 },
};

const struct option_row *command_common_options(void)
{
	return common_options;
}

const struct command *const *command_table(size_t *count)
{
	*count = sizeof commands / sizeof commands[0];
	return commands;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/* For an id of which there is no form: the failure says which may have been meant. */
static void suggest_form(const struct context *context, const char *name, struct err *err)
{
	struct nearest nearest = { 0 };
	char **ids = form_list(&context->library);

	for (size_t i = 0; ids[i]; i++)
		nearest_try(&nearest, name, ids[i]);
	if (nearest.name && strcmp(nearest.name, name) != 0) {
		err_clear(err);
		err_set(err, ERR_USAGE, _("There is no form “%s”. Did you mean %s?"), name, nearest.name);
	}
	for (size_t i = 0; ids[i]; i++)
		free(ids[i]);
	free(ids);
}

struct form *command_load_form(const struct context *context, const char *name, struct err *err)
{
	const char *file = context->form_file ? context->form_file : strpbrk(name, "/.") ? name : NULL;
	struct form *form = file ? form_load_file(&context->library, file, NULL, err) : form_load(&context->library, name, err);

	if (!form && !file)
		suggest_form(context, name, err);
	return form;
}

void command_print_paragraph(const char *text)
{
	struct buf page = { 0 };
	page_wrapped(&page, mem_string(text), 0);
	say_result(buf_text(&page), page.len);
	buf_clear(&page);
}

void command_print_pair(int indent, const char *left, int column, const char *right)
{
	int used = indent + width_text(left, strlen(left), 1);
	struct buf page = { 0 };

	page_blanks(&page, indent);
	buf_puts(&page, left);
	if (used + 2 > column) {
		buf_putc(&page, '\n');
		used = 0;
	}
	page_blanks(&page, column - used);
	page_wrapped(&page, mem_string(right), column);
	say_result(buf_text(&page), page.len);
	buf_clear(&page);
}

/* The names that an argument takes, from the tables that read them; without a table, none. */
static void list_names(const char *argument, struct buf *out)
{
	size_t count;
	if (strcmp(argument, "FORMAT") == 0) {
		const struct export_format *formats = export_table(&count);
		for (size_t i = 0; i < count; i++)
			buf_printf(out, "%s%s", i ? ", " : "", formats[i].name);
	} else if (strcmp(argument, "KIND") == 0) {
		const struct import_kind *kinds = import_kinds(&count);
		for (size_t i = 0; i < count; i++)
			buf_printf(out, "%s%s", i ? ", " : "", kinds[i].name);
	}
}

static void print_options(const struct option_row *rows)
{
	for (; rows && rows->name; rows++) {
		struct buf left = { 0 };
		if (!rows->help)
			continue;
		buf_puts(&left, rows->name);
		if (rows->argument)
			buf_printf(&left, " %s", _(rows->argument));
		command_print_pair(2, buf_text(&left), 22, _(rows->help));
		buf_reset(&left);
		if (rows->argument)
			list_names(rows->argument, &left);
		if (left.len)
			command_print_pair(0, "", 22, buf_text(&left));
		buf_clear(&left);
	}
}

const char *command_operands(const struct command *command)
{
	return *command->operands ? _(command->operands) : "";
}

void command_print_help(const struct command *command)
{
	say_printf(_("Usage: kaijisho %s [OPTION…]%s%s"), command->name, *command->operands ? " " : "",
		   command_operands(command));
	say_printf("\n");
	command_print_paragraph(_(command->help));
	say_printf("\n");
	print_options(command->options);
	print_options(common_options);
	if (command->explain)
		command->explain();
}

void command_print_list(void)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		command_print_pair(2, commands[i]->name, 14, _(commands[i]->help));
}
