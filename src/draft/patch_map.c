/* SPDX-License-Identifier: MIT */
/* patch_map.c — pairs of a mapping replaced, added and dropped. A comment stays unless it stands on a line that goes. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "draft/patch.h"

static bool is_flow(const struct yaml_node *node)
{
	return node->style == YAML_FLOW;
}

static bool is_empty(const struct yaml_node *node)
{
	return node->start == node->end;
}

static bool has_break(const struct patch *patch, size_t start, size_t end)
{
	return patch_line_end(patch, start) < end;
}

/* The '?' of an explicit key, or the key itself. In flow style the key may stand on a later line, or be none at all. */
static size_t pair_start(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t start = map->items[2 * pair]->start, at = start;

	if (is_flow(map)) {
		at = patch_skip_between(patch, pair > 0 ? patch_pair_end(patch, map, pair - 1) : map->start + 1, start);
		if (pair > 0 && at < start && patch->bytes[at] == ',')
			at = patch_skip_between(patch, at + 1, start);
		return at < start && patch->bytes[at] == '?' ? at : start;
	}
	while (at > 0 && (patch->bytes[at - 1] == ' ' || patch->bytes[at - 1] == '\t'))
		at--;
	return at > 0 && (at < start || is_empty(map->items[2 * pair])) && patch->bytes[at - 1] == '?' ? at - 1 : start;
}

/* The ':' behind a key, or the source's end. In flow style and behind an explicit key it may stand on a later line. */
static size_t find_colon(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	const struct yaml_node *key = map->items[2 * pair];
	size_t at = key->end + strspn(patch->bytes + key->end, " \t");

	if (is_flow(map) || pair_start(patch, map, pair) != key->start)
		at = patch_skip_between(patch, at, patch->len);
	if (at == patch->len || patch->bytes[at] != ':')
		return patch->len;
	/* `:word` begins the next key. */
	return is_flow(map) || at + 1 == patch->len || patch_blank(patch, at + 1, at + 2) ||
			       patch_line_end(patch, at + 1) == at + 1
		       ? at
		       : patch->len;
}

size_t patch_pair_end(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	const struct yaml_node *key = map->items[2 * pair], *value = map->items[2 * pair + 1];
	size_t colon;

	if (!is_empty(value))
		return patch_node_end(patch, value, patch_column(patch, map->start));
	colon = find_colon(patch, map, pair);
	return colon < patch->len ? colon + 1 : key->end;
}

/* libyaml lets a comment stand right behind a quotation mark; behind anything else it needs a blank. */
static void part_comment(const struct patch *patch, size_t at, struct buf *out)
{
	if (at < patch->len && patch->bytes[at] == '#')
		buf_putc(out, ' ');
}

/* A comment to carry over: what stands in start … end, unless it is blank. */
static void put_tail(const struct patch *patch, size_t start, size_t end, struct buf *out)
{
	if (patch_blank(patch, start, end))
		return;
	part_comment(patch, start, out);
	buf_put(out, patch->bytes + start, end - start);
}

/* The comment behind a value: for a block scalar the one on its header line. */
static void put_comment(const struct patch *patch, const struct yaml_node *old, size_t old_end, const struct rendered *value,
			struct buf *out)
{
	if (value->commented)
		return;
	if (old->kind == YAML_SCALAR && (old->style == YAML_LITERAL || old->style == YAML_FOLDED)) {
		size_t header = old->start + strcspn(patch->bytes + old->start, "|>");
		size_t tail = header + strcspn(patch->bytes + header, " \t\r\n");

		if (patch->bytes[tail + strspn(patch->bytes + tail, " \t")] == '#')
			put_tail(patch, tail, patch_line_end(patch, header), out);
	} else {
		put_tail(patch, old_end, patch_line_end(patch, old_end), out);
	}
}

static void put_head(const struct rendered *value, const char *before, struct buf *out)
{
	if (value->head.len > 0)
		buf_puts(out, before);
	buf_put(out, buf_text(&value->head), value->head.len);
}

