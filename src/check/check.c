/* SPDX-License-Identifier: MIT */
/* check.c — keeps findings and tallies of a draft up to date: an answer is looked at again only when its revision differs,
 * what relates several answers only when one of them was. */
#include <config.h>

#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/checks.h"
#include "check/finding_list.h"
#include "check/relations.h"
#include "text/count.h"

/* Everything cached here follows from the answer's revision and relevance. */
static void look_at(struct checker *checker, struct place place, struct cell *cell)
{
	const struct answer *answer = draft_answer(checker->draft, place);
	const struct field *field = place.field;
	struct sink sink = { &cell->findings, SOURCE_FIELD, place, answer->parts[PART_ACK], false };
	struct subject subject = {
		.draft = checker->draft,
		.place = place,
		.field = field,
		.answer = answer,
		.status = draft_status(checker->draft, place),
		.relevant = cell->relevant,
	};
	if (field->limit || field->limit_group) {
		char *joined = draft_joined(checker->draft, place);
		subject.length = joined ? count_characters(joined, strlen(joined), checker->form->count_unit) : 0;
		free(joined);
	}
	finding_list_drop(&cell->findings, SOURCE_FIELD);
	checks_run(&subject, &sink);
	cell->status = subject.status;
	cell->length = subject.length;
	cell->depends = sink.depends;
	checker->listed = false;
}

static void row_clear(struct row *row, size_t cells)
{
	for (size_t i = 0; i < cells; i++)
		finding_list_clear(&row->cells[i].findings);
	free(row->cells);
	free(row);
}

static struct row *row_new(const struct section *section)
{
	struct row *row = mem_alloc(1, sizeof *row);
	row->cells = mem_alloc(section->field_count, sizeof *row->cells);
	for (size_t i = 0; i < section->field_count; i++)
		row->cells[i].unseen = true;
	return row;
}

/* Rows follow their instances: one that moved keeps what is known of it. */
static void follow_instances(struct checker *checker, struct block *block)
{
	const struct section *section = block->section;
	size_t count = draft_instances(checker->draft, section);
	bool same = count == block->count;
	for (size_t i = 0; same && i < count; i++)
		same = block->rows[i]->serial == draft_instance_serial(checker->draft, section, i);
	if (same)
		return;

	struct row **rows = mem_alloc(count, sizeof *rows);
	size_t guess = 0; /* most rows stand where they stood, beside the one before */
	for (size_t i = 0; i < count; i++) {
		unsigned long serial = draft_instance_serial(checker->draft, section, i);
		size_t found = block->count;
		for (size_t k = 0; k < block->count && found == block->count; k++) {
			size_t at = (guess + k) % block->count;
			if (block->rows[at] && block->rows[at]->serial == serial)
				found = at;
		}
		if (found < block->count) {
			rows[i] = block->rows[found];
			block->rows[found] = NULL;
			guess = found + 1;
			for (size_t f = 0; f < section->field_count; f++)
				finding_list_move(&rows[i]->cells[f].findings, i);
		} else {
			rows[i] = row_new(section);
			rows[i]->serial = serial;
		}
	}
	for (size_t i = 0; i < block->count; i++)
		if (block->rows[i])
			row_clear(block->rows[i], section->field_count);
	free(block->rows);
	block->rows = rows;
	block->count = count;
	block->moved = true;
	checker->listed = false;
}

/* Nothing in it is new, and nothing was in the last run: no cell's mark of a change is to be set or taken back. */
static bool is_settled(const struct row *row, unsigned long revision)
{
	return row->revision == revision && !row->changed && !row->restless;
}

