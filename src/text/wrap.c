/* SPDX-License-Identifier: MIT */
/* wrap.c — visual rows with kinsoku. libunistring's line breaking is not conformant and knows no kinsoku levels, so the few
 * rules Japanese text needs are here. */
#include <config.h>

#include "text/wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

/* JIS X 4051: characters not at a row's start, and not at its end. */
static const char not_first[] = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰"
				"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ〜～…‥"
				"｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;?!)]}%";
static const char not_last[] = "‘“（〔［｛〈《「『【￥＄£｢([{$";

static bool is_one_of(const char *set, const char *cluster, size_t len)
{
	uint32_t code;
	size_t size = utf8_decode(cluster, len, &code);
	if (code >= 0x3400 && code < 0xa000) /* most of a text: no ideograph is in any set */
		return false;
	for (const char *at = strchr(set, 0); at > set;) {
		do
			at--;
		while (at > set && ((unsigned char)*at & 0xc0) == 0x80);
		if (strncmp(at, cluster, size) == 0)
			return true;
	}
	return false;
}

/* What decides whether a row may end between two clusters. */
enum kind { KIND_BLANK, KIND_LATIN, KIND_OTHER };

struct cluster {
	size_t start, end;
	int width;
	enum kind kind;
	bool not_first, not_last;
};

static struct cluster look(const char *text, size_t len, size_t at, int ambiguous)
{
	struct cluster found = { .start = at, .end = grapheme_next(text, len, at) };
	unsigned char byte = (unsigned char)text[at];
	found.width = width_cluster(text + at, found.end - at, ambiguous);
	found.kind = byte == ' ' || byte == '\t' ? KIND_BLANK
		     : (byte > 0x20 && byte < 0x7f) || (byte >= 0xc3 && byte < 0xcb) ? KIND_LATIN
										   : KIND_OTHER;
	if (found.kind != KIND_BLANK) {
		found.not_first = is_one_of(not_first, text + at, found.end - at);
		found.not_last = is_one_of(not_last, text + at, found.end - at);
	}
	return found;
}

static bool may_break(const struct cluster *before, const struct cluster *after)
{
	if (before->not_last || after->not_first)
		return false;
	if (before->kind == KIND_BLANK)
		return true;
	if (after->kind == KIND_BLANK)
		return false; /* blanks hang at the end of a row */
	return !(before->kind == KIND_LATIN && after->kind == KIND_LATIN);
}

static void add_row(struct wrap *wrap, size_t start, size_t end, size_t next, bool hard)
{
	if (wrap->count == wrap->room) {
		wrap->room = wrap->room ? wrap->room * 2 : 16;
		wrap->rows = mem_resize(wrap->rows, wrap->room, sizeof *wrap->rows);
	}
	wrap->rows[wrap->count++] = (struct wrap_row){ start, end, next, hard };
}

/* The row that begins at `start`, in a line that ends at `line_end`. */
static size_t row_end(const char *text, size_t line_end, size_t start, int columns, int ambiguous)
{
	int width = 0;
	size_t at = start, good = start;
	struct cluster before = { 0 };
	while (at < line_end) {
		struct cluster now = look(text, line_end, at, ambiguous);
		if (at > start && may_break(&before, &now))
			good = at;
		if (width + now.width > columns)
			break;
		width += now.width;
		at = now.end;
		before = now;
	}
	if (at == line_end)
		return at;
	/* Nowhere to break: a long word or a run of 。」 is cut where it must be. */
	if (good > start)
		return good;
	return at > start ? at : grapheme_next(text, line_end, start);
}

void wrap_text(struct wrap *wrap, const char *text, size_t len, int columns, int ambiguous)
{
	wrap->count = 0;
	if (columns < 2)
		columns = 2;
	for (size_t start = 0;;) {
		const char *newline = len > start ? memchr(text + start, '\n', len - start) : NULL;
		size_t line_end = newline ? (size_t)(newline - text) : len;
		for (;;) {
			size_t end = row_end(text, line_end, start, columns, ambiguous);
			bool last = end == line_end;
			add_row(wrap, start, end, last && newline ? end + 1 : end, last && newline);
			start = end;
			if (last)
				break;
		}
		if (!newline)
			return;
		start = line_end + 1;
	}
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
