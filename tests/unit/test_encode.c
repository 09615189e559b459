/* SPDX-License-Identifier: MIT */
/* test_encode.c — other encodings, never silently. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "base/buf.h"
#include "text/encode.h"
#include "text/utf8.h"

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
	assert_false(encode_text("EUC-JP", "①⑳Ⅳ㈲", strlen("①⑳Ⅳ㈲"), &out, &lacks, &err));
	assert_int_equal(lacks.count, 4);
	assert_string_equal(lacks.items[0].suggestion, "(1)");
	assert_string_equal(lacks.items[1].suggestion, "(20)");
	assert_string_equal(lacks.items[2].suggestion, "IV");
	assert_string_equal(lacks.items[3].suggestion, "(有)");
	encode_lacks_clear(&lacks);
	err_clear(&err);
	assert_false(encode_text("NO-SUCH", "a", 1, &out, &lacks, &err));
	assert_int_equal(err.code, ERR_USAGE);
	err_clear(&err);
}

/* Either a character comes back as itself, or it is named: there is no third way. */
static void every_character_of_a_text_is_accounted_for(void **state)
{
	static const char *const encodings[] = { "CP932", "EUC-JP", "SHIFT_JIS", "ISO-2022-JP" };
	(void)state;
	for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
		struct buf text = { 0 }, held = { 0 }, out = { 0 }, back = { 0 };
		struct encode_lacks lacks = { 0 };
		size_t taken, lack = 0;
		for (uint32_t code = 0x20; code < 0x10000; code++) {
			char bytes[4];
			buf_put(&text, bytes, utf8_encode(code, bytes));
		}
		assert_false(encode_text(encodings[i], text.data, text.len, &out, &lacks, NULL));
		assert_int_equal(out.len, 0);
		for (size_t at = 0; at < text.len; at += taken) {
			uint32_t code;
			taken = utf8_decode(text.data + at, text.len - at, &code);
			if (lack < lacks.count && lacks.items[lack].offset == at)
				assert_int_equal(lacks.items[lack++].code, code);
			else
				buf_put(&held, text.data + at, taken);
		}
		assert_int_equal(lack, lacks.count);
		assert_true(held.len > 15000);
		assert_true(encode_text(encodings[i], held.data, held.len, &out, NULL, NULL));
		assert_true(decode_text(encodings[i], out.data, out.len, &back, NULL));
		assert_int_equal(back.len, held.len);
		assert_memory_equal(back.data, held.data, held.len);
		encode_lacks_clear(&lacks);
		buf_clear(&text);
		buf_clear(&held);
		buf_clear(&out);
		buf_clear(&back);
	}
}

static void wrong_input_is_told(void **state)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	(void)state;
	buf_puts(&out, "before");
	assert_false(decode_text("CP932", "\x81", 1, &out, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(out.data, "before");
	err_clear(&err);
	assert_false(decode_text("NO-SUCH", "a", 1, &out, &err));
	assert_int_equal(err.code, ERR_USAGE);
	err_clear(&err);
	assert_true(decode_text("EUC-JP", "", 0, &out, &err));
	assert_string_equal(out.data, "before");
	buf_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encoding),
		cmocka_unit_test(every_character_of_a_text_is_accounted_for),
		cmocka_unit_test(wrong_input_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
