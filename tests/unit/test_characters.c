/* SPDX-License-Identifier: MIT */
/* test_characters.c — characters that break elsewhere, and words that only hold the place of an answer. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/characters.h"
#include "check/placeholders.h"
#include "form/type.h"

struct character_case {
	const char *text;
	enum character_kind kind; /* CHARACTER_KINDS: nothing wrong */
	const char *mended;       /* NULL: no fix */
};

static void characters_are_found_and_mended(void **state)
{
	(void)state;
	static const struct character_case cases[] = {
		{ "ﾊﾞｯｸｱｯﾌﾟ", CHARACTER_HALFWIDTH_KANA, "バックアップ" },
		{ "全角ｶﾅ混じり", CHARACTER_HALFWIDTH_KANA, "全角カナ混じり" },
		{ "終わり｡", CHARACTER_HALFWIDTH_KANA, "終わり。" },
		{ "a\tb", CHARACTER_CONTROL, "a b" },
		{ "a\x1b[2Jb", CHARACTER_CONTROL, "a[2Jb" },
		{ "a\xc2\x85"
		  "b",
		  CHARACTER_CONTROL, "ab" },
		{ "a\xe2\x80\xa8"
		  "b",
		  CHARACTER_CONTROL, "a\nb" },
		{ "外字\xee\x80\x80あり", CHARACTER_PRIVATE, NULL },
		{ "文字\xef\xbf\xbd化け", CHARACTER_LOST, NULL },
		{ "利⽤者", CHARACTER_RADICAL, "利用者" },
		{ "⻑期", CHARACTER_RADICAL, "長期" },
		{ "a\xe2\x80\xae"
		  "b",
		  CHARACTER_INVISIBLE, "ab" },
		{ "a\xe2\x80\x8b"
		  "b",
		  CHARACTER_INVISIBLE, "ab" },
		{ "\xef\xbb\xbf先頭", CHARACTER_INVISIBLE, "先頭" },
		{ "9時〜17時、月～金", CHARACTER_WAVE, "9時〜17時、月〜金" },
		{ "9時～17時、月〜金〜土", CHARACTER_WAVE, "9時～17時、月～金～土" },
		{ "9時〜17時、月〜金", CHARACTER_KINDS, NULL },
		{ "ふつうの文。Ａ社の①と㈱と…―※。\n次の行", CHARACTER_KINDS, NULL },
		{ "か\xe3\x82\x99 𠮷 葛\xf3\xa0\x84\x80 👨\xe2\x80\x8d👩\xe2\x80\x8d👧 é ñ €", CHARACTER_KINDS, NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct blemish blemishes[CHARACTER_KINDS];
		const char *text = cases[i].text;
		size_t count = characters_look(text, strlen(text), blemishes);
		if (count != (cases[i].kind != CHARACTER_KINDS))
			fail_msg("%s: %zu", text, count);
		if (count == 0)
			continue;
		assert_int_equal(blemishes[0].kind, cases[i].kind);
		assert_int_equal(blemishes[0].fix != NULL, cases[i].mended != NULL);
		if (blemishes[0].fix) {
			char mended[200];
			snprintf(mended, sizeof mended, "%.*s%s%s", (int)blemishes[0].start, text, blemishes[0].fix,
				 text + blemishes[0].end);
			assert_string_equal(mended, cases[i].mended);
			free(blemishes[0].fix);
		}
		assert_true(*character_sentence(blemishes[0].kind));
	}
}

static void placeholders_are_told_from_answers(void **state)
{
	(void)state;
	static const char *const holders[] = { "同上",         "同上。", "（同上）", "別紙参照", "詳細は別紙参照。", "検討中",
					       "現在検討中。", "未定",   "TODO",     "TBD",      "○○株式会社",       "〇〇",
					       "東京都××区",   "・・・", "―",        "未記入" };
	static const char *const answers[] = { "同上の契約に従う者を除き、年1回実施",
					       "詳細は別紙「サービス仕様書」の3章に示すとおりである",
					       "認証の取得を検討中",
					       "二〇〇五年設立",
					       "一〇〇名",
					       "○",
					       "×",
					       "該当する規程なし",
					       "24時間365日",
					       "https://www.example.co.jp/todo-list",
					       "A○B",
					       "1×2",
					       "TBDx",
					       "適用範囲：開発・運用・保守",
					       "特に無し" };
	size_t start, end;
	for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
		if (placeholder_find(holders[i], strlen(holders[i]), &start, &end) == PLACEHOLDER_NONE)
			fail_msg("%s is taken for an answer", holders[i]);
		assert_true(start < end && end <= strlen(holders[i]));
	}
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (placeholder_find(answers[i], strlen(answers[i]), &start, &end) != PLACEHOLDER_NONE)
			fail_msg("%s is taken for a placeholder", answers[i]);
}

static void examples_are_told_from_coincidences(void **state)
{
	(void)state;
	struct field field = { .id = "x", .type = type_find("text"), .example = "日本" };
	assert_false(placeholder_example_tells(&field, "日本"));
	field.example = "クレジットカード決済、銀行振込、口座振替から選択できる。";
	assert_true(placeholder_example_tells(&field, field.example));
	assert_false(placeholder_example_tells(&field, "クレジットカード決済"));
	field.type = type_find("hours");
	field.example = "平日9:00〜18:00（土日祝日、年末年始を除く）";
	assert_false(placeholder_example_tells(&field, field.example));
	field.type = type_find("url");
	field.example = "https://a.example/";
	assert_true(placeholder_example_tells(&field, field.example));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(characters_are_found_and_mended),
		cmocka_unit_test(placeholders_are_told_from_answers),
		cmocka_unit_test(examples_are_told_from_coincidences),
	};
	return cmocka_run_group_tests_name("characters", tests, NULL, NULL);
}
