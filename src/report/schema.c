/* SPDX-License-Identifier: MIT */
/* schema.c — JSON Schema (2020-12) of a form's drafts. */
#include <config.h>

#include "report/schema.h"

#include "base/buf.h"
#include "draft/draft.h"
#include "form/type.h"

/* A text: 0120, true and an empty value are texts too, though YAML readers see other things in them. */
static json_t *text_schema(void)
{
	return json_pack("{s:[s,s,s,s]}", "type", "string", "number", "boolean", "null");
}

/* Entries as a YAML list, which is read as one a line. */
static json_t *entries_schema(void)
{
	return json_pack("{s:s, s:{s:s}}", "type", "array", "items", "$ref", "#/$defs/text");
}

/* The parts of an answer; keys it does not know are kept, so they are allowed. */
static json_t *parts_schema(void)
{
	json_t *properties = json_object();
	for (int part = 0; part < PART_COUNT; part++)
		json_object_set_new(properties, part_name((enum part)part), json_pack("{s:s}", "$ref", "#/$defs/text"));
	json_object_set_new(properties, part_name(PART_ANSWER),
			    json_pack("{s:[{s:s}, o]}", "anyOf", "$ref", "#/$defs/text", entries_schema()));
	json_object_set_new(properties, part_name(PART_STATUS),
			    json_pack("{s:[s,s,s,s]}", "enum", "undisclosed", "not-applicable", "非公開", "該当なし"));
	json_object_set_new(properties, part_name(PART_ACK),
			    json_pack("{s:[s,s,s], s:{s:s}}", "type", "object", "string", "null", "additionalProperties",
				      "$ref", "#/$defs/text"));
	json_object_set_new(properties, part_name(PART_THEIRS), json_object());
	return json_pack("{s:s, s:o}", "type", "object", "properties", properties);
}

/* What an editor offers first, then whatever else may be written. */
static json_t *answer_schema(const struct field *field)
{
	json_t *any = json_array();
	if (field->option_count > 0) {
		json_t *options = json_array();
		for (size_t i = 0; i < field->option_count; i++)
			json_array_append_new(options, json_string(field->options[i].text));
		json_array_append_new(any, json_pack("{s:o}", "enum", options));
	}
	json_array_append_new(any, json_pack("{s:s}", "$ref", "#/$defs/text"));
	json_array_append_new(any, entries_schema());
	return any;
}

static json_t *field_schema(const struct field *field)
{
	struct buf title = { 0 }, description = { 0 };
	buf_printf(&title, "%s %s", field->item->number, field->item->name);
	buf_puts(&description, field->prompt);
	if (field->guidance)
		buf_printf(&description, "\n\n%s", field->guidance);

	json_t *any = answer_schema(field);
	json_t *parts = json_pack("{s:s}", "$ref", "#/$defs/parts");
	if (field->option_count > 0)
		json_object_set_new(parts, "properties",
				    json_pack("{s:{s:o}}", part_name(PART_ANSWER), "anyOf", answer_schema(field)));
	json_array_append_new(any, parts);
	json_t *schema =
		json_pack("{s:s, s:s, s:o}", "title", buf_text(&title), "description", buf_text(&description), "anyOf", any);
	if (field->example)
		json_object_set_new(schema, "examples", json_pack("[s]", field->original_example));
	buf_clear(&title);
	buf_clear(&description);
	return schema;
}

static void put_fields(json_t *properties, const struct form *form, const struct section *section)
{
	for (size_t i = 0; i < section->field_count; i++) {
		const struct field *field = &form->fields[section->first_field + i];
		json_object_set_new(properties, field->id, field_schema(field));
	}
}

json_t *schema_json(const struct form *form)
{
	json_t *answers = json_object();
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		if (!section->repeated) {
			put_fields(answers, form, section);
			continue;
		}
		json_t *fields = json_object();
		put_fields(fields, form, section);
		json_object_set_new(answers, section->id,
				    json_pack("{s:s, s:[s,s], s:{s:[s,s], s:o}}", "title", section->title, "type", "array",
					      "null", "items", "type", "object", "null", "properties", fields));
	}
	return json_pack("{s:s, s:s, s:s, s:s, s:[s,s], s:{s:{s:[i,s]}, s:{s:s}, s:{s:s}, s:{s:[s,s], s:o}}, s:{s:o, s:o}}",
			 "$schema", "https://json-schema.org/draft/2020-12/schema", "title", form->title, "description",
			 form->audience, "type", "object", "required", "kaijisho", "form", "properties", "kaijisho", "enum", 1,
			 "1", "form", "const", form->id, "edition", "$ref", "#/$defs/text", "answers", "type", "object", "null",
			 "properties", answers, "$defs", "text", text_schema(), "parts", parts_schema());
}
