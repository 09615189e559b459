/* SPDX-License-Identifier: MIT */
/* text_view.c — rows of a text on a canvas. */
#include <config.h>

#include "tui/text_view.h"

#include <string.h>

static size_t clamp(size_t at, size_t low, size_t high)
{
	return at < low ? low : at > high ? high : at;
}

static void draw_row(const struct text_view *view, struct canvas *canvas, const struct wrap_row *line, int row, int column,
		     int columns)
{
	size_t start = 0, end = 0;
	if (view->caret)
		caret_selection(view->caret, &start, &end);
	/* Where the style changes: at the selection's ends and at the limit. */
	size_t stops[] = { line->start, clamp(start, line->start, line->end), clamp(end, line->start, line->end), line->end };
	for (int part = 0; part < 3; part++) {
		size_t from = stops[part], to = stops[part + 1];
		size_t limit = clamp(view->limit_at, from, to);
		bool selected = part == 1;
		int used = canvas_text(canvas, row, column, columns, selected ? STYLE_REVERSE : view->style, view->text + from,
				       limit - from);
		used += canvas_text(canvas, row, column + used, columns - used, selected ? STYLE_REVERSE_BOLD : STYLE_ERROR,
				    view->text + limit, to - limit);
		column += used;
		columns -= used;
	}
}

void text_view_draw(const struct text_view *view, struct canvas *canvas, int row, int column, int columns, int rows)
{
	for (int i = 0; i < rows && view->top + (size_t)i < view->wrap->count; i++)
		draw_row(view, canvas, &view->wrap->rows[view->top + (size_t)i], row + i, column, columns);
	if (!view->caret)
		return;
	size_t at = caret_row(view->caret, view->wrap);
	if (at < view->top || at >= view->top + (size_t)rows)
		return;
	int caret = caret_column(view->caret, view->text, view->wrap, canvas->ambiguous);
	canvas_cursor(canvas, row + (int)(at - view->top), column + (caret < columns ? caret : columns));
}

size_t text_view_top(size_t top, const struct wrap *wrap, const struct caret *caret, size_t rows)
{
	size_t at = caret_row(caret, wrap);
	if (top > at)
		top = at;
	if (at >= top + rows)
		top = at - rows + 1;
	if (top + rows > wrap->count)
		top = wrap->count > rows ? wrap->count - rows : 0;
	return top;
}

int text_draw(struct canvas *canvas, int row, int column, int columns, int rows, enum style style, const char *text)
{
	struct wrap wrap = { 0 };
	size_t len = strlen(text);
	wrap_text(&wrap, text, len, columns, canvas->ambiguous);
	struct text_view view = { .text = text, .len = len, .wrap = &wrap, .limit_at = len, .style = style };
	text_view_draw(&view, canvas, row, column, columns, rows);
	int drawn = (int)wrap.count < rows ? (int)wrap.count : rows;
	wrap_clear(&wrap);
	return drawn;
}

int text_rows(const struct canvas *canvas, int columns, const char *text)
{
	struct wrap wrap = { 0 };
	wrap_text(&wrap, text, strlen(text), columns, canvas->ambiguous);
	int rows = (int)wrap.count;
	wrap_clear(&wrap);
	return rows;
}
