/* SPDX-License-Identifier: MIT */
/* check_json.c — the counts come from the checker's own tally, as those on the screen do. */
#include <config.h>

#include "cli/check_json.h"

#include <stdlib.h>
#include <string.h>

#include "text/showable.h"


void finding_find(const struct finding *finding, const struct draft_source *source, const struct form *form, unsigned *line,
		  unsigned *column)
{
	*line = *column = 1;
	if (finding->place.field)
		draft_source_find(source, form, finding->place, line, column);
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

static json_t *finding_json(const struct finding *finding, const struct draft_source *source, const struct form *form)
{
	const struct field *field = finding->place.field;
	char *path = field ? place_path(finding->place) : NULL;
	unsigned line, column;

	finding_find(finding, source, form, &line, &column);
	json_t *json = json_pack("{s:s, s:s, s:s?, s:s?, s:s?, s:I, s:I, s:s}", "code", finding->code, "severity",
				 severity_name(finding->severity), "field", path, "item", field ? field->item->number : NULL,
				 "section", field ? field->section->id : NULL, "line", (json_int_t)line, "column",
				 (json_int_t)column, "message", finding->text);
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

json_t *check_json(struct checker *checker, const struct draft *draft, const struct draft_source *source, const char *path,
		   bool findings)
{
	const struct form *form = draft_form(draft);
	const struct tally *tally = checker_tally(checker);
	json_t *sections = json_array();

	for (size_t i = 0; i < form->section_count; i++)
		json_array_append_new(sections, section_json(&form->sections[i], checker_section(checker, &form->sections[i])));
	json_t *json = json_pack("{s:o, s:s, s:b, s:o, s:o, s:I, s:o}", "draft", path_json(path), "form", form->id, "complete",
				 checker_complete(checker), "required", count_json(&tally->required), "optional",
				 count_json(&tally->optional), "review", (json_int_t)tally->review, "sections", sections);
	if (findings) {
		size_t count;
		const struct finding *const *list = checker_findings(checker, &count);
		json_t *all = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(all, finding_json(list[i], source, form));
		json_object_set_new(json, "findings", all);
	}
	return json;
}
