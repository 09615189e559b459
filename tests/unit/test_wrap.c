/* SPDX-License-Identifier: MIT */
/* test_wrap.c — rows of random Japanese at every width from 4 to 80, each broken at the best place there is. */
#include <config.h>

#include "text_support.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/grapheme.h"
#include "text/width.h"
#include "text/utf8.h"
#include "text/wrap.h"

static bool begins_with_any(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (strncmp(text, *list, strlen(*list)) == 0)
			return true;
	return false;
}

/* Of the pieces' characters. */
static bool is_latin(const char *text)
{
	static const char *const full_width[] = { "ａ", "２", "０", "６", NULL };
	return (unsigned char)*text < 0x80 || begins_with_any(text, full_width);
}

/* How well a row may end at `at`: 3 between words, 2 within one, 1 against kinsoku. */
static int worth_of_break(const char *text, size_t len, size_t at)
{
	static const char *const never_first[] = { "、", "。", "」", "）", "ー", "っ", "ゃ", "…", ".", "%", "〟", NULL };
	static const char *const never_last[] = { "「", "（", "〝", NULL };
	size_t before = grapheme_prev(text, len, at);
	if (begins_with_any(text + at, never_first) || begins_with_any(text + before, never_last))
		return 1;
	return text[before] == ' ' || !is_latin(text + before) || !is_latin(text + at) ? 3 : 2;
}

