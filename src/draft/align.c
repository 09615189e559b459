/* SPDX-License-Identifier: MIT */
/* align.c — instances matched in passes, the surest sign first. */
#include <config.h>

#include "draft/align.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "draft/part_text.h"

struct alignment {
	const struct draft *from, *to;
	const struct section *section;
	size_t from_count, to_count;
	size_t *match; /* of each in `to` */
	bool *taken;   /* each in `from` */
};

bool instance_equal(const struct draft *a, size_t in_a, const struct draft *b, size_t in_b, const struct section *section)
{
	const struct field *fields = &draft_form(a)->fields[section->first_field];

	for (size_t slot = 0; slot < section->field_count; slot++)
		if (!answer_equal(draft_answer(a, (struct place){ &fields[slot], in_a }),
				  draft_answer(b, (struct place){ &fields[slot], in_b })))
			return false;
	return true;
}

bool instance_is_empty(const struct draft *draft, const struct section *section, size_t instance)
{
	const struct field *fields = &draft_form(draft)->fields[section->first_field];

	for (size_t slot = 0; slot < section->field_count; slot++)
		if (!answer_is_empty(draft_answer(draft, (struct place){ &fields[slot], instance })))
			return false;
	return true;
}

static bool same_serial(const struct alignment *all, size_t from, size_t to)
{
	return draft_instance_serial(all->from, all->section, from) == draft_instance_serial(all->to, all->section, to);
}

static bool same_answers(const struct alignment *all, size_t from, size_t to)
{
	return instance_equal(all->from, from, all->to, to, all->section);
}

static bool same_name(const struct alignment *all, size_t from, size_t to)
{
	const char *name = draft_instance_name(all->from, all->section, from);

	return name && text_equal(name, draft_instance_name(all->to, all->section, to));
}

static bool same_position(const struct alignment *all, size_t from, size_t to)
{
	(void)all;
	return from == to;
}

static void run_pass(struct alignment *all, bool (*same)(const struct alignment *, size_t, size_t))
{
	size_t from = 0; /* instances mostly keep their order, so the search goes on where the last one ended */

	for (size_t to = 0; to < all->to_count; to++) {
		if (all->match[to] != ALIGN_NONE)
			continue;
		for (size_t tried = 0; tried < all->from_count; tried++, from++) {
			if (from == all->from_count)
				from = 0;
			if (!all->taken[from] && same(all, from, to)) {
				all->taken[from] = true;
				all->match[to] = from++;
				break;
			}
		}
		if (from == all->from_count)
			from = 0;
	}
}

size_t *align_instances(const struct draft *from, const struct draft *to, const struct section *section)
{
	static bool (*const related[])(const struct alignment *, size_t, size_t) = { same_serial, same_answers, same_name,
										     NULL };
	static bool (*const strange[])(const struct alignment *, size_t, size_t) = { same_name, same_answers, same_position,
										     NULL };
	bool (*const *passes)(const struct alignment *, size_t, size_t) = draft_related(from, to) ? related : strange;
	struct alignment all = { .from = from,
				 .to = to,
				 .section = section,
				 .from_count = draft_instances(from, section),
				 .to_count = draft_instances(to, section) };

	all.match = mem_alloc(all.to_count + 1, sizeof all.match[0]);
	all.taken = mem_alloc(all.from_count + 1, sizeof all.taken[0]);
	for (size_t i = 0; i < all.to_count; i++)
		all.match[i] = ALIGN_NONE;
	for (; *passes; passes++)
		run_pass(&all, *passes);
	free(all.taken);
	return all.match;
}

/* Draft changes under way: which instance of `from` stands where now. */
struct rearranging {
	const struct draft *from;
	const struct field *fields; /* of the section */
	size_t field_count;
	size_t *now;
	size_t count;
	change_emit *emit;
	void *context;
};

