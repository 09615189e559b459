/* SPDX-License-Identifier: MIT */
/* test_fold.c — searching finds what is meant; numbers are read as typed. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "text/fold.h"
#include "text/utf8.h"

static void assert_fold(const char *text, const char *wanted)
{
	char *folded = fold_text(text, strlen(text));
	assert_string_equal(folded, wanted);
	free(folded);
}

static void assert_ascii(const char *text, const char *wanted)
{
	char *plain = fold_ascii(text, strlen(text));
	assert_string_equal(plain, wanted);
	free(plain);
}

static void folding(void **state)
{
	(void)state;
	assert_fold("", "");
	assert_fold("ﾊﾞｯｸｱｯﾌﾟ", "ばっくあっぷ");
	assert_fold("バックアップ", "ばっくあっぷ");
	assert_fold("ハ\u3099ックアッフ\u309a", "ばっくあっぷ");
	assert_fold("ばっくあっぷ", "ばっくあっぷ");
	assert_fold("ヴァヽヾ", "ゔぁゝゞ");
	assert_fold("ＩａａＳ　２４時間", "iaas 24時間");
	assert_fold("①㈱㌔", "1(株)きろ");
	assert_fold("Straße", "strasse");
	assert_fold("サーバー", "さーばー"); /* ー stays */
	assert_fold("A\xff", "a\ufffd");
}

/* What the library says of the whole text at once, kana apart. */
static char *looked_up(const char *text)
{
	size_t size = 0;
	char kana[4], *whole = calloc(1, 4096);
	uint8_t *folded = u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFKC, NULL, &size);
	for (size_t at = 0; at < size;) {
		uint32_t code;
		at += utf8_decode((const char *)folded + at, size - at, &code);
		if ((code >= 0x30a1 && code <= 0x30f6) || code == 0x30fd || code == 0x30fe)
			code -= 0x60;
		strncat(whole, kana, utf8_encode(code, kana));
	}
	free(folded);
	return whole;
}

static void assert_as_looked_up(const char *text)
{
	char *wanted = looked_up(text);
	assert_fold(text, wanted);
	free(wanted);
}

static void the_short_way_says_what_the_library_says(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		char bytes[5] = "", text[64];
		if ((code >= 0xd800 && code < 0xe000) || (code > 0x3ffff && code < 0xe0000))
			continue;
		utf8_encode(code, bytes);
		snprintf(text, sizeof text, "%sか%s\u3099A%sハ%s。ﾊ%sﾞ漢", bytes, bytes, bytes, bytes, bytes);
		assert_as_looked_up(text);
	}
	static const char *const pieces[] = { "ﾊ",  "ﾞ",  "ハ", "\u3099", "は", "Ａ",     "ß",  "①", "　",
					      "ー", "漢", "é",  "A",      "e",  "\u0301", "ヷ", "ﬁ", "㍿",
					      "\n", " ",  "각", "ᄀ",     "ᅡ", "\u0345", "Σ" };
	uint32_t dice = 2463534242u;
	for (int round = 0; round < 20000; round++) {
		char text[200] = "";
		for (uint32_t i = unit_dice(&dice, 12); i > 0; i--)
			strcat(text, pieces[unit_dice(&dice, sizeof pieces / sizeof *pieces)]);
		assert_as_looked_up(text);
	}
}

static void folding_twice_changes_nothing(void **state)
{
	static const char *const pieces[] = { "ﾊ",  "ﾞ",  "ハ", "\u3099", "は", "Ａ", "ß", "①",
					      "　", "ー", "漢", "é",      "ｶﾞ", "ヷ", "ﬁ", "㍿" };
	uint32_t dice = 88675123u;
	(void)state;
	for (int round = 0; round < 3000; round++) {
		char text[200] = "";
		for (uint32_t i = unit_dice(&dice, 12); i > 0; i--)
			strcat(text, pieces[unit_dice(&dice, sizeof pieces / sizeof *pieces)]);
		char *once = fold_text(text, strlen(text)), *twice = fold_text(once, strlen(once));
		assert_string_equal(once, twice);
		assert_true(fold_match(once, once));
		free(once);
		free(twice);
	}
}

static void matching(void **state)
{
	(void)state;
	assert_true(fold_match("ばっくあっぷ たいさく", "たいさく ばっく"));
	assert_false(fold_match("ばっくあっぷ", "ばっく 対策"));
	assert_true(fold_match("何でも", ""));
	assert_true(fold_match("何でも", "  "));
	assert_false(fold_match("", "何"));
}

static void finding_where(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *term;
		long at; /* -1: not there */
	} wanted[] = {
		{ "毎日ﾊﾞｯｸｱｯﾌﾟを取る", "ばっくあっぷ", 6 }, { "毎日バックアップ", "ばっく", 6 }, { "ＳＬＡとsla", "sla", 0 },
		{ "あSLA", "la", 4 }, { "㈱例示", "(株)例", 0 }, { "か\u3099は", "がは", 0 }, { "あ", "い", -1 }, { "", "い", -1 },
		{ "ああああい", "あい", 9 }, { "あ\nい", "い", 4 },
	};
	/* clang-format on */
	(void)state;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		size_t at = 0;
		bool found = fold_find(wanted[i].text, strlen(wanted[i].text), wanted[i].term, &at);
		assert_int_equal(found, wanted[i].at >= 0);
		if (found)
			assert_int_equal(at, wanted[i].at);
	}
}

static void reading_numbers(void **state)
{
	(void)state;
	assert_ascii("　２０２６－１１－２２ ", "2026-11-22");
	assert_ascii("９９．９５％", "99.95%");
	assert_ascii("−１", "-1");
	assert_ascii("ｶﾅ カナ", "ｶﾅ カナ");
	assert_ascii(" \t\r\n　", "");
	assert_ascii("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folding),
		cmocka_unit_test(the_short_way_says_what_the_library_says),
		cmocka_unit_test(folding_twice_changes_nothing),
		cmocka_unit_test(matching),
		cmocka_unit_test(finding_where),
		cmocka_unit_test(reading_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
