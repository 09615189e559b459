/* SPDX-License-Identifier: MIT */
/* test_check.c — findings and tallies of small drafts, and that what is cached is what would be found anew. */
#include <config.h>

#include "form_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "check/check.h"

#define TODAY 20261201

static struct form *form;

static int load(void **state)
{
	(void)state;
	struct form_library library;
	struct err err = { 0 };
	support_library(&library, "tests/forms", "/nonexistent", "ja");
	form = form_load(&library, "small", &err);
	form_library_clear(&library);
	if (!form)
		print_error("%s\n", err.text);
	err_clear(&err);
	return form ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

static void set(struct draft *draft, const char *path, const char *text)
{
	struct place place;
	enum part part;
	struct err err = { 0 };
	if (!place_parse(draft, path, true, &place, &part, &err))
		fail_msg("%s: %s", path, err.text);
	if (place.instance == draft_instances(draft, place.field->section)) {
		struct change change = { .kind = CHANGE_INSTANCE_INSERT, .place = place };
		assert_true(draft_apply(draft, &change, NULL, &err));
	}
	assert_true(draft_set(draft, place, part, text, &err));
}

/* "CODE PATH\n…" of all findings. */
static char *listed(struct checker *checker)
{
	struct buf out = { 0 };
	size_t count;
	const struct finding *const *findings = checker_findings(checker, &count);
	for (size_t i = 0; i < count; i++) {
		char *path = findings[i]->place.field ? place_path(findings[i]->place) : strdup(findings[i]->path);
		buf_printf(&out, "%s%s %s", i ? "; " : "", findings[i]->code, path);
		free(path);
		assert_non_null(findings[i]->text);
		assert_true(*findings[i]->text);
	}
	return buf_take(&out);
}

static void expect(struct checker *checker, const char *wanted)
{
	checker_run(checker);
	char *found = listed(checker);
	assert_string_equal(found, wanted);
	free(found);
}

/* A draft with nothing left to fix. */
static struct draft *good_draft(void)
{
	struct draft *draft = draft_new(form);
	set(draft, "disclosure-date", "2026-11-22");
	set(draft, "company-summary", "クラウド基盤の提供と運用。");
	set(draft, "security-policy", "有り");
	set(draft, "security-policy:detail", "情報セキュリティ方針書");
	set(draft, "security-policy-approval", "有り");
	set(draft, "service-summary", "仮想サーバの提供。");
	set(draft, "data-center-count", "2");
	set(draft, "data-center.1.data-center-name", "A");
	set(draft, "data-center.1.ups", "有り");
	set(draft, "data-center.1.ups:detail", "10分");
	set(draft, "data-center.2.data-center-name", "B");
	set(draft, "data-center.2.ups", "無し");
	return draft;
}

static void a_fresh_draft_misses_what_is_required(void **state)
{
	(void)state;
	struct draft *draft = draft_new(form);
	struct checker *checker = checker_new(draft, TODAY);
	expect(checker, "missing disclosure-date; missing company-summary; missing security-policy; "
			"missing security-policy-approval; missing service-summary; missing data-center-count; "
			"missing data-center.1.data-center-name; missing data-center.1.ups");
	const struct tally *tally = checker_tally(checker);
	assert_int_equal(tally->required.total, 8);
	assert_int_equal(tally->required.answered, 0);
	assert_int_equal(tally->optional.total, 3);
	assert_int_equal(tally->errors, 8);
	assert_int_equal(tally->missing, 8);
	assert_false(checker_complete(checker));
	checker_free(checker);
	draft_free(draft);
}

static void a_good_draft_is_complete(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct checker *checker = checker_new(draft, TODAY);
	expect(checker, "");
	const struct tally *tally = checker_tally(checker);
	assert_int_equal(tally->required.total, 10);
	assert_int_equal(tally->required.answered, 10);
	assert_int_equal(tally->optional.total, 4);
	assert_int_equal(tally->optional.answered, 0);
	assert_int_equal(checker_instance(checker, &form->sections[1], 1)->required.answered, 2);
	assert_int_equal(checker_section(checker, &form->sections[1])->required.total, 4);
	assert_true(checker_complete(checker));
	checker_free(checker);
	draft_free(draft);
}

struct one_change {
	const char *path, *text; /* NULL: removed */
	const char *findings;
};

static void one_change_one_finding(void **state)
{
	(void)state;
	static const struct one_change changes[] = {
		{ "company-summary", NULL, "missing company-summary" },
		{ "company-summary", "　\n ", "missing company-summary" },
		{ "company-summary", "一二三四五六七八九十一二三四五六七八九十", "" },
		{ "company-summary", "一二三四五六七八九十一二三四五六七八九十一", "over-limit company-summary" },
		{ "company-summary", "一二三四五六七八九十\n一二三四五六七八九十\n", "" },
		{ "company-summary", "非公開", "undisclosed-required company-summary" },
		{ "company-summary:status", "undisclosed", "undisclosed-required company-summary" },
		{ "company-summary:status", "not-applicable", "undisclosed-required company-summary" },
		{ "company-summary", "同上", "placeholder company-summary" },
		{ "company-summary", "別紙参照。", "placeholder company-summary" },
		{ "company-summary", "TODO: 総務部", "placeholder company-summary" },
		{ "company-summary", "検討中", "placeholder company-summary" },
		{ "company-summary", "認証の取得を検討中である。", "" },
		{ "company-summary", "○○株式会社の運用", "placeholder company-summary" },
		{ "company-summary", "例示株式会社はクラウド基盤を提供する。", "placeholder company-summary" },
		{ "company-summary", "ｸﾗｳﾄﾞ基盤の運用", "character company-summary" },
		{ "company-summary", "⽤途を問わない基盤", "character company-summary" },
		{ "company-summary", "平日〜土曜、9時～17時", "character company-summary" },
		{ "company-summary:review", "", "review company-summary" },
		{ "company-summary:review", "総務部に確認", "review company-summary" },
		{ "company-summary:theirs", "別の答え", "conflict company-summary" },
		{ "disclosure-date", "2026-13-22", "invalid disclosure-date" },
		{ "disclosure-date", "2026年", "rule disclosure-date" },
		{ "disclosure-date", "2027-01-01", "rule disclosure-date" },
		{ "founded-year", "1998", "" },
		{ "security-policy:detail", NULL, "detail-missing security-policy" },
		{ "security-policy", "有り: 情報セキュリティ方針書", "" },
		{ "security-policy", "策定済み", "presence-unstated security-policy" },
		{ "security-policy:detail", "〒100-01 東京都にある文書", "invalid security-policy" },
		{ "data-center-count", "3か所", "count-mismatch data-center-count" },
		{ "data-center-count", "国内2、国外1", "" },
		{ "data-center-count", "0", "count-mismatch data-center-count" },
		{ "data-center.2.data-center-name", "A", "rule data-center.2.data-center-name" },
		{ "data-center.2.data-center-name", NULL, "missing data-center.2.data-center-name" },
		{ "data-center.2.building-type", "倉庫", "invalid data-center.2.building-type" },
		{ "data-center.2.ups", "有り", "detail-missing data-center.2.ups" },
		{ "data-center.3.data-center-name", "C", "count-mismatch data-center-count; missing data-center.3.ups" },
		{ "service-link", "無し", "" },
		{ "service-summary", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
		  "over-limit service-summary" },
	};
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct draft *draft = good_draft();
		struct checker *cached = checker_new(draft, TODAY);
		checker_run(cached);
		set(draft, changes[i].path, changes[i].text);
		struct checker *anew = checker_new(draft, TODAY);
		checker_run(cached);
		checker_run(anew);
		char *first = listed(cached), *second = listed(anew);
		if (strcmp(first, changes[i].findings) != 0)
			fail_msg("%s = %s: %s", changes[i].path, changes[i].text, first);
		assert_string_equal(first, second);
		assert_memory_equal(checker_tally(cached), checker_tally(anew), sizeof(struct tally));
		free(first);
		free(second);
		checker_free(anew);
		checker_free(cached);
		draft_free(draft);
	}
}

