/* SPDX-License-Identifier: MIT */
/* test_draft_read.c — every way to write an answer, what the form does not know, and what is refused where. */
#include <config.h>

#include "draft_support.h"

static const char whole[] =
	"# 利用者の見出し\n" /* 1 */
	"kaijisho: 1\n"
	"form: draft-test\n"
	"edition: \"1\"\n"
	"own: {a: [1, 2]}\n" /* 5 */
	"answers:\n"
	"  company-name: 0120\n"
	"  company-summary: |-\n"
	"    一\n"
	"    二\n" /* 10 */
	"  certifications: [ISMS, 独自, ~]\n"
	"  addresses:\n"
	"  - 東京\n"
	"  - no\n"
	"  disclosure-date: 2026-11-22\n" /* 15 */
	"  listing: {status: undisclosed, own: 1}\n"
	"  listing-market: {answer: 東証プライム, review: 総務部に確認, note: 覚え, assignee: 山田, due: 2026-12-01}\n"
	"  listing-code: {answer: a, review: , status: maybe, ack: {rule: 後で, placeholder: ~}, theirs: \"\"}\n"
	"  security-policy: '有り: 基本方針'\n"
	"  data-center-count:\n" /* 20 */
	"  data-center:\n"
	"  - data-center-name: A\n"
	"    ups: {answer: \"有り: 10分\"}\n"
	"    own: x\n"
	"  -\n" /* 25 */
	"  - {data-center-name: C, company-name: x}\n"
	"  ups: 迷子\n"
	"  support-hours: ''\n";

static void every_way(void **state)
{
	/* clang-format off */
	static const struct {
		const char *path, *text;
	} wanted[] = {
		{ "company-name", "0120" }, { "company-summary", "一\n二" }, { "certifications", "ISMS\n独自\n" },
		{ "addresses", "東京\nno" }, { "disclosure-date", "2026-11-22" }, { "listing", NULL },
		{ "listing:status", "undisclosed" }, { "listing-market", "東証プライム" },
		{ "listing-market:review", "総務部に確認" }, { "listing-market:note", "覚え" },
		{ "listing-market:assignee", "山田" }, { "listing-market:due", "2026-12-01" }, { "listing-code:review", "" },
		{ "listing-code:status", "maybe" }, { "listing-code:ack", "rule: 後で\nplaceholder: " },
		{ "listing-code:theirs", "" }, { "security-policy", "有り" }, { "security-policy:detail", "基本方針" },
		{ "data-center-count", NULL }, { "data-center.1.data-center-name", "A" },
		{ "data-center.1.ups", "有り: 10分" }, { "data-center.1.ups:detail", NULL },
		{ "data-center.2.data-center-name", NULL }, { "data-center.3.data-center-name", "C" },
		{ "support-hours", NULL },
	};
	/* clang-format on */
	static const struct {
		const char *path;
		unsigned line, column;
	} strays[] = {
		{ "listing:own", 16, 34 },
		{ "listing-code:status", 18, 39 },
		{ "data-center.1.own", 24, 5 },
		{ "data-center.3.company-name", 26, 27 },
		{ "ups", 27, 3 },
		{ "own", 5, 1 },
	};
	static const struct {
		const char *path;
		unsigned line, column;
	} found[] = {
		{ "company-name", 7, 3 },         { "company-summary", 8, 3 },
		{ "data-center.1.ups", 23, 5 },   { "data-center.1.data-center-place", 22, 5 },
		{ "data-center.1.power", 23, 5 }, { "data-center.2.ups", 25, 4 },
		{ "data-center.3.ups", 26, 6 },   { "support-phone", 21, 3 },
	};
	struct draft_source source;
	struct err err = { 0 };
	struct draft *draft = draft_read(support.form, whole, strlen(whole), "draft.yaml", &source, &err);

	(void)state;
	if (!draft)
		fail_msg("%s", err_sentence(&err));
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		const char *text = at(draft, wanted[i].path);

		if (!text != !wanted[i].text || (text && strcmp(text, wanted[i].text) != 0))
			fail_msg("%s: %s", wanted[i].path, text ? text : "(null)");
	}
	assert_string_equal(source.edition, "1");
	assert_int_equal(source.stray_count, sizeof strays / sizeof strays[0]);
	for (size_t i = 0; i < source.stray_count; i++) {
		assert_string_equal(source.strays[i].path, strays[i].path);
		assert_int_equal(source.strays[i].line, strays[i].line);
		assert_int_equal(source.strays[i].column, strays[i].column);
	}
	for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
		unsigned line, column;

		draft_source_find(&source, support.form, place_of(draft, found[i].path), &line, &column);
		if (line != found[i].line || column != found[i].column)
			fail_msg("%s: %u:%u", found[i].path, line, column);
	}
	draft_free(draft);
	draft_source_clear(&source);
}

/* A key with nothing behind it, as people leave it behind: no instance is described, and nothing is wrong. */
static void empty_list_of_instances(void **state)
{
	static const char *const texts[] = {
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n",
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center: ~\n",
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center: []\n",
		"kaijisho: 1\nform: draft-test\nanswers:\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct draft_source source;
		struct err err = { 0 };
		struct draft *draft = draft_read(support.form, texts[i], strlen(texts[i]), "draft.yaml", &source, &err);

		if (!draft)
			fail_msg("case %zu: %s", i, err_sentence(&err));
		assert_null(at(draft, "data-center.1.ups"));
		draft_free(draft);
		draft_source_clear(&source);
	}
}

static void refused(void **state)
{
	static const struct {
		const char *text;
		unsigned line, column;
	} bad[] = {
		{ "", 1, 1 },
		{ "a", 1, 1 },
		{ "- kaijisho: 1\n", 1, 1 },
		{ "form: draft-test\n", 1, 1 },
		{ "kaijisho: 2\nform: draft-test\n", 1, 11 },
		{ "kaijisho: [1]\n", 1, 11 },
		{ "kaijisho: 1\n", 1, 1 },
		{ "kaijisho: 1\nform: [a]\n", 2, 7 },
		{ "kaijisho: 1\nform: another\n", 2, 7 },
		{ "kaijisho: 1\nform: draft-test\nanswers: [a]\n", 3, 10 },
		{ "kaijisho: 1\nform: draft-test\nanswers: a\n", 3, 10 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: [a]\n", 4, 17 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  addresses: [{a: b}]\n", 4, 15 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {note: [a]}\n", 4, 19 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {ack: {rule: [a]}}\n", 4, 25 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: A\n", 4, 16 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - A\n", 5, 5 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: [a]\n", 5, 10 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: \"a\n", 4, 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct draft_source source;
		struct err err = { 0 };

		assert_null(draft_read(support.form, bad[i].text, strlen(bad[i].text), "draft.yaml", &source, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.file, "draft.yaml");
		if (err.line != bad[i].line || err.column != bad[i].column)
			fail_msg("case %zu: %s", i, err_sentence(&err));
		assert_null(source.bytes);
		err_clear(&err);
	}
}

static void form_id(void **state)
{
	struct draft_source source;
	struct err err = { 0 };

	(void)state;
	assert_true(draft_source_read(&source, whole, strlen(whole), "draft.yaml", &err));
	assert_string_equal(source.form_id, "draft-test");
	draft_source_clear(&source);
	assert_false(draft_source_read(&source, "kaijisho: 1\n", 12, "draft.yaml", &err));
	assert_non_null(err.text);
	err_clear(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way),
		cmocka_unit_test(empty_list_of_instances),
		cmocka_unit_test(refused),
		cmocka_unit_test(form_id),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
