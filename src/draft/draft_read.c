/* SPDX-License-Identifier: MIT */
/* draft_read.c — a YAML tree to answers. */
#include <config.h>

#include "draft/draft_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "draft/ack.h"
#include "form/type.h"

/* What every step of reading needs. */
struct reader {
	struct draft_source *source;
	struct draft *draft;
	const char *file;
	struct err *err;
	const struct field *last; /* the field found last, or NULL */
};

static bool refuse(const struct reader *reader, const struct yaml_node *node, const char *sentence)
{
	return err_at(reader->err, ERR_INPUT, reader->file, node->line, node->column, "%s", sentence);
}

/* The field a key names, or NULL. Nearly always it is the one behind the last. */
static const struct field *find_field(struct reader *reader, const struct yaml_node *key)
{
	const struct form *form = draft_form(reader->draft);
	const struct field *next = reader->last ? reader->last + 1 : form->fields;
	const struct field *field = next < form->fields + form->field_count && strcmp(next->id, key->text) == 0
					    ? next
					    : form_field(form, key->text, key->len);

	if (field)
		reader->last = field;
	return field;
}

bool yaml_says_nothing(const struct yaml_node *node)
{
	static const char *const nothings[] = { "", "~", "null", "Null", "NULL" };

	if (node->kind != YAML_SCALAR || node->style != YAML_PLAIN || node->len > strlen("null"))
		return false;
	for (size_t i = 0; i < sizeof nothings / sizeof nothings[0]; i++)
		if (strcmp(node->text, nothings[i]) == 0)
			return true;
	return false;
}

/* Takes over `path`. */
static void add_stray(struct draft_source *source, enum stray_kind kind, char *path, const struct yaml_node *map, size_t pair)
{
	const struct yaml_node *key = map->items[2 * pair];
	const struct yaml_node *orphaned = kind == STRAY_FIELD ? map : NULL;

	source->strays = mem_resize(source->strays, source->stray_count + 1, sizeof source->strays[0]);
	source->strays[source->stray_count++] = (struct stray){
		.kind = kind, .path = path, .line = key->line, .column = key->column, .map = orphaned, .pair = pair
	};
}

static char *inner_path(struct place place, const char *key)
{
	struct buf path = { 0 };
	char *outer = place_path(place);

	buf_printf(&path, "%s:%s", outer, key);
	free(outer);
	return buf_take(&path);
}

bool answer_stands_alone(const struct field *field, const char *text)
{
	size_t option_len, detail_len;
	const char *detail;

	return !joined_split(field, text, &option_len, &detail, &detail_len);
}

static bool set_part(const struct reader *reader, struct place place, enum part part, const char *text,
		     const struct yaml_node *node)
{
	struct err why = { 0 };

	if (draft_fill(reader->draft, place, part, text, &why))
		return true;
	refuse(reader, node, why.text);
	err_clear(&why);
	return false;
}

/* An answer of several entries may be written as a YAML list; the draft keeps one entry a line. */
static bool read_entries(const struct reader *reader, struct place place, const struct yaml_node *list)
{
	enum entry entry = place.field->type->entry;
	struct buf lines = { 0 };
	bool done = false;

	if (entry != ENTRY_LINES && entry != ENTRY_OPTIONS)
		return refuse(reader, list, _("A text is expected here, not a list."));
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i]->kind != YAML_SCALAR) {
			refuse(reader, list->items[i], _("An entry of this list must be a text."));
			goto out;
		}
		if (i > 0)
			buf_putc(&lines, '\n');
		if (!yaml_says_nothing(list->items[i]))
			buf_put(&lines, list->items[i]->text, list->items[i]->len);
	}
	done = set_part(reader, place, PART_ANSWER, buf_text(&lines), list);
out:
	buf_clear(&lines);
	return done;
}

static bool read_ack(const struct reader *reader, struct place place, const struct yaml_node *map)
{
	struct buf lines = { 0 };
	bool done;

	for (size_t i = 0; i < map->count; i++)
		if (map->items[2 * i + 1]->kind != YAML_SCALAR)
			return refuse(reader, map->items[2 * i + 1], _("The reason must be a text."));
	ack_lines(map, &lines);
	done = set_part(reader, place, PART_ACK, buf_text(&lines), map);
	buf_clear(&lines);
	return done;
}

static bool read_part(const struct reader *reader, struct place place, enum part part, const struct yaml_node *value)
{
	if (part == PART_ANSWER && value->kind == YAML_LIST)
		return read_entries(reader, place, value);
	if (part == PART_ACK && value->kind == YAML_MAP)
		return read_ack(reader, place, value);
	if (value->kind != YAML_SCALAR)
		return refuse(reader, value, _("A text is expected here."));
	if (yaml_says_nothing(value))
		return !part_keeps_empty(part) || set_part(reader, place, part, "", value);
	return set_part(reader, place, part, value->text, value);
}

