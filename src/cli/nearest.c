/* SPDX-License-Identifier: MIT */
/* nearest.c — counts the keys pressed wrongly: one too many, one missing, another, two exchanged. A beginning counts as none. */
#include <config.h>

#include "cli/nearest.h"

#include <stdbool.h>
#include <string.h>

/* Longer words are no name of ours. With more mistakes, or all of a short word, it is another word; so short a beginning is any's. */
enum { MOST_LENGTH = 48, MOST_MISTAKES = 2, LEAST_BEGINNING = 3 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned distance(const char *a, const char *b)
{
	unsigned rows[MOST_LENGTH + 1][MOST_LENGTH + 1];
	size_t a_len = strlen(a), b_len = strlen(b);
	for (size_t i = 0; i <= a_len; i++)
		for (size_t j = 0; j <= b_len; j++) {
			rows[i][j] = (unsigned)(i ? i : j);
			if (!i || !j)
				continue;
			rows[i][j] =
				least(least(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
		}
	return rows[a_len][b_len];
}

void nearest_try(struct nearest *nearest, const char *typed, const char *name)
{
	size_t len = strlen(typed);
	if (len > MOST_LENGTH || strlen(name) > MOST_LENGTH)
		return;
	bool begun = len >= LEAST_BEGINNING && strncmp(typed, name, len) == 0;
	unsigned mistakes = begun ? 0 : distance(typed, name);
	if (mistakes > MOST_MISTAKES || mistakes + 1 >= len || (nearest->name && mistakes >= nearest->distance))
		return;
	*nearest = (struct nearest){ name, mistakes };
}
