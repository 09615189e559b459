/* SPDX-License-Identifier: MIT */
/* test_canvas.c — a canvas that draws frame after frame, taking over what the last one had, shows what a new one would. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "tui/canvas.h"

enum { ROWS = 6, COLUMNS = 24 };

struct drawing {
	int row, column, limit, text;
	enum style style;
	bool marked;
};

static const char *texts[] = { "a",
			       "ab ",
			       "保存済",
			       "データセンターの名称と場所を書くこと",
			       "か\xe3\x82\x99き",
			       "ほは\xe3\x82\x9a",
			       "葛\xf3\xa0\x84\x81",
			       "x日y本z",
			       "\x01\x7f",
			       "―1Ω※",
			       "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 family",
			       "",
			       "long and longer than a row is" };

static struct drawing any(uint32_t *dice)
{
	return (struct drawing){ .row = (int)unit_dice(dice, ROWS + 1),
				 .column = (int)unit_dice(dice, COLUMNS),
				 .limit = 1 + (int)unit_dice(dice, COLUMNS + 6),
				 .text = (int)unit_dice(dice, sizeof texts / sizeof *texts),
				 .style = unit_dice(dice, 3),
				 .marked = unit_dice(dice, 2) };
}

static int draw(struct canvas *canvas, const struct drawing *it)
{
	const char *text = texts[it->text];
	return it->marked ? canvas_string(canvas, it->row, it->column, it->limit, it->style, text)
			  : canvas_text(canvas, it->row, it->column, it->limit, it->style, text, strlen(text));
}

/* Frames differ from the one before in a drawing or two, as those of an editor do; texts are drawn over others, too. */
static void frames_are_as_if_new(void **state)
{
	enum { DRAWINGS = 14, FRAMES = 5000 };
	struct drawing drawings[DRAWINGS];
	struct canvas kept, new;
	uint32_t dice = 7;
	(void)state;
	canvas_init(&kept, 1);
	for (int i = 0; i < DRAWINGS; i++)
		drawings[i] = any(&dice);
	for (int frame = 0; frame < FRAMES; frame++) {
		if (frame % 500 == 499)
			kept.ambiguous = 3 - kept.ambiguous;
		canvas_init(&new, kept.ambiguous);
		canvas_erase(&kept, ROWS, COLUMNS);
		canvas_erase(&new, ROWS, COLUMNS);
		for (int i = 0; i < DRAWINGS; i++)
			assert_int_equal(draw(&kept, &drawings[i]), draw(&new, &drawings[i]));
		for (int i = 0; i < ROWS * COLUMNS; i++) {
			const struct cell *a = &kept.cells[i], *b = &new.cells[i];
			assert_true(canvas_cell_alike(&kept, a, &new, b));
			assert_int_equal(a->ambiguous, b->ambiguous);
			assert_int_equal(a->style, b->style);
		}
		canvas_clear(&new);
		drawings[unit_dice(&dice, DRAWINGS)] = any(&dice);
		if (unit_dice(&dice, 3) == 0)
			drawings[unit_dice(&dice, DRAWINGS)].row = (int)unit_dice(&dice, ROWS);
	}
	canvas_clear(&kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(frames_are_as_if_new) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
