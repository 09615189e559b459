/* SPDX-License-Identifier: MIT */
/* table.c — reads CSV, TSV and Markdown tables. */
#include <config.h>

#include "report/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"

static struct table_row *add_row(struct table *table, unsigned line)
{
	table->rows = mem_resize(table->rows, table->count + 1, sizeof *table->rows);
	table->rows[table->count] = (struct table_row){ .line = line };
	return &table->rows[table->count++];
}

static bool add_cell(struct table *table, struct table_row *row, struct buf *text, const char *file, struct err *err)
{
	if (++table->cells > TABLE_MAX_CELLS)
		return err_at(err, ERR_INPUT, file, row->line, 0, _("The table has more than %d cells."), TABLE_MAX_CELLS);
	row->cells = mem_resize(row->cells, row->count + 1, sizeof *row->cells);
	row->cells[row->count++] = buf_take(text);
	return true;
}

bool table_read_separated(struct table *table, const char *text, size_t len, char separator, const char *file, struct err *err)
{
	size_t at = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	unsigned line = 1;
	struct buf cell = { 0 };
	bool fine = true;
	while (fine && at < len) {
		struct table_row *row = add_row(table, line);
		for (bool more = true; fine && more;) {
			if (at < len && text[at] == '"') {
				unsigned opened = line;
				for (at++; at < len && !(text[at] == '"' && (at + 1 == len || text[at + 1] != '"')); at++) {
					at += text[at] == '"';
					line += text[at] == '\n';
					buf_putc(&cell, text[at]);
				}
				if (at == len)
					fine = err_at(err, ERR_INPUT, file, opened, 0, _("A quotation mark is never closed."));
				else
					at++;
			}
			while (at < len && text[at] != separator && text[at] != '\n')
				buf_putc(&cell, text[at++]);
			more = at < len && text[at] == separator;
			if (!more && cell.len && cell.data[cell.len - 1] == '\r')
				cell.data[--cell.len] = '\0';
			fine = fine && add_cell(table, row, &cell, file, err);
			at += at < len;
		}
		line++;
	}
	buf_clear(&cell);
	return fine;
}

/* `| --- | :-: |` */
static bool is_rule(const char *text, size_t len)
{
	size_t dashes = 0;
	for (size_t i = 0; i < len; i++) {
		if (!strchr("|:- \t\r", text[i]))
			return false;
		dashes += text[i] == '-';
	}
	return dashes > 0;
}

static size_t trim(const char *text, size_t *len)
{
	size_t start = 0;
	while (*len && strchr(" \t\r", text[*len - 1]))
		--*len;
	while (start < *len && strchr(" \t", text[start]))
		start++;
	return start;
}

/* Undoes escapes: \x, <br>, the entities HTML needs. */
static void put_plain(struct buf *out, const char *text, size_t len)
{
	static const struct {
		const char *from, *to;
	} pairs[] = { { "<br>", "\n" }, { "<br/>", "\n" }, { "<br />", "\n" }, { "&amp;", "&" },
		      { "&lt;", "<" },  { "&gt;", ">" },   { "&quot;", "\"" }, { "&nbsp;", " " } };
	for (size_t at = 0; at < len;) {
		size_t i, count = sizeof pairs / sizeof *pairs;
		for (i = 0; i < count; i++)
			if (len - at >= strlen(pairs[i].from) && memcmp(text + at, pairs[i].from, strlen(pairs[i].from)) == 0)
				break;
		if (i < count) {
			buf_puts(out, pairs[i].to);
			at += strlen(pairs[i].from);
		} else {
			if (text[at] == '\\' && at + 1 < len && strchr("\\`*_{}[]()#+-.!|~<>", text[at + 1]))
				at++;
			buf_putc(out, text[at++]);
		}
	}
}

static bool read_markdown_line(struct table *table, const char *text, size_t len, unsigned line, const char *file,
			       struct err *err)
{
	size_t at = trim(text, &len);
	struct buf cell = { 0 };
	if (at < len && text[at] == '#') {
		while (at < len && (text[at] == '#' || text[at] == ' '))
			at++;
		put_plain(&cell, text + at, len - at);
		return add_cell(table, add_row(table, line), &cell, file, err);
	}
	if (at == len || text[at] != '|' || is_rule(text + at, len - at))
		return true;
	struct table_row *row = add_row(table, line);
	for (at++; at < len; at++) {
		size_t end = at;
		while (end < len && text[end] != '|')
			end += text[end] == '\\' && end + 1 < len ? 2 : 1;
		size_t cell_len = end - at, lead = trim(text + at, &cell_len);
		put_plain(&cell, text + at + lead, cell_len - lead);
		if (!add_cell(table, row, &cell, file, err))
			return false;
		at = end;
	}
	return true;
}

bool table_read_markdown(struct table *table, const char *text, size_t len, const char *file, struct err *err)
{
	unsigned line = 1;
	for (size_t at = 0; at < len; line++) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;
		if (!read_markdown_line(table, text + at, stop - at, line, file, err))
			return false;
		at = stop + 1;
	}
	return true;
}

void table_clear(struct table *table)
{
	for (size_t r = 0; r < table->count; r++) {
		for (size_t c = 0; c < table->rows[r].count; c++)
			free(table->rows[r].cells[c]);
		free(table->rows[r].cells);
	}
	free(table->rows);
	*table = (struct table){ 0 };
}
