/* SPDX-License-Identifier: MIT */
/* rewrite.c — which pairs under `answers` change, go and come. */
#include <config.h>

#include "draft/rewrite.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "draft/ack.h"
#include "draft/align.h"
#include "draft/part_text.h"
#include "draft/planning.h"
#include "draft/render.h"

/* The edits to one instance, or to what is in none (0, 0). */
struct editing {
	const struct rewrite *rewrite;
	struct patch *patch; /* where they are collected */
	size_t was, now;     /* the instance's index in rewrite->old, in rewrite->draft */
};

static const struct answer *answer_in(const struct draft *draft, const struct field *field, size_t instance)
{
	return draft_answer(draft, (struct place){ field, instance });
}

static const struct answer *answer_was(const struct editing *editing, const struct field *field)
{
	return answer_in(editing->rewrite->old, field, editing->was);
}

static const struct answer *answer_now(const struct editing *editing, const struct field *field)
{
	return answer_in(editing->rewrite->draft, field, editing->now);
}

static bool part_differs(const struct editing *editing, const struct field *field, enum part part)
{
	const struct draft *attempt = editing->rewrite->attempt;
	const char *text = answer_now(editing, field)->parts[part];

	return !text_equal(answer_was(editing, field)->parts[part], text) ||
	       (attempt && !text_equal(answer_in(attempt, field, editing->now)->parts[part], text));
}

static bool answer_differs(const struct editing *editing, const struct field *field)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (part_differs(editing, field, part))
			return true;
	return false;
}

/* Within a list or mapping, or behind the header of a block scalar. */
static bool holds_comment(const struct patch *patch, const struct yaml_node *value)
{
	bool block = value->style == YAML_LITERAL || value->style == YAML_FOLDED;
	size_t end = block ? patch_line_end(patch, value->start) : value->end;

	return (block || value->kind != YAML_SCALAR) && memchr(patch->bytes + value->start, '#', end - value->start);
}

/* Is there something in an answer's mapping that writing it anew would lose? */
static bool must_stay(const struct patch *patch, const struct yaml_node *map)
{
	size_t at = map->start;
	enum part part;

	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i], *value = map->items[2 * i + 1];

		if (!part_find(key->text, key->len, &part) || memchr(patch->bytes + at, '#', key->start - at) ||
		    holds_comment(patch, value) ||
		    (value->start > key->end && memchr(patch->bytes + key->end, '#', value->start - key->end)))
			return true;
		at = value->start == value->end ? key->end : patch_node_end(patch, value, patch_column(patch, map->start));
	}
	return map->style == YAML_FLOW && at < map->end && memchr(patch->bytes + at, '#', map->end - at);
}

static bool has_strays(const struct yaml_node *map)
{
	enum part part;

	for (size_t i = 0; i < map->count; i++)
		if (!part_find(map->items[2 * i]->text, map->items[2 * i]->len, &part))
			return true;
	return false;
}

/* Acknowledgements are entries, not lines. */
static bool has_lines(const struct answer *answer)
{
	for (int part = 0; part < PART_COUNT; part++)
		if (part != PART_ACK && answer->parts[part] && strchr(answer->parts[part], '\n'))
			return true;
	return false;
}

/* An answer that is a list there, entry by entry. */
static bool edit_entries(const struct editing *editing, const struct yaml_node *value, const struct answer *answer,
			 const struct render_frame *frame)
{
	return !editing->rewrite->no_literals && patch_entries(editing->patch, value, answer->parts[PART_ANSWER], frame->json);
}

