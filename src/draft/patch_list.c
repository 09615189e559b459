/* SPDX-License-Identifier: MIT */
/* patch_list.c — entries of a list of texts replaced, added and dropped. Those that stay keep their style and comments. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/lcs.h"
#include "base/mem.h"
#include "draft/draft_read.h"
#include "draft/patch.h"
#include "draft/scalar.h"

/* Entries times lines that are compared each with each, so that long lists do not cost the square of their length. */
enum { MOST_COMPARED = 1 << 20 };

/* A line of the text that the entries are to say. */
struct line {
	const char *text;
	size_t len;
};

static bool says(const struct yaml_node *entry, struct line line)
{
	size_t len = yaml_says_nothing(entry) ? 0 : entry->len;

	return len == line.len && memcmp(entry->text, line.text, len) == 0;
}

static size_t entry_end(const struct patch *patch, const struct yaml_node *list, size_t index)
{
	return patch_node_end(patch, list->items[index], patch_column(patch, list->start));
}

/* The dash of an entry, or the comma before one: behind the entry before it, comments passed. */
static size_t mark_before(const struct patch *patch, const struct yaml_node *list, size_t index)
{
	return index == 0 ? list->start : patch_skip_between(patch, entry_end(patch, list, index - 1), patch->len);
}

static void put_entry(struct buf *out, struct line line, enum yaml_style like, bool json)
{
	struct scalar_frame frame = { .flow = true, .json = json, .like = like };

	scalar_put(out, line.text, line.len, &frame);
}

static void replace_entry(struct patch *patch, const struct yaml_node *list, size_t index, struct line line, bool json)
{
	const struct yaml_node *entry = list->items[index];
	size_t end = entry->start == entry->end ? entry->end : entry_end(patch, list, index);
	struct buf text = { 0 };

	if (entry->start == entry->end)
		buf_putc(&text, ' ');
	put_entry(&text, line, entry->style, json);
	/* A comment may stand right behind a quotation mark, but behind nothing else. */
	if (end < patch->len && patch->bytes[end] == '#')
		buf_putc(&text, ' ');
	patch_add(patch, entry->start, end, &text, false);
}

/* With its comma: the one before it if an entry stays there, else the one behind it. */
static void drop_flow_entry(struct patch *patch, const struct yaml_node *list, size_t index, bool first)
{
	size_t start = list->items[index]->start, end = list->items[index]->end, comma;
	struct buf nothing = { 0 };

	if (first) {
		end = patch_skip_between(patch, end, patch->len) + 1;
		while (patch->bytes[end] == ' ')
			end++;
	} else {
		comma = mark_before(patch, list, index);
		if (patch_blank(patch, comma + 1, start))
			start = comma;
		else
			patch_add(patch, comma, comma + 1, &nothing, false);
	}
	patch_add(patch, start, end, &nothing, false);
}

static void drop_entry(struct patch *patch, const struct yaml_node *list, size_t index, bool first)
{
	struct buf nothing = { 0 };

	if (list->style == YAML_FLOW)
		drop_flow_entry(patch, list, index, first);
	else
		patch_add(patch, patch_line_start(patch, mark_before(patch, list, index)),
			  patch_line_next(patch, entry_end(patch, list, index)), &nothing, false);
}

/* Before the entry `index`, or behind the last one. */
static void add_entry(struct patch *patch, const struct yaml_node *list, size_t index, struct line line, bool json)
{
	struct buf text = { 0 };
	size_t at;

	if (list->style == YAML_FLOW) {
		at = index == 0 ? list->items[0]->start : list->items[index - 1]->end;
		buf_puts(&text, index == 0 ? "" : ", ");
		put_entry(&text, line, YAML_PLAIN, json);
		buf_puts(&text, index == 0 ? ", " : "");
	} else {
		at = index == 0 ? patch_line_start(patch, list->start)
				: patch_line_next(patch, entry_end(patch, list, index - 1));
		buf_printf(&text, "%*s- ", patch_column(patch, list->start), "");
		put_entry(&text, line, YAML_PLAIN, json);
		buf_puts(&text, patch->line_break);
	}
	patch_add(patch, at, at, &text, list->style != YAML_FLOW);
}

