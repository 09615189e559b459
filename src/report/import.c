/* SPDX-License-Identifier: MIT */
/* import.c — what every import shares, and those that go by id. */
#include <config.h>

#include "report/import.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "report/import_entry.h"
#include "text/showable.h"

const char *match_name(enum match match)
{
	static const char *const names[] = {
		[MATCH_SURE] = "matched", [MATCH_DOUBTFUL] = "doubtful", [MATCH_NONE] = "unmatched"
	};
	return names[match];
}

const char *match_title(enum match match)
{
	static const char *const titles[] = {
		[MATCH_SURE] = N_("matched"), [MATCH_DOUBTFUL] = N_("doubtful"), [MATCH_NONE] = N_("unmatched")
	};
	return _(titles[match]);
}

void import_add(struct import *import, const struct draft *draft, struct import_entry entry)
{
	if (entry.place.field && entry.place.instance < draft_instances(draft, entry.place.field->section)) {
		char *now = draft_joined(draft, entry.place);
		entry.same = now && strcmp(now, entry.answer) == 0;
		free(now);
	}
	import->entries = mem_resize(import->entries, import->count + 1, sizeof *import->entries);
	import->entries[import->count++] = entry;
}

static int order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* By place; of one place the entry to take first. */
static int by_place(const void *left, const void *right)
{
	const struct import_entry *a = *(const struct import_entry *const *)left;
	const struct import_entry *b = *(const struct import_entry *const *)right;
	int found = order(a->place.field->index, b->place.field->index);
	found = found ? found : order(a->place.instance, b->place.instance);
	found = found ? found : order(a->match, b->match);
	return found ? found : order(a->first, b->first);
}

void import_settle(struct import *import)
{
	const struct import_entry **claims = mem_alloc(import->count + 1, sizeof *claims);
	size_t count = 0;
	for (size_t i = 0; i < import->count; i++) {
		import->entries[i].first = i;
		if (import->entries[i].place.field)
			claims[count++] = &import->entries[i];
	}
	qsort(claims, count, sizeof *claims, by_place);
	for (size_t i = 1; i < count; i++)
		if (place_equal(claims[i]->place, claims[i - 1]->place))
			import->entries[claims[i] - import->entries].first = claims[i - 1]->first;
	free(claims);
}

bool import_place(const struct form *form, const char *path, struct place *place)
{
	const char *dot = strchr(path, '.');
	if (!dot) {
		place->instance = 0;
		place->field = form_field(form, path, strlen(path));
		return place->field && !place->field->section->repeated;
	}
	char *end;
	unsigned long number = strtoul(dot + 1, &end, 10);
	const struct section *section = form_section(form, path, (size_t)(dot - path));
	if (!section || !section->repeated || *end != '.' || number < 1 || number > DRAFT_MAX_INSTANCES)
		return false;
	place->instance = number - 1;
	place->field = form_field(form, end + 1, strlen(end + 1));
	return place->field && place->field->section == section;
}

static void import_object(struct import *import, const struct draft *draft, const json_t *object)
{
	const char *path = json_string_value(json_object_get(object, "id"));
	const char *answer = json_string_value(json_object_get(object, "answer"));
	if (!path || !answer)
		return;
	struct import_entry entry = { .answer = mem_string(answer), .source = mem_string(path) };
	entry.match = import_place(draft_form(draft), path, &entry.place) ? MATCH_SURE : MATCH_NONE;
	if (entry.match == MATCH_NONE)
		entry.place.field = NULL;
	import_add(import, draft, entry);
}

static void import_document(struct import *import, const struct draft *draft, const json_t *document)
{
	size_t s, f;
	json_t *section, *field;
	if (json_object_get(document, "id")) {
		import_object(import, draft, document);
		return;
	}
	json_array_foreach (json_object_get(document, "sections"), s, section)
		json_array_foreach (json_object_get(section, "fields"), f, field)
			import_object(import, draft, field);
}

bool import_json(struct import *import, const struct draft *draft, const char *text, size_t len, const char *file,
		 struct err *err)
{
	/* JSON Lines and one object read the same way: values one after the other. */
	for (size_t at = 0; at < len;) {
		if (strchr(" \t\r\n", text[at])) {
			at++;
			continue;
		}
		json_error_t problem;
		json_t *document = json_loadb(text + at, len - at, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &problem);
		if (!document) {
			unsigned line = (unsigned)problem.line;
			for (size_t i = 0; i < at; i++)
				line += text[i] == '\n';
			/* Jansson quotes what it stopped at, and may cut a character in two. */
			char *said = showable(problem.text, strlen(problem.text), false);
			err_at(err, ERR_INPUT, file, line, problem.column > 0 ? (unsigned)problem.column : 0,
			       _("This is not JSON: %s"), said);
			free(said);
			return false;
		}
		import_document(import, draft, document);
		json_decref(document);
		at += (size_t)problem.position;
	}
	return true;
}

void import_draft(struct import *import, const struct draft *draft, const struct draft *source)
{
	const struct form *form = draft_form(draft);
	struct place from = { 0 };
	while (place_next(source, &from)) {
		char *answer = draft_joined(source, from);
		if (!answer)
			continue;
		const struct field *field = form_field(form, from.field->id, strlen(from.field->id));
		struct import_entry entry = { .match = MATCH_NONE, .answer = answer, .source = place_path(from) };
		if (field && field->section->repeated == from.field->section->repeated) {
			entry.match = MATCH_SURE;
			entry.place = (struct place){ field, from.instance };
		}
		import_add(import, draft, entry);
	}
}

void import_clear(struct import *import)
{
	for (size_t i = 0; i < import->count; i++) {
		free(import->entries[i].answer);
		free(import->entries[i].source);
	}
	free(import->entries);
	*import = (struct import){ 0 };
}
