/* SPDX-License-Identifier: MIT */
/* test_form_load.c — form files in, forms out: references, overlays, renderings, and what is refused. */
#include <config.h>

#include "form_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "form/relevant.h"
#include "form/type.h"

static char folder[] = "/tmp/kaijisho-forms-XXXXXX";

static void put(const char *name, const char *text)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void library(struct form_library *library, const char *language)
{
	support_library(library, "tests/forms", folder, language);
}

static const struct field *field(const struct form *form, const char *id)
{
	const struct field *found = form_field(form, id, strlen(id));
	assert_non_null(found);
	return found;
}

static void a_form_is_whole(void **state)
{
	(void)state;
	struct form_library forms;
	struct err err = { 0 };
	library(&forms, "ja");
	struct form *form = form_load(&forms, "small", &err);
	assert_non_null(form);
	assert_string_equal(form->id, "small");
	assert_string_equal(form->edition, "1");
	assert_int_equal(form->section_count, 2);
	assert_int_equal(form->item_count, 7);
	assert_int_equal(form->field_count, 11);
	assert_int_equal(form->rule_count, 2);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *one = &form->fields[i];
		assert_int_equal(one->index, i);
		assert_ptr_equal(form_field(form, one->id, strlen(one->id)), one);
		assert_ptr_equal(one->item->section, one->section);
		assert_int_equal(one->section->first_field + one->slot, i);
		assert_true(one >= one->item->fields && one < one->item->fields + one->item->field_count);
		assert_non_null(one->guidance);
	}
	const struct field *policy = field(form, "security-policy");
	assert_int_equal(policy->option_count, 2);
	assert_string_equal(policy->options[0].label, "有り");
	assert_true(policy->options[0].needs_detail && !policy->options[1].needs_detail && policy->has_detail);
	assert_int_equal(policy->requirement, REQUIREMENT_REQUIRED);
	const struct field *approval = field(form, "security-policy-approval");
	assert_ptr_equal(approval->relevant.field, policy);
	assert_true(condition_excludes(&approval->relevant, "無し"));
	assert_true(condition_excludes(&approval->relevant, "なし。"));
	assert_true(condition_excludes(&approval->relevant, "無し: 策定中"));
	assert_false(condition_excludes(&approval->relevant, "有り"));
	assert_false(condition_excludes(&approval->relevant, "特に規程なし"));
	assert_false(condition_excludes(&approval->relevant, NULL));
	assert_false(condition_excludes(&policy->relevant, "無し"));
	const struct section *housing = form_section(form, "data-center", 11);
	assert_true(housing->repeated);
	assert_ptr_equal(housing->repeat_name, field(form, "data-center-name"));
	assert_ptr_equal(housing->repeat_count, field(form, "data-center-count"));
	assert_int_equal(field(form, "company-summary")->limit, 20);
	assert_ptr_equal(field(form, "service-link")->limit_group, field(form, "service-summary")->limit_group);
	assert_null(form_field(form, "security", 8));
	assert_null(form_field(form, "security-policy-approvals", 25));
	assert_ptr_equal(form_field(form, "security-policy:review", 15), policy);
	form_free(form);
	form_library_clear(&forms);
}

static void a_rendering_replaces_texts(void **state)
{
	(void)state;
	struct form_library forms;
	struct err err = { 0 };
	library(&forms, "en");
	struct form *form = form_load(&forms, "small", &err);
	assert_non_null(form);
	assert_string_equal(form->title, "A small form");
	assert_string_equal(form->sections[1].title, "Housing");
	const struct field *date = field(form, "disclosure-date");
	assert_string_equal(date->prompt, "Date of the disclosure");
	assert_string_equal(date->original_prompt, "開示情報の年月日(西暦)");
	assert_string_equal(date->item->name, "Date of the information");
	assert_string_equal(date->item->original_name, "開示情報の日付");
	assert_string_equal(date->item->category, "Date of disclosure");
	const struct field *policy = field(form, "security-policy");
	assert_string_equal(policy->options[0].text, "有り");
	assert_string_equal(policy->options[0].label, "There is one");
	assert_string_equal(policy->options[1].label, "No");
	assert_true(policy->options[0].needs_detail);
	assert_string_equal(form->rules[1].message, "State the day.");
	form_free(form);
	form_library_clear(&forms);
}

static void overlays_add_items(void **state)
{
	(void)state;
	struct form_library forms;
	struct err err = { 0 };
	library(&forms, "ja");
	put("kaijisho/forms/ours.yaml",
	    "kaijisho-form: 1\nextends: small\ninsert:\n"
	    "- after: founded-year\n  items:\n  - number: \"2-1\"\n    name: 社内の確認\n    fields:\n"
	    "    - {id: x-checked-by, prompt: 確認者, requirement: required}\n"
	    "- section: data-center\n  items:\n  - number: \"8\"\n    name: 契約\n    fields:\n"
	    "    - {id: x-contract, prompt: 契約番号}\n");
	struct form *form = form_load(&forms, "small", &err);
	assert_non_null(form);
	assert_int_equal(form->field_count, 13);
	assert_int_equal(field(form, "x-checked-by")->index, field(form, "founded-year")->index + 1);
	assert_ptr_equal(field(form, "x-contract")->section, form_section(form, "data-center", 11));
	assert_int_equal(field(form, "x-contract")->index, 12);
	form_free(form);

	put("kaijisho/forms/ours.yaml", "kaijisho-form: 1\nextends: small\ninsert:\n- after: no-such\n  items: []\n");
	assert_null(form_load(&forms, "small", &err));
	assert_int_equal(err.line, 4);
	assert_non_null(strstr(err.file, "ours.yaml"));
	err_clear(&err);
	put("kaijisho/forms/ours.yaml",
	    "kaijisho-form: 1\nid: ours\nedition: \"1\"\ntitle: 自社の様式\nsections:\n- id: one\n  title: 一\n"
	    "  items:\n  - {number: \"1\", name: 一, fields: [{id: one-field, prompt: 一つ}]}\n");
	char **ids = form_list(&forms);
	size_t found = 0;
	for (char **id = ids; *id; id++) {
		found += strcmp(*id, "ours") == 0 || strcmp(*id, "small") == 0;
		free(*id);
	}
	free(ids);
	assert_int_equal(found, 2);
	form_library_clear(&forms);
}