/* `key: old`, on one line or with the old value below the key. */
static void replace_in_block(struct patch *patch, const struct yaml_node *map, const struct yaml_node *old, size_t start,
			     size_t old_start, size_t old_end, const struct rendered *value)
{
	size_t key_end = patch_line_end(patch, start);
	size_t from = start;
	struct buf text = { 0 };

	if (old_start <= key_end) {
		if (value->head.len > 0 && old_start > start)
			from = old_start;
		put_head(value, from == start ? " " : "", &text);
	} else if (patch_blank(patch, key_end, old_start)) {
		put_head(value, " ", &text);
		put_tail(patch, start, key_end, &text);
	} else {
		/* Comments stand between key and value: they stay there, and so does the value. */
		int deeper = patch_column(patch, map->start) + 2 - patch_column(patch, old_start);
		from = value->head.len > 0 ? old_start : patch_line_start(patch, old_start);
		/* Only a list may stand no deeper than its key. */
		if (from == old_start && deeper > 1)
			buf_printf(&text, "%*s", deeper, "");
		put_head(value, "", &text);
		put_comment(patch, old, old_end, value, &text);
		buf_puts(&text, buf_text(&value->body) + (text.len > 0 ? 0 : strspn(buf_text(&value->body), "\r\n")));
		patch_add(patch, from, patch_line_end(patch, old_end), &text, false);
		return;
	}
	put_comment(patch, old, old_end, value, &text);
	buf_put(&text, buf_text(&value->body), value->body.len);
	patch_add(patch, from, patch_line_end(patch, old_end), &text, false);
}

/* Is there a comment behind an explicit key, before its value or on the value's last line? A number sign in a text counts too. */
static bool has_comment(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t start = map->items[2 * pair]->end, end = patch_line_end(patch, patch_pair_end(patch, map, pair));

	return memchr(patch->bytes + start, '#', end - start);
}

void patch_value(struct patch *patch, const struct yaml_node *map, size_t pair, const struct rendered *value)
{
	const struct yaml_node *key = map->items[2 * pair], *old = map->items[2 * pair + 1];
	size_t colon = find_colon(patch, map, pair);
	struct buf text = { 0 };

	if (is_flow(map)) {
		size_t start = is_empty(old) ? (colon < patch->len ? colon + 1 : key->end) : old->start;

		put_head(value, !is_empty(old) ? "" : colon < patch->len ? " " : ": ", &text);
		part_comment(patch, is_empty(old) ? start : old->end, &text);
		patch_add(patch, start, is_empty(old) ? start : old->end, &text, false);
	} else if (colon == patch->len || (pair_start(patch, map, pair) != key->start && !has_comment(patch, map, pair))) {
		/* `? key` is written anew as `key:`. */
		buf_put(&text, patch->bytes + key->start, key->end - key->start);
		buf_putc(&text, ':');
		rendered_put(value, &text);
		patch_add(patch, pair_start(patch, map, pair), patch_pair_end(patch, map, pair), &text, false);
	} else if (is_empty(old)) {
		replace_in_block(patch, map, old, colon + 1, colon + 1, colon + 1, value);
	} else {
		replace_in_block(patch, map, old, colon + 1, old->start, patch_pair_end(patch, map, pair), value);
	}
}

static void put_pair(const struct addition *addition, struct buf *out)
{
	buf_put(out, buf_text(&addition->key), addition->key.len);
	buf_putc(out, ':');
	rendered_put(&addition->value, out);
}

/* The last pair an addition comes after, or -1. */
static long predecessor(const struct map_plan *plan, size_t order)
{
	long found = -1;
	size_t best = 0;

	for (size_t i = 0; i < plan->map->count; i++) {
		if (plan->orders[i] == PATCH_NO_ORDER || plan->orders[i] > order || (found >= 0 && plan->orders[i] < best))
			continue;
		found = (long)i;
		best = plan->orders[i];
	}
	if (found >= 0)
		return found;
	/* Before every pair we know; behind the last one if we know none. */
	for (size_t i = 0; i < plan->map->count; i++)
		if (plan->orders[i] != PATCH_NO_ORDER)
			return -1;
	return (long)plan->map->count - 1;
}

/* Does the pair begin its line? The first pair of an instance stands behind its dash. */
static bool begins_line(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t start = pair_start(patch, map, pair);
	size_t line = patch_line_start(patch, start);

	if (line == 0 && patch->len >= 3 && memcmp(patch->bytes, "\xef\xbb\xbf", 3) == 0)
		line = 3;
	return patch_blank(patch, line, start);
}

/* Behind the pair's lines, and behind comments that stand deeper than its key: they belong to its value. So do lines that begin
 * with a TAB and say nothing, be it behind empty lines: libyaml takes them only where a value may go on. */
static size_t lines_end(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t end = patch_line_next(patch, patch_pair_end(patch, map, pair));
	int column = patch_column(patch, map->start);
	bool behind_empty = false;

	for (size_t at = end; at < patch->len; at = patch_line_next(patch, at)) {
		size_t lead = strspn(patch->bytes + at, " \t");
		bool comment = patch->bytes[at + lead] == '#', empty = patch_line_end(patch, at) == at + lead;

		if (!comment && !empty)
			break;
		if (memchr(patch->bytes + at, '\t', lead) || (comment && (int)lead > column && !behind_empty))
			end = patch_line_next(patch, at);
		behind_empty = behind_empty || empty;
	}
	return end;
}

