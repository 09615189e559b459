/* SPDX-License-Identifier: MIT */
/* import_table.c — finds which field a row of a published table answers. Such tables come with shifted cells, cells spanning
 * several rows, prompts in the answer's column; so no column is trusted: each cell is looked up for what it is. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "report/cell_text.h"
#include "report/import_entry.h"
#include "report/publication.h"
#include "text/fold.h"

/* What a text folds to in the form, so that a row costs a few comparisons. A table is in the form's language or in the person's:
 * [0] as the form says it, [1] as it is shown. */
struct known {
	char **items[2];   /* per form item: its name */
	char **prompts[2]; /* per form field */
};

/* What stays in force from row to row. */
struct walk {
	const struct item *item;  /* of the last row that named one */
	const struct field *last; /* the last field matched */
	size_t instance;          /* in the repeated section */
	bool seen_repeated;       /* rows of the repeated section have been met */
};

/* The columns of our own exports, known by their head. -1: not there. */
struct head {
	int id, answer;
};

static char *squeeze(const char *text)
{
	/* Published tables break prompts over lines: blanks and line breaks do not tell prompts apart. */
	char *folded = fold_text(text, strlen(text)), *to = folded;
	for (const char *at = folded; *at; at++)
		if (!strchr(" \t\r\n", *at))
			*to++ = *at;
	*to = '\0';
	return folded;
}

static bool read_head(const struct table_row *row, const struct form *form, struct head *head)
{
	struct head found = { -1, -1 };
	for (size_t i = 0; i < row->count; i++) {
		if (strcmp(row->cells[i], publication_word(form, WORD_ID)) == 0 || strcmp(row->cells[i], "id") == 0)
			found.id = (int)i;
		if (strcmp(row->cells[i], publication_word(form, WORD_ANSWER)) == 0 || strcmp(row->cells[i], "answer") == 0)
			found.answer = (int)i;
	}
	if (found.answer < 0)
		return false;
	*head = found;
	return true;
}

/* How well a field fits the cells of a row: what they name of it. */
struct fit {
	bool number, item, prompt;
	const char *answer; /* the last cell that names nothing */
};

static bool is_mark(const struct form *form, const char *cell)
{
	for (enum requirement r = REQUIREMENT_OPTIONAL; r <= REQUIREMENT_LEVEL; r++)
		if (strcmp(cell, publication_mark(form, r)) == 0)
			return true;
	return false;
}

static bool is_either(const char *folded, char **const known[2], size_t index)
{
	return strcmp(folded, known[0][index]) == 0 || strcmp(folded, known[1][index]) == 0;
}

static struct fit fit_field(const struct form *form, const struct known *known, const struct field *field, char *const *folded,
			    const struct table_row *row, const struct head *head)
{
	struct fit fit = { 0 };
	const struct item *item = field->item;
	size_t item_index = (size_t)(item - form->items);
	for (size_t i = 0; i < row->count; i++) {
		const char *cell = row->cells[i];
		if (!*folded[i] || is_mark(form, cell) || (int)i == head->id)
			continue;
		if (head->answer >= 0 && (int)i == head->answer)
			fit.answer = cell;
		else if (!fit.number && strcmp(cell, item->number) == 0)
			fit.number = true;
		else if (!fit.item && is_either(folded[i], known->items, item_index))
			fit.item = true;
		else if (!fit.prompt && is_either(folded[i], known->prompts, field->index))
			fit.prompt = true;
		else if (head->answer < 0)
			fit.answer = cell;
	}
	return fit;
}

/* Does a row say by itself what it is about? Its answer, where nothing else is known its last cell, may read like anything. */
static bool names_an_item(const struct form *form, const struct known *known, char *const *folded, size_t count,
			  const struct head *head)
{
	size_t answer = count;
	while (answer > 0 && !*folded[answer - 1])
		answer--;
	answer = head->answer >= 0 ? (size_t)head->answer : answer - (answer > 0);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; i != answer && *folded[i] && k < form->item_count; k++)
			if (is_either(folded[i], known->items, k))
				return true;
	return false;
}

/* `names`: the row names an item, be it this field's or another's. */
static int score(const struct fit *fit, const struct walk *walk, const struct field *field, bool names)
{
	int points = 3 * fit->prompt + 2 * fit->item + 2 * fit->number;
	/* A row that goes on with the item above names nothing of it again. Without the prompt it goes on with what comes next in
	 * it; where nothing does, the row is about something else. */
	if (!names && !fit->number && walk->item == field->item && (fit->prompt || field->index > walk->last->index))
		points += 2;
	return points;
}

static const struct field *best_field(const struct form *form, const struct known *known, const struct walk *walk,
				      char *const *folded, const struct table_row *row, const struct head *head,
				      struct fit *best, int *points)
{
	const struct field *found = NULL;
	bool names = names_an_item(form, known, folded, row->count, head);
	*points = 0;
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		struct fit fit = fit_field(form, known, field, folded, row, head);
		int now = score(&fit, walk, field, names);
		/* Among equals the one after the last wins: rows without a prompt come in order. */
		bool follows = found && now == *points && walk->last && found->index <= walk->last->index &&
			       field->index > walk->last->index && field->item == found->item;
		if (now > *points || follows) {
			found = field;
			*points = now;
			*best = fit;
		}
	}
	return found;
}