struct refusal {
	const char *text; /* behind the head */
	const char *code;
	unsigned line;
};

#define HEAD "kaijisho-form: 1\nid: bad\nedition: \"1\"\ntitle: 悪い例\n"
#define SECTION HEAD "sections:\n- id: s\n  title: 節\n  items:\n  - number: \"1\"\n    name: 項目\n    fields:\n"

static void mistakes_have_places(void **state)
{
	(void)state;
	static const struct refusal refusals[] = {
		{ "id: bad\n", "version", 1 },
		{ HEAD, "empty", 1 },
		{ SECTION "    - {id: a, prompt: あ}\n    - {id: a, prompt: い}\n", "duplicate-id", 13 },
		{ SECTION "    - {id: s, prompt: あ}\n", "duplicate-id", 6 },
		{ SECTION "    - {id: a, prompt: あ, type: image}\n", "unknown-type", 12 },
		{ SECTION "    - {id: a, prompt: あ, requirement: must}\n", "unknown-requirement", 12 },
		{ SECTION "    - {id: A b, prompt: あ}\n", "bad-id", 12 },
		{ SECTION "    - {prompt: あ}\n", "missing-key", 12 },
		{ SECTION "    - {id: a, prompt: あ, type: choice}\n", "no-options", 12 },
		{ SECTION "    - {id: a, prompt: あ, type: presence, detail: [はい]}\n", "unknown-option", 12 },
		{ SECTION "    - {id: a, prompt: あ, relevant: \"b != 無し\"}\n", "unknown-field", 12 },
		{ SECTION "    - {id: a, prompt: あ, relevant: \"a is 無し\"}\n", "bad-condition", 12 },
		{ SECTION "    - {id: a, prompt: あ, limit: 多い}\n", "wrong-shape", 12 },
		{ SECTION "    - {id: a, type: presence, prompt: あ, relevant: \"b != 無し\"}\n"
			  "    - {id: b, type: presence, prompt: い, relevant: \"a != 無し\"}\n",
		  "cycle", 12 },
		{ SECTION "    - {id: a, type: presence, prompt: あ, relevant: \"a != 無し\"}\n", "cycle", 12 },
		{ SECTION "    - {id: a, prompt: あ}\nrules:\n- {kind: not-future, fields: [b]}\n", "unknown-field", 14 },
		{ SECTION "    - {id: a, prompt: あ}\nrules:\n- {kind: x, severity: bad, fields: [a]}\n", "unknown-severity",
		  14 },
		{ SECTION "    - {id: a, prompt: あ}\nlimits:\n- {id: l, limit: 5, fields: [b]}\n", "unknown-field", 14 },
	};
	struct form_library forms;
	library(&forms, "ja");
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		char path[256];
		put("bad.yaml", refusals[i].text);
		snprintf(path, sizeof path, "%s/bad.yaml", folder);
		struct err err = { 0 };
		struct problems problems = { 0 };
		assert_null(form_load_file(&forms, path, NULL, &err));
		if (err.line != refusals[i].line || err.code != ERR_INPUT || !err.text)
			fail_msg("%s: line %u: %s", refusals[i].code, err.line, err.text);
		err_clear(&err);
		assert_null(form_load_file(&forms, path, &problems, &err));
		bool found = false;
		for (size_t k = 0; k < problems.count; k++)
			found = found || strcmp(problems.items[k].code, refusals[i].code) == 0;
		if (!found)
			fail_msg("no %s among %zu problems", refusals[i].code, problems.count);
		problems_clear(&problems);
		err_clear(&err);
	}
	form_library_clear(&forms);
}

static void unknown_forms_are_told(void **state)
{
	(void)state;
	static const char *const ids[] = { "no-such", "", "../small", "small/../small", "SMALL" };
	struct form_library forms;
	library(&forms, "ja");
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		struct err err = { 0 };
		assert_null(form_load(&forms, ids[i], &err));
		assert_int_equal(err.code, ERR_INPUT);
		err_clear(&err);
	}
	form_library_clear(&forms);
}

static int make_folder(void **state)
{
	(void)state;
	char path[256];
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/kaijisho", folder);
	if (mkdir(path, 0700))
		return -1;
	snprintf(path, sizeof path, "%s/kaijisho/forms", folder);
	return mkdir(path, 0700);
}

static int remove_folder(void **state)
{
	(void)state;
	static const char *const names[] = { "/bad.yaml", "/kaijisho/forms/ours.yaml", "/kaijisho/forms", "/kaijisho", "" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char path[256];
		snprintf(path, sizeof path, "%s%s", folder, names[i]);
		if (remove(path))
			return -1;
	}
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_is_whole),        cmocka_unit_test(a_rendering_replaces_texts),
		cmocka_unit_test(overlays_add_items),     cmocka_unit_test(mistakes_have_places),
		cmocka_unit_test(unknown_forms_are_told),
	};
	return cmocka_run_group_tests_name("form_load", tests, make_folder, remove_folder);
}
