/* SPDX-License-Identifier: MIT */
/* export_markdown.c — a heading and a table per section, in GitHub's table syntax. */
#include <config.h>

#include <string.h>

#include "report/export.h"

/* Everything Markdown or HTML could take for markup, escaped; a line break becomes <br>. Nothing here begins a line, so what is
 * markup there only (1. - +) stands as it is, and so do ( ) ! beside brackets that are escaped: people read the source, too. */
static void put_text(struct buf *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (*at == '\n')
			buf_puts(out, "<br>");
		else if (*at == '&')
			buf_puts(out, "&amp;");
		else if (*at == '<')
			buf_puts(out, "&lt;");
		else if (*at == '>')
			buf_puts(out, "&gt;");
		else {
			if (strchr("\\`*_{}[]#|~", *at))
				buf_putc(out, '\\');
			buf_putc(out, *at);
		}
	}
}

static void put_cell(struct buf *out, const char *text)
{
	buf_puts(out, " ");
	put_text(out, text);
	buf_puts(out, " |");
}

void export_markdown(struct buf *out, const struct publication *publication)
{
	const struct form *form = publication->form;
	buf_puts(out, "# ");
	put_text(out, form->original_title);
	buf_puts(out, "\n\n");
	for (size_t i = 0; i < publication->heading_count; i++) {
		buf_puts(out, "- ");
		put_text(out, publication->headings[i].label);
		buf_puts(out, ": ");
		put_text(out, publication->headings[i].value);
		buf_putc(out, '\n');
	}
	for (size_t p = 0; p < publication->part_count; p++) {
		const struct publication_part *part = &publication->parts[p];
		static const enum word columns[] = {
			WORD_NUMBER, WORD_CATEGORY, WORD_ITEM, WORD_PROMPT, WORD_MARK, WORD_ANSWER
		};
		buf_puts(out, "\n## ");
		put_text(out, part->title);
		buf_puts(out, "\n\n|");
		for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
			put_cell(out, publication_word(form, columns[i]));
		buf_puts(out, "\n| ---: | --- | --- | --- | --- | --- |\n");
		for (size_t r = 0; r < part->row_count; r++) {
			const struct publication_row *row = &part->rows[r];
			buf_putc(out, '|');
			put_cell(out, row->number);
			put_cell(out, row->category);
			put_cell(out, row->item);
			put_cell(out, row->prompt);
			put_cell(out, row->mark);
			put_cell(out, row->answer ? row->answer : row->missing ? publication_word(form, WORD_MISSING) : "");
			buf_putc(out, '\n');
		}
	}
}
