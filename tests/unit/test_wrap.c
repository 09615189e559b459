/* SPDX-License-Identifier: MIT */
/* test_wrap.c — rows of random Japanese at every width from 4 to 80, and a caret that is never lost in them. */
#include <config.h>

#include "unit.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "text/caret.h"
#include "text/grapheme.h"
#include "text/width.h"
#include "text/wrap.h"

static const char *const pieces[] = { "あ", "漢", "字", "カ", "ー", "っ", "ゃ", "、", "。", "」", "「", "）", "（", "…", "①", "ａ",
				      "a", "Linux", "9.4", " ", "99.95%", "か\xe3\x82\x99", "葛\xf3\xa0\x84\x80", "𠮷", "\n", "ﾊﾟ" };
enum { PIECES = sizeof pieces / sizeof *pieces };

static void random_text(struct buf *text, uint32_t *dice)
{
	buf_reset(text);
	for (uint32_t i = unit_dice(dice, 60); i > 0; i--)
		buf_puts(text, pieces[unit_dice(dice, PIECES)]);
}

static bool begins_with_any(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strncmp(text, *list, strlen(*list)) == 0)
			return true;
	return false;
}

static void check_rows(const char *text, size_t len, const struct wrap *wrap, int columns, int ambiguous)
{
	static const char *const never_first[] = { "、", "。", "」", "）", "ー", "っ", "ゃ", "…", NULL };
	size_t at = 0;
	for (size_t i = 0; i < wrap->count; i++) {
		const struct wrap_row *row = &wrap->rows[i];
		assert_int_equal(row->start, at);
		assert_true(row->start <= row->end && row->end <= row->next);
		size_t blanks = row->end;
		while (blanks > row->start && text[blanks - 1] == ' ')
			blanks--;
		/* Nothing is wider than the row, but blanks that hang at its end and a cluster that alone is wider. */
		assert_true(width_text(text + row->start, blanks - row->start, ambiguous) <= columns ||
			    grapheme_next(text, len, row->start) >= blanks);
		/* Kinsoku, unless the row before had no other place to break. */
		if (i > 0 && !wrap->rows[i - 1].hard && begins_with_any(text + row->start, never_first)) {
			size_t before = wrap->rows[i - 1].start, clusters = 0;
			for (size_t c = before; c < wrap->rows[i - 1].end; c = grapheme_next(text, len, c))
				clusters += (unsigned char)text[c] >= 0x80 && !begins_with_any(text + c, never_first) && !begins_with_any(text + c, (const char *const[]){ "「", "（", NULL });
			assert_true(clusters <= 1 || columns < 16);
		}
		at = row->next;
	}
	assert_int_equal(at, len);
}

static void rows_tile_the_text(void **state)
{
	uint32_t dice = 2463534242u;
	struct buf text = { 0 };
	struct wrap wrap = { 0 };
	(void)state;
	for (int round = 0; round < 3000; round++) {
		random_text(&text, &dice);
		for (int columns = 4; columns <= 80; columns += 1 + (int)unit_dice(&dice, 9))
			for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
				wrap_text(&wrap, buf_text(&text), text.len, columns, ambiguous);
				check_rows(buf_text(&text), text.len, &wrap, columns, ambiguous);
			}
	}
	wrap_clear(&wrap);
	buf_clear(&text);
}

static void assert_wrapped(const char *text, int columns, const char *wanted)
{
	struct wrap wrap = { 0 };
	struct buf rows = { 0 };
	wrap_text(&wrap, text, strlen(text), columns, 1);
	for (size_t i = 0; i < wrap.count; i++)
		buf_printf(&rows, "%s%.*s", i ? "|" : "", (int)(wrap.rows[i].end - wrap.rows[i].start), text + wrap.rows[i].start);
	assert_string_equal(buf_text(&rows), wanted);
	buf_clear(&rows);
	wrap_clear(&wrap);
}

static void kinsoku(void **state)
{
	(void)state;
	assert_wrapped("あいうえ。", 8, "あいう|え。");
	assert_wrapped("あい「うえ」", 6, "あい|「う|え」");
	assert_wrapped("サーバー監視", 4, "サー|バー|監視");
	assert_wrapped("空調 Linux 9.4", 8, "空調 |Linux |9.4");
	assert_wrapped("abcdefghij", 4, "abcd|efgh|ij");
	assert_wrapped("一\n二", 10, "一|二");
	assert_wrapped("一\n", 10, "一|");
	assert_wrapped("", 10, "");
}

/* Whatever moves it, the caret stands at a cluster's start, in a row, in a column of the window. */
static void caret_is_never_lost(void **state)
{
	uint32_t dice = 88172645u;
	struct buf text = { 0 };
	struct wrap wrap = { 0 };
	(void)state;
	for (int round = 0; round < 2000; round++) {
		random_text(&text, &dice);
		const char *bytes = buf_text(&text);
		int columns = 4 + (int)unit_dice(&dice, 60);
		struct caret caret = { .column = -1 };
		wrap_text(&wrap, bytes, text.len, columns, 1);
		for (int moves = 0; moves < 60; moves++) {
			caret_move(&caret, (enum caret_move)unit_dice(&dice, CARET_TEXT_END + 1), unit_dice(&dice, 4) == 0, bytes,
				   text.len, &wrap, 1);
			assert_true(caret.at <= text.len);
			size_t boundary = 0;
			while (boundary < caret.at)
				boundary = grapheme_next(bytes, text.len, boundary);
			assert_int_equal(boundary, caret.at);
			assert_true(caret_column(&caret, bytes, &wrap, 1) <= columns + (int)text.len);
			size_t start, end;
			caret_selection(&caret, &start, &end);
			assert_true(start <= end && end <= text.len);
		}
	}
	wrap_clear(&wrap);
	buf_clear(&text);
}

static void caret_moves(void **state)
{
	static const char text[] = "運用はLinux上で\n行う";
	struct wrap wrap = { 0 };
	struct caret caret = { .column = -1 };
	size_t len = strlen(text);
	(void)state;
	wrap_text(&wrap, text, len, 40, 1);
	caret_move(&caret, CARET_WORD_RIGHT, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, strlen("運用"));
	caret_move(&caret, CARET_WORD_RIGHT, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, strlen("運用は"));
	caret_move(&caret, CARET_WORD_RIGHT, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, strlen("運用はLinux"));
	caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, len);
	caret_move(&caret, CARET_UP, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, strlen("運用はLinux"));
	assert_false(caret_move(&caret, CARET_UP, false, text, len, &wrap, 1));
	caret_move(&caret, CARET_ROW_START, false, text, len, &wrap, 1);
	assert_int_equal(caret.at, 0);
	caret_move(&caret, CARET_RIGHT, true, text, len, &wrap, 1);
	size_t start, end;
	caret_selection(&caret, &start, &end);
	assert_int_equal(end - start, 3);
	wrap_clear(&wrap);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows_tile_the_text), cmocka_unit_test(kinsoku),
					    cmocka_unit_test(caret_is_never_lost), cmocka_unit_test(caret_moves) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