static void check_rows(const char *text, size_t len, const struct wrap *wrap, int columns, int ambiguous)
{
	size_t at = 0;
	for (size_t i = 0; i < wrap->count; i++) {
		const struct wrap_row *row = &wrap->rows[i];
		assert_int_equal(row->start, at);
		assert_true(row->start <= row->end && row->end <= row->next);
		assert_int_equal(row->hard, row->end < row->next);
		at = row->next;
		/* Of all places where the row could end, but for blanks that hang there, the last of the best. */
		size_t best = row->start, place = row->start;
		int worth = 0;
		for (;;) {
			place = grapheme_next(text, len, place);
			while (place < len && text[place] == ' ')
				place++;
			size_t blanks = place;
			while (blanks > row->start && text[blanks - 1] == ' ')
				blanks--;
			if (width_text(text + row->start, blanks - row->start, ambiguous) > columns && best > row->start)
				break;
			int now = place >= len || text[place] == '\n' ? 4 : worth_of_break(text, len, place);
			if (now >= worth)
				best = place, worth = now;
			if (now == 4)
				break;
		}
		if (row->end == row->start) /* an empty line */
			assert_true(row->start == len || text[row->start] == '\n');
		else
			assert_int_equal(row->end, best);
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
		buf_printf(&rows, "%s%.*s", i ? "|" : "", (int)(wrap.rows[i].end - wrap.rows[i].start),
			   text + wrap.rows[i].start);
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
	/* Every small kana stays with what is before it, and no large one. */
	static const char *const kana[] = {
		"ぁ", "ぃ", "ぅ", "ぇ", "ぉ", "っ", "ゃ", "ゅ", "ょ", "ゎ", "ゕ", "ゖ", "ァ", "ィ",
		"ゥ", "ェ", "ォ", "ッ", "ャ", "ュ", "ョ", "ヮ", "ヵ", "ヶ", "ー", "ヽ", "ゞ", "ㇷ"
	};
	for (size_t i = 0; i < sizeof kana / sizeof *kana; i++) {
		char text[32], wanted[32];
		snprintf(text, sizeof text, "漢漢字%s", kana[i]);
		snprintf(wanted, sizeof wanted, "漢漢|字%s", kana[i]);
		assert_wrapped(text, 6, wanted);
	}
	for (uint32_t code = 0x3041; code < 0x30fb; code++) {
		char bytes[5] = "", text[32], wanted[32];
		utf8_encode(code, bytes);
		bool small = code > 0x3096 && code < 0x30a1;
		for (size_t i = 0; i < sizeof kana / sizeof *kana; i++)
			small |= strcmp(bytes, kana[i]) == 0;
		snprintf(text, sizeof text, "漢漢字%s", bytes);
		snprintf(wanted, sizeof wanted, "漢漢字|%s", bytes);
		if (!small)
			assert_wrapped(text, 6, wanted);
	}
	assert_wrapped("西暦２０２６年１．５倍", 12, "西暦２０２６|年１．５倍");
	assert_wrapped("西暦２０２６年", 10, "西暦|２０２６年");
	assert_wrapped("本当に‼", 6, "本当|に‼");
	assert_wrapped("例〝引用〟", 4, "例|〝引|用〟");
	assert_wrapped("空調 Linux 9.4", 8, "空調 |Linux |9.4");
	assert_wrapped("abcdefghij", 4, "abcd|efgh|ij");
	/* Blanks hang, however many. */
	assert_wrapped("abcde fgh", 5, "abcde |fgh");
	assert_wrapped("ab cde fgh", 6, "ab cde |fgh");
	assert_wrapped("a  b    ccc", 3, "a  |b    |ccc");
	assert_wrapped("abcd \u0301", 4, "abcd| \u0301");
	/* A word too long for a row is cut, but not so that 。 comes first. */
	assert_wrapped("abcdefgh。いう", 8, "abcdefg|h。いう");
	assert_wrapped("「（abcdef」）", 8, "「（abcd|ef」）");
	assert_wrapped("あいう――え", 7, "あいう|――え");
	assert_wrapped("50,000円以上", 6, "50,000|円以上");
	assert_wrapped("。。。。。", 4, "。。|。。|。");
	assert_wrapped("一\n二", 10, "一|二");
	assert_wrapped("一\n", 10, "一|");
	assert_wrapped("", 10, "");
}

static void the_first_rows_only(void **state)
{
	static const char text[] = "当社は、方針を定める。\n\n個人データは（手順書）に従う。abc defghijklm\n末尾\n";
	struct wrap all = { 0 }, some = { 0 };
	(void)state;
	wrap_text(&all, text, sizeof text - 1, 10, 1);
	for (size_t most = 1; most < all.count + 3; most++) {
		wrap_first(&some, text, sizeof text - 1, 10, 1, most);
		assert_int_equal(some.count, most < all.count ? most : all.count);
		for (size_t i = 0; i < some.count; i++) {
			assert_int_equal(some.rows[i].start, all.rows[i].start);
			assert_int_equal(some.rows[i].end, all.rows[i].end);
			assert_int_equal(some.rows[i].next, all.rows[i].next);
		}
	}
	wrap_clear(&all);
	wrap_clear(&some);
}

/* After any change the rows are those of the new text, and so are they after the next. */
static void a_change_costs_its_rows(void **state)
{
	uint32_t dice = 20261127;
	struct buf text = { 0 }, some = { 0 };
	struct wrap kept = { 0 }, all = { 0 };
	(void)state;
	for (int round = 0; round < 3000; round++) {
		int columns = 2 + (int)unit_dice(&dice, 20);
		random_text(&text, &dice);
		wrap_text(&kept, buf_text(&text), text.len, columns, 1);
		for (int i = 0; i < 12; i++) {
			size_t at = unit_dice(&dice, (uint32_t)text.len + 1), end;
			while (at < text.len && (text.data[at] & 0xc0) == 0x80)
				at++;
			end = at + unit_dice(&dice, (uint32_t)(text.len - at < 12 ? text.len - at + 1 : 12));
			while (end < text.len && (text.data[end] & 0xc0) == 0x80)
				end++;
			buf_reset(&some);
			for (uint32_t k = unit_dice(&dice, 4); k > 0; k--)
				buf_puts(&some, pieces[unit_dice(&dice, PIECES)]);
			buf_splice(&text, at, end - at, buf_text(&some), some.len);
			wrap_change(&kept, buf_text(&text), text.len, at, end - at, some.len, columns, 1);
			wrap_text(&all, buf_text(&text), text.len, columns, 1);
			assert_int_equal(kept.count, all.count);
			for (size_t row = 0; row < all.count; row++) {
				assert_int_equal(kept.rows[row].start, all.rows[row].start);
				assert_int_equal(kept.rows[row].end, all.rows[row].end);
				assert_int_equal(kept.rows[row].next, all.rows[row].next);
				assert_int_equal(kept.rows[row].seen, all.rows[row].seen);
				assert_int_equal(kept.rows[row].hard, all.rows[row].hard);
			}
		}
	}
	wrap_clear(&kept);
	wrap_clear(&all);
	buf_clear(&text);
	buf_clear(&some);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows_tile_the_text), cmocka_unit_test(kinsoku),
					    cmocka_unit_test(the_first_rows_only), cmocka_unit_test(a_change_costs_its_rows) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
