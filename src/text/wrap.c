/* SPDX-License-Identifier: MIT */
/* wrap.c — visual rows with kinsoku. libunistring's line breaking is not conformant and knows no kinsoku levels, so the few
 * rules Japanese text needs are here. */
#include <config.h>

#include "text/wrap.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/mem.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

/* JIS X 4051: characters not at a row's start, and not at its end, in the order of their codes. */
static const char16_t not_first[] = u"!%),.:;?]}°’”‥…‰′″‼⁇⁈⁉℃、。々〉》」』】〕〗〙〛〜〟ぁぃぅぇぉっゃゅょ"
				    u"ゎゕゖ゛゜ゝゞァィゥェォッャュョヮヵヶ・ーヽヾㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾ"
				    u"ㇿ！％），．：；？］｝～｠｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ";
static const char16_t not_last[] = u"$([{£‘“〈《「『【〔〖〘〚〝＄（［｛｟｢￥";

/* Most of a text: what kinsoku says nothing of. Ideographs, letters, digits, and of the kana all but the small ones; ア stands
 * 0x60 behind あ. */
static inline bool is_in_no_set(uint32_t code)
{
	static const uint64_t small[] = {
		1ull << 0x01 | 1ull << 0x03 | 1ull << 0x05 | 1ull << 0x07 | 1ull << 0x09 | 1ull << 0x23, /* ぁぃぅぇぉっ */
		1ull << 0x03 | 1ull << 0x05 | 1ull << 0x07 | 1ull << 0x0e | 1ull << 0x15 | 1ull << 0x16, /* ゃゅょゎゕゖ */
	};
	if (code < 0x80)
		return (code >= '0' && code <= '9') || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
	uint32_t kana = (code < 0x30a0 ? code : code - 0x60) - 0x3040;
	if (kana > 0 && kana < 0x57)
		return !(small[kana >> 6] >> (kana & 63) & 1);
	return (code >= 0x3400 && code < 0xa000) || code > 0xffff;
}

static bool is_one_of(const char16_t *sorted, size_t count, uint32_t code)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = (low + count) / 2;
		if (sorted[middle] == code)
			return true;
		if (sorted[middle] < code)
			low = middle + 1;
		else
			count = middle;
	}
	return false;
}

/* What decides whether a row may end between two clusters. */
enum kind { KIND_BLANK, KIND_LATIN, KIND_OTHER };

struct cluster {
	size_t end;
	uint32_t code; /* its first */
	int width;
	enum kind kind;
	bool not_first, not_last;
};

/* Numbers and words are kept whole as their half-width twins are. */
static bool is_full_width_latin(uint32_t code)
{
	return code >= 0xff0e && code <= 0xff5a &&
	       (code == 0xff0e || (code >= 0xff10 && code <= 0xff19) || (code >= 0xff21 && code <= 0xff3a) || code >= 0xff41);
}

static struct cluster look(const char *text, size_t len, size_t at, int ambiguous)
{
	struct cluster found = { 0 };
	unsigned char byte = (unsigned char)text[at];
	found.end = width_next(text, len, at, ambiguous, &found.width);
	/* A blank that carries an accent is no blank: it is to be seen. */
	found.kind = (byte == ' ' || byte == '	') && found.end == at + 1            ? KIND_BLANK
		     : (byte > 0x20 && byte < 0x7f) || (byte >= 0xc3 && byte < 0xcb) ? KIND_LATIN
										     : KIND_OTHER;
	utf8_decode(text + at, len - at, &found.code);
	if (is_full_width_latin(found.code))
		found.kind = KIND_LATIN;
	if (!is_in_no_set(found.code)) {
		found.not_first = is_one_of(not_first, sizeof not_first / sizeof *not_first - 1, found.code);
		found.not_last = is_one_of(not_last, sizeof not_last / sizeof *not_last - 1, found.code);
	}
	return found;
}

/* Kinsoku; and a dash of two characters is one dash. */
static bool belong_together(const struct cluster *before, const struct cluster *after)
{
	bool dash = before->code == 0x2014 || before->code == 0x2015;
	return before->not_last || after->not_first || (dash && before->code == after->code);
}

static bool may_break(const struct cluster *before, const struct cluster *after)
{
	if (belong_together(before, after))
		return false;
	return before->kind == KIND_BLANK || !(before->kind == KIND_LATIN && after->kind == KIND_LATIN);
}