static void emit_plain(struct rearranging *all, enum change_kind kind, size_t instance, size_t at)
{
	struct change change = { .kind = kind, .place = { all->fields, instance }, .at = at };

	all->emit(all->context, &change);
}

static void set_part(change_emit *emit, void *context, struct place place, enum part part, const char *text)
{
	struct change change = { .kind = CHANGE_SET, .place = place, .part = part, .text = mem_string(text) };

	emit(context, &change);
	free(change.text);
}

static void clear_instance(struct rearranging *all, size_t original, size_t instance)
{
	for (size_t slot = 0; slot < all->field_count; slot++) {
		struct place place = { &all->fields[slot], instance };
		const struct answer *answer = draft_answer(all->from, (struct place){ place.field, original });

		for (int part = 0; part < PART_COUNT; part++)
			if (answer->parts[part])
				set_part(all->emit, all->context, place, part, NULL);
	}
}

static bool wanted(const size_t *match, size_t count, size_t original)
{
	for (size_t i = 0; i < count; i++)
		if (match[i] == original)
			return true;
	return false;
}

static void rearrange(struct rearranging *all, size_t *match, size_t to_count)
{
	for (size_t i = all->count; i > 0; i--) {
		if (wanted(match, to_count, i - 1))
			continue;
		clear_instance(all, i - 1, i - 1);
		emit_plain(all, CHANGE_INSTANCE_REMOVE, i - 1, 0);
		all->count--;
		memmove(all->now + i - 1, all->now + i, (all->count - (i - 1)) * sizeof all->now[0]);
	}
	for (size_t j = 0; j < to_count; j++) {
		size_t at = j;

		if (match[j] == ALIGN_NONE) {
			emit_plain(all, CHANGE_INSTANCE_INSERT, j, 0);
			all->count++;
		} else {
			while (all->now[at] != match[j])
				at++;
			if (at != j)
				emit_plain(all, CHANGE_INSTANCE_MOVE, at, j);
			memmove(all->now + at, all->now + at + 1, (all->count - at - 1) * sizeof all->now[0]);
		}
		memmove(all->now + j + 1, all->now + j, (all->count - j - 1) * sizeof all->now[0]);
		all->now[j] = match[j];
	}
}

static void section_difference(const struct draft *from, const struct draft *to, const struct section *section,
			       change_emit *emit, void *context)
{
	size_t from_count = draft_instances(from, section), to_count = draft_instances(to, section);
	struct rearranging all = { .from = from,
				   .fields = &draft_form(from)->fields[section->first_field],
				   .field_count = section->field_count,
				   .count = from_count,
				   .emit = emit,
				   .context = context };
	size_t *match = align_instances(from, to, section);
	bool any = false;

	for (size_t i = 0; i < to_count; i++)
		any = any || match[i] != ALIGN_NONE;
	if (!any)
		match[0] = 0; /* a section never runs out of instances */
	all.now = mem_alloc(from_count + to_count + 1, sizeof all.now[0]);
	for (size_t i = 0; i < from_count; i++)
		all.now[i] = i;
	if (section->repeated)
		rearrange(&all, match, to_count);
	for (size_t i = 0; i < to_count; i++) {
		for (size_t slot = 0; slot < section->field_count; slot++) {
			struct place place = { &all.fields[slot], i };
			const struct answer *new = draft_answer(to, place);
			/* Of no instance: ALIGN_NONE is beyond the last, its answers are empty. */
			const struct answer *old = draft_answer(from, (struct place){ place.field, match[i] });

			for (int part = 0; part < PART_COUNT; part++)
				if (!text_equal(old->parts[part], new->parts[part]))
					set_part(emit, context, place, part, new->parts[part]);
		}
	}
	free(all.now);
	free(match);
}

void draft_difference(const struct draft *from, const struct draft *to, change_emit *emit, void *context)
{
	for (size_t i = 0; i < draft_form(from)->section_count; i++)
		section_difference(from, to, &draft_form(from)->sections[i], emit, context);
}
