/* SPDX-License-Identifier: MIT */
/* form_build.c — YAML trees of a form and its overlays into a form: sections, items, fields. */
#include <config.h>

#include "form/form_build.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "form/form_resolve.h"
#include "form/type.h"

static void report(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *code, bool fatal,
		   const char *format, va_list arguments)
{
	struct buf text = { 0 };
	buf_vprintf(&text, format, arguments);
	problems_add(draught->problems, path, node ? node->line : 1, node ? node->column : 1, code, "%s", buf_text(&text));
	draught->problems->items[draught->problems->count - 1].fatal = fatal;
	buf_clear(&text);
}

void form_refuse(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *code,
		 const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	report(draught, path, node, code, true, format, arguments);
	va_end(arguments);
}

void form_remark(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *code,
		 const char *format, ...)
{
	if (!draught->lint)
		return;
	va_list arguments;
	va_start(arguments, format);
	report(draught, path, node, code, false, format, arguments);
	va_end(arguments);
}

bool form_among(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(*words, text) == 0)
			return true;
	return false;
}

void form_known_keys(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *const *known)
{
	if (!draught->lint || !map || map->kind != YAML_MAP)
		return;
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i];
		if (!form_among(key->text, known))
			form_remark(draught, path, key, "unknown-key", _("“%s” is no key of this place."), key->text);
	}
}

const struct yaml_node *form_node(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key,
				  enum yaml_kind kind)
{
	const struct yaml_node *node = yaml_get(map, key);
	if (!node || node->kind == kind)
		return node;
	if (node->kind == YAML_SCALAR && node->len == 0) /* `options:` with nothing behind it */
		return NULL;
	form_refuse(draught, path, node, "wrong-shape",
		    kind == YAML_SCALAR ? _("“%s” must be a text.")
		    : kind == YAML_LIST ? _("“%s” must be a list.")
					: _("“%s” must be a map of keys and values."),
		    key);
	return NULL;
}

const char *form_text(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = form_node(draught, path, map, key, YAML_SCALAR);
	if (!node)
		return NULL;
	size_t len = node->len;
	while (len > 0 && (node->text[len - 1] == '\n' || node->text[len - 1] == ' '))
		len--;
	return len ? arena_bytes(&draught->form->arena, node->text, len) : NULL;
}

const char *form_needed(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key)
{
	const char *text = form_text(draught, path, map, key);
	if (!text) {
		form_refuse(draught, path, map, "missing-key", _("“%s” is missing here."), key);
		return "";
	}
	return text;
}

static bool truth(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = form_node(draught, path, map, key, YAML_SCALAR);
	bool yes = node && strcmp(node->text, "true") == 0;
	if (node && !yes && strcmp(node->text, "false") != 0)
		form_refuse(draught, path, node, "wrong-shape", _("“%s” must be true or false."), key);
	return yes;
}

size_t form_number(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = form_node(draught, path, map, key, YAML_SCALAR);
	if (!node)
		return 0;
	char *end;
	unsigned long value = strtoul(node->text, &end, 10);
	if (node->len == 0 || node->len > 9 || *end || node->text[0] < '0' || node->text[0] > '9' || value == 0) {
		form_refuse(draught, path, node, "wrong-shape", _("“%s” must be a number greater than 0."), key);
		return 0;
	}
	return value;
}

/* Lower-case ASCII words joined by `-`: ids are keys in drafts and parts of paths. */
static const char *id_of(struct form_draught *draught, const char *path, const struct yaml_node *map)
{
	const char *id = form_needed(draught, path, map, "id");
	size_t len = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (*id && (id[len] || id[0] < 'a' || id[0] > 'z' || id[strlen(id) - 1] == '-' || strstr(id, "--")))
		form_refuse(draught, path, yaml_get(map, "id"), "bad-id",
			    _("“%s” is no id: ids are lower-case ASCII words joined by “-”."), id);
	return id;
}

