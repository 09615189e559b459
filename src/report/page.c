/* SPDX-License-Identifier: MIT */
/* page.c — text on a page of fixed width. */
#include <config.h>

#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include "text/showable.h"
#include "text/width.h"
#include "text/wrap.h"

enum { AMBIGUOUS = 1 };

void page_blanks(struct buf *out, int count)
{
	while (count-- > 0)
		buf_putc(out, ' ');
}

void page_left(struct buf *out, const char *text, int columns)
{
	int used;
	size_t len = strlen(text);
	bool cut = width_text(text, len, AMBIGUOUS) > columns;
	size_t fit = width_fit(text, len, cut ? columns - 2 : columns, AMBIGUOUS, &used);

	buf_put(out, text, fit);
	if (cut)
		buf_puts(out, "..");
	page_blanks(out, columns - used - (cut ? 2 : 0));
}

void page_right(struct buf *out, const char *text, int columns)
{
	page_blanks(out, columns - width_text(text, strlen(text), AMBIGUOUS));
	buf_puts(out, text);
}

static void put_rows(struct buf *out, char *text, int indent, bool lines)
{
	struct wrap wrap = { 0 };
	char *safe = showable(text, strlen(text), lines);

	wrap_text(&wrap, safe, strlen(safe), PAGE_COLUMNS - indent, AMBIGUOUS);
	for (size_t i = 0; i < wrap.count; i++) {
		size_t end = wrap.rows[i].end;
		while (end > wrap.rows[i].start && strchr(" \n", safe[end - 1]))
			end--;
		if (i && end > wrap.rows[i].start)
			page_blanks(out, indent);
		buf_put(out, safe + wrap.rows[i].start, end - wrap.rows[i].start);
		buf_putc(out, '\n');
	}
	wrap_clear(&wrap);
	free(safe);
	free(text);
}

void page_wrapped(struct buf *out, char *text, int indent)
{
	put_rows(out, text, indent, false);
}

void page_lines(struct buf *out, char *text, int indent)
{
	put_rows(out, text, indent, true);
}
