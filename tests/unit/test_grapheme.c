/* SPDX-License-Identifier: MIT */
/* test_grapheme.c — all of Unicode's own tests of cluster boundaries, forwards and backwards. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>

#include "base/buf.h"
#include "text/grapheme.h"
#include "text/utf8.h"

static const char table[] = "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt";

static void unicode_tests(void **state)
{
	FILE *file = fopen(table, "r");
	char line[4096];
	size_t run = 0;
	(void)state;
	if (!file)
		skip();
	while (fgets(line, sizeof line, file)) {
		struct buf text = { 0 };
		size_t breaks[64], count = 0;
		char *end = strchr(line, '#');
		if (end)
			*end = '\0';
		for (char *word = strtok(line, " \t\n"); word; word = strtok(NULL, " \t\n")) {
			if (strcmp(word, "÷") == 0)
				breaks[count++] = text.len;
			else if (strcmp(word, "×") != 0) {
				char bytes[4];
				buf_put(&text, bytes, utf8_encode((uint32_t)strtoul(word, NULL, 16), bytes));
			}
		}
		if (count == 0)
			continue;
		run++;
		for (size_t i = 0; i + 1 < count; i++) {
			assert_int_equal(grapheme_next(text.data, text.len, breaks[i]), breaks[i + 1]);
			assert_int_equal(grapheme_prev(text.data, text.len, breaks[i + 1]), breaks[i]);
		}
		assert_int_equal(grapheme_count(text.data, text.len), count - 1);
		buf_clear(&text);
	}
	fclose(file);
	assert_true(run >= 602);
}

static void long_sequences(void **state)
{
	struct buf text = { 0 };
	(void)state;
	/* Flags pair up from the start of their run, however far back that is. */
	for (int i = 0; i < 101; i++)
		buf_puts(&text, "\xf0\x9f\x87\xaf");
	assert_int_equal(grapheme_prev(text.data, text.len, text.len), text.len - 4);
	assert_int_equal(grapheme_prev(text.data, text.len, text.len - 4), text.len - 12);
	assert_int_equal(grapheme_count(text.data, text.len), 51);
	/* A cluster may be as long as the text. */
	buf_reset(&text);
	buf_putc(&text, 'a');
	for (int i = 0; i < 5000; i++)
		buf_puts(&text, "\u0301");
	buf_putc(&text, 'b');
	assert_int_equal(grapheme_next(text.data, text.len, 0), text.len - 1);
	assert_int_equal(grapheme_prev(text.data, text.len, text.len - 1), 0);
	buf_clear(&text);
}

/* Characters of every kind that clusters are made of, and the plain ones beside them. */
static const uint32_t kinds[] = {
	'a',    ' ',    '\n',   '\r',    '\t',    0x3042,  0x30d1, 0x6f22,  0xff71,  0xff9f,   0x3099,
	0x309a, 0x301,  0x302a, 0x1f1ef, 0x1f1f5, 0x1f468, 0x200d, 0xfe0f,  0xe0100, 0x1f3fd,  0x2764,
	0x3030, 0x3297, 0x1100, 0x1161,  0x11a8,  0xac00,  0x915,  0x94d,   0x93e,   0x600,    0x628,
	0x64e,  0xe33,  0x200b, 0x200c,  0xad,    0x2026,  0xfffd, 0x20bb7, 0xe000,  0x10ffff,
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* The short ways and the windows must not be seen. */
static void same_as_whole_texts(void **state)
{
	uint32_t dice = 521288629u;
	(void)state;
	for (int round = 0; round < 4000; round++) {
		uint32_t codes[400], favourite = kinds[unit_dice(&dice, KINDS)];
		size_t starts[400], count = 1 + unit_dice(&dice, round % 10 ? 12 : 399);
		char breaks[400];
		struct buf text = { 0 };
		for (size_t i = 0; i < count; i++) {
			char bytes[4];
			codes[i] = round % 10 || unit_dice(&dice, 10) == 0 ? kinds[unit_dice(&dice, KINDS)] : favourite;
			starts[i] = text.len;
			buf_put(&text, bytes, utf8_encode(codes[i], bytes));
		}
		u32_grapheme_breaks(codes, count, breaks);
		size_t start = 0;
		for (size_t i = 1; i <= count; i++) {
			size_t at = i < count ? starts[i] : text.len;
			/* From anywhere in a cluster back to its start. */
			assert_int_equal(grapheme_prev(text.data, text.len, at), start);
			if (i < count && !breaks[i])
				continue;
			assert_int_equal(grapheme_next(text.data, text.len, start), at);
			start = at;
		}
		for (size_t at = 0, plain; at < text.len; at = grapheme_next(text.data, text.len, at)) {
			size_t taken = grapheme_plain(text.data, text.len, at, &plain);
			assert_int_equal(grapheme_count(text.data + at, taken), plain);
			for (size_t i = 0; i < count; i++)
				if (starts[i] == at + taken)
					assert_true(i == 0 || taken == 0 || breaks[i]);
		}
		buf_clear(&text);
	}
}

static void wrong_bytes_are_characters(void **state)
{
	static const char text[] = "あ\xe3\x81\xff\x80\x80い\xed\xa0\x80";
	size_t len = sizeof text - 1;
	(void)state;
	for (size_t at = 0, next; at < len; at = next) {
		next = grapheme_next(text, len, at);
		assert_true(next > at && next <= len);
	}
	for (size_t at = len, before; at > 0; at = before) {
		before = grapheme_prev(text, len, at);
		assert_true(before < at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(unicode_tests), cmocka_unit_test(long_sequences),
					    cmocka_unit_test(same_as_whole_texts),
					    cmocka_unit_test(wrong_bytes_are_characters) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
