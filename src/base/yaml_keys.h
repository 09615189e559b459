/* SPDX-License-Identifier: MIT */
/* yaml_keys.h — are all keys of a map different? */
#ifndef YAML_KEYS_H
#define YAML_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/yaml_tree.h"

/* Scratch that grows with the largest map seen. Zeroed is empty; `nodes` is yours to free. */
struct yaml_keys {
	struct yaml_node **nodes;
	size_t room;
};

/* Quick and for any number of keys: false when two are the same, or may be. All keys are scalars. There is room for all of them
 * in `keys` afterwards. */
bool yaml_keys_surely_differ(struct yaml_keys *keys, const struct yaml_node *map);

#endif