static void add_row(struct wrap *wrap, struct wrap_row row)
{
	wrap->rows = mem_grow(wrap->rows, wrap->count, &wrap->room, sizeof *wrap->rows);
	wrap->rows[wrap->count++] = row;
}

/* Where the row ends that begins at `start`, in a line that ends at `line_end`, and how far it looked to tell: to the first
 * cluster that does not fit. Blanks hang at its end, as many as there are. */
static size_t row_end(const char *text, size_t line_end, size_t start, int columns, int ambiguous, size_t *seen)
{
	int width = 0;
	/* The last places to break: between words; within a word too long for a row, but as kinsoku wants it. */
	size_t at = start, good = start, fair = start;
	struct cluster before = { 0 };
	*seen = line_end;
	while (at < line_end) {
		struct cluster now = look(text, line_end, at, ambiguous);
		*seen = now.end;
		if (now.kind != KIND_BLANK) {
			if (at > start && may_break(&before, &now))
				good = at;
			if (at > start && !belong_together(&before, &now))
				fair = at;
			if (width + now.width > columns)
				break;
		}
		width += now.width;
		at = now.end;
		before = now;
	}
	if (at == line_end)
		return at;
	if (good > start || fair > start)
		return good > start ? good : fair;
	/* A run of 。」 is cut where it must be. */
	return at > start ? at : grapheme_next(text, line_end, start);
}

/* Rows from `start` on, until the text ends, there are `most`, or a row would begin where `known` says one of the old ones does. */
static void add_rows(struct wrap *wrap, const char *text, size_t len, size_t start, int columns, int ambiguous,
		     struct wrap *known, size_t most)
{
	if (columns < 2)
		columns = 2;
	for (size_t old = 0;;) {
		const char *newline = len > start ? memchr(text + start, '\n', len - start) : NULL;
		size_t line_end = newline ? (size_t)(newline - text) : len;
		for (;;) {
			while (known && old < known->count && known->rows[old].start < start)
				old++;
			if (known && old < known->count && known->rows[old].start == start) {
				for (; old < known->count; old++)
					add_row(wrap, known->rows[old]);
				return;
			}
			struct wrap_row row = { .start = start };
			row.end = row_end(text, line_end, start, columns, ambiguous, &row.seen);
			bool last = row.end == line_end;
			row.hard = last && newline;
			row.next = row.hard ? row.end + 1 : row.end;
			add_row(wrap, row);
			start = row.end;
			if (wrap->count >= most)
				return;
			if (last)
				break;
		}
		if (!newline)
			return;
		start = line_end + 1;
	}
}

void wrap_text(struct wrap *wrap, const char *text, size_t len, int columns, int ambiguous)
{
	wrap_first(wrap, text, len, columns, ambiguous, SIZE_MAX);
}

void wrap_first(struct wrap *wrap, const char *text, size_t len, int columns, int ambiguous, size_t most)
{
	wrap->count = 0;
	add_rows(wrap, text, len, 0, columns, ambiguous, NULL, most);
}

void wrap_change(struct wrap *wrap, const char *text, size_t len, size_t at, size_t removed, size_t added, int columns,
		 int ambiguous)
{
	/* From the first row on that looked as far as the change (what is put behind a character may join it) anything may differ,
	 * and from where a row begins behind the change as one did before, nothing does. */
	size_t row = wrap_row_of(wrap, at), from = row, behind = row;
	while (from > 0 && wrap->rows[from - 1].seen >= at)
		from--;
	struct wrap tail = { 0 };
	while (behind < wrap->count && wrap->rows[behind].start <= at + removed)
		behind++;
	for (; behind < wrap->count; behind++) {
		struct wrap_row moved = wrap->rows[behind];
		moved.start += added - removed;
		moved.end += added - removed;
		moved.next += added - removed;
		moved.seen += added - removed;
		add_row(&tail, moved);
	}
	size_t start = wrap->count ? wrap->rows[from].start : 0;
	wrap->count = from;
	add_rows(wrap, text, len, start, columns, ambiguous, &tail, SIZE_MAX);
	wrap_clear(&tail);
}

void wrap_clear(struct wrap *wrap)
{
	free(wrap->rows);
	*wrap = (struct wrap){ 0 };
}

size_t wrap_row_of(const struct wrap *wrap, size_t at)
{
	size_t low = 0, high = wrap->count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (wrap->rows[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}
