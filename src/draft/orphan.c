/* SPDX-License-Identifier: MIT */
/* orphan.c — an answer without a question, as text and as changes. */
#include <config.h>

#include "draft/orphan.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "draft/ack.h"
#include "draft/part_text.h"
#include "draft/patch.h"

size_t orphan_next(const struct draft_source *source, size_t index)
{
	while (index < source->stray_count && !source->strays[index].map)
		index++;
	return index;
}

const struct stray *orphan_find(const struct draft_source *source, const char *path)
{
	for (size_t i = orphan_next(source, 0); i < source->stray_count; i = orphan_next(source, i + 1))
		if (strcmp(source->strays[i].path, path) == 0)
			return &source->strays[i];
	return NULL;
}

static const struct yaml_node *value_of(const struct stray *orphan)
{
	return orphan->map->items[2 * orphan->pair + 1];
}

/* A text, or a list of texts, one a line. False if it is neither. */
static bool put_plain(const struct yaml_node *value, struct buf *out)
{
	if (value->kind == YAML_SCALAR) {
		if (!yaml_says_nothing(value))
			buf_put(out, value->text, value->len);
		return true;
	}
	if (value->kind != YAML_LIST)
		return false;
	for (size_t i = 0; i < value->count; i++)
		if (value->items[i]->kind != YAML_SCALAR)
			return false;
	for (size_t i = 0; i < value->count; i++) {
		if (i > 0)
			buf_putc(out, '\n');
		put_plain(value->items[i], out);
	}
	return true;
}

/* The parts of a mapping as an answer's. False if it holds anything else; then nothing is in `parts`. */
static bool read_parts(const struct yaml_node *map, struct buf parts[PART_COUNT])
{
	bool good = map->kind == YAML_MAP && map->count > 0;

	for (size_t i = 0; good && i < map->count; i++) {
		const struct yaml_node *key = map->items[2 * i], *value = map->items[2 * i + 1];
		enum part part;

		good = part_find(key->text, key->len, &part);
		if (good && part == PART_ACK && value->kind == YAML_MAP) {
			for (size_t k = 0; k < value->count; k++)
				good = good && value->items[2 * k + 1]->kind == YAML_SCALAR;
			if (good)
				ack_lines(value, &parts[part]);
		} else if (good) {
			good = put_plain(value, &parts[part]);
			/* `review: ""` says something, too. */
			if (good && part_keeps_empty(part))
				buf_puts(&parts[part], "");
		}
	}
	for (int part = 0; !good && part < PART_COUNT; part++)
		buf_clear(&parts[part]);
	return good;
}

static void clear_parts(struct buf parts[PART_COUNT])
{
	for (int part = 0; part < PART_COUNT; part++)
		buf_clear(&parts[part]);
}

char *orphan_text(const struct draft_source *source, const struct stray *orphan)
{
	const struct yaml_node *value = value_of(orphan);
	struct buf parts[PART_COUNT] = { 0 }, text = { 0 };

	if (put_plain(value, &text))
		return buf_take(&text);
	if (read_parts(value, parts)) {
		static const enum part shown[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON, PART_NOTE };

		for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
			if (parts[shown[i]].len > 0)
				buf_printf(&text, "%s%s", text.len > 0 ? ": " : "", parts[shown[i]].data);
	} else {
		buf_put(&text, source->bytes + value->start, value->end - value->start);
	}
	clear_parts(parts);
	return buf_take(&text);
}

char *orphan_bytes(const struct draft_source *source, const struct stray *orphan)
{
	const struct patch patch = { .bytes = source->bytes, .len = source->len };
	const struct yaml_node *key = orphan->map->items[2 * orphan->pair], *value = value_of(orphan);
	/* A value that is not there stands where the next word begins. */
	size_t end =
		value->start == value->end ? key->end : patch_node_end(&patch, value, patch_column(&patch, orphan->map->start));

	return mem_bytes(source->bytes + key->start, end - key->start);
}

static void emit_part(struct place place, enum part part, const char *text, change_emit *emit, void *context)
{
	struct change change = { .kind = CHANGE_SET, .place = place, .part = part, .text = mem_string(text) };

	emit(context, &change);
	change_clear(&change);
}

static bool is_free(const struct draft *draft, struct place place, struct buf parts[PART_COUNT], struct err *err)
{
	const struct answer *answer = draft_answer(draft, place);
	bool taken = !text_is_blank(answer->parts[PART_ANSWER]) || answer->parts[PART_DETAIL] || answer->parts[PART_STATUS] ||
		     answer->parts[PART_THEIRS];

	for (int part = 0; part < PART_COUNT; part++)
		taken = taken || (parts[part].data && answer->parts[part]);
	return !taken ||
	       err_set(err, ERR_INPUT, _("“%s” says something already; take that away first."), place.field->item->name);
}

bool orphan_attach(const struct stray *orphan, const struct draft *draft, struct place place, change_emit *emit, void *context,
		   struct err *err)
{
	struct buf parts[PART_COUNT] = { 0 }, text = { 0 };
	bool plain = put_plain(value_of(orphan), &text), good = plain || read_parts(value_of(orphan), parts);

	if (!good)
		err_set(err, ERR_INPUT, _("%s does not answer one question: copy from it by hand."), orphan->path);
	else if (plain && text_is_blank(text.data))
		good = err_set(err, ERR_INPUT, _("%s says nothing."), orphan->path);
	else
		good = is_free(draft, place, parts, err);
	if (good) {
		if (plain)
			draft_set_joined(draft, place, text.data, emit, context);
		for (int part = 0; part < PART_COUNT; part++)
			if (parts[part].data)
				emit_part(place, part, parts[part].data, emit, context);
		if (!parts[PART_REVIEW].data && !draft_part(draft, place, PART_REVIEW))
			emit_part(place, PART_REVIEW, "", emit, context);
	}
	clear_parts(parts);
	buf_clear(&text);
	return good;
}
