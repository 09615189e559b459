/* SPDX-License-Identifier: MIT */
/* grapheme.h — user-perceived characters: extended grapheme clusters of UAX #29, by u32_grapheme_breaks
 * (u8_grapheme_next is wrong for ZWJ emoji and flags). Offsets are bytes. */
#ifndef GRAPHEME_H
#define GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>

/* The end of the cluster that begins at `at`; `len` at the end. */
size_t grapheme_next(const char *text, size_t len, size_t at);
/* The start of the cluster that ends at `at` or holds it; 0 at the start. */
size_t grapheme_prev(const char *text, size_t len, size_t at);
/* Bytes from `at` on that are clusters of one plain character each, line breaks not among them; *count says how many. 0 where
 * what follows must be looked at more closely. Fast: nearly all of our texts is plain. */
size_t grapheme_plain(const char *text, size_t len, size_t at, size_t *count);
/* Where clusters that look like those of `other`, though they may be composed otherwise (NFC, NFD), end in the text, which has them
 * from `at` on; 0 if it does not. */
size_t grapheme_match(const char *text, size_t len, size_t at, const char *other, size_t other_len);
/* How many clusters. */
size_t grapheme_count(const char *text, size_t len);

#endif
