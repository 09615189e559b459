/* SPDX-License-Identifier: MIT */
/* test_painter.c — what the painter writes makes an emulator (libvterm) show the canvas, cell for cell, whatever stood there
 * before; and it writes little. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "text/utf8.h"
#include "text/width.h"
#include "tui/painter.h"

enum { ROWS = 12, COLUMNS = 30 };

static void go(struct buf *out, int row, int column)
{
	buf_printf(out, "\33[%d;%dH", row + 1, column + 1);
}

static void go_column(struct buf *out, int column)
{
	buf_printf(out, "\33[%dG", column + 1);
}

static void erase_cells(struct buf *out, int count)
{
	buf_printf(out, "\33[%dX", count);
}

static void go_right(struct buf *out, int count)
{
	buf_printf(out, "\33[%dC", count);
}

static void scroll(struct buf *out, int rows, int top, int bottom, int by)
{
	buf_printf(out, "\33[%d;%dr", top + 1, bottom + 1);
	go(out, by > 0 ? top : bottom, 0);
	for (int i = 0; i < abs(by); i++)
		buf_puts(out, by > 0 ? "\33M" : "\n");
	buf_printf(out, "\33[1;%dr", rows);
}

static const struct painter_terminal xterm = {
	.scroll = scroll,
	.go = go,
	.go_column = go_column,
	.go_right = go_right,
	.erase_cells = erase_cells,
	.clear = "\33[H\33[2J",
	.clear_to_end_of_line = "\33[K",
	.show_cursor = "\33[?25h",
	.hide_cursor = "\33[?25l",
	.keep_cursor = "\0337",
	.return_cursor = "\0338",
	.plain = "\33[m",
	.last_cell = true,
	.styles = { "", "\33[1m", "\33[2m", "\33[7m", "\33[4m", "\33[1;31m", "\33[1;33m", "\33[32m", "\33[1;7m", "\33[2;7m" },
};

struct emulator {
	VTerm *vt;
	VTermScreen *screen;
};

static void open_emulator(struct emulator *emulator)
{
	emulator->vt = vterm_new(ROWS, COLUMNS);
	vterm_set_utf8(emulator->vt, 1);
	emulator->screen = vterm_obtain_screen(emulator->vt);
	vterm_screen_reset(emulator->screen, 1);
}

/* Text libvterm 0.1.4 knows the width of. */
static const char *const pieces[] = { "あ", "漢", "カ", "a", "b", "Z", "9", " ", "   ", "、", "」", "Ａ" };

static void random_canvas(struct canvas *canvas, uint32_t *dice, int changes)
{
	for (int i = 0; i < changes; i++) {
		int row = (int)unit_dice(dice, ROWS), column = (int)unit_dice(dice, COLUMNS);
		enum style style = (enum style)unit_dice(dice, STYLE_COUNT);
		struct buf text = { 0 };
		for (uint32_t n = unit_dice(dice, 10); n > 0; n--)
			buf_puts(&text, pieces[unit_dice(dice, sizeof pieces / sizeof *pieces)]);
		canvas_text(canvas, row, column, COLUMNS, style, buf_text(&text), text.len);
		buf_clear(&text);
	}
	/* As lists have them: rows that end in a mark. */
	for (int row = (int)unit_dice(dice, 4 * ROWS); row < ROWS; row++)
		canvas_text(canvas, row, COLUMNS - 3, COLUMNS, STYLE_DIM, unit_dice(dice, 2) ? "済" : "未", strlen("済"));
	if (unit_dice(dice, 4))
		canvas_cursor(canvas, (int)unit_dice(dice, ROWS), (int)unit_dice(dice, COLUMNS));
	else
		canvas_cursor(canvas, -1, -1);
}

static void assert_shows(struct emulator *emulator, const struct canvas *canvas)
{
	for (int row = 0; row < ROWS; row++)
		for (int column = 0; column < COLUMNS; column++) {
			const struct cell *cell = &canvas->cells[row * COLUMNS + column];
			VTermScreenCell there;
			VTermPos pos = { row, column };
			char text[32] = "";
			size_t len = 0;
			if (cell->width == 0)
				continue;
			vterm_screen_get_cell(emulator->screen, pos, &there);
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && there.chars[i]; i++)
				len += utf8_encode(there.chars[i], text + len);
			if (len == 1 && text[0] == ' ')
				len = 0;
			assert_int_equal(len, cell->len);
			if (len)
				assert_memory_equal(text, canvas_cell_text(canvas, cell), len);
			enum style style = canvas_cell_style(cell);
			assert_int_equal(there.attrs.reverse != 0,
					 style == STYLE_REVERSE || style == STYLE_REVERSE_BOLD || style == STYLE_REVERSE_DIM);
			assert_int_equal(there.attrs.underline != 0, style == STYLE_UNDERLINE);
			if (len)
				assert_int_equal(there.attrs.bold != 0, style == STYLE_BOLD || style == STYLE_ERROR ||
										style == STYLE_WARNING ||
										style == STYLE_REVERSE_BOLD);
		}
	if (canvas->cursor_row >= 0) {
		VTermPos cursor;
		vterm_state_get_cursorpos(vterm_obtain_state(emulator->vt), &cursor);
		assert_int_equal(cursor.row, canvas->cursor_row);
		assert_int_equal(cursor.col, canvas->cursor_column);
	}
}

