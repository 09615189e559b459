/* SPDX-License-Identifier: MIT */
/* test_grapheme.c — all of Unicode's own tests of cluster boundaries, forwards and backwards. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(unicode_tests), cmocka_unit_test(long_sequences) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
