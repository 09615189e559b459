/* SPDX-License-Identifier: MIT */
/* form_json.c — the shapes kaijisho(1) documents: `forms FORM --json` and `schema FORM`. */
#include <config.h>

#include "cli/form_json.h"

#include <string.h>

#include "draft/draft.h"
#include "form/type.h"

static json_t *choices_json(const struct field *field)
{
	json_t *choices = json_array();

	for (size_t i = 0; i < field->option_count; i++)
		json_array_append_new(choices, json_string(field->options[i].text));
	return choices;
}

static json_t *details_json(const struct field *field)
{
	json_t *details = json_array();

	for (size_t i = 0; i < field->option_count; i++)
		if (field->options[i].needs_detail)
			json_array_append_new(details, json_string(field->options[i].text));
	return details;
}

static json_t *limit_json(const struct field *field)
{
	if (field->limit)
		return json_integer((json_int_t)field->limit);
	return field->limit_group ? json_integer((json_int_t)field->limit_group->limit) : json_null();
}

static json_t *field_json(const struct field *field)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s?, s:o, s:o, s:b, s:s?, s:s?, s:s?, s:s?}", "id", field->id, "prompt",
			 field->prompt, "requirement", requirement_name(field->requirement), "type", field->type->name, "limit",
			 limit_json(field), "limit_group", field->limit_group ? field->limit_group->id : NULL, "choices",
			 choices_json(field), "detail", details_json(field), "open", field->open, "unit", field->unit, "relevant",
			 field->relevant.text, "guidance", field->guidance, "example", field->example);
}

static json_t *item_json(const struct item *item)
{
	json_t *fields = json_array();

	for (size_t i = 0; i < item->field_count; i++)
		json_array_append_new(fields, field_json(&item->fields[i]));
	return json_pack("{s:s, s:s?, s:s, s:o}", "number", item->number, "category", item->category, "name", item->name,
			 "fields", fields);
}

static json_t *section_json(const struct section *section)
{
	json_t *items = json_array(), *repeat = json_null();

	for (size_t i = 0; i < section->item_count; i++)
		json_array_append_new(items, item_json(&section->items[i]));
	if (section->repeated)
		repeat = json_pack("{s:s, s:s?}", "name", section->repeat_name->id, "count",
				   section->repeat_count ? section->repeat_count->id : NULL);
	return json_pack("{s:s, s:s, s:o, s:o}", "id", section->id, "title", section->title, "repeat", repeat, "items", items);
}

json_t *form_json(const struct form *form)
{
	json_t *sections = json_array();

	for (size_t i = 0; i < form->section_count; i++)
		json_array_append_new(sections, section_json(&form->sections[i]));
	return json_pack("{s:s, s:s, s:s, s:o}", "id", form->id, "title", form->title, "edition", form->edition, "sections",
			 sections);
}

/* An answer: a string, or a mapping of its parts. What a type expects is a description, not a constraint: a draft keeps
 * whatever was written, and `check` judges it. */
static json_t *answer_schema(void)
{
	json_t *parts = json_object();

	for (int part = 0; part < PART_COUNT; part++)
		json_object_set_new(parts, part_name((enum part)part), json_pack("{s:s}", "type", "string"));
	json_object_set_new(parts, part_name(PART_STATUS), json_pack("{s:[s,s]}", "enum", "undisclosed", "not-applicable"));
	json_object_set_new(parts, part_name(PART_ACK),
			    json_pack("{s:s, s:{s:s}}", "type", "object", "additionalProperties", "type", "string"));
	return json_pack("{s:[{s:s}, {s:s}, {s:s, s:o}]}", "anyOf", "type", "string", "type", "null", "type", "object", "properties",
			 parts);
}

static json_t *field_schema(const struct field *field)
{
	json_t *schema = json_pack("{s:s, s:s, s:s}", "$ref", "#/$defs/answer", "title", field->item->name, "description",
				   field->prompt);

	if (field->example)
		json_object_set_new(schema, "examples", json_pack("[s]", field->example));
	return schema;
}

static json_t *fields_schema(const struct section *section)
{
	json_t *properties = json_object();

	for (size_t i = 0; i < section->item_count; i++)
		for (size_t f = 0; f < section->items[i].field_count; f++)
			json_object_set_new(properties, section->items[i].fields[f].id, field_schema(&section->items[i].fields[f]));
	return properties;
}

json_t *form_schema(const struct form *form)
{
	json_t *answers = json_object();

	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		json_t *fields = fields_schema(section);
		if (section->repeated)
			json_object_set_new(answers, section->id,
					    json_pack("{s:s, s:s, s:{s:s, s:o}}", "type", "array", "title", section->title, "items",
						      "type", "object", "properties", fields));
		else {
			json_object_update(answers, fields);
			json_decref(fields);
		}
	}
	return json_pack("{s:s, s:s, s:s, s:[s,s], s:{s:{s:i}, s:{s:s}, s:{s:s}, s:{s:[s,s], s:o}}, s:{s:o}}", "$schema",
			 "https://json-schema.org/draft/2020-12/schema", "title", form->title, "type", "object", "required",
			 "kaijisho", "form", "properties", "kaijisho", "const", 1, "form", "const", form->id, "edition", "type",
			 "string", "answers", "type", "object", "null", "properties", answers, "$defs", "answer", answer_schema());
}
