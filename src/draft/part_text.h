/* SPDX-License-Identifier: MIT */
/* part_text.h — the text of one part: a C string that knows its length and has room to grow, so that a key typed into
 * a long answer costs no more than moving what stands behind it. Only the draft layer makes them. */
#ifndef PART_TEXT_H
#define PART_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* A copy of `len` bytes, to be freed by part_text_free() alone. */
char *part_text_new(const char *bytes, size_t len);
/* A copy that lies in an arena until that is cleared; the other functions may be used with it all the same. */
char *part_text_in(struct arena *arena, const char *bytes, size_t len);
void part_text_free(const char *text);  /* NULL is fine */
size_t part_text_len(const char *text); /* NULL: 0 */
/* Replaces `remove` bytes at `at`; the text may move: use what is returned. NULL is an empty text. */
char *part_text_splice(char *text, size_t at, size_t remove, const char *bytes, size_t len);

/* True if there is nothing but blanks (U+3000 and U+00A0 too) and line breaks, or NULL. */
bool text_is_blank(const char *text);
/* Whether two texts are the same; NULL equals only NULL. */
bool text_equal(const char *a, const char *b);

#endif
