/* SPDX-License-Identifier: MIT */
/* cmd_forms.c — `kaijisho forms [FORM]`: the forms there are, or all that one of them asks. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/form_json.h"
#include "cli/say.h"
#include "form/type.h"

/* Every form's id and title. A form that does not load is told of on stderr and makes the status EXIT_TROUBLE. */
static int list(const struct context *context, bool as_json)
{
	char **ids = form_list(&context->library);
	json_t *all = json_array();
	int status = EXIT_GOOD;

	for (size_t i = 0; ids[i]; i++) {
		struct err err = { 0 };
		struct form *form = form_load(&context->library, ids[i], &err);
		if (!form)
			status = say_failure(&err);
		else if (as_json)
			json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:I}", "id", form->id, "title", form->title, "edition",
							     form->edition, "fields", (json_int_t)form->field_count));
		else
			say_printf("%s%*s%s\n", form->id, strlen(form->id) < 22 ? (int)(22 - strlen(form->id)) : 1, "", form->title);
		form_free(form);
		free(ids[i]);
	}
	free(ids);
	if (as_json)
		say_json(all);
	json_decref(all);
	return status;
}

static void print_form(const struct form *form)
{
	say_printf("%s (%s, %s)\n", form->title, form->id, form->edition);
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		if (item == item->section->items)
			say_printf("\n%s\n", item->section->title);
		say_printf("  %s %s\n", item->number, item->name);
		for (size_t f = 0; f < item->field_count; f++) {
			const struct field *field = &item->fields[f];
			say_printf("      %s [%s%s%s] %s\n", field->id, requirement_mark(field->requirement),
				   *requirement_mark(field->requirement) ? " " : "", _(field->type->title), field->prompt);
		}
	}
}

/* Each field id that several forms have, with those forms. */
static int shared(const struct context *context)
{
	char **ids = form_list(&context->library);
	json_t *forms_of = json_object();
	struct err err = { 0 };
	int status = EXIT_GOOD;

	for (size_t i = 0; ids[i]; free(ids[i++])) {
		struct form *form = form_load(&context->library, ids[i], &err);
		if (!form) {
			status = say_failure(&err);
			continue;
		}
		for (size_t f = 0; f < form->field_count; f++) {
			json_t *list_of = json_object_get(forms_of, form->fields[f].id);
			if (!list_of) {
				list_of = json_array();
				json_object_set_new(forms_of, form->fields[f].id, list_of);
			}
			json_array_append_new(list_of, json_string(form->id));
		}
		form_free(form);
	}
	free(ids);
	const char *id;
	json_t *list_of;
	json_object_foreach(forms_of, id, list_of) {
		if (json_array_size(list_of) < 2)
			continue;
		say_printf("%s:", id);
		for (size_t i = 0; i < json_array_size(list_of); i++)
			say_printf(" %s", json_string_value(json_array_get(list_of, i)));
		say_printf("\n");
	}
	json_decref(forms_of);
	return status;
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	bool as_json = options_given(options, "--json");
	struct form *form;

	if (options_given(options, "--shared"))
		return shared(context);
	if (options->operand_count == 0 && !context->form_file)
		return list(context, as_json);
	form = command_load_form(context, options->operand_count ? options->operands[0] : "", &err);
	if (!form)
		return say_failure(&err);
	if (as_json) {
		json_t *json = form_json(form);
		say_json(json);
		json_decref(json);
	} else {
		print_form(form);
	}
	form_free(form);
	return EXIT_GOOD;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print JSON") },
	{ "--shared", NULL, N_("print the questions that several forms share") },
	{ 0 },
};

const struct command cmd_forms = {
	.name = "forms",
	.operands = "[FORM]",
	.help = N_("list the forms, or what one of them asks"),
	.options = own_options,
	.most = 1,
	.run = run,
};
