/* SPDX-License-Identifier: MIT */
/* draft.c — the answers to one form, by section, instance and slot, and the changes that alter them. */
#include <config.h>

#include "draft/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "draft/part_text.h"
#include "text/utf8.h"

struct instance {
	unsigned long serial;
	unsigned long revision;  /* the newest of its answers' */
	struct answer answers[]; /* by slot */
};

struct instances {
	struct instance **items;
	size_t count, room;
	unsigned long revision; /* the newest of anything in it, and of its instances' order */
};

struct draft {
	const struct form *form;
	struct instances *sections;
	size_t *family; /* shared by all copies of a draft, counts them */
	/* Both only grow, so no two answers ever share a revision: whoever sees the same revision at a place sees the same
	 * answer there, also after instances have moved. */
	unsigned long revision, serial;
	struct arena texts; /* as they were read; what is set later has memory of its own */
};

static struct instance *instance_new(struct draft *draft, const struct section *section)
{
	struct instance *instance = mem_alloc(1, sizeof *instance + section->field_count * sizeof instance->answers[0]);

	instance->serial = ++draft->serial;
	for (size_t slot = 0; slot < section->field_count; slot++)
		instance->answers[slot].revision = ++draft->revision;
	instance->revision = draft->revision;
	return instance;
}

static void instance_free(struct instance *instance, size_t fields)
{
	for (size_t slot = 0; slot < fields; slot++)
		for (int part = 0; part < PART_COUNT; part++)
			part_text_free(instance->answers[slot].parts[part]);
	free(instance);
}

static struct instance *instance_copy(const struct instance *from, size_t fields)
{
	size_t size = sizeof *from + fields * sizeof from->answers[0];
	struct instance *copy = mem_alloc(1, size);

	memcpy(copy, from, size);
	for (size_t slot = 0; slot < fields; slot++) {
		for (int part = 0; part < PART_COUNT; part++) {
			const char *text = from->answers[slot].parts[part];

			if (text)
				copy->answers[slot].parts[part] = part_text_new(text, part_text_len(text));
		}
	}
	return copy;
}

static void instances_insert(struct instances *list, size_t at, struct instance *instance)
{
	list->items = mem_grow(list->items, list->count, &list->room, sizeof list->items[0]);
	memmove(list->items + at + 1, list->items + at, (list->count - at) * sizeof list->items[0]);
	list->items[at] = instance;
	list->count++;
}

static struct instance *instances_take(struct instances *list, size_t at)
{
	struct instance *instance = list->items[at];

	list->count--;
	memmove(list->items + at, list->items + at + 1, (list->count - at) * sizeof list->items[0]);
	return instance;
}

struct draft *draft_new(const struct form *form)
{
	struct draft *draft = mem_alloc(1, sizeof *draft);

	draft->form = form;
	draft->family = mem_alloc(1, sizeof *draft->family);
	*draft->family = 1;
	draft->sections = mem_alloc(form->section_count, sizeof draft->sections[0]);
	for (size_t i = 0; i < form->section_count; i++) {
		instances_insert(&draft->sections[i], 0, instance_new(draft, &form->sections[i]));
		draft->sections[i].revision = draft->revision;
	}
	return draft;
}

struct draft *draft_copy(const struct draft *draft)
{
	struct draft *copy = mem_alloc(1, sizeof *copy);

	*copy = *draft;
	copy->texts = (struct arena){ 0 };
	++*copy->family;
	copy->sections = mem_alloc(draft->form->section_count, sizeof copy->sections[0]);
	for (size_t i = 0; i < draft->form->section_count; i++) {
		const struct instances *from = &draft->sections[i];

		for (size_t k = 0; k < from->count; k++)
			instances_insert(&copy->sections[i], k,
					 instance_copy(from->items[k], draft->form->sections[i].field_count));
		copy->sections[i].revision = from->revision;
	}
	return copy;
}

void draft_free(struct draft *draft)
{
	if (!draft)
		return;
	for (size_t i = 0; i < draft->form->section_count; i++) {
		struct instances *list = &draft->sections[i];

		for (size_t k = 0; k < list->count; k++)
			instance_free(list->items[k], draft->form->sections[i].field_count);
		free(list->items);
	}
	if (--*draft->family == 0)
		free(draft->family);
	arena_clear(&draft->texts);
	free(draft->sections);
	free(draft);
}

bool draft_related(const struct draft *a, const struct draft *b)
{
	return a->family == b->family;
}

const struct form *draft_form(const struct draft *draft)
{
	return draft->form;
}

