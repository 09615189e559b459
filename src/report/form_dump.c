/* SPDX-License-Identifier: MIT */
/* form_dump.c — forms for people and programs. */
#include <config.h>

#include "report/form_dump.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "form/type.h"
#include "report/page.h"
#include "text/width.h"

enum { AMBIGUOUS = 1 };

static json_t *number_json(size_t number)
{
	return json_integer((json_int_t)number);
}

static json_t *choices_json(const struct field *field, bool detailed)
{
	json_t *choices = json_array();
	for (size_t i = 0; i < field->option_count; i++)
		if (!detailed || field->options[i].needs_detail)
			json_array_append_new(choices, json_string(field->options[i].text));
	return choices;
}

static json_t *field_json(const struct field *field)
{
	const struct limit_group *group = field->limit_group;
	size_t limit = field->limit ? field->limit : group ? group->limit : 0;
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s?, s:o, s:o, s:b, s:s?, s:s?, s:s?, s:s?}", "id", field->id, "prompt",
			 field->prompt, "requirement", requirement_name(field->requirement), "type", field->type->name, "limit",
			 limit ? number_json(limit) : json_null(), "limit_group", group ? group->id : NULL, "choices",
			 choices_json(field, false), "detail", choices_json(field, true), "open", field->open, "unit",
			 field->unit, "relevant", field->relevant.text, "guidance", field->guidance, "example", field->example);
}

static json_t *item_json(const struct item *item)
{
	json_t *fields = json_array();
	for (size_t i = 0; i < item->field_count; i++)
		json_array_append_new(fields, field_json(&item->fields[i]));
	return json_pack("{s:s, s:s, s:s, s:o}", "number", item->number, "category", item->category, "name", item->name,
			 "fields", fields);
}

static json_t *section_json(const struct section *section)
{
	json_t *items = json_array(), *repeat = json_null();
	for (size_t i = 0; i < section->item_count; i++)
		json_array_append_new(items, item_json(&section->items[i]));
	if (section->repeated)
		repeat = json_pack("{s:s, s:s?}", "name", section->repeat_name->id, "count",
				   section->repeat_count ? section->repeat_count->id : NULL);
	return json_pack("{s:s, s:s, s:o, s:o}", "id", section->id, "title", section->title, "repeat", repeat, "items", items);
}

json_t *form_dump_json(const struct form *form)
{
	json_t *sections = json_array();
	for (size_t i = 0; i < form->section_count; i++)
		json_array_append_new(sections, section_json(&form->sections[i]));
	return json_pack("{s:s, s:s, s:s, s:o}", "id", form->id, "title", form->title, "edition", form->edition, "sections",
			 sections);
}

static void put_wrapped(struct buf *out, const char *text, int indent)
{
	page_blanks(out, indent);
	page_wrapped(out, mem_string(text), indent);
}

/* "company-summary  必須  paragraph  100字" */
static void put_field(struct buf *out, const struct field *field)
{
	const char *mark = requirement_mark(field->requirement);
	struct buf line = { 0 };
	buf_puts(&line, field->id);
	if (*mark)
		buf_printf(&line, "  %s", mark);
	buf_printf(&line, "  %s", _(field->type->title));
	if (field->limit)
		/* TRANSLATORS: a limit, 100字 */
		buf_printf(&line, _("  up to %zu characters"), field->limit);
	else if (field->limit_group)
		buf_printf(&line, _("  up to %zu characters together (%s)"), field->limit_group->limit, field->limit_group->id);
	if (field->unit)
		buf_printf(&line, "  [%s]", field->unit);
	put_wrapped(out, buf_text(&line), 6);
	put_wrapped(out, field->prompt, 8);
	buf_clear(&line);
	for (size_t i = 0; i < field->option_count; i++)
		buf_printf(&line, "%s%s", i ? " | " : "", field->options[i].label);
	if (field->option_count)
		put_wrapped(out, buf_text(&line), 8);
	buf_clear(&line);
}

void form_dump_write(struct buf *out, const struct form *form)
{
	buf_printf(out, "%s (%s %s)\n", form->title, form->id, form->edition);
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];
		buf_printf(out, "\n%s\n", section->title);
		for (size_t i = 0; i < section->item_count; i++) {
			const struct item *item = &section->items[i];
			buf_printf(out, "%4s  %s\n", item->number, item->name);
			for (size_t f = 0; f < item->field_count; f++)
				put_field(out, &item->fields[f]);
		}
	}
}

static size_t count_marked(const struct form *form, enum requirement requirement)
{
	size_t count = 0;
	for (size_t i = 0; i < form->field_count; i++)
		count += form->fields[i].requirement == requirement;
	return count;
}