/* Where lines go in to stand before a pair: above the comment lines right above it. Within the pair before, a line that begins
 * with a number sign may be quoted text. */
static size_t lines_before(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t line = patch_line_start(patch, pair_start(patch, map, pair));
	size_t least = pair == 0 ? 0 : patch_line_next(patch, patch_pair_end(patch, map, pair - 1));
	int column = patch_column(patch, map->start);

	while (line > least) {
		size_t above = patch_line_before(patch, line);
		size_t comment = above + strspn(patch->bytes + above, " ");

		if (patch->bytes[comment] != '#' || (int)(comment - above) != column)
			break;
		line = above;
	}
	return line;
}

static void add_lines(struct patch *patch, size_t at, int column, const struct addition *addition)
{
	struct buf text = { 0 };

	buf_printf(&text, "%*s", column, "");
	put_pair(addition, &text);
	buf_puts(&text, patch->line_break);
	patch_add(patch, at, at, &text, true);
}

static void add_block(struct patch *patch, const struct map_plan *plan, const struct addition *addition)
{
	const struct yaml_node *map = plan->map;
	int column = patch_column(patch, map->start);
	long after = predecessor(plan, addition->order);
	size_t first = 0;
	struct buf text = { 0 };

	if (after >= 0) {
		add_lines(patch, lines_end(patch, map, (size_t)after), column, addition);
		return;
	}
	while (plan->orders[first] == PATCH_NO_ORDER)
		first++;
	if (begins_line(patch, map, first)) {
		add_lines(patch, lines_before(patch, map, first), column, addition);
		return;
	}
	put_pair(addition, &text);
	buf_puts(&text, patch->line_break);
	buf_printf(&text, "%*s", column, "");
	patch_add(patch, pair_start(patch, map, 0), pair_start(patch, map, 0), &text, false);
}

static void drop_line(struct patch *patch, const struct yaml_node *map, size_t pair)
{
	struct buf nothing = { 0 };

	patch_add(patch, patch_line_start(patch, pair_start(patch, map, pair)),
		  patch_line_next(patch, patch_pair_end(patch, map, pair)), &nothing, false);
}

/* The first pair goes and stands behind a dash: the next pair that stays moves up, an addition takes its place, or the
 * mapping is empty now. Pairs between go with their lines. Returns how many additions were used up. */
static size_t drop_behind_dash(struct patch *patch, const struct map_plan *plan)
{
	const struct yaml_node *map = plan->map;
	size_t start = pair_start(patch, map, 0), end = patch_pair_end(patch, map, 0), stays = 1, between;
	struct buf text = { 0 };

	while (stays < map->count && plan->drops[stays])
		stays++;
	if (plan->addition_count > 0 && predecessor(plan, plan->additions[0].order) < (long)stays) {
		put_pair(&plan->additions[0], &text);
		patch_add(patch, start, patch_line_end(patch, end), &text, false);
		return 1;
	}
	if (stays == map->count) {
		buf_puts(&text, "{}");
		patch_add(patch, start, end, &text, false);
		return 0;
	}
	between = patch_line_next(patch, patch_pair_end(patch, map, stays - 1));
	if (stays == 1 && patch_blank(patch, between, pair_start(patch, map, stays))) {
		patch_add(patch, start, pair_start(patch, map, stays), &text, false);
		return 0;
	}
	while (start > 0 && patch->bytes[start - 1] == ' ')
		start--;
	patch_add(patch, start, patch_line_end(patch, end), &text, false);
	return 0;
}

static void patch_block(struct patch *patch, const struct map_plan *plan)
{
	size_t used = 0;

	for (size_t i = 0; i < plan->map->count; i++) {
		if (!plan->drops[i])
			continue;
		if (i == 0 && !begins_line(patch, plan->map, 0))
			used = drop_behind_dash(patch, plan);
		else
			drop_line(patch, plan->map, i);
	}
	for (size_t i = used; i < plan->addition_count; i++)
		add_block(patch, plan, &plan->additions[i]);
}

/* Does a pair in flow style stand on lines of its own? */
static bool flow_own_line(const struct patch *patch, const struct yaml_node *map, size_t pair)
{
	size_t start = pair_start(patch, map, pair);

	return patch_blank(patch, patch_line_start(patch, start), start);
}

/* `{a:}` is none, nor is `{a: !}`: a value without a text keeps a blank behind it. */
static bool needs_blank(const struct yaml_node *value)
{
	return value->kind == YAML_SCALAR && value->style == YAML_PLAIN && value->len == 0;
}

