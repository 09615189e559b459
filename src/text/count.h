/* SPDX-License-Identifier: MIT */
/* count.h — 字: the one function that counts them. */
#ifndef COUNT_H
#define COUNT_H

#include <stddef.h>

enum count_unit { COUNT_GRAPHEME, COUNT_CODEPOINT, COUNT_UTF16 };

/* Clusters (or code points, or UTF-16 units) of the NFC text; line breaks (LF, CR, CRLF) are not counted. */
size_t count_characters(const char *text, size_t len, enum count_unit unit);
/* Byte offset where the `limit`-th character ends: what lies beyond is over the limit. len if nothing does. */
size_t count_offset(const char *text, size_t len, size_t limit, enum count_unit unit);

#endif
