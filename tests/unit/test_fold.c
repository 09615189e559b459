/* SPDX-License-Identifier: MIT */
/* test_fold.c — searching finds what is meant; numbers are read as typed. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "text/fold.h"

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

static void folding_twice_changes_nothing(void **state)
{
	static const char *const pieces[] = { "ﾊ", "ﾞ", "ハ", "\u3099", "は", "Ａ", "ß", "①", "　", "ー", "漢", "é", "ｶﾞ", "ヷ", "ﬁ", "㍿" };
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
		cmocka_unit_test(folding_twice_changes_nothing),
		cmocka_unit_test(matching),
		cmocka_unit_test(reading_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