/* What the requirement words of a form file mean. */
static enum requirement requirement_of(struct form_draught *draught, const char *path, const struct yaml_node *map)
{
	const struct yaml_node *node = form_node(draught, path, map, "requirement", YAML_SCALAR);
	if (!node)
		return REQUIREMENT_NONE;
	for (int i = REQUIREMENT_NONE; i <= REQUIREMENT_LEVEL; i++)
		if (strcmp(requirement_name((enum requirement)i), node->text) == 0)
			return (enum requirement)i;
	form_refuse(draught, path, node, "unknown-requirement",
		    _("“%s” is no requirement; use required, required-level, optional or none."), node->text);
	return REQUIREMENT_NONE;
}

static const struct type *type_of(struct form_draught *draught, const char *path, const struct yaml_node *map)
{
	const struct yaml_node *node = form_node(draught, path, map, "type", YAML_SCALAR);
	const struct type *type = type_find(node ? node->text : "text");
	if (!type) {
		form_refuse(draught, path, node, "unknown-type", _("“%s” is no type of field."), node->text);
		type = type_find("text");
	}
	return type;
}

int field_option(const struct field *field, const char *text)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(field->options[i].text, text) == 0)
			return (int)i;
	return -1;
}

static void build_options(struct form_draught *draught, const char *path, const struct yaml_node *map, struct field *field)
{
	struct arena *arena = &draught->form->arena;
	const struct type *type = field->type;
	const struct yaml_node *list = form_node(draught, path, map, "options", YAML_LIST);
	bool takes = type->entry == ENTRY_OPTION || type->entry == ENTRY_OPTIONS;
	if (list && !takes) {
		form_remark(draught, path, list, "options-unused", _("A field of type %s has no options."), type->name);
		list = NULL;
	}
	/* The defaults are in Japanese; a form in another language that gives none has them in English. */
	bool japanese = strcmp(draught->form->language, "ja") == 0;
	const char *const *defaults = list ? NULL : japanese ? type->options : type->labels;
	size_t count = list ? list->count : 0;
	while (defaults && defaults[count])
		count++;
	struct option *options = arena_alloc(arena, count, sizeof *options);
	field->options = options;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *node = list ? list->items[i] : NULL;
		if (node && (node->kind != YAML_SCALAR || node->len == 0)) {
			form_refuse(draught, path, node, "wrong-shape", _("An option must be a text."));
			continue;
		}
		const char *text = node ? arena_bytes(arena, node->text, node->len) : defaults[i];
		if (field_option(field, text) >= 0) {
			form_refuse(draught, path, node, "duplicate-option", _("The option “%s” stands here twice."), text);
			continue;
		}
		options[field->option_count++] = (struct option){ .text = text, .label = text };
	}
	if (field->option_count == 0 && (type->entry == ENTRY_OPTION || type->entry == ENTRY_OPTIONS))
		form_refuse(draught, path, map, "no-options", _("The field “%s” is a choice without options."), field->id);

	const struct yaml_node *detail = form_node(draught, path, map, "detail", YAML_LIST);
	for (size_t i = 0; detail && i < detail->count; i++) {
		const struct yaml_node *node = detail->items[i];
		int index = node->kind == YAML_SCALAR ? field_option(field, node->text) : -1;
		if (index < 0) {
			form_refuse(draught, path, node, "unknown-option", _("“%s” is no option of the field “%s”."),
				    node->kind == YAML_SCALAR ? node->text : "…", field->id);
			continue;
		}
		options[index].needs_detail = true;
		field->has_detail = true;
	}
}

