/* SPDX-License-Identifier: MIT */
/* lcs.h — longest common subsequences: what two sequences can keep of each other. */
#ifndef LCS_H
#define LCS_H

#include <stdbool.h>
#include <stddef.h>

/* A table of rows + 1 by columns + 1 lengths, yours to free: [i * (columns + 1) + j] is that of the longest common subsequence of the
 * first sequence from element i on and the second from j on. `same` compares one element of each. Time and room are rows × columns:
 * the caller sees to it that this is not too much. */
unsigned *lcs_lengths(size_t rows, size_t columns, bool (*same)(const void *context, size_t i, size_t j), const void *context);

#endif
