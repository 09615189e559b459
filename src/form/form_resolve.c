/* SPDX-License-Identifier: MIT */
/* form_resolve.c — what the ids in a form refer to: conditions, repeats, shared limits, rules. */
#include <config.h>

#include "form/form_resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "form/relevant.h"
#include "form/type.h"

static int by_id(const void *left, const void *right)
{
	const struct field *const *a = left, *const *b = right;
	int order = strcmp((*a)->id, (*b)->id);
	return order ? order : (*a)->index < (*b)->index ? -1 : 1;
}

void resolve_index(struct form_draught *draught)
{
	struct form *form = draught->form;
	const struct field **index = arena_alloc(&form->arena, form->field_count, sizeof *index);
	for (size_t i = 0; i < form->field_count; i++)
		index[i] = &form->fields[i];
	if (form->field_count > 1)
		qsort(index, form->field_count, sizeof *index, by_id);
	form->by_id = index;
	for (size_t i = 1; i < form->field_count; i++) {
		const struct field *first = index[i - 1], *second = index[i];
		if (strcmp(first->id, second->id) == 0) {
			struct yaml_node place = { .line = second->line, .column = second->column };
			form_refuse(draught, second->item->path, &place, "duplicate-id",
				    _("The id “%s” is taken: another field has it in %s, line %u."), second->id,
				    first->item->path, first->line);
		}
	}
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		struct yaml_node place = { .line = section->line, .column = section->column };
		if (form_section(form, section->id, strlen(section->id)) != section ||
		    form_field(form, section->id, strlen(section->id)))
			form_refuse(draught, form->path, &place, "duplicate-id", _("The id “%s” is taken."), section->id);
	}
}

static const struct field *resolve(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *id,
				   size_t len)
{
	const struct field *field = form_field(draught->form, id, len);
	if (!field)
		form_refuse(draught, path, node, "unknown-field", _("There is no field “%.*s”."), (int)len, id);
	return field;
}

static void resolve_repeat(struct form_draught *draught, const struct yaml_node *node, struct section *section)
{
	static const char *const keys[] = { "name", "count", NULL };
	const char *path = draught->form->path;
	const struct yaml_node *repeat = form_node(draught, path, node, "repeat", YAML_MAP);
	if (!repeat)
		return;
	form_known_keys(draught, path, repeat, keys);
	const char *name = form_needed(draught, path, repeat, "name");
	const char *count = form_text(draught, path, repeat, "count");
	section->repeated = true;
	section->repeat_name = *name ? resolve(draught, path, yaml_get(repeat, "name"), name, strlen(name)) : NULL;
	if (section->repeat_name && section->repeat_name->section != section) {
		form_refuse(draught, path, repeat, "wrong-section", _("The field “%s” is not in this section."), name);
		section->repeat_name = NULL;
	}
	section->repeat_count = count ? resolve(draught, path, yaml_get(repeat, "count"), count, strlen(count)) : NULL;
	if (section->repeat_count && section->repeat_count->section == section) {
		form_refuse(draught, path, repeat, "wrong-section", _("The field “%s” must be in another section."), count);
		section->repeat_count = NULL;
	}
}

static void resolve_condition(struct form_draught *draught, const char *path, const struct yaml_node *map, struct field *field)
{
	const struct yaml_node *node = form_node(draught, path, map, "relevant", YAML_SCALAR);
	if (!node)
		return;
	const char *id;
	size_t len;
	struct condition condition = { 0 };
	if (!condition_parse(node->text, &draught->form->arena, &id, &len, &condition)) {
		form_refuse(draught, path, node, "bad-condition", _("“%s” is no condition; write it as ID != OPTION|OPTION."),
			    node->text);
		return;
	}
	const struct field *other = resolve(draught, path, node, id, len);
	if (!other)
		return;
	if (other->section != field->section && other->section->repeated) {
		form_refuse(draught, path, node, "wrong-section",
			    _("The field “%s” is repeated in another section: which of its answers is meant?"), other->id);
		return;
	}
	for (size_t i = 0; i < condition.option_count; i++)
		if (field_option(other, condition.options[i]) < 0)
			form_refuse(draught, path, node, "unknown-option", _("“%s” is no option of the field “%s”."),
				    condition.options[i], other->id);
	condition.field = other;
	field->relevant = condition;
}

/* Each field has one condition at most, so following them either ends or runs in a circle. */
static void find_cycles(struct form_draught *draught)
{
	struct form *form = draught->form;
	unsigned char *seen = mem_alloc(form->field_count + 1, 1); /* 1: on the path now, 2: known to end */
	for (size_t i = 0; i < form->field_count; i++) {
		const struct field *field = &form->fields[i];
		for (; field && seen[field->index] == 0; field = field->relevant.field)
			seen[field->index] = 1;
		if (field && seen[field->index] == 1) {
			struct yaml_node place = { .line = field->line, .column = field->column };
			form_refuse(draught, field->item->path, &place, "cycle",
				    _("The condition of the field “%s” depends on that field itself."), field->id);
			draught->fields[field->index].relevant = (struct condition){ 0 };
		}
		for (field = &form->fields[i]; field && seen[field->index] == 1; field = field->relevant.field)
			seen[field->index] = 2;
	}
	free(seen);
}

