/* SPDX-License-Identifier: MIT */
/* planning.h — what is to become of a mapping's pairs (struct map_plan), decided pair by pair. */
#ifndef PLANNING_H
#define PLANNING_H

#include "draft/render.h"

/* A plan under construction. The arrays have one element a pair of the map. */
struct planning {
	size_t *orders;
	bool *drops;
	struct addition *additions;
	size_t count, room;
};

/* Every pair stays, and none is known. */
void planning_start(struct planning *plan, const struct yaml_node *map);
/* A pair more, its value still to be rendered; valid until the next is added. */
struct addition *planning_add(struct planning *plan, const char *key, size_t order, const struct render_frame *frame);
/* Hands the plan to the patch, and frees it. */
void planning_finish(struct planning *plan, struct patch *patch, const struct yaml_node *map);
/* The frame of the values in a mapping, from that of the mapping. */
struct render_frame planning_frame(const struct patch *patch, const struct yaml_node *map, const struct render_frame *outer);

#endif
