/* SPDX-License-Identifier: MIT */
/* fold.h — Japanese search folding: full- and half-width, ひらがな and カタカナ, NFC and NFD, case. */
#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* The folded text (ﾊﾞｯｸｱｯﾌﾟ → ばっくあっぷ), yours to free. */
char *fold_text(const char *text, size_t len);
/* Where in a text its folded form first holds a folded term that is not empty: *at, at a cluster's start. False if it does not. */
bool fold_find(const char *text, size_t len, const char *term, size_t *at);
/* Full-width digits, letters and punctuation to ASCII, blanks trimmed; kana untouched. For reading numbers,
 * dates, URLs. Yours to free. */
char *fold_ascii(const char *text, size_t len);
/* True if every blank-separated term of the folded query occurs in the folded text. */
bool fold_match(const char *folded_text, const char *folded_query);

#endif
