/* SPDX-License-Identifier: MIT */
/* test_rewrap.c — rows after a change are those of the whole text wrapped anew; plain characters are counted as others. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "base/buf.h"
#include "text/count.h"
#include "text/grapheme.h"
#include "text/wrap.h"

/* clang-format off */
static const char *const pieces[] = {
	"あ", "い", "漢字", "。", "、", "「", "」", "word", "longerword", " ", "\n", "ー", "っ", "a", "12", "か\u3099", "🇯🇵", "👨‍👩‍👧",
	"葛\U000E0100", "（", "）", "ﾊﾟ", "\n\n", "é", "\u0301", "クラウド基盤の提供と運用。",
};
/* clang-format on */
enum { PIECES = sizeof pieces / sizeof *pieces };

static void same_rows(const struct wrap *a, const struct wrap *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(a->rows[i].start, b->rows[i].start);
		assert_int_equal(a->rows[i].end, b->rows[i].end);
		assert_int_equal(a->rows[i].next, b->rows[i].next);
		assert_int_equal(a->rows[i].hard, b->rows[i].hard);
	}
}

/* A cluster's start near a random place. */
static size_t somewhere(uint32_t *dice, const struct buf *text)
{
	size_t at = unit_dice(dice, (uint32_t)text->len + 1);
	while (at > 0 && at < text->len && ((unsigned char)text->data[at] & 0xc0) == 0x80)
		at--;
	return at;
}

static void changes(void **state)
{
	uint32_t dice = 2463534242u;
	(void)state;
	for (int round = 0; round < 60; round++) {
		struct buf text = { 0 };
		struct wrap changed = { 0 }, whole = { 0 };
		int columns = 4 + (int)unit_dice(&dice, 40);
		wrap_text(&changed, "", 0, columns, 1);
		for (int i = 0; i < 150; i++) {
			size_t start = somewhere(&dice, &text), end = start;
			const char *piece = "";
			if (unit_dice(&dice, 4))
				piece = pieces[unit_dice(&dice, PIECES)];
			else
				end = somewhere(&dice, &text);
			if (end < start) {
				size_t swap = start;
				start = end;
				end = swap;
			}
			if (end - start > 40 && unit_dice(&dice, 3))
				end = start;
			buf_splice(&text, start, end - start, piece, strlen(piece));
			wrap_change(&changed, buf_text(&text), text.len, start, end - start, strlen(piece), columns, 1);
			wrap_text(&whole, buf_text(&text), text.len, columns, 1);
			same_rows(&changed, &whole);
		}
		wrap_clear(&changed);
		wrap_clear(&whole);
		buf_clear(&text);
	}
}

/* What decides a row may stand behind many blanks: three rows on, where the last word is cut. */
static void blanks_reach_over_three_rows(void **state)
{
	struct wrap fast = { 0 }, slow = { 0 };
	struct buf text = { 0 };
	(void)state;
	buf_printf(&text, "Y%25sYAY%45s", "", "");
	size_t at = text.len;
	buf_puts(&text, "ーあ");
	wrap_text(&fast, buf_text(&text), text.len, 33, 1);
	assert_int_equal(wrap_row_of(&fast, at), 3);
	buf_splice(&text, at, strlen("ー"), "「", strlen("「"));
	wrap_change(&fast, buf_text(&text), text.len, at, strlen("ー"), strlen("「"), 33, 1);
	wrap_text(&slow, buf_text(&text), text.len, 33, 1);
	same_rows(&fast, &slow);
	buf_clear(&text);
	wrap_clear(&fast);
	wrap_clear(&slow);
}

static void counting(void **state)
{
	uint32_t dice = 88675123u;
	(void)state;
	for (int round = 0; round < 500; round++) {
		struct buf text = { 0 };
		size_t one_by_one = 0;
		for (uint32_t i = unit_dice(&dice, 20); i > 0; i--)
			buf_puts(&text, pieces[unit_dice(&dice, PIECES)]);
		for (size_t at = 0; at < text.len;) {
			size_t next = grapheme_next(text.data, text.len, at);
			one_by_one += text.data[at] != '\n';
			at = next;
		}
		assert_int_equal(count_characters(buf_text(&text), text.len, COUNT_GRAPHEME), one_by_one);
		buf_clear(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(changes), cmocka_unit_test(blanks_reach_over_three_rows),
					    cmocka_unit_test(counting) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
