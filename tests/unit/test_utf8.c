/* SPDX-License-Identifier: MIT */
/* test_utf8.c — bytes to code points and back. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "text/utf8.h"

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

static void every_code_point(void **state)
{
	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		char bytes[4];
		uint32_t again;
		size_t len = utf8_encode(code, bytes);
		if (code >= 0xd800 && code < 0xe000) {
			assert_int_equal(len, 0);
			continue;
		}
		assert_true(utf8_valid(bytes, len, NULL));
		assert_int_equal(utf8_decode(bytes, len, &again), len);
		assert_int_equal(again, code);
		if (len > 1) {
			assert_int_equal(utf8_decode(bytes, len - 1, &again), 1);
			assert_int_equal(again, 0xfffd);
		}
	}
	assert_int_equal(utf8_encode(0x110000, (char[4]){ 0 }), 0);
}

/* The short way for common characters must decode as libunistring does, whatever the bytes. */
static void any_bytes(void **state)
{
	uint32_t dice = 362436069u;
	(void)state;
	for (int round = 0; round < 300000; round++) {
		char bytes[4];
		uint32_t code;
		ucs4_t wanted;
		size_t len = 1 + unit_dice(&dice, 4);
		for (size_t i = 0; i < len; i++)
			bytes[i] = (char)(i == 0 || unit_dice(&dice, 4) == 0 ? unit_dice(&dice, 256)
									     : 0x80 + unit_dice(&dice, 64));
		int size = u8_mbtoucr(&wanted, (const uint8_t *)bytes, len);
		assert_int_equal(utf8_decode(bytes, len, &code), size > 0 ? size : 1);
		assert_int_equal(code, size > 0 ? wanted : 0xfffd);
	}
}

static void composing(void **state)
{
	static const char apart[] = "か\u3099é", wrong[] = "a\xff";
	(void)state;
	size_t len = strlen(apart);
	char *normal = utf8_nfc(apart, &len);
	assert_string_equal(normal, "がé");
	assert_int_equal(len, strlen("がé"));
	free(normal);
	len = strlen(wrong);
	normal = utf8_nfc(wrong, &len);
	assert_string_equal(normal, "a\ufffd");
	free(normal);
	len = 0;
	normal = utf8_nfc("", &len);
	assert_string_equal(normal, "");
	free(normal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(validity),
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(any_bytes),
		cmocka_unit_test(composing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