void resolve_fields(struct form_draught *draught, const struct plan *plan)
{
	size_t index = 0, section = 0;
	for (size_t s = 0; s < plan->count && section < draught->form->section_count; s++) {
		size_t before = index;
		for (size_t i = 0; i < plan->sections[s].count; i++) {
			const struct planned_item *item = &plan->sections[s].items[i];
			const struct yaml_node *list = yaml_get(item->node, "fields");
			for (size_t f = 0; list && list->kind == YAML_LIST && f < list->count; f++)
				if (list->items[f]->kind == YAML_MAP)
					resolve_condition(draught, item->path, list->items[f], &draught->fields[index++]);
		}
		if (index > before)
			resolve_repeat(draught, plan->sections[s].node, &draught->sections[section++]);
	}
	find_cycles(draught);
}

/* The fields a list of ids names, in the arena. */
static const struct field **resolve_list(struct form_draught *draught, const char *path, const struct yaml_node *map,
					 size_t *count)
{
	const struct yaml_node *list = form_node(draught, path, map, "fields", YAML_LIST);
	const struct field **fields = arena_alloc(&draught->form->arena, list ? list->count : 0, sizeof *fields);
	*count = 0;
	if (!list || list->count == 0)
		form_refuse(draught, path, map, "missing-key", _("“%s” is missing here."), "fields");
	for (size_t i = 0; list && i < list->count; i++) {
		const struct yaml_node *id = list->items[i];
		const struct field *field = id->kind == YAML_SCALAR ? resolve(draught, path, id, id->text, id->len) : NULL;
		if (field)
			fields[(*count)++] = field;
	}
	return fields;
}

void resolve_limits(struct form_draught *draught, const struct form_part *part)
{
	static const char *const keys[] = { "id", "limit", "fields", NULL };
	const struct yaml_node *list = form_node(draught, part->path, part->root, "limits", YAML_LIST);
	for (size_t i = 0; list && i < list->count; i++) {
		const struct yaml_node *node = list->items[i];
		form_known_keys(draught, part->path, node, keys);
		struct limit_group *group = arena_alloc(&draught->form->arena, 1, sizeof *group);
		group->id = form_needed(draught, part->path, node, "id");
		group->limit = form_number(draught, part->path, node, "limit");
		group->fields = resolve_list(draught, part->path, node, &group->field_count);
		if (group->limit == 0)
			form_refuse(draught, part->path, node, "missing-key", _("“%s” is missing here."), "limit");
		for (size_t f = 0; f < group->field_count; f++) {
			struct field *field = &draught->fields[group->fields[f]->index];
			if (field->limit_group || field->section != group->fields[0]->section)
				form_refuse(
					draught, part->path, node, "wrong-section",
					_("The field “%s” cannot share this limit: it has another one, or is in another section."),
					field->id);
			else
				field->limit_group = group;
		}
	}
}

void resolve_rules(struct form_draught *draught, const struct form_part *parts, size_t count)
{
	static const char *const keys[] = { "kind", "severity", "fields", "message", NULL };
	static const char *const severities[] = { "error", "warning", "hint", NULL };
	struct form *form = draught->form;
	size_t most = 0;
	for (size_t p = 0; p < count; p++) {
		const struct yaml_node *list = form_node(draught, parts[p].path, parts[p].root, "rules", YAML_LIST);
		most += list ? list->count : 0;
	}
	form->rules = draught->rules = arena_alloc(&form->arena, most, sizeof *draught->rules);
	for (size_t p = 0; p < count && most > 0; p++) {
		const char *path = parts[p].path;
		const struct yaml_node *list = yaml_get(parts[p].root, "rules");
		for (size_t i = 0; list && list->kind == YAML_LIST && i < list->count; i++) {
			const struct yaml_node *node = list->items[i];
			form_known_keys(draught, path, node, keys);
			struct rule *rule = &draught->rules[form->rule_count++];
			rule->path = path;
			rule->line = node->line;
			rule->column = node->column;
			rule->kind = form_needed(draught, path, node, "kind");
			rule->severity = form_text(draught, path, node, "severity");
			if (!rule->severity)
				rule->severity = "warning";
			if (!form_among(rule->severity, severities))
				form_refuse(draught, path, yaml_get(node, "severity"), "unknown-severity",
					    _("“%s” is no severity; use error, warning or hint."), rule->severity);
			rule->fields = resolve_list(draught, path, node, &rule->field_count);
			rule->message = form_text(draught, path, node, "message");
		}
	}
}

void resolve_validity(struct form_draught *draught, const struct form_part *part)
{
	static const char *const keys[] = { "from", "years", "renewal-months", NULL };
	const struct yaml_node *node = form_node(draught, part->path, part->root, "validity", YAML_MAP);
	if (!node)
		return;
	form_known_keys(draught, part->path, node, keys);
	const char *id = form_needed(draught, part->path, node, "from");
	struct validity_rule rule = { .years = form_number(draught, part->path, node, "years"),
				      .renewal_months = form_number(draught, part->path, node, "renewal-months") };
	if (*id)
		rule.from = resolve(draught, part->path, yaml_get(node, "from"), id, strlen(id));
	if (rule.years == 0)
		form_refuse(draught, part->path, node, "missing-key", _("“%s” is missing here."), "years");
	if (rule.from && (rule.from->section->repeated || strcmp(rule.from->type->name, "date") != 0))
		form_refuse(draught, part->path, node, "wrong-section",
			    _("The field “%s” is no date, or is filled in several times."), id);
	else
		draught->form->validity = rule;
}
