/* SPDX-License-Identifier: MIT */
/* test_summary.c — the summary, the findings' lines and objects, the forms' dumps and schema: what they say and how wide. */
#include <config.h>

#include "form_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draft/draft_read.h"
#include "report/findings.h"
#include "report/form_dump.h"
#include "report/schema.h"
#include "report/summary.h"
#include "text/width.h"

#define TODAY 20261201

static const char text[] = "kaijisho: 1\n"
			   "form: small\n"
			   "edition: \"1\"\n"
			   "answers:\n"
			   "  disclosure-date: \"2026-11-22\"\n"
			   "  company-summary: |-\n"
			   "    基盤の運用。\n"
			   "    ﾃｽﾄも行う。\n"
			   "  founded-year: '○○年'\n"
			   "  security-policy: {answer: 有り, review: 総務部に確認}\n"
			   "  service-summary: 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一\n"
			   "  unknown-key: 1\n"
			   "  data-center-count: \"2\"\n"
			   "  data-center:\n"
			   "  - data-center-name: A\n"
			   "    ups: 無し\n"
			   "  - data-center-name: \"B\\e[2J\"\n";

struct fixture {
	struct form_library library;
	struct form *form;
	struct draft_source source;
	struct draft *draft;
	struct checker *checker;
};

static int set_up(void **state)
{
	struct fixture *fixture = mem_alloc(1, sizeof *fixture);
	struct err err = { 0 };
	support_library(&fixture->library, "tests/forms", "/nonexistent", "ja");
	fixture->form = form_load(&fixture->library, "small", &err);
	assert_non_null(fixture->form);
	fixture->draft = draft_read(fixture->form, text, sizeof text - 1, "d.yaml", &fixture->source, &err);
	assert_non_null(fixture->draft);
	fixture->checker = checker_new(fixture->draft, TODAY);
	checker_set_source(fixture->checker, &fixture->source);
	checker_run(fixture->checker);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	checker_free(fixture->checker);
	draft_free(fixture->draft);
	draft_source_clear(&fixture->source);
	form_free(fixture->form);
	form_library_clear(&fixture->library);
	free(fixture);
	return 0;
}

static void summaries_fit_the_page(void **state)
{
	struct fixture *fixture = *state;
	struct buf out = { 0 };
	summary_write(&out, fixture->checker, fixture->draft, "d.yaml");
	static const char *const said[] = { "小さな様式",
					    "Form small, edition 1; draft d.yaml",
					    "   3  情報セキュリティ方針: 経営陣による承認の有無\n",
					    "   7  無停電電源 (B<001B>[2J): ",
					    "Over the limit:\n   4  サービスの内容 / サービスの内容: 1 characters over",
					    "To be confirmed: 総務部に確認",
					    "unknown-key" };
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (!strstr(out.data, said[i]))
			fail_msg("nothing of %s in\n%s", said[i], out.data);
	assert_null(strchr(out.data, '\x1b'));
	for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
		assert_true(width_text(line, strlen(line), 1) <= 80);
		assert_true(line[strlen(line) - 1] != ' ');
	}
	buf_clear(&out);
}

static void the_table_adds_up(void **state)
{
	struct fixture *fixture = *state;
	const struct tally *all = checker_tally(fixture->checker);
	assert_int_equal(all->required.total, 10);
	assert_int_equal(all->required.answered, 8);
	assert_int_equal(all->missing, 2);
	struct buf out = { 0 };
	summary_write(&out, fixture->checker, fixture->draft, "d.yaml");
	const char *row = strstr(out.data, "\nAll ");
	assert_non_null(row);
	unsigned long answered, total, optional, optional_total, missing, over, errors, review, warnings;
	assert_int_equal(sscanf(row, "\nAll %lu/%lu %lu/%lu %lu %lu %lu %lu %lu", &answered, &total, &optional, &optional_total,
				&missing, &over, &errors, &review, &warnings),
			 9);
	assert_int_equal(answered, 8);
	assert_int_equal(total, 10);
	assert_int_equal(missing, 2);
	assert_int_equal(over, 1);
	assert_int_equal(missing + over + errors, all->errors);
	assert_int_equal(warnings, all->warnings);
	assert_int_equal(review, 1);
	buf_clear(&out);
}

