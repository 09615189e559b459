/* SPDX-License-Identifier: MIT */
/* lcs.h — longest common subsequences: what two sequences can keep of each other. */
#ifndef LCS_H
#define LCS_H

#include <stdbool.h>
#include <stddef.h>

/* A table of rows + 1 times columns + 1: at [i * (columns + 1) + j] how many elements the first sequence from i on has in common with
 * the second from j on, in order. `same` compares one of each. It takes rows × columns comparisons and as much room: the caller
 * says how many are too many. Yours to free. */
unsigned *lcs_lengths(size_t rows, size_t columns, bool (*same)(const void *context, size_t i, size_t j), const void *context);

#endif
