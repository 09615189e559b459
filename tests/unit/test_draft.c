/* SPDX-License-Identifier: MIT */
/* test_draft.c — answers, places, statuses, joined text; changes and what undoes them. */
#include <config.h>

#include "draft_support.h"

#include "draft/align.h"

static void parts_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < PART_COUNT; i++) {
		enum part part;

		assert_true(part_find(part_name(i), strlen(part_name(i)), &part));
		assert_int_equal(part, i);
	}
	assert_false(part_find("answe", 5, &(enum part){ 0 }));
	assert_false(part_find("answer:", 7, &(enum part){ 0 }));
}

static void places(void **state)
{
	/* clang-format off */
	static const struct {
		const char *path;
		bool next, right;
		size_t instance;
		enum part part;
	} paths[] = {
		{ "company-name", false, true, 0, PART_ANSWER }, { "company-name:review", false, true, 0, PART_REVIEW },
		{ "data-center.1.ups", false, true, 0, PART_ANSWER }, { "data-center.1.ups:detail", false, true, 0, PART_DETAIL },
		{ "data-center.2.ups", false, false, 0, 0 }, { "data-center.2.ups", true, true, 1, PART_ANSWER },
		{ "data-center.3.ups", true, false, 0, 0 }, { "data-center.0.ups", true, false, 0, 0 },
		{ "data-center.01.ups", true, false, 0, 0 }, { "data-center.-1.ups", true, false, 0, 0 },
		{ "data-center.1.company-name", false, false, 0, 0 }, { "company.1.company-name", false, false, 0, 0 },
		{ "ups", false, false, 0, 0 }, { "no-such", false, false, 0, 0 }, { "", false, false, 0, 0 },
		{ "data-center.1.", false, false, 0, 0 }, { "data-center.99999999999999999999.ups", true, false, 0, 0 },
		{ "data-center.1.ups.x", false, false, 0, 0 }, { "company-name:nothing", false, false, 0, 0 },
		{ ".1.ups", false, false, 0, 0 }, { "data-center.1", false, false, 0, 0 }, { ":review", false, false, 0, 0 },
	};
	/* clang-format on */
	struct draft *draft = draft_new(support.form);

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
		struct place place;
		enum part part;
		struct err err = { 0 };

		if (place_parse(draft, paths[i].path, paths[i].next, &place, &part, &err) != paths[i].right)
			fail_msg("%s", paths[i].path);
		if (!paths[i].right) {
			assert_non_null(err.text);
			err_clear(&err);
			continue;
		}
		assert_int_equal(place.instance, paths[i].instance);
		assert_int_equal(part, paths[i].part);
		char *back = place_path(place);
		assert_memory_equal(back, paths[i].path, strlen(back));
		free(back);
	}
	draft_free(draft);
}

static void places_in_order(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct place place = { 0 }, before[64];
	size_t count = 0;

	(void)state;
	instance(draft, CHANGE_INSTANCE_INSERT, 1, 0);
	while (place_next(draft, &place))
		before[count++] = place;
	assert_int_equal(count, 10 + 2 * 4 + 2);
	assert_string_equal(before[14].field->id, "data-center-name");
	assert_int_equal(before[14].instance, 1);
	place = (struct place){ 0 };
	while (count > 0) {
		assert_true(place_prev(draft, &place));
		assert_true(place_equal(place, before[--count]));
	}
	assert_false(place_prev(draft, &place));
	draft_free(draft);
}

static void statuses(void **state)
{
	/* clang-format off */
	static const struct {
		const char *answer, *status;
		enum status means;
	} rows[] = {
		{ NULL, NULL, STATUS_UNANSWERED }, { " \t\u3000\n", NULL, STATUS_UNANSWERED }, { "a", NULL, STATUS_ANSWERED },
		{ "非公開", NULL, STATUS_UNDISCLOSED }, { "該当なし", NULL, STATUS_NOT_APPLICABLE },
		{ "非公開です", NULL, STATUS_ANSWERED }, { NULL, "undisclosed", STATUS_UNDISCLOSED },
		{ "a", "not-applicable", STATUS_NOT_APPLICABLE }, { NULL, "該当なし", STATUS_NOT_APPLICABLE },
		{ "a", "whatever", STATUS_ANSWERED },
	};
	/* clang-format on */
	struct draft *draft = draft_new(support.form);
	struct place name = place_of(draft, "company-name");

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		put(draft, "company-name", rows[i].answer);
		put(draft, "company-name:status", rows[i].status);
		assert_int_equal(draft_status(draft, name), rows[i].means);
	}
	draft_free(draft);
}

