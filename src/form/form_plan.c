/* SPDX-License-Identifier: MIT */
/* form_plan.c — where the items of a form and of its overlays will stand. */
#include <config.h>

#include "form/form_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

static void plan_item(struct planned_section *section, size_t at, const struct yaml_node *node, const char *path)
{
	section->items = mem_resize(section->items, section->count + 1, sizeof *section->items);
	memmove(section->items + at + 1, section->items + at, (section->count - at) * sizeof *section->items);
	section->items[at] = (struct planned_item){ node, path };
	section->count++;
}

static bool plan_items(struct form_draught *draught, struct planned_section *section, size_t at, const struct yaml_node *map,
		       const char *path)
{
	const struct yaml_node *items = form_node(draught, path, map, "items", YAML_LIST);
	for (size_t i = 0; items && i < items->count; i++) {
		if (items->items[i]->kind == YAML_MAP)
			plan_item(section, at++, items->items[i], path);
		else
			form_refuse(draught, path, items->items[i], "wrong-shape",
				    _("An item must be a map of keys and values."));
	}
	return items;
}

void plan_form(struct form_draught *draught, const struct form_part *part, struct plan *plan)
{
	const struct yaml_node *list = form_node(draught, part->path, part->root, "sections", YAML_LIST);
	if (!list || list->count == 0) {
		form_refuse(draught, part->path, part->root, "empty", _("This form has no sections."));
		return;
	}
	plan->sections = mem_alloc(list->count, sizeof *plan->sections);
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i]->kind != YAML_MAP) {
			form_refuse(draught, part->path, list->items[i], "wrong-shape",
				    _("A section must be a map of keys and values."));
			continue;
		}
		struct planned_section *section = &plan->sections[plan->count++];
		section->node = list->items[i];
		plan_items(draught, section, 0, list->items[i], part->path);
	}
}

static bool has_field(const struct planned_item *item, const char *id)
{
	const struct yaml_node *fields = yaml_get(item->node, "fields");
	for (size_t i = 0; fields && fields->kind == YAML_LIST && i < fields->count; i++) {
		const char *text = yaml_get_text(fields->items[i], "id");
		if (text && strcmp(text, id) == 0)
			return true;
	}
	return false;
}

/* Where an overlay's items go: beside the item that holds a field, or at the end of a section. */
static bool find_spot(struct plan *plan, const char *field, bool after, const char *section, struct planned_section **found,
		      size_t *at)
{
	for (size_t s = 0; s < plan->count; s++) {
		struct planned_section *planned = &plan->sections[s];
		const char *id = yaml_get_text(planned->node, "id");
		if (section && (!id || strcmp(id, section) != 0))
			continue;
		*found = planned;
		*at = planned->count;
		if (!field)
			return section != NULL;
		for (size_t i = 0; i < planned->count; i++)
			if (has_field(&planned->items[i], field)) {
				*at = i + after;
				return true;
			}
	}
	return false;
}

void plan_overlay(struct form_draught *draught, const struct form_part *part, struct plan *plan)
{
	static const char *const root_keys[] = { "kaijisho-form", "id",     "edition", "title", "extends",
						 "insert",        "limits", "rules",   NULL };
	static const char *const keys[] = { "after", "before", "section", "items", NULL };
	form_known_keys(draught, part->path, part->root, root_keys);
	const struct yaml_node *list = form_node(draught, part->path, part->root, "insert", YAML_LIST);
	for (size_t i = 0; list && i < list->count; i++) {
		const struct yaml_node *node = list->items[i];
		form_known_keys(draught, part->path, node, keys);
		const char *after = form_text(draught, part->path, node, "after");
		const char *before = form_text(draught, part->path, node, "before");
		const char *section = form_text(draught, part->path, node, "section");
		struct planned_section *found = NULL;
		size_t at = 0;
		if (!find_spot(plan, after ? after : before, after != NULL, section, &found, &at))
			form_refuse(draught, part->path, node, "unknown-field",
				    _("The form has no such place: “after”, “before” or “section” must name one."));
		else
			plan_items(draught, found, at, node, part->path);
	}
}

void plan_clear(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		free(plan->sections[i].items);
	free(plan->sections);
	*plan = (struct plan){ 0 };
}