static void findings_point_at_the_characters(void **state)
{
	struct fixture *fixture = *state;
	struct buf out = { 0 };
	findings_write(&out, fixture->checker, fixture->draft, &fixture->source, "d.yaml");
	static const char *const lines[] = {
		"d.yaml:8:5: warning: 2 事業の概要 / 主要な事業の概要: Character 8 is a half-width kana (U+FF83): write it full-width. [character]\n",
		"d.yaml:9:18: warning: 2 事業の概要 / 設立年: Something still has to be filled in here. [placeholder]\n",
		"d.yaml:10:3: error: 3 情報セキュリティ方針 / 方針の有無と名称: “有り” is chosen, but its details are not written. [detail-missing]\n",
		"d.yaml:10:3: review: 3 情報セキュリティ方針 / 方針の有無と名称: To be confirmed: 総務部に確認 [review]\n",
		"d.yaml:12:3: warning: unknown-key: ",
		": error: 7 無停電電源 (B\x1b[2J) / 無停電電源の有無と電力供給時間: An answer is required here. [missing]\n",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (!strstr(out.data, lines[i]))
			fail_msg("nothing of %s in\n%s", lines[i], out.data);
	buf_clear(&out);
}

static void findings_are_an_object(void **state)
{
	struct fixture *fixture = *state;
	json_t *json = findings_json(fixture->checker, fixture->draft, &fixture->source, "d.yaml", true);
	assert_non_null(json);
	assert_string_equal(json_string_value(json_object_get(json, "draft")), "d.yaml");
	assert_string_equal(json_string_value(json_object_get(json, "form")), "small");
	assert_true(json_is_false(json_object_get(json, "complete")));
	assert_int_equal(json_integer_value(json_object_get(json, "review")), 1);
	json_t *findings = json_object_get(json, "findings"), *finding;
	size_t index, errors = 0;
	bool unknown = false, missing = false;
	json_array_foreach (findings, index, finding) {
		static const char *const keys[] = {
			"code", "severity", "field", "item", "section", "line", "column", "message"
		};
		assert_int_equal(json_object_size(finding), sizeof keys / sizeof *keys);
		for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
			assert_non_null(json_object_get(finding, keys[i]));
		const char *field = json_string_value(json_object_get(finding, "field"));
		const char *code = json_string_value(json_object_get(finding, "code"));
		unknown = unknown || (strcmp(field, "unknown-key") == 0 && strcmp(code, "unknown-field") == 0);
		missing = missing || (strcmp(field, "data-center.2.ups") == 0 && strcmp(code, "missing") == 0);
		errors += strcmp(json_string_value(json_object_get(finding, "severity")), "error") == 0;
	}
	assert_true(unknown && missing);
	assert_int_equal(errors, checker_tally(fixture->checker)->errors);
	json_decref(json);
	json = findings_json(fixture->checker, fixture->draft, &fixture->source, "bad\xff.yaml", false);
	assert_null(json_object_get(json, "findings"));
	assert_non_null(json_object_get(json, "draft"));
	json_decref(json);
}

static void forms_are_dumped(void **state)
{
	struct fixture *fixture = *state;
	json_t *json = form_dump_json(fixture->form);
	json_t *section = json_array_get(json_object_get(json, "sections"), 1);
	assert_string_equal(json_string_value(json_object_get(json_object_get(section, "repeat"), "name")), "data-center-name");
	json_t *first = json_array_get(json_object_get(json, "sections"), 0);
	assert_true(json_is_null(json_object_get(first, "repeat")));
	json_t *item = json_array_get(json_object_get(first, "items"), 3);
	json_t *field = json_array_get(json_object_get(item, "fields"), 1);
	assert_string_equal(json_string_value(json_object_get(field, "id")), "service-link");
	assert_string_equal(json_string_value(json_object_get(field, "limit_group")), "service");
	assert_int_equal(json_integer_value(json_object_get(field, "limit")), 30);
	assert_int_equal(json_array_size(json_object_get(field, "choices")), 2);
	assert_true(json_is_null(json_object_get(field, "relevant")));
	json_decref(json);

	const struct form *const two[] = { fixture->form, fixture->form };
	json = form_shared_json(two, 2);
	assert_int_equal(json_array_size(json), fixture->form->field_count);
	json_decref(json);
	json = form_shared_json(two, 1);
	assert_int_equal(json_array_size(json), 0);
	json_decref(json);
	json = form_list_json(two, 1);
	json_t *one = json_array_get(json, 0);
	assert_int_equal(json_integer_value(json_object_get(one, "fields")), 11);
	assert_int_equal(json_integer_value(json_object_get(one, "required")), 7);
	assert_int_equal(json_integer_value(json_object_get(one, "required_level")), 1);
	assert_int_equal(json_integer_value(json_object_get(one, "optional")), 3);
	json_decref(json);

	struct buf out = { 0 };
	form_list_write(&out, two, 1);
	form_dump_write(&out, fixture->form);
	form_shared_write(&out, two, 2);
	for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n"))
		assert_true(width_text(line, strlen(line), 1) <= 80);
	buf_clear(&out);
}

static void the_schema_names_every_field(void **state)
{
	struct fixture *fixture = *state;
	json_t *schema = schema_json(fixture->form);
	assert_non_null(schema);
	json_t *answers = json_object_get(json_object_get(json_object_get(schema, "properties"), "answers"), "properties");
	assert_int_equal(json_object_size(answers), fixture->form->sections[0].field_count + 1);
	json_t *many = json_object_get(json_object_get(json_object_get(answers, "data-center"), "items"), "properties");
	assert_int_equal(json_object_size(many), fixture->form->sections[1].field_count);
	json_t *field = json_object_get(answers, "security-policy");
	assert_string_equal(json_string_value(json_object_get(field, "title")), "3 情報セキュリティ方針");
	json_t *options = json_object_get(json_array_get(json_object_get(field, "anyOf"), 0), "enum");
	assert_string_equal(json_string_value(json_array_get(options, 0)), "有り");
	json_decref(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(summaries_fit_the_page, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_table_adds_up, set_up, tear_down),
		cmocka_unit_test_setup_teardown(findings_point_at_the_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(findings_are_an_object, set_up, tear_down),
		cmocka_unit_test_setup_teardown(forms_are_dumped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_schema_names_every_field, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
