/* SPDX-License-Identifier: MIT */
/* caret.h — where in a text a person is, and how every key moves it. Pure functions of a text and its rows:
 * they change no text; an edit is a splice the caller applies. No terminal. */
#ifndef CARET_H
#define CARET_H

#include <stdbool.h>
#include <stddef.h>

#include "text/wrap.h"

/* `at` and `mark` are byte offsets at cluster boundaries. A selection lies between them while `marking`; every move makes it grow
 * while `sticky` (a mark was set). Where a row ends within a line its end is the next one's start: `trailing`, and the caret stands
 * at the end. `column` is the column ↑ and ↓ try to keep, -1 when none. */
struct caret {
	size_t at;
	size_t mark;
	bool marking, sticky, trailing;
	int column;
};

enum caret_move {
	CARET_LEFT,
	CARET_RIGHT, /* one cluster */
	CARET_WORD_LEFT,
	CARET_WORD_RIGHT, /* runs of 漢字, かな, カナ, Latin */
	CARET_ROW_START,
	CARET_ROW_END, /* of the visual row; at the row's edge again: of the text line */
	CARET_UP,
	CARET_DOWN, /* visual rows */
	CARET_TEXT_START,
	CARET_TEXT_END,
};

/* Moves; false if there was nowhere to go (the caller may then leave the field). With `select`, or a mark, the selection
 * grows from where it began; without, it ends. */
bool caret_move(struct caret *caret, enum caret_move move, bool select, const char *text, size_t len, const struct wrap *wrap,
		int ambiguous);
/* The selected bytes start … end, start <= end; both `at` when nothing is selected. */
void caret_selection(const struct caret *caret, size_t *start, size_t *end);
/* The row the caret stands in. */
size_t caret_row(const struct caret *caret, const struct wrap *wrap);
/* Sets a mark here, or takes it away and the selection with it. */
void caret_toggle_mark(struct caret *caret);
/* Columns from the row's start to the caret. */
int caret_column(const struct caret *caret, const char *text, const struct wrap *wrap, int ambiguous);
/* The caret put to a byte offset (rounded down to a cluster), selection ended. */
void caret_set(struct caret *caret, size_t at, const char *text, size_t len);
/* What a deletion takes: the selection, else from the caret to where `move` leads. */
void caret_deletion(const struct caret *caret, enum caret_move move, const char *text, size_t len, const struct wrap *wrap,
		    int ambiguous, size_t *start, size_t *end);

#endif
