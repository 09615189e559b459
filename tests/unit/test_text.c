/* SPDX-License-Identifier: MIT */
/* test_text.c — characters counted, columns, folding, showing, encodings. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "text/count.h"
#include "text/encode.h"
#include "text/fold.h"
#include "text/showable.h"
#include "text/utf8.h"
#include "text/width.h"

static size_t count(const char *text)
{
	return count_characters(text, strlen(text), COUNT_GRAPHEME);
}

static void counting(void **state)
{
	(void)state;
	assert_int_equal(count(""), 0);
	assert_int_equal(count("開示書"), 3);
	assert_int_equal(count("か\xe3\x82\x99"), 1);              /* か + U+3099 */
	assert_int_equal(count("\xf0\xa0\xae\xb7"), 1);            /* 𠮷 */
	assert_int_equal(count("葛\xf3\xa0\x84\x80"), 1);          /* 葛 + U+E0100 */
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
	assert_int_equal(width_fit("a開示", 7, 2, 1, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(width_fit("a開示", 7, 3, 1, &used), 4);
	assert_int_equal(used, 3);
}

static void assert_fold(const char *text, const char *wanted)
{
	char *folded = fold_text(text, strlen(text));
	assert_string_equal(folded, wanted);
	free(folded);
}

static void folding(void **state)
{
	(void)state;
	assert_fold("ﾊﾞｯｸｱｯﾌﾟ", "ばっくあっぷ");
	assert_fold("バックアップ", "ばっくあっぷ");
	assert_fold("ハ\xe3\x82\x99ックアッフ\xe3\x82\x9a", "ばっくあっぷ");
	assert_fold("ＩａａＳ", "iaas");
	assert_true(fold_match("ばっくあっぷ たいさく", "たいさく ばっく"));
	assert_false(fold_match("ばっくあっぷ", "ばっく 対策"));
	char *plain = fold_ascii("　２０２６－１１－２２ ", strlen("　２０２６－１１－２２ "));
	assert_string_equal(plain, "2026-11-22");
	free(plain);
}

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
	assert_showable("a\xe2\x80\xae""b", "a<202E>b");
	assert_showable("\xc2\x9b""31m", "<009B>31m");
	assert_showable("\xef\xbb\xbf", "<FEFF>");
	assert_showable("\xff", "<FF>");
	assert_showable("か\xe3\x82\x99", "か\xe3\x82\x99");
	assert_showable("葛\xf3\xa0\x84\x80", "葛\xf3\xa0\x84\x80");
	assert_showable("👨\xe2\x80\x8d👩", "👨\xe2\x80\x8d👩");
	assert_showable("あ\xe2\x80\x8dい", "あ<200D>い");
	assert_showable("a\nb\tc", "a<000A>b c");
	/* Nothing that acts on a terminal is let through, whatever the code point. */
	for (uint32_t code = 1; code < 0x110000; code++) {
		char bytes[4];
		size_t len = utf8_encode(code, bytes);
		if (len == 0)
			continue;
		char *shown = showable(bytes, len, false);
		for (const char *at = shown; *at; at++)
			assert_true((unsigned char)*at >= 0x20 && *at != 0x7f && !((unsigned char)at[0] == 0xc2 && (unsigned char)at[1] < 0xa0));
		free(shown);
	}
}

static void encoding(void **state)
{
	struct buf out = { 0 };
	struct encode_lacks lacks = { 0 };
	struct err err = { 0 };
	(void)state;
	assert_true(encode_text("CP932", "①㈱～表", strlen("①㈱～表"), &out, &lacks, &err));
	assert_int_equal(out.len, 8);
	struct buf back = { 0 };
	assert_true(decode_text("CP932", out.data, out.len, &back, &err));
	assert_string_equal(buf_text(&back), "①㈱～表");
	buf_clear(&back);
	buf_clear(&out);
	assert_false(encode_text("CP932", "a〜𠮷b", strlen("a〜𠮷b"), &out, &lacks, &err));
	assert_int_equal(out.len, 0);
	assert_int_equal(lacks.count, 2);
	assert_int_equal(lacks.items[0].code, 0x301c);
	assert_string_equal(lacks.items[0].suggestion, "～");
	assert_int_equal(lacks.items[1].offset, 4);
	assert_string_equal(lacks.items[1].suggestion, "吉");
	encode_lacks_clear(&lacks);
	err_clear(&err);
	assert_false(encode_text("NO-SUCH", "a", 1, &out, &lacks, &err));
	assert_int_equal(err.code, ERR_USAGE);
	err_clear(&err);
}

static void validity(void **state)
{
	size_t bad;
	(void)state;
	assert_true(utf8_valid("あ", 3, &bad));
	assert_false(utf8_valid("a\xe3\x81", 3, &bad));
	assert_int_equal(bad, 1);
	assert_false(utf8_valid("ab\0c", 4, &bad));
	assert_int_equal(bad, 2);
	assert_false(utf8_valid("\xed\xa0\x80", 3, &bad)); /* a surrogate */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting), cmocka_unit_test(columns),	cmocka_unit_test(folding),
		cmocka_unit_test(showing),  cmocka_unit_test(encoding), cmocka_unit_test(validity),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
