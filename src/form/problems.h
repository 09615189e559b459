/* SPDX-License-Identifier: MIT */
/* problems.h — the mistakes found in a form file, each with its place. */
#ifndef PROBLEMS_H
#define PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

struct problem {
	char *file;
	unsigned line, column;
	const char *code; /* "duplicate-id", "unknown-type", "unknown-field", "cycle", "no-guidance", "limit-on-non-text" … */
	char *text;
	bool fatal; /* the form cannot be used like this; otherwise it is only not good */
};

/* Zeroed is empty. */
struct problems {
	struct problem *items;
	size_t count;
};

void problems_add(struct problems *problems, const char *file, unsigned line, unsigned column, const char *code,
		  const char *format, ...) __attribute__((format(printf, 6, 7)));
/* By file, line, column. */
void problems_sort(struct problems *problems);
void problems_clear(struct problems *problems);

#endif
