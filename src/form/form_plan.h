/* SPDX-License-Identifier: MIT */
/* form_plan.h — the items of a form and of its overlays in the order in which they will stand. */
#ifndef FORM_PLAN_H
#define FORM_PLAN_H

#include "form/form_build.h"

struct planned_item {
	const struct yaml_node *node;
	const char *path;
};
struct planned_section {
	const struct yaml_node *node;
	struct planned_item *items;
	size_t count;
};
struct plan {
	struct planned_section *sections;
	size_t count;
};

void plan_form(struct form_draught *draught, const struct form_part *part, struct plan *plan);
void plan_overlay(struct form_draught *draught, const struct form_part *part, struct plan *plan);
void plan_clear(struct plan *plan);

#endif
