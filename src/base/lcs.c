/* SPDX-License-Identifier: MIT */
/* lcs.c — from the ends backwards, so that whoever walks through it can go from the beginning. */
#include <config.h>

#include "base/lcs.h"

#include "base/mem.h"

unsigned *lcs_lengths(size_t rows, size_t columns, bool (*same)(const void *context, size_t i, size_t j), const void *context)
{
	size_t width = columns + 1;
	unsigned *length = mem_alloc((rows + 1) * width, sizeof *length);
	for (size_t i = rows; i-- > 0;)
		for (size_t j = columns; j-- > 0;) {
			unsigned down = length[(i + 1) * width + j], right = length[i * width + j + 1];
			length[i * width + j] = same(context, i, j) ? length[(i + 1) * width + j + 1] + 1
						: down > right      ? down
								    : right;
		}
	return length;
}