static void show_any_after_any_other(const struct painter_terminal *terminal, int frames)
{
	uint32_t dice = 123456789u;
	struct emulator emulator;
	struct painter painter;
	struct canvas canvas;
	struct buf out = { 0 };
	open_emulator(&emulator);
	painter_init(&painter, terminal);
	canvas_init(&canvas, 1);
	for (int frame = 0; frame < frames; frame++) {
		if (frame % 3 == 0)
			canvas_erase(&canvas, ROWS, COLUMNS);
		random_canvas(&canvas, &dice, frame % 7 ? 2 : 14);
		buf_reset(&out);
		painter_paint(&painter, &canvas, &out);
		vterm_input_write(emulator.vt, buf_text(&out), out.len);
		assert_shows(&emulator, &canvas);
		/* What is shown already is not written again. */
		buf_reset(&out);
		painter_paint(&painter, &canvas, &out);
		assert_int_equal(out.len, 0);
	}
	buf_clear(&out);
	canvas_clear(&canvas);
	painter_clear(&painter);
	vterm_free(emulator.vt);
}

static void any_canvas_after_any_other(void **state)
{
	(void)state;
	show_any_after_any_other(&xterm, 4000);
}

/* What a terminal cannot do is done another way. */
static void whatever_the_terminal_lacks(void **state)
{
	enum { LACKS = 7 };
	(void)state;
	for (int lacks = 0; lacks < 1 << LACKS; lacks++) {
		struct painter_terminal poor = xterm;
		if (lacks & 1)
			poor.scroll = NULL;
		if (lacks & 2)
			poor.go_column = NULL;
		if (lacks & 4)
			poor.go_right = NULL;
		if (lacks & 8)
			poor.erase_cells = NULL;
		if (lacks & 16)
			poor.clear_to_end_of_line = NULL;
		if (lacks & 32)
			poor.keep_cursor = NULL;
		if (lacks & 64)
			poor.plain = "\33[0m";
		show_any_after_any_other(&poor, 60);
	}
}

/* A block of rows moves as a list does when the field above it opens. */
static void move_rows(struct canvas *canvas, uint32_t *dice)
{
	struct canvas moved;
	int from = (int)unit_dice(dice, ROWS), by = (int)unit_dice(dice, 5) - 2;
	canvas_init(&moved, 1);
	canvas_erase(&moved, ROWS, COLUMNS);
	for (int row = 0; row < ROWS; row++) {
		int source = row < from ? row : row - by;
		for (int column = 0; source >= 0 && source < ROWS && column < COLUMNS; column++) {
			const struct cell *cell = &canvas->cells[source * COLUMNS + column];
			if (cell->len)
				canvas_text(&moved, row, column, cell->width, cell->style, canvas_cell_text(canvas, cell),
					    cell->len);
			else if (cell->width)
				canvas_text(&moved, row, column, 1, cell->style, " ", 1);
		}
	}
	canvas_clear(canvas);
	*canvas = moved;
}

static void moved_rows_are_scrolled(void **state)
{
	uint32_t dice = 987654321u;
	struct emulator emulator;
	struct painter painter;
	struct canvas canvas;
	struct buf out = { 0 };
	size_t scrolled = 0;
	(void)state;
	open_emulator(&emulator);
	painter_init(&painter, &xterm);
	canvas_init(&canvas, 1);
	canvas_erase(&canvas, ROWS, COLUMNS);
	random_canvas(&canvas, &dice, 40);
	for (int frame = 0; frame < 4000; frame++) {
		if (frame % 5 == 0)
			random_canvas(&canvas, &dice, 12);
		move_rows(&canvas, &dice);
		if (unit_dice(&dice, 2))
			random_canvas(&canvas, &dice, 1);
		buf_reset(&out);
		painter_paint(&painter, &canvas, &out);
		scrolled += out.len && strstr(out.data, "r\33[") != NULL;
		vterm_input_write(emulator.vt, buf_text(&out), out.len);
		assert_shows(&emulator, &canvas);
	}
	assert_true(scrolled > 100);
	buf_clear(&out);
	canvas_clear(&canvas);
	painter_clear(&painter);
	vterm_free(emulator.vt);
}

