/* SPDX-License-Identifier: MIT */
/* ack.c — from the mapping to lines, from lines to pairs, and the mapping changed by as few of them as can be. */
#include <config.h>

#include "draft/ack.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "draft/draft_read.h"
#include "draft/planning.h"

void ack_lines(const struct yaml_node *map, struct buf *out)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_node *reason = map->items[2 * i + 1];

		buf_printf(out, "%s%s: ", out->len > 0 ? "\n" : "", map->items[2 * i]->text);
		/* A reason of several lines becomes one: a line of the part is an entry. */
		for (const char *at = yaml_says_nothing(reason) ? "" : reason->text; *at; at++)
			buf_putc(out, *at == '\n' ? ' ' : *at);
	}
}

static bool is_code(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!(text[i] >= 'a' && text[i] <= 'z') && text[i] != '-')
			return false;
	return len > 0;
}

/* Reads the line `code: reason` at `*at` and goes behind it. */
static bool ack_next(const char **at, struct ack *ack)
{
	size_t len = strcspn(*at, "\n");
	const char *colon = memchr(*at, ':', len);

	if (!colon || !is_code(*at, (size_t)(colon - *at)) || colon[1] != ' ' || ((*at)[len] == '\n' && !(*at)[len + 1]))
		return false;
	*ack = (struct ack){ *at, (size_t)(colon - *at), colon + 2, len - (size_t)(colon + 2 - *at) };
	*at += len + ((*at)[len] == '\n');
	return true;
}

/* More than there are findings by far. Each is compared with all before it. */
enum { MOST_ACKS = 1000 };

struct ack *ack_split(const char *text, size_t *count)
{
	size_t most = 1;
	struct ack *acks;

	for (const char *at = text; (at = strchr(at, '\n')); at++)
		most++;
	acks = mem_alloc(most, sizeof *acks);
	for (*count = 0; *text; ++*count) {
		struct ack *ack = &acks[*count];
		bool good = *count < MOST_ACKS && ack_next(&text, ack);

		for (size_t i = 0; good && i < *count; i++)
			good = acks[i].code_len != ack->code_len || memcmp(acks[i].code, ack->code, ack->code_len) != 0;
		if (!good) {
			free(acks);
			return NULL;
		}
	}
	return acks;
}

/* Which of the acknowledgements has the code of a pair; `count` if none has. */
static size_t ack_of(const struct ack *acks, size_t count, const struct yaml_node *key)
{
	size_t found = 0;

	while (found < count && (acks[found].code_len != key->len || memcmp(acks[found].code, key->text, key->len) != 0))
		found++;
	return found;
}

/* What stays of a mapping of acknowledgements stands in their order, and something does. */
static bool acks_stay(const struct yaml_node *map, const struct ack *acks, size_t count)
{
	size_t least = 0;

	for (size_t i = 0; i < map->count; i++) {
		size_t at = ack_of(acks, count, map->items[2 * i]);

		if (at < count && at < least)
			return false;
		least = at < count ? at + 1 : least;
	}
	return least > 0;
}

static void edit_ack_pairs(struct patch *patch, const struct yaml_node *map, const struct ack *was, const struct ack *now,
			   size_t count, const struct render_frame *outer)
{
	struct render_frame frame = planning_frame(patch, map, outer);
	bool *seen = mem_alloc(count + 1, sizeof *seen);
	struct planning plan;

	planning_start(&plan, map);
	for (size_t i = 0; i < map->count; i++) {
		size_t at = ack_of(now, count, map->items[2 * i]);
		struct rendered value = { 0 };
		char *reason;

		plan.drops[i] = at == count;
		if (plan.drops[i])
			continue;
		seen[at] = true;
		plan.orders[i] = at;
		if (was[i].reason_len == now[at].reason_len && memcmp(was[i].reason, now[at].reason, was[i].reason_len) == 0)
			continue;
		reason = mem_bytes(now[at].reason, now[at].reason_len);
		render_text(&value, reason, &frame, patch, map->items[2 * i + 1]);
		patch_value(patch, map, i, &value);
		rendered_clear(&value);
		free(reason);
	}
	for (size_t i = 0; i < count; i++) {
		if (seen[i])
			continue;
		char *code = mem_bytes(now[i].code, now[i].code_len), *reason = mem_bytes(now[i].reason, now[i].reason_len);

		render_text(&planning_add(&plan, code, i, &frame)->value, reason, &frame, patch, NULL);
		free(code);
		free(reason);
	}
	planning_finish(&plan, patch, map);
	free(seen);
}

bool ack_edit(struct patch *patch, const struct yaml_node *map, const char *old, const char *text,
	      const struct render_frame *frame)
{
	size_t old_count = 0, count = 0;
	struct ack *was, *now;
	bool done;

	if (map->kind != YAML_MAP || map->count == 0 || !old)
		return false;
	was = ack_split(old, &old_count);
	now = ack_split(text, &count);
	done = was && now && old_count == map->count && acks_stay(map, now, count);
	if (done)
		edit_ack_pairs(patch, map, was, now, count, frame);
	free(was);
	free(now);
	return done;
}
