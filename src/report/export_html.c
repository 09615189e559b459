/* SPDX-License-Identifier: MIT */
/* export_html.c — one self-contained page: accessible tables, print style for A4 landscape, no script, everything escaped. */
#include <config.h>

#include "report/export.h"

#include <string.h>

#include "report/html_text.h"

static const char style[] =
	":root{color-scheme:light dark;--line:#767676;--head:#eef1f5;--missing:#8a1c1c}\n"
	"@media(prefers-color-scheme:dark){:root{--line:#8a8a8a;--head:#22272e;--missing:#ffb3b3}}\n"
	"body{font-family:'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic',sans-serif;line-height:1.6;"
	"max-width:80rem;margin:2rem auto;padding:0 1rem}\n"
	"h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.5rem}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.5rem}dt{font-weight:600}dd{margin:0}\n"
	".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;table-layout:fixed}\n"
	"th,td{border:1px solid var(--line);padding:.4rem .5rem;vertical-align:top;text-align:left;"
	"overflow-wrap:anywhere;line-break:strict}\n"
	"thead th{background:var(--head)}tbody th{font-weight:inherit}\n"
	"col.no{width:4em}col.category{width:12%}col.item{width:16%}col.prompt{width:26%}col.mark{width:7em}\n"
	"td.answer{white-space:pre-wrap}.missing{color:var(--missing);font-weight:700}\n"
	"nav ol{columns:2;padding-left:1.5rem}\n"
	"@media print{@page{size:A4 landscape;margin:12mm 10mm 14mm;@bottom-center{content:counter(page) ' / ' counter(pages);"
	"font-size:8pt}}body{max-width:none;margin:0;padding:0;font-size:8.5pt}nav{display:none}.scroll{overflow:visible}\n"
	"thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}}\n";

static void put_text(struct buf *out, const char *text)
{
	html_text(out, text, strlen(text));
}

/* The cells an item's rows share: written once, spanning them. */
static void put_item(struct buf *out, const struct publication_row *row)
{
	const struct {
		const char *tag, *text;
	} cells[] = { { "th scope=\"rowgroup\"", row->number }, { "td", row->category }, { "td", row->item } };
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		buf_printf(out, "<%s", cells[i].tag);
		if (row->item_rows > 1)
			buf_printf(out, " rowspan=\"%zu\"", row->item_rows);
		buf_putc(out, '>');
		put_text(out, cells[i].text);
		buf_printf(out, "</%.2s>", cells[i].tag);
	}
}

static void put_answer(struct buf *out, const struct form *form, const struct publication_row *row)
{
	buf_puts(out, "<td class=\"answer\">");
	if (row->answer) {
		buf_puts(out, "<bdi>");
		put_text(out, row->answer);
		buf_puts(out, "</bdi>");
	} else if (row->missing) {
		buf_puts(out, "<span class=\"missing\">");
		put_text(out, publication_word(form, WORD_MISSING));
		buf_puts(out, "</span>");
	}
	buf_puts(out, "</td>");
}

static void put_part(struct buf *out, const struct form *form, const struct publication_part *part, size_t index)
{
	static const struct {
		enum word word;
		const char *class;
	} columns[] = { { WORD_NUMBER, "no" },     { WORD_CATEGORY, "category" }, { WORD_ITEM, "item" },
			{ WORD_PROMPT, "prompt" }, { WORD_MARK, "mark" },         { WORD_ANSWER, "answer" } };
	enum { COLUMNS = sizeof columns / sizeof *columns };
	buf_printf(out, "<section aria-labelledby=\"s%zu\">\n<h2 id=\"s%zu\">", index, index);
	put_text(out, part->title);
	/* The box scrolls on a narrow screen, so it must take the keyboard. */
	buf_printf(out,
		   "</h2>\n<div class=\"scroll\" role=\"group\" aria-labelledby=\"s%zu\" tabindex=\"0\">\n<table>\n<colgroup>",
		   index);
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(out, "<col class=\"%s\">", columns[i].class);
	buf_puts(out, "</colgroup>\n<thead><tr>");
	for (size_t i = 0; i < COLUMNS; i++) {
		buf_puts(out, "<th scope=\"col\">");
		put_text(out, publication_word(form, columns[i].word));
		buf_puts(out, "</th>");
	}
	buf_puts(out, "</tr></thead>\n");
	for (size_t r = 0; r < part->row_count; r++) {
		const struct publication_row *row = &part->rows[r];
		if (row->begins_item)
			buf_puts(out, r ? "</tbody>\n<tbody>\n" : "<tbody>\n");
		buf_puts(out, "<tr>");
		if (row->begins_item)
			put_item(out, row);
		buf_puts(out, "<td>");
		put_text(out, row->prompt);
		buf_puts(out, "</td><td>");
		put_text(out, row->mark);
		buf_puts(out, "</td>");
		put_answer(out, form, row);
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, part->row_count ? "</tbody>\n" : "");
	buf_puts(out, "</table>\n</div>\n</section>\n");
}

void export_html(struct buf *out, const struct publication *publication)
{
	const struct form *form = publication->form;
	const char *name = form->original_title;
	for (size_t i = 0; i < publication->heading_count; i++)
		if (strcmp(publication->headings[i].field, "service-name") == 0)
			name = publication->headings[i].value;
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	put_text(out, form->language);
	buf_puts(out,
		 "\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	put_text(out, name);
	buf_puts(out, "</title>\n<style>\n");
	buf_puts(out, style);
	buf_puts(out, "</style>\n</head>\n<body>\n<main>\n<h1>");
	put_text(out, form->original_title);
	buf_puts(out, "</h1>\n<dl>\n");
	for (size_t i = 0; i < publication->heading_count; i++) {
		buf_puts(out, "<dt>");
		put_text(out, publication->headings[i].label);
		buf_puts(out, "</dt><dd><bdi>");
		put_text(out, publication->headings[i].value);
		buf_puts(out, "</bdi></dd>\n");
	}
	buf_puts(out, "</dl>\n<nav aria-label=\"");
	put_text(out, publication_word(form, WORD_SECTION));
	buf_puts(out, "\"><ol>\n");
	for (size_t p = 0; p < publication->part_count; p++) {
		buf_printf(out, "<li><a href=\"#s%zu\">", p + 1);
		put_text(out, publication->parts[p].title);
		buf_puts(out, "</a></li>\n");
	}
	buf_puts(out, "</ol></nav>\n");
	for (size_t p = 0; p < publication->part_count; p++)
		put_part(out, form, &publication->parts[p], p + 1);
	buf_puts(out, "</main>\n</body>\n</html>\n");
}
