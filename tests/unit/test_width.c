/* SPDX-License-Identifier: MIT */
/* test_width.c — columns, as the canvas draws them. */
#include <config.h>

#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "text/grapheme.h"
#include "text/plain_char.h"
#include "text/showable.h"
#include "text/utf8.h"
#include "text/width.h"

static int width(const char *text, int ambiguous)
{
	return width_text(text, strlen(text), ambiguous);
}

static void columns(void **state)
{
	int used;
	(void)state;
	assert_int_equal(width("abc", 1), 3);
	assert_int_equal(width("開示", 1), 4);
	assert_int_equal(width("ｱﾊﾟ", 1), 3);
	assert_int_equal(width("か\xe3\x82\x99", 1), 2);
	assert_int_equal(width("葛\xf3\xa0\x84\x80", 1), 2);
	assert_int_equal(width("①…※", 1), 3);
	assert_int_equal(width("①…※", 2), 6);
	assert_int_equal(width("❤\xef\xb8\x8f", 1), 2);
	assert_int_equal(width("👨\xe2\x80\x8d👩", 1), 4); /* its parts */
	assert_int_equal(width("❤\u200d🔥", 1), 3);
	assert_int_equal(width("❤\ufe0f\u200d🔥", 1), 4);
	assert_int_equal(width("👍🏽", 1), 2);
	assert_int_equal(width("👩🏽\u200d💻", 1), 4);
	assert_int_equal(width("🇯🇵", 1), 2);
	assert_int_equal(width("각", 1), 2);
	assert_int_equal(width("\u3099", 1), 0);
	assert_int_equal(width("a\tb", 1), 3);
	assert_int_equal(width("a\u200bb", 1), 8); /* a<200B>b */
	assert_int_equal(width("\U000E0001", 1), 7);
	assert_int_equal(width("\xff", 1), 4);
	assert_int_equal(width_fit("a開示", 7, 2, 1, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(width_fit("a開示", 7, 3, 1, &used), 4);
	assert_int_equal(used, 3);
}

/* A text is as wide as what showable() makes of it, drawn cluster by cluster and emoji part by part. (What would be put upon a
 * mark is left out: it is counted for itself.) */
static void as_shown(void **state)
{
	static const uint32_t codes[] = { 'a',    ' ',    '\t',    0x3042,  0x6f22,  0xff8a, 0xff9f, 0x3099, 0x1f468,
					  0x2764, 0xfe0f, 0xe0100, 0x1f3fd, 0x1f1ef, 0x200d, 0x200b, 0x200c, 0x202e,
					  0xfeff, 0x1b,   0x9b,    0xad,    0x2026,  0x301,  0x915,  0x94d };
	uint32_t dice = 521288629u;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		char text[80];
		size_t len = 0;
		bool marked = false;
		for (uint32_t i = unit_dice(&dice, 8); i > 0; i--) {
			uint32_t code = codes[unit_dice(&dice, sizeof codes / sizeof *codes)];
			if (marked && uc_graphemeclusterbreak_property(code) != GBP_OTHER)
				continue;
			marked = showable_marks(code) || code == 0x200d;
			if (code == 0x200d) /* sometimes a joint */
				marked = unit_dice(&dice, 2) == 0 || len < 4 || (unsigned char)text[len - 4] != 0xf0;
			len += utf8_encode(code, text + len);
			if (code == 0x200d && !marked)
				len += utf8_encode(0x1f468, text + len);
		}
		int ambiguous = 1 + (int)unit_dice(&dice, 2), parts = 0;
		char *safe = showable(text, len, false);
		for (char *next, *at = safe; at; at = next) {
			char *joiner = strstr(at, "\u200d");
			next = joiner ? joiner + 3 : NULL;
			parts += width_text(at, joiner ? (size_t)(joiner - at) : strlen(at), ambiguous);
		}
		assert_int_equal(width_text(text, len, ambiguous), parts);
		free(safe);
	}
}

static void every_code_point(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		char bytes[4];
		size_t len = utf8_encode(code, bytes);
		if (len == 0)
			continue;
		int narrow = width_cluster(bytes, len, 1), wide = width_cluster(bytes, len, 2);
		assert_true(narrow >= 0 && narrow <= wide);
		if (showable_marks(code) || code == 0x200d)
			assert_true(code == '\t' ? narrow == 1 : narrow >= 6);
		else
			assert_true(wide <= 2);
	}
}

/* The short way for plain characters is right only if the tables say the same of each of them. */
static void plain_characters(void **state)
{
	size_t plain = 0;
	(void)state;
	for (uint32_t code = 0; code < 0x110000; code++) {
		int columns = plain_width(code);
		plain += columns > 0;
		if (columns == 0)
			continue;
		/* The hexagrams of 0x4dc0 … were made wide after the tables of our library. */
		if (code < 0x4dc0 || code > 0x4dff) {
			assert_int_equal(columns, uc_width(code, "UTF-8"));
			assert_int_equal(columns, uc_width(code, "EUC-JP"));
		}
		assert_false(showable_marks(code));
		assert_int_equal(uc_graphemeclusterbreak_property(code), GBP_OTHER);
	}
	assert_true(plain > 27000);
	/* What extends a plain character belongs to it. */
	int columns;
	assert_int_equal(plain_next("か\u3099", 6, 0, &columns), 0);
	assert_int_equal(plain_next("かき", 6, 0, &columns), 3);
	assert_int_equal(plain_next("か\n", 4, 0, &columns), 3);
	assert_int_equal(plain_next("か", 3, 0, &columns), 3);
	assert_int_equal(plain_next("\n", 1, 0, &columns), 0);
}

static void shortened(const char *name, int columns, const char *wanted)
{
	char *got = width_shorten(name, columns, 1);

	assert_string_equal(got, wanted);
	assert_true(width_text(got, strlen(got), 1) <= columns);
	free(got);
}

/* A name's end tells it from others as well as its beginning does. */
static void names_are_shortened_in_their_middle(void **state)
{
	(void)state;
	shortened("mine.yaml", 9, "mine.yaml");
	shortened("mine-2026.yaml", 10, "mine..yaml");
	shortened("開示書_第3版.yaml", 17, "開示書_第3版.yaml");
	shortened("開示書_第3版.yaml", 15, "開示書..版.yaml");
	shortened("開示書_第3版.yaml", 13, "開示..版.yaml");
	/* A character that does not fit leaves its cell to the other half. */
	shortened("開示書", 5, "..書");
	shortened("開示書", 2, "..");
	shortened("開示書", 1, "");
	shortened("開示書", 0, "");
	shortened("か\u3099か\u3099か\u3099", 5, "..か\u3099");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns),
		cmocka_unit_test(as_shown),
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(plain_characters),
		cmocka_unit_test(names_are_shortened_in_their_middle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