/* Marks the answers that changed since the last run. True if there is anything to do. */
static bool note_changes(struct checker *checker)
{
	bool any = false;
	checker->conditions_changed = false;
	for (size_t b = 0; b < checker->form->section_count; b++) {
		struct block *block = &checker->blocks[b];
		unsigned long last = draft_section_revision(checker->draft, block->section);
		if (block->revision == last && !block->changed && !block->moved && !block->restless)
			continue;
		block->revision = last;
		block->changed = block->moved = false;
		follow_instances(checker, block);
		any = any || block->moved;
		for (size_t i = 0; i < block->count; i++) {
			struct row *row = block->rows[i];
			unsigned long newest = draft_instance_revision(checker->draft, block->section, i);
			if (is_settled(row, newest))
				continue;
			row->revision = newest;
			row->changed = false;
			for (size_t slot = 0; slot < block->section->field_count; slot++) {
				struct cell *cell = &row->cells[slot];
				struct place place = { &checker->form->fields[block->section->first_field + slot], i };
				unsigned long revision = draft_answer(checker->draft, place)->revision;
				cell->changed = cell->unseen || cell->depends || cell->revision != revision;
				if (!cell->changed)
					continue;
				cell->revision = revision;
				row->changed = true;
				if (checker->decides[place.field->index])
					checker->conditions_changed = true;
			}
			block->changed = block->changed || row->changed;
		}
		any = any || block->changed;
	}
	return any;
}

/* A section declared 0 times whose one instance is blank asks nothing. */
static bool is_void(const struct checker *checker, struct block *block)
{
	const struct section *section = block->section;
	size_t declared;
	if (block->count != 1 || !relations_declared(checker, block, &declared) || declared != 0)
		return false;
	for (size_t slot = 0; slot < section->field_count; slot++) {
		struct place place = { &checker->form->fields[section->first_field + slot], 0 };
		if (!answer_is_empty(draft_answer(checker->draft, place)))
			return false;
	}
	return true;
}

/* Marks the answers whose relevance changed. */
static void note_relevance(struct checker *checker)
{
	for (size_t b = 0; b < checker->form->section_count; b++) {
		struct block *block = &checker->blocks[b];
		bool nothing = is_void(checker, block), whole = nothing != block->nothing;
		block->nothing = nothing;
		for (size_t i = 0; i < block->count; i++) {
			struct row *row = block->rows[i];
			if (!row->changed && !checker->conditions_changed && !whole)
				continue;
			for (size_t slot = 0; slot < block->section->field_count; slot++) {
				struct cell *cell = &row->cells[slot];
				struct place place = { &checker->form->fields[block->section->first_field + slot], i };
				bool relevant =
					!nothing && (!place.field->relevant.field || draft_relevant(checker->draft, place));
				if (relevant == cell->relevant && !cell->unseen)
					continue;
				cell->relevant = relevant;
				cell->unseen = false;
				cell->changed = row->changed = block->changed = true;
			}
		}
	}
}

static void add_count(struct count *count, const struct count *more)
{
	count->answered += more->answered;
	count->total += more->total;
}

static void add_tally(struct tally *tally, const struct tally *more)
{
	add_count(&tally->required, &more->required);
	add_count(&tally->optional, &more->optional);
	tally->errors += more->errors;
	tally->warnings += more->warnings;
	tally->hints += more->hints;
	tally->missing += more->missing;
	tally->over_limit += more->over_limit;
	tally->review += more->review;
}

static void tally_finding(struct tally *tally, const struct finding *finding)
{
	switch (finding->severity) {
	case SEVERITY_ERROR: tally->errors++; break;
	case SEVERITY_WARNING: tally->warnings++; break;
	case SEVERITY_HINT: tally->hints++; break;
	default: tally->review++; break;
	}
	tally->missing += finding->code == code_missing;
	tally->over_limit += finding->code == code_over_limit;
}

static void tally_row(const struct checker *checker, const struct section *section, struct row *row)
{
	row->tally = (struct tally){ 0 };
	for (size_t slot = 0; slot < section->field_count; slot++) {
		const struct cell *cell = &row->cells[slot];
		enum requirement requirement = checker->form->fields[section->first_field + slot].requirement;
		if (cell->relevant) {
			struct count *count =
				requirement_is_required(requirement) ? &row->tally.required : &row->tally.optional;
			count->total++;
			count->answered += cell->status != STATUS_UNANSWERED;
		}
		for (unsigned i = 0; i < cell->findings.count; i++)
			tally_finding(&row->tally, cell->findings.items[i]);
	}
	row->touched = false;
}

