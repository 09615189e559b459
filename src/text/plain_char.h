/* SPDX-License-Identifier: MIT */
/* plain_char.h — the characters nearly all of our texts are made of, told by a few comparisons and without a call: ASCII, kana,
 * ideographs, full-width forms. A plain character begins a cluster, takes none but extending characters after it, is showable as
 * it is, and its columns do not depend on the terminal. */
#ifndef PLAIN_CHAR_H
#define PLAIN_CHAR_H

#include <stddef.h>
#include <stdint.h>

#include "text/utf8.h"

/* The columns of a plain character, 1 or 2; 0 for any other. */
static inline int plain_width(uint32_t code)
{
	if (code < 0x7f)
		return code >= 0x20;
	if (code >= 0x3400)
		return code < 0xa000 ? 2 : code < 0xff01 ? 0 : code < 0xff61 ? 2 : code < 0xff9e;
	return (code >= 0x3041 && code < 0x3097) || (code >= 0x30a0 && code < 0x3100) || (code >= 0x3001 && code < 0x302a) ? 2
															   : 0;
}

/* The end of the plain character at `at` if what follows leaves it a cluster by itself, with its columns; 0 where one has to look
 * more closely. `at` < `len`. */
static inline size_t plain_next(const char *text, size_t len, size_t at, int *width)
{
	uint32_t code, after;
	size_t next = at + utf8_decode(text + at, len - at, &code);
	*width = plain_width(code);
	if (*width == 0 || next >= len)
		return *width ? next : 0;
	/* Nothing in ASCII and none of the ideographs U+4000 … U+9FFF extends what stands before it, nor do wrong bytes. */
	unsigned char byte = (unsigned char)text[next];
	if (byte < 0x80 || (byte >= 0xe4 && byte <= 0xe9))
		return next;
	utf8_decode(text + next, len - next, &after);
	return plain_width(after) ? next : 0;
}

#endif
