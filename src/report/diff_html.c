/* SPDX-License-Identifier: MIT */
/* diff_html.c — before and after side by side; <del> and <ins> tell the changed characters without colour. */
#include <config.h>

#include "report/diff_html.h"

#include <stdlib.h>
#include <string.h>

#include "report/html_text.h"
#include "report/publication.h"

static const char head[] =
	"<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<style>\n:root{color-scheme:light dark}body{font-family:'Noto Sans CJK JP','Hiragino Sans',sans-serif;line-height:1.6;margin:2rem}\n"
	"h1{font-size:1.5rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.5rem}dt{font-weight:600}dd{margin:0}\n"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border:1px solid #767676;padding:.4rem;vertical-align:top;"
	"text-align:left;overflow-wrap:anywhere;white-space:pre-wrap}del{text-decoration:line-through}ins{text-decoration:underline;"
	"font-weight:700}col.no{width:4em}col.section,col.item{width:14%}col.prompt{width:20%}\n@media print{@page{size:A4 landscape;margin:12mm}thead{display:table-header-group}tr{break-inside:avoid}}\n</style>\n";

struct side {
	struct buf *out;
	enum text_change shown; /* beside what is the same */
};

static void put_piece(void *context, enum text_change change, const char *text, size_t len)
{
	struct side *side = context;
	const char *tag = change == TEXT_REMOVED ? "del" : "ins";
	if (change == TEXT_SAME) {
		html_text(side->out, text, len);
	} else if (change == side->shown) {
		buf_printf(side->out, "<%s>", tag);
		html_text(side->out, text, len);
		buf_printf(side->out, "</%s>", tag);
	}
}

static void put_cell(struct buf *out, const char *text)
{
	buf_puts(out, "<td>");
	html_text(out, text, strlen(text));
	buf_puts(out, "</td>");
}

/* Where it stands: the section with its instance, the item, what is asked. */
static void put_place(struct buf *out, const struct draft_difference *difference, const struct draft *a, const struct draft *b)
{
	const struct field *field = difference->place.field;
	bool in_b = form_field(draft_form(b), field->id, strlen(field->id)) == field &&
		    difference->place.instance < draft_instances(b, field->section);
	char *part = publication_part_title(in_b ? b : a, field->section, difference->place.instance);
	put_cell(out, field->item->number);
	put_cell(out, part);
	put_cell(out, field->item->original_name);
	put_cell(out, field->original_prompt);
	free(part);
}

/* Whose document it is, as it is now. */
static void put_headings(struct buf *out, const struct draft *b)
{
	struct publication publication;
	publication_init(&publication, b);
	buf_puts(out, publication.heading_count ? "<dl>\n" : "");
	for (size_t i = 0; i < publication.heading_count; i++) {
		const struct publication_heading *heading = &publication.headings[i];
		buf_printf(out, "<dt>%s</dt><dd>", heading->label);
		html_text(out, heading->value, strlen(heading->value));
		buf_puts(out, "</dd>\n");
	}
	buf_puts(out, publication.heading_count ? "</dl>\n" : "");
	publication_clear(&publication);
}

void diff_html(struct buf *out, const struct draft_diff *diff, const struct draft *a, const struct draft *b)
{
	static const char *const words[2][3] = { { "変更前", "変更後", "変更点" }, { "Before", "After", "changes" } };
	static const char *const classes[] = { "no", "section", "item", "prompt", "text", "text" };
	const struct form *form = draft_form(b);
	const char *const *labels = words[strcmp(form->language, "ja") != 0];
	const char *const heads[] = { publication_word(form, WORD_NUMBER),
				      publication_word(form, WORD_SECTION),
				      publication_word(form, WORD_ITEM),
				      publication_word(form, WORD_PROMPT),
				      labels[0],
				      labels[1] };
	enum { COLUMNS = sizeof classes / sizeof *classes };
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	html_text(out, form->language, strlen(form->language));
	buf_puts(out, "\">\n<head>\n<title>");
	html_text(out, form->original_title, strlen(form->original_title));
	buf_printf(out, ": %s</title>\n%s</head>\n<body>\n<main>\n<h1>", labels[2], head);
	html_text(out, form->original_title, strlen(form->original_title));
	buf_printf(out, ": %s</h1>\n", labels[2]);
	put_headings(out, b);
	buf_puts(out, "<table>\n<colgroup>");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(out, "<col class=\"%s\">", classes[i]);
	buf_puts(out, "</colgroup>\n<thead><tr>");
	for (size_t i = 0; i < COLUMNS; i++)
		buf_printf(out, "<th scope=\"col\">%s</th>", heads[i]);
	buf_puts(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < diff->count; i++) {
		const struct draft_difference *item = &diff->items[i];
		buf_puts(out, "<tr>");
		put_place(out, item, a, b);
		for (int after = 0; after < 2; after++) {
			struct side side = { out, after ? TEXT_ADDED : TEXT_REMOVED };
			buf_puts(out, "<td><bdi>");
			text_diff(item->before ? item->before : "", item->after ? item->after : "", put_piece, &side);
			buf_puts(out, "</bdi></td>");
		}
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n</table>\n</main>\n</body>\n</html>\n");
}
