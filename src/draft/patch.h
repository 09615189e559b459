/* SPDX-License-Identifier: MIT */
/* patch.h — edits to a YAML source that leave every other byte alone: values replaced, pairs of a mapping added and
 * dropped, in block and flow style, comments kept. */
#ifndef PATCH_H
#define PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/yaml_tree.h"

struct edit {
	size_t start, end; /* bytes of the source that `text` replaces */
	char *text;
	size_t len;
	bool lines; /* `text` is whole lines: it begins on a new one */
	size_t serial;
};

/* Edits never overlap. Zeroed but for `bytes`, `len` and `line_break` it has none. */
struct patch {
	const char *bytes;
	size_t len;
	const char *line_break;
	struct edit *edits;
	size_t count, room;
};

/* Takes what `text` holds. Of edits at one place insertions come first, in the order they were added. */
void patch_add(struct patch *patch, size_t start, size_t end, struct buf *text, bool lines);
void patch_insert(struct patch *patch, size_t at, const char *text);
/* Bytes start … end with the edits that lie in them. */
void patch_render(struct patch *patch, size_t start, size_t end, struct buf *out);
void patch_clear(struct patch *patch);
/* What ends the lines of a source. */
const char *patch_line_break(const char *bytes);

/* A value to be written: what stands on the key's line, and whole lines after it, each begun by a line break. */
struct rendered {
	struct buf head, body;
	bool commented; /* the comment behind the old value is in it */
};
void rendered_clear(struct rendered *value);
/* Splits a scalar as scalar_put() writes it. */
void rendered_scalar(struct rendered *value, struct buf *scalar);
void rendered_put(const struct rendered *value, struct buf *out);

/* A pair to be added to a mapping. */
struct addition {
	struct buf key;
	struct rendered value;
	size_t order;
};

/* What is to become of the pairs of a mapping. */
struct map_plan {
	const struct yaml_node *map;
	const size_t *orders;       /* of the pairs that are there; PATCH_NO_ORDER: a key we do not know, stays where it is */
	const bool *drops;          /* pairs to take out */
	struct addition *additions; /* in their order */
	size_t addition_count;
};
#define PATCH_NO_ORDER ((size_t)-1)

void patch_map(struct patch *patch, const struct map_plan *plan);
/* Replaces the value of a pair. */
void patch_value(struct patch *patch, const struct yaml_node *map, size_t pair, const struct rendered *value);

/* Brings the entries of a list up to the lines of a text. False, nothing done, if it is no list, has no entries or must be
 * written anew. */
bool patch_entries(struct patch *patch, const struct yaml_node *list, const char *text, bool json);
/* Whether a node is a list that says the text, and can be moved as it is: its lines that much deeper. With `lines` what stands
 * behind its end comes along, and what follows begins a new line. */
bool patch_keeps_list(const struct patch *patch, const struct yaml_node *list, const char *text);
void patch_move_list(const struct patch *patch, const struct yaml_node *list, int deeper, bool lines, struct rendered *out);

/* Geometry. `indent` is the column of the mapping or list a node stands in. */
size_t patch_line_start(const struct patch *patch, size_t at);
size_t patch_line_end(const struct patch *patch, size_t at);  /* before the line break */
size_t patch_line_next(const struct patch *patch, size_t at); /* behind it */
size_t patch_line_before(const struct patch *patch,
			 size_t line); /* where the line before the one that begins at `line` begins */
bool patch_blank(const struct patch *patch, size_t start, size_t end);       /* blanks and line breaks only */
size_t patch_skip_between(const struct patch *patch, size_t at, size_t end); /* passes blanks, line breaks and comments */
size_t patch_node_end(const struct patch *patch, const struct yaml_node *node, int indent);
/* A pair without a value ends behind its colon; libyaml puts the value where the next token begins. */
size_t patch_pair_end(const struct patch *patch, const struct yaml_node *map, size_t pair);
int patch_column(const struct patch *patch, size_t at); /* in bytes, from 0 */
/* Column of the lines of a block scalar. */
int patch_body_column(const struct patch *patch, const struct yaml_node *scalar, int indent);

#endif
