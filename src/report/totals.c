/* SPDX-License-Identifier: MIT */
/* totals.c — sums by form, section and item. Processes send each other theirs as JSON. */
#include <config.h>

#include "report/totals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "report/page.h"
#include "report/tally_table.h"

enum { NUMBER_COLUMNS = 8, SHOWN_ITEMS = 20 };

struct section_total {
	char *id, *title;
	struct tally tally;
};

/* An item that is missing somewhere. */
struct item_total {
	char *number, *name;
	size_t drafts;
};

struct form_total {
	char *id, *title;
	enum tally_marks marks;
	size_t drafts, complete;
	struct section_total *sections;
	size_t section_count;
	struct item_total *items;
	size_t item_count;
};

struct totals {
	struct form_total *forms;
	size_t form_count;
	size_t unreadable;
};

/* The numbers of a tally by name: how they are added, sent and read back. */
static const struct {
	const char *object, *name; /* {"required": {"answered": …}}; object NULL: at the top */
	size_t offset;
} numbers[] = {
	{ "required", "answered", offsetof(struct tally, required.answered) },
	{ "required", "total", offsetof(struct tally, required.total) },
	{ "optional", "answered", offsetof(struct tally, optional.answered) },
	{ "optional", "total", offsetof(struct tally, optional.total) },
	{ NULL, "missing", offsetof(struct tally, missing) },
	{ NULL, "over_limit", offsetof(struct tally, over_limit) },
	{ NULL, "errors", offsetof(struct tally, errors) },
	{ NULL, "warnings", offsetof(struct tally, warnings) },
	{ NULL, "review", offsetof(struct tally, review) },
};
#define NUMBERS (sizeof numbers / sizeof *numbers)

static size_t *number(struct tally *tally, size_t index)
{
	return (size_t *)(void *)((char *)tally + numbers[index].offset);
}

static void add_tally(struct tally *to, const struct tally *from)
{
	struct tally copy = *from;
	for (size_t i = 0; i < NUMBERS; i++)
		*number(to, i) += *number(&copy, i);
}

struct totals *totals_new(void)
{
	return mem_alloc(1, sizeof(struct totals));
}

void totals_free(struct totals *totals)
{
	for (size_t f = 0; f < totals->form_count; f++) {
		struct form_total *form = &totals->forms[f];
		for (size_t i = 0; i < form->section_count; i++) {
			free(form->sections[i].id);
			free(form->sections[i].title);
		}
		for (size_t i = 0; i < form->item_count; i++) {
			free(form->items[i].number);
			free(form->items[i].name);
		}
		free(form->sections);
		free(form->items);
		free(form->id);
		free(form->title);
	}
	free(totals->forms);
	free(totals);
}

static struct form_total *form_of(struct totals *totals, const char *id, const char *title, enum tally_marks marks)
{
	for (size_t i = 0; i < totals->form_count; i++)
		if (strcmp(totals->forms[i].id, id) == 0)
			return &totals->forms[i];
	totals->forms = mem_resize(totals->forms, totals->form_count + 1, sizeof *totals->forms);
	struct form_total *form = &totals->forms[totals->form_count++];
	*form = (struct form_total){ .id = mem_string(id), .title = mem_string(title), .marks = marks };
	return form;
}

static struct section_total *section_of(struct form_total *form, const char *id, const char *title)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (strcmp(form->sections[i].id, id) == 0)
			return &form->sections[i];
	form->sections = mem_resize(form->sections, form->section_count + 1, sizeof *form->sections);
	struct section_total *section = &form->sections[form->section_count++];
	*section = (struct section_total){ .id = mem_string(id), .title = mem_string(title) };
	return section;
}

static void add_missing(struct form_total *form, const char *item_number, const char *name, size_t drafts)
{
	size_t i = 0;
	while (i < form->item_count &&
	       (strcmp(form->items[i].number, item_number) != 0 || strcmp(form->items[i].name, name) != 0))
		i++;
	if (i == form->item_count) {
		form->items = mem_resize(form->items, ++form->item_count, sizeof *form->items);
		form->items[i] = (struct item_total){ .number = mem_string(item_number), .name = mem_string(name) };
	}
	form->items[i].drafts += drafts;
}

