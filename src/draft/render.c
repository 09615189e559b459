/* SPDX-License-Identifier: MIT */
/* render.c — answers as new YAML text, in block style or within flow style. */
#include <config.h>

#include "draft/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "draft/ack.h"
#include "draft/align.h"
#include "draft/draft_read.h"

static void new_line(struct buf *out, const struct render_frame *frame, int column)
{
	buf_puts(out, frame->line_break);
	buf_printf(out, "%*s", column, "");
}

void render_key(struct buf *out, const char *key, const struct render_frame *frame)
{
	struct scalar_frame scalar = { .flow = true, .json = frame->json, .line_break = frame->line_break };

	scalar_put(out, key, strlen(key), &scalar);
}

/* A list of texts in the manner of the list that stood there. */
static void render_list(struct rendered *out, const char *text, const struct render_frame *frame, const struct patch *patch,
			const struct yaml_node *old)
{
	bool flow = old->style == YAML_FLOW;
	int column = flow ? 0 : patch_column(patch, old->start);
	struct scalar_frame scalar = { .indent = column, .flow = true, .json = frame->json, .line_break = frame->line_break };
	struct buf *target = flow ? &out->head : &out->body;

	if (flow)
		buf_putc(target, '[');
	for (const char *at = text;; at++) {
		size_t len = strcspn(at, "\n");

		if (!flow) {
			new_line(target, frame, column);
			buf_puts(target, "- ");
		} else if (at != text) {
			buf_puts(target, ", ");
		}
		scalar_put(target, at, len, &scalar);
		at += len;
		if (!*at)
			break;
	}
	if (flow)
		buf_putc(target, ']');
}

void render_text(struct rendered *out, const char *text, const struct render_frame *frame, const struct patch *patch,
		 const struct yaml_node *old)
{
	struct scalar_frame scalar = { .indent = frame->column,
				       .flow = frame->flow || frame->no_literals,
				       .json = frame->json,
				       .like = YAML_PLAIN,
				       .line_break = frame->line_break };
	struct buf written = { 0 };

	if (old && old->kind == YAML_LIST && old->count > 0) {
		render_list(out, text, frame, patch, old);
		return;
	}
	if (old && old->kind == YAML_SCALAR) {
		scalar.like = old->style;
		if (old->style == YAML_LITERAL || old->style == YAML_FOLDED)
			scalar.body = patch_body_column(patch, old, frame->column);
	}
	scalar_put(&written, text, strlen(text), &scalar);
	rendered_scalar(out, &written);
}

static bool render_ack(struct buf *out, const char *text, const struct render_frame *frame)
{
	struct scalar_frame scalar = { .flow = true, .json = frame->json, .line_break = frame->line_break };
	size_t count;
	struct ack *acks = ack_split(text, &count);

	if (!acks)
		return false;
	buf_putc(out, '{');
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, i > 0 ? ", " : "");
		scalar_put(out, acks[i].code, acks[i].code_len, &scalar);
		buf_puts(out, ": ");
		scalar_put(out, acks[i].reason, acks[i].reason_len, &scalar);
	}
	buf_putc(out, '}');
	free(acks);
	return true;
}

void render_part(struct rendered *out, enum part part, const char *text, const struct render_frame *frame,
		 const struct patch *patch, const struct yaml_node *old)
{
	if (part == PART_ACK) {
		struct buf map = { 0 };

		if (render_ack(&map, text, frame)) {
			rendered_scalar(out, &map);
			return;
		}
		buf_clear(&map);
	}
	/* Only the answer may be a list. */
	render_text(out, text, frame, patch, part != PART_ANSWER && old && old->kind != YAML_SCALAR ? NULL : old);
}

bool render_is_string(const struct field *field, const struct answer *answer)
{
	for (int part = PART_ANSWER + 1; part < PART_COUNT; part++)
		if (answer->parts[part])
			return false;
	return answer->parts[PART_ANSWER] && answer_stands_alone(field, answer->parts[PART_ANSWER]);
}

/* Short answers with one or two parts read best on one line. */
static bool is_short(const struct answer *answer)
{
	size_t parts = 0, bytes = 0;

	for (int part = 0; part < PART_COUNT; part++) {
		if (!answer->parts[part])
			continue;
		parts++;
		bytes += strlen(answer->parts[part]);
		if (part != PART_ACK && strpbrk(answer->parts[part], "\r\n"))
			return false;
	}
	return parts <= 2 && bytes <= 60;
}

