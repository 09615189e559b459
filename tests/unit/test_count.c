/* SPDX-License-Identifier: MIT */
/* test_count.c — 字. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "base/buf.h"
#include "text/count.h"

static size_t count(const char *text)
{
	return count_characters(text, strlen(text), COUNT_GRAPHEME);
}

static void counting(void **state)
{
	(void)state;
	assert_int_equal(count(""), 0);
	assert_int_equal(count("開示書"), 3);
	assert_int_equal(count("か\xe3\x82\x99"), 1);     /* か + U+3099 */
	assert_int_equal(count("\xf0\xa0\xae\xb7"), 1);   /* 𠮷 */
	assert_int_equal(count("葛\xf3\xa0\x84\x80"), 1); /* 葛 + U+E0100 */
	assert_int_equal(count("👨\xe2\x80\x8d👩\xe2\x80\x8d👧"), 1);
	assert_int_equal(count("🇯🇵"), 1);
	assert_int_equal(count("一行\n二行\r\n三行"), 6);
	assert_int_equal(count("a b　c。"), 6);
	assert_int_equal(count("ﾊﾟ"), 1);
	assert_int_equal(count_characters("\xf0\xa0\xae\xb7", 4, COUNT_UTF16), 2);
	assert_int_equal(count_characters("か\xe3\x82\x99", 6, COUNT_CODEPOINT), 1); /* composes in NFC */
	assert_int_equal(count_offset("か\xe3\x82\x99き", 9, 1, COUNT_GRAPHEME), 6);
	assert_int_equal(count_offset("あい", 6, 5, COUNT_GRAPHEME), 6);
}

/* What is before the offset of a limit counts for the limit, and one cluster more is too many. */
static void offsets(void **state)
{
	static const char *const pieces[] = { "あ", "a",        "\n", "\r\n", "か\u3099", "葛\U000E0100",
					      "𠮷", "👨\u200d👩", "🇯🇵", "ﾊﾟ",   "é" };
	uint32_t dice = 123456789u;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf text = { 0 };
		enum count_unit unit = (enum count_unit)unit_dice(&dice, COUNT_UTF16 + 1);
		for (uint32_t i = unit_dice(&dice, 20); i > 0; i--)
			buf_puts(&text, pieces[unit_dice(&dice, sizeof pieces / sizeof *pieces)]);
		const char *bytes = buf_text(&text);
		size_t all = count_characters(bytes, text.len, unit);
		for (size_t limit = 0; limit <= all + 1; limit++) {
			size_t at = count_offset(bytes, text.len, limit, unit);
			assert_true(count_characters(bytes, at, unit) <= limit);
			assert_int_equal(at == text.len, limit >= all);
			assert_int_equal(count_characters(bytes, at, unit) + count_characters(bytes + at, text.len - at, unit),
					 all);
		}
		buf_clear(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting),
		cmocka_unit_test(offsets),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