static void edit_parts(const struct editing *editing, const struct yaml_node *map, const struct field *field,
		       const struct render_frame *outer)
{
	const struct rewrite *rewrite = editing->rewrite;
	struct patch *patch = editing->patch;
	struct render_frame frame = planning_frame(patch, map, outer);
	const struct answer *answer = answer_now(editing, field);
	bool seen[PART_COUNT] = { false };
	struct planning plan;
	enum part part;

	planning_start(&plan, map);
	for (size_t i = 0; i < map->count; i++) {
		struct rendered value = { 0 };

		if (!part_find(map->items[2 * i]->text, map->items[2 * i]->len, &part))
			continue;
		seen[part] = true;
		plan.orders[i] = part;
		if (!part_differs(editing, field, part))
			continue;
		if (!answer->parts[part]) {
			plan.drops[i] = true;
			continue;
		}
		if (part == PART_ANSWER && edit_entries(editing, map->items[2 * i + 1], answer, &frame))
			continue;
		if (part == PART_ACK && !rewrite->no_literals && !rewrite->attempt &&
		    ack_edit(patch, map->items[2 * i + 1], answer_was(editing, field)->parts[PART_ACK], answer->parts[PART_ACK],
			     &frame))
			continue;
		render_part(&value, part, answer->parts[part], &frame, patch, map->items[2 * i + 1]);
		patch_value(patch, map, i, &value);
		rendered_clear(&value);
	}
	for (int i = 0; i < PART_COUNT; i++)
		if (!seen[i] && answer->parts[i])
			render_part(&planning_add(&plan, part_name(i), (size_t)i, &frame)->value, i, answer->parts[i], &frame,
				    patch, NULL);
	planning_finish(&plan, patch, map);
}

/* Brings one pair up to date. True if the whole pair is to go. */
static bool edit_answer(const struct editing *editing, const struct yaml_node *map, size_t pair, const struct field *field,
			const struct render_frame *frame)
{
	const struct yaml_node *value = map->items[2 * pair + 1];
	const struct answer *answer = answer_now(editing, field);
	bool mapping = value->kind == YAML_MAP && value->count > 0;
	struct rendered text = { 0 };

	if (!answer_differs(editing, field))
		return false;
	if (answer_is_empty(answer) && !(mapping && has_strays(value)))
		return true;
	if (mapping &&
	    (must_stay(editing->patch, value) ||
	     (!render_is_string(field, answer) && !(value->style == YAML_FLOW && !frame->flow && has_lines(answer))))) {
		edit_parts(editing, value, field, frame);
		return false;
	}
	if (render_is_string(field, answer) && edit_entries(editing, value, answer, frame))
		return false;
	render_answer(&text, field, answer, frame, editing->patch, value);
	patch_value(editing->patch, map, pair, &text);
	rendered_clear(&text);
	return false;
}

static bool instance_differs(const struct editing *editing, const struct section *section)
{
	const struct form *form = draft_form(editing->rewrite->draft);

	for (size_t slot = 0; slot < section->field_count; slot++)
		if (answer_differs(editing, &form->fields[section->first_field + slot]))
			return true;
	return false;
}

/* The fields of a section, in a mapping of their own (an instance). */
static void edit_instance(const struct editing *editing, const struct yaml_node *map, const struct section *section,
			  const struct render_frame *outer)
{
	const struct form *form = draft_form(editing->rewrite->draft);
	struct render_frame frame = planning_frame(editing->patch, map, outer);
	bool *seen = mem_alloc(section->field_count + 1, sizeof *seen);
	struct planning plan;

	planning_start(&plan, map);
	for (size_t i = 0; i < map->count; i++) {
		const struct field *field = form_field(form, map->items[2 * i]->text, map->items[2 * i]->len);

		if (!field || field->section != section)
			continue;
		seen[field->slot] = true;
		plan.orders[i] = field->slot;
		plan.drops[i] = edit_answer(editing, map, i, field, &frame);
	}
	for (size_t slot = 0; slot < section->field_count; slot++) {
		const struct field *field = &form->fields[section->first_field + slot];
		const struct answer *answer = answer_now(editing, field);

		if (!seen[slot] && !answer_is_empty(answer))
			render_answer(&planning_add(&plan, field->id, slot, &frame)->value, field, answer, &frame,
				      editing->patch, NULL);
	}
	planning_finish(&plan, editing->patch, map);
	free(seen);
}

