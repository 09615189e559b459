/* SPDX-License-Identifier: MIT */
/* draft_diff.c — differences by field, and by character within. */
#include <config.h>

#include "report/draft_diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/lcs.h"
#include "base/mem.h"
#include "draft/part_text.h"
#include "report/import_entry.h"
#include "text/grapheme.h"

static void add(struct draft_diff *diff, struct place place, char *before, char *after)
{
	if ((!before && !after) || (before && after && strcmp(before, after) == 0)) {
		free(before);
		free(after);
		return;
	}
	diff->items = mem_resize(diff->items, diff->count + 1, sizeof *diff->items);
	diff->items[diff->count++] = (struct draft_difference){ place, before, after };
}

/* The same place in another draft; false if it has none. */
static bool counterpart(const struct draft *other, struct place place, struct place *there)
{
	char *path = place_path(place);
	bool found =
		import_place(draft_form(other), path, there) && there->instance < draft_instances(other, there->field->section);
	free(path);
	return found;
}

void draft_diff_init(struct draft_diff *diff, const struct draft *a, const struct draft *b)
{
	struct place place = { 0 }, there;
	*diff = (struct draft_diff){ 0 };
	while (place_next(b, &place))
		add(diff, place, counterpart(a, place, &there) ? draft_joined(a, there) : NULL, draft_joined(b, place));
	place = (struct place){ 0 };
	while (place_next(a, &place))
		if (!counterpart(b, place, &there))
			add(diff, place, draft_joined(a, place), NULL);
}

void draft_diff_parts(struct draft_diff *diff, const struct draft *a, const struct draft *b)
{
	for (enum part part = PART_REVIEW; part < PART_COUNT; part++) {
		struct place place = { 0 }, there;
		while (place_next(b, &place)) {
			bool both = counterpart(a, place, &there);
			const char *before = both ? draft_part(a, there, part) : NULL, *after = draft_part(b, place, part);
			if (text_equal(before, after))
				continue;
			diff->parts = mem_resize(diff->parts, diff->part_count + 1, sizeof *diff->parts);
			diff->parts[diff->part_count++] =
				(struct part_difference){ place, part, mem_string(before), mem_string(after) };
		}
	}
}

void draft_diff_narrow(struct draft_diff *diff, bool (*wanted)(const void *context, struct place place), const void *context)
{
	size_t count = 0, part_count = 0;
	for (size_t i = 0; i < diff->count; i++) {
		struct draft_difference item = diff->items[i];
		if (wanted(context, item.place)) {
			diff->items[count++] = item;
		} else {
			free(item.before);
			free(item.after);
		}
	}
	for (size_t i = 0; i < diff->part_count; i++) {
		struct part_difference part = diff->parts[i];
		if (wanted(context, part.place)) {
			diff->parts[part_count++] = part;
		} else {
			free(part.before);
			free(part.after);
		}
	}
	diff->count = count;
	diff->part_count = part_count;
}

void draft_diff_clear(struct draft_diff *diff)
{
	for (size_t i = 0; i < diff->part_count; i++) {
		free(diff->parts[i].before);
		free(diff->parts[i].after);
	}
	free(diff->parts);
	for (size_t i = 0; i < diff->count; i++) {
		free(diff->items[i].before);
		free(diff->items[i].after);
	}
	free(diff->items);
	*diff = (struct draft_diff){ 0 };
}

/* A text as its units: what one sees as a character, but a number, date or time whole. */
struct units {
	const char *text;
	size_t *starts; /* count + 1 of them */
	size_t *before; /* characters before each; count + 1, too */
	size_t count;
};

/* 0-9, also full-width. */
static bool is_digit(const char *text, size_t len)
{
	return (len == 1 && *text >= '0' && *text <= '9') ||
	       (len == 3 && memcmp(text, "\xef\xbc", 2) == 0 && text[2] >= '\x90' && text[2] <= '\x99');
}

/* What stands between the digits of one number, date or time, also full-width. */
static bool is_separator(const char *text, size_t len)
{
	static const char *const wide[] = { "，", "．", "：", "／", "－" };
	if (len == 1)
		return memchr(",.:/-", *text, 5);
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (len == strlen(wide[i]) && memcmp(text, wide[i], len) == 0)
			return true;
	return false;
}

static void split(struct units *units, const char *text)
{
	size_t len = strlen(text), at = 0, characters = 0;
	*units = (struct units){ .text = text,
				 .starts = mem_alloc(len + 1, sizeof(size_t)),
				 .before = mem_alloc(len + 1, sizeof(size_t)) };
	/* A digit goes on with the digit before it, or with that before a separator, which then is theirs. */
	bool digit = false, separator = false;
	while (at < len) {
		size_t next = grapheme_next(text, len, at);
		if (is_digit(text + at, next - at)) {
			units->count -= separator;
			if (!digit && !separator) {
				units->before[units->count] = characters;
				units->starts[units->count++] = at;
			}
			digit = true;
			separator = false;
		} else {
			units->before[units->count] = characters;
			units->starts[units->count++] = at;
			separator = digit && is_separator(text + at, next - at);
			digit = false;
		}
		characters++;
		at = next;
	}
	units->before[units->count] = characters;
	units->starts[units->count] = len;
}

