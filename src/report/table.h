/* SPDX-License-Identifier: MIT */
/* table.h — a table of texts read from CSV, TSV or Markdown, for imports. Untrusted: at most 200,000 cells. */
#ifndef TABLE_H
#define TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define TABLE_MAX_CELLS 200000

struct table_row {
	char **cells;
	size_t count;
	unsigned line; /* of the source, from 1 */
};

/* Zeroed is empty. */
struct table {
	struct table_row *rows;
	size_t count;
	size_t cells; /* in all rows */
	bool literal; /* its cells know texts from formulas: no apostrophe was put before what looks like one */
};

/* RFC 4180 with `separator`; a BOM is skipped; LF and CRLF end rows. False with a placed `err` on an open quote or when
 * there are too many cells. `file` is for messages. */
bool table_read_separated(struct table *table, const char *text, size_t len, char separator, const char *file, struct err *err);
/* Every row of every pipe table; headings (# …) become rows of one cell; <br> is a line break. */
bool table_read_markdown(struct table *table, const char *text, size_t len, const char *file, struct err *err);
void table_clear(struct table *table);

#endif