static void drop_flow(struct patch *patch, const struct map_plan *plan, size_t pair)
{
	const struct yaml_node *map = plan->map;
	size_t start = pair_start(patch, map, pair), end = patch_pair_end(patch, map, pair);
	size_t comma = patch_skip_between(patch, end, map->end - 1);
	struct buf nothing = { 0 };
	size_t stays = pair + 1;

	while (stays < map->count && plan->drops[stays])
		stays++;
	if (comma < map->end - 1 && patch->bytes[comma] == ',' && (stays < map->count || pair + 1 == map->count)) {
		end = comma + 1;
		if (flow_own_line(patch, map, pair) && patch_blank(patch, end, patch_line_end(patch, end))) {
			start = patch_line_start(patch, start);
			end = patch_line_next(patch, end);
		} else {
			while (patch->bytes[end] == ' ')
				end++;
		}
		patch_add(patch, start, end, &nothing, false);
		return;
	}
	/* The last ones: the comma before them goes too. */
	if (pair > 0) {
		size_t before = patch_pair_end(patch, map, pair - 1);

		comma = patch_skip_between(patch, before, start);
		if (patch_blank(patch, before, comma) && patch_blank(patch, comma + 1, start)) {
			/* What goes reaches to the end of the last pair. */
			size_t rest = patch_pair_end(patch, map, map->count - 1);

			if (!plan->drops[pair - 1] && needs_blank(map->items[2 * pair - 1]) && rest < patch->len &&
			    !patch_blank(patch, rest, rest + 1))
				buf_putc(&nothing, ' ');
			start = before;
		} else {
			patch_add(patch, comma, comma + 1, &nothing, false);
		}
	}
	patch_add(patch, start, end, &nothing, false);
}

/* `[a: b]` is a mapping without braces, which holds one pair and no other number. */
static bool is_bare(const struct patch *patch, const struct yaml_node *map)
{
	return !strchr("{!", patch->bytes[map->start]);
}

static void add_flow(struct patch *patch, const struct map_plan *plan, const struct addition *addition, bool *first)
{
	const struct yaml_node *map = plan->map;
	long after = predecessor(plan, addition->order);
	struct buf text = { 0 };
	size_t next, at;

	/* A neighbour that goes takes its comma along. */
	while (after >= 0 && plan->drops[after])
		after--;
	next = (size_t)(after + 1);
	while (next < map->count && plan->drops[next])
		next++;
	if (next < map->count) {
		at = pair_start(patch, map, next);
		put_pair(addition, &text);
		buf_putc(&text, ',');
		if (flow_own_line(patch, map, next)) {
			buf_puts(&text, patch->line_break);
			buf_put(&text, patch->bytes + patch_line_start(patch, at), at - patch_line_start(patch, at));
		} else {
			buf_putc(&text, ' ');
		}
		patch_add(patch, at, at, &text, false);
	} else if (after >= 0) {
		size_t start = pair_start(patch, map, (size_t)after);

		at = patch_pair_end(patch, map, (size_t)after);
		buf_puts(&text, patch->bytes[at - 1] == ':' ? " ," : ",");
		if (flow_own_line(patch, map, (size_t)after) && has_break(patch, at, map->end) &&
		    patch_blank(patch, at, patch_line_end(patch, at))) {
			buf_puts(&text, patch->line_break);
			buf_put(&text, patch->bytes + patch_line_start(patch, start), start - patch_line_start(patch, start));
		} else {
			buf_putc(&text, ' ');
		}
		put_pair(addition, &text);
		patch_add(patch, at, at, &text, false);
	} else {
		if (!*first)
			buf_puts(&text, ", ");
		put_pair(addition, &text);
		at = map->start;
		if (!is_bare(patch, map))
			at += strcspn(patch->bytes + map->start, "{") + 1;
		patch_add(patch, at, at, &text, false);
		*first = false;
	}
}

void patch_map(struct patch *patch, const struct map_plan *plan)
{
	const struct yaml_node *map = plan->map;
	bool first = true;

	if (!is_flow(map)) {
		patch_block(patch, plan);
		return;
	}
	bool braces = is_bare(patch, map) && (plan->addition_count > 0 || plan->drops[0]);

	if (braces)
		patch_insert(patch, map->start, "{");
	for (size_t i = 0; i < plan->map->count; i++)
		if (plan->drops[i])
			drop_flow(patch, plan, i);
	for (size_t i = 0; i < plan->addition_count; i++)
		add_flow(patch, plan, &plan->additions[i], &first);
	if (braces)
		patch_insert(patch, map->end, "}");
}