size_t draft_instances(const struct draft *draft, const struct section *section)
{
	return draft->sections[section->index].count;
}

unsigned long draft_instance_serial(const struct draft *draft, const struct section *section, size_t instance)
{
	return draft->sections[section->index].items[instance]->serial;
}

const char *draft_instance_name(const struct draft *draft, const struct section *section, size_t instance)
{
	const char *name;

	if (!section->repeat_name)
		return NULL;
	name = draft_part(draft, (struct place){ section->repeat_name, instance }, PART_ANSWER);
	return text_is_blank(name) ? NULL : name;
}

unsigned long draft_instance_revision(const struct draft *draft, const struct section *section, size_t instance)
{
	return draft->sections[section->index].items[instance]->revision;
}

unsigned long draft_section_revision(const struct draft *draft, const struct section *section)
{
	return draft->sections[section->index].revision;
}

static struct answer *answer_at(const struct draft *draft, struct place place)
{
	const struct instances *list = &draft->sections[place.field->section->index];

	return place.instance < list->count ? &list->items[place.instance]->answers[place.field->slot] : NULL;
}

const struct answer *draft_answer(const struct draft *draft, struct place place)
{
	static const struct answer none; /* of an instance still to come */
	const struct answer *answer = answer_at(draft, place);

	return answer ? answer : &none;
}

const char *draft_part(const struct draft *draft, struct place place, enum part part)
{
	return draft_answer(draft, place)->parts[part];
}

size_t draft_part_len(const struct draft *draft, struct place place, enum part part)
{
	return part_text_len(draft_part(draft, place, part));
}

bool answer_equal(const struct answer *a, const struct answer *b)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (!text_equal(a->parts[part], b->parts[part]))
			return false;
	return true;
}

bool answer_is_empty(const struct answer *answer)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (answer->parts[part])
			return false;
	return true;
}

bool draft_equal(const struct draft *a, const struct draft *b)
{
	if (a->form != b->form)
		return false;
	for (size_t i = 0; i < a->form->section_count; i++) {
		const struct instances *in_a = &a->sections[i], *in_b = &b->sections[i];

		if (in_a->count != in_b->count)
			return false;
		for (size_t k = 0; k < in_a->count; k++)
			for (size_t slot = 0; slot < a->form->sections[i].field_count; slot++)
				if (!answer_equal(&in_a->items[k]->answers[slot], &in_b->items[k]->answers[slot]))
					return false;
	}
	return true;
}

void change_clear(struct change *change)
{
	free(change->text);
	*change = (struct change){ 0 };
}

/* Whether a text can be kept at all. */
static bool storable(const char *text, size_t len, size_t already, struct err *err)
{
	if (!utf8_valid(text, len, NULL))
		return err_set(err, ERR_INPUT, "%s", _("The text is not UTF-8."));
	if (len > DRAFT_MAX_TEXT || already > DRAFT_MAX_TEXT - len)
		return err_set(err, ERR_INPUT, _("The text would be longer than %zu bytes."), DRAFT_MAX_TEXT);
	return true;
}

static void note_change(struct draft *draft, struct place place, struct answer *answer)
{
	struct instances *list = &draft->sections[place.field->section->index];

	answer->revision = list->items[place.instance]->revision = list->revision = ++draft->revision;
}

/* "" is kept only where it says something. */
static const char *kept(enum part part, char *text)
{
	if (!text || part_text_len(text) > 0 || part_keeps_empty(part))
		return text;
	part_text_free(text);
	return NULL;
}

static bool apply_set(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	struct answer *answer = answer_at(draft, change->place);
	size_t len = change->text ? strlen(change->text) : 0;
	const char *old = answer->parts[change->part];

	if (change->text && !storable(change->text, len, 0, err))
		return false;
	if (inverse)
		*inverse = (struct change){ .kind = CHANGE_SET,
					    .place = change->place,
					    .part = change->part,
					    .text = old ? mem_bytes(old, part_text_len(old)) : NULL };
	answer->parts[change->part] = kept(change->part, change->text ? part_text_new(change->text, len) : NULL);
	part_text_free(old);
	note_change(draft, change->place, answer);
	return true;
}

static bool inside_character(const char *text, size_t len, size_t at)
{
	return at < len && ((unsigned char)text[at] & 0xc0) == 0x80;
}

