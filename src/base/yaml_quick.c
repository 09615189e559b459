/* SPDX-License-Identifier: MIT */
/* yaml_quick.c — a reader of the usual YAML by descent; every doubt ends it. Where a rule looks odd, it is libyaml's. */
#include <config.h>

#include "base/yaml_quick_parts.h"

#include <stdlib.h>
#include <string.h>

/* libyaml counts 1024 characters from a key's begin to its colon. */
enum { MOST_KEY_BYTES = 1000 };

/* Does only what may stand in the file stand there: blanks, line feeds, UTF-8 characters? No carriage return, which has rules of
 * its own, nor what libyaml refuses or takes for a line break or byte order mark. */
static bool usual_characters(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes, *end = at + len;
	while (at < end) {
		unsigned char lead = *at;
		if ((lead >= ' ' && lead < 0x7f) || lead == '\n' || lead == '\t') {
			at++;
			continue;
		}
		/* Kana and kanji, U+3000 … U+CFFF, the most of all. */
		if (lead >= 0xe3 && lead <= 0xec && is_inside((char)at[1]) && is_inside((char)at[2])) {
			at += 3;
			continue;
		}
		if (lead < 0xc2 || lead > 0xf4 || !is_inside((char)at[1]))
			return false;
		if (lead < 0xe0) {
			if (lead == 0xc2 && at[1] < 0xa0)
				return false; /* control characters, NEL among them */
			at += 2;
			continue;
		}
		if (!is_inside((char)at[2]))
			return false;
		if (lead < 0xf0) {
			if ((lead == 0xe0 && at[1] < 0xa0) || (lead == 0xed && at[1] > 0x9f))
				return false;
			if (lead == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9))
				return false; /* U+2028 and U+2029, line breaks */
			if (lead == 0xef && ((at[1] == 0xbb && at[2] == 0xbf) || (at[1] == 0xbf && at[2] > 0xbd)))
				return false; /* U+FEFF, U+FFFE, U+FFFF */
			at += 3;
			continue;
		}
		if ((lead == 0xf0 && at[1] < 0x90) || (lead == 0xf4 && at[1] > 0x8f) || !is_inside((char)at[3]))
			return false;
		at += 4;
	}
	return true;
}

static void push(struct quick *quick, struct yaml_node *node)
{
	quick->stack = mem_grow(quick->stack, quick->stack_count, &quick->stack_room, sizeof *quick->stack);
	quick->stack[quick->stack_count++] = node;
}

/* All children have been pushed since `first`. */
static struct yaml_node *close_node(struct quick *quick, struct yaml_node *node, size_t first)
{
	size_t count = quick->stack_count - first;
	node->items = arena_alloc(&quick->tree->arena, count, sizeof *node->items);
	if (count)
		memcpy(node->items, quick->stack + first, count * sizeof *node->items);
	node->count = node->kind == YAML_MAP ? count / 2 : count;
	quick->stack_count = first;
	quick->depth--;
	node->end = node->style == YAML_FLOW ? (size_t)(quick->at - quick->bytes) : node->items[count - 1]->end;
	bool fine = node->kind != YAML_MAP || node->count < 2 || yaml_keys_surely_differ(&quick->keys, node);
	return fine ? node : NULL;
}

/* A colon after a scalar that was a key, then; moves behind it. */
static bool colon_after(struct quick *quick, const struct yaml_node *key)
{
	skip_blanks(quick);
	if (*quick->at != ':' || !is_blank_or_end(quick->at[1]) || quick->line != key->line)
		return false;
	if ((size_t)(quick->at - quick->bytes) - key->start > MOST_KEY_BYTES)
		return false;
	if (key->style == YAML_PLAIN && strcmp(key->text, "<<") == 0)
		return false;
	quick->at++;
	return true;
}