static void tally_all(struct checker *checker)
{
	checker->tally = (struct tally){ .warnings = checker->strays.count };
	for (size_t b = 0; b < checker->form->section_count; b++) {
		struct block *block = &checker->blocks[b];
		block->tally = (struct tally){ 0 };
		for (size_t i = 0; i < block->count; i++) {
			struct row *row = block->rows[i];
			if (row->changed || row->touched)
				tally_row(checker, block->section, row);
			add_tally(&block->tally, &row->tally);
		}
		add_tally(&checker->tally, &block->tally);
	}
}

static void look_at_row(struct checker *checker, const struct section *section, size_t instance, struct row *row)
{
	row->restless = false;
	for (size_t slot = 0; slot < section->field_count; slot++) {
		struct cell *cell = &row->cells[slot];
		if (cell->changed)
			look_at(checker, (struct place){ &checker->form->fields[section->first_field + slot], instance }, cell);
		row->restless = row->restless || cell->depends;
	}
}

void checker_run(struct checker *checker)
{
	if (!note_changes(checker))
		return;
	note_relevance(checker);
	for (size_t b = 0; b < checker->form->section_count; b++) {
		struct block *block = &checker->blocks[b];
		if (!block->changed)
			continue;
		block->restless = false;
		for (size_t i = 0; i < block->count; i++) {
			if (block->rows[i]->changed)
				look_at_row(checker, block->section, i, block->rows[i]);
			block->restless = block->restless || block->rows[i]->restless;
		}
	}
	relations_run(checker);
	tally_all(checker);
}

long checker_today(const struct checker *checker)
{
	return checker->today;
}

struct checker *checker_new(const struct draft *draft, long today)
{
	struct checker *checker = mem_alloc(1, sizeof *checker);
	const struct form *form = draft_form(draft);
	checker->draft = draft;
	checker->form = form;
	checker->today = today;
	checker->blocks = mem_alloc(form->section_count, sizeof *checker->blocks);
	for (size_t i = 0; i < form->section_count; i++)
		checker->blocks[i].section = &form->sections[i];
	checker->decides = mem_alloc(form->field_count, sizeof *checker->decides);
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].relevant.field)
			checker->decides[form->fields[i].relevant.field->index] = true;
	checker->groups = mem_alloc(form->field_count, sizeof *checker->groups);
	for (size_t i = 0; i < form->field_count; i++) {
		const struct limit_group *group = form->fields[i].limit_group;
		if (group && group->fields[0] == &form->fields[i])
			checker->groups[checker->group_count++] = group;
	}
	return checker;
}

void checker_free(struct checker *checker)
{
	if (!checker)
		return;
	for (size_t b = 0; b < checker->form->section_count; b++) {
		struct block *block = &checker->blocks[b];
		for (size_t i = 0; i < block->count; i++)
			row_clear(block->rows[i], block->section->field_count);
		free(block->rows);
	}
	finding_list_clear(&checker->strays);
	free(checker->blocks);
	free(checker->decides);
	free(checker->groups);
	free(checker->list);
	free(checker);
}

static void add_stray(struct sink *sink, const struct stray *stray)
{
	const char *colon = strrchr(stray->path, ':'), *dot = strrchr(stray->path, '.');
	const char *key = stray->kind == STRAY_ROOT ? stray->path : colon ? colon + 1 : dot ? dot + 1 : stray->path;
	if (stray->kind == STRAY_STATUS)
		sink_add(sink, code_invalid, SEVERITY_WARNING, PART_STATUS, 0, 0, NULL, "%s",
			 _("A status is undisclosed or not-applicable; what is written here is ignored."));
	else if (strncmp(key, "　", strlen("　")) == 0)
		sink_add(sink, code_unknown_field, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL, "%s",
			 _("The key begins with a full-width blank, which indents nothing: write half-width blanks."));
	else
		sink_add(sink, code_unknown_field, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL,
			 stray->kind == STRAY_ROOT
				 ? _("“%s” is no key of a draft; it is kept in the file, but published nowhere.")
				 : _("The form does not know “%s”; it is kept in the file, but published nowhere."),
			 stray->path);
	sink_place(sink, stray->path, stray->line, stray->column);
}

