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
	bool astray;              /* the row above was nobody's, or somebody's by its id */
};

/* The columns that a row of heads names. -1: not there. */
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

/* What people write over the column of answers, folded; what may be over another one too comes last. */
static const char *const answer_heads[] = { "申請内容", "回答内容", "回答", "記入内容", "answer", "value", "内容" };

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

/* Is a row about something of the form? Then what reads like a head in it is an answer. */
static bool names_anything(const struct form *form, const struct known *known, const struct table_row *row, char *const *folded)
{
	struct place place;
	for (size_t i = 0; i < row->count; i++) {
		if (import_place(form, row->cells[i], &place))
			return true;
		for (size_t k = 0; *folded[i] && k < form->item_count; k++)
			if (is_either(folded[i], known->items, k) || strcmp(row->cells[i], form->items[k].number) == 0)
				return true;
	}
	return false;
}

/* A row of heads answers nothing; one with a head of the answers tells where they stand. */
static bool read_head(const struct table_row *row, const struct form *form, const struct known *known, char *const *folded,
		      struct head *head)
{
	enum { HEADS = sizeof answer_heads / sizeof *answer_heads };
	struct head found = { -1, -1 };
	size_t rank = HEADS, filled = 0;
	for (size_t i = 0; i < row->count; i++) {
		filled += *folded[i] != '\0';
		if (strcmp(folded[i], "id") == 0)
			found.id = (int)i;
		for (size_t k = 0; k < rank; k++)
			if (strcmp(folded[i], answer_heads[k]) == 0) {
				found.answer = (int)i;
				rank = k;
			}
	}
	if (found.answer < 0 || filled < 2 || names_anything(form, known, row, folded))
		return false;
	*head = found;
	return true;
}

/* How well a field fits the cells of a row: what they name of it. */
struct fit {
	bool number, item, prompt;
	const char *answer; /* in the column of answers, else the first cell behind those that name something */
	bool unsure;        /* another cell might be the answer as well */
};

static struct fit fit_field(const struct form *form, const struct known *known, const struct field *field, char *const *folded,
			    const struct table_row *row, const struct head *head)
{
	struct fit fit = { 0 };
	const struct item *item = field->item;
	size_t item_index = (size_t)(item - form->items), end = row->count;
	/* The first cell behind the names and the mark; that behind the names alone, for the mark may come after the answer. */
	const char *first = NULL, *before = NULL;
	size_t count = 0;
	while (end > 0 && !*folded[end - 1])
		end--;
	for (size_t i = 0; i < end; i++) {
		const char *cell = row->cells[i];
		if (!*folded[i] || (int)i == head->id)
			continue;
		if (head->answer >= 0 && (int)i == head->answer) {
			fit.answer = cell;
			continue;
		}
		bool is_item = is_either(folded[i], known->items, item_index), is_last = i + 1 == end;
		bool is_prompt = is_either(folded[i], known->prompts, field->index), mark = is_mark(form, cell), name = !mark;
		if (mark)
			before = first ? first : before;
		else if (!fit.number && strcmp(cell, item->number) == 0 && !(is_last && (fit.item || fit.prompt)))
			fit.number = true;
		else if (!fit.item && is_item)
			fit.item = true;
		else if (!fit.prompt && is_prompt)
			fit.prompt = true;
		else
			name = (is_item || is_prompt) && !is_last; /* a category may read like its item */
		if (name)
			before = NULL;
		if (name || mark) {
			first = NULL;
			count = 0;
		} else if (count++ == 0) {
			first = cell;
		}
	}
	if (head->answer < 0) {
		fit.answer = first ? first : before;
		fit.unsure = count != 1;
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

/* A row says a field's id in the column of ids, or, of a table somebody made up, first of all: then there is no doubt about the
 * field. The answer stands behind what the row tells of the field, else right behind the id. */
static bool says_id(const struct form *form, const struct known *known, const struct table_row *row, char *const *folded,
		    const struct head *head, struct import_entry *entry, struct fit *fit)
{
	size_t id = 0;
	if (head->id >= 0)
		id = (size_t)head->id;
	else
		while (id < row->count && !*row->cells[id])
			id++;
	if (id >= row->count || !import_place(form, row->cells[id], &entry->place))
		return false;
	struct head known_id = { (int)id, head->answer };
	*fit = fit_field(form, known, entry->place.field, folded, row, &known_id);
	if (head->answer < 0 && !(fit->answer && (fit->item || fit->prompt))) {
		size_t count = 0;
		fit->answer = NULL;
		for (size_t i = id + 1; i < row->count; i++)
			if (*row->cells[i] && count++ == 0)
				fit->answer = row->cells[i];
		fit->unsure = count != 1;
	}
	entry->match = fit->unsure ? MATCH_DOUBTFUL : MATCH_SURE;
	return true;
}

static void match_row(struct import *import, const struct draft *draft, const struct known *known, struct walk *walk,
		      const struct table_row *row, char *const *folded, const struct head *head, bool literal)
{
	const struct form *form = draft_form(draft);
	struct import_entry entry = { .match = MATCH_NONE, .line = row->line };
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++)
		filled += *row->cells[i] != '\0';
	/* One cell is a heading, which answers nothing; but in the column of answers it goes on with the row above. */
	bool goes_on = filled == 1 && head->answer >= 0 && (size_t)head->answer < row->count && *row->cells[head->answer];
	if (filled < 2 && !goes_on)
		return;
	const struct item *above = goes_on && !walk->astray ? walk->item : NULL;
	struct fit fit = { 0 };
	int points = 0;
	bool by_id = !goes_on && says_id(form, known, row, folded, head, &entry, &fit);
	if (!by_id) {
		entry.place = (struct place){ best_field(form, known, walk, folded, row, head, &fit, &points), 0 };
		/* A row with an id of another form's: its number is that form's, too. */
		if (head->id >= 0 && (size_t)head->id < row->count && *row->cells[head->id] && !fit.item && !fit.prompt)
			points = 0;
		if (goes_on && !above)
			points = 0;
		/* Number and name, or the prompt within its item, leave no doubt. */
		entry.match = points >= 4 && !fit.unsure ? MATCH_SURE : points >= 2 ? MATCH_DOUBTFUL : MATCH_NONE;
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
	walk->astray = by_id || entry.match == MATCH_NONE;
	/* Told of, for a person to see to. */
	if (entry.match == MATCH_NONE)
		fit.answer = unmatched_answer(row, head);
	if (!fit.answer || !*fit.answer || strcmp(fit.answer, publication_word(form, WORD_MISSING)) == 0)
		return;
	struct buf source = { 0 };
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i] && row->cells[i] != fit.answer)
			buf_printf(&source, "%s%s", source.len ? " / " : "", row->cells[i]);
	if (goes_on)
		buf_puts(&source, above ? above->original_name : "…");
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
	for (size_t r = 0; r < table->count; r++) {
		const struct table_row *row = &table->rows[r];
		char **folded = mem_alloc(row->count + 1, sizeof *folded);
		for (size_t i = 0; i < row->count; i++)
			folded[i] = squeeze(row->cells[i]);
		if (!read_head(row, form, &known, folded, &head))
			match_row(import, draft, &known, &walk, row, folded, &head, table->literal);
		free_all(folded, row->count);
	}
	for (size_t i = 0; i < 2; i++) {
		free_all(known.items[i], form->item_count);
		free_all(known.prompts[i], form->field_count);
	}
}