/* An instance that has nothing yet (`- {}`, `-`) gets its answers. */
static void fill_item(const struct editing *editing, const struct yaml_node *list, const struct yaml_node *item,
		      const struct section *section, const struct render_frame *outer)
{
	const struct draft *draft = editing->rewrite->draft;
	struct patch *patch = editing->patch;
	struct render_frame frame = *outer;
	struct buf text = { 0 };

	if (instance_is_empty(draft, section, editing->now))
		return;
	/* A comment behind it would end up in the last answer. */
	frame.flow =
		outer->flow || list->style == YAML_FLOW || !patch_blank(patch, item->end, patch_line_end(patch, item->end));
	frame.column = item->start == item->end ? patch_column(patch, list->start) + 2 : patch_column(patch, item->start);
	if (item->start == item->end)
		buf_putc(&text, ' ');
	render_instance(&text, draft, section, editing->now, &frame);
	patch_add(patch, item->start, item->end, &text, false);
}

/* The item of the list that the instance was. */
static void edit_item(const struct editing *editing, const struct yaml_node *list, const struct section *section,
		      const struct render_frame *outer)
{
	const struct yaml_node *item = list->items[editing->was];
	struct render_frame frame = *outer;

	if (!instance_differs(editing, section))
		return;
	frame.flow = outer->flow || list->style == YAML_FLOW;
	if (item->kind == YAML_MAP && item->count > 0)
		edit_instance(editing, item, section, &frame);
	else
		fill_item(editing, list, item, section, &frame);
}

/* Where the lines of an item begin: comments right above its dash come along. */
static size_t item_start(const struct patch *patch, const struct yaml_node *list, size_t index)
{
	int column = patch_column(patch, list->start);
	size_t least, line;

	if (index == 0)
		return patch_line_start(patch, list->start);
	least = line = patch_line_next(patch, patch_node_end(patch, list->items[index - 1], column));
	while (line < patch->len) {
		size_t word = line + strspn(patch->bytes + line, " \t");

		if (patch->bytes[word] == '-')
			break;
		/* A blank line parts a comment from what follows; what stands above it belongs to the item before. */
		if (patch_blank(patch, line, patch_line_end(patch, line)) || (int)(word - line) > column)
			least = patch_line_next(patch, line);
		line = patch_line_next(patch, line);
	}
	return least;
}

/* Behind the list's lines, and behind comments below that stand deeper than its dashes: they belong to the last item, and what is
 * added to that goes behind them. */
static size_t items_end(const struct patch *patch, const struct yaml_node *list)
{
	size_t line = patch_line_next(patch, patch_node_end(patch, list, 0));
	int column = patch_column(patch, list->start);

	while (line < patch->len) {
		size_t word = line + strspn(patch->bytes + line, " ");

		if (patch->bytes[word] != '#' || (int)(word - line) <= column)
			break;
		line = patch_line_next(patch, line);
	}
	return line;
}

static void end_line(const struct patch *patch, struct buf *out)
{
	if (out->len > 0 && out->data[out->len - 1] != '\n' && out->data[out->len - 1] != '\r')
		buf_puts(out, patch->line_break);
}

static void put_new_item(const struct rewrite *rewrite, const struct patch *patch, const struct yaml_node *list,
			 const struct section *section, size_t now, const struct render_frame *outer, struct buf *out)
{
	struct render_frame frame = *outer;
	int column = patch_column(patch, list->start);

	frame.column = column + 2;
	frame.flow = outer->flow || list->style == YAML_FLOW;
	frame.json = frame.flow && (outer->json || (list->items[0]->kind == YAML_MAP && list->items[0]->count > 0 &&
						    list->items[0]->items[0]->style == YAML_DOUBLE));
	if (!frame.flow)
		buf_printf(out, "%*s- ", column, "");
	render_instance(out, rewrite->draft, section, now, &frame);
	if (!frame.flow)
		buf_puts(out, patch->line_break);
}

