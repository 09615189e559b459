/* SPDX-License-Identifier: MIT */
/* assigned.c — one pass over the fields. */
#include <config.h>

#include "check/assigned.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "form/type.h"

bool assigned_left(const struct checker *checker, const struct draft *draft, struct place place)
{
	enum severity worst = checker_worst(checker, place);
	if (!checker_relevant(checker, place))
		return false;
	if (draft_status(draft, place) == STATUS_UNANSWERED && place.field->requirement != REQUIREMENT_OPTIONAL)
		return true;
	return worst == SEVERITY_ERROR || draft_part(draft, place, PART_REVIEW) != NULL;
}

long assigned_due(const struct draft *draft, struct place place)
{
	const char *text = draft_part(draft, place, PART_DUE);
	struct value value = { 0 };
	if (!text)
		return 0;
	type_find("date")->read(place.field, text, &value);
	return value.known && value.day ? value.year * 10000L + value.month * 100 + value.day : 0;
}

const char *assigned_due_trouble(const struct draft *draft, struct place place)
{
	return draft_part(draft, place, PART_DUE) && !assigned_due(draft, place)
		       ? _("This is no full date such as 2026-11-22, so nobody is reminded by it.")
		       : NULL;
}

static struct assigned *item_of(struct assigned_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
	list->items[list->count] = (struct assigned){ .name = name };
	return &list->items[list->count++];
}

void assigned_list_init(struct assigned_list *list, const struct checker *checker, const struct draft *draft)
{
	struct assigned nobody = { 0 };
	*list = (struct assigned_list){ 0 };
	for (struct place place = { 0 }; place_next(draft, &place);) {
		const char *name = draft_part(draft, place, PART_ASSIGNEE);
		if (!checker_relevant(checker, place))
			continue;
		struct assigned *item = name ? item_of(list, name) : &nobody;
		item->fields++;
		if (!assigned_left(checker, draft, place))
			continue;
		long due = assigned_due(draft, place);
		item->left++;
		if (due && (!item->due || due < item->due))
			item->due = due;
	}
	if (!list->count || !nobody.fields)
		return;
	list->items = mem_resize(list->items, list->count + 1, sizeof *list->items);
	list->items[list->count++] = nobody;
}

void assigned_list_clear(struct assigned_list *list)
{
	free(list->items);
	*list = (struct assigned_list){ 0 };
}
