/* SPDX-License-Identifier: MIT */
/* test_caret.c — every key moves the caret as a hand expects, and none loses it. */
#include <config.h>

#include "text_support.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "text/caret.h"
#include "text/grapheme.h"
#include "text/width.h"
#include "text/wrap.h"

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
			struct caret old = caret;
			enum caret_move move = (enum caret_move)unit_dice(&dice, CARET_TEXT_END + 1);
			bool select = unit_dice(&dice, 4) == 0;
			size_t from, to;
			caret_deletion(&caret, move, bytes, text.len, &wrap, 1, &from, &to);
			assert_true(from <= to && to <= text.len);
			bool moved = caret_move(&caret, move, select, bytes, text.len, &wrap, 1);
			if (caret.at != old.at)
				assert_true(moved);
			if (!old.marking && move != CARET_UP && move != CARET_DOWN && !select) {
				assert_int_equal(from, old.at < caret.at ? old.at : caret.at);
				assert_int_equal(to, old.at < caret.at ? caret.at : old.at);
			}
			assert_int_equal(caret.marking, select);
			assert_true(caret.at <= text.len);
			size_t boundary = 0;
			while (boundary < caret.at)
				boundary = grapheme_next(bytes, text.len, boundary);
			assert_int_equal(boundary, caret.at);
			const struct wrap_row *row = &wrap.rows[caret_row(&caret, &wrap)];
			assert_true(caret.at >= row->start && caret.at <= row->end);
			assert_int_equal(caret_column(&caret, bytes, &wrap, 1),
					 width_text(bytes + row->start, caret.at - row->start, 1));
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

/* A CR before a line break is one cluster with it. */
static void never_between_cr_and_lf(void **state)
{
	static const char text[] = "あい\r\nう\r\n";
	static const enum caret_move moves[] = { CARET_ROW_END, CARET_UP, CARET_DOWN, CARET_LEFT, CARET_RIGHT, CARET_ROW_END };
	struct wrap wrap = { 0 };
	size_t len = strlen(text);
	(void)state;
	wrap_text(&wrap, text, len, 40, 1);
	for (size_t start = 0; start <= len; start = start < len ? grapheme_next(text, len, start) : len + 1) {
		struct caret caret = { .at = start, .column = -1 };
		for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
			caret_move(&caret, moves[i], false, text, len, &wrap, 1);
			assert_false(caret.at < len && text[caret.at] == '\n');
		}
	}
	wrap_clear(&wrap);
}

/* Where the caret stands, as a | in the text. */
static void assert_at(const struct caret *caret, const char *text, const char *wanted)
{
	struct buf shown = { 0 };
	buf_puts(&shown, text);
	buf_splice(&shown, caret->at, 0, "|", 1);
	assert_string_equal(shown.data, wanted);
	buf_clear(&shown);
}

static void words(void **state)
{
	static const char text[] = "らーめんの本サービスのSLAは99.9%です。　次の 行\n\n最後";
	/* clang-format off */
	static const char *const rights[] = {
		"らーめんの|本サービスのSLAは99.9%です。　次の 行\n\n最後",
		"らーめんの本|サービスのSLAは99.9%です。　次の 行\n\n最後", "らーめんの本サービス|のSLAは99.9%です。　次の 行\n\n最後",
		"らーめんの本サービスの|SLAは99.9%です。　次の 行\n\n最後", "らーめんの本サービスのSLA|は99.9%です。　次の 行\n\n最後",
		"らーめんの本サービスのSLAは|99.9%です。　次の 行\n\n最後", "らーめんの本サービスのSLAは99|.9%です。　次の 行\n\n最後",
		"らーめんの本サービスのSLAは99.|9%です。　次の 行\n\n最後", "らーめんの本サービスのSLAは99.9|%です。　次の 行\n\n最後",
		"らーめんの本サービスのSLAは99.9%|です。　次の 行\n\n最後", "らーめんの本サービスのSLAは99.9%です|。　次の 行\n\n最後",
		"らーめんの本サービスのSLAは99.9%です。　|次の 行\n\n最後", "らーめんの本サービスのSLAは99.9%です。　次|の 行\n\n最後",
		"らーめんの本サービスのSLAは99.9%です。　次の |行\n\n最後", "らーめんの本サービスのSLAは99.9%です。　次の 行\n\n|最後",
		"らーめんの本サービスのSLAは99.9%です。　次の 行\n\n最後|",
	};
	/* clang-format on */
	enum { COUNT = sizeof rights / sizeof *rights };
	struct wrap wrap = { 0 };
	struct caret caret = { .column = -1 };
	size_t len = strlen(text);
	(void)state;
	wrap_text(&wrap, text, len, 20, 1);
	for (int i = 0; i < COUNT; i++) {
		assert_true(caret_move(&caret, CARET_WORD_RIGHT, false, text, len, &wrap, 1));
		assert_at(&caret, text, rights[i]);
	}
	assert_false(caret_move(&caret, CARET_WORD_RIGHT, false, text, len, &wrap, 1));
	for (int i = COUNT - 2; i >= 0; i--) {
		assert_true(caret_move(&caret, CARET_WORD_LEFT, false, text, len, &wrap, 1));
		assert_at(&caret, text, rights[i]);
	}
	assert_true(caret_move(&caret, CARET_WORD_LEFT, false, text, len, &wrap, 1));
	assert_int_equal(caret.at, 0);
	assert_false(caret_move(&caret, CARET_WORD_LEFT, false, text, len, &wrap, 1));
	wrap_clear(&wrap);
}

