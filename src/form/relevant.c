/* SPDX-License-Identifier: MIT */
/* relevant.c — the conditions under which a field asks nothing. */
#include <config.h>

#include "form/relevant.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "form/type.h"

static bool states_one(const struct condition *condition, const char *text)
{
	int option;
	const char *detail;
	size_t len;
	if (!type_split(condition->field, text, &option, &detail, &len))
		return false;
	for (size_t i = 0; i < condition->option_count; i++)
		if (strcmp(condition->options[i], condition->field->options[option].text) == 0)
			return true;
	return false;
}

bool condition_excludes(const struct condition *condition, const char *answer_text)
{
	if (!condition->field || !answer_text || !*answer_text)
		return false;
	if (condition->field->type->entry != ENTRY_OPTIONS)
		return states_one(condition, answer_text);
	/* Several choices: irrelevant only if nothing else is chosen. */
	bool excluded = false;
	for (const char *line = answer_text; *line;) {
		size_t len = strcspn(line, "\n");
		if (len > 0) {
			char *copy = mem_bytes(line, len);
			excluded = states_one(condition, copy);
			free(copy);
			if (!excluded)
				return false;
		}
		line += len + (line[len] == '\n');
	}
	return excluded;
}

static size_t trimmed(const char **text, size_t len)
{
	while (len > 0 && **text == ' ') {
		(*text)++;
		len--;
	}
	while (len > 0 && (*text)[len - 1] == ' ')
		len--;
	return len;
}

bool condition_parse(const char *text, struct arena *arena, const char **id, size_t *id_len, struct condition *condition)
{
	const char *sign = strstr(text, "!=");
	if (!sign)
		return false;
	*id = text;
	*id_len = trimmed(id, (size_t)(sign - text));
	size_t count = 1;
	for (const char *p = sign + 2; *p; p++)
		count += *p == '|';
	const char **options = arena_alloc(arena, count, sizeof *options);
	const char *p = sign + 2;
	for (size_t i = 0; i < count; i++) {
		size_t len = strcspn(p, "|");
		const char *word = p;
		size_t word_len = trimmed(&word, len);
		if (word_len == 0)
			return false;
		options[i] = arena_bytes(arena, word, word_len);
		p += len + 1;
	}
	condition->text = arena_string(arena, text);
	condition->options = options;
	condition->option_count = count;
	return *id_len > 0;
}