void totals_add(struct totals *totals, struct checker *checker, const struct draft *draft)
{
	const struct form *form = draft_form(draft);
	struct form_total *total = form_of(totals, form->id, form->title, tally_marks_of(form));
	total->drafts++;
	total->complete += checker_complete(checker);
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		add_tally(&section_of(total, section->id, section->title)->tally, checker_section(checker, section));
	}
	/* Each item once a draft; where nothing is 必須, what is not answered. */
	const struct item *last = NULL;
	for (struct place place = { 0 }; place_next(draft, &place);) {
		bool counts = total->marks == TALLY_WITHOUT_MARKS || requirement_is_required(place.field->requirement);
		if (place.instance > 0 || !counts || place.field->item == last)
			continue;
		bool missing = false;
		for (size_t i = 0; i < draft_instances(draft, place.field->section) && !missing; i++) {
			struct place other = { place.field, i };
			missing = draft_status(draft, other) == STATUS_UNANSWERED && checker_relevant(checker, other);
		}
		if (!missing)
			continue;
		last = place.field->item;
		add_missing(total, last->number, last->name, 1);
	}
}

void totals_add_unreadable(struct totals *totals)
{
	totals->unreadable++;
}

static size_t json_size(const json_t *object, const char *key)
{
	json_int_t value = json_integer_value(json_object_get(object, key));
	return value > 0 ? (size_t)value : 0;
}

static bool add_form_json(struct totals *totals, const json_t *json)
{
	const char *id = json_string_value(json_object_get(json, "form")),
		   *title = json_string_value(json_object_get(json, "title"));
	size_t i;
	json_t *each;
	if (!id || !title)
		return false;
	struct form_total *form = form_of(
		totals, id, title, json_is_true(json_object_get(json, "marks")) ? TALLY_WITH_MARKS : TALLY_WITHOUT_MARKS);
	form->drafts += json_size(json, "drafts");
	form->complete += json_size(json, "complete");
	json_array_foreach (json_object_get(json, "sections"), i, each) {
		const char *section = json_string_value(json_object_get(each, "id")),
			   *name = json_string_value(json_object_get(each, "title"));
		if (!section || !name)
			return false;
		struct tally tally = { 0 };
		for (size_t n = 0; n < NUMBERS; n++)
			*number(&tally, n) =
				json_size(numbers[n].object ? json_object_get(each, numbers[n].object) : each, numbers[n].name);
		add_tally(&section_of(form, section, name)->tally, &tally);
	}
	json_array_foreach (json_object_get(json, "missing"), i, each) {
		const char *item = json_string_value(json_object_get(each, "item")),
			   *name = json_string_value(json_object_get(each, "name"));
		if (!item || !name)
			return false;
		add_missing(form, item, name, json_size(each, "drafts"));
	}
	return true;
}

bool totals_add_json(struct totals *totals, const json_t *json)
{
	size_t i;
	json_t *form;
	totals->unreadable += json_size(json, "unreadable");
	json_array_foreach (json_object_get(json, "forms"), i, form)
		if (!add_form_json(totals, form))
			return false;
	return json_is_object(json);
}

/* Most often missing first, then as the form has them (numbers that begin with digits by value). */
static int by_drafts(const void *a, const void *b)
{
	const struct item_total *x = a, *y = b;
	if (x->drafts != y->drafts)
		return x->drafts > y->drafts ? -1 : 1;
	long left = strtol(x->number, NULL, 10), right = strtol(y->number, NULL, 10);
	return left != right ? (left < right ? -1 : 1) : strcmp(x->number, y->number);
}

/* A sorted copy; NULL when there are none. Yours to free; the strings stay the form's. */
static struct item_total *sorted_items(const struct form_total *form)
{
	if (!form->item_count)
		return NULL;
	struct item_total *items = mem_alloc(form->item_count, sizeof *items);
	memcpy(items, form->items, form->item_count * sizeof *items);
	qsort(items, form->item_count, sizeof *items, by_drafts);
	return items;
}

static json_t *section_json(const struct section_total *section)
{
	struct tally tally = section->tally;
	json_t *json = json_pack("{s:s, s:s, s:{}, s:{}}", "id", section->id, "title", section->title, "required", "optional");
	for (size_t i = 0; i < NUMBERS; i++)
		json_object_set_new(numbers[i].object ? json_object_get(json, numbers[i].object) : json, numbers[i].name,
				    json_integer((json_int_t)*number(&tally, i)));
	return json;
}

json_t *totals_json(const struct totals *totals)
{
	json_t *forms = json_array();
	size_t drafts = 0, complete = 0;
	for (size_t f = 0; f < totals->form_count; f++) {
		const struct form_total *form = &totals->forms[f];
		struct item_total *items = sorted_items(form);
		json_t *sections = json_array(), *missing = json_array();
		for (size_t i = 0; i < form->section_count; i++)
			json_array_append_new(sections, section_json(&form->sections[i]));
		for (size_t i = 0; i < form->item_count; i++)
			json_array_append_new(missing, json_pack("{s:s, s:s, s:I}", "item", items[i].number, "name",
								 items[i].name, "drafts", (json_int_t)items[i].drafts));
		json_array_append_new(forms, json_pack("{s:s, s:s, s:b, s:I, s:I, s:o, s:o}", "form", form->id, "title",
						       form->title, "marks", form->marks == TALLY_WITH_MARKS, "drafts",
						       (json_int_t)form->drafts, "complete", (json_int_t)form->complete,
						       "sections", sections, "missing", missing));
		drafts += form->drafts;
		complete += form->complete;
		free(items);
	}
	return json_pack("{s:I, s:I, s:I, s:o}", "drafts", (json_int_t)drafts, "complete", (json_int_t)complete, "unreadable",
			 (json_int_t)totals->unreadable, "forms", forms);
}