/* What the painter writes to go from the one picture that `draw` makes to the other. */
static void paint_change(void (*draw)(struct canvas *canvas, bool after, const void *context), const void *context,
			 struct buf *out)
{
	struct painter painter;
	struct canvas canvas;
	painter_init(&painter, &xterm);
	canvas_init(&canvas, 1);
	for (int after = 0; after < 2; after++) {
		canvas_erase(&canvas, ROWS, COLUMNS);
		draw(&canvas, after, context);
		buf_reset(out);
		painter_paint(&painter, &canvas, out);
	}
	canvas_clear(&canvas);
	painter_clear(&painter);
}

static void draw_key(struct canvas *canvas, bool after, const void *context)
{
	int count = after ? 3 : 2;
	(void)context;
	canvas_text(canvas, 5, 2, COLUMNS, STYLE_PLAIN, "ああああ", (size_t)count * 3);
	canvas_text(canvas, 3, 22, COLUMNS, STYLE_PLAIN, after ? "3/100" : "2/100", 5);
	canvas_cursor(canvas, 5, 2 + 2 * count);
}

static void one_key_is_few_bytes(void **state)
{
	struct buf out = { 0 };
	(void)state;
	paint_change(draw_key, NULL, &out);
	/* The character, the way to the counter, its digit, and back to where the terminal kept the cursor. */
	assert_true(out.len <= 16);
	buf_clear(&out);
}

/* Rows given by their text; NULL is a blank one. */
struct pictures {
	const char *const *before, *const *after;
};

static void draw_rows(struct canvas *canvas, bool after, const void *context)
{
	const struct pictures *pictures = context;
	const char *const *rows = after ? pictures->after : pictures->before;
	for (int row = 0; row < ROWS; row++)
		if (rows[row])
			canvas_text(canvas, row, 0, COLUMNS, STYLE_PLAIN, rows[row], strlen(rows[row]));
}

/* Bytes to go from one picture to another. */
static size_t bytes_between(const char *const before[ROWS], const char *const after[ROWS], struct buf *out)
{
	paint_change(draw_rows, &(struct pictures){ before, after }, out);
	return out->len;
}

/* A field opens between others: those above move up, those below move down, and neither is written again. */
static void rows_move_both_ways(void **state)
{
	static const char *const before[ROWS] = { "見出し",     "甲甲甲甲甲", "乙乙乙乙乙", "丙丙丙丙丙",
						  "丁丁丁丁丁", "開いた欄",   "戊戊戊戊戊", "己己己己己",
						  "庚庚庚庚庚", NULL,         NULL,         "終わり" };
	static const char *const after[ROWS] = { "見出し", "乙乙乙乙乙", "丙丙丙丙丙", "丁丁丁丁丁", "開いた欄",   "その説明",
						 "例",     NULL,         "戊戊戊戊戊", "己己己己己", "庚庚庚庚庚", "終わり" };
	struct buf out = { 0 };
	(void)state;
	assert_true(bytes_between(before, after, &out) <= 90);
	assert_null(strstr(out.data, "乙"));
	assert_null(strstr(out.data, "己"));
	buf_clear(&out);
}

/* One row that moves is not worth writing two others again. */
static void what_stands_rightly_stays(void **state)
{
	static const char *const before[ROWS] = { "甲甲甲甲甲",       "乙乙乙乙乙乙乙乙", "丙丙丙丙丙丙丙丙",
						  "丁丁丁丁丁丁丁丁", "戊戊戊戊戊",       "己" };
	static const char *const after[ROWS] = { "子", "乙乙乙乙乙乙乙乙", "丙丙丙丙丙丙丙丙", "丁丁丁丁丁丁丁丁", "甲甲甲甲甲",
						 "丑" };
	struct buf out = { 0 };
	(void)state;
	bytes_between(before, after, &out);
	assert_null(strstr(out.data, "乙"));
	assert_null(strstr(out.data, "丙"));
	assert_non_null(strstr(out.data, "甲"));
	buf_clear(&out);
}

/* Between two changes of a row: a cell or two are written again, more are moved over. */
static void the_shorter_way_over_what_stays(void **state)
{
	static const char *const before[ROWS] = { "a-b", "a漢字b", "a漢字漢字b" }, *const after[ROWS] = { "x-y", "x漢字y",
													  "x漢字漢字y" };
	struct buf out = { 0 };
	(void)state;
	bytes_between(before, after, &out);
	assert_non_null(strstr(out.data, "x-y"));
	assert_non_null(strstr(out.data, "x\33[4Cy"));
	assert_non_null(strstr(out.data, "x\33[8Cy"));
	buf_clear(&out);
}

