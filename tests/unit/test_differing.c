/* SPDX-License-Identifier: MIT */
/* test_differing.c — what two texts do not have in common. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/differing.h"

static void put(struct buf *out, const char *text, const bool *marks)
{
	bool marked = false;
	for (size_t i = 0; text[i] || marked; i++) {
		bool now = text[i] && marks[i];
		if (now != marked)
			buf_putc(out, now ? '{' : '}');
		marked = now;
		if (text[i])
			buf_putc(out, text[i]);
		else
			break;
	}
}

static void assert_marks(const char *a, const char *b, const char *wanted)
{
	bool *a_marks = calloc(strlen(a) + 1, sizeof *a_marks), *b_marks = calloc(strlen(b) + 1, sizeof *b_marks);
	struct buf got = { 0 };
	differing_mark(a, strlen(a), a_marks, b, strlen(b), b_marks);
	put(&got, a, a_marks);
	buf_putc(&got, '|');
	put(&got, b, b_marks);
	assert_string_equal(buf_text(&got), wanted);
	buf_clear(&got);
	free(a_marks);
	free(b_marks);
}

static void marks(void **state)
{
	(void)state;
	assert_marks("", "", "|");
	assert_marks("同じ", "同じ", "同じ|同じ");
	assert_marks("", "相手", "|{相手}");
	assert_marks("方針A", "方針B", "方針{A}|方針{B}");
	assert_marks("東京で平日に受け付けます。", "東京と大阪で毎日受け付けます。",
		     "東京で{平}日{に}受け付けます。|東京{と大阪}で{毎}日受け付けます。");
	assert_marks("一行目\n二行目", "一行目\n新しい\n二行目", "一行目\n二行目|一行目\n{新しい\n}二行目");
	/* What is one character to a reader is compared as one. */
	assert_marks("か\xe3\x82\x99", "か", "{か\xe3\x82\x99}|{か}");
}

static void long_texts(void **state)
{
	enum { LEN = 9000 };
	char *a = malloc(LEN + 1), *b = malloc(LEN + 1);
	bool *a_marks = malloc(LEN * sizeof *a_marks), *b_marks = malloc(LEN * sizeof *b_marks);
	(void)state;
	for (size_t i = 0; i < LEN; i++) {
		a[i] = (char)('a' + i % 23);
		b[i] = (char)('a' + i % 19);
	}
	a[LEN] = b[LEN] = '\0';
	differing_mark(a, LEN, a_marks, b, LEN, b_marks);
	assert_false(a_marks[0]);
	assert_true(a_marks[19]);
	assert_true(b_marks[LEN / 2]);
	free(a);
	free(b);
	free(a_marks);
	free(b_marks);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(marks), cmocka_unit_test(long_texts) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
