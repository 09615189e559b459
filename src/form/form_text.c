/* SPDX-License-Identifier: MIT */
/* form_text.c — a form's texts in another language, in place of its own. Answers and options stay as they are stored. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "form/form_build.h"
#include "form/type.h"

static void replace(struct form_draught *draught, const struct form_part *text, const struct yaml_node *map, const char *key,
		    const char **out)
{
	const char *words = form_text(draught, text->path, map, key);
	if (words && !draught->lint) /* lint looks at the rendering and then at the form itself */
		*out = words;
}

/* The same for a key in one of the rendering's maps. */
static void replace_in(struct form_draught *draught, const struct form_part *text, const char *map, const char *key,
		       const char **out)
{
	replace(draught, text, yaml_get(text->root, map), key, out);
}

static struct option *own_options(struct form_draught *draught, const struct field *field)
{
	struct option *options = arena_alloc(&draught->form->arena, field->option_count, sizeof *options);
	if (field->option_count)
		memcpy(options, field->options, field->option_count * sizeof *options);
	return options;
}

/* A type's usual options are told in the language of the program. */
static void label_defaults(struct form_draught *draught, struct field *field)
{
	if (!field->type->options || field->option_count == 0)
		return;
	struct option *options = own_options(draught, field);
	for (size_t i = 0; i < field->option_count; i++)
		for (size_t k = 0; field->type->options[k]; k++)
			if (strcmp(options[i].text, field->type->options[k]) == 0)
				options[i].label = _(field->type->labels[k]);
	field->options = options;
}

static void label_options(struct form_draught *draught, const struct form_part *text, const struct yaml_node *map,
			  struct field *field)
{
	const struct yaml_node *labels = yaml_get(map, "options");
	if (!labels || labels->kind != YAML_MAP)
		return;
	struct option *options = own_options(draught, field);
	for (size_t i = 0; i < labels->count; i++) {
		const char *option = labels->items[2 * i]->text;
		size_t at = 0;
		while (at < field->option_count && strcmp(options[at].text, option) != 0)
			at++;
		if (at == field->option_count)
			form_remark(draught, text->path, labels->items[2 * i], "unknown-option",
				    _("“%s” is no option of the field “%s”."), option, field->id);
		else
			replace(draught, text, labels, option, &options[at].label);
	}
	field->options = options;
}

static void apply_fields(struct form_draught *draught, const struct form_part *text)
{
	static const char *const keys[] = { "prompt", "guidance", "example", "options", "unit", NULL };
	const struct yaml_node *map = yaml_get(text->root, "fields");
	if (!map || map->kind != YAML_MAP)
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i], *node = map->items[2 * i + 1];
		const struct field *found = form_field(draught->form, key->text, key->len);
		if (!found || node->kind != YAML_MAP) {
			form_remark(draught, text->path, key, "unknown-field", _("There is no field “%s”."), key->text);
			continue;
		}
		form_known_keys(draught, text->path, node, keys);
		struct field *field = &draught->fields[found->index];
		replace(draught, text, node, "prompt", &field->prompt);
		replace(draught, text, node, "guidance", &field->guidance);
		replace(draught, text, node, "example", &field->example);
		replace(draught, text, node, "unit", &field->unit);
		label_options(draught, text, node, field);
	}
}

/* An overlay's items are none of the form's: its rendering cannot know them. */
static bool is_added(const struct form_draught *draught, const struct field *field)
{
	return field->item->path != draught->form->path;
}

static void remark_untold(struct form_draught *draught, const struct form_part *text)
{
	const struct yaml_node *fields = yaml_get(text->root, "fields");
	for (size_t i = 0; draught->lint && i < draught->form->field_count; i++) {
		const struct field *field = &draught->fields[i];
		if (!is_added(draught, field) && !yaml_get_text(yaml_get(fields, field->id), "prompt"))
			form_remark(draught, text->path, fields, "no-rendering", _("The field “%s” is not rendered here."),
				    field->id);
	}
}

void form_text_apply(struct form_draught *draught, const struct form_part *text)
{
	static const char *const keys[] = { "kaijisho-form-text", "form",  "language", "title", "audience", "sections",
					    "categories",         "items", "fields",   "rules", NULL };
	struct form *form = draught->form;
	for (size_t i = 0; i < form->field_count; i++)
		label_defaults(draught, &draught->fields[i]);
	if (!text->root)
		return;
	const char *version = yaml_get_text(text->root, "kaijisho-form-text");
	const char *id = yaml_get_text(text->root, "form");
	if (!version || strcmp(version, "1") != 0 || !id || strcmp(id, form->id) != 0) {
		form_refuse(draught, text->path, text->root, "version",
			    _("These are no texts of version 1 (kaijisho-form-text: 1) of the form “%s”."), form->id);
		return;
	}
	form_known_keys(draught, text->path, text->root, keys);
	replace(draught, text, text->root, "title", &form->title);
	replace(draught, text, text->root, "audience", &form->audience);
	for (size_t i = 0; i < form->section_count; i++)
		replace_in(draught, text, "sections", form->sections[i].id, &draught->sections[i].title);
	for (size_t i = 0; i < form->item_count; i++) {
		struct item *item = &draught->items[i];
		replace_in(draught, text, "categories", item->category, &item->category);
		replace_in(draught, text, "items", item->number, &item->name);
	}
	for (size_t i = 0; i < form->rule_count; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", i + 1);
		replace_in(draught, text, "rules", number, &draught->rules[i].message);
	}
	apply_fields(draught, text);
	remark_untold(draught, text);
}
