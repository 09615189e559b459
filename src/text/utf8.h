/* SPDX-License-Identifier: MIT */
/* utf8.h — UTF-8 in and out, one code point at a time. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True if all of it is UTF-8 without NUL; otherwise `bad` (may be NULL) is the offset of the first wrong byte. */
bool utf8_valid(const char *text, size_t len, size_t *bad);
/* Decodes at text[0]; returns the bytes taken (1 … 4; at len > 0 never 0). Wrong bytes give U+FFFD, one byte each. */
size_t utf8_decode(const char *text, size_t len, uint32_t *code);
/* Encodes; returns the bytes written (1 … 4), not NUL-terminated. */
size_t utf8_encode(uint32_t code, char out[4]);
/* NFC of a string, yours to free; wrong bytes become U+FFFD. `*len` in and out. */
char *utf8_nfc(const char *text, size_t *len);

#endif
