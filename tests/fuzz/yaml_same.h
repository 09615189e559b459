/* SPDX-License-Identifier: MIT */
/* yaml_same.h — is what yaml_quick.c reads the very tree that libyaml's events give? */
#ifndef YAML_SAME_H
#define YAML_SAME_H

#include <string.h>

#include "base/err.h"
#include "base/yaml_quick.h"

/* The first property in which two nodes differ, or NULL. */
static inline const char *node_difference(const struct yaml_node *quick, const struct yaml_node *slow)
{
	const char *difference = !quick || !slow                 ? "the root"
				 : quick->kind != slow->kind     ? "kind"
				 : quick->style != slow->style   ? "style"
				 : quick->line != slow->line     ? "line"
				 : quick->column != slow->column ? "column"
				 : quick->start != slow->start   ? "start"
				 : quick->end != slow->end       ? "end"
				 : quick->count != slow->count   ? "count"
				 : quick->len != slow->len       ? "length"
				 : !quick->text != !slow->text   ? "text or none"
				 : !quick->items != !slow->items ? "items or none"
								 : NULL;
	if (!difference && quick->text && memcmp(quick->text, slow->text, slow->len + 1) != 0)
		difference = "text";
	size_t items = slow && slow->items ? slow->count * (slow->kind == YAML_MAP ? 2 : 1) : 0;
	for (size_t i = 0; i < items && !difference; i++)
		difference = node_difference(quick->items[i], slow->items[i]);
	return difference;
}

/* What differs, or NULL; also if it gave up (`*taken` is false then). libyaml must take whatever it takes. */
static inline const char *yaml_difference(const char *bytes, size_t len, bool *taken)
{
	struct yaml_tree quick, slow;
	struct err err = { 0 };
	*taken = yaml_quick_read(&quick, bytes, len);
	if (!*taken)
		return quick.root || quick.arena.blocks ? "something is left of what was given up" : NULL;
	const char *difference = "libyaml refuses it";
	if (yaml_tree_read_slowly(&slow, bytes, len, "slow", &err)) {
		difference = node_difference(quick.root, slow.root);
		yaml_tree_clear(&slow);
	}
	err_clear(&err);
	yaml_tree_clear(&quick);
	return difference;
}

#endif
