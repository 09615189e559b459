/* SPDX-License-Identifier: MIT */
/* export_json.c — JSON (one object, the document whole) and JSON Lines (one field a line, for DuckDB, PostgreSQL, jq). */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>

#include "report/export.h"

static json_t *text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* One field as an object; the same keys in both formats. */
static json_t *row_object(const struct publication_part *part, const struct publication_row *row)
{
	char *path = place_path(row->place);
	json_t *object = json_pack(
		"{s:s, s:s, s:o, s:s, s:s, s:s, s:s, s:s, s:o, s:b}", "id", path, "section", part->section->original_title,
		"instance", part->section->repeated ? json_integer((json_int_t)part->instance + 1) : json_null(), "number",
		row->number, "category", row->category, "item", row->item, "prompt", row->prompt, "requirement",
		requirement_name(row->place.field->requirement), "answer", text_or_null(row->answer), "missing", row->missing);
	json_t *options = json_array();
	for (size_t i = 0; i < row->place.field->option_count; i++)
		json_array_append_new(options, json_string(row->place.field->options[i].text));
	json_object_set_new(object, "options", options);
	json_object_set_new(object, "mark", json_string(row->mark));
	free(path);
	return object;
}

static void put_json(struct buf *out, json_t *object, size_t flags)
{
	char *text = json_dumps(object, flags);
	buf_puts(out, text);
	buf_putc(out, '\n');
	free(text);
	json_decref(object);
}

void export_json(struct buf *out, const struct publication *publication)
{
	const struct form *form = publication->form;
	json_t *headings = json_array();
	for (size_t i = 0; i < publication->heading_count; i++)
		json_array_append_new(headings,
				      json_pack("{s:s, s:s, s:s}", "field", publication->headings[i].field, "label",
						publication->headings[i].label, "value", publication->headings[i].value));
	json_t *sections = json_array();
	for (size_t p = 0; p < publication->part_count; p++) {
		const struct publication_part *part = &publication->parts[p];
		json_t *fields = json_array();
		for (size_t r = 0; r < part->row_count; r++)
			json_array_append_new(fields, row_object(part, &part->rows[r]));
		json_array_append_new(sections, json_pack("{s:s, s:s, s:o}", "id", part->section->id, "title", part->title,
							  "fields", fields));
	}
	json_t *labels = json_object();
	static const struct {
		const char *key;
		enum word word;
	} words[] = { { "number", WORD_NUMBER },   { "category", WORD_CATEGORY }, { "item", WORD_ITEM },
		      { "prompt", WORD_PROMPT },   { "mark", WORD_MARK },         { "answer", WORD_ANSWER },
		      { "missing", WORD_MISSING }, { "summary", WORD_SUMMARY },   { "section", WORD_SECTION } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		json_object_set_new(labels, words[i].key, json_string(publication_word(form, words[i].word)));
	put_json(out,
		 json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "form", form->id, "edition", form->edition, "language",
			   form->language, "title", form->original_title, "labels", labels, "headings", headings, "sections",
			   sections),
		 JSON_INDENT(1));
}

void export_jsonl(struct buf *out, const struct publication *publication)
{
	for (size_t p = 0; p < publication->part_count; p++)
		for (size_t r = 0; r < publication->parts[p].row_count; r++) {
			json_t *object = row_object(&publication->parts[p], &publication->parts[p].rows[r]);
			json_object_set_new(object, "form", json_string(publication->form->id));
			put_json(out, object, JSON_COMPACT);
		}
}
