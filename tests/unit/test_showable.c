/* SPDX-License-Identifier: MIT */
/* test_showable.c — nothing acts on a terminal. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/showable.h"
#include "text/utf8.h"

static void assert_showable(const char *text, const char *wanted)
{
	char *shown = showable(text, strlen(text), false);
	assert_string_equal(shown, wanted);
	free(shown);
}

static void showing(void **state)
{
	(void)state;
	assert_showable("普通の文", "普通の文");
	assert_showable("\33[2J", "<001B>[2J");
	assert_showable("a\xe2\x80\xae"
			"b",
			"a<202E>b");
	assert_showable("\xc2\x9b"
			"31m",
			"<009B>31m");
	assert_showable("\xef\xbb\xbf", "<FEFF>");
	assert_showable("\xff", "<FF>");
	assert_showable("か\xe3\x82\x99", "か\xe3\x82\x99");
	assert_showable("葛\xf3\xa0\x84\x80", "葛\xf3\xa0\x84\x80");
	assert_showable("👨\xe2\x80\x8d👩", "👨\xe2\x80\x8d👩");
	assert_showable("あ\xe2\x80\x8dい", "あ<200D>い");
	assert_showable("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥");
	assert_showable("👩🏽\u200d💻", "👩🏽\u200d💻");
	assert_showable("👩\u200d", "👩<200D>");
	assert_showable("👩\xa9\u200d💻", "👩<A9><200D>💻");
	assert_showable("\U000E0001", "<E0001>");
	assert_showable("a\nb\tc", "a<000A>b c");
	char *shown = showable("a\n\r\n", 4, true);
	assert_string_equal(shown, "a\n<000D>\n");
	free(shown);
}

static void assert_harmless(const char *shown)
{
	for (const unsigned char *at = (const unsigned char *)shown; *at; at++)
		assert_true(*at >= 0x20 && *at != 0x7f && !(at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0));
	assert_true(utf8_valid(shown, strlen(shown), NULL));
}

static void every_code_point(void **state)
{
	static const uint32_t never[] = { 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,  0x2066, 0x2067,
					  0x2068, 0x2069, 0x200e, 0x200f, 0x61c,   0x200b, 0x2028,
					  0x2029, 0xfeff, 0x85,   0xfff9, 0xe0041, 0xffff, 0x1fffe };
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		char bytes[4];
		size_t len = utf8_encode(code, bytes);
		if (len == 0)
			continue;
		char *shown = showable(bytes, len, false);
		assert_harmless(shown);
		assert_int_equal(showable_marks(code) && code != '\t', shown[0] == '<' && shown[1] && code != 0x200d);
		free(shown);
	}
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		assert_true(showable_marks(never[i]));
}

static void any_bytes(void **state)
{
	uint32_t dice = 2463534242u;
	(void)state;
	for (int round = 0; round < 50000; round++) {
		char bytes[12];
		size_t len = unit_dice(&dice, sizeof bytes + 1);
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)unit_dice(&dice, 256);
		char *shown = showable(bytes, len, false), *again = showable(shown, strlen(shown), false);
		assert_harmless(shown);
		assert_string_equal(shown, again);
		free(shown);
		free(again);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(showing),
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(any_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