static void relevance(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct place market = place_of(draft, "listing-market"), code = place_of(draft, "listing-code"), power;

	(void)state;
	assert_true(draft_relevant(draft, market) && draft_relevant(draft, code));
	put(draft, "listing-market", "未上場");
	assert_true(draft_relevant(draft, market));
	assert_false(draft_relevant(draft, code));
	put(draft, "listing-market", "東証プライム");
	put(draft, "listing", "無");
	assert_false(draft_relevant(draft, market));
	assert_false(draft_relevant(draft, code)); /* the chain is followed */
	put(draft, "listing", "検討中");
	assert_true(draft_relevant(draft, market));
	/* Within the same instance. */
	instance(draft, CHANGE_INSTANCE_INSERT, 1, 0);
	put(draft, "data-center.2.ups", "無し");
	power = place_of(draft, "data-center.2.power");
	assert_false(draft_relevant(draft, power));
	assert_true(draft_relevant(draft, place_of(draft, "data-center.1.power")));
	put(draft, "data-center.2.ups:status", "undisclosed");
	assert_true(draft_relevant(draft, power));
	draft_free(draft);
}

static void assert_joined(struct draft *draft, const char *path, const char *wanted)
{
	char *joined = draft_joined(draft, place_of(draft, path));

	if (!wanted)
		assert_null(joined);
	else
		assert_string_equal(joined, wanted);
	free(joined);
}

static void apply_now(void *context, struct change *change)
{
	assert_true(draft_apply(context, change, NULL, NULL));
}

static void count_changes(void *context, struct change *change)
{
	(void)change;
	++*(int *)context;
}

static void joined_texts(void **state)
{
	static const struct {
		const char *path, *text, *answer, *detail, *status, *reason, *joined;
	} rows[] = {
		{ "security-policy", "有り: 10分", "有り", "10分", NULL, NULL, "有り: 10分" },
		{ "security-policy", "有り：10分", "有り", "10分", NULL, NULL, "有り: 10分" },
		{ "security-policy", "有（方針）", "有", "方針", NULL, NULL, "有: 方針" },
		{ "security-policy", "有り", "有り", NULL, NULL, NULL, "有り" },
		{ "security-policy", "無し: 計画中", "無し: 計画中", NULL, NULL, NULL, "無し: 計画中" },
		{ "security-policy", "特に規程なし", "特に規程なし", NULL, NULL, NULL, "特に規程なし" },
		{ "security-policy", "有りまたは無し", "有りまたは無し", NULL, NULL, NULL, "有りまたは無し" },
		{ "company-name", "有り: 10分", "有り: 10分", NULL, NULL, NULL, "有り: 10分" },
		{ "company-name", "非公開", NULL, NULL, "undisclosed", NULL, "非公開" },
		{ "company-name", "該当なし", NULL, NULL, "not-applicable", NULL, "該当なし" },
		{ "company-name", "該当なし (小規模)", NULL, NULL, "not-applicable", "小規模", "該当なし (小規模)" },
		{ "company-name", "該当なし（小規模）", NULL, NULL, "not-applicable", "小規模", "該当なし (小規模)" },
		{ "company-name", "該当なしとは言えない", "該当なしとは言えない", NULL, NULL, NULL, "該当なしとは言えない" },
		{ "company-name", "", NULL, NULL, NULL, NULL, NULL },
	};
	struct draft *draft = draft_new(support.form);

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct place place = place_of(draft, rows[i].path);
		int more = 0;

		put(draft, "security-policy:detail", "古い");
		draft_set_joined(draft, place, rows[i].text, apply_now, draft);
		if (rows[i].answer)
			assert_string_equal(draft_part(draft, place, PART_ANSWER), rows[i].answer);
		else
			assert_null(draft_part(draft, place, PART_ANSWER));
		if (rows[i].detail)
			assert_string_equal(draft_part(draft, place, PART_DETAIL), rows[i].detail);
		else
			assert_null(draft_part(draft, place, PART_DETAIL));
		if (rows[i].status)
			assert_string_equal(draft_part(draft, place, PART_STATUS), rows[i].status);
		else
			assert_null(draft_part(draft, place, PART_STATUS));
		if (rows[i].reason)
			assert_string_equal(draft_part(draft, place, PART_REASON), rows[i].reason);
		else
			assert_null(draft_part(draft, place, PART_REASON));
		assert_joined(draft, rows[i].path, rows[i].joined);
		draft_set_joined(draft, place, rows[i].text, count_changes, &more);
		assert_int_equal(more, 0);
	}
	/* A detail waits while its option is not chosen. */
	draft_set_joined(draft, place_of(draft, "security-policy"), "有り: 方針", apply_now, draft);
	put(draft, "security-policy", "無し");
	assert_joined(draft, "security-policy", "無し");
	put(draft, "security-policy", "有り");
	assert_joined(draft, "security-policy", "有り: 方針");
	draft_free(draft);
}

