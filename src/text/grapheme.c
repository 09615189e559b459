/* SPDX-License-Identifier: MIT */
/* grapheme.c — clusters by u32_grapheme_breaks over windows that grow, with a short way for the characters that make up
 * nearly all of our texts. */
#include <config.h>

#include "text/grapheme.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "base/mem.h"
#include "text/plain_char.h"
#include "text/utf8.h"

/* The most code points looked at in one go without asking for memory: 4 and 16 come first. */
enum { WINDOW = 64 };

size_t grapheme_plain(const char *text, size_t len, size_t at, size_t *count)
{
	size_t start = at, next;
	uint32_t code, after;
	*count = 0;
	if (at >= len)
		return 0;
	for (next = at + utf8_decode(text + at, len - at, &code); plain_width(code) > 0; code = after, (*count)++) {
		size_t before = at;
		at = next;
		if (at >= len) {
			(*count)++;
			break;
		}
		next += utf8_decode(text + at, len - at, &after);
		if (!plain_width(after) && after != '\n') {
			at = before;
			break;
		}
	}
	return at - start;
}

/* The end of the cluster that begins at `at`, or 0 if the next `window` code points do not tell. */
static size_t cluster_end(const char *text, size_t len, size_t at, size_t window, uint32_t *codes, char *breaks)
{
	size_t count = 0, to = at;
	while (to < len && count < window)
		to += utf8_decode(text + to, len - to, &codes[count++]);
	u32_grapheme_breaks(codes, count, breaks);
	size_t first = 1;
	while (first < count && !breaks[first])
		first++;
	if (first == count)
		return to == len ? len : 0;
	for (to = at; first > 0; first--)
		to += utf8_decode(text + to, len - to, &codes[0]);
	return to;
}

size_t grapheme_next(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return len;
	int width;
	size_t to = plain_next(text, len, at, &width);
	if (to)
		return to;
	/* Few code points tell, nearly always; a cluster may be as long as the text. */
	uint32_t few[WINDOW];
	char breaks[WINDOW];
	for (size_t window = 4; window <= WINDOW; window *= 4)
		if ((to = cluster_end(text, len, at, window, few, breaks)))
			return to;
	uint32_t *codes = NULL;
	char *more = NULL;
	for (size_t window = 4 * WINDOW; !to; window *= 4) {
		codes = mem_resize(codes, window, sizeof *codes);
		more = mem_resize(more, window, 1);
		to = cluster_end(text, len, at, window, codes, more);
	}
	free(codes);
	free(more);
	return to;
}

/* The start of the code point before `at`. */
static size_t code_before(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
	return at;
}

/* Do clusters end between the two, whatever stands before them? Flags, and what joiners and linkers join, hang on more. */
static bool is_sure(uint32_t before, uint32_t after)
{
	if (plain_width(after) && plain_width(before))
		return true;
	if (!uc_is_grapheme_break(before, after))
		return false;
	int property = uc_graphemeclusterbreak_property(before);
	return plain_width(after) || (property != GBP_RI && property != GBP_EXTEND && property != GBP_ZWJ);
}

size_t grapheme_prev(const char *text, size_t len, size_t at)
{
	if (at == 0)
		return 0;
	if (at > len)
		at = len;
	/* Back to a place that is surely a boundary, then forwards again. */
	size_t start = code_before(text, at);
	uint32_t code, after;
	utf8_decode(text + start, len - start, &after);
	while (start > 0) {
		size_t before = code_before(text, start);
		utf8_decode(text + before, len - before, &code);
		if (is_sure(code, after))
			break;
		start = before;
		after = code;
	}
	for (;;) {
		size_t next = grapheme_next(text, len, start);
		if (next >= at)
			return start;
		start = next;
	}
}

size_t grapheme_count(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t at = 0; at < len; at = grapheme_next(text, len, at))
		count++;
	return count;
}

static bool same_cluster(const char *a, size_t a_len, const char *b, size_t b_len)
{
	if (a_len == b_len && memcmp(a, b, a_len) == 0)
		return true;
	/* ASCII composes with nothing that is not in its cluster. */
	if (a_len == 1 && b_len == 1)
		return false;
	char *x = utf8_nfc(a, &a_len), *y = utf8_nfc(b, &b_len);
	bool same = a_len == b_len && memcmp(x, y, a_len) == 0;
	free(x);
	free(y);
	return same;
}

size_t grapheme_match(const char *text, size_t len, size_t at, const char *other, size_t other_len)
{
	for (size_t there = 0; there < other_len;) {
		size_t next = grapheme_next(text, len, at), there_next = grapheme_next(other, other_len, there);
		if (at == len || !same_cluster(text + at, next - at, other + there, there_next - there))
			return 0;
		at = next;
		there = there_next;
	}
	return at;
}
