/* SPDX-License-Identifier: MIT */
/* test_merge.c — merged by field and instance; of random triples never a line is lost that either side wrote. */
#include <config.h>

#include "draft_support.h"

#include "draft/merge.h"

#define TRIPLES 10000

static struct draft *read_draft(const char *answers)
{
	struct buf text = { 0 };
	struct draft_source source;
	struct err err = { 0 };
	struct draft *draft;

	buf_printf(&text, "kaijisho: 1\nform: draft-test\nanswers:\n%s", answers);
	draft = draft_read(support.form, buf_text(&text), text.len, "d", &source, &err);
	if (!draft)
		fail_msg("%s", err_sentence(&err));
	draft_source_clear(&source);
	buf_clear(&text);
	return draft;
}

static void apply(void *context, struct change *change)
{
	struct err err = { 0 };

	if (!draft_apply(context, change, NULL, &err))
		fail_msg("%s", err_sentence(&err));
}

static void by_field(void **state)
{
	static const struct {
		const char *base, *ours, *theirs, *merged;
		size_t conflicts;
	} rows[] = {
		/* each side its own field */
		{ "  company-name: a\n  listing: 無し\n", "  company-name: b\n  listing: 無し\n",
		  "  company-name: a\n  listing: 有り\n", "  company-name: b\n  listing: 有り\n", 0 },
		/* the same change */
		{ "  company-name: a\n", "  company-name: b\n", "  company-name: b\n", "  company-name: b\n", 0 },
		/* different changes */
		{ "  company-name: a\n", "  company-name: b\n", "  company-name: c\n",
		  "  company-name: {answer: b, theirs: c}\n", 1 },
		{ "  company-name: a\n", "  company-name: b\n", "  support-hours: x\n",
		  "  company-name: {answer: b, theirs: ''}\n  support-hours: x\n", 1 },
		{ "  company-name: a\n", "  support-hours: x\n", "  company-name: c\n",
		  "  company-name: {theirs: c}\n  support-hours: x\n", 1 },
		/* one answer is one statement */
		{ "  security-policy: {answer: 有り, detail: a}\n", "  security-policy: 無し\n",
		  "  security-policy: {answer: 有り, detail: b}\n", "  security-policy: {answer: 無し, theirs: '有り: b'}\n",
		  1 },
		{ "  listing: a\n", "  listing: {status: undisclosed}\n", "  listing: b\n",
		  "  listing: {status: undisclosed, theirs: b}\n", 1 },
		/* remarks are united */
		{ "  listing: {answer: a, note: x}\n", "  listing: {answer: a, note: y}\n", "  listing: {answer: b, note: z}\n",
		  "  listing: {answer: b, note: \"y\\nz\"}\n", 0 },
		{ "  listing: {answer: a, review: ''}\n", "  listing: {answer: b}\n", "  listing: {answer: a, review: q}\n",
		  "  listing: {answer: b, review: q}\n", 0 },
		{ "  listing: {answer: a, assignee: x}\n", "  listing: {answer: a, assignee: y}\n",
		  "  listing: {answer: a, assignee: z}\n", "  listing: {answer: a, assignee: y, theirs: 'assignee: z'}\n", 1 },
		/* instances */
		{ "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n    ups: x\n",
		  "  data-center:\n  - data-center-name: B\n  - data-center-name: C\n",
		  "  data-center:\n  - data-center-name: B\n    ups: x\n  - data-center-name: C\n", 0 },
		{ "  data-center:\n  - data-center-name: A\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: N\n    ups: x\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: N\n    power: y\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: N\n    ups: x\n    power: y\n", 0 },
		{ "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n",
		  "  data-center:\n  - data-center-name: B\n  - data-center-name: A\n",
		  "  data-center:\n  - data-center-name: B\n  - data-center-name: A\n", 0 },
		{ "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n",
		  "  data-center:\n  - data-center-name: A\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: B\n    ups: x\n",
		  "  data-center:\n  - data-center-name: A\n  - data-center-name: {answer: B, review: \"One side removed this instance, "
		  "the other changed it.\"}\n    ups: x\n",
		  1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct draft *base = read_draft(rows[i].base), *ours = read_draft(rows[i].ours);
		struct draft *theirs = read_draft(rows[i].theirs), *merged;
		size_t conflicts;

		merged = read_draft(rows[i].merged);
		conflicts = merge_drafts(base, ours, theirs, apply, ours);
		if (!draft_equal(ours, merged)) {
			struct buf got = { 0 };

			draft_write_new(ours, &got);
			fail_msg("case %zu:\n%s", i, buf_text(&got));
		}
		assert_int_equal(conflicts, rows[i].conflicts);
		draft_free(base);
		draft_free(ours);
		draft_free(theirs);
		draft_free(merged);
	}
}

/* Texts of unique lines, so that each can be looked for. */
static char *new_text(uint32_t *numbers, unsigned *line)
{
	struct buf text = { 0 };

	for (uint32_t lines = 1 + dice(numbers, 3); lines > 0; lines--)
		buf_printf(&text, "%sL%u.", text.len ? "\n" : "", (*line)++);
	return buf_take(&text);
}

static void wander(struct draft *draft, uint32_t *numbers, unsigned *line, int steps)
{
	static const char *const paths[] = { "company-name",           "company-summary",
					     "company-summary:note",   "security-policy",
					     "security-policy:detail", "listing:review",
					     "listing:assignee",       "data-center.1.data-center-name",
					     "data-center.1.power",    "data-center.1.ups:reason" };
	const struct section *section = form_section(support.form, "data-center", 11);

	while (steps-- > 0) {
		size_t count = draft_instances(draft, section), index = dice(numbers, (uint32_t)count);
		struct place place;
		enum part part;
		char *text;

		switch (dice(numbers, 10)) {
		case 0:
			if (count < 4)
				instance(draft, CHANGE_INSTANCE_INSERT, index, 0);
			break;
		case 1: instance(draft, CHANGE_INSTANCE_MOVE, index, dice(numbers, (uint32_t)count)); break;
		case 2:
			if (count == 1)
				break;
			for (size_t slot = 0; slot < section->field_count; slot++)
				for (int i = 0; i < PART_COUNT; i++)
					draft_set(draft,
						  (struct place){ &support.form->fields[section->first_field + slot], index },
						  i, NULL, NULL);
			instance(draft, CHANGE_INSTANCE_REMOVE, index, 0);
			break;
		default:
			assert_true(place_parse(draft, paths[dice(numbers, 10)], false, &place, &part, NULL));
			if (place.field->section == section)
				place.instance = index;
			text = dice(numbers, 5) ? new_text(numbers, line) : NULL;
			draft_set(draft, place, part, text, NULL);
			free(text);
		}
	}
}

static struct buf all_text(const struct draft *draft)
{
	struct buf text = { 0 };
	struct place place = { 0 };

	while (place_next(draft, &place))
		for (int i = 0; i < PART_COUNT; i++)
			if (draft_part(draft, place, i))
				buf_printf(&text, "%s\n", draft_part(draft, place, i));
	return text;
}

/* Every line of `side` that `base` has not got is in `merged`. */
static void nothing_new_is_lost(const struct buf *side, const struct buf *base, const struct buf *merged, int round)
{
	const char *text = buf_text(side);

	while ((text = strchr(text, 'L'))) {
		char *line = mem_bytes(text, strcspn(text, ".") + 1);

		if (!strstr(buf_text(base), line) && !strstr(buf_text(merged), line))
			fail_msg("triple %d lost %s\n--- base\n%s--- side\n%s--- merged\n%s", round, line, buf_text(base),
				 buf_text(side), buf_text(merged));
		text += strlen(line);
		free(line);
	}
}

static void random_triples(void **state)
{
	uint32_t numbers = 11;

	(void)state;
	for (int round = 0; round < TRIPLES; round++) {
		struct draft *base = draft_new(support.form), *ours, *theirs, *merged;
		struct buf in_base, in_ours, in_theirs, in_merged;
		unsigned line = 1;
		struct place place = { 0 };
		size_t conflicts, marked = 0;

		wander(base, &numbers, &line, 12);
		ours = draft_copy(base);
		theirs = draft_copy(base);
		wander(ours, &numbers, &line, 6);
		wander(theirs, &numbers, &line, 6);
		if (round % 2) { /* as after reading three files: nobody knows which instance is which */
			struct draft *copy = draft_new(support.form);

			for (size_t i = 1; i < draft_instances(theirs, form_section(support.form, "data-center", 11)); i++)
				instance(copy, CHANGE_INSTANCE_INSERT, i, 0);
			while (place_next(theirs, &place))
				for (int i = 0; i < PART_COUNT; i++)
					draft_set(copy, place, i, draft_part(theirs, place, i), NULL);
			draft_free(theirs);
			theirs = copy;
		}
		merged = draft_copy(ours);
		conflicts = merge_drafts(base, ours, theirs, apply, merged);
		in_base = all_text(base);
		in_ours = all_text(ours);
		in_theirs = all_text(theirs);
		in_merged = all_text(merged);
		nothing_new_is_lost(&in_ours, &in_base, &in_merged, round);
		nothing_new_is_lost(&in_theirs, &in_base, &in_merged, round);
		place = (struct place){ 0 };
		while (place_next(merged, &place))
			marked += draft_part(merged, place, PART_THEIRS) != NULL ||
				  draft_part(merged, place, PART_REVIEW) != NULL;
		if (conflicts > 0)
			assert_true(marked > 0);
		/* Nothing against nothing is nothing; one side alone is that side. */
		assert_int_equal(merge_drafts(base, base, base, apply, base), 0);
		buf_clear(&in_base);
		buf_clear(&in_ours);
		buf_clear(&in_theirs);
		buf_clear(&in_merged);
		draft_free(base);
		draft_free(ours);
		draft_free(theirs);
		draft_free(merged);
	}
}

/* What only one side changed is taken over whole. */
static void one_side_alone(void **state)
{
	uint32_t numbers = 5;

	(void)state;
	for (int round = 0; round < 1000; round++) {
		struct draft *base = draft_new(support.form), *side, *merged;
		unsigned line = 1;

		wander(base, &numbers, &line, 12);
		side = draft_copy(base);
		wander(side, &numbers, &line, 6);
		merged = draft_copy(base);
		assert_int_equal(merge_drafts(base, base, side, apply, merged), 0);
		if (!draft_equal(merged, side)) {
			struct buf a = { 0 }, b = { 0 }, c = { 0 };

			draft_write_new(base, &a);
			draft_write_new(side, &b);
			draft_write_new(merged, &c);
			fail_msg("round %d\n--- base\n%s--- side\n%s--- merged\n%s", round, buf_text(&a), buf_text(&b),
				 buf_text(&c));
		}
		draft_free(merged);
		merged = draft_copy(side);
		assert_int_equal(merge_drafts(base, side, base, apply, merged), 0);
		assert_true(draft_equal(merged, side));
		draft_free(base);
		draft_free(side);
		draft_free(merged);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_field),
		cmocka_unit_test(one_side_alone),
		cmocka_unit_test(random_triples),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
