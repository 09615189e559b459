/* SPDX-License-Identifier: MIT */
/* cmd_forms.c — `kaijisho forms [FORM]`: the forms there are, what one of them asks, what several share. */
#include <config.h>

#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "report/form_dump.h"

/* Forms that load; one that does not is told of on stderr and makes the status EXIT_TROUBLE. */
static struct form **load_all(const struct context *context, size_t *count, int *status)
{
	char **ids = form_list(&context->library);
	struct form **forms = NULL;

	*count = 0;
	for (size_t i = 0; ids[i]; free(ids[i++])) {
		struct err err = { 0 };
		struct form *form = form_load(&context->library, ids[i], &err);
		forms = mem_resize(forms, *count + 1, sizeof(struct form *));
		if (form)
			forms[(*count)++] = form;
		else
			*status = say_failure(&err);
	}
	free(ids);
	return forms;
}

static void print(const struct buf *text, json_t *json)
{
	if (json)
		say_json(json);
	else
		say_result(buf_text(text), text->len);
}

static int all_forms(const struct context *context, bool shared, bool as_json)
{
	int status = EXIT_GOOD;
	size_t count;
	struct form **forms = load_all(context, &count, &status);
	const struct form *const *list = (const struct form *const *)forms;
	struct buf text = { 0 };
	json_t *json = NULL;

	if (as_json)
		json = shared ? form_shared_json(list, count) : form_list_json(list, count);
	else if (shared)
		form_shared_write(&text, list, count);
	else
		form_list_write(&text, list, count);
	print(&text, json);
	json_decref(json);
	buf_clear(&text);
	for (size_t i = 0; i < count; i++)
		form_free(forms[i]);
	free(forms);
	return status;
}

static int one_form(const struct context *context, const char *name, bool as_json)
{
	struct err err = { 0 };
	struct form *form = command_load_form(context, name, &err);
	struct buf text = { 0 };
	json_t *json = NULL;

	if (!form)
		return say_failure(&err);
	if (as_json)
		json = form_dump_json(form);
	else
		form_dump_write(&text, form);
	print(&text, json);
	json_decref(json);
	buf_clear(&text);
	form_free(form);
	return EXIT_GOOD;
}

static int run(struct context *context, const struct options *options)
{
	bool as_json = options_given(options, "--json");

	if (options->operand_count || context->form_file)
		return one_form(context, options->operand_count ? options->operands[0] : "", as_json);
	return all_forms(context, options_given(options, "--shared"), as_json);
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print JSON") },
	{ "--shared", NULL, N_("print the questions that several forms share") },
	{ 0 },
};

const struct command cmd_forms = {
	.name = "forms",
	.operands = N_("[FORM]"),
	.help = N_("list the forms, or what one of them asks"),
	.options = own_options,
	.most = 1,
	.run = run,
};
