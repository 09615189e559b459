/* SPDX-License-Identifier: MIT */
/* draft_diff.c — differences by field, and by character within. */
#include <config.h>

#include "report/draft_diff.h"

#include <stdlib.h>
#include <string.h>

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

/* A text as its clusters. */
struct clusters {
	const char *text;
	size_t *starts; /* count + 1 of them */
	size_t count;
};

static void split(struct clusters *clusters, const char *text)
{
	size_t len = strlen(text), at = 0;
	*clusters = (struct clusters){ .text = text, .starts = mem_alloc(len + 1, sizeof(size_t)) };
	while (at < len) {
		clusters->starts[clusters->count++] = at;
		at = grapheme_next(text, len, at);
	}
	clusters->starts[clusters->count] = len;
}

static bool same(const struct clusters *a, size_t i, const struct clusters *b, size_t j)
{
	size_t len = a->starts[i + 1] - a->starts[i];
	return len == b->starts[j + 1] - b->starts[j] && memcmp(a->text + a->starts[i], b->text + b->starts[j], len) == 0;
}

/* Longest common subsequences take room for every pair; beyond this the middle is one change. */
enum { MOST_PAIRS = 4000000 };

void text_diff(const char *before, const char *after,
	       void (*piece)(void *context, enum text_change change, const char *text, size_t len), void *context)
{
	struct clusters a, b;
	split(&a, before);
	split(&b, after);
	size_t head = 0, tail = 0;
	while (head < a.count && head < b.count && same(&a, head, &b, head))
		head++;
	while (tail < a.count - head && tail < b.count - head && same(&a, a.count - 1 - tail, &b, b.count - 1 - tail))
		tail++;
	size_t rows = a.count - head - tail, columns = b.count - head - tail;
	if (head)
		piece(context, TEXT_SAME, before, a.starts[head]);
	if (rows && columns && rows * columns <= MOST_PAIRS) {
		/* length[i][j]: of the longest common subsequence of the middles from i and from j on */
		unsigned *length = mem_alloc((rows + 1) * (columns + 1), sizeof *length);
		for (size_t i = rows; i-- > 0;)
			for (size_t j = columns; j-- > 0;) {
				unsigned down = length[(i + 1) * (columns + 1) + j], right = length[i * (columns + 1) + j + 1];
				length[i * (columns + 1) + j] = same(&a, head + i, &b, head + j)
									? length[(i + 1) * (columns + 1) + j + 1] + 1
								: down > right ? down
									       : right;
			}
		for (size_t i = 0, j = 0; i < rows || j < columns;) {
			size_t from_i = i, from_j = j;
			while (i < rows && j < columns && same(&a, head + i, &b, head + j))
				i++, j++;
			if (i > from_i)
				piece(context, TEXT_SAME, before + a.starts[head + from_i],
				      a.starts[head + i] - a.starts[head + from_i]);
			from_i = i;
			from_j = j;
			while ((i < rows || j < columns) && !(i < rows && j < columns && same(&a, head + i, &b, head + j))) {
				bool remove = i < rows && (j == columns || length[(i + 1) * (columns + 1) + j] >=
										   length[i * (columns + 1) + j + 1]);
				i += remove;
				j += !remove;
			}
			if (i > from_i)
				piece(context, TEXT_REMOVED, before + a.starts[head + from_i],
				      a.starts[head + i] - a.starts[head + from_i]);
			if (j > from_j)
				piece(context, TEXT_ADDED, after + b.starts[head + from_j],
				      b.starts[head + j] - b.starts[head + from_j]);
		}
		free(length);
	} else {
		if (rows)
			piece(context, TEXT_REMOVED, before + a.starts[head], a.starts[head + rows] - a.starts[head]);
		if (columns)
			piece(context, TEXT_ADDED, after + b.starts[head], b.starts[head + columns] - b.starts[head]);
	}
	if (tail)
		piece(context, TEXT_SAME, before + a.starts[a.count - tail], a.starts[a.count] - a.starts[a.count - tail]);
	free(a.starts);
	free(b.starts);
}