void form_list_write(struct buf *out, const struct form *const *forms, size_t count)
{
	const char *const headings[] = { _("form"),     _("edition"),   _("items"),   _("fields"),
					 _("required"), _("required○"), _("optional") };
	static const int columns[] = { -16, -9, 7, 8, 10, 11, 10 };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		int room = abs(columns[i]) - width_text(headings[i], strlen(headings[i]), AMBIGUOUS);
		page_blanks(out, columns[i] > 0 ? room : 0);
		buf_puts(out, headings[i]);
		page_blanks(out, columns[i] < 0 ? room : 0);
	}
	buf_putc(out, '\n');
	for (size_t i = 0; i < count; i++) {
		const struct form *form = forms[i];
		buf_printf(out, "%*s%*s%*zu%*zu%*zu%*zu%*zu\n", columns[0], form->id, columns[1], form->edition, columns[2],
			   form->item_count, columns[3], form->field_count, columns[4],
			   count_marked(form, REQUIREMENT_REQUIRED), columns[5], count_marked(form, REQUIREMENT_LEVEL),
			   columns[6], count_marked(form, REQUIREMENT_OPTIONAL));
		put_wrapped(out, form->title, 4);
		if (*form->audience)
			put_wrapped(out, form->audience, 4);
	}
}

json_t *form_list_json(const struct form *const *forms, size_t count)
{
	json_t *list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", forms[i]->id,
						      "title", forms[i]->title, "edition", forms[i]->edition, "audience",
						      forms[i]->audience, "items", number_json(forms[i]->item_count), "fields",
						      number_json(forms[i]->field_count), "required",
						      number_json(count_marked(forms[i], REQUIREMENT_REQUIRED)),
						      "required_level", number_json(count_marked(forms[i], REQUIREMENT_LEVEL)),
						      "optional", number_json(count_marked(forms[i], REQUIREMENT_OPTIONAL))));
	return list;
}

/* One use of an id by a form. */
struct use {
	const struct form *form;
	const struct field *field;
	size_t order; /* of the form */
};

static int by_id(const void *left, const void *right)
{
	const struct use *a = left, *b = right;
	int order = strcmp(a->field->id, b->field->id);
	return order ? order : a->order < b->order ? -1 : a->order > b->order;
}

/* All uses, sorted by id; yours to free. */
static struct use *all_uses(const struct form *const *forms, size_t count, size_t *found)
{
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += forms[i]->field_count;
	struct use *uses = mem_alloc(total + 1, sizeof *uses);
	*found = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t f = 0; f < forms[i]->field_count; f++)
			uses[(*found)++] = (struct use){ forms[i], &forms[i]->fields[f], i };
	qsort(uses, total, sizeof *uses, by_id);
	return uses;
}

/* How many uses of the same id begin here. */
static size_t run_of(const struct use *uses, size_t count)
{
	size_t run = 1;
	while (run < count && strcmp(uses[run].field->id, uses[0].field->id) == 0)
		run++;
	return run;
}

void form_shared_write(struct buf *out, const struct form *const *forms, size_t count)
{
	size_t total;
	struct use *uses = all_uses(forms, count, &total);
	for (size_t i = 0, run; i < total; i += run) {
		run = run_of(uses + i, total - i);
		if (run < 2)
			continue;
		buf_printf(out, "%s\n", uses[i].field->id);
		for (size_t k = i; k < i + run; k++) {
			struct buf line = { 0 };
			buf_printf(&line, "%s %s [%s] %s", uses[k].form->id, uses[k].field->item->number,
				   uses[k].field->type->name, uses[k].field->prompt);
			page_blanks(out, 4);
			page_wrapped(out, buf_take(&line), 8);
		}
	}
	free(uses);
}

json_t *form_shared_json(const struct form *const *forms, size_t count)
{
	size_t total;
	struct use *uses = all_uses(forms, count, &total);
	json_t *list = json_array();
	for (size_t i = 0, run; i < total; i += run) {
		run = run_of(uses + i, total - i);
		if (run < 2)
			continue;
		json_t *users = json_array();
		for (size_t k = i; k < i + run; k++)
			json_array_append_new(users, json_pack("{s:s, s:s, s:s, s:s}", "form", uses[k].form->id, "number",
							       uses[k].field->item->number, "type", uses[k].field->type->name,
							       "prompt", uses[k].field->prompt));
		json_array_append_new(list, json_pack("{s:s, s:o}", "id", uses[i].field->id, "forms", users));
	}
	free(uses);
	return list;
}
