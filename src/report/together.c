/* SPDX-License-Identifier: MIT */
/* together.c — answers by field id: the same question has the same id in every form. */
#include <config.h>

#include "report/together.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "form/type.h"
#include "report/page.h"
#include "text/fold.h"
#include "text/showable.h"

/* Where an answer stands. */
struct source_place {
	char *path;
	unsigned line, column;
};

/* One of the answers to a question; the drafts that give it. */
struct variant {
	char *key;  /* what makes two answers the same */
	char *text; /* as the first of the drafts has it */
	struct source_place *places;
	size_t count;
};

struct question {
	char *id, *name;
	struct variant *variants;
	size_t count;
};

struct together {
	struct question *questions;
	size_t count;
};

struct together *together_new(void)
{
	return mem_alloc(1, sizeof(struct together));
}

void together_free(struct together *together)
{
	for (size_t q = 0; q < together->count; q++) {
		struct question *question = &together->questions[q];
		for (size_t v = 0; v < question->count; v++) {
			struct variant *variant = &question->variants[v];
			for (size_t i = 0; i < variant->count; i++)
				free(variant->places[i].path);
			free(variant->places);
			free(variant->key);
			free(variant->text);
		}
		free(question->variants);
		free(question->id);
		free(question->name);
	}
	free(together->questions);
	free(together);
}

/* What a text says, however it is spelt: a date or a number by its value, an option by its text, anything else without its
 * blanks and whatever the width of its characters. Yours to free. */
static char *meaning(const struct field *field, const char *joined)
{
	struct value value;
	struct buf key = { 0 };
	int option;
	const char *detail;
	size_t detail_len;
	type_read(field, joined, &value);
	if (value.known && value.reading == READING_FINE) {
		if (value.year)
			buf_printf(&key, "=%d-%d-%d", value.year, value.month, value.day);
		else
			buf_printf(&key, "=%.17g", value.number);
		return buf_take(&key);
	}
	if (field->option_count && type_split(field, joined, &option, &detail, &detail_len)) {
		buf_printf(&key, "%s: %.*s", field->options[option].text, (int)detail_len, detail);
		joined = buf_text(&key);
	}
	char *folded = fold_text(joined, strlen(joined));
	size_t len = 0;
	for (const char *at = folded; *at; at++)
		if (*at != ' ' && *at != '\n')
			folded[len++] = *at;
	folded[len] = '\0';
	buf_clear(&key);
	return folded;
}

static struct question *question_of(struct together *together, const struct field *field)
{
	for (size_t i = 0; i < together->count; i++)
		if (strcmp(together->questions[i].id, field->id) == 0)
			return &together->questions[i];
	together->questions = mem_resize(together->questions, together->count + 1, sizeof *together->questions);
	struct question *question = &together->questions[together->count++];
	struct buf name = { 0 };
	buf_puts(&name, field->item->name);
	if (field->item->field_count > 1)
		buf_printf(&name, ": %s", field->prompt);
	*question = (struct question){ .id = mem_string(field->id), .name = buf_take(&name) };
	return question;
}

static void add_variant(struct question *question, char *key, const char *text, struct source_place place)
{
	size_t i = 0;
	while (i < question->count && strcmp(question->variants[i].key, key) != 0)
		i++;
	if (i == question->count) {
		question->variants = mem_resize(question->variants, ++question->count, sizeof *question->variants);
		question->variants[i] = (struct variant){ .key = mem_string(key), .text = mem_string(text) };
	}
	struct variant *variant = &question->variants[i];
	variant->places = mem_resize(variant->places, variant->count + 1, sizeof *variant->places);
	variant->places[variant->count++] = place;
}

void together_add(struct together *together, const struct draft *draft, const struct draft_source *source, const char *path)
{
	for (struct place place = { 0 }; place_next(draft, &place);) {
		if (!place.field->section->company || place.field->section->repeated || !draft_relevant(draft, place))
			continue;
		char *joined = draft_joined(draft, place);
		if (!joined)
			continue;
		char *key = meaning(place.field, joined);
		struct source_place stands = { .path = mem_string(path) };
		draft_source_find(source, draft_form(draft), place, &stands.line, &stands.column);
		add_variant(question_of(together, place.field), key, joined, stands);
		free(key);
		free(joined);
	}
}

size_t together_count(const struct together *together)
{
	size_t count = 0;
	for (size_t i = 0; i < together->count; i++)
		count += together->questions[i].count > 1;
	return count;
}

void together_write(struct buf *out, const struct together *together)
{
	bool first = true;
	for (size_t q = 0; q < together->count; q++) {
		const struct question *question = &together->questions[q];
		struct buf line = { 0 };
		if (question->count < 2)
			continue;
		if (!first)
			buf_putc(out, '\n');
		first = false;
		buf_printf(&line, "%s [%s]", question->name, question->id);
		page_wrapped(out, buf_take(&line), 0);
		for (size_t v = 0; v < question->count; v++) {
			const struct variant *variant = &question->variants[v];
			page_blanks(out, 4);
			page_lines(out, mem_string(variant->text), 4);
			/* Places are never cut or wrapped: programs jump to them. */
			for (size_t i = 0; i < variant->count; i++)
				buf_printf(out, "  %s:%u:%u\n", variant->places[i].path, variant->places[i].line,
					   variant->places[i].column);
		}
	}
}

static json_t *variant_json(const struct variant *variant)
{
	json_t *drafts = json_array();
	for (size_t i = 0; i < variant->count; i++) {
		char *shown = showable(variant->places[i].path, strlen(variant->places[i].path), false);
		json_array_append_new(drafts,
				      json_pack("{s:s, s:I, s:I}", "draft", shown, "line", (json_int_t)variant->places[i].line,
						"column", (json_int_t)variant->places[i].column));
		free(shown);
	}
	return json_pack("{s:s, s:o}", "text", variant->text, "drafts", drafts);
}

json_t *together_json(const struct together *together)
{
	json_t *questions = json_array();
	for (size_t q = 0; q < together->count; q++) {
		const struct question *question = &together->questions[q];
		if (question->count < 2)
			continue;
		json_t *answers = json_array();
		for (size_t v = 0; v < question->count; v++)
			json_array_append_new(answers, variant_json(&question->variants[v]));
		json_array_append_new(questions, json_pack("{s:s, s:s, s:o}", "field", question->id, "item", question->name,
							   "answers", answers));
	}
	return questions;
}