static bool same(const struct units *a, size_t i, const struct units *b, size_t j)
{
	size_t len = a->starts[i + 1] - a->starts[i];
	return len == b->starts[j + 1] - b->starts[j] && memcmp(a->text + a->starts[i], b->text + b->starts[j], len) == 0;
}

/* Units from `from` to before `to`, of b where they were added, else of a. */
struct piece {
	enum text_change change;
	size_t from, to;
};

/* Two texts while they are compared: what stands between a common beginning and a common end. */
struct comparison {
	struct units a, b;
	size_t head, rows, columns; /* units of the beginning; of the middles of a and of b */
	struct piece *pieces;
	size_t count;
};

static bool same_inside(const void *context, size_t i, size_t j)
{
	const struct comparison *all = context;
	return same(&all->a, all->head + i, &all->b, all->head + j);
}

/* If there is anything in it. */
static void add_piece(struct comparison *all, enum text_change change, size_t from, size_t to)
{
	if (from == to)
		return;
	all->pieces = mem_resize(all->pieces, all->count + 1, sizeof *all->pieces);
	all->pieces[all->count++] = (struct piece){ change, from, to };
}

static void compare_middle(struct comparison *all)
{
	size_t width = all->columns + 1, rows = all->rows, columns = all->columns;
	unsigned *length = lcs_lengths(rows, columns, same_inside, all);
	for (size_t i = 0, j = 0; i < rows || j < columns;) {
		size_t from_i = i, from_j = j;
		while (i < rows && j < columns && same_inside(all, i, j))
			i++, j++;
		add_piece(all, TEXT_SAME, all->head + from_i, all->head + i);
		from_i = i;
		from_j = j;
		while ((i < rows || j < columns) && !(i < rows && j < columns && same_inside(all, i, j))) {
			bool remove = i < rows && (j == columns || length[(i + 1) * width + j] >= length[i * width + j + 1]);
			i += remove;
			j += !remove;
		}
		add_piece(all, TEXT_REMOVED, all->head + from_i, all->head + i);
		add_piece(all, TEXT_ADDED, all->head + from_j, all->head + j);
	}
	free(length);
}

/* Pieces in common of fewer characters say nothing by themselves: a particle, the digits of another number. */
enum { TELLING = 3 };

/* Is it another text, rather than the same text changed? Then what the two have in common is chance, and pieces of it between the
 * changes are harder to read than both texts whole. A text that was only added to, or cut, in one place is the same. */
static bool is_another(const struct comparison *all)
{
	size_t common = 0, longest = 0, pieces = 0;
	size_t a = all->a.before[all->a.count], b = all->b.before[all->b.count], longer = a > b ? a : b;
	for (size_t i = 0; i < all->count; i++) {
		const struct piece *piece = &all->pieces[i];
		if (piece->change != TEXT_SAME)
			continue;
		size_t len = all->a.before[piece->to] - all->a.before[piece->from];
		pieces++;
		common += len;
		longest = len > longest ? len : longest;
	}
	return all->rows && all->columns && (longest < TELLING || (2 * common < longer && common < TELLING * pieces));
}

/* Longest common subsequences take room for every pair; beyond this the middle is one change. */
enum { MOST_PAIRS = 4000000 };

void text_diff(const char *before, const char *after,
	       void (*piece)(void *context, enum text_change change, const char *text, size_t len), void *context)
{
	struct comparison all = { 0 };
	size_t tail = 0;
	split(&all.a, before);
	split(&all.b, after);
	size_t shorter = all.a.count < all.b.count ? all.a.count : all.b.count;
	while (all.head < shorter && same(&all.a, all.head, &all.b, all.head))
		all.head++;
	while (tail < shorter - all.head && same(&all.a, all.a.count - 1 - tail, &all.b, all.b.count - 1 - tail))
		tail++;
	all.rows = all.a.count - all.head - tail;
	all.columns = all.b.count - all.head - tail;
	add_piece(&all, TEXT_SAME, 0, all.head);
	if (all.rows && all.columns && all.rows * all.columns <= MOST_PAIRS) {
		compare_middle(&all);
	} else {
		add_piece(&all, TEXT_REMOVED, all.head, all.head + all.rows);
		add_piece(&all, TEXT_ADDED, all.head, all.head + all.columns);
	}
	add_piece(&all, TEXT_SAME, all.a.count - tail, all.a.count);
	if (is_another(&all)) {
		all.count = 0;
		add_piece(&all, TEXT_REMOVED, 0, all.a.count);
		add_piece(&all, TEXT_ADDED, 0, all.b.count);
	}
	for (size_t i = 0; i < all.count; i++) {
		const struct units *of = all.pieces[i].change == TEXT_ADDED ? &all.b : &all.a;
		size_t from = of->starts[all.pieces[i].from], to = of->starts[all.pieces[i].to];
		piece(context, all.pieces[i].change, of->text + from, to - from);
	}
	free(all.pieces);
	free(all.a.starts);
	free(all.a.before);
	free(all.b.starts);
	free(all.b.before);
}
