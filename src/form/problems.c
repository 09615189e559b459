/* SPDX-License-Identifier: MIT */
/* problems.c — the mistakes found in a form file, each with its place. */
#include <config.h>

#include "form/problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

void problems_add(struct problems *problems, const char *file, unsigned line, unsigned column, const char *code,
		  const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);

	problems->items = mem_resize(problems->items, problems->count + 1, sizeof *problems->items);
	problems->items[problems->count++] = (struct problem){
		.file = mem_string(file),
		.line = line,
		.column = column,
		.code = code,
		.text = buf_take(&text),
	};
}

static int compare(const void *left, const void *right)
{
	const struct problem *a = left, *b = right;
	int order = strcmp(a->file, b->file);
	if (order)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return strcmp(a->code, b->code);
}

void problems_sort(struct problems *problems)
{
	if (problems->count > 1)
		qsort(problems->items, problems->count, sizeof *problems->items, compare);
}

void problems_clear(struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		free(problems->items[i].file);
		free(problems->items[i].text);
	}
	free(problems->items);
	*problems = (struct problems){ 0 };
}