static void write_form(struct buf *out, const struct form_total *form)
{
	struct tally all = { 0 };
	struct tally_layout layout;
	struct buf line = { 0 };
	for (size_t i = 0; i < form->section_count; i++)
		add_tally(&all, &form->sections[i].tally);
	/* TRANSLATORS: a form's title, its id; numbers of drafts */
	buf_printf(
		&line,
		ngettext("%1$s (%2$s): %3$zu draft, %4$zu complete", "%1$s (%2$s): %3$zu drafts, %4$zu complete", form->drafts),
		form->title, form->id, form->drafts, form->complete);
	buf_putc(out, '\n');
	page_wrapped(out, buf_take(&line), 0);
	tally_lay_out(&layout, form->marks, &all, 1);
	tally_row(out, &layout, 0, _("Section"), NULL);
	for (size_t i = 0; i < form->section_count; i++)
		tally_row(out, &layout, 0, form->sections[i].title, &form->sections[i].tally);
	tally_row(out, &layout, 0, _("All"), &all);
	struct item_total *items = sorted_items(form);
	if (items)
		buf_printf(out, "\n%s\n",
			   form->marks == TALLY_WITH_MARKS ? _("Most often missing (drafts, item):")
							   : _("Most often unanswered (drafts, item):"));
	for (size_t i = 0; i < form->item_count && i < SHOWN_ITEMS; i++) {
		buf_printf(&line, "%zu", items[i].drafts);
		page_right(out, buf_text(&line), NUMBER_COLUMNS);
		buf_reset(&line);
		buf_printf(&line, "%s %s", items[i].number, items[i].name);
		page_blanks(out, 2);
		page_wrapped(out, buf_take(&line), NUMBER_COLUMNS + 2);
	}
	if (form->item_count > SHOWN_ITEMS) {
		page_blanks(out, NUMBER_COLUMNS + 2);
		buf_printf(out,
			   ngettext("and %zu more item; --json has them all\n", "and %zu more items; --json has them all\n",
				    form->item_count - SHOWN_ITEMS),
			   form->item_count - SHOWN_ITEMS);
	}
	free(items);
	buf_clear(&line);
}

void totals_write(struct buf *out, const struct totals *totals)
{
	size_t drafts = 0, complete = 0;
	for (size_t i = 0; i < totals->form_count; i++) {
		write_form(out, &totals->forms[i]);
		drafts += totals->forms[i].drafts;
		complete += totals->forms[i].complete;
	}
	buf_printf(out, _("\n%zu drafts: %zu complete, %zu not complete, %zu that cannot be read\n"),
		   drafts + totals->unreadable, complete, drafts - complete, totals->unreadable);
}

/* The same columns for every draft, whatever its form. */
static struct tally_layout line_layout(void)
{
	static const struct tally widest = { .required = { 9999, 9999 },
					     .optional = { 999, 999 },
					     .errors = 9999,
					     .warnings = 9999,
					     .missing = 9999,
					     .review = 999 };
	struct tally_layout layout;
	tally_lay_out(&layout, TALLY_WITH_MARKS, &widest, 1);
	layout.title = 0;
	return layout;
}

static void put_line(struct buf *out, const struct tally *tally, const char *complete, const char *form, const char *path)
{
	struct tally_layout layout = line_layout();
	tally_row(out, &layout, 0, "", tally);
	out->len--; /* the line's end comes after the path, which is never cut */
	buf_puts(out, "  ");
	page_left(out, complete, 4);
	buf_puts(out, "  ");
	page_left(out, form, 14);
	buf_printf(out, "  %s\n", path);
}

void totals_heading(struct buf *out)
{
	/* TRANSLATORS: a column's heading, four columns wide: the draft is complete */
	put_line(out, NULL, _("done"), _("Form"), _("Draft"));
}

void totals_line(struct buf *out, struct checker *checker, const struct draft *draft, const char *path)
{
	put_line(out, checker_tally(checker), checker_complete(checker) ? "*" : "", draft_form(draft)->id, path);
}