/* [ ] or { } in one line. */
static struct yaml_node *flow_collection(struct quick *quick)
{
	bool map = *quick->at == '{';
	char close = map ? '}' : ']';
	size_t first = quick->stack_count;
	struct yaml_node *node = quick_node(quick, map ? YAML_MAP : YAML_LIST, YAML_FLOW);
	if (!node || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	quick->at++;
	skip_blanks(quick);
	if (*quick->at == close) {
		quick->at++;
		return close_node(quick, node, first);
	}
	for (;; quick->at++) {
		skip_blanks(quick);
		if (map) {
			struct yaml_node *key = quick_scalar(quick, true);
			if (!key || !colon_after(quick, key))
				return NULL;
			push(quick, key);
			skip_blanks(quick);
		}
		struct yaml_node *item =
			*quick->at == '[' || *quick->at == '{' ? flow_collection(quick) : quick_scalar(quick, true);
		if (!item)
			return NULL;
		push(quick, item);
		skip_blanks(quick);
		if (*quick->at == close) {
			quick->at++;
			return close_node(quick, node, first);
		}
		if (*quick->at != ',')
			return NULL;
	}
}

static struct yaml_node *block_list(struct quick *quick);
static struct yaml_node *block_map(struct quick *quick, struct yaml_node *key);

/* What belongs to a key or dash of a collection at column `outer`; `quick` is right behind the colon or dash. */
static struct yaml_node *value(struct quick *quick, int outer, bool of_key)
{
	const char *behind = quick->at, *line_start = quick->line_start;
	unsigned line = quick->line;
	skip(quick);
	bool same_line = quick->line == line;
	int column = same_line ? outer + 1 : indent_of(quick);
	/* Only a list may stand in its key's own column. Nothing, too, is a text, and begins behind the colon or dash. */
	if (*quick->at == '\0' || (column <= outer && !(of_key && column == outer && at_dash(quick)))) {
		struct yaml_node *node = quick_node(quick, YAML_SCALAR, YAML_PLAIN);
		if (!node)
			return NULL;
		node->line = line;
		for (node->column = 1; line_start < behind; line_start++)
			node->column += !is_inside(*line_start);
		quick_set_text(quick, node, "", 0);
		node->start = node->end = (size_t)(behind - quick->bytes);
		return node;
	}
	if (at_dash(quick))
		return of_key && same_line ? NULL : block_list(quick);
	if (*quick->at == '|' || *quick->at == '>')
		return quick_block_text(quick, outer);
	struct yaml_node *node;
	if (*quick->at == '[' || *quick->at == '{') {
		node = flow_collection(quick);
	} else {
		node = quick_scalar(quick, false);
		bool may_be_key = node && !(of_key && same_line);
		if (may_be_key && colon_after(quick, node))
			return block_map(quick, node);
	}
	return node && rest_is_empty(quick) ? node : NULL;
}

/* At its first dash. */
static struct yaml_node *block_list(struct quick *quick)
{
	int column = indent_of(quick);
	size_t first = quick->stack_count;
	struct yaml_node *node = quick_node(quick, YAML_LIST, YAML_BLOCK);
	if (!node || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	do {
		quick->at++;
		struct yaml_node *item = value(quick, column, false);
		if (!item)
			return NULL;
		push(quick, item);
		skip(quick);
	} while (indent_of(quick) == column && at_dash(quick));
	return close_node(quick, node, first);
}

/* Behind the colon of its first key. Whatever follows the map must stand further left. */
static struct yaml_node *block_map(struct quick *quick, struct yaml_node *key)
{
	int column = (int)(key->start - (size_t)(quick->line_start - quick->bytes));
	size_t first = quick->stack_count;
	struct yaml_node *node = arena_alloc(&quick->tree->arena, 1, sizeof *node);
	if (++quick->nodes > QUICK_MOST_NODES || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	*node = (struct yaml_node){
		.kind = YAML_MAP, .style = YAML_BLOCK, .line = key->line, .column = key->column, .start = key->start
	};
	for (;;) {
		push(quick, key);
		struct yaml_node *item = value(quick, column, true);
		if (!item)
			return NULL;
		push(quick, item);
		skip(quick);
		if (*quick->at == '\0' || indent_of(quick) < column)
			return close_node(quick, node, first);
		/* Three dots would end the document; three dashes cannot begin a plain text here at all. */
		if (indent_of(quick) > column || strncmp(quick->at, "...", 3) == 0)
			return NULL;
		key = quick_scalar(quick, false);
		if (!key || !colon_after(quick, key))
			return NULL;
	}
}

bool yaml_quick_read(struct yaml_tree *tree, const char *bytes, size_t len)
{
	*tree = (struct yaml_tree){ 0 };
	/* The NUL at the end of a copy spares every look ahead a comparison with the end. */
	char *copy = mem_bytes(bytes, len);
	struct quick quick = {
		.tree = tree, .bytes = copy, .at = copy, .line_start = copy, .counted = copy, .line = 1, .column = 1
	};
	if (usual_characters(copy, len)) {
		skip(&quick);
		bool at_map = quick.at == quick.line_start && *quick.at != '\0' && strncmp(quick.at, "...", 3) != 0;
		struct yaml_node *key = at_map ? quick_scalar(&quick, false) : NULL;
		if (key && colon_after(&quick, key))
			tree->root = block_map(&quick, key);
		if (*quick.at != '\0')
			tree->root = NULL;
	}
	free(copy);
	free(quick.stack);
	free(quick.keys.nodes);
	buf_clear(&quick.text);
	if (!tree->root)
		yaml_tree_clear(tree);
	return tree->root;
}
