/* SPDX-License-Identifier: MIT */
/* test_rules.c — each kind of rule: what trips it and what does not. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "check/rules.h"

#define TODAY 20261201

struct said {
	const char *type, *text, *detail;
};

struct rule_case {
	const char *kind;
	struct said said[3];
	int broken;
};

static void each_kind_has_a_pair(void **state)
{
	(void)state;
	static const struct rule_case cases[] = {
		{ "not-future", { { "date", "2026-12-02", "" } }, 0 },
		{ "not-future", { { "date", "令和9年", "" } }, 0 },
		{ "not-future", { { "date", "2026-12-01", "" } }, -1 },
		{ "not-future", { { "date", "2026年", "" } }, -1 },
		{ "not-future", { { "date", "2026年12月", "" } }, -1 },
		{ "not-future", { { "date", "準備中", "" } }, -1 },
		{ "not-future", { { "date", NULL, "" } }, -1 },
		{ "not-after",
		  { { "date", "2020-05-01", "" }, { "date", "2019-05-01", "" }, { "date", "2026-11-22", "" } },
		  0 },
		{ "not-after", { { "date", "2020-05-01", "" }, { "date", NULL, "" }, { "date", "2019-11-22", "" } }, 0 },
		{ "not-after", { { "date", "2020-05-01", "" }, { "date", "2020年", "" }, { "date", "2026-11-22", "" } }, -1 },
		{ "not-after", { { "date", "平成10年4月", "" }, { "date", "1998-04-15", "" } }, -1 },
		{ "not-after", { { "date", "平成10年5月", "" }, { "date", "1998-04-15", "" } }, 0 },
		{ "full-date", { { "date", "2026年", "" } }, 0 },
		{ "full-date", { { "date", "2026年4月", "" } }, 0 },
		{ "full-date", { { "date", "2026年4月1日", "" } }, -1 },
		{ "full-date", { { "date", "準備中", "" } }, -1 },
		{ "target", { { "percent", "99.98%（2025年度実績）", "" } }, 0 },
		{ "target", { { "percent", "99.9%以上", "" } }, -1 },
		{ "target", { { "percent", "目標値 99.9%（実績 99.98%）", "" } }, -1 },
		{ "period", { { "percent", "99.98%", "" } }, 0 },
		{ "period", { { "percent", "99.98%（2025年度）", "" } }, -1 },
		{ "period", { { "percent", "99.98% (2025/4-2026/3)", "" } }, -1 },
		{ "period", { { "percent", "サービス開始以来100%", "" } }, -1 },
		{ "period", { { "percent", "集計していない", "" } }, -1 },
		{ "years-since", { { "number", "10年", "" }, { "year", "1998", "" }, { "date", "2026-11-22", "" } }, 0 },
		{ "years-since", { { "number", "28年", "" }, { "year", "1998", "" }, { "date", "2026-11-22", "" } }, -1 },
		{ "years-since", { { "number", "27", "" }, { "year", "平成10年", "" }, { "date", "2026-02-22", "" } }, -1 },
		{ "years-since", { { "number", "多数", "" }, { "year", "1998", "" }, { "date", "2026-11-22", "" } }, -1 },
		{ "shorter", { { "duration", "1か月前", "" }, { "duration", "3か月前", "" } }, 1 },
		{ "shorter", { { "duration", "1か月前", "" }, { "duration", "3日前", "" } }, -1 },
		{ "emergency", { { "duration", "14日前", "" }, { "presence", "有り", "1か月前" } }, 1 },
		{ "emergency", { { "duration", "14日前", "" }, { "presence", "有り", "当日" } }, -1 },
		{ "emergency", { { "duration", "14日前", "" }, { "presence", "有り", "" } }, -1 },
		{ "emergency", { { "duration", "14日前", "" }, { "presence", "無し", "" } }, -1 },
		{ "reachable", { { "contact", "営業担当まで", "" } }, 0 },
		{ "reachable", { { "contact", "サポート窓口 0120-123-456", "" } }, -1 },
		{ "reachable", { { "presence", "有り", "support@example.co.jp" } }, -1 },
		{ "reachable", { { "contact", NULL, "" } }, -1 },
	};
	static const struct option options[] = { { "有り", "", true }, { "無し", "", false } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct rule_kind *kind = rule_kind_find(cases[i].kind);
		struct field fields[3] = { 0 };
		struct fact facts[3] = { 0 };
		size_t count = 0;
		assert_non_null(kind);
		for (; count < 3 && cases[i].said[count].type; count++) {
			const struct said *said = &cases[i].said[count];
			fields[count] = (struct field){
				.id = "x", .type = type_find(said->type), .options = options, .option_count = 2
			};
			facts[count] = (struct fact){ .field = &fields[count],
						      .stated = said->text != NULL,
						      .text = said->text ? said->text : "",
						      .detail = said->detail };
			if (said->text)
				type_read(&fields[count], said->text, &facts[count].value);
		}
		assert_true(count >= kind->least && count <= kind->most);
		int broken = kind->broken(facts, count, TODAY);
		if (broken != cases[i].broken)
			fail_msg("%s: %s: %d", cases[i].kind, cases[i].said[0].text, broken);
	}
}

static void every_kind_is_tried(void **state)
{
	(void)state;
	size_t count;
	const struct rule_kind *table = rule_kind_table(&count);
	assert_int_equal(count, 9);
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(rule_kind_find(table[i].name), &table[i]);
		assert_true(table[i].least > 0 && table[i].least <= table[i].most);
		assert_true(*table[i].sentence);
	}
	assert_null(rule_kind_find("no-such"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_has_a_pair),
		cmocka_unit_test(every_kind_is_tried),
	};
	return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
