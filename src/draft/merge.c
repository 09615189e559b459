/* SPDX-License-Identifier: MIT */
/* merge.c — by field, never by line, and never dropping what either side wrote. */
#include <config.h>

#include "draft/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/align.h"
#include "draft/part_text.h"

struct merging {
	const struct draft *base, *ours, *theirs;
	struct change *changes; /* collected: `ours` may be what they are applied to */
	size_t count, room;
	size_t conflicts;
};

/* What a field states, taken or left as a whole: an answer of one side with a detail of the other states what nobody said. */
static const enum part statement[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
#define STATEMENT_PARTS (sizeof statement / sizeof statement[0])

static void add(struct merging *merging, struct change change)
{
	merging->changes = mem_grow(merging->changes, merging->count, &merging->room, sizeof merging->changes[0]);
	merging->changes[merging->count++] = change;
}

static void add_set(struct merging *merging, struct place place, enum part part, const char *text)
{
	add(merging, (struct change){ .kind = CHANGE_SET, .place = place, .part = part, .text = mem_string(text) });
}

static bool says_the_same(const struct answer *a, const struct answer *b)
{
	for (size_t i = 0; i < STATEMENT_PARTS; i++)
		if (!text_equal(a->parts[statement[i]], b->parts[statement[i]]))
			return false;
	return true;
}

struct line {
	const char *text;
	size_t len;
	bool known; /* empty, or one before it says the same */
};

struct lines {
	struct line *items;
	size_t count, room;
};

static void take_lines(struct lines *lines, const char *text)
{
	for (const char *at = text; at && *at; at += *at == '\n') {
		size_t len = strcspn(at, "\n");

		if (lines->count == lines->room) {
			lines->room = lines->room ? lines->room * 2 : 16;
			lines->items = mem_resize(lines->items, lines->room, sizeof lines->items[0]);
		}
		lines->items[lines->count++] = (struct line){ at, len, len == 0 };
		at += len;
	}
}

static int compare_lines(const struct line *a, const struct line *b)
{
	int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

	return order ? order : (a->len > b->len) - (a->len < b->len);
}

/* By what they say; those that say the same as they stand. */
static int by_text(const void *a, const void *b)
{
	const struct line *x = *(struct line *const *)a, *y = *(struct line *const *)b;
	int order = compare_lines(x, y);

	return order ? order : (x > y) - (x < y);
}

/* Sorted, so that long lists do not cost the square of their length. */
static void know_lines(struct lines *lines)
{
	struct line **sorted = mem_alloc(lines->count + 1, sizeof *sorted);

	for (size_t i = 0; i < lines->count; i++)
		sorted[i] = &lines->items[i];
	qsort(sorted, lines->count, sizeof *sorted, by_text);
	for (size_t i = 1; i < lines->count; i++)
		if (compare_lines(sorted[i - 1], sorted[i]) == 0)
			sorted[i]->known = true;
	free(sorted);
}

/* The first text and every line of the second that it has not got. NULL counts as nothing; yours to free, never NULL. */
static char *unite(const char *first, const char *second)
{
	struct lines lines = { 0 };
	struct buf out = { 0 };

	take_lines(&lines, first);
	size_t own = lines.count;
	take_lines(&lines, second);
	know_lines(&lines);
	buf_puts(&out, first ? first : "");
	for (size_t i = own; i < lines.count; i++) {
		if (lines.items[i].known)
			continue;
		if (out.len > 0)
			buf_putc(&out, '\n');
		buf_put(&out, lines.items[i].text, lines.items[i].len);
	}
	free(lines.items);
	return buf_take(&out);
}

/* What theirs states, in one text, with a detail that waits for its option too. */
static char *their_statement(const struct draft *theirs, struct place place)
{
	const struct answer *answer = draft_answer(theirs, place);
	struct buf out = { 0 };
	char *joined = draft_joined(theirs, place);

	buf_puts(&out, joined ? joined : "");
	free(joined);
	for (size_t i = 0; i < STATEMENT_PARTS; i++) {
		const char *text = answer->parts[statement[i]];

		/* What the joined text leaves out: words beside a status, a detail without its option. */
		if (text && statement[i] != PART_STATUS && !strstr(buf_text(&out), text))
			buf_printf(&out, "%s%s", out.len > 0 ? "\n" : "", text);
	}
	return buf_take(&out);
}

/* Parts that hold one word: when both sides changed it, ours stays and theirs is noted. */
static bool is_word(enum part part)
{
	return part == PART_ASSIGNEE || part == PART_DUE;
}

/* `ours` and `theirs` are where the field stands in each; `place` is where it stands in the merge when the change is applied. */
struct field_merge {
	struct place base, ours, theirs, place;
};

static void merge_statement(struct merging *merging, const struct field_merge *at, char **conflict)
{
	const struct answer *base = draft_answer(merging->base, at->base);
	const struct answer *ours = draft_answer(merging->ours, at->ours);
	const struct answer *theirs = draft_answer(merging->theirs, at->theirs);

	if (says_the_same(theirs, base) || says_the_same(theirs, ours))
		return;
	if (!says_the_same(ours, base)) {
		*conflict = their_statement(merging->theirs, at->theirs);
		return;
	}
	for (size_t i = 0; i < STATEMENT_PARTS; i++)
		if (!text_equal(ours->parts[statement[i]], theirs->parts[statement[i]]))
			add_set(merging, at->place, statement[i], theirs->parts[statement[i]]);
}

static void merge_remark(struct merging *merging, const struct field_merge *at, enum part part, char **conflict)
{
	const char *base = draft_answer(merging->base, at->base)->parts[part];
	const char *ours = draft_answer(merging->ours, at->ours)->parts[part];
	const char *theirs = draft_answer(merging->theirs, at->theirs)->parts[part];
	char *both;

	if (text_equal(theirs, base) || text_equal(theirs, ours))
		return;
	if (text_equal(ours, base)) {
		add_set(merging, at->place, part, theirs);
		return;
	}
	if (is_word(part) && ours && theirs) {
		struct buf line = { 0 };
		char *known = *conflict;

		buf_printf(&line, "%s: %s", part_name(part), theirs);
		*conflict = unite(known, buf_text(&line));
		buf_clear(&line);
		free(known);
		return;
	}
	both = unite(ours, theirs);
	if (!text_equal(both, ours))
		add_set(merging, at->place, part, both);
	free(both);
}

static void merge_field(struct merging *merging, const struct field_merge *at)
{
	const char *base = draft_answer(merging->base, at->base)->parts[PART_THEIRS];
	const char *ours = draft_answer(merging->ours, at->ours)->parts[PART_THEIRS];
	const char *theirs = draft_answer(merging->theirs, at->theirs)->parts[PART_THEIRS];
	char *conflict = NULL, *all;

	merge_statement(merging, at, &conflict);
	for (int part = 0; part < PART_COUNT; part++)
		if (part == PART_REVIEW || part == PART_ACK || part == PART_NOTE || is_word(part))
			merge_remark(merging, at, part, &conflict);
	if (conflict)
		merging->conflicts++;
	/* Conflicts from before: settled by one side alone, they are settled; new ones are added. */
	if (text_equal(ours, base) && !text_equal(theirs, base) && !conflict) {
		add_set(merging, at->place, PART_THEIRS, theirs);
	} else if (conflict || (theirs && !text_equal(theirs, base) && !text_equal(theirs, ours))) {
		char *more = unite(conflict, text_equal(theirs, base) ? NULL : theirs);

		all = unite(ours, more);
		if (!text_equal(all, ours))
			add_set(merging, at->place, PART_THEIRS, all);
		free(all);
		free(more);
	}
	free(conflict);
}

static bool same_instance(const struct draft *a, size_t in_a, const struct draft *b, size_t in_b, const struct section *section)
{
	return in_a != ALIGN_NONE && in_b != ALIGN_NONE && instance_equal(a, in_a, b, in_b, section);
}

/* The index in `match` that stands for `from`, or ALIGN_NONE. */
static size_t find(const size_t *match, size_t count, size_t from)
{
	for (size_t i = 0; i < count; i++)
		if (match[i] == from)
			return i;
	return ALIGN_NONE;
}

/* A repeated section: an entry for each instance of the merge, in its order. */
struct instance_merge {
	size_t base, ours, theirs; /* ALIGN_NONE where it is not */
	bool contested;            /* one side removed what the other changed */
};

struct instance_list {
	struct instance_merge *items;
	size_t count;
};

static void insert_entry(struct instance_list *list, size_t at, struct instance_merge entry)
{
	list->items = mem_resize(list->items, list->count + 1, sizeof list->items[0]);
	memmove(list->items + at + 1, list->items + at, (list->count - at) * sizeof list->items[0]);
	list->items[at] = entry;
	list->count++;
}

static bool same_order(const size_t *match, size_t count)
{
	size_t last = 0;

	for (size_t i = 0; i < count; i++) {
		if (match[i] == ALIGN_NONE)
			continue;
		if (match[i] < last)
			return false;
		last = match[i];
	}
	return true;
}

/* Where an instance that only they have goes: behind the one it follows with them. */
static size_t place_for(const struct instance_list *list, size_t theirs)
{
	for (size_t before = theirs; before > 0; before--)
		for (size_t i = 0; i < list->count; i++)
			if (list->items[i].theirs == before - 1)
				return i + 1;
	return theirs == 0 ? 0 : list->count;
}

static int by_their_order(const void *a, const void *b)
{
	const struct instance_merge *x = a, *y = b;

	return (x->theirs > y->theirs) - (x->theirs < y->theirs);
}

/* Puts those they know in their order, into the places such instances had. */
static void take_their_order(struct instance_list *list)
{
	struct instance_merge *known = mem_alloc(list->count + 1, sizeof *known);
	size_t count = 0, next = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].theirs != ALIGN_NONE)
			known[count++] = list->items[i];
	qsort(known, count, sizeof *known, by_their_order);
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].theirs != ALIGN_NONE)
			list->items[i] = known[next++];
	free(known);
}