static void changes_that_do_not_fit(void **state)
{
	struct draft *draft = draft_new(support.form), *before;
	struct place name = place_of(draft, "company-name"), center = place_of(draft, "data-center.1.ups");
	struct change changes[] = {
		{ CHANGE_SPLICE, name, PART_ANSWER, 1, 0, (char *)"x" }, /* inside 試 */
		{ CHANGE_SPLICE, name, PART_ANSWER, 0, 2, NULL },
		{ CHANGE_SPLICE, name, PART_ANSWER, 7, 0, NULL },
		{ CHANGE_SPLICE, name, PART_ANSWER, 0, 7, NULL },
		{ CHANGE_SPLICE, name, PART_ANSWER, 0, (size_t)-1, NULL },
		{ CHANGE_SPLICE, name, PART_ANSWER, 0, 0, (char *)"\xe8\xa9" },
		{ CHANGE_SET, name, PART_ANSWER, 0, 0, (char *)"\xff" },
		{ CHANGE_SET, { center.field, 1 }, PART_ANSWER, 0, 0, (char *)"x" },
		{ CHANGE_INSTANCE_INSERT, name, 0, 0, 0, NULL },
		{ CHANGE_INSTANCE_INSERT, { center.field, 2 }, 0, 0, 0, NULL },
		{ CHANGE_INSTANCE_REMOVE, center, 0, 0, 0, NULL }, /* the last one */
		{ CHANGE_INSTANCE_REMOVE, { center.field, 1 }, 0, 0, 0, NULL },
		{ CHANGE_INSTANCE_MOVE, center, 0, 1, 0, NULL },
		{ CHANGE_INSTANCE_MOVE, name, 0, 0, 0, NULL },
	};

	(void)state;
	put(draft, "company-name", "試験");
	before = draft_copy(draft);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct change inverse = { 0 };
		struct err err = { 0 };

		if (draft_apply(draft, &changes[i], &inverse, &err))
			fail_msg("change %zu was applied", i);
		assert_non_null(err.text);
		assert_null(inverse.text);
		assert_true(draft_equal(draft, before));
		err_clear(&err);
	}
	/* An instance with answers stays. */
	instance(draft, CHANGE_INSTANCE_INSERT, 1, 0);
	put(draft, "data-center.2.ups", "有り");
	center.instance = 1;
	assert_false(draft_apply(draft, &(struct change){ .kind = CHANGE_INSTANCE_REMOVE, .place = center }, NULL, NULL));
	draft_free(before);
	draft_free(draft);
}

static void too_long(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct place place = place_of(draft, "company-summary");
	char *text = mem_alloc(DRAFT_MAX_TEXT + 2, 1);

	(void)state;
	memset(text, 'a', DRAFT_MAX_TEXT + 1);
	assert_false(draft_set(draft, place, PART_ANSWER, text, NULL));
	text[DRAFT_MAX_TEXT] = '\0';
	assert_true(draft_set(draft, place, PART_ANSWER, text, NULL));
	assert_int_equal(draft_part_len(draft, place, PART_ANSWER), DRAFT_MAX_TEXT);
	assert_false(draft_apply(draft, &(struct change){ CHANGE_SPLICE, place, PART_ANSWER, 5, 0, (char *)"b" }, NULL, NULL));
	assert_true(draft_apply(draft, &(struct change){ CHANGE_SPLICE, place, PART_ANSWER, 5, 1, (char *)"b" }, NULL, NULL));
	free(text);
	draft_free(draft);
}