void checker_set_source(struct checker *checker, const struct draft_source *source)
{
	struct sink sink = { .list = &checker->strays };
	finding_list_clear(&checker->strays);
	for (size_t i = 0; source && i < source->stray_count; i++)
		add_stray(&sink, &source->strays[i]);
	checker->listed = false;
	tally_all(checker);
}

const struct tally *checker_tally(const struct checker *checker)
{
	return &checker->tally;
}

const struct tally *checker_section(const struct checker *checker, const struct section *section)
{
	return &checker->blocks[section->index].tally;
}

const struct tally *checker_instance(const struct checker *checker, const struct section *section, size_t instance)
{
	static const struct tally none;
	const struct block *block = &checker->blocks[section->index];
	return instance < block->count ? &block->rows[instance]->tally : &none;
}

struct cell *checker_cell(const struct checker *checker, struct place place)
{
	const struct block *block = place.field ? &checker->blocks[place.field->section->index] : NULL;
	return block && place.instance < block->count ? &block->rows[place.instance]->cells[place.field->slot] : NULL;
}

static void list_findings(struct checker *checker, const struct finding_list *list)
{
	for (unsigned i = 0; i < list->count; i++) {
		checker->list = mem_grow(checker->list, checker->list_count, &checker->list_room, sizeof *checker->list);
		checker->list[checker->list_count++] = list->items[i];
	}
}

const struct finding *const *checker_findings(struct checker *checker, size_t *count)
{
	if (!checker->listed) {
		checker->list_count = 0;
		for (size_t b = 0; b < checker->form->section_count; b++) {
			const struct block *block = &checker->blocks[b];
			for (size_t i = 0; i < block->count; i++)
				for (size_t slot = 0; slot < block->section->field_count; slot++)
					list_findings(checker, &block->rows[i]->cells[slot].findings);
		}
		list_findings(checker, &checker->strays);
		checker->listed = true;
	}
	*count = checker->list_count;
	return checker->list;
}

size_t checker_at(const struct checker *checker, struct place place, const struct finding *const **findings)
{
	const struct cell *cell = checker_cell(checker, place);
	*findings = cell ? cell->findings.items : NULL;
	return cell ? cell->findings.count : 0;
}

enum severity checker_worst(const struct checker *checker, struct place place)
{
	const struct cell *cell = checker_cell(checker, place);
	return cell && cell->findings.count > 0 ? cell->findings.items[0]->severity : SEVERITY_COUNT;
}

bool checker_relevant(const struct checker *checker, struct place place)
{
	const struct cell *cell = checker_cell(checker, place);
	return cell ? cell->relevant : draft_relevant(checker->draft, place);
}

bool checker_complete(const struct checker *checker)
{
	return checker->tally.errors == 0 && checker->tally.review == 0;
}

size_t checker_length(const struct checker *checker, struct place place, size_t *limit)
{
	const struct cell *cell = checker_cell(checker, place);
	const struct limit_group *group = place.field->limit_group;
	*limit = group ? group->limit : place.field->limit;
	if (!group || !cell)
		return cell ? cell->length : 0;
	return relations_group_length(checker, group, place.instance);
}

size_t checker_limit_at(const struct checker *checker, struct place place, enum part part)
{
	const struct limit_group *group = place.field->limit_group;
	const struct cell *cell = checker_cell(checker, place);
	size_t limit = group ? group->limit : place.field->limit, taken = 0, len = draft_part_len(checker->draft, place, part);
	const char *text = draft_part(checker->draft, place, part);
	if (!limit || !text || !cell)
		return len;
	for (size_t i = 0; group && group->fields[i] != place.field; i++) {
		const struct cell *before = checker_cell(checker, (struct place){ group->fields[i], place.instance });
		taken += before->relevant ? before->length : 0;
	}
	/* Before a detail stand the option and what joins the two. */
	if (part == PART_DETAIL) {
		size_t own = count_characters(text, len, checker->form->count_unit);
		taken += cell->length > own ? cell->length - own : 0;
	}
	return count_offset(text, len, taken < limit ? limit - taken : 0, checker->form->count_unit);
}
