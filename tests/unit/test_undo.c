/* SPDX-License-Identifier: MIT */
/* test_undo.c — any edits, taken back to the beginning and brought back to the end. */
#include <config.h>

#include "draft_support.h"

#include "draft/undo.h"

static bool apply(void *context, const struct change *change, struct change *inverse)
{
	return draft_apply(context, change, inverse, NULL);
}

static void edit(struct draft *draft, struct undo *undo, struct change change)
{
	struct change inverse = { 0 };

	if (draft_apply(draft, &change, &inverse, NULL))
		undo_push(undo, &inverse);
}

/* One random edit: typing, deleting, setting, instances with everything in them. */
static void random_edit(struct draft *draft, struct undo *undo, uint32_t *state)
{
	static const char *const ids[] = { "company-name", "company-summary", "listing", "data-center-name", "ups" };
	const struct section *section = form_section(support.form, "data-center", 11);
	size_t count = draft_instances(draft, section), index = dice(state, (uint32_t)count);
	const char *id = ids[dice(state, 5)];
	struct place place = { form_field(support.form, id, strlen(id)), 0 };
	enum part part = dice(state, 3) ? PART_ANSWER : PART_NOTE;
	const char *text;
	size_t len, from;

	if (place.field->section == section)
		place.instance = index;
	text = draft_part(draft, place, part);
	len = draft_part_len(draft, place, part);
	switch (dice(state, 8)) {
	case 0:
		undo_begin(undo, false, (struct undo_focus){ place, part, 0 });
		edit(draft, undo,
		     (struct change){ CHANGE_SET, place, part, 0, 0,
				      dice(state, 3) ? (char *)nasty[dice(state, NASTY)] : NULL });
		return;
	case 1:
		undo_begin(undo, false, (struct undo_focus){ place, part, 0 });
		edit(draft, undo, (struct change){ CHANGE_INSTANCE_INSERT, { section->repeat_name, index }, 0, 0, 0, NULL });
		return;
	case 2:
		undo_begin(undo, false, (struct undo_focus){ place, part, 0 });
		edit(draft, undo,
		     (struct change){
			     CHANGE_INSTANCE_MOVE, { section->repeat_name, index }, 0, dice(state, (uint32_t)count), 0, NULL });
		return;
	case 3:
		undo_begin(undo, false, (struct undo_focus){ place, part, 0 });
		if (count == 1)
			return;
		for (size_t slot = 0; slot < section->field_count; slot++)
			for (int i = 0; i < PART_COUNT; i++)
				edit(draft, undo,
				     (struct change){ CHANGE_SET,
						      { &support.form->fields[section->first_field + slot], index },
						      i,
						      0,
						      0,
						      NULL });
		edit(draft, undo, (struct change){ CHANGE_INSTANCE_REMOVE, { section->repeat_name, index }, 0, 0, 0, NULL });
		return;
	default:
		undo_begin(undo, true, (struct undo_focus){ place, part, 0 });
		from = dice(state, (uint32_t)len + 1);
		while (text && from > 0 && from < len && ((unsigned char)text[from] & 0xc0) == 0x80)
			from--;
		if (text && dice(state, 3) == 0 && from > 0) { /* backspace */
			size_t before = from - 1;

			while (before > 0 && ((unsigned char)text[before] & 0xc0) == 0x80)
				before--;
			edit(draft, undo, (struct change){ CHANGE_SPLICE, place, part, before, from - before, NULL });
		} else {
			edit(draft, undo,
			     (struct change){ CHANGE_SPLICE, place, part, dice(state, 2) ? len : from, 0, (char *)"あ" });
		}
	}
}

