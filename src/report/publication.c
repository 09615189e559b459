/* SPDX-License-Identifier: MIT */
/* publication.c — gathers the rows of the published document from a draft. */
#include <config.h>

#include "report/publication.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* clang-format off */
static const char *const words[][WORD_COUNT] = {
	{
		[WORD_NUMBER] = "No.", [WORD_SECTION] = "大区分", [WORD_CATEGORY] = "中区分", [WORD_ITEM] = "項目",
		[WORD_PROMPT] = "記述内容", [WORD_MARK] = "必須/選択", [WORD_ANSWER] = "申請内容",
		[WORD_INSTANCE] = "データセンター", [WORD_MISSING] = "【未記入】", [WORD_EDITION] = "版",
		[WORD_SUMMARY] = "記入状況", [WORD_ID] = "ID",
	},
	{
		[WORD_NUMBER] = "No.", [WORD_SECTION] = "Section", [WORD_CATEGORY] = "Category", [WORD_ITEM] = "Item",
		[WORD_PROMPT] = "What to state", [WORD_MARK] = "Required", [WORD_ANSWER] = "Answer",
		[WORD_INSTANCE] = "Data center", [WORD_MISSING] = "[not filled in]", [WORD_EDITION] = "Edition",
		[WORD_SUMMARY] = "Completeness", [WORD_ID] = "ID",
	},
};
/* clang-format on */

/* What stands at the head of the document: the fields that name it, whichever form they are in. */
static const struct {
	const char *id;
	const char *labels[2];
} headings[] = {
	{ "certification-number", { "認定番号", "Certification number" } },
	{ "service-name", { "サービス名称", "Service" } },
	{ "company-name", { "事業者名", "Company" } },
	{ "disclosure-date", { "開示情報の日付", "Date of disclosure" } },
};

/* clang-format off */
static const char *const marks[2][4] = {
	{ [REQUIREMENT_NONE] = "", [REQUIREMENT_OPTIONAL] = "選択", [REQUIREMENT_REQUIRED] = "必須",
	  [REQUIREMENT_LEVEL] = "必須○" },
	{ [REQUIREMENT_NONE] = "", [REQUIREMENT_OPTIONAL] = "optional", [REQUIREMENT_REQUIRED] = "required",
	  [REQUIREMENT_LEVEL] = "required (level)" },
};
/* clang-format on */

static size_t language_of(const struct form *form)
{
	return form->language && strcmp(form->language, "ja") != 0;
}

const char *publication_word(const struct form *form, enum word word)
{
	return words[language_of(form)][word];
}

const char *publication_mark(const struct form *form, enum requirement requirement)
{
	return marks[language_of(form)][requirement];
}

static void add_row(struct publication_part *part, const struct draft *draft, struct place place)
{
	const struct field *field = place.field;
	part->rows = mem_resize(part->rows, part->row_count + 1, sizeof *part->rows);
	struct publication_row *row = &part->rows[part->row_count];
	struct publication_row *before = part->row_count ? row - 1 : NULL;
	*row = (struct publication_row){
		.place = place,
		.number = field->item->number,
		.category = field->item->original_category,
		.item = field->item->original_name,
		.prompt = field->original_prompt,
		.mark = publication_mark(draft_form(draft), field->requirement),
		.answer = draft_joined(draft, place),
	};
	row->begins_item = !before || before->place.field->item != field->item;
	row->begins_category = !before || strcmp(before->category, row->category) != 0;
	row->missing = !row->answer && requirement_is_required(field->requirement);
	part->row_count++;

	/* The item's first row knows how many rows it spans. */
	struct publication_row *first = row;
	while (!first->begins_item)
		first--;
	first->item_rows++;
}

char *publication_part_title(const struct draft *draft, const struct section *section, size_t instance)
{
	struct buf title = { 0 };
	buf_puts(&title, section->original_title);
	const char *name = draft_instance_name(draft, section, instance);
	if (section->repeated && name)
		buf_printf(&title, " － %s", name);
	else if (section->repeated)
		buf_printf(&title, " － %zu", instance + 1);
	return buf_take(&title);
}

static void add_part(struct publication *publication, const struct draft *draft, const struct section *section, size_t instance)
{
	struct publication_part part = { .section = section, .instance = instance };
	part.title = publication_part_title(draft, section, instance);
	for (size_t slot = 0; slot < section->field_count; slot++) {
		struct place place = { &publication->form->fields[section->first_field + slot], instance };
		if (draft_relevant(draft, place))
			add_row(&part, draft, place);
	}
	for (size_t i = 0; i < part.row_count; i++) {
		publication->missing += part.rows[i].missing;
		publication->unconfirmed += draft_part(draft, part.rows[i].place, PART_REVIEW) != NULL;
	}
	publication->parts = mem_resize(publication->parts, publication->part_count + 1, sizeof part);
	publication->parts[publication->part_count++] = part;
}

void publication_init(struct publication *publication, const struct draft *draft)
{
	const struct form *form = draft_form(draft);
	*publication = (struct publication){ .form = form };
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		const struct field *field = form_field(form, headings[i].id, strlen(headings[i].id));
		char *value = field ? draft_joined(draft, (struct place){ field, 0 }) : NULL;
		if (value)
			publication->headings[publication->heading_count++] =
				(struct publication_heading){ headings[i].id, headings[i].labels[language_of(form)], value };
	}
	for (size_t s = 0; s < form->section_count; s++)
		for (size_t i = 0; i < draft_instances(draft, &form->sections[s]); i++)
			add_part(publication, draft, &form->sections[s], i);
}

void publication_clear(struct publication *publication)
{
	for (size_t i = 0; i < publication->heading_count; i++)
		free(publication->headings[i].value);
	for (size_t p = 0; p < publication->part_count; p++) {
		for (size_t r = 0; r < publication->parts[p].row_count; r++)
			free(publication->parts[p].rows[r].answer);
		free(publication->parts[p].rows);
		free(publication->parts[p].title);
	}
	free(publication->parts);
	*publication = (struct publication){ 0 };
}
