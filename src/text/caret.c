/* SPDX-License-Identifier: MIT */
/* caret.c — moves by cluster, word, visual row. */
#include <config.h>

#include "text/caret.h"

#include <stdint.h>
#include <string.h>

#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

/* Japanese has no blanks between words; a change of script is where a word ends for the hand. */
enum run { RUN_BLANK, RUN_LATIN, RUN_HIRAGANA, RUN_KATAKANA, RUN_KANJI, RUN_OTHER };

static const struct {
	uint32_t first, last;
	enum run run;
} runs[] = {
	{ 0x09, 0x0d, RUN_BLANK },        { 0x20, 0x20, RUN_BLANK },        { 0x30, 0x39, RUN_LATIN },
	{ 0x41, 0x5a, RUN_LATIN },        { 0x5f, 0x5f, RUN_LATIN },        { 0x61, 0x7a, RUN_LATIN },
	{ 0xc0, 0x24f, RUN_LATIN },       { 0x3000, 0x3000, RUN_BLANK },    { 0x3005, 0x3007, RUN_KANJI },
	{ 0x3041, 0x309f, RUN_HIRAGANA }, { 0x30a1, 0x30ff, RUN_KATAKANA }, { 0x31f0, 0x31ff, RUN_KATAKANA },
	{ 0x3400, 0x9fff, RUN_KANJI },    { 0xf900, 0xfaff, RUN_KANJI },    { 0xff10, 0xff19, RUN_LATIN },
	{ 0xff21, 0xff3a, RUN_LATIN },    { 0xff41, 0xff5a, RUN_LATIN },    { 0xff66, 0xff9f, RUN_KATAKANA },
	{ 0x20000, 0x3ffff, RUN_KANJI },
};

static enum run run_at(const char *text, size_t len, size_t at)
{
	uint32_t code;
	utf8_decode(text + at, len - at, &code);
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		if (code >= runs[i].first && code <= runs[i].last)
			return runs[i].run;
	return RUN_OTHER;
}

/* ー sounds on what is before it, whatever that is written in: らーめん. */
static bool goes_on(enum run run, const char *text, size_t len, size_t at)
{
	static const char prolonged[] = "ー";
	return run_at(text, len, at) == run || (run == RUN_HIRAGANA && len - at >= sizeof prolonged - 1 &&
						memcmp(text + at, prolonged, sizeof prolonged - 1) == 0);
}

static size_t word_right(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return len;
	enum run run = run_at(text, len, at);
	while (at < len && goes_on(run, text, len, at))
		at = grapheme_next(text, len, at);
	while (at < len && run_at(text, len, at) == RUN_BLANK)
		at = grapheme_next(text, len, at);
	return at;
}

/* A CR before a line break is one cluster with it: no caret stands between the two. */
static size_t before_break(const char *text, size_t len, size_t at)
{
	return at > 0 && at < len && text[at] == '\n' && text[at - 1] == '\r' ? at - 1 : at;
}

static size_t row_end(const struct wrap *wrap, size_t row, const char *text, size_t len)
{
	return before_break(text, len, wrap->rows[row].end);
}

/* Is the place the start of a row and the end of the one before at once? */
static bool between_rows(const struct wrap *wrap, size_t at)
{
	size_t row = wrap_row_of(wrap, at);
	return row > 0 && wrap->rows[row].start == at && wrap->rows[row - 1].end == at;
}

size_t caret_row(const struct caret *caret, const struct wrap *wrap)
{
	return wrap_row_of(wrap, caret->at) - (caret->trailing && between_rows(wrap, caret->at));
}

static size_t line_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] != '\n')
		at++;
	return before_break(text, len, at);
}

/* Forwards from the line's start: going back cluster by cluster may look at the line again for each. */
static size_t word_left(const char *text, size_t len, size_t at)
{
	size_t word, next;
	while (at > 0 && run_at(text, len, grapheme_prev(text, len, at)) == RUN_BLANK)
		at = grapheme_prev(text, len, at);
	for (word = line_start(text, at); (next = word_right(text, len, word)) < at;)
		word = next;
	return word;
}