static void build_field(struct form_draught *draught, const char *path, const struct yaml_node *map, struct field *field)
{
	static const char *const keys[] = { "id",     "prompt", "requirement", "type", "guidance", "example", "options",
					    "detail", "open",   "limit",       "unit", "relevant", NULL };
	form_known_keys(draught, path, map, keys);
	field->line = map->line;
	field->column = map->column;
	field->id = id_of(draught, path, map);
	field->prompt = form_text(draught, path, map, "prompt");
	if (!field->prompt) {
		form_remark(draught, path, map, "no-prompt", _("The field “%s” does not say what it asks (prompt)."),
			    field->id);
		field->prompt = field->item->name;
	}
	field->original_prompt = field->prompt;
	field->guidance = form_text(draught, path, map, "guidance");
	field->example = form_text(draught, path, map, "example");
	field->original_example = field->example;
	field->requirement = requirement_of(draught, path, map);
	field->type = type_of(draught, path, map);
	field->limit = form_number(draught, path, map, "limit");
	field->unit = form_text(draught, path, map, "unit");
	field->open = truth(draught, path, map, "open");
	build_options(draught, path, map, field);
}

static void build_item(struct form_draught *draught, const struct planned_item *planned, struct item *item)
{
	static const char *const keys[] = { "number", "category", "name", "fields", NULL };
	form_known_keys(draught, planned->path, planned->node, keys);
	item->path = planned->path;
	item->line = planned->node->line;
	item->column = planned->node->column;
	item->number = form_text(draught, planned->path, planned->node, "number");
	item->category = form_text(draught, planned->path, planned->node, "category");
	item->name = form_needed(draught, planned->path, planned->node, "name");
	item->original_name = item->name;
	if (!item->number) {
		form_remark(draught, planned->path, planned->node, "no-number", _("The item “%s” has no number."), item->name);
		item->number = "";
	}
	if (!item->category)
		item->category = "";
	item->original_category = item->category;
}

static const struct yaml_node *fields_of(struct form_draught *draught, const struct planned_item *planned)
{
	const struct yaml_node *fields = form_node(draught, planned->path, planned->node, "fields", YAML_LIST);
	if (!fields || fields->count == 0) {
		form_refuse(draught, planned->path, planned->node, "empty", _("This item has no fields."));
		return NULL;
	}
	return fields;
}

/* Room for all that is planned. */
static void make_room(struct form_draught *draught, const struct plan *plan)
{
	struct form *form = draught->form;
	size_t items = 0, fields = 0;
	for (size_t s = 0; s < plan->count; s++) {
		items += plan->sections[s].count;
		for (size_t i = 0; i < plan->sections[s].count; i++) {
			const struct yaml_node *list = yaml_get(plan->sections[s].items[i].node, "fields");
			fields += list && list->kind == YAML_LIST ? list->count : 0;
		}
	}
	form->sections = draught->sections = arena_alloc(&form->arena, plan->count, sizeof *draught->sections);
	form->items = draught->items = arena_alloc(&form->arena, items, sizeof *draught->items);
	form->fields = draught->fields = arena_alloc(&form->arena, fields, sizeof *draught->fields);
}

static void build_fields(struct form_draught *draught, const struct planned_item *planned, const struct yaml_node *list,
			 struct item *item)
{
	struct form *form = draught->form;
	item->fields = &draught->fields[form->field_count];
	for (size_t f = 0; f < list->count; f++) {
		if (list->items[f]->kind != YAML_MAP) {
			form_refuse(draught, planned->path, list->items[f], "wrong-shape",
				    _("A field must be a map of keys and values."));
			continue;
		}
		struct field *field = &draught->fields[form->field_count];
		field->item = item;
		field->section = item->section;
		field->index = form->field_count++;
		field->slot = field->index - item->section->first_field;
		build_field(draught, planned->path, list->items[f], field);
		item->field_count++;
	}
}

