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

/* A table on its way into a form, at one of its rows. */
struct matching {
	const struct form *form;
	struct known known;
	struct head head;
	struct walk walk;
	const struct table_row *row;
	char **folded; /* the row's cells, squeezed */
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

/* Is the row about something of the form? Then what reads like a head in it is an answer. */
static bool names_anything(const struct matching *matching)
{
	const struct form *form = matching->form;
	const struct table_row *row = matching->row;
	struct place place;
	for (size_t i = 0; i < row->count; i++) {
		const char *folded = matching->folded[i];
		if (import_place(form, row->cells[i], &place))
			return true;
		for (size_t k = 0; *folded && k < form->item_count; k++)
			if (is_either(folded, matching->known.items, k) || strcmp(row->cells[i], form->items[k].number) == 0)
				return true;
	}
	return false;
}

/* A row of heads answers nothing; one with a head of the answers tells where they stand. */
static bool read_head(struct matching *matching)
{
	enum { HEADS = sizeof answer_heads / sizeof *answer_heads };
	struct head found = { -1, -1 };
	size_t rank = HEADS, filled = 0;
	for (size_t i = 0; i < matching->row->count; i++) {
		const char *folded = matching->folded[i];
		filled += *folded != '\0';
		if (strcmp(folded, "id") == 0)
			found.id = (int)i;
		for (size_t k = 0; k < rank; k++)
			if (strcmp(folded, answer_heads[k]) == 0) {
				found.answer = (int)i;
				rank = k;
			}
	}
	if (found.answer < 0 || filled < 2 || names_anything(matching))
		return false;
	matching->head = found;
	return true;
}

/* How well a field fits the cells of a row: what they name of it. */
struct fit {
	bool number, item, prompt;
	const char *answer; /* in the column of answers, else the first cell behind those that name something */
	bool unsure;        /* another cell might be the answer as well */
};

/* `id` is the column of ids, which name nothing else; -1: there is none. */
static struct fit fit_field(const struct matching *matching, const struct field *field, int id)
{
	struct fit fit = { 0 };
	const struct table_row *row = matching->row;
	const struct known *known = &matching->known;
	char *const *folded = matching->folded;
	const struct item *item = field->item;
	int answer = matching->head.answer;
	size_t item_index = (size_t)(item - matching->form->items), end = row->count;
	/* The first cell behind the names and the mark; that behind the names alone, for the mark may come after the answer. */
	const char *first = NULL, *before = NULL;
	size_t count = 0;
	while (end > 0 && !*folded[end - 1])
		end--;
	for (size_t i = 0; i < end; i++) {
		const char *cell = row->cells[i];
		if (!*folded[i] || (int)i == id)
			continue;
		if (answer >= 0 && (int)i == answer) {
			fit.answer = cell;
			continue;
		}
		bool is_item = is_either(folded[i], known->items, item_index), is_last = i + 1 == end;
		bool is_prompt = is_either(folded[i], known->prompts, field->index), mark = is_mark(matching->form, cell),
		     name = !mark;
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
	if (answer < 0) {
		fit.answer = first ? first : before;
		fit.unsure = count != 1;
	}
	return fit;
}

/* Does the row say by itself what it is about? Its answer, where nothing else is known its last cell, may read like anything. */
static bool names_an_item(const struct matching *matching)
{
	char *const *folded = matching->folded;
	size_t answer = matching->row->count;
	while (answer > 0 && !*folded[answer - 1])
		answer--;
	answer = matching->head.answer >= 0 ? (size_t)matching->head.answer : answer - (answer > 0);
	for (size_t i = 0; i < matching->row->count; i++)
		for (size_t k = 0; i != answer && *folded[i] && k < matching->form->item_count; k++)
			if (is_either(folded[i], matching->known.items, k))
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

/* The field that the row's names fit best, with its points; NULL, 0 points: they fit none. */
static const struct field *best_field(const struct matching *matching, struct fit *best, int *points)
{
	const struct field *found = NULL, *last = matching->walk.last;
	bool names = names_an_item(matching);
	*points = 0;
	for (size_t i = 0; i < matching->form->field_count; i++) {
		const struct field *field = &matching->form->fields[i];
		struct fit fit = fit_field(matching, field, matching->head.id);
		int now = score(&fit, &matching->walk, field, names);
		/* Among equals the one after the last wins: rows without a prompt come in order. */
		bool follows = found && now == *points && last && found->index <= last->index && field->index > last->index &&
			       field->item == found->item;
		if (now > *points || follows) {
			found = field;
			*points = now;
			*best = fit;
		}
	}
	return found;
}

/* The row's cell in a column of the heads, "" where there is none. */
static const char *cell_under(const struct matching *matching, int column)
{
	return column >= 0 && (size_t)column < matching->row->count ? matching->row->cells[column] : "";
}

/* What the row answers, though nobody knows what to: its last cell that holds anything. */
static const char *unmatched_answer(const struct matching *matching)
{
	const struct table_row *row = matching->row;
	if (matching->head.answer >= 0)
		return cell_under(matching, matching->head.answer);
	size_t last = row->count;
	while (last > 0 && !*row->cells[last - 1])
		last--;
	return last > 0 ? row->cells[last - 1] : NULL;
}

/* A row says a field's id in the column of ids, or, of a table somebody made up, first of all: then there is no doubt about the
 * field. The answer stands behind what the row tells of the field, else right behind the id. */
static bool match_by_id(const struct matching *matching, struct import_entry *entry, struct fit *fit)
{
	const struct table_row *row = matching->row;
	struct place place;
	size_t id = 0;
	if (matching->head.id >= 0)
		id = (size_t)matching->head.id;
	else
		while (id < row->count && !*row->cells[id])
			id++;
	if (id >= row->count || !import_place(matching->form, row->cells[id], &place))
		return false;
	*fit = fit_field(matching, place.field, (int)id);
	if (matching->head.answer < 0 && !(fit->answer && (fit->item || fit->prompt))) {
		size_t count = 0;
		fit->answer = NULL;
		for (size_t i = id + 1; i < row->count; i++)
			if (*row->cells[i] && count++ == 0)
				fit->answer = row->cells[i];
		fit->unsure = count != 1;
	}
	entry->place = place;
	entry->match = fit->unsure ? MATCH_DOUBTFUL : MATCH_SURE;
	return true;
}

/* Takes the field as the one the walk has come to; which instance of it that is. */
static size_t walk_to(struct walk *walk, const struct field *field)
{
	size_t instance = 0;
	if (field->section->repeated) {
		/* What comes again, or comes before what was last, begins the next instance. */
		if (walk->seen_repeated && walk->last && walk->last->section == field->section &&
		    field->index <= walk->last->index)
			walk->instance++;
		walk->seen_repeated = true;
		instance = walk->instance;
	}
	walk->last = field;
	walk->item = field->item;
	return instance;
}

/* `nowhere`: the row goes on with a row above that was nobody's. */
static void match_by_names(struct matching *matching, bool nowhere, struct import_entry *entry, struct fit *fit)
{
	int points;
	const struct field *field = best_field(matching, fit, &points);
	/* A row with an id of another form's: its number is that form's, too. */
	bool foreign = *cell_under(matching, matching->head.id) && !fit->item && !fit->prompt;
	if (!field || foreign || nowhere || points < 2)
		return;
	/* Number and name, or the prompt within its item, leave no doubt. */
	entry->match = points >= 4 && !fit->unsure ? MATCH_SURE : MATCH_DOUBTFUL;
	entry->place = (struct place){ field, walk_to(&matching->walk, field) };
}

/* What the row says besides its answer. */
static char *source_of(const struct matching *matching, const char *answer)
{
	const struct table_row *row = matching->row;
	struct buf source = { 0 };
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i] && row->cells[i] != answer)
			buf_printf(&source, "%s%s", source.len ? " / " : "", row->cells[i]);
	return buf_take(&source);
}

static void match_row(struct import *import, const struct draft *draft, struct matching *matching, bool literal)
{
	const struct table_row *row = matching->row;
	struct walk *walk = &matching->walk;
	struct import_entry entry = { .match = MATCH_NONE, .line = row->line };
	size_t filled = 0;
	for (size_t i = 0; i < row->count; i++)
		filled += *row->cells[i] != '\0';
	/* One cell is a heading, which answers nothing; but in the column of answers it goes on with the row above. */
	bool goes_on = filled == 1 && *cell_under(matching, matching->head.answer);
	if (filled < 2 && !goes_on)
		return;
	const struct item *above = goes_on && !walk->astray ? walk->item : NULL;
	struct fit fit = { 0 };
	bool by_id = !goes_on && match_by_id(matching, &entry, &fit);
	if (!by_id)
		match_by_names(matching, goes_on && !above, &entry, &fit);
	walk->astray = by_id || entry.match == MATCH_NONE;
	/* Told of, for a person to see to. */
	if (entry.match == MATCH_NONE)
		fit.answer = unmatched_answer(matching);
	if (!fit.answer || !*fit.answer || strcmp(fit.answer, publication_word(matching->form, WORD_MISSING)) == 0)
		return;
	entry.answer = mem_string(literal ? fit.answer : cell_text_original(fit.answer));
	entry.source = goes_on ? mem_string(above ? above->original_name : "…") : source_of(matching, fit.answer);
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
	struct matching matching = {
		.form = form,
		.known = {
			{ squeeze_all(form, form->item_count, item_original), squeeze_all(form, form->item_count, item_shown) },
			{ squeeze_all(form, form->field_count, prompt_original),
			  squeeze_all(form, form->field_count, prompt_shown) },
		},
		.head = { -1, -1 },
	};
	for (size_t r = 0; r < table->count; r++) {
		const struct table_row *row = matching.row = &table->rows[r];
		matching.folded = mem_alloc(row->count + 1, sizeof *matching.folded);
		for (size_t i = 0; i < row->count; i++)
			matching.folded[i] = squeeze(row->cells[i]);
		if (!read_head(&matching))
			match_row(import, draft, &matching, table->literal);
		free_all(matching.folded, row->count);
	}
	for (size_t i = 0; i < 2; i++) {
		free_all(matching.known.items[i], form->item_count);
		free_all(matching.known.prompts[i], form->field_count);
	}
}
