/* SPDX-License-Identifier: MIT */
/* encode.h — UTF-8 to other encodings by iconv, never silently: CP932, EUC-JP. */
#ifndef ENCODE_H
#define ENCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* A character the encoding cannot hold: offset in the input, and what could stand for it ("" when nothing comes to mind). */
struct encode_lack {
	size_t offset;
	uint32_t code;
	const char *suggestion;
};
struct encode_lacks {
	struct encode_lack *items;
	size_t count, room;
};
/* Encodes all of `text`. With lacks: false, `out` untouched, `lacks` (yours, encode_lacks_clear) filled; a
 * round trip that does not give the same text counts as a lack (glibc's SHIFT_JIS and \, CP932 and 〜). */
bool encode_text(const char *encoding, const char *text, size_t len, struct buf *out, struct encode_lacks *lacks,
		 struct err *err);
/* The reverse, for imports. */
bool decode_text(const char *encoding, const char *bytes, size_t len, struct buf *out, struct err *err);
void encode_lacks_clear(struct encode_lacks *lacks);

#endif
