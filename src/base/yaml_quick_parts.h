/* SPDX-License-Identifier: MIT */
/* yaml_quick_parts.h — where the quick reader is in the file, and what its two halves share: collections (yaml_quick.c) and
 * scalars (yaml_quick_scalar.c). */
#ifndef YAML_QUICK_PARTS_H
#define YAML_QUICK_PARTS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/yaml_keys.h"
#include "base/yaml_quick.h"

struct quick {
	struct yaml_tree *tree;
	const char *bytes; /* ended by a NUL, which stands nowhere else */
	const char *at;
	const char *line_start;
	unsigned line; /* from 1 */
	/* How many characters of the line have been counted, and up to where: places come in the order of the file. */
	const char *counted;
	unsigned column;
	int depth;
	size_t nodes;
	struct yaml_node **stack; /* children whose parent is not yet closed */
	size_t stack_count, stack_room;
	struct yaml_keys keys;
	struct buf text; /* scratch for a text that does not stand as it is */
};

static inline bool is_inside(char byte)
{
	return (byte & 0xc0) == 0x80; /* of a character that began before */
}

static inline bool is_end(char byte)
{
	return byte == '\n' || byte == '\0';
}

static inline bool is_blank_or_end(char byte)
{
	return byte == ' ' || is_end(byte);
}

static inline void skip_blanks(struct quick *quick)
{
	while (*quick->at == ' ')
		quick->at++;
}

/* Over a line end. */
static inline void next_line(struct quick *quick)
{
	quick->line_start = ++quick->at;
	quick->line++;
}

/* Over blanks, comments and line ends to what comes next. */
static inline void skip(struct quick *quick)
{
	for (;;) {
		skip_blanks(quick);
		if (*quick->at == '#')
			while (!is_end(*quick->at))
				quick->at++;
		if (*quick->at != '\n')
			return;
		next_line(quick);
	}
}

/* May the line end here, after a value? A comment must stand apart. */
static inline bool rest_is_empty(struct quick *quick)
{
	skip_blanks(quick);
	return is_end(*quick->at) || (*quick->at == '#' && quick->at[-1] == ' ');
}

/* In bytes; only for what nothing but blanks and dashes stand before in its line. */
static inline int indent_of(const struct quick *quick)
{
	return (int)(quick->at - quick->line_start);
}

static inline bool at_dash(const struct quick *quick)
{
	return quick->at[0] == '-' && is_blank_or_end(quick->at[1]);
}

enum { QUICK_MOST_NODES = YAML_MAX_EVENTS / 2 - 4 };

/* A node that begins at `at`; NULL when there are too many. */
static inline struct yaml_node *quick_node(struct quick *quick, enum yaml_kind kind, enum yaml_style style)
{
	if (++quick->nodes > QUICK_MOST_NODES)
		return NULL;
	if (quick->counted < quick->line_start) {
		quick->counted = quick->line_start;
		quick->column = 1;
	}
	for (; quick->counted < quick->at; quick->counted++)
		quick->column += !is_inside(*quick->counted);
	struct yaml_node *node = arena_alloc(&quick->tree->arena, 1, sizeof *node);
	node->kind = kind;
	node->style = style;
	node->line = quick->line;
	node->column = quick->column;
	node->start = (size_t)(quick->at - quick->bytes);
	return node;
}

/* The node says this text, and ends here. */
static inline struct yaml_node *quick_set_text(struct quick *quick, struct yaml_node *node, const char *text, size_t len)
{
	if (len > YAML_MAX_SCALAR)
		return NULL;
	node->text = arena_bytes(&quick->tree->arena, text, len);
	node->len = len;
	node->end = (size_t)(quick->at - quick->bytes);
	return node;
}

/* ---- yaml_quick_scalar.c: NULL for what is not ours to read ---- */

/* Plain or quoted, in one line. */
struct yaml_node *quick_scalar(struct quick *quick, bool flow);
/* A text after | or >, in a collection at column `outer`. */
struct yaml_node *quick_block_text(struct quick *quick, int outer);

#endif