static void build_section(struct form_draught *draught, const struct planned_section *planned)
{
	static const char *const keys[] = { "id", "title", "company", "repeat", "items", NULL };
	struct form *form = draught->form;
	const char *path = form->path;
	struct section *section = &draught->sections[form->section_count];
	form_known_keys(draught, path, planned->node, keys);
	*section = (struct section){
		.id = id_of(draught, path, planned->node),
		.title = form_needed(draught, path, planned->node, "title"),
		.company = truth(draught, path, planned->node, "company"),
		.items = &draught->items[form->item_count],
		.first_field = form->field_count,
		.index = form->section_count++,
		.line = planned->node->line,
		.column = planned->node->column,
	};
	section->original_title = section->title;
	for (size_t i = 0; i < planned->count; i++) {
		const struct yaml_node *list = fields_of(draught, &planned->items[i]);
		if (!list)
			continue;
		struct item *item = &draught->items[form->item_count];
		build_item(draught, &planned->items[i], item);
		item->section = section;
		build_fields(draught, &planned->items[i], list, item);
		section->item_count += item->field_count > 0;
		form->item_count += item->field_count > 0;
	}
	section->field_count = form->field_count - section->first_field;
	if (section->field_count == 0) {
		form_refuse(draught, path, planned->node, "empty", _("This section has no items."));
		form->section_count--;
	}
}

static void build_head(struct form_draught *draught, const struct form_part *part)
{
	static const char *const keys[] = { "kaijisho-form", "id",       "edition",  "language", "title", "audience",
					    "count-unit",    "validity", "sections", "limits",   "rules", NULL };
	static const struct {
		const char *name;
		enum count_unit unit;
	} units[] = { { "grapheme", COUNT_GRAPHEME }, { "codepoint", COUNT_CODEPOINT }, { "utf16", COUNT_UTF16 } };
	struct form *form = draught->form;
	const char *version = form_text(draught, part->path, part->root, "kaijisho-form");
	if (!version || strcmp(version, "1") != 0)
		form_refuse(draught, part->path, part->root, "version",
			    _("This is no form file of version 1 (kaijisho-form: 1)."));
	form_known_keys(draught, part->path, part->root, keys);
	form->id = id_of(draught, part->path, part->root);
	form->edition = form_needed(draught, part->path, part->root, "edition");
	form->title = form_needed(draught, part->path, part->root, "title");
	form->original_title = form->title;
	form->language = form_text(draught, part->path, part->root, "language");
	if (!form->language)
		form->language = "ja";
	form->audience = form_text(draught, part->path, part->root, "audience");
	if (!form->audience)
		form->audience = "";
	const char *unit = form_text(draught, part->path, part->root, "count-unit");
	bool known = !unit;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (unit && strcmp(units[i].name, unit) == 0) {
			form->count_unit = units[i].unit;
			known = true;
		}
	if (!known)
		form_refuse(draught, part->path, yaml_get(part->root, "count-unit"), "unknown-unit",
			    _("“%s” is no unit of counting; use grapheme, codepoint or utf16."), unit);
}

struct form *form_build(const struct form_part *parts, size_t count, const struct form_part *text, struct problems *problems,
			bool lint)
{
	struct form_draught draught = { .problems = problems, .lint = lint };
	if (!parts[0].root || parts[0].root->kind != YAML_MAP) {
		form_refuse(&draught, parts[0].path, parts[0].root, "version",
			    _("This is no form file of version 1 (kaijisho-form: 1)."));
		return NULL;
	}
	struct form *form = mem_alloc(1, sizeof *form);
	struct form_part *own = mem_alloc(count, sizeof *own); /* the same with paths that live as long as the form */
	for (size_t i = 0; i < count; i++)
		own[i] = (struct form_part){ parts[i].root, arena_string(&form->arena, parts[i].path) };
	form->path = own[0].path;
	draught.form = form;

	struct plan plan = { 0 };
	build_head(&draught, &own[0]);
	plan_form(&draught, &own[0], &plan);
	for (size_t i = 1; i < count; i++)
		plan_overlay(&draught, &own[i], &plan);
	make_room(&draught, &plan);
	for (size_t i = 0; i < plan.count; i++)
		build_section(&draught, &plan.sections[i]);
	resolve_index(&draught);
	resolve_fields(&draught, &plan);
	for (size_t i = 0; i < count; i++)
		resolve_limits(&draught, &own[i]);
	resolve_rules(&draught, own, count);
	resolve_validity(&draught, &own[0]);
	if (text)
		form_text_apply(&draught, text);

	plan_clear(&plan);
	free(own);
	return form;
}
