/* SPDX-License-Identifier: MIT */
/* width.c — columns by libunistring's tables. uc_width() with a legacy CJK encoding's name tells which characters are of
 * ambiguous width. */
#include <config.h>

#include "text/width.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/grapheme.h"
#include "text/plain_char.h"
#include "text/showable.h"
#include "text/utf8.h"

static int width_code(uint32_t code, int ambiguous)
{
	if (code < 0x7f)
		return 1;
	if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) /* variation selectors */
		return 0;
	if (code >= 0x1f3fb && code <= 0x1f3ff) /* skin tones alone are squares */
		return 2;
	if (code >= 0x1f1e6 && code <= 0x1f1ff) /* regional indicators: two make a flag of two columns */
		return 1;
	if (code == 0xff9e || code == 0xff9f) /* half-width dakuten stand in a column of their own */
		return 1;
	int width = uc_width(code, ambiguous == 2 ? "EUC-JP" : "UTF-8");
	return width < 0 ? 0 : width;
}

/* <202E>, <E0001>, <10FFFF> */
static int width_mark(uint32_t code)
{
	return code > 0xfffff ? 8 : code > 0xffff ? 7 : 6;
}

/* One part of a ZWJ sequence, or a cluster without: a base and what is put upon it. */
static int width_part(int sum, bool emoji)
{
	return sum > 2 || (emoji && sum > 0) ? 2 : sum;
}

int width_cluster(const char *cluster, size_t len, int ambiguous)
{
	uint32_t code;
	int plain;
	if (plain_next(cluster, len, 0, &plain) == len)
		return plain;
	int width = 0, sum = 0;
	bool emoji = false;
	for (size_t at = 0, taken; at < len; at += taken) {
		taken = utf8_decode(cluster + at, len - at, &code);
		if (code == 0xfffd && taken == 1) {
			width += 4; /* a wrong byte: <FF> */
		} else if (code == 0x200d && showable_joins(cluster, len, at)) {
			width += width_part(sum, emoji);
			sum = 0;
			emoji = false;
		} else if (code != '\t' && (code == 0x200d || showable_marks(code))) {
			width += width_mark(code);
		} else {
			sum += width_code(code, ambiguous);
			emoji |= code == 0xfe0f;
		}
	}
	return width + width_part(sum, emoji);
}

size_t width_next(const char *text, size_t len, size_t at, int ambiguous, int *width)
{
	size_t next = plain_next(text, len, at, width);
	if (next)
		return next;
	next = grapheme_next(text, len, at);
	*width = width_cluster(text + at, next - at, ambiguous);
	return next;
}

int width_text(const char *text, size_t len, int ambiguous)
{
	int width = 0;
	width_fit(text, len, 1 << 30, ambiguous, &width);
	return width;
}

size_t width_fit(const char *text, size_t len, int columns, int ambiguous, int *used)
{
	int width = 0;
	size_t at = 0;
	while (at < len) {
		int now;
		size_t next = width_next(text, len, at, ambiguous, &now);
		if (width + now > columns)
			break;
		width += now;
		at = next;
	}
	if (used)
		*used = width;
	return at;
}

/* The first byte of the longest suffix, whole clusters, that fits. */
static size_t suffix_fit(const char *text, size_t len, int columns, int ambiguous)
{
	int width = width_text(text, len, ambiguous), now;
	size_t at = 0;
	for (; at < len && width > columns; width -= now)
		at = width_next(text, len, at, ambiguous, &now);
	return at;
}

char *width_shorten(const char *name, int columns, int ambiguous)
{
	enum { DOTS = 2 };
	struct buf out = { 0 };
	size_t len = strlen(name);
	int used, rest = columns - DOTS;
	if (width_text(name, len, ambiguous) <= columns || rest < 0)
		return mem_bytes(name, width_fit(name, len, columns, ambiguous, NULL));
	buf_put(&out, name, width_fit(name, len, rest / 2, ambiguous, &used));
	buf_puts(&out, "..");
	buf_puts(&out, name + suffix_fit(name, len, rest - used, ambiguous));
	return buf_take(&out);
}