static void rows_up_and_down(void **state)
{
	/* あいう|えお / abc / かきくけ */
	static const char text[] = "あいうえお\nabc\nかきくけ";
	struct wrap wrap = { 0 };
	struct caret caret = { .column = -1 };
	size_t len = strlen(text);
	(void)state;
	wrap_text(&wrap, text, len, 6, 1);
	caret_set(&caret, strlen("あい"), text, len);
	caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお|\nabc\nかきくけ");
	caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc|\nかきくけ");
	caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc\nかき|くけ"); /* the column it began with */
	caret_move(&caret, CARET_LEFT, false, text, len, &wrap, 1);
	caret_move(&caret, CARET_ROW_END, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc\nかきく|け"); /* where the next row begins, but behind く */
	assert_int_equal(caret_row(&caret, &wrap), 3);
	assert_int_equal(caret_column(&caret, text, &wrap, 1), 6);
	caret_move(&caret, CARET_UP, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc|\nかきくけ");
	caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1);
	assert_int_equal(caret_row(&caret, &wrap), 3); /* the end again */
	assert_int_equal(caret_column(&caret, text, &wrap, 1), 6);
	caret_move(&caret, CARET_ROW_END, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc\nかきくけ|");
	assert_false(caret_move(&caret, CARET_DOWN, false, text, len, &wrap, 1));
	caret_move(&caret, CARET_ROW_START, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc\nかきく|け");
	caret_move(&caret, CARET_ROW_START, false, text, len, &wrap, 1);
	assert_at(&caret, text, "あいうえお\nabc\n|かきくけ");
	wrap_clear(&wrap);
}

static void selecting(void **state)
{
	static const char text[] = "あか\u3099い";
	struct wrap wrap = { 0 };
	struct caret caret = { .column = -1 };
	size_t len = strlen(text), start, end;
	(void)state;
	wrap_text(&wrap, text, len, 20, 1);
	caret_move(&caret, CARET_RIGHT, false, text, len, &wrap, 1);
	caret_move(&caret, CARET_RIGHT, true, text, len, &wrap, 1);
	caret_selection(&caret, &start, &end);
	assert_int_equal(start, 3);
	assert_int_equal(end, 9);
	caret_deletion(&caret, CARET_RIGHT, text, len, &wrap, 1, &start, &end);
	assert_int_equal(start, 3);
	assert_int_equal(end, 9);
	/* ← leaves it at its start, and nothing is selected any more. */
	assert_true(caret_move(&caret, CARET_LEFT, false, text, len, &wrap, 1));
	assert_int_equal(caret.at, 3);
	caret_selection(&caret, &start, &end);
	assert_int_equal(start, end);
	caret_deletion(&caret, CARET_RIGHT, text, len, &wrap, 1, &start, &end);
	assert_int_equal(end - start, 6);
	/* Once begun with Shift a selection ends with any move; a mark lets every move make it grow, until it is taken away. */
	caret_set(&caret, 0, text, len);
	caret_move(&caret, CARET_RIGHT, true, text, len, &wrap, 1);
	caret_move(&caret, CARET_ROW_END, false, text, len, &wrap, 1);
	caret_selection(&caret, &start, &end);
	assert_int_equal(start, end);
	caret_set(&caret, 0, text, len);
	caret_toggle_mark(&caret);
	caret_move(&caret, CARET_RIGHT, false, text, len, &wrap, 1);
	caret_move(&caret, CARET_ROW_END, false, text, len, &wrap, 1);
	caret_selection(&caret, &start, &end);
	assert_int_equal(end - start, len);
	caret_toggle_mark(&caret);
	caret_selection(&caret, &start, &end);
	assert_int_equal(start, end);
	/* ↓ in the last row and ↑ in the first select what is left of it. */
	caret_set(&caret, 3, text, len);
	assert_true(caret_move(&caret, CARET_DOWN, true, text, len, &wrap, 1));
	caret_selection(&caret, &start, &end);
	assert_int_equal(end - start, len - 3);
	caret_set(&caret, 3, text, len);
	assert_true(caret_move(&caret, CARET_UP, true, text, len, &wrap, 1));
	assert_int_equal(caret.at, 0);
	/* A place within a cluster is its start. */
	caret_set(&caret, 6, text, len);
	assert_int_equal(caret.at, 3);
	caret_set(&caret, 100, text, len);
	assert_int_equal(caret.at, len);
	wrap_clear(&wrap);
}

/* However the bytes are chosen, no key takes long. */
static void long_texts(void **state)
{
	static const char *const monsters[] = { "\U0001F1EF", "\u0301", "ب\u064e", " ", "\n", "a", "👨\u200d" };
	(void)state;
	for (size_t i = 0; i < sizeof monsters / sizeof *monsters; i++) {
		struct buf text = { 0 };
		struct wrap wrap = { 0 };
		while (text.len < 300000)
			buf_puts(&text, monsters[i]);
		wrap_text(&wrap, text.data, text.len, 40, 1);
		struct caret caret = { .column = -1 };
		for (int move = CARET_TEXT_END; move >= 0; move--) {
			caret_set(&caret, text.len, text.data, text.len);
			caret_move(&caret, (enum caret_move)move, false, text.data, text.len, &wrap, 1);
			assert_true(caret.at <= text.len);
		}
		wrap_clear(&wrap);
		buf_clear(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(caret_is_never_lost),
		cmocka_unit_test(caret_moves),
		cmocka_unit_test(words),
		cmocka_unit_test(never_between_cr_and_lf),
		cmocka_unit_test(rows_up_and_down),
		cmocka_unit_test(selecting),
		cmocka_unit_test(long_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
