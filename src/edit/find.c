/* SPDX-License-Identifier: MIT */
/* find.c — folds the form's texts once and each answer once; a search is then plain substring matching. */
#include <config.h>

#include "edit/find.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/fold.h"

struct find {
	const struct draft *draft;
	char **fields;        /* by field->index: number, name, prompt, guidance */
	struct place *places; /* every place */
	char **answers;       /* of each place, "" when unanswered */
	size_t place_count, room;
	struct place *hits;
};

static char *fold_field(const struct field *field)
{
	const char *const texts[] = { field->item->number,   field->item->name, field->item->original_name,
				      field->item->category, field->prompt,     field->original_prompt,
				      field->guidance,       field->id };
	struct buf all = { 0 };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i]) {
			buf_puts(&all, texts[i]);
			buf_putc(&all, '\n');
		}
	char *folded = fold_text(buf_text(&all), all.len);
	buf_clear(&all);
	return folded;
}

static void add_place(struct find *find, struct place place)
{
	if (find->place_count == find->room) {
		size_t room = find->room = find->room ? find->room * 2 : 256;
		find->places = mem_resize(find->places, room, sizeof *find->places);
		find->answers = mem_resize(find->answers, room, sizeof *find->answers);
	}
	char *joined = draft_joined(find->draft, place);
	find->places[find->place_count] = place;
	find->answers[find->place_count++] = joined ? fold_text(joined, strlen(joined)) : mem_string("");
	free(joined);
}

struct find *find_new(const struct draft *draft)
{
	const struct form *form = draft_form(draft);
	struct find *find = mem_alloc(1, sizeof *find);
	find->draft = draft;
	find->fields = mem_alloc(form->field_count + 1, sizeof *find->fields);
	for (size_t i = 0; i < form->field_count; i++)
		find->fields[i] = fold_field(&form->fields[i]);
	struct place place = { 0 };
	while (place_next(draft, &place))
		add_place(find, place);
	find->hits = mem_alloc(find->place_count + 1, sizeof *find->hits);
	return find;
}

void find_free(struct find *find)
{
	if (!find)
		return;
	for (size_t i = 0; i < draft_form(find->draft)->field_count; i++)
		free(find->fields[i]);
	for (size_t i = 0; i < find->place_count; i++)
		free(find->answers[i]);
	free(find->fields);
	free(find->places);
	free(find->answers);
	free(find->hits);
	free(find);
}

static bool matches(const char *field, const char *answer, const char *query)
{
	while (*query) {
		size_t len = strcspn(query, " ");
		if (len && !memmem(field, strlen(field), query, len) && !memmem(answer, strlen(answer), query, len))
			return false;
		query += len + (query[len] == ' ');
	}
	return true;
}

static bool holds(const char *text, size_t len, const char *term)
{
	char *folded = fold_text(text, len);
	bool found = strstr(folded, term) != NULL;
	free(folded);
	return found;
}

/* The end of a sentence or line that begins at `text`. */
static size_t sentence_length(const char *text)
{
	size_t len = strcspn(text, "\n");
	const char *stop = memmem(text, len, "。", 3);
	return stop ? (size_t)(stop - text) + 3 : len;
}

static char *sentence_with(const char *text, const char *term)
{
	while (text && *text) {
		size_t len = sentence_length(text);
		if (holds(text, len, term))
			return mem_bytes(text, len);
		text += len + (text[len] == '\n');
	}
	return NULL;
}

char *find_context(const struct find *find, struct place place, const char *query)
{
	const struct item *item = place.field->item;
	char *term = fold_text(query, strlen(query)), *answer = draft_joined(find->draft, place), *found = NULL;
	term[strcspn(term, " ")] = '\0';
	if (*term && !holds(item->number, strlen(item->number), term) && !holds(item->name, strlen(item->name), term)) {
		const char *const texts[] = { answer, place.field->prompt, place.field->guidance,
					      place.field->original_prompt };
		for (size_t i = 0; i < sizeof texts / sizeof *texts && !found; i++)
			found = sentence_with(texts[i], term);
	}
	free(term);
	free(answer);
	return found;
}

const struct place *find_search(struct find *find, const char *query, size_t *count)
{
	char *folded = fold_text(query, strlen(query));
	*count = 0;
	for (size_t i = 0; i < find->place_count; i++)
		if (matches(find->fields[find->places[i].field->index], find->answers[i], folded))
			find->hits[(*count)++] = find->places[i];
	free(folded);
	return find->hits;
}