/* What the row answers, though nobody knows what to: its last cell that holds anything. */
static const char *unmatched_answer(const struct table_row *row, const struct head *head)
{
	if (head->answer >= 0)
		return (size_t)head->answer < row->count ? row->cells[head->answer] : NULL;
	size_t last = row->count;
	while (last > 0 && !*row->cells[last - 1])
		last--;
	return last > 0 ? row->cells[last - 1] : NULL;
}

/* A row says a field's id in the column of ids, or, of a table somebody made up, first of all: then there is no doubt. */
static bool says_id(const struct form *form, const struct table_row *row, const struct head *head, struct import_entry *entry,
		    const char **answer)
{
	size_t id = 0;
	if (head->id >= 0)
		id = (size_t)head->id;
	else
		while (id < row->count && !*row->cells[id])
			id++;
	if (id >= row->count || !import_place(form, row->cells[id], &entry->place))
		return false;
	entry->match = MATCH_SURE;
	*answer = NULL;
	for (size_t i = id + 1; i < row->count && head->answer < 0; i++)
		if (*row->cells[i])
			*answer = row->cells[i];
	if (head->answer >= 0 && (size_t)head->answer < row->count)
		*answer = row->cells[head->answer];
	return true;
}

static void match_row(struct import *import, const struct draft *draft, const struct known *known, struct walk *walk,
		      const struct table_row *row, const struct head *head, bool literal)
{
	const struct form *form = draft_form(draft);
	struct import_entry entry = { .match = MATCH_NONE, .line = row->line };
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++)
		filled += *row->cells[i] != '\0';
	if (filled < 2) /* a heading: it answers nothing */
		return;
	struct fit fit = { 0 };
	int points = 0;
	if (!says_id(form, row, head, &entry, &fit.answer)) {
		char **folded = mem_alloc(row->count + 1, sizeof *folded);
		for (size_t i = 0; i < row->count; i++)
			folded[i] = squeeze(row->cells[i]);
		entry.place = (struct place){ best_field(form, known, walk, folded, row, head, &fit, &points), 0 };
		for (size_t i = 0; i < row->count; i++)
			free(folded[i]);
		free(folded);
		/* A row with an id of another form's: its number is that form's, too. */
		if (head->id >= 0 && (size_t)head->id < row->count && *row->cells[head->id] && !fit.item && !fit.prompt)
			points = 0;
		/* Number and name, or the prompt within its item, leave no doubt. */
		entry.match = points >= 4 ? MATCH_SURE : points >= 2 ? MATCH_DOUBTFUL : MATCH_NONE;
		const struct field *field = entry.place.field;
		if (field && entry.match != MATCH_NONE) {
			if (field->section->repeated) {
				if (walk->seen_repeated && walk->last && walk->last->section == field->section &&
				    field->index <= walk->last->index)
					walk->instance++;
				walk->seen_repeated = true;
				entry.place.instance = walk->instance;
			}
			walk->last = field;
			walk->item = field->item;
		}
	}
	/* Told of, for a person to see to. */
	if (entry.match == MATCH_NONE)
		fit.answer = unmatched_answer(row, head);
	if (!fit.answer || !*fit.answer || strcmp(fit.answer, publication_word(form, WORD_MISSING)) == 0)
		return;
	struct buf source = { 0 };
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i] && row->cells[i] != fit.answer)
			buf_printf(&source, "%s%s", source.len ? " / " : "", row->cells[i]);
	if (entry.match == MATCH_NONE)
		entry.place.field = NULL;
	entry.answer = mem_string(literal ? fit.answer : cell_text_original(fit.answer));
	entry.source = buf_take(&source);
	import_add(import, draft, entry);
}

/* What one array of strings folds to; `text` gives the i-th. */
static char **squeeze_all(const struct form *form, size_t count, const char *(*text)(const struct form *form, size_t index))
{
	char **all = mem_alloc(count + 1, sizeof *all);
	for (size_t i = 0; i < count; i++)
		all[i] = squeeze(text(form, i));
	return all;
}

static void free_all(char **all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(all[i]);
	free(all);
}

static const char *item_original(const struct form *form, size_t index)
{
	return form->items[index].original_name;
}

static const char *item_shown(const struct form *form, size_t index)
{
	return form->items[index].name;
}

static const char *prompt_original(const struct form *form, size_t index)
{
	return form->fields[index].original_prompt;
}

static const char *prompt_shown(const struct form *form, size_t index)
{
	return form->fields[index].prompt;
}

void import_table(struct import *import, const struct draft *draft, const struct table *table)
{
	const struct form *form = draft_form(draft);
	struct known known = {
		{ squeeze_all(form, form->item_count, item_original), squeeze_all(form, form->item_count, item_shown) },
		{ squeeze_all(form, form->field_count, prompt_original), squeeze_all(form, form->field_count, prompt_shown) }
	};
	struct walk walk = { 0 };
	struct head head = { -1, -1 };
	for (size_t r = 0; r < table->count; r++)
		if (!read_head(&table->rows[r], form, &head))
			match_row(import, draft, &known, &walk, &table->rows[r], &head, table->literal);
	for (size_t i = 0; i < 2; i++) {
		free_all(known.items[i], form->item_count);
		free_all(known.prompts[i], form->field_count);
	}
}