static bool apply_splice(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	struct answer *answer = answer_at(draft, change->place);
	char *old = (char *)answer->parts[change->part];
	size_t old_len = part_text_len(old), len = change->text ? strlen(change->text) : 0;

	if (change->at > old_len || change->remove > old_len - change->at || inside_character(old, old_len, change->at) ||
	    inside_character(old, old_len, change->at + change->remove))
		return err_set(err, ERR_INPUT, "%s", _("The change does not fit the text."));
	if (len > 0 && !storable(change->text, len, old_len - change->remove, err))
		return false;
	if (inverse && !old && part_keeps_empty(change->part))
		*inverse = (struct change){ .kind = CHANGE_SET, .place = change->place, .part = change->part };
	else if (inverse)
		*inverse = (struct change){ .kind = CHANGE_SPLICE,
					    .place = change->place,
					    .part = change->part,
					    .at = change->at,
					    .remove = len,
					    .text = mem_bytes(old ? old + change->at : "", change->remove) };
	answer->parts[change->part] = kept(change->part, part_text_splice(old, change->at, change->remove, change->text, len));
	note_change(draft, change->place, answer);
	return true;
}

static bool apply_insert(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	const struct section *section = change->place.field->section;
	struct instances *list = &draft->sections[section->index];

	if (!section->repeated || change->place.instance > list->count || list->count >= DRAFT_MAX_INSTANCES)
		return err_set(err, ERR_INPUT, _("No instance can be added to %s there."), section->id);
	instances_insert(list, change->place.instance, instance_new(draft, section));
	list->revision = ++draft->revision;
	if (inverse)
		*inverse = (struct change){ .kind = CHANGE_INSTANCE_REMOVE, .place = change->place };
	return true;
}

static bool apply_remove(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	const struct section *section = change->place.field->section;
	struct instances *list = &draft->sections[section->index];

	if (!section->repeated || change->place.instance >= list->count)
		return err_set(err, ERR_INPUT, _("%s has no such instance."), section->id);
	if (list->count == 1)
		return err_set(err, ERR_INPUT, _("The last instance of %s stays; its answers can be cleared."), section->id);
	for (size_t slot = 0; slot < section->field_count; slot++)
		if (!answer_is_empty(&list->items[change->place.instance]->answers[slot]))
			return err_set(err, ERR_INPUT, _("The instance of %s still has answers."), section->id);
	instance_free(instances_take(list, change->place.instance), section->field_count);
	list->revision = ++draft->revision;
	if (inverse)
		*inverse = (struct change){ .kind = CHANGE_INSTANCE_INSERT, .place = change->place };
	return true;
}

static bool apply_move(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	const struct section *section = change->place.field->section;
	struct instances *list = &draft->sections[section->index];

	if (!section->repeated || change->place.instance >= list->count || change->at >= list->count)
		return err_set(err, ERR_INPUT, _("%s has no such instance."), section->id);
	instances_insert(list, change->at, instances_take(list, change->place.instance));
	list->revision = ++draft->revision;
	if (inverse)
		*inverse = (struct change){ .kind = CHANGE_INSTANCE_MOVE,
					    .place = { change->place.field, change->at },
					    .at = change->place.instance };
	return true;
}

bool draft_apply(struct draft *draft, const struct change *change, struct change *inverse, struct err *err)
{
	static bool (*const appliers[])(struct draft *, const struct change *, struct change *, struct err *) = {
		[CHANGE_SET] = apply_set,
		[CHANGE_SPLICE] = apply_splice,
		[CHANGE_INSTANCE_INSERT] = apply_insert,
		[CHANGE_INSTANCE_REMOVE] = apply_remove,
		[CHANGE_INSTANCE_MOVE] = apply_move,
	};

	if ((change->kind == CHANGE_SET || change->kind == CHANGE_SPLICE) && !answer_at(draft, change->place))
		return err_set(err, ERR_INPUT, _("%s has no such instance."), change->place.field->section->id);
	return appliers[change->kind](draft, change, inverse, err);
}

bool draft_fill(struct draft *draft, struct place place, enum part part, const char *text, struct err *err)
{
	struct answer *answer = answer_at(draft, place);
	size_t len = strlen(text);

	if (!storable(text, len, 0, err))
		return false;
	part_text_free(answer->parts[part]);
	answer->parts[part] = len > 0 || part_keeps_empty(part) ? part_text_in(&draft->texts, text, len) : NULL;
	note_change(draft, place, answer);
	return true;
}

bool draft_set(struct draft *draft, struct place place, enum part part, const char *text, struct err *err)
{
	struct change change = { .kind = CHANGE_SET, .place = place, .part = part, .text = (char *)text };

	return draft_apply(draft, &change, NULL, err);
}
