/* SPDX-License-Identifier: MIT */
/* test_text_diff.c — what changed within a text: in pieces where it is the same text still, else both whole. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "report/draft_diff.h"

static void put(void *context, enum text_change change, const char *text, size_t len)
{
	static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
	buf_puts(context, marks[change][0]);
	buf_put(context, text, len);
	buf_puts(context, marks[change][1]);
}

static void assert_diff(const char *before, const char *after, const char *wanted)
{
	struct buf got = { 0 };
	text_diff(before, after, put, &got);
	assert_string_equal(buf_text(&got), wanted);
	buf_clear(&got);
}

static void a_text_changed_is_told_in_pieces(void **state)
{
	(void)state;
	assert_diff("", "", "");
	assert_diff("同じ", "同じ", "同じ");
	assert_diff("平日 9:00〜17:00", "平日 9:00〜18:00", "平日 9:00〜[-17:00-]{+18:00+}");
	assert_diff("東京で平日に受け付けます。", "東京と大阪で毎日受け付けます。",
		    "東京{+と大阪+}で[-平-]{+毎+}日[-に-]受け付けます。");
	/* Less than half in common, but in one piece. */
	assert_diff("株式会社甲", "乙株式会社のクラウドの運用", "{+乙+}株式会社[-甲-]{+のクラウドの運用+}");
	/* A long text that a paragraph came to. */
	assert_diff("本サービスは国内のデータセンターで運用します。",
		    "本サービスは国内3か所のデータセンターで運用します。\n"
		    "ﾊﾞｯｸｱｯﾌﾟﾊ毎日、別ﾉ地域ﾍ取ﾘ、30世代残ｼﾏｽ。復旧ﾉ訓練ｦ年2回行ｲﾏｽ",
		    "本サービスは国内{+3か所+}のデータセンターで運用します。"
		    "{+\nﾊﾞｯｸｱｯﾌﾟﾊ毎日、別ﾉ地域ﾍ取ﾘ、30世代残ｼﾏｽ。復旧ﾉ訓練ｦ年2回行ｲﾏｽ+}");
}

static void what_was_added_to_or_cut_is_the_same_text(void **state)
{
	(void)state;
	assert_diff("", "有り", "{+有り+}");
	assert_diff("有り", "", "[-有り-]");
	assert_diff("有り", "有り: 10分", "有り{+: 10分+}");
	assert_diff("約10分", "10分", "[-約-]10分");
}

static void a_number_is_told_whole(void **state)
{
	(void)state;
	assert_diff("1998", "1999", "[-1998-]{+1999+}");
	assert_diff("2026-10-01", "2026年10月1日", "[-2026-10-01-]{+2026年10月1日+}");
	assert_diff("2026年10月1日", "2026年11月1日", "2026年[-10-]{+11+}月1日");
	assert_diff("1,200,000円（税別）", "3,400,000円（税別）", "[-1,200,000-]{+3,400,000+}円（税別）");
	assert_diff("1,200,000円", "3,400,000円", "[-1,200,000円-]{+3,400,000円+}");
	assert_diff("受付は平日9:00-18:00", "受付は平日9:30-17:30", "受付は平日[-9:00-18:00-]{+9:30-17:30+}");
	assert_diff("稼働率は９９．９％です。", "稼働率は９９．５％です。", "稼働率は[-９９．９-]{+９９．５+}％です。");
	/* Its characters count: that one is a text that was changed. */
	assert_diff("2026-10-01から", "2026-10-01まで", "2026-10-01[-から-]{+まで+}");
	/* What ends a sentence or begins one is no part of a number. */
	assert_diff("拠点は3、計10.", "拠点は3、計12.", "拠点は3、計[-10-]{+12+}.");
	assert_diff("誤差は約-10,", "誤差は約-12,", "誤差は約-[-10-]{+12+},");
	assert_diff("東京、大阪-10", "東京、大阪/10", "東京、大阪[---]{+/+}10");
	assert_diff("拠点は1..2です。", "拠点は1.2です。", "拠点は[-1..2-]{+1.2+}です。");
}

static void another_text_is_told_whole(void **state)
{
	(void)state;
	assert_diff("2026-10-01", "令和10年10月1日", "[-2026-10-01-]{+令和10年10月1日+}");
	assert_diff("2026-11-22", "令和10年10月1日", "[-2026-11-22-]{+令和10年10月1日+}");
	assert_diff("甲社", "乙社", "[-甲社-]{+乙社+}");
	assert_diff("1,000万円", "2億円", "[-1,000万円-]{+2億円+}");
	/* Long enough that something in it is three characters, by chance. */
	assert_diff("災害に備えて別の地域に複製を置いています。", "利用者の依頼により、契約の終了後に消去しています。",
		    "[-災害に備えて別の地域に複製を置いています。-]{+利用者の依頼により、契約の終了後に消去しています。+}");
	/* What is one character to a reader is one piece. */
	assert_diff("か\xe3\x82\x99", "か", "[-か\xe3\x82\x99-]{+か+}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_changed_is_told_in_pieces),
		cmocka_unit_test(what_was_added_to_or_cut_is_the_same_text),
		cmocka_unit_test(a_number_is_told_whole),
		cmocka_unit_test(another_text_is_told_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
