/* SPDX-License-Identifier: MIT */
/* painter_pen.c — where the terminal's cursor is and what it writes in: the shortest way to a cell, and from style to style. */
#include <config.h>

#include "tui/painter_parts.h"

#include <string.h>

struct pen painter_pen(const struct painter *painter)
{
	return (struct pen){ painter->row, painter->column, painter->style };
}

void painter_pen_back(struct painter *painter, struct pen pen)
{
	painter->row = pen.row;
	painter->column = pen.column;
	painter->style = pen.style;
}

void painter_set_style(struct painter *painter, struct buf *out, enum style style)
{
	const struct painter_terminal *terminal = painter->terminal;
	const char *from = terminal->styles[painter->style], *to = terminal->styles[style];
	if (strcmp(from, to) != 0) {
		/* "Plain" and "bold" are one sequence, "\33[;1m", where they are written as ECMA-48 has them (SGR; empty is 0). */
		bool joined = *from && strcmp(terminal->plain, "\33[m") == 0 && strncmp(to, "\33[", 2) == 0;
		size_t common = *from ? strlen(from) - 1 : 0;
		if (joined && strncmp(from, to, common) == 0 && to[common] == ';')
			/* Bold and red is bold and more. */
			buf_printf(out, "\33[%s", to + common + 1);
		else if (joined)
			buf_printf(out, "\33[;%s", to + 2);
		else
			buf_printf(out, "%s%s", *from ? terminal->plain : "", to);
	}
	painter->style = style;
}

/* Appends what is shorter of it and of the way tried, which is empty if there is none. */
static void take_shorter(struct buf *best, struct buf *way)
{
	if (way->len && way->len < best->len) {
		buf_reset(best);
		buf_put(best, way->data, way->len);
	}
	buf_reset(way);
}

static bool shows_on_blanks(enum style style)
{
	struct cell blank = { .width = 1, .style = (uint8_t)style };
	return canvas_cell_style(&blank) != STYLE_PLAIN;
}

void painter_set_blank_style(struct painter *painter, struct buf *out)
{
	if (shows_on_blanks(painter->style))
		painter_set_style(painter, out, STYLE_PLAIN);
}

static void repeat(struct buf *way, char byte, int times)
{
	while (times-- > 0)
		buf_putc(way, byte);
}

void painter_go(struct painter *painter, struct buf *out, const struct canvas *canvas, int row, int column)
{
	const struct painter_terminal *terminal = painter->terminal;
	int by = column - painter->column;
	if (painter->row == row && by == 0)
		return;
	struct buf *best = &painter->best_way, *way = &painter->way;
	buf_reset(best);
	buf_reset(way);
	terminal->go(best, row, column);
	if (painter->row == row) {
		if (by < 0 && -by < (int)best->len)
			repeat(way, '\b', -by);
		take_shorter(best, way);
		if (terminal->go_right && by > 0)
			terminal->go_right(way, by);
		take_shorter(best, way);
		if (terminal->go_column)
			terminal->go_column(way, column);
		take_shorter(best, way);
	}
	/* From the row's beginning, or the next one's; over a margin by writing its blanks. */
	if (painter->row >= 0 && (row == painter->row || row == painter->row + 1)) {
		const char *start = row == painter->row ? "\r" : "\r\n";
		if (column == 0 || terminal->go_right) {
			buf_puts(way, start);
			if (column)
				terminal->go_right(way, column);
			take_shorter(best, way);
		}
		if (!shows_on_blanks(painter->style) && painter_blanks(canvas_row(canvas, row), 0, column) == column) {
			buf_printf(way, "%s%*s", start, column, "");
			take_shorter(best, way);
		}
	}
	/* Straight down, then along the row. */
	int down = row - painter->row;
	if (painter->row >= 0 && down > 0 && down < (int)best->len) {
		repeat(way, '\n', down);
		if (terminal->go_column) {
			terminal->go_column(way, column);
			take_shorter(best, way);
			repeat(way, '\n', down);
		}
		if (by <= 0 && -by < (int)best->len) {
			repeat(way, '\b', -by);
			take_shorter(best, way);
		}
	}
	buf_put(out, best->data, best->len);
	painter->row = row;
	painter->column = column;
}

void painter_put(struct painter *painter, struct buf *out, const struct canvas *canvas, const struct cell *cell)
{
	if (!cell->len && canvas_cell_style(cell) == STYLE_PLAIN)
		painter_set_blank_style(painter, out);
	else
		painter_set_style(painter, out, canvas_cell_style(cell));
	/* Should the terminal give it one column only, nothing old is to stand in the other. */
	if (cell->ambiguous && cell->width == 2) {
		if (painter->terminal->erase_cells)
			painter->terminal->erase_cells(out, 2);
		else
			buf_puts(out, "  \b\b");
	}
	if (cell->len)
		buf_put(out, canvas_cell_text(canvas, cell), cell->len);
	else
		buf_putc(out, ' ');
	painter->column += cell->width;
	/* Where the cursor really is now only the terminal knows: it may have its own idea of the width, or hang at the edge. */
	if (cell->ambiguous || painter->column >= canvas->columns)
		painter->row = -1;
}