/* New instances of both sides with one name are one. */
static size_t same_new_instance(const struct merging *merging, const struct section *section, const size_t *from_ours,
				size_t theirs)
{
	const char *name = draft_instance_name(merging->theirs, section, theirs);

	for (size_t i = 0; i < draft_instances(merging->ours, section); i++)
		if (from_ours[i] == ALIGN_NONE && ((name && text_equal(name, draft_instance_name(merging->ours, section, i))) ||
						   instance_equal(merging->ours, i, merging->theirs, theirs, section)))
			return i;
	return ALIGN_NONE;
}

static struct instance_list list_instances(struct merging *merging, const struct section *section)
{
	size_t *ours = align_instances(merging->base, merging->ours, section);
	size_t *theirs = align_instances(merging->base, merging->theirs, section);
	size_t our_count = draft_instances(merging->ours, section), their_count = draft_instances(merging->theirs, section);
	struct instance_list list = { 0 };

	for (size_t i = 0; i < our_count; i++) {
		struct instance_merge entry = { ours[i], i, ALIGN_NONE, false };

		if (ours[i] != ALIGN_NONE) {
			entry.theirs = find(theirs, their_count, ours[i]);
			/* They removed it: it goes, unless we changed it. */
			if (entry.theirs == ALIGN_NONE && same_instance(merging->base, ours[i], merging->ours, i, section))
				continue;
			entry.contested = entry.theirs == ALIGN_NONE;
		}
		insert_entry(&list, list.count, entry);
	}
	for (size_t i = 0; i < their_count; i++) {
		struct instance_merge entry = { theirs[i], ALIGN_NONE, i, false };
		size_t twin;

		if (theirs[i] != ALIGN_NONE) {
			/* We removed it: it stays away, unless they changed it. */
			if (find(ours, our_count, theirs[i]) != ALIGN_NONE ||
			    same_instance(merging->base, theirs[i], merging->theirs, i, section))
				continue;
			entry.contested = true;
		} else if ((twin = same_new_instance(merging, section, ours, i)) != ALIGN_NONE) {
			for (size_t k = 0; k < list.count; k++) {
				if (list.items[k].ours == twin && list.items[k].theirs == ALIGN_NONE) {
					list.items[k].theirs = i;
					entry.ours = twin;
				}
			}
			if (entry.ours != ALIGN_NONE)
				continue;
		}
		insert_entry(&list, place_for(&list, i), entry);
	}
	if (same_order(ours, our_count) && !same_order(theirs, their_count))
		take_their_order(&list);
	free(ours);
	free(theirs);
	return list;
}

