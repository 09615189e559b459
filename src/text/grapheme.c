/* SPDX-License-Identifier: MIT */
/* grapheme.c — clusters by u32_grapheme_breaks over a window, with a short way for the characters that make up
 * nearly all of our texts. */
#include <config.h>

#include "text/grapheme.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unigbrk.h>

#include "text/utf8.h"

/* Code points looked at in one go. A longer cluster than this is cut, as UAX #29 lets an implementation do. */
enum { WINDOW = 64 };

/* Characters that always begin a cluster and take none but extending ones after them: ASCII, kana, ideographs, full-width forms. */
static bool is_simple(uint32_t code)
{
	return (code >= 0x20 && code < 0x7f) || (code >= 0x3001 && code < 0x302a) ||
	       (code >= 0x3041 && code < 0x3097) || (code >= 0x30a0 && code < 0x3100) ||
	       (code >= 0x3400 && code < 0xa000) || (code >= 0xff01 && code < 0xff9e);
}

size_t grapheme_plain(const char *text, size_t len, size_t at, size_t *count)
{
	size_t start = at, next;
	uint32_t code, after;
	*count = 0;
	if (at >= len)
		return 0;
	for (next = at + utf8_decode(text + at, len - at, &code); is_simple(code); code = after, (*count)++) {
		size_t before = at;
		at = next;
		if (at >= len) {
			(*count)++;
			break;
		}
		next += utf8_decode(text + at, len - at, &after);
		if (!is_simple(after) && after != '\n') {
			at = before;
			break;
		}
	}
	return at - start;
}

size_t grapheme_next(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return len;
	uint32_t codes[WINDOW];
	size_t ends[WINDOW], count = 0, to = at;
	char breaks[WINDOW];
	/* The common case: a simple character followed by another. */
	to += utf8_decode(text + to, len - to, &codes[0]);
	if (to >= len)
		return len;
	if (is_simple(codes[0])) {
		uint32_t after;
		utf8_decode(text + to, len - to, &after);
		if (is_simple(after) || after == '\n')
			return to;
	}
	for (to = at; to < len && count < WINDOW; count++) {
		to += utf8_decode(text + to, len - to, &codes[count]);
		ends[count] = to;
	}
	u32_grapheme_breaks(codes, count, breaks);
	for (size_t i = 1; i < count; i++)
		if (breaks[i])
			return ends[i - 1];
	return ends[count - 1];
}

/* The start of the code point before `at`. */
static size_t code_before(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
	return at;
}

size_t grapheme_prev(const char *text, size_t len, size_t at)
{
	if (at == 0)
		return 0;
	if (at > len)
		at = len;
	/* Back to a place that is surely a boundary: between two simple characters, or at a line's start. */
	size_t start = at;
	bool simple = false;
	for (int i = 0; start > 0; i++) {
		uint32_t code;
		size_t before = code_before(text, start);
		utf8_decode(text + before, len - before, &code);
		if (simple && (is_simple(code) || code == '\n'))
			break;
		simple = is_simple(code);
		start = before;
		if (code == '\n' || (i >= 4 * WINDOW && !(code >= 0x1f1e6 && code <= 0x1f1ff)))
			break;
	}
	if (text[start] == '\n' && start > 0 && text[start - 1] == '\r')
		start--;
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
