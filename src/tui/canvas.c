/* SPDX-License-Identifier: MIT */
/* canvas.c — draws clusters into cells, never half a wide one; what the last frame had already is copied from there. */
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

static void drawn_clear(struct drawn_texts *runs)
{
	free(runs->items);
	free(runs->text);
	free(runs->cells);
}

void canvas_clear(struct canvas *canvas)
{
	free(canvas->cells);
	free(canvas->pool);
	drawn_clear(&canvas->now);
	drawn_clear(&canvas->before);
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

bool canvas_row_equal(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y)
{
	/* Mostly they are the same bytes; those of long clusters stand elsewhere. */
	bool same = memcmp(x, y, (size_t)a->columns * sizeof *x) == 0;
	if (same && !a->pool_len && !b->pool_len)
		return true;
	for (int i = 0; i < a->columns; i++)
		if (!canvas_cell_equal(a, &x[i], b, &y[i]))
			return false;
	return true;
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
	struct drawn_texts spare = canvas->before;
	resize(canvas, rows, columns);
	for (int i = 0; i < rows * columns; i++)
		canvas->cells[i] = blank;
	canvas->before = canvas->now;
	canvas->now = spare;
	canvas->now.count = 0;
	canvas->now.text_len = canvas->now.cell_count = 0;
	canvas->now.ambiguous = canvas->ambiguous;
	canvas->next = 0;
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

/* Before cells are overwritten: a wide cluster that loses one half leaves a blank where the other was. */
static void part(struct canvas *canvas, int row, int column, int columns)
{
	struct cell *first = &canvas->cells[row * canvas->columns + column], *last = first + columns - 1;
	if (first->width == 0 && column > 0)
		first[-1] = (struct cell){ .width = 1, .style = first[-1].style };
	if (last->width == 2 && column + columns < canvas->columns)
		last[1] = (struct cell){ .width = 1, .style = last[1].style };
}

/* `width` is 1 or 2. */
static void put_cluster(struct canvas *canvas, int row, int column, int width, enum style style, const char *text, size_t len,
			bool uncertain)
{
	struct cell *cell = &canvas->cells[row * canvas->columns + column];
	part(canvas, row, column, width);
	bool blank = len == 1 && text[0] == ' ';
	*cell = (struct cell){
		.len = blank ? 0 : (uint16_t)len, .width = (uint8_t)(width & 3), .style = (uint8_t)style, .ambiguous = uncertain
	};
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

/* Of one text how it was asked for and what came of it; text and cells begin there in the frame's. */
struct drawn_text {
	int limit, columns;
	enum style style;
	bool marked; /* a cut is marked */
	size_t text, len, cells;
};

static bool drawn_is(const struct drawn_texts *runs, const struct drawn_text *run, const struct drawn_text *asked,
		     const char *text)
{
	return run->len == asked->len && run->limit == asked->limit && run->style == asked->style &&
	       run->marked == asked->marked && memcmp(runs->text + run->text, text, asked->len) == 0;
}

/* The same text of the last frame, or NULL. Frames are drawn in the same order, so it is mostly the next one. */
static const struct drawn_text *drawn_before(struct canvas *canvas, const struct drawn_text *asked, const char *text)
{
	const struct drawn_texts *before = &canvas->before;
	for (int i = 0; i < before->count && before->ambiguous == canvas->ambiguous; i++) {
		int at = (canvas->next + i) % before->count;
		if (drawn_is(before, &before->items[at], asked, text)) {
			canvas->next = at + 1;
			return &before->items[at];
		}
	}
	return NULL;
}

/* Notes what was drawn, for the next frame. */
static void drawn_keep(struct drawn_texts *runs, struct drawn_text run, const char *text, const struct cell *cells)
{
	if (runs->count == runs->room) {
		runs->room = runs->room * 2 + 64;
		runs->items = mem_resize(runs->items, (size_t)runs->room, sizeof *runs->items);
	}
	if (runs->text_len + run.len > runs->text_room) {
		runs->text_room = (runs->text_len + run.len) * 2 + 2048;
		runs->text = mem_resize(runs->text, runs->text_room, 1);
	}
	if (runs->cell_count + (size_t)run.columns > runs->cell_room) {
		runs->cell_room = (runs->cell_count + (size_t)run.columns) * 2 + 1024;
		runs->cells = mem_resize(runs->cells, runs->cell_room, sizeof *runs->cells);
	}
	run.text = runs->text_len;
	run.cells = runs->cell_count;
	memcpy(runs->text + run.text, text, run.len);
	memcpy(runs->cells + run.cells, cells, (size_t)run.columns * sizeof *cells);
	runs->text_len += run.len;
	runs->cell_count += (size_t)run.columns;
	runs->items[runs->count++] = run;
}

static int draw(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len)
{
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

static int draw_marked(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len)
{
	if (limit < 4 || width_fit(text, len, limit, canvas->ambiguous, NULL) == len)
		return draw(canvas, row, column, limit, style, text, len);
	int used = draw(canvas, row, column, limit - 2, style, text, len);
	return used + draw(canvas, row, column + used, 2, style, "..", 2);
}

/* What a row of the screen can have of it; longer texts are cut, and their bytes need not be kept. */
enum { MOST_KEPT = 1024 };

static int put(struct canvas *canvas, int row, int column, struct drawn_text run, const char *text)
{
	if (run.limit > canvas->columns - column)
		run.limit = canvas->columns - column;
	if (row < 0 || row >= canvas->rows || column < 0 || run.limit <= 0 || !run.len)
		return 0;
	struct cell *cells = &canvas->cells[row * canvas->columns + column];
	const struct drawn_text *before = run.len <= MOST_KEPT ? drawn_before(canvas, &run, text) : NULL;
	size_t pool = canvas->pool_len;
	if (before) {
		run.columns = before->columns;
		part(canvas, row, column, run.columns);
		memcpy(cells, canvas->before.cells + before->cells, (size_t)run.columns * sizeof *cells);
	} else {
		run.columns = (run.marked ? draw_marked : draw)(canvas, row, column, run.limit, run.style, text, run.len);
	}
	/* Long clusters stand in this frame's pool alone. */
	if (run.columns > 0 && run.len <= MOST_KEPT && canvas->pool_len == pool)
		drawn_keep(&canvas->now, run, text, cells);
	return run.columns;
}

int canvas_text(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len)
{
	return put(canvas, row, column, (struct drawn_text){ .limit = limit, .style = style, .len = len }, text);
}

int canvas_string(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text)
{
	return put(canvas, row, column,
		   (struct drawn_text){ .limit = limit, .style = style, .len = strlen(text), .marked = true }, text);
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
	case STYLE_UNDERLINE: return cell->style;
	default: return cell->len ? cell->style : STYLE_PLAIN;
	}
}

bool canvas_cell_alike(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y)
{
	return x->width == y->width && x->len == y->len && (x->width == 0 || canvas_cell_style(x) == canvas_cell_style(y)) &&
	       memcmp(canvas_cell_text(a, x), canvas_cell_text(b, y), x->len) == 0;
}
