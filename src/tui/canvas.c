/* SPDX-License-Identifier: MIT */
/* canvas.c — draws clusters into cells, never half a wide one. */
#include <config.h>

#include "tui/canvas.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/grapheme.h"
#include "text/plain_char.h"
#include "text/showable.h"
#include "text/utf8.h"
#include "text/width.h"

void canvas_init(struct canvas *canvas, int ambiguous)
{
	*canvas = (struct canvas){ .ambiguous = ambiguous, .cursor_row = -1, .cursor_column = -1 };
}

void canvas_clear(struct canvas *canvas)
{
	free(canvas->cells);
	free(canvas->pool);
	canvas_init(canvas, canvas->ambiguous);
}

static void resize(struct canvas *canvas, int rows, int columns)
{
	if (rows * columns > canvas->room || !canvas->cells) {
		canvas->room = rows * columns;
		canvas->cells = mem_resize(canvas->cells, (size_t)canvas->room + 1, sizeof *canvas->cells);
	}
	canvas->rows = rows;
	canvas->columns = columns;
	canvas->pool_len = 0;
	canvas->cursor_row = canvas->cursor_column = -1;
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	resize(to, from->rows, from->columns);
	memcpy(to->cells, from->cells, (size_t)(from->rows * from->columns) * sizeof *to->cells);
	if (from->pool_len > to->pool_room) {
		to->pool_room = from->pool_room;
		to->pool = mem_resize(to->pool, to->pool_room, 1);
	}
	if (from->pool_len)
		memcpy(to->pool, from->pool, from->pool_len);
	to->pool_len = from->pool_len;
	to->cursor_row = from->cursor_row;
	to->cursor_column = from->cursor_column;
}

void canvas_erase(struct canvas *canvas, int rows, int columns)
{
	static const struct cell blank = { .width = 1 };
	resize(canvas, rows, columns);
	for (int i = 0; i < rows * columns; i++)
		canvas->cells[i] = blank;
}

static uint32_t pool_put(struct canvas *canvas, const char *text, size_t len)
{
	if (canvas->pool_len + len > canvas->pool_room) {
		canvas->pool_room = (canvas->pool_len + len) * 2 + 4096;
		canvas->pool = mem_resize(canvas->pool, canvas->pool_room, 1);
	}
	memcpy(canvas->pool + canvas->pool_len, text, len);
	canvas->pool_len += len;
	return (uint32_t)(canvas->pool_len - len);
}

/* Widths terminals disagree about: ambiguous ones, emoji made of several code points. */
static bool is_uncertain(const char *text, size_t len, int width)
{
	if ((unsigned char)text[0] < 0x80)
		return false;
	if (width_cluster(text, len, 1) != width_cluster(text, len, 2))
		return true;
	uint32_t first, code;
	for (size_t at = utf8_decode(text, len, &first); at < len;) {
		at += utf8_decode(text + at, len - at, &code);
		if ((code >= 0xfe00 && code <= 0xfe0f) || code >= 0x1f000)
			return true;
	}
	return first >= 0x1f000 && first < 0x20000 && width > 0;
}

/* `width` is 1 or 2. */
static void put_cluster(struct canvas *canvas, int row, int column, int width, enum style style, const char *text,
			size_t len, bool uncertain)
{
	struct cell *cell = &canvas->cells[row * canvas->columns + column], *last = cell + width - 1;
	/* A wide cluster that loses one half: the other becomes a blank. */
	if (cell->width == 0 && column > 0)
		cell[-1] = (struct cell){ .width = 1, .style = cell[-1].style };
	if (last->width == 2 && column + width < canvas->columns)
		last[1] = (struct cell){ .width = 1, .style = last[1].style };
	bool blank = len == 1 && text[0] == ' ';
	*cell = (struct cell){ .len = blank ? 0 : (uint16_t)len, .width = (uint8_t)(width & 3), .style = (uint8_t)style, .ambiguous = uncertain };
	if (len > CELL_BYTES)
		cell->text = pool_put(canvas, text, len);
	else
		for (size_t i = 0; i < len && !blank; i++)
			cell->bytes[i] = text[i];
	if (width == 2)
		cell[1] = (struct cell){ .width = 0, .style = (uint8_t)style };
}

