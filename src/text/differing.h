/* SPDX-License-Identifier: MIT */
/* differing.h — which characters of two texts differ, for showing them side by side. */
#ifndef DIFFERING_H
#define DIFFERING_H

#include <stdbool.h>
#include <stddef.h>

/* Marks each byte of `a` and of `b` that belongs to a character the other text does not have in that place. Of texts too long
 * to compare all between what they have in common at both ends is marked. */
void differing_mark(const char *a, size_t a_len, bool *a_marks, const char *b, size_t b_len, bool *b_marks);

#endif
