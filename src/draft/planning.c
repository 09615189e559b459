/* SPDX-License-Identifier: MIT */
/* planning.c — a plan grows, is carried out by patch_map(), and is gone. */
#include <config.h>

#include "draft/planning.h"

#include <stdlib.h>

#include "base/mem.h"

void planning_start(struct planning *plan, const struct yaml_node *map)
{
	*plan = (struct planning){ .orders = mem_alloc(map->count + 1, sizeof plan->orders[0]),
				   .drops = mem_alloc(map->count + 1, sizeof plan->drops[0]) };
	for (size_t i = 0; i < map->count; i++)
		plan->orders[i] = PATCH_NO_ORDER;
}

struct addition *planning_add(struct planning *plan, const char *key, size_t order, const struct render_frame *frame)
{
	struct addition *addition;

	plan->additions = mem_grow(plan->additions, plan->count, &plan->room, sizeof plan->additions[0]);
	addition = &plan->additions[plan->count++];
	*addition = (struct addition){ .order = order };
	render_key(&addition->key, key, frame);
	return addition;
}

void planning_finish(struct planning *plan, struct patch *patch, const struct yaml_node *map)
{
	struct map_plan done = { .map = map,
				 .orders = plan->orders,
				 .drops = plan->drops,
				 .additions = plan->additions,
				 .addition_count = plan->count };

	patch_map(patch, &done);
	for (size_t i = 0; i < plan->count; i++) {
		buf_clear(&plan->additions[i].key);
		rendered_clear(&plan->additions[i].value);
	}
	free(plan->additions);
	free(plan->orders);
	free(plan->drops);
}

struct render_frame planning_frame(const struct patch *patch, const struct yaml_node *map, const struct render_frame *outer)
{
	struct render_frame frame = *outer;

	frame.column = patch_column(patch, map->start);
	frame.flow = outer->flow || map->style == YAML_FLOW;
	frame.json = frame.flow && (outer->json || (map->count > 0 && map->items[0]->style == YAML_DOUBLE));
	return frame;
}
