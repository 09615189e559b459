/* SPDX-License-Identifier: MIT */
/* yaml_keys.c — a table of a map's keys, by the ends of each. */
#include <config.h>

#include "base/yaml_keys.h"

#include <stdint.h>
#include <string.h>

static void need(struct yaml_keys *keys, size_t count)
{
	if (count <= keys->room)
		return;
	keys->room = count * 2;
	keys->nodes = mem_resize(keys->nodes, keys->room, sizeof *keys->nodes);
}

/* Puts the keys into a table by their length and ends. */
bool yaml_keys_surely_differ(struct yaml_keys *keys, const struct yaml_node *map)
{
	enum { CROWD = 16 };
	size_t slots = 4;
	while (slots < 2 * map->count)
		slots *= 2;
	need(keys, slots);
	memset(keys->nodes, 0, slots * sizeof *keys->nodes);
	for (size_t i = 0; i < map->count; i++) {
		struct yaml_node *key = map->items[2 * i], *other;
		uint64_t first = 0, last = 0;
		size_t part = key->len < 8 ? key->len : 8;
		memcpy(&first, key->text, part);
		memcpy(&last, key->text + key->len - part, part);
		uint64_t mixed = (first + key->len) * 0x9e3779b97f4a7c15 ^ last * 0xc2b2ae3d27d4eb4f;
		size_t slot = (mixed ^ mixed >> 32) & (slots - 1);
		for (int crowd = 0; (other = keys->nodes[slot]); slot = (slot + 1) & (slots - 1))
			if (crowd++ == CROWD || (other->len == key->len && memcmp(other->text, key->text, key->len) == 0))
				return false;
		keys->nodes[slot] = key;
	}
	return true;
}