static void what_is_irrelevant_does_not_count(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct checker *checker = checker_new(draft, TODAY);
	checker_run(checker);
	set(draft, "security-policy", "無し");
	set(draft, "security-policy:detail", NULL);
	set(draft, "security-policy-approval", NULL);
	expect(checker, "");
	assert_int_equal(checker_tally(checker)->required.total, 9);
	struct place approval = { form_field(form, "security-policy-approval", 24), 0 };
	assert_false(checker_relevant(checker, approval));
	set(draft, "security-policy", "有り: 方針書");
	expect(checker, "missing security-policy-approval");
	assert_int_equal(checker_tally(checker)->required.total, 10);
	checker_free(checker);
	draft_free(draft);
}

static void none_declared_and_none_described_agree(void **state)
{
	(void)state;
	struct draft *draft = draft_new(form);
	struct checker *checker = checker_new(draft, TODAY);
	checker_run(checker);
	assert_int_equal(checker_section(checker, &form->sections[1])->required.total, 2);
	set(draft, "data-center-count", "0");
	checker_run(checker);
	assert_int_equal(checker_section(checker, &form->sections[1])->required.total, 0);
	assert_int_equal(checker_section(checker, &form->sections[1])->errors, 0);
	set(draft, "data-center.1.ups", "無し");
	checker_run(checker);
	assert_int_equal(checker_section(checker, &form->sections[1])->required.total, 2);
	assert_int_equal(checker_section(checker, &form->sections[1])->missing, 1);
	const struct finding *const *findings;
	assert_int_equal(checker_at(checker, (struct place){ form_field(form, "data-center-count", 17), 0 }, &findings), 1);
	assert_string_equal(findings[0]->code, "count-mismatch");
	checker_free(checker);
	draft_free(draft);
}