/* Instances were added, removed or moved: each keeps its own text, with the edits it needs, in the new order. */
static void reorder_items(const struct rewrite *rewrite, struct patch *patch, const struct yaml_node *list,
			  const struct section *section, const size_t *match, const struct render_frame *frame)
{
	bool flow = list->style == YAML_FLOW;
	size_t end = flow ? list->end : items_end(patch, list);
	struct buf text = { 0 };

	if (flow)
		buf_putc(&text, '[');
	for (size_t now = 0; now < draft_instances(rewrite->draft, section); now++) {
		struct patch inner = { .bytes = patch->bytes, .len = patch->len, .line_break = patch->line_break };
		size_t was = match[now];

		if (flow && now > 0)
			buf_puts(&text, ", ");
		if (was == ALIGN_NONE) {
			put_new_item(rewrite, patch, list, section, now, frame, &text);
			continue;
		}
		edit_item(&(struct editing){ rewrite, &inner, was, now }, list, section, frame);
		if (flow)
			patch_render(&inner, list->items[was]->start, list->items[was]->end, &text);
		else
			patch_render(&inner, item_start(patch, list, was),
				     was + 1 < list->count ? item_start(patch, list, was + 1) : end, &text);
		patch_clear(&inner);
		if (!flow)
			end_line(patch, &text);
	}
	if (flow)
		buf_putc(&text, ']');
	patch_add(patch, flow ? list->start : item_start(patch, list, 0), end, &text, false);
}

static void append_items(const struct rewrite *rewrite, struct patch *patch, const struct yaml_node *list,
			 const struct section *section, const struct render_frame *frame)
{
	size_t at = list->style == YAML_FLOW ? list->items[list->count - 1]->end : items_end(patch, list);

	for (size_t now = list->count; now < draft_instances(rewrite->draft, section); now++) {
		struct buf text = { 0 };

		if (list->style == YAML_FLOW)
			buf_puts(&text, ", ");
		put_new_item(rewrite, patch, list, section, now, frame, &text);
		patch_add(patch, at, at, &text, list->style != YAML_FLOW);
	}
}

/* Is there something in an empty section, from its key on, that its pair would take along? */
static bool section_must_stay(const struct patch *patch, const struct form *form, const struct section *section,
			      const struct yaml_node *key, const struct yaml_node *list)
{
	if (memchr(patch->bytes + key->end, '#', patch_node_end(patch, list, 0) - key->end))
		return true;
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *map = list->items[i];

		for (size_t k = 0; map->kind == YAML_MAP && k < map->count; k++) {
			const struct field *field = form_field(form, map->items[2 * k]->text, map->items[2 * k]->len);

			if (!field || field->section != section ||
			    (map->items[2 * k + 1]->kind == YAML_MAP && has_strays(map->items[2 * k + 1])))
				return true;
		}
	}
	return false;
}

static bool section_differs(const struct rewrite *rewrite, const struct section *section, const size_t *match)
{
	size_t count = draft_instances(rewrite->draft, section);

	if (count != draft_instances(rewrite->old, section) ||
	    (rewrite->attempt && count != draft_instances(rewrite->attempt, section)))
		return true;
	for (size_t i = 0; i < count; i++) {
		struct editing editing = { .rewrite = rewrite, .was = i, .now = i };

		if (match[i] != i || instance_differs(&editing, section))
			return true;
	}
	return false;
}

