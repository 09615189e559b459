/* SPDX-License-Identifier: MIT */
/* relations.c — checks that relate several answers. */
#include <config.h>

#include "check/relations.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/checks.h"
#include "check/rules.h"

/* The place of a field seen from an instance of a repeated section: the same instance there, the only one elsewhere. */
static struct place place_in(const struct section *section, const struct field *field, size_t instance)
{
	return (struct place){ field, field->section == section ? instance : 0 };
}

static struct row *row_of(const struct checker *checker, struct place place)
{
	return checker->blocks[place.field->section->index].rows[place.instance];
}

static void drop(struct checker *checker, struct place place, unsigned source)
{
	if (finding_list_drop(&checker_cell(checker, place)->findings, source)) {
		row_of(checker, place)->touched = true;
		checker->listed = false;
	}
}

static struct sink sink_at(struct checker *checker, struct place place, unsigned source)
{
	row_of(checker, place)->touched = true;
	checker->listed = false;
	return (struct sink){
		.list = &checker_cell(checker, place)->findings,
		.source = source,
		.place = place,
		.acknowledged = draft_part(checker->draft, place, PART_ACK),
	};
}

static bool is_stated(const struct checker *checker, struct place place)
{
	const struct cell *cell = checker_cell(checker, place);
	return cell->relevant && cell->status == STATUS_ANSWERED;
}

size_t relations_group_length(const struct checker *checker, const struct limit_group *group, size_t instance)
{
	size_t length = 0;
	for (size_t i = 0; i < group->field_count; i++) {
		struct place place = { group->fields[i], instance };
		const struct cell *cell = checker_cell(checker, place);
		length += cell && cell->relevant ? cell->length : 0;
	}
	return length;
}

/* One finding for the whole group, at its last answer: that is where it goes over. */
static void run_group(struct checker *checker, const struct limit_group *group, size_t instance)
{
	bool changed = false;
	struct place last = { group->fields[0], instance };
	for (size_t i = 0; i < group->field_count; i++) {
		struct place place = { group->fields[i], instance };
		const struct cell *cell = checker_cell(checker, place);
		changed = changed || cell->changed;
		if (cell->relevant && cell->length > 0)
			last = place;
	}
	if (!changed)
		return;
	for (size_t i = 0; i < group->field_count; i++)
		drop(checker, (struct place){ group->fields[i], instance }, SOURCE_LIMIT_GROUP);
	size_t length = relations_group_length(checker, group, instance);
	if (length <= group->limit)
		return;
	struct sink sink = sink_at(checker, last, SOURCE_LIMIT_GROUP);
	sink_add(&sink, code_over_limit, SEVERITY_ERROR, PART_ANSWER, 0, 0, NULL,
		 _("%1$zu characters over the limit of %2$zu, counted together with the fields that share it."),
		 length - group->limit, group->limit);
}

static struct declared read_declared(const struct checker *checker, struct place place)
{
	struct declared declared = { .revision = draft_answer(checker->draft, place)->revision };
	struct value value;
	if (draft_status(checker->draft, place) != STATUS_ANSWERED)
		return declared;
	type_judge(place.field, draft_part(checker->draft, place, PART_ANSWER), &value);
	declared.known = value.known && value.number >= 0 && value.number <= 1e6;
	declared.number = declared.known ? (size_t)value.number : 0;
	return declared;
}

bool relations_declared(const struct checker *checker, struct block *block, size_t *declared)
{
	struct place place = { block->section->repeat_count, 0 };
	if (!place.field)
		return false;
	if (block->declared.revision != draft_answer(checker->draft, place)->revision)
		block->declared = read_declared(checker, place);
	*declared = block->declared.number;
	return block->declared.known;
}

static void run_count(struct checker *checker, struct block *block)
{
	const struct section *section = block->section;
	struct place place = { section->repeat_count, 0 };
	size_t declared;
	drop(checker, place, SOURCE_COUNT);
	if (!checker_cell(checker, place)->relevant || !relations_declared(checker, block, &declared) ||
	    declared == block->count || block->nothing)
		return;
	struct sink sink = sink_at(checker, place, SOURCE_COUNT);
	sink_add(&sink, code_count_mismatch, SEVERITY_ERROR, PART_ANSWER, 0, 0, NULL,
		 /* TRANSLATORS: declared number, section, number of its instances */
		 _("%1$zu are declared here, but “%2$s” is filled in for %3$zu."), declared, section->title, block->count);
}

struct name {
	const char *text;
	size_t instance;
};

static int by_name(const void *left, const void *right)
{
	const struct name *a = left, *b = right;
	int order = strcmp(a->text, b->text);
	return order ? order : a->instance < b->instance ? -1 : a->instance > b->instance;
}

