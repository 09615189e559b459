/* SPDX-License-Identifier: MIT */
/* export_text.c — plain text for paper: 80 columns, wrapped with kinsoku, pages of 60 lines with a numbered foot. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "report/export.h"
#include "text/width.h"
#include "text/wrap.h"

enum { COLUMNS = 80, PAGE_LINES = 60, INDENT = 4 };
/* Paper and most printers take ambiguous characters for wide ones in Japanese text. */
enum { AMBIGUOUS = 2 };

/* Lines are gathered, then dealt out to pages; `keep` lines stay together with the one after. */
struct paper {
	struct buf *out;
	size_t line, page;
};

static void put_line(struct paper *paper, const char *text, size_t len)
{
	if (paper->line == PAGE_LINES) {
		buf_printf(paper->out, "\n%*s- %zu -\n\f", COLUMNS / 2 - 4, "", ++paper->page);
		paper->line = 0;
	}
	if (len == 0 && paper->line == 0)
		return;
	buf_put(paper->out, text, len);
	buf_putc(paper->out, '\n');
	paper->line++;
}

static void put_wrapped(struct paper *paper, int indent, const char *first, const char *text)
{
	struct wrap wrap = { 0 };
	size_t len = strlen(text);
	int lead = indent + width_text(first, strlen(first), AMBIGUOUS);
	wrap_text(&wrap, text, len, COLUMNS - lead, AMBIGUOUS);
	for (size_t i = 0; i < wrap.count; i++) {
		struct buf line = { 0 };
		if (i == 0)
			buf_printf(&line, "%*s%s", indent, "", first);
		else
			buf_printf(&line, "%*s", lead, "");
		buf_put(&line, text + wrap.rows[i].start, wrap.rows[i].end - wrap.rows[i].start);
		while (line.len && line.data[line.len - 1] == ' ')
			line.len--;
		put_line(paper, buf_text(&line), line.len);
		buf_clear(&line);
	}
	wrap_clear(&wrap);
}

static void put_row(struct paper *paper, const struct form *form, const struct publication_row *row)
{
	if (row->begins_item) {
		struct buf head = { 0 };
		put_line(paper, "", 0);
		buf_printf(&head, "%s. ", row->number);
		put_wrapped(paper, 0, buf_text(&head), row->item);
		buf_clear(&head);
	}
	struct buf prompt = { 0 };
	buf_puts(&prompt, row->prompt);
	if (*row->mark)
		buf_printf(&prompt, " [%s]", row->mark);
	put_wrapped(paper, INDENT, "", buf_text(&prompt));
	buf_clear(&prompt);
	const char *answer = row->answer ? row->answer : row->missing ? publication_word(form, WORD_MISSING) : "-";
	put_wrapped(paper, INDENT + 2, "> ", answer);
}

void export_text(struct buf *out, const struct publication *publication)
{
	struct paper paper = { .out = out };
	put_wrapped(&paper, 0, "", publication->form->original_title);
	put_line(&paper, "", 0);
	for (size_t i = 0; i < publication->heading_count; i++) {
		struct buf label = { 0 };
		buf_printf(&label, "%s: ", publication->headings[i].label);
		put_wrapped(&paper, 0, buf_text(&label), publication->headings[i].value);
		buf_clear(&label);
	}
	for (size_t p = 0; p < publication->part_count; p++) {
		const struct publication_part *part = &publication->parts[p];
		put_line(&paper, "", 0);
		put_wrapped(&paper, 0, "== ", part->title);
		for (size_t r = 0; r < part->row_count; r++)
			put_row(&paper, publication->form, &part->rows[r]);
	}
	buf_printf(out, "\n%*s- %zu -\n", COLUMNS / 2 - 4, "", ++paper.page);
}
