/* SPDX-License-Identifier: MIT */
/* wrap.h — visual rows of a text, with kinsoku (JIS X 4051: no 、。」ーっ at a row's start, no （「 at its end),
 * Latin words and numbers whole where they fit. Line breaks in the text end a row. */
#ifndef WRAP_H
#define WRAP_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes start … end are drawn; the next row starts at `next` (after a line break it is end + 1). Blanks at a row's end hang: they
 * may reach beyond the columns, nothing else does but a cluster wider than they are. */
struct wrap_row {
	size_t start, end, next;
	size_t seen; /* what begins behind this byte has no say in where the row ends */
	bool hard;   /* ends at a line break of the text */
};

/* All rows of a text; at least one, also for "". A final line break gives an empty last row. */
struct wrap {
	struct wrap_row *rows;
	size_t count;
	size_t room;
};
/* `columns` >= 2. Reuses what `wrap` holds. Zeroed is empty. */
void wrap_text(struct wrap *wrap, const char *text, size_t len, int columns, int ambiguous);
/* Its first rows only, at most `most`: what a window needs of a text however long. */
void wrap_first(struct wrap *wrap, const char *text, size_t len, int columns, int ambiguous, size_t most);
/* The same rows as wrap_text() would give, after `removed` bytes at `at` became `added` ones, when `wrap` was of the text before
 * that and of the same width: costs a few rows, however long the text. */
void wrap_change(struct wrap *wrap, const char *text, size_t len, size_t at, size_t removed, size_t added, int columns,
		 int ambiguous);
void wrap_clear(struct wrap *wrap);
/* The row a caret at byte `at` is drawn in. A caret at a soft break stands at the start of the later row. */
size_t wrap_row_of(const struct wrap *wrap, size_t at);

#endif
