/* SPDX-License-Identifier: MIT */
/* count.c — 字. */
#include <config.h>

#include "text/count.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "text/grapheme.h"
#include "text/plain_char.h"
#include "text/utf8.h"

static bool is_break(char byte)
{
	return byte == '\n' || byte == '\r';
}

/* Characters one cluster counts for. Clusters are the same before and after NFC, which composes within a cluster
 * only; so each can be normalised by itself, and the text need not be copied. */
static size_t worth(const char *cluster, size_t len, enum count_unit unit)
{
	if (is_break(cluster[0]))
		return 0;
	if (unit == COUNT_GRAPHEME)
		return 1;
	size_t size = len, count = 0;
	char *normal = utf8_nfc(cluster, &size);
	for (size_t at = 0; at < size;) {
		uint32_t code;
		at += utf8_decode(normal + at, size - at, &code);
		count += unit == COUNT_UTF16 && code > 0xffff ? 2 : 1;
	}
	free(normal);
	return count;
}

size_t count_characters(const char *text, size_t len, enum count_unit unit)
{
	size_t count = 0, plain;
	for (size_t at = 0; at < len;) {
		/* A plain character counts one in every unit. */
		at += grapheme_plain(text, len, at, &plain);
		count += plain;
		if (at == len)
			break;
		size_t next = grapheme_next(text, len, at);
		count += worth(text + at, next - at, unit);
		at = next;
	}
	return count;
}

size_t count_offset(const char *text, size_t len, size_t limit, enum count_unit unit)
{
	size_t count = 0;
	int width;
	for (size_t at = 0; at < len;) {
		size_t next = plain_next(text, len, at, &width);
		if (next) {
			count++;
		} else {
			next = grapheme_next(text, len, at);
			count += worth(text + at, next - at, unit);
		}
		if (count > limit)
			return at;
		at = next;
	}
	return len;
}