/* Instances are told apart by their names. A name that is missing is found as such where the field is 必須. */
static void run_names(struct checker *checker, const struct block *block)
{
	const struct section *section = block->section;
	struct name *names = mem_alloc(block->count, sizeof *names);
	size_t count = 0;
	for (size_t i = 0; i < block->count; i++) {
		struct place place = { section->repeat_name, i };
		drop(checker, place, SOURCE_NAME);
		const char *name = draft_instance_name(checker->draft, section, i);
		if (name)
			names[count++] = (struct name){ name, i };
		else if (block->count > 1 && !requirement_is_required(place.field->requirement)) {
			struct sink sink = sink_at(checker, place, SOURCE_NAME);
			sink_add(&sink, code_rule, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL, "%s",
				 _("A name is needed to tell it from the others."));
		}
	}
	if (count > 1)
		qsort(names, count, sizeof *names, by_name);
	for (size_t i = 1; i < count; i++) {
		if (strcmp(names[i - 1].text, names[i].text) != 0)
			continue;
		struct sink sink = sink_at(checker, (struct place){ section->repeat_name, names[i].instance }, SOURCE_NAME);
		sink_add(&sink, code_rule, SEVERITY_ERROR, PART_ANSWER, 0, 0, NULL, _("Another one has the name “%s” already."),
			 names[i].text);
	}
	free(names);
}

static void run_block(struct checker *checker, struct block *block)
{
	const struct section *section = block->section;
	bool changed = block->moved;
	for (size_t i = 0; !changed && block->changed && i < block->count; i++)
		changed = block->rows[i]->changed && block->rows[i]->cells[section->repeat_name->slot].changed;
	if (changed)
		run_names(checker, block);
	if (section->repeat_count)
		run_count(checker, block);
}

/* The section whose instances a rule is about: the first repeated one among its fields, or NULL. */
static const struct section *repeated_in(const struct rule *rule)
{
	for (size_t i = 0; i < rule->field_count; i++)
		if (rule->fields[i]->section->repeated)
			return rule->fields[i]->section;
	return NULL;
}

static enum severity severity_of(const char *name)
{
	for (int severity = 0; severity < SEVERITY_COUNT; severity++)
		if (strcmp(severity_name((enum severity)severity), name) == 0)
			return (enum severity)severity;
	return SEVERITY_WARNING;
}

static struct fact fact_of(const struct checker *checker, struct place place)
{
	const struct answer *answer = draft_answer(checker->draft, place);
	struct fact fact = { .field = place.field, .stated = is_stated(checker, place), .text = "", .detail = "" };
	if (!fact.stated)
		return fact;
	fact.text = answer->parts[PART_ANSWER];
	fact.detail = answer->parts[PART_DETAIL] ? answer->parts[PART_DETAIL] : "";
	type_judge(place.field, fact.text, &fact.value);
	/* 有り with a date beside it states that date. */
	if (*fact.detail && !fact.value.known && fact.field->has_detail)
		type_find("date")->read(fact.field, fact.detail, &fact.value);
	return fact;
}

static void run_rule(struct checker *checker, size_t number, const struct section *section, size_t instance)
{
	const struct rule *rule = &checker->form->rules[number];
	unsigned source = SOURCE_RULES + (unsigned)number;
	bool changed = false;
	for (size_t i = 0; i < rule->field_count; i++)
		changed = changed || checker_cell(checker, place_in(section, rule->fields[i], instance))->changed;
	const struct rule_kind *kind = changed ? rule_kind_find(rule->kind) : NULL;
	if (!kind || rule->field_count < kind->least)
		return;
	for (size_t i = 0; i < rule->field_count; i++)
		drop(checker, place_in(section, rule->fields[i], instance), source);

	struct fact *facts = mem_alloc(rule->field_count, sizeof *facts);
	for (size_t i = 0; i < rule->field_count; i++)
		facts[i] = fact_of(checker, place_in(section, rule->fields[i], instance));
	int at = kind->broken(facts, rule->field_count, checker->today);
	free(facts);
	if (at < 0)
		return;
	/* In the repeated section, so that every instance has its own finding. */
	for (size_t i = 0; section && rule->fields[at]->section != section && i < rule->field_count; i++)
		if (rule->fields[i]->section == section)
			at = (int)i;
	struct sink sink = sink_at(checker, place_in(section, rule->fields[at], instance), source);
	sink_add(&sink, code_rule, severity_of(rule->severity), PART_ANSWER, 0, 0, NULL, "%s",
		 rule->message ? rule->message : _(kind->sentence));
}

/* Is one of its fields in a section where anything changed? */
static bool concerns(const struct checker *checker, const struct rule *rule)
{
	for (size_t i = 0; i < rule->field_count; i++)
		if (checker->blocks[rule->fields[i]->section->index].changed)
			return true;
	return false;
}

void relations_run(struct checker *checker)
{
	const struct form *form = checker->form;
	for (size_t i = 0; i < checker->group_count; i++) {
		const struct limit_group *group = checker->groups[i];
		const struct block *block = &checker->blocks[group->fields[0]->section->index];
		for (size_t instance = 0; block->changed && instance < block->count; instance++)
			if (block->rows[instance]->changed)
				run_group(checker, group, instance);
	}
	for (size_t b = 0; b < form->section_count; b++)
		if (form->sections[b].repeated)
			run_block(checker, &checker->blocks[b]);
	for (size_t i = 0; i < form->rule_count; i++) {
		if (!concerns(checker, &form->rules[i]))
			continue;
		const struct section *section = repeated_in(&form->rules[i]);
		size_t count = section ? checker->blocks[section->index].count : 1;
		for (size_t instance = 0; instance < count; instance++)
			run_rule(checker, i, section, instance);
	}
}
