/* SPDX-License-Identifier: MIT */
/* findings.c — what `check` says of a draft: lines for people and editors, an object for programs. */
#include <config.h>

#include "report/findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/assigned.h"
#include "check/validity.h"
#include "text/showable.h"

/* The scalar in the file that holds a part, or NULL. */
static const struct yaml_node *part_node(const struct draft_source *source, struct place place, enum part part)
{
	const struct section *section = place.field->section;
	const struct yaml_node *node = NULL;
	if (section->repeated) {
		struct yaml_node **pair = source->sections[section->index];
		if (pair && pair[1]->kind == YAML_LIST && place.instance < pair[1]->count)
			node = yaml_get(pair[1]->items[place.instance], place.field->id);
	} else if (source->fields[place.field->index]) {
		node = source->fields[place.field->index][1];
	}
	if (node && node->kind == YAML_MAP)
		node = yaml_get(node, part_name(part));
	else if (part != PART_ANSWER)
		node = NULL;
	return node && node->kind == YAML_SCALAR ? node : NULL;
}

static unsigned characters(const char *text, size_t len)
{
	unsigned count = 0;
	for (size_t i = 0; i < len; i++)
		count += (text[i] & 0xC0) != 0x80;
	return count;
}

/* Moves line and column from a scalar's start to byte `at` of its text. Where quoting or folding stands between the text
 * and the file's bytes, they stay at the start. */
static void find_inside(const struct draft_source *source, const struct yaml_node *node, size_t at, unsigned *line,
			unsigned *column)
{
	*line = node->line;
	*column = node->column;
	if (at > node->len)
		return;
	if (node->style == YAML_LITERAL) {
		size_t line_start = 0;
		unsigned lines = 1;
		for (size_t i = 0; i < at; i++)
			if (node->text[i] == '\n') {
				lines++;
				line_start = i + 1;
			}
		const char *p = source->bytes + node->start, *end = source->bytes + source->len;
		for (unsigned i = 0; i < lines && p; i++) {
			p = memchr(p, '\n', (size_t)(end - p));
			p = p ? p + 1 : NULL;
		}
		unsigned indent = 0;
		while (p && p + indent < end && p[indent] == ' ')
			indent++;
		*line += lines;
		*column = indent + 1 + characters(node->text + line_start, at - line_start);
		return;
	}
	size_t quote = node->style == YAML_PLAIN ? 0 : 1;
	bool plain = (node->style == YAML_PLAIN || node->style == YAML_SINGLE || node->style == YAML_DOUBLE) &&
		     node->start + quote + at <= source->len &&
		     memcmp(source->bytes + node->start + quote, node->text, at) == 0 && !memchr(node->text, '\n', at);
	if (plain)
		*column += (unsigned)quote + characters(node->text, at);
}

/* Where a finding stands in the file, from 1: at the very characters it is about, where they can be told. */
static void find(const struct finding *finding, const struct draft *draft, const struct draft_source *source, unsigned *line,
		 unsigned *column)
{
	if (!finding->place.field) {
		*line = finding->line;
		*column = finding->column;
		return;
	}
	const struct yaml_node *node = finding->end > 0 ? part_node(source, finding->place, finding->part) : NULL;
	if (node)
		find_inside(source, node, finding->start, line, column);
	else
		draft_source_find(source, draft_form(draft), finding->place, line, column);
}

/* "94 無停電電源 (A)", with "/ the prompt" where the item has several, or the unknown key; raw. Yours to free. */
static char *label_of(const struct finding *finding, const struct draft *draft)
{
	struct buf label = { 0 };
	const struct field *field = finding->place.field;
	if (!field) {
		buf_puts(&label, finding->path);
		return buf_take(&label);
	}
	const struct item *item = field->item;
	buf_printf(&label, *item->number ? "%s %s" : "%s%s", item->number, item->name);
	if (item->section->repeated && draft_instances(draft, item->section) > 1) {
		const char *name = draft_instance_name(draft, item->section, finding->place.instance);
		if (name)
			buf_printf(&label, " (%s)", name);
		else
			buf_printf(&label, " (%zu)", finding->place.instance + 1);
	}
	if (item->field_count > 1)
		buf_printf(&label, " / %s", field->prompt);
	return buf_take(&label);
}

