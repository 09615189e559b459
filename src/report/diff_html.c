/* SPDX-License-Identifier: MIT */
/* diff_html.c — before and after side by side; <del> and <ins> tell the changed characters without colour. */
#include <config.h>

#include "report/diff_html.h"

#include <string.h>

#include "report/html_text.h"
#include "report/publication.h"

static const char head[] =
	"<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<style>\n:root{color-scheme:light dark}body{font-family:'Noto Sans CJK JP','Hiragino Sans',sans-serif;line-height:1.6;margin:2rem}\n"
	"table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{border:1px solid #767676;padding:.4rem;vertical-align:top;"
	"text-align:left;overflow-wrap:anywhere;white-space:pre-wrap}del{text-decoration:line-through}ins{text-decoration:underline;"
	"font-weight:700}\n@media print{@page{size:A4 landscape;margin:12mm}thead{display:table-header-group}tr{break-inside:avoid}}\n</style>\n";

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

void diff_html(struct buf *out, const struct draft_diff *diff, const struct form *form)
{
	static const char *const words[2][2] = { { "変更前", "変更後" }, { "Before", "After" } };
	const char *const *labels = words[strcmp(form->language, "ja") != 0];
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	html_text(out, form->language, strlen(form->language));
	buf_puts(out, "\">\n<head>\n<title>");
	html_text(out, form->original_title, strlen(form->original_title));
	buf_printf(out, "</title>\n%s</head>\n<body>\n<main>\n<h1>", head);
	html_text(out, form->original_title, strlen(form->original_title));
	buf_printf(out,
		   "</h1>\n<table>\n<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
		   "<th scope=\"col\">%s</th></tr></thead>\n<tbody>\n",
		   publication_word(form, WORD_NUMBER), publication_word(form, WORD_ITEM), labels[0], labels[1]);
	for (size_t i = 0; i < diff->count; i++) {
		const struct draft_difference *item = &diff->items[i];
		buf_puts(out, "<tr>");
		put_cell(out, item->place.field->item->number);
		put_cell(out, item->place.field->item->original_name);
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