static void draw_styles(struct canvas *canvas, bool after, const void *context)
{
	(void)context;
	canvas_text(canvas, 2, 2, COLUMNS, STYLE_BOLD, after ? "bold" : "BOLDER", after ? 4 : 6);
	canvas_text(canvas, 3, 2, COLUMNS, STYLE_DIM, after ? "dim" : "DIM", 3);
	canvas_text(canvas, 4, 6, COLUMNS, STYLE_PLAIN, after ? "far" : "FAR", 3);
	canvas_text(canvas, 5, 0, COLUMNS, STYLE_PLAIN, after ? "left" : "LEFT and more up to", after ? 4 : 19);
	canvas_text(canvas, 5, 27, COLUMNS, STYLE_PLAIN, after ? "end" : "END", 3);
}

/* Into the next row over a margin, by its blanks or by a column, whichever is shorter; from bold to dim in one sequence; a row's
 * middle is erased with its end where that has to be written again. */
static void every_byte_counts(void **state)
{
	struct buf out = { 0 };
	(void)state;
	paint_change(draw_styles, NULL, &out);
	assert_string_equal(buf_text(&out), "\33[3;3H\33[1mbold\33[K\r\n  \33[;2mdim\n\33[7G\33[mfar\r\nleft\33[K\33[23Cend");
	buf_clear(&out);
}

static void draw_marks(struct canvas *canvas, bool after, const void *context)
{
	(void)context;
	for (int row = 1; row < 5; row++) {
		canvas_text(canvas, row, 1, COLUMNS, STYLE_PLAIN, after ? "new" : "old", 3);
		canvas_text(canvas, row, 21, COLUMNS, STYLE_DIM, after ? "済" : "未", 3);
	}
	canvas_text(canvas, 4, 10, COLUMNS, STYLE_DIM, after ? "o" : "O", 1);
	canvas_text(canvas, 4, 11, COLUMNS, STYLE_REVERSE_DIM, after ? "n" : "N", 1);
}

/* The marks at the rows' ends are one under the other, with the style set once; from dim to dim and reverse is reverse alone. */
static void marks_are_written_together(void **state)
{
	struct buf out = { 0 };
	(void)state;
	paint_change(draw_marks, NULL, &out);
	assert_string_equal(buf_text(&out), "\33[2;2Hnew\33[17C\33[2m済\n\b\b済\n\b\b済\n\b\b済\33[3;2H\33[mnew\r\n new\r\n new"
					    "\33[6C\33[2mo\33[7mn\33[m");
	buf_clear(&out);
}

static void uncertain_widths_shift_nothing(void **state)
{
	struct painter painter;
	struct canvas canvas;
	struct buf out = { 0 };
	(void)state;
	painter_init(&painter, &xterm);
	canvas_init(&canvas, 2);
	canvas_erase(&canvas, ROWS, COLUMNS);
	canvas_text(&canvas, 0, 0, COLUMNS, STYLE_PLAIN, "①x", strlen("①x"));
	painter_paint(&painter, &canvas, &out);
	/* After ① the cursor is put where x belongs; before it both its columns are blank, in case it takes but one. */
	assert_non_null(strstr(out.data, "\33[2X①\33[1;3Hx"));
	buf_clear(&out);
	canvas_clear(&canvas);
	painter_clear(&painter);
}

/* A line written to an emulator leaves its cursor where our widths say. */
static void widths_are_the_emulators(void **state)
{
	static const char *const known[] = { "あ", "漢", "カ", "ー", "ｱ", "ﾊﾟ", "a",  "Z", " ",
					     "、", "」", "Ａ", "①",  "…", "㈱", "〜", "ü" };
	uint32_t dice = 521288629u;
	VTerm *vt = vterm_new(4, 400);
	vterm_set_utf8(vt, 1);
	vterm_state_reset(vterm_obtain_state(vt), 1);
	(void)state;
	for (int round = 0; round < 10000; round++) {
		struct buf line = { 0 };
		VTermPos cursor;
		for (uint32_t n = unit_dice(&dice, 90); n > 0; n--)
			buf_puts(&line, known[unit_dice(&dice, sizeof known / sizeof *known)]);
		vterm_input_write(vt, "\33[1;1H", 6);
		vterm_input_write(vt, buf_text(&line), line.len);
		vterm_state_get_cursorpos(vterm_obtain_state(vt), &cursor);
		assert_int_equal(cursor.col, width_text(buf_text(&line), line.len, 1));
		buf_clear(&line);
	}
	vterm_free(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_canvas_after_any_other), cmocka_unit_test(whatever_the_terminal_lacks),
		cmocka_unit_test(moved_rows_are_scrolled),    cmocka_unit_test(one_key_is_few_bytes),
		cmocka_unit_test(every_byte_counts),          cmocka_unit_test(rows_move_both_ways),
		cmocka_unit_test(what_stands_rightly_stays),  cmocka_unit_test(the_shorter_way_over_what_stays),
		cmocka_unit_test(marks_are_written_together), cmocka_unit_test(uncertain_widths_shift_nothing),
		cmocka_unit_test(widths_are_the_emulators)
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