static size_t split(const char *text, struct line **lines)
{
	size_t count = 1;

	for (const char *at = text; (at = strchr(at, '\n')); at++)
		count++;
	*lines = mem_alloc(count, sizeof **lines);
	for (size_t i = 0; i < count; i++, text++) {
		(*lines)[i] = (struct line){ text, strcspn(text, "\n") };
		text += (*lines)[i].len;
	}
	return count;
}

/* Lines can only move, come and go where each entry begins one. */
static bool has_own_lines(const struct patch *patch, const struct yaml_node *list)
{
	return list->style == YAML_FLOW || patch_blank(patch, patch_line_start(patch, list->start), list->start);
}

/* What of a list is to say which lines: what stands between those that stay at both ends. */
struct middle {
	struct yaml_node *const *entries;
	const struct line *lines;
};

static bool says_inside(const void *context, size_t i, size_t k)
{
	const struct middle *middle = context;

	return says(middle->entries[i], middle->lines[k]);
}

/* The entries from `same` on come to say the lines from there on; as many as can stay as they are. */
static void edit_entries(struct patch *patch, const struct yaml_node *list, size_t same, size_t was, const struct line *lines,
			 size_t now, bool json)
{
	struct middle middle = { list->items + same, lines + same };
	size_t height = was - same, width = now - same, row = width + 1;
	bool few = height < MOST_COMPARED && width < MOST_COMPARED && (height + 1) * row <= MOST_COMPARED;
	unsigned *common = few ? lcs_lengths(height, width, says_inside, &middle) : NULL;

	for (size_t i = same, k = same; i < was || k < now;) {
		const unsigned *here = common ? common + (i - same) * row + (k - same) : NULL;

		if (i == was) {
			add_entry(patch, list, i, lines[k++], json);
		} else if (k == now) {
			drop_entry(patch, list, i++, k == 0);
		} else if (says(list->items[i], lines[k])) {
			i++;
			k++;
		} else if (!here || here[row + 1] == here[0]) {
			replace_entry(patch, list, i++, lines[k++], json);
		} else if (here[1] == here[0]) {
			add_entry(patch, list, i, lines[k++], json);
		} else {
			drop_entry(patch, list, i++, k == 0);
		}
	}
	free(common);
}

/* How many entries say what the lines do, from the beginning on. */
static size_t same_beginning(const struct yaml_node *list, const struct line *lines, size_t count)
{
	size_t same = 0;

	while (same < count && same < list->count && says(list->items[same], lines[same]))
		same++;
	return same;
}

bool patch_entries(struct patch *patch, const struct yaml_node *list, const char *text, bool json)
{
	size_t was = list->count, now, same;
	struct line *lines;

	if (list->kind != YAML_LIST || was == 0 || !has_own_lines(patch, list))
		return false;
	now = split(text, &lines);
	same = same_beginning(list, lines, now);
	while (was > same && now > same && says(list->items[was - 1], lines[now - 1])) {
		was--;
		now--;
	}
	edit_entries(patch, list, same, was, lines, now, json);
	free(lines);
	return true;
}

bool patch_keeps_list(const struct patch *patch, const struct yaml_node *list, const char *text)
{
	struct line *lines;
	size_t count, same;

	if (!text || list->kind != YAML_LIST || list->count == 0 || !has_own_lines(patch, list))
		return false;
	count = split(text, &lines);
	same = same_beginning(list, lines, count);
	free(lines);
	return same == count && same == list->count;
}

void patch_move_list(const struct patch *patch, const struct yaml_node *list, int deeper, bool lines, struct rendered *out)
{
	bool flow = list->style == YAML_FLOW;
	struct buf *target = flow ? &out->head : &out->body;
	size_t end = patch_node_end(patch, list, 0);

	if (lines)
		end = patch_line_end(patch, end);
	out->commented = lines;
	for (size_t at = flow ? list->start : patch_line_start(patch, list->start); at < end; at = patch_line_next(patch, at)) {
		size_t line_end = patch_line_end(patch, at) < end ? patch_line_end(patch, at) : end;

		/* In flow style it begins behind its key. */
		if (!flow || at > list->start) {
			buf_puts(target, patch->line_break);
			if (!patch_blank(patch, at, line_end))
				buf_printf(target, "%*s", deeper, "");
		}
		buf_put(target, patch->bytes + at, line_end - at);
	}
}