static void revisions(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct place first = place_of(draft, "data-center.1.ups"), second = first;
	unsigned long one, two;

	(void)state;
	instance(draft, CHANGE_INSTANCE_INSERT, 1, 0);
	second.instance = 1;
	one = draft_answer(draft, first)->revision;
	two = draft_answer(draft, second)->revision;
	assert_int_not_equal(one, two);
	put(draft, "data-center.1.ups:note", "x");
	assert_int_not_equal(draft_answer(draft, first)->revision, one);
	one = draft_answer(draft, first)->revision;
	instance(draft, CHANGE_INSTANCE_MOVE, 0, 1);
	assert_int_equal(draft_answer(draft, first)->revision, two);
	assert_int_equal(draft_answer(draft, second)->revision, one);
	draft_free(draft);
}

static void empty_and_absent(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct change inverse = { 0 };

	(void)state;
	put(draft, "company-name", "");
	assert_null(at(draft, "company-name"));
	put(draft, "company-name:review", "");
	assert_string_equal(at(draft, "company-name:review"), "");
	/* A splice into an absent mark is taken back to no mark. */
	struct place place = place_of(draft, "listing");
	assert_true(
		draft_apply(draft, &(struct change){ CHANGE_SPLICE, place, PART_REVIEW, 0, 0, (char *)"x" }, &inverse, NULL));
	assert_true(draft_apply(draft, &inverse, NULL, NULL));
	assert_null(at(draft, "listing:review"));
	change_clear(&inverse);
	draft_free(draft);
}

static void apply_to(void *context, struct change *change)
{
	struct err err = { 0 };

	if (!draft_apply(context, change, NULL, &err))
		fail_msg("%s", err_sentence(&err));
}

static void shake(struct draft *draft, uint32_t *state, int steps)
{
	static const char *const paths[] = { "company-name", "listing:note", "data-center.1.data-center-name",
					     "data-center.1.ups:detail" };
	const struct section *section = form_section(support.form, "data-center", 11);

	while (steps-- > 0) {
		struct place place;
		enum part part;
		size_t count = draft_instances(draft, section);

		switch (dice(state, 4)) {
		case 0:
			if (count < 5)
				instance(draft, CHANGE_INSTANCE_INSERT, dice(state, (uint32_t)count + 1), 0);
			break;
		case 1:
			instance(draft, CHANGE_INSTANCE_MOVE, dice(state, (uint32_t)count), dice(state, (uint32_t)count));
			break;
		default:
			assert_true(place_parse(draft, paths[dice(state, 4)], false, &place, &part, NULL));
			if (place.field->section == section)
				place.instance = dice(state, (uint32_t)count);
			draft_set(draft, place, part, dice(state, 4) ? nasty[dice(state, NASTY)] : NULL, NULL);
		}
	}
}

/* From any draft to any other, related or not. */
static void differences(void **state)
{
	uint32_t numbers = 7;

	(void)state;
	for (int i = 0; i < 500; i++) {
		struct draft *a = draft_new(support.form), *b, *copy;

		shake(a, &numbers, 20);
		b = i % 2 ? draft_copy(a) : draft_new(support.form);
		shake(b, &numbers, 20);
		copy = draft_copy(a);
		draft_difference(a, b, apply_to, copy);
		assert_true(draft_equal(copy, b));
		draft_free(a);
		draft_free(b);
		draft_free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_have_names),
		cmocka_unit_test(places),
		cmocka_unit_test(places_in_order),
		cmocka_unit_test(statuses),
		cmocka_unit_test(relevance),
		cmocka_unit_test(joined_texts),
		cmocka_unit_test(changes_that_do_not_fit),
		cmocka_unit_test(too_long),
		cmocka_unit_test(revisions),
		cmocka_unit_test(empty_and_absent),
		cmocka_unit_test(differences),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