static size_t vertical(struct caret *caret, int direction, const char *text, size_t len, const struct wrap *wrap, int ambiguous)
{
	size_t row = caret_row(caret, wrap);
	if (caret->column < 0)
		caret->column = caret_column(caret, text, wrap, ambiguous);
	if (direction < 0 ? row == 0 : row + 1 >= wrap->count)
		return caret->at;
	row = direction < 0 ? row - 1 : row + 1;
	const struct wrap_row *to = &wrap->rows[row];
	size_t end = row_end(wrap, row, text, len);
	size_t at = to->start + width_fit(text + to->start, to->end - to->start, caret->column, ambiguous, NULL);
	caret->trailing = at >= end;
	return at > end ? end : at;
}

static size_t target(struct caret *caret, enum caret_move move, const char *text, size_t len, const struct wrap *wrap,
		     int ambiguous)
{
	size_t row = caret_row(caret, wrap), at = caret->at;
	if (move != CARET_UP && move != CARET_DOWN)
		caret->trailing = move == CARET_ROW_END;
	switch (move) {
	case CARET_LEFT: return grapheme_prev(text, len, at);
	case CARET_RIGHT: return grapheme_next(text, len, at);
	case CARET_WORD_LEFT: return word_left(text, len, at);
	case CARET_WORD_RIGHT: return word_right(text, len, at);
	case CARET_ROW_START: return at == wrap->rows[row].start ? line_start(text, at) : wrap->rows[row].start;
	case CARET_ROW_END: {
		size_t end = row_end(wrap, row, text, len);
		return at == end ? line_end(text, len, at) : end;
	}
	case CARET_UP: return vertical(caret, -1, text, len, wrap, ambiguous);
	case CARET_DOWN: return vertical(caret, 1, text, len, wrap, ambiguous);
	case CARET_TEXT_START: return 0;
	case CARET_TEXT_END: return len;
	}
	return at;
}

bool caret_move(struct caret *caret, enum caret_move move, bool select, const char *text, size_t len, const struct wrap *wrap,
		int ambiguous)
{
	bool was_selecting = caret->marking && caret->mark != caret->at;
	size_t start, end, row = caret_row(caret, wrap);
	caret_selection(caret, &start, &end);
	select = select || caret->sticky;
	if (select && !caret->marking) {
		caret->marking = true;
		caret->mark = caret->at;
	}
	size_t to = target(caret, move, text, len, wrap, ambiguous);
	if (move != CARET_UP && move != CARET_DOWN)
		caret->column = -1;
	/* With nowhere else to go, ↑ and ↓ select the rest of the row. */
	if (select && to == caret->at && (move == CARET_UP || move == CARET_DOWN) && caret_row(caret, wrap) == row)
		to = move == CARET_UP ? 0 : len;
	if (!select) {
		/* ← and → at a selection go to its ends, as everywhere. */
		if (was_selecting && (move == CARET_LEFT || move == CARET_RIGHT))
			to = move == CARET_LEFT ? start : end;
		caret->marking = false;
	}
	bool moved = to != caret->at || (was_selecting && !select);
	caret->at = to;
	return moved || caret_row(caret, wrap) != row;
}

void caret_toggle_mark(struct caret *caret)
{
	caret->marking = caret->sticky = !caret->sticky;
	caret->mark = caret->at;
}

void caret_selection(const struct caret *caret, size_t *start, size_t *end)
{
	size_t other = caret->marking ? caret->mark : caret->at;
	*start = other < caret->at ? other : caret->at;
	*end = other < caret->at ? caret->at : other;
}

int caret_column(const struct caret *caret, const char *text, const struct wrap *wrap, int ambiguous)
{
	const struct wrap_row *row = &wrap->rows[caret_row(caret, wrap)];
	return width_text(text + row->start, caret->at - row->start, ambiguous);
}

void caret_set(struct caret *caret, size_t at, const char *text, size_t len)
{
	if (at > len)
		at = len;
	if (at > 0 && at < len) {
		size_t before = grapheme_prev(text, len, at);
		at = grapheme_next(text, len, before) == at ? at : before;
	}
	*caret = (struct caret){ .at = at, .mark = at, .column = -1 };
}

void caret_deletion(const struct caret *caret, enum caret_move move, const char *text, size_t len, const struct wrap *wrap,
		    int ambiguous, size_t *start, size_t *end)
{
	caret_selection(caret, start, end);
	if (*start != *end)
		return;
	struct caret there = *caret;
	size_t to = target(&there, move, text, len, wrap, ambiguous);
	*start = to < caret->at ? to : caret->at;
	*end = to < caret->at ? caret->at : to;
}