/* Emits what brings our instances into the list's order. */
static void arrange(struct merging *merging, const struct section *section, struct instance_list *list)
{
	const struct field *fields = &draft_form(merging->ours)->fields[section->first_field];
	size_t count = draft_instances(merging->ours, section);
	size_t *now = mem_alloc(count + list->count + 1, sizeof *now);

	for (size_t i = 0; i < count; i++)
		now[i] = i;
	/* A section never runs out of instances: the first stays. */
	if (list->count == 0)
		insert_entry(list, 0, (struct instance_merge){ ALIGN_NONE, 0, ALIGN_NONE, false });
	for (size_t j = 0; j < list->count; j++) {
		size_t at = j;

		if (list->items[j].ours == ALIGN_NONE) {
			add(merging, (struct change){ .kind = CHANGE_INSTANCE_INSERT, .place = { fields, j } });
			count++;
		} else {
			while (now[at] != list->items[j].ours)
				at++;
			if (at != j)
				add(merging, (struct change){ .kind = CHANGE_INSTANCE_MOVE, .place = { fields, at }, .at = j });
			memmove(now + at, now + at + 1, (count - at - 1) * sizeof *now);
		}
		memmove(now + j + 1, now + j, (count - j - 1) * sizeof *now);
		now[j] = list->items[j].ours;
	}
	for (size_t i = count; i > list->count; i--) {
		for (size_t slot = 0; slot < section->field_count; slot++) {
			const struct answer *answer = draft_answer(merging->ours, (struct place){ &fields[slot], now[i - 1] });

			for (int part = 0; part < PART_COUNT; part++)
				if (answer->parts[part])
					add_set(merging, (struct place){ &fields[slot], i - 1 }, part, NULL);
		}
		add(merging, (struct change){ .kind = CHANGE_INSTANCE_REMOVE, .place = { fields, i - 1 } });
	}
	free(now);
}

