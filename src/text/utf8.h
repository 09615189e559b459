/* SPDX-License-Identifier: MIT */
/* utf8.h — UTF-8 in and out, one code point at a time. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True if all of it is UTF-8 without NUL; otherwise `bad` (may be NULL) is the offset of the first wrong byte. */
bool utf8_valid(const char *text, size_t len, size_t *bad);
/* What utf8_decode() does where it takes more than a look. */
size_t utf8_decode_rare(const char *text, size_t len, uint32_t *code);
/* Decodes at text[0]; returns the bytes taken (1 … 4; at len > 0 never 0). Wrong bytes give U+FFFD, one byte each. */
static inline size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
	const unsigned char *byte = (const unsigned char *)text;
	/* ASCII and kana, ideographs and the like: nearly all there is, without a call. */
	if (len && byte[0] < 0x80) {
		*code = byte[0];
		return 1;
	}
	/* Of three bytes only those from 0xe0 and 0xed on have values that are wrong. */
	if (len >= 3 && byte[0] > 0xe0 && byte[0] < 0xf0 && byte[0] != 0xed && (byte[1] & 0xc0) == 0x80 &&
	    (byte[2] & 0xc0) == 0x80) {
		*code = (uint32_t)(byte[0] & 0x0f) << 12 | (uint32_t)(byte[1] & 0x3f) << 6 | (byte[2] & 0x3f);
		return 3;
	}
	return utf8_decode_rare(text, len, code);
}
/* Encodes; returns the bytes written (1 … 4), not NUL-terminated; 0 for what is no character. */
size_t utf8_encode(uint32_t code, char out[4]);
/* NFC of a string, yours to free; wrong bytes become U+FFFD. `*len` in and out. */
char *utf8_nfc(const char *text, size_t *len);

#endif
