/* SPDX-License-Identifier: MIT */
/* width.c — columns by libunistring's tables. uc_width() with a legacy CJK encoding's name tells which characters are of
 * ambiguous width. */
#include <config.h>

#include "text/width.h"

#include <stdbool.h>
#include <stdint.h>
#include <uniwidth.h>

#include "text/grapheme.h"
#include "text/utf8.h"

static int width_code(uint32_t code, int ambiguous)
{
	if (code < 0x7f)
		return code >= 0x20;
	if (code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef))
		return 0;
	if (code >= 0x1f3fb && code <= 0x1f3ff) /* skin tones, drawn as parts where a terminal does not join them */
		return 2;
	if (code >= 0x1f1e6 && code <= 0x1f1ff) /* regional indicators: two make a flag of two columns */
		return 1;
	if (code == 0xff9e || code == 0xff9f) /* half-width dakuten stand in a column of their own */
		return 1;
	int width = uc_width(code, ambiguous == 2 ? "EUC-JP" : "UTF-8");
	return width < 0 ? 0 : width;
}

int width_cluster(const char *cluster, size_t len, int ambiguous)
{
	int width = 0;
	bool joined = false, emoji = false;
	/* One letter, kana or ideograph: nearly all there is. */
	if (len == 1 && cluster[0] >= 0x20 && cluster[0] < 0x7f)
		return 1;
	if (len == 3) {
		uint32_t code;
		utf8_decode(cluster, len, &code);
		if ((code >= 0x3041 && code < 0x3097) || (code >= 0x30a1 && code < 0x30fb) || (code >= 0x3400 && code < 0xa000))
			return 2;
	}
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(cluster + at, len - at, &code);
		int now = width_code(code, ambiguous);
		joined |= code == 0x200d;
		emoji |= code == 0xfe0f;
		width += now;
	}
	if (joined)
		return width; /* its parts side by side */
	if (emoji && width < 2)
		return 2;
	return width > 2 ? 2 : width;
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
		size_t next = grapheme_next(text, len, at);
		int now = width_cluster(text + at, next - at, ambiguous);
		if (width + now > columns)
			break;
		width += now;
		at = next;
	}
	if (used)
		*used = width;
	return at;
}