void render_answer(struct rendered *out, const struct field *field, const struct answer *answer,
		   const struct render_frame *frame, const struct patch *patch, const struct yaml_node *old)
{
	struct render_frame inner = *frame;
	bool list = old && !frame->no_literals && patch_keeps_list(patch, old, answer->parts[PART_ANSWER]);
	bool first = true, flow;

	if (render_is_string(field, answer)) {
		render_text(out, answer->parts[PART_ANSWER], frame, patch, old);
		return;
	}
	flow = inner.flow = frame->flow || (is_short(answer) && !(list && old->style == YAML_BLOCK));
	inner.column = frame->column + 2;
	if (flow)
		buf_putc(&out->head, '{');
	for (int part = 0; part < PART_COUNT; part++) {
		struct rendered value = { 0 };
		struct buf *target = flow ? &out->head : &out->body;

		if (!answer->parts[part])
			continue;
		if (!flow)
			new_line(target, frame, inner.column);
		else if (!first)
			buf_puts(target, ", ");
		first = false;
		render_key(target, part_name(part), &inner);
		buf_putc(target, ':');
		if (part == PART_ANSWER && list)
			patch_move_list(patch, old, 2, !flow, &value);
		else
			render_part(&value, part, answer->parts[part], &inner, NULL, NULL);
		rendered_put(&value, target);
		out->commented = out->commented || value.commented;
		rendered_clear(&value);
	}
	if (flow)
		buf_putc(&out->head, '}');
}

void render_instance(struct buf *out, const struct draft *draft, const struct section *section, size_t instance,
		     const struct render_frame *frame)
{
	const struct field *fields = &draft_form(draft)->fields[section->first_field];
	bool empty = instance_is_empty(draft, section, instance), first = true;

	if (frame->flow || empty)
		buf_putc(out, '{');
	for (size_t slot = 0; slot < section->field_count; slot++) {
		struct place place = { &fields[slot], instance };
		const struct answer *answer = draft_answer(draft, place);
		struct rendered value = { 0 };

		if (answer_is_empty(answer))
			continue;
		if (!first && frame->flow)
			buf_puts(out, ", ");
		else if (!first)
			new_line(out, frame, frame->column);
		first = false;
		render_key(out, place.field->id, frame);
		buf_putc(out, ':');
		render_answer(&value, place.field, answer, frame, NULL, NULL);
		rendered_put(&value, out);
		rendered_clear(&value);
	}
	if (frame->flow || empty)
		buf_putc(out, '}');
}

bool render_has_section(const struct draft *draft, const struct section *section)
{
	return draft_instances(draft, section) > 1 || !instance_is_empty(draft, section, 0);
}

void render_section(struct rendered *out, const struct draft *draft, const struct section *section,
		    const struct render_frame *frame)
{
	struct render_frame inner = *frame;

	inner.column = frame->column + 2;
	if (frame->flow)
		buf_putc(&out->head, '[');
	for (size_t i = 0; i < draft_instances(draft, section); i++) {
		if (frame->flow && i > 0)
			buf_puts(&out->head, ", ");
		if (!frame->flow) {
			new_line(&out->body, frame, frame->column);
			buf_puts(&out->body, "- ");
		}
		render_instance(frame->flow ? &out->head : &out->body, draft, section, i, &inner);
	}
	if (frame->flow)
		buf_putc(&out->head, ']');
}

static void put_pair(struct buf *out, const char *key, const struct rendered *value, const struct render_frame *frame,
		     bool *first)
{
	if (!frame->flow)
		new_line(out, frame, frame->column);
	else if (!*first)
		buf_puts(out, ", ");
	*first = false;
	render_key(out, key, frame);
	buf_putc(out, ':');
	rendered_put(value, out);
}

void render_answers(struct rendered *out, const struct draft *draft, const struct render_frame *frame)
{
	const struct form *form = draft_form(draft);
	struct render_frame inner = *frame;
	struct buf *target = frame->flow ? &out->head : &out->body;
	struct buf pairs = { 0 };
	bool first = true;

	inner.column = frame->column + 2;
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		struct rendered value = { 0 };

		if (section->repeated && render_has_section(draft, section)) {
			render_section(&value, draft, section, &inner);
			put_pair(&pairs, section->id, &value, &inner, &first);
			rendered_clear(&value);
		}
		for (size_t slot = 0; !section->repeated && slot < section->field_count; slot++) {
			const struct field *field = &form->fields[section->first_field + slot];
			const struct answer *answer = draft_answer(draft, (struct place){ field, 0 });

			if (answer_is_empty(answer))
				continue;
			render_answer(&value, field, answer, &inner, NULL, NULL);
			put_pair(&pairs, field->id, &value, &inner, &first);
			rendered_clear(&value);
		}
	}
	if (frame->flow || first) {
		buf_putc(&out->head, '{');
		buf_put(target, buf_text(&pairs), pairs.len);
		buf_putc(&out->head, '}');
	} else {
		buf_put(target, buf_text(&pairs), pairs.len);
	}
	buf_clear(&pairs);
}