/* Nobody's wish to remove the instance is lost: its name asks for a look. */
static void contest(struct merging *merging, const struct section *section, size_t instance, const struct instance_merge *entry)
{
	struct place name = { section->repeat_name, instance };
	const struct draft *side = entry->ours != ALIGN_NONE ? merging->ours : merging->theirs;
	const char *review = draft_part(
		side, (struct place){ section->repeat_name, entry->ours != ALIGN_NONE ? entry->ours : entry->theirs },
		PART_REVIEW);
	char *note = unite(review, _("One side removed this instance, the other changed it."));

	merging->conflicts++;
	add_set(merging, name, PART_REVIEW, note);
	free(note);
}

static void merge_section(struct merging *merging, const struct section *section)
{
	const struct field *fields = &draft_form(merging->ours)->fields[section->first_field];
	struct instance_list list = list_instances(merging, section);

	arrange(merging, section, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct instance_merge *entry = &list.items[i];

		for (size_t slot = 0; slot < section->field_count; slot++) {
			/* ALIGN_NONE is beyond every instance, its answers are empty; so is a base for what is new or contested. */
			struct field_merge at = { { &fields[slot], entry->contested ? ALIGN_NONE : entry->base },
						  { &fields[slot], entry->ours },
						  { &fields[slot], entry->theirs },
						  { &fields[slot], i } };

			merge_field(merging, &at);
		}
		if (entry->contested && section->repeat_name)
			contest(merging, section, i, entry);
	}
	free(list.items);
}

size_t merge_drafts(const struct draft *base, const struct draft *ours, const struct draft *theirs, change_emit *emit,
		    void *context)
{
	struct merging merging = { .base = base, .ours = ours, .theirs = theirs };
	const struct form *form = draft_form(ours);

	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];

		if (section->repeated) {
			merge_section(&merging, section);
			continue;
		}
		for (size_t slot = 0; slot < section->field_count; slot++) {
			struct place place = { &form->fields[section->first_field + slot], 0 };

			merge_field(&merging, &(struct field_merge){ place, place, place, place });
		}
	}
	for (size_t i = 0; i < merging.count; i++) {
		emit(context, &merging.changes[i]);
		change_clear(&merging.changes[i]);
	}
	free(merging.changes);
	return merging.conflicts;
}