static void all_the_way_back(void **state)
{
	uint32_t numbers = 42;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct draft *draft = draft_new(support.form), *first, *last;
		struct undo *undo = undo_new(0);

		put(draft, "company-name", "始め");
		first = draft_copy(draft);
		for (int i = 0; i < 100; i++)
			random_edit(draft, undo, &numbers);
		last = draft_copy(draft);
		for (int turns = 0; turns < 2; turns++) {
			while (undo_can_undo(undo))
				assert_true(undo_undo(undo, apply, draft, NULL));
			assert_true(draft_equal(draft, first));
			while (undo_can_redo(undo))
				assert_true(undo_redo(undo, apply, draft, NULL));
			assert_true(draft_equal(draft, last));
		}
		undo_free(undo);
		draft_free(draft);
		draft_free(first);
		draft_free(last);
	}
}

static void type(struct draft *draft, struct undo *undo, const char *path, const char *text)
{
	struct place place = place_of(draft, path);

	undo_begin(undo, true, (struct undo_focus){ place, PART_ANSWER, draft_part_len(draft, place, PART_ANSWER) });
	edit(draft, undo,
	     (struct change){ CHANGE_SPLICE, place, PART_ANSWER, draft_part_len(draft, place, PART_ANSWER), 0, (char *)text });
}

static void typing_is_one_step(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct undo *undo = undo_new(0);
	struct undo_focus focus;

	(void)state;
	type(draft, undo, "company-name", "東");
	type(draft, undo, "company-name", "京");
	undo_break(undo);
	type(draft, undo, "company-name", "都");
	type(draft, undo, "listing", "無");
	type(draft, undo, "company-name", "庁");
	assert_true(undo_undo(undo, apply, draft, &focus));
	assert_string_equal(at(draft, "company-name"), "東京都");
	assert_int_equal(focus.caret, strlen("東京都"));
	assert_true(undo_undo(undo, apply, draft, &focus));
	assert_string_equal(focus.place.field->id, "listing");
	assert_true(undo_undo(undo, apply, draft, NULL));
	assert_string_equal(at(draft, "company-name"), "東京");
	assert_true(undo_undo(undo, apply, draft, NULL));
	assert_null(at(draft, "company-name"));
	assert_false(undo_undo(undo, apply, draft, NULL));
	assert_true(undo_redo(undo, apply, draft, NULL));
	assert_string_equal(at(draft, "company-name"), "東京");
	/* A new edit ends what could be redone. */
	type(draft, undo, "company-name", "湾");
	assert_false(undo_can_redo(undo));
	assert_true(undo_undo(undo, apply, draft, NULL));
	assert_string_equal(at(draft, "company-name"), "東京");
	undo_free(undo);
	draft_free(draft);
}

static void a_bound(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct undo *undo = undo_new(3);
	int steps = 0;

	(void)state;
	for (int i = 0; i < 10; i++) {
		type(draft, undo, "company-name", "a");
		undo_break(undo);
	}
	while (undo_undo(undo, apply, draft, NULL))
		steps++;
	assert_int_equal(steps, 3);
	assert_string_equal(at(draft, "company-name"), "aaaaaaa");
	undo_free(undo);
	draft_free(draft);
}

/* A step that does not fit any more changes nothing, not even half. */
static void a_step_that_does_not_fit(void **state)
{
	struct draft *draft = draft_new(support.form), *before;
	struct undo *undo = undo_new(0);
	struct place name = place_of(draft, "company-name"), listing = place_of(draft, "listing");

	(void)state;
	undo_begin(undo, false, (struct undo_focus){ name, PART_ANSWER, 0 });
	edit(draft, undo, (struct change){ CHANGE_SPLICE, name, PART_ANSWER, 0, 0, (char *)"長い文" });
	edit(draft, undo, (struct change){ CHANGE_SET, listing, PART_ANSWER, 0, 0, (char *)"有り" });
	put(draft, "company-name", "短");
	before = draft_copy(draft);
	assert_false(undo_undo(undo, apply, draft, NULL));
	assert_true(draft_equal(draft, before));
	assert_true(undo_can_undo(undo));
	undo_free(undo);
	draft_free(draft);
	draft_free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_the_way_back),
		cmocka_unit_test(typing_is_one_step),
		cmocka_unit_test(a_bound),
		cmocka_unit_test(a_step_that_does_not_fit),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