/* Draws what is known to be showable. */
static int put_text(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len)
{
	int used = 0;
	for (size_t at = 0; at < len;) {
		size_t next = grapheme_next(text, len, at);
		/* A ZWJ sequence is drawn as its parts: no two terminals agree on the whole. */
		const char *joiner = memmem(text + at, next - at, "\xe2\x80\x8d", 3);
		size_t end = joiner && joiner > text + at ? (size_t)(joiner - text) : next;
		if (joiner == text + at) {
			at += 3;
			continue;
		}
		int width = width_cluster(text + at, end - at, canvas->ambiguous);
		if (width > limit - used)
			break;
		if (width > 0 && end - at < UINT16_MAX)
			put_cluster(canvas, row, column + used, width, style, text + at, end - at,
				    is_uncertain(text + at, end - at, width));
		used += width;
		at = end;
	}
	return used;
}

int canvas_text(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len)
{
	if (limit > canvas->columns - column)
		limit = canvas->columns - column;
	if (row < 0 || row >= canvas->rows || column < 0 || limit <= 0)
		return 0;
	int used = 0, width;
	/* Plain characters are drawn as they are; from the first other one on the rest is made showable. */
	for (size_t at = 0, next; at < len; at = next) {
		next = plain_next(text, len, at, &width);
		if (!next) {
			char *safe = showable(text + at, len - at, false);
			used += put_text(canvas, row, column + used, limit - used, style, safe, strlen(safe));
			free(safe);
			break;
		}
		if (width > limit - used)
			break;
		put_cluster(canvas, row, column + used, width, style, text + at, next - at, false);
		used += width;
	}
	return used;
}

int canvas_string(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text)
{
	if (limit > canvas->columns - column)
		limit = canvas->columns - column;
	size_t len = strlen(text);
	if (limit < 4 || width_fit(text, len, limit, canvas->ambiguous, NULL) == len)
		return canvas_text(canvas, row, column, limit, style, text, len);
	int used = canvas_text(canvas, row, column, limit - 2, style, text, len);
	return used + canvas_text(canvas, row, column + used, 2, style, "..", 2);
}

int canvas_printf(struct canvas *canvas, int row, int column, int limit, enum style style, const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	int used = canvas_string(canvas, row, column, limit, style, buf_text(&text));
	buf_clear(&text);
	return used;
}

void canvas_style(struct canvas *canvas, int row, int column, int columns, enum style style)
{
	if (row < 0 || row >= canvas->rows)
		return;
	for (int i = column < 0 ? 0 : column; i < column + columns && i < canvas->columns; i++)
		canvas->cells[row * canvas->columns + i].style = (uint8_t)style;
}

void canvas_cursor(struct canvas *canvas, int row, int column)
{
	bool inside = row >= 0 && row < canvas->rows && column >= 0;
	canvas->cursor_row = inside ? row : -1;
	canvas->cursor_column = inside ? (column < canvas->columns ? column : canvas->columns - 1) : -1;
}

char *canvas_row_text(const struct canvas *canvas, int row)
{
	struct buf text = { 0 };
	for (int i = 0; i < canvas->columns; i++) {
		const struct cell *cell = &canvas->cells[row * canvas->columns + i];
		if (cell->len)
			buf_put(&text, canvas_cell_text(canvas, cell), cell->len);
		else if (cell->width)
			buf_putc(&text, ' ');
	}
	while (text.len && text.data[text.len - 1] == ' ')
		text.data[--text.len] = '\0';
	return buf_take(&text);
}

enum style canvas_cell_style(const struct cell *cell)
{
	switch (cell->style) {
	case STYLE_REVERSE:
	case STYLE_REVERSE_BOLD:
	case STYLE_REVERSE_DIM:
	case STYLE_UNDERLINE:
		return cell->style;
	default:
		return cell->len ? cell->style : STYLE_PLAIN;
	}
}

bool canvas_cell_alike(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y)
{
	return x->width == y->width && x->len == y->len && (x->width == 0 || canvas_cell_style(x) == canvas_cell_style(y)) &&
	       memcmp(canvas_cell_text(a, x), canvas_cell_text(b, y), x->len) == 0;
}
