/* SPDX-License-Identifier: MIT */
/* canvas.h — a grid of cells to draw on: text, columns, style, cursor. Knows no terminal and no forms. */
#ifndef CANVAS_H
#define CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Spacing, bold, dim, reverse video are the frame; colour only repeats what a mark already says. */
enum style {
	STYLE_PLAIN,
	STYLE_BOLD,
	STYLE_DIM,
	STYLE_REVERSE, /* header and footer rows, the chosen option, a selection */
	STYLE_UNDERLINE,
	STYLE_ERROR,   /* bold; red where there is colour */
	STYLE_WARNING, /* bold; yellow where there is colour */
	STYLE_GOOD,    /* green where there is colour */
	STYLE_REVERSE_BOLD,
	STYLE_REVERSE_DIM,
	STYLE_COUNT
};

/* One column. A wide cluster owns its first cell; the next has width 0. A cluster of up to CELL_BYTES stands in the cell, zeros
 * behind it, so that most cells compare as numbers; a longer one in the canvas's pool. canvas_cell_text() knows. */
enum { CELL_BYTES = 4 };
struct cell {
	union {
		char bytes[CELL_BYTES];
		uint32_t text; /* all bytes as a number; of a longer cluster its offset in the pool */
	};
	uint16_t len;          /* its bytes; 0 = a blank */
	uint8_t width : 7;     /* 1, 2; 0: the right half of the one before; CELL_UNKNOWN in no canvas that is drawn on */
	uint8_t ambiguous : 1; /* terminals disagree about its width: the painter puts the cursor anew after it */
	uint8_t style;
};
enum { CELL_UNKNOWN = 127 };
_Static_assert(sizeof(struct cell) == 8, "no gaps: rows of cells compare as bytes");

/* A frame's texts with the cells they became: the next frame draws most of them again, and takes the cells over. */
struct drawn_text;
struct drawn_texts {
	struct drawn_text *items;
	int count, room, ambiguous;
	char *text;
	size_t text_len, text_room;
	struct cell *cells;
	size_t cell_count, cell_room;
};

struct canvas {
	int rows, columns;
	int ambiguous; /* columns of an ambiguous-width character */
	struct cell *cells;
	int room; /* cells allocated */
	char *pool;
	size_t pool_len, pool_room;
	int cursor_row, cursor_column;  /* -1: hidden */
	struct drawn_texts now, before; /* of this frame, and of the one that was erased */
	int next;                       /* of those before, the one that is likely to be drawn next */
};

void canvas_init(struct canvas *canvas, int ambiguous);
void canvas_clear(struct canvas *canvas); /* frees */
/* Blank, of that size, cursor hidden. Keeps its room. */
void canvas_erase(struct canvas *canvas, int rows, int columns);

/* Draws whole clusters of one line, never past `limit` columns from `column` nor the edge; a wide cluster that does not fit
 * leaves a blank. Controls are drawn as marks. Returns the columns used. Rows outside are ignored. */
int canvas_text(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text, size_t len);
/* The same for a NUL-terminated string; cut text ends in `..` . */
int canvas_string(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text);
int canvas_printf(struct canvas *canvas, int row, int column, int limit, enum style style, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* Style of a run of cells changed, text kept. */
void canvas_style(struct canvas *canvas, int row, int column, int columns, enum style style);
void canvas_cursor(struct canvas *canvas, int row, int column);
/* The row's text, trailing blanks cut, for golden screens. Yours to free. */
char *canvas_row_text(const struct canvas *canvas, int row);
/* Its cluster, `len` bytes; valid while cell and canvas are. */
static inline const char *canvas_cell_text(const struct canvas *canvas, const struct cell *cell)
{
	return cell->len > CELL_BYTES ? canvas->pool + cell->text : cell->bytes;
}
/* The style as seen: a blank shows only whether it is reversed or underlined. */
enum style canvas_cell_style(const struct cell *cell);
/* Do they look alike? */
bool canvas_cell_alike(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y);
static inline bool canvas_cell_equal(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y)
{
	/* Nearly always the very same, or of another width or length. */
	if (x->text == y->text && x->len == y->len && x->len <= CELL_BYTES && x->width == y->width && x->style == y->style)
		return true;
	return x->width == y->width && x->len == y->len && canvas_cell_alike(a, x, b, y);
}
/* A blank that is plain to see. */
static inline bool canvas_cell_blank(const struct cell *cell)
{
	return !cell->len && cell->width == 1 && canvas_cell_style(cell) == STYLE_PLAIN;
}
static inline struct cell *canvas_row(const struct canvas *canvas, int row)
{
	return canvas->cells + (size_t)row * (size_t)canvas->columns;
}
/* Do rows look alike, `x` of `a` and `y` of `b`, which are of one width? */
bool canvas_row_equal(const struct canvas *a, const struct cell *x, const struct canvas *b, const struct cell *y);
/* `to` becomes the same picture as `from`. */
void canvas_copy(struct canvas *to, const struct canvas *from);

#endif
