/* SPDX-License-Identifier: MIT */
/* differing.c — the longest common subsequence of grapheme clusters. */
#include <config.h>

#include "text/differing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/grapheme.h"

/* A table of this many cells is made at most: 2,000 characters against 2,000. */
enum { MOST_CELLS = 4000000 };

struct side {
	const char *text;
	bool *marks;
	size_t *starts;  /* of the clusters, and the end of the last */
	size_t from, to; /* clusters that are compared: without the ends in common */
};

static void split(struct side *side, const char *text, size_t len, bool *marks)
{
	size_t count = 0;
	*side = (struct side){ .text = text, .marks = marks, .starts = mem_alloc(len + 1, sizeof *side->starts) };
	for (size_t at = 0; at < len; at = grapheme_next(text, len, at))
		side->starts[count++] = at;
	side->starts[count] = len;
	side->to = count;
	memset(marks, 0, len * sizeof *marks);
}

static bool equal(const struct side *a, size_t i, const struct side *b, size_t j)
{
	size_t len = a->starts[i + 1] - a->starts[i];
	return len == b->starts[j + 1] - b->starts[j] && memcmp(a->text + a->starts[i], b->text + b->starts[j], len) == 0;
}

static void mark(struct side *side, size_t from, size_t to)
{
	for (size_t at = side->starts[from]; at < side->starts[to]; at++)
		side->marks[at] = true;
}

/* Between the ends in common: from the table of lengths of what follows in common, forwards. */
static void compare(struct side *a, struct side *b)
{
	size_t rows = a->to - a->from, columns = b->to - b->from, width = columns + 1;
	uint16_t *common = mem_alloc((rows + 1) * width, sizeof *common);
	for (size_t i = rows; i-- > 0;)
		for (size_t j = columns; j-- > 0;) {
			uint16_t down = common[(i + 1) * width + j], right = common[i * width + j + 1];
			common[i * width + j] = equal(a, a->from + i, b, b->from + j)
							? (uint16_t)(common[(i + 1) * width + j + 1] + 1)
						: down > right ? down
							       : right;
		}
	size_t i = 0, j = 0;
	while (i < rows || j < columns) {
		if (i < rows && j < columns && equal(a, a->from + i, b, b->from + j)) {
			i++;
			j++;
		} else if (j == columns || (i < rows && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
			mark(a, a->from + i, a->from + i + 1);
			i++;
		} else {
			mark(b, b->from + j, b->from + j + 1);
			j++;
		}
	}
	free(common);
}

void differing_mark(const char *a_text, size_t a_len, bool *a_marks, const char *b_text, size_t b_len, bool *b_marks)
{
	struct side a, b;
	split(&a, a_text, a_len, a_marks);
	split(&b, b_text, b_len, b_marks);
	while (a.from < a.to && b.from < b.to && equal(&a, a.from, &b, b.from))
		a.from++, b.from++;
	while (a.from < a.to && b.from < b.to && equal(&a, a.to - 1, &b, b.to - 1))
		a.to--, b.to--;
	size_t rows = a.to - a.from, columns = b.to - b.from;
	if (rows && columns && rows < UINT16_MAX && columns < UINT16_MAX && (rows + 1) * (columns + 1) <= MOST_CELLS) {
		compare(&a, &b);
	} else {
		mark(&a, a.from, a.to);
		mark(&b, b.from, b.to);
	}
	free(a.starts);
	free(b.starts);
}
