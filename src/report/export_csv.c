/* SPDX-License-Identifier: MIT */
/* export_csv.c — CSV (RFC 4180) and TSV, one field a row, safe to open in a spreadsheet. */
#include <config.h>

#include <string.h>

#include <stdlib.h>

#include "report/cell_text.h"
#include "report/export.h"

static void put_cell(struct buf *out, const char *text, char separator)
{
	char *cell = cell_text_inert(text ? text : "");
	if (separator == '\t' ? strpbrk(cell, "\t\r\n\"") != NULL : strpbrk(cell, ",\"\r\n") != NULL) {
		buf_putc(out, '"');
		for (const char *at = cell; *at; at++) {
			if (*at == '"')
				buf_putc(out, '"');
			buf_putc(out, *at);
		}
		buf_putc(out, '"');
	} else {
		buf_puts(out, cell);
	}
	free(cell);
}

static void put_row(struct buf *out, const char *const *cells, size_t count, char separator)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_putc(out, separator);
		put_cell(out, cells[i], separator);
	}
	buf_puts(out, "\r\n");
}

static void write_table(struct buf *out, const struct publication *publication, char separator)
{
	static const enum word columns[] = { WORD_ID,   WORD_NUMBER, WORD_SECTION, WORD_CATEGORY,
					     WORD_ITEM, WORD_PROMPT, WORD_MARK,    WORD_ANSWER };
	enum { COLUMNS = sizeof columns / sizeof *columns };
	const char *cells[COLUMNS];
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = publication_word(publication->form, columns[i]);
	put_row(out, cells, COLUMNS, separator);
	for (size_t p = 0; p < publication->part_count; p++) {
		const struct publication_part *part = &publication->parts[p];
		for (size_t r = 0; r < part->row_count; r++) {
			const struct publication_row *row = &part->rows[r];
			char *path = place_path(row->place);
			const char *line[COLUMNS] = { path,      row->number, part->title, row->category,
						      row->item, row->prompt, row->mark,   row->answer };
			put_row(out, line, COLUMNS, separator);
			free(path);
		}
	}
}

void export_csv(struct buf *out, const struct publication *publication)
{
	write_table(out, publication, ',');
}

void export_tsv(struct buf *out, const struct publication *publication)
{
	write_table(out, publication, '\t');
}