/* Brings the list of a repeated section up to date. True if its pair is to go. */
static bool edit_section(const struct rewrite *rewrite, struct patch *patch, const struct yaml_node *map, size_t pair,
			 const struct section *section, const struct render_frame *frame)
{
	const struct yaml_node *list = map->items[2 * pair + 1];
	size_t items = list->kind == YAML_LIST ? list->count : 0, count = draft_instances(rewrite->draft, section);
	size_t *match = align_instances(rewrite->old, rewrite->draft, section);
	bool in_place = count >= items, gone = false;
	struct rendered value = { 0 };

	for (size_t i = 0; i < items && in_place; i++)
		in_place = match[i] == i;
	if (!section_differs(rewrite, section, match))
		;
	else if (!render_has_section(rewrite->draft, section) &&
		 !section_must_stay(patch, draft_form(rewrite->draft), section, map->items[2 * pair], list)) {
		gone = true;
	} else if (items == 0) {
		render_section(&value, rewrite->draft, section, frame);
		patch_value(patch, map, pair, &value);
		rendered_clear(&value);
	} else if (in_place) {
		for (size_t i = 0; i < items; i++)
			edit_item(&(struct editing){ rewrite, patch, i, i }, list, section, frame);
		append_items(rewrite, patch, list, section, frame);
	} else {
		reorder_items(rewrite, patch, list, section, match, frame);
	}
	free(match);
	return gone;
}

static void edit_answers(struct rewrite *rewrite, const struct yaml_node *map, const struct render_frame *outer)
{
	const struct form *form = draft_form(rewrite->draft);
	const struct draft_source *source = rewrite->source;
	struct editing editing = { .rewrite = rewrite, .patch = &rewrite->patch };
	struct render_frame frame = planning_frame(&rewrite->patch, map, outer);
	struct planning plan;

	planning_start(&plan, map);
	for (size_t i = 0; i < map->count; i++) {
		struct yaml_node **pair = &map->items[2 * i];
		const struct field *field = form_field(form, pair[0]->text, pair[0]->len);
		const struct section *section = form_section(form, pair[0]->text, pair[0]->len);

		if (field && source->fields[field->index] == pair) {
			plan.orders[i] = field->index;
			plan.drops[i] = edit_answer(&editing, map, i, field, &frame);
		} else if (section && source->sections[section->index] == pair) {
			plan.orders[i] = section->first_field;
			plan.drops[i] = edit_section(rewrite, &rewrite->patch, map, i, section, &frame);
		}
	}
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];

		if (section->repeated && !source->sections[i] && render_has_section(rewrite->draft, section))
			render_section(&planning_add(&plan, section->id, section->first_field, &frame)->value, rewrite->draft,
				       section, &frame);
		for (size_t slot = 0; !section->repeated && slot < section->field_count; slot++) {
			const struct field *field = &form->fields[section->first_field + slot];
			const struct answer *answer = answer_now(&editing, field);

			if (!source->fields[field->index] && !answer_is_empty(answer))
				render_answer(&planning_add(&plan, field->id, field->index, &frame)->value, field, answer,
					      &frame, &rewrite->patch, NULL);
		}
	}
	planning_finish(&plan, &rewrite->patch, map);
}

void rewrite_answers(struct rewrite *rewrite)
{
	const struct draft_source *source = rewrite->source;
	const struct yaml_node *root = source->tree.root, *answers = source->answers;
	struct render_frame frame = { .no_literals = rewrite->no_literals, .line_break = patch_line_break(source->bytes) };
	struct rendered value = { 0 };
	struct planning plan;

	rewrite->patch = (struct patch){ .bytes = source->bytes, .len = source->len, .line_break = frame.line_break };
	frame = planning_frame(&rewrite->patch, root, &frame);
	if (answers && answers->kind == YAML_MAP && answers->count > 0) {
		edit_answers(rewrite, answers, &frame);
		return;
	}
	render_answers(&value, rewrite->draft, &frame);
	if (!answers) {
		planning_start(&plan, root);
		planning_add(&plan, "answers", 0, &frame)->value = value;
		planning_finish(&plan, &rewrite->patch, root);
		return;
	}
	for (size_t i = 0; i < root->count; i++)
		if (root->items[2 * i + 1] == answers)
			patch_value(&rewrite->patch, root, i, &value);
	rendered_clear(&value);
}
