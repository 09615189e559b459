/* SPDX-License-Identifier: MIT */
/* yaml_tree.h — reads YAML into a tree with places. The only door to libyaml.
 * Untrusted input: at most 32 MiB, depth 32, 2,000,000 events, scalars of 4 MiB, keys of 4 kB;
 * one document; no anchors, aliases, merge keys or foreign tags; a duplicate key names both lines; NUL refused. */
#ifndef YAML_TREE_H
#define YAML_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

#define YAML_MAX_BYTES ((size_t)32 << 20)

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };
enum yaml_style { YAML_PLAIN, YAML_SINGLE, YAML_DOUBLE, YAML_LITERAL, YAML_FOLDED, YAML_BLOCK, YAML_FLOW };

struct yaml_node {
	enum yaml_kind kind;
	enum yaml_style style;
	const char *text; /* scalar: its value, NUL-terminated, UTF-8 */
	size_t len;
	struct yaml_node **items; /* list: the entries; map: key, value, key, value … */
	size_t count;             /* entries or pairs */
	unsigned line, column;    /* where it begins, from 1, column in characters */
	/* Bytes of the source it covers, start <= end. A quoted text with its quotes; a block literal or folded text from its | or >
	 * through the blank lines after it; a block collection from its first key or dash to where its last child ends. */
	size_t start, end;
};

struct yaml_tree {
	struct yaml_node *root; /* NULL for an empty document */
	struct arena arena;
};

/* `file` is only for messages. The bytes are not needed afterwards. */
bool yaml_tree_read(struct yaml_tree *tree, const char *bytes, size_t len, const char *file, struct err *err);
/* The same by libyaml alone, without yaml_quick.c: for tests that compare the two. */
bool yaml_tree_read_slowly(struct yaml_tree *tree, const char *bytes, size_t len, const char *file, struct err *err);
void yaml_tree_clear(struct yaml_tree *tree);

/* Value of a key in a map, or NULL (also when `map` is NULL or no map). */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* The text of a scalar value of `key`, or NULL. */
const char *yaml_get_text(const struct yaml_node *map, const char *key);

#endif