static bool read_parts(const struct reader *reader, struct place place, const struct yaml_node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i], *value = map->items[2 * i + 1];
		enum part part;

		if (!part_find(key->text, key->len, &part)) {
			add_stray(reader->source, STRAY_FIELD, inner_path(place, key->text), map, i);
			continue;
		}
		if (!read_part(reader, place, part, value))
			return false;
		if (part == PART_STATUS && draft_part(reader->draft, place, part) &&
		    !status_known(draft_part(reader->draft, place, part)))
			add_stray(reader->source, STRAY_STATUS, inner_path(place, key->text), map, i);
	}
	return true;
}

static bool read_text(const struct reader *reader, struct place place, const struct yaml_node *value)
{
	size_t option_len, detail_len;
	const char *detail;
	char *option, *rest;
	bool done;

	if (!joined_split(place.field, value->text, &option_len, &detail, &detail_len))
		return set_part(reader, place, PART_ANSWER, value->text, value);
	option = mem_bytes(value->text, option_len);
	rest = mem_bytes(detail, detail_len);
	done = set_part(reader, place, PART_ANSWER, option, value) && set_part(reader, place, PART_DETAIL, rest, value);
	free(option);
	free(rest);
	return done;
}

static bool read_answer(const struct reader *reader, struct place place, const struct yaml_node *value)
{
	switch (value->kind) {
	case YAML_MAP: return read_parts(reader, place, value);
	case YAML_LIST: return read_entries(reader, place, value);
	default: return yaml_says_nothing(value) || read_text(reader, place, value);
	}
}

static bool read_instance(struct reader *reader, const struct section *section, size_t instance, const struct yaml_node *map)
{
	if (yaml_says_nothing(map))
		return true;
	if (map->kind != YAML_MAP)
		return refuse(reader, map, _("An instance must be a mapping of fields to answers."));
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i];
		const struct field *field = find_field(reader, key);

		if (!field || field->section != section) {
			struct buf path = { 0 };

			buf_printf(&path, "%s.%zu.%s", section->id, instance + 1, key->text);
			add_stray(reader->source, STRAY_FIELD, buf_take(&path), map, i);
		} else if (!read_answer(reader, (struct place){ field, instance }, map->items[2 * i + 1])) {
			return false;
		}
	}
	return true;
}

static bool read_instances(struct reader *reader, const struct section *section, const struct yaml_node *list)
{
	const struct field *first = &draft_form(reader->draft)->fields[section->first_field];

	if (yaml_says_nothing(list))
		return true;
	if (list->kind != YAML_LIST)
		return refuse(reader, list, _("A list of instances is expected here, one mapping each."));
	if (list->count > DRAFT_MAX_INSTANCES)
		return refuse(reader, list, _("There are more instances than can be kept."));
	for (size_t i = 0; i < list->count; i++) {
		struct change insert = { .kind = CHANGE_INSTANCE_INSERT, .place = { first, i } };

		if (i > 0 && !draft_apply(reader->draft, &insert, NULL, reader->err))
			return false;
		if (!read_instance(reader, section, i, list->items[i]))
			return false;
	}
	return true;
}

static bool read_answers(struct reader *reader)
{
	const struct form *form = draft_form(reader->draft);
	struct draft_source *source = reader->source;
	const struct yaml_node *answers = source->answers;

	source->fields = mem_alloc(form->field_count + 1, sizeof source->fields[0]);
	source->sections = mem_alloc(form->section_count + 1, sizeof source->sections[0]);
	if (!answers || yaml_says_nothing(answers))
		return true;
	if (answers->kind != YAML_MAP)
		return refuse(reader, answers, _("`answers` must be a mapping of fields to answers."));
	for (size_t i = 0; i < answers->count; i++) {
		struct yaml_node **pair = &answers->items[2 * i];
		const struct field *field = find_field(reader, pair[0]);
		const struct section *section;

		if (field && !field->section->repeated) {
			source->fields[field->index] = pair;
			if (!read_answer(reader, (struct place){ field, 0 }, pair[1]))
				return false;
		} else if ((section = form_section(form, pair[0]->text, pair[0]->len)) && section->repeated &&
			   section->field_count > 0) {
			source->sections[section->index] = pair;
			if (!read_instances(reader, section, pair[1]))
				return false;
		} else {
			add_stray(source, STRAY_FIELD, mem_string(pair[0]->text), answers, i);
		}
	}
	return true;
}

/* What stands beside `answers` and should perhaps stand below it. x-… is said to be somebody's own. */
static void note_root(struct draft_source *source)
{
	static const char *const known[] = { "kaijisho", "form", "edition", "answers" };
	const struct yaml_node *root = source->tree.root;

	for (size_t i = 0; i < root->count; i++) {
		const char *key = root->items[2 * i]->text;
		bool is_known = strncmp(key, "x-", 2) == 0;

		for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
			is_known = is_known || strcmp(key, known[k]) == 0;
		if (!is_known)
			add_stray(source, STRAY_ROOT, mem_string(key), root, i);
	}
}

