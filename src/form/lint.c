/* SPDX-License-Identifier: MIT */
/* lint.c — what is not good in a form that can be read. */
#include <config.h>

#include "form/lint.h"

#include <string.h>

#include "base/gettext.h"
#include "form/type.h"

struct lint {
	const struct form *form;
	struct problems *problems;
};

static void at_field(struct lint *lint, const struct field *field, const char *code, const char *sentence, const char *word)
{
	/* Each sentence has two %s: the field's id and `word`. */
	problems_add(lint->problems, field->item->path, field->line, field->column, code, sentence, field->id, word);
}

static void lint_texts(struct lint *lint, const struct field *field)
{
	if (!field->guidance)
		at_field(lint, field, "no-guidance",
			 _("The field “%s” has no guidance: nobody is told what a good answer holds."), "");
	if (!field->example)
		at_field(lint, field, "no-example", _("The field “%s” has no example."), "");
	if (!field->example)
		return;
	struct value value;
	type_read(field, field->original_example, &value);
	if (value.reading == READING_FAILED)
		at_field(lint, field, "bad-example", _("The example of the field “%s” is no good answer: %s"), value.complaint);
}

static void lint_limit(struct lint *lint, const struct field *field)
{
	if ((field->limit || field->limit_group) && !field->type->takes_limit)
		at_field(lint, field, "limit-on-non-text",
			 _("The field “%s” has a limit, but an answer of type %s is no text to count."), field->type->name);
}

static bool names_option(const struct condition *condition, const char *text)
{
	for (size_t i = 0; i < condition->option_count; i++)
		if (strcmp(condition->options[i], text) == 0)
			return true;
	return false;
}

/* Every answer the other field may have makes this one irrelevant. */
static void lint_condition(struct lint *lint, const struct field *field)
{
	const struct field *other = field->relevant.field;
	if (!other || other->open)
		return;
	for (size_t i = 0; i < other->option_count; i++)
		if (!names_option(&field->relevant, other->options[i].text))
			return;
	at_field(lint, field, "unreachable",
		 _("The field “%s” can never be relevant: its condition excludes every option of “%s”."), other->id);
}

static void lint_count(struct lint *lint, const struct section *section)
{
	if (section->repeat_count && strcmp(section->repeat_count->type->name, "number") != 0)
		at_field(lint, section->repeat_count, "wrong-type",
			 _("The field “%s” counts a repeated section, so its type must be %s."), "number");
}

static void lint_numbers(struct lint *lint)
{
	for (size_t i = 0; i < lint->form->item_count; i++) {
		const struct item *item = &lint->form->items[i];
		for (size_t k = 0; k < i && *item->number; k++) {
			if (strcmp(lint->form->items[k].number, item->number) != 0)
				continue;
			problems_add(lint->problems, item->path, item->line, item->column, "repeated-number",
				     _("The number %s is taken by the item “%s”."), item->number, lint->form->items[k].name);
			break;
		}
	}
}

void lint_form(const struct form *form, struct problems *problems)
{
	struct lint lint = { form, problems };
	for (size_t i = 0; i < form->field_count; i++) {
		lint_texts(&lint, &form->fields[i]);
		lint_limit(&lint, &form->fields[i]);
		lint_condition(&lint, &form->fields[i]);
	}
	for (size_t i = 0; i < form->section_count; i++)
		lint_count(&lint, &form->sections[i]);
	lint_numbers(&lint);
}