static void shared_limits_count_together(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct checker *checker = checker_new(draft, TODAY);
	size_t limit;
	set(draft, "service-summary", "一二三四五六七八九十一二三四五六七八九十");
	set(draft, "service-link", "有り");
	set(draft, "service-link:detail", "一二三四五六");
	expect(checker, "");
	struct place place = { form_field(form, "service-summary", 15), 0 };
	assert_int_equal(checker_length(checker, place, &limit), 20 + 4 + 6);
	assert_int_equal(limit, 30);
	struct place link = { form_field(form, "service-link", 12), 0 };
	assert_int_equal(checker_limit_at(checker, link, PART_DETAIL), strlen("一二三四五六"));
	set(draft, "service-link:detail", "一二三四五六七");
	expect(checker, "over-limit service-link");
	/* What is over stands in the detail: 「有り: 」 counts, and so does the field before, which keeps its share. */
	assert_int_equal(checker_limit_at(checker, link, PART_DETAIL), strlen("一二三四五六"));
	assert_int_equal(checker_limit_at(checker, link, PART_ANSWER), strlen("有り"));
	assert_int_equal(checker_limit_at(checker, place, PART_ANSWER), 3 * 20);
	set(draft, "service-summary", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十百千");
	checker_run(checker);
	assert_int_equal(checker_limit_at(checker, place, PART_ANSWER), 3 * 30);
	assert_int_equal(checker_limit_at(checker, link, PART_DETAIL), 0);
	set(draft, "service-summary", "短い");
	expect(checker, "");
	checker_free(checker);
	draft_free(draft);
}

static void acknowledged_warnings_are_silent(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct checker *checker = checker_new(draft, TODAY);
	set(draft, "security-policy", "社内規程による");
	set(draft, "security-policy:detail", NULL);
	expect(checker, "presence-unstated security-policy");
	set(draft, "security-policy:ack", "placeholder: 別の話\npresence-unstated: 規程の性質上");
	expect(checker, "");
	set(draft, "company-summary", NULL);
	set(draft, "company-summary:ack", "missing: 言いたくない");
	expect(checker, "missing company-summary");
	set(draft, "disclosure-date", "2026年");
	set(draft, "disclosure-date:ack", "rule: 日は未定");
	expect(checker, "missing company-summary");
	checker_free(checker);
	draft_free(draft);
}

static void findings_move_with_their_instance(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct err err = { 0 };
	set(draft, "data-center.3.data-center-name", "C");
	set(draft, "data-center-count", "3");
	struct checker *checker = checker_new(draft, TODAY);
	expect(checker, "missing data-center.3.ups");
	struct change move = { .kind = CHANGE_INSTANCE_MOVE, .place = { form_field(form, "ups", 3), 2 }, .at = 0 };
	assert_true(draft_apply(draft, &move, NULL, &err));
	expect(checker, "missing data-center.1.ups");
	set(draft, "data-center.1.ups", "無し");
	expect(checker, "");
	set(draft, "data-center.3.data-center-name", "A");
	expect(checker, "rule data-center.3.data-center-name");
	static const char *const blank[] = { "data-center.2.data-center-name", "data-center.2.ups",
					     "data-center.2.ups:detail" };
	for (size_t i = 0; i < 3; i++)
		set(draft, blank[i], NULL);
	struct change drop = { .kind = CHANGE_INSTANCE_REMOVE, .place = { form_field(form, "ups", 3), 1 } };
	assert_true(draft_apply(draft, &drop, NULL, &err));
	expect(checker, "count-mismatch data-center-count");
	checker_free(checker);
	draft_free(draft);
}

static void unknown_keys_are_told(void **state)
{
	(void)state;
	static const char text[] = "kaijisho: 1\nform: small\nedition: \"1\"\nanswers:\n  disclosure-date: \"2026-11-22\"\n"
				   "  capital: 1億円\n";
	struct draft_source source = { 0 };
	struct err err = { 0 };
	struct draft *draft = draft_read(form, text, sizeof text - 1, "x.yaml", &source, &err);
	assert_non_null(draft);
	struct checker *checker = checker_new(draft, TODAY);
	checker_set_source(checker, &source);
	checker_run(checker);
	size_t count;
	const struct finding *const *findings = checker_findings(checker, &count);
	const struct finding *last = findings[count - 1];
	assert_string_equal(last->code, "unknown-field");
	assert_string_equal(last->path, "capital");
	assert_int_equal(last->line, 6);
	assert_null(last->place.field);
	assert_int_equal(checker_tally(checker)->warnings, 1);
	checker_set_source(checker, NULL);
	assert_int_equal(checker_tally(checker)->warnings, 0);
	checker_free(checker);
	draft_free(draft);
	draft_source_clear(&source);
}

static void fixes_say_what_to_write(void **state)
{
	(void)state;
	struct draft *draft = good_draft();
	struct checker *checker = checker_new(draft, TODAY);
	set(draft, "company-summary", "基盤のﾊﾞｯｸｱｯﾌﾟとﾃｽﾄを行う");
	checker_run(checker);
	const struct finding *const *findings;
	struct place place = { form_field(form, "company-summary", 15), 0 };
	assert_int_equal(checker_at(checker, place, &findings), 1);
	assert_int_equal(findings[0]->part, PART_ANSWER);
	assert_int_equal(findings[0]->start, strlen("基盤の"));
	assert_int_equal(findings[0]->end, strlen("基盤のﾊﾞｯｸｱｯﾌﾟとﾃｽﾄ"));
	assert_string_equal(findings[0]->fix, "バックアップとテスト");
	assert_int_equal(checker_worst(checker, place), SEVERITY_WARNING);
	/* 同上 offers the answer before it, also when that one changes later. */
	set(draft, "service-summary", "同上");
	set(draft, "company-summary", "元の答え");
	checker_run(checker);
	place.field = form_field(form, "service-summary", 15);
	assert_int_equal(checker_at(checker, place, &findings), 1);
	assert_null(findings[0]->fix); /* a 有無 stands before it */
	checker_free(checker);
	draft_free(draft);
}

static void random_changes_leave_nothing_stale(void **state)
{
	(void)state;
	static const char *const paths[] = { "disclosure-date",
					     "company-summary",
					     "company-summary:review",
					     "security-policy",
					     "security-policy:detail",
					     "security-policy-approval",
					     "service-summary",
					     "service-link",
					     "data-center-count",
					     "data-center.1.data-center-name",
					     "data-center.1.ups",
					     "data-center.1.ups:detail",
					     "data-center.2.data-center-name",
					     "data-center.2.ups" };
	static const char *const texts[] = { NULL,
					     "有り",
					     "無し",
					     "2",
					     "1",
					     "2027年",
					     "同上",
					     "A",
					     "B",
					     "ｱ",
					     "一二三四五六七八九十一二三四五六七八九十一二三四五",
					     "非公開" };
	struct draft *draft = good_draft();
	struct checker *cached = checker_new(draft, TODAY);
	unsigned seed = 1;
	for (int i = 0; i < 2000; i++) {
		seed = seed * 1103515245 + 12345;
		size_t path = (seed >> 16) % (sizeof paths / sizeof *paths);
		seed = seed * 1103515245 + 12345;
		size_t text = (seed >> 16) % (sizeof texts / sizeof *texts);
		struct err err = { 0 };
		if ((seed >> 8) % 10 == 0) {
			struct change move = { .kind = CHANGE_INSTANCE_MOVE,
					       .place = { form_field(form, "ups", 3), 0 },
					       .at = 1 };
			assert_true(draft_apply(draft, &move, NULL, &err));
		}
		set(draft, paths[path], texts[text]);
		struct checker *anew = checker_new(draft, TODAY);
		checker_run(cached);
		checker_run(anew);
		char *first = listed(cached), *second = listed(anew);
		assert_string_equal(first, second);
		assert_memory_equal(checker_tally(cached), checker_tally(anew), sizeof(struct tally));
		free(first);
		free(second);
		checker_free(anew);
	}
	checker_free(cached);
	draft_free(draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fresh_draft_misses_what_is_required),
		cmocka_unit_test(a_good_draft_is_complete),
		cmocka_unit_test(one_change_one_finding),
		cmocka_unit_test(what_is_irrelevant_does_not_count),
		cmocka_unit_test(none_declared_and_none_described_agree),
		cmocka_unit_test(shared_limits_count_together),
		cmocka_unit_test(acknowledged_warnings_are_silent),
		cmocka_unit_test(findings_move_with_their_instance),
		cmocka_unit_test(unknown_keys_are_told),
		cmocka_unit_test(fixes_say_what_to_write),
		cmocka_unit_test(random_changes_leave_nothing_stale),
	};
	return cmocka_run_group_tests_name("check", tests, load, unload);
}