static bool check_heading(struct draft_source *source, const char *file, struct err *err)
{
	const struct yaml_node *root = source->tree.root;
	const struct yaml_node *version = yaml_get(root, "kaijisho");
	const struct yaml_node *form = yaml_get(root, "form");

	if (!root || root->kind != YAML_MAP || !version)
		return err_at(err, ERR_INPUT, file, root ? root->line : 1, root ? root->column : 1, "%s",
			      _("This is not a draft: a draft begins with `kaijisho: 1`."));
	if (version->kind != YAML_SCALAR || strcmp(version->text, "1") != 0)
		return err_at(err, ERR_INPUT, file, version->line, version->column, "%s",
			      _("This draft is of another version of the format; this program reads version 1."));
	if (!form || form->kind != YAML_SCALAR || form->len == 0)
		return err_at(err, ERR_INPUT, file, form ? form->line : root->line, form ? form->column : root->column, "%s",
			      _("The draft does not name its form (`form: ID`)."));
	source->answers = yaml_get(root, "answers");
	source->form_id = mem_string(form->text);
	source->edition = mem_string(yaml_get_text(root, "edition"));
	return true;
}

bool draft_source_read(struct draft_source *source, const char *bytes, size_t len, const char *file, struct err *err)
{
	*source = (struct draft_source){ 0 };
	if (yaml_tree_read(&source->tree, bytes, len, file, err) && check_heading(source, file, err)) {
		source->bytes = mem_bytes(bytes, len);
		source->len = len;
		return true;
	}
	draft_source_clear(source);
	return false;
}

struct draft *draft_source_answers(struct draft_source *source, const struct form *form, const char *file, struct err *err)
{
	struct reader reader = { .source = source, .file = file, .err = err };

	if (strcmp(source->form_id, form->id) != 0) {
		const struct yaml_node *node = yaml_get(source->tree.root, "form");

		err_at(err, ERR_INPUT, file, node->line, node->column, _("This draft answers the form %s, not %s."),
		       source->form_id, form->id);
	} else {
		reader.draft = draft_new(form);
		if (read_answers(&reader)) {
			note_root(source);
			return reader.draft;
		}
		draft_free(reader.draft);
	}
	draft_source_clear(source);
	return NULL;
}

struct draft *draft_read(const struct form *form, const char *bytes, size_t len, const char *file, struct draft_source *source,
			 struct err *err)
{
	return draft_source_read(source, bytes, len, file, err) ? draft_source_answers(source, form, file, err) : NULL;
}

void draft_source_clear(struct draft_source *source)
{
	for (size_t i = 0; i < source->stray_count; i++)
		free(source->strays[i].path);
	free(source->strays);
	free(source->fields);
	free(source->sections);
	free(source->bytes);
	free(source->form_id);
	free(source->edition);
	yaml_tree_clear(&source->tree);
	*source = (struct draft_source){ 0 };
}

/* The key of the place's answer in its instance's mapping, else the last key before it in the form's order, else NULL. */
static const struct yaml_node *find_in_instance(const struct form *form, const struct yaml_node *map, const struct field *field)
{
	const struct yaml_node *nearest = NULL;
	const struct field *best = NULL;

	for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i];
		const struct field *known = form_field(form, key->text, key->len);

		if (known && known->section == field->section && known->index <= field->index &&
		    (!best || known->index >= best->index)) {
			nearest = key;
			best = known;
		}
	}
	return nearest;
}

void draft_source_find(const struct draft_source *source, const struct form *form, struct place place, unsigned *line,
		       unsigned *column)
{
	const struct section *section = place.field->section;
	struct yaml_node **pair = section->repeated ? source->sections[section->index] : NULL;
	const struct yaml_node *node = NULL;

	if (pair && pair[1]->kind == YAML_LIST && place.instance < pair[1]->count) {
		node = find_in_instance(form, pair[1]->items[place.instance], place.field);
		if (!node)
			node = pair[1]->items[place.instance];
	}
	if (!node && pair)
		node = pair[0];
	/* Not in the file: it would go behind the last one before it. */
	for (size_t i = place.field->index + 1; !node && i > 0; i--) {
		const struct field *field = &form->fields[i - 1];

		pair = field->section->repeated ? source->sections[field->section->index] : source->fields[i - 1];
		if (pair)
			node = pair[0];
	}
	if (!node)
		node = source->answers ? source->answers : source->tree.root;
	*line = node->line;
	*column = node->column;
}

void draft_source_blame(const struct draft_source *source, const char *file, struct err *err)
{
	const struct yaml_node *form = yaml_get(source->tree.root, "form");
	if (!err || !form || err->code == ERR_NONE || err->file)
		return;
	err->file = mem_string(file);
	err->line = form->line;
	err->column = form->column;
}