void findings_write(struct buf *out, struct checker *checker, const struct draft *draft, const struct draft_source *source,
		    const char *path)
{
	size_t count;
	const struct finding *const *findings = checker_findings(checker, &count);
	for (size_t i = 0; i < count; i++) {
		unsigned line, column;
		find(findings[i], draft, source, &line, &column);
		char *label = label_of(findings[i], draft);
		buf_printf(out, "%s:%u:%u: %s: %s: %s [%s]\n", path, line, column, severity_name(findings[i]->severity), label,
			   findings[i]->text, findings[i]->code);
		free(label);
	}
}

static json_t *count_json(const struct count *count)
{
	return json_pack("{s:I, s:I}", "answered", (json_int_t)count->answered, "total", (json_int_t)count->total);
}

static json_t *section_json(const struct section *section, const struct tally *tally)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:I, s:I}", "id", section->id, "title", section->title, "required",
			 count_json(&tally->required), "optional", count_json(&tally->optional), "errors",
			 (json_int_t)tally->errors, "warnings", (json_int_t)tally->warnings);
}

static json_t *finding_json(const struct finding *finding, const struct draft *draft, const struct draft_source *source)
{
	const struct field *field = finding->place.field;
	char *path = field ? place_path(finding->place) : NULL;
	unsigned line, column;
	find(finding, draft, source, &line, &column);
	json_t *json = json_pack("{s:s, s:s, s:s, s:s?, s:s?, s:I, s:I, s:s}", "code", finding->code, "severity",
				 severity_name(finding->severity), "field", path ? path : finding->path, "item",
				 field ? field->item->number : NULL, "section", field ? field->section->id : NULL, "line",
				 (json_int_t)line, "column", (json_int_t)column, "message", finding->text);
	free(path);
	return json;
}

/* A file name need not be UTF-8; JSON must. */
static json_t *path_json(const char *path)
{
	json_t *json = json_string(path);
	if (!json) {
		char *shown = showable(path, strlen(path), false);
		json = json_string(shown);
		free(shown);
	}
	return json;
}

static json_t *day_json(long day)
{
	char text[32];
	snprintf(text, sizeof text, "%04ld-%02ld-%02ld", day / 10000, day / 100 % 100, day % 100);
	return day ? json_string(text) : json_null();
}

static json_t *validity_json(const struct draft *draft, long today)
{
	static const char *const states[] = {
		[VALIDITY_HOLDS] = "valid",
		[VALIDITY_RENEWABLE] = "renewable",
		[VALIDITY_OVER] = "over",
	};
	struct validity validity = validity_of(draft, today);
	if (validity.state == VALIDITY_UNKNOWN)
		return json_null();
	return json_pack("{s:s, s:o, s:o}", "state", states[validity.state], "renewal", day_json(validity.renewal), "until",
			 day_json(validity.until));
}

static json_t *assigned_json(const struct checker *checker, const struct draft *draft)
{
	struct assigned_list list;
	json_t *json = json_array();
	assigned_list_init(&list, checker, draft);
	for (size_t i = 0; i < list.count; i++)
		json_array_append_new(json, json_pack("{s:s?, s:I, s:I, s:o}", "name", list.items[i].name, "fields",
						      (json_int_t)list.items[i].fields, "left", (json_int_t)list.items[i].left,
						      "due", day_json(list.items[i].due)));
	assigned_list_clear(&list);
	return json;
}

json_t *findings_json(struct checker *checker, const struct draft *draft, const struct draft_source *source, const char *path,
		      bool findings)
{
	const struct form *form = draft_form(draft);
	const struct tally *tally = checker_tally(checker);
	json_t *sections = json_array();
	for (size_t i = 0; i < form->section_count; i++)
		json_array_append_new(sections, section_json(&form->sections[i], checker_section(checker, &form->sections[i])));
	json_t *json = json_pack("{s:o, s:s, s:b, s:o, s:o, s:I}", "draft", path_json(path), "form", form->id, "complete",
				 checker_complete(checker), "required", count_json(&tally->required), "optional",
				 count_json(&tally->optional), "review", (json_int_t)tally->review);
	if (!findings) {
		json_object_set_new(json, "validity", validity_json(draft, checker_today(checker)));
		json_object_set_new(json, "assigned", assigned_json(checker, draft));
	}
	json_object_set_new(json, "sections", sections);
	if (!findings)
		return json;
	size_t count;
	const struct finding *const *list = checker_findings(checker, &count);
	json_t *all = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(all, finding_json(list[i], draft, source));
	json_object_set_new(json, "findings", all);
	return json;
}
