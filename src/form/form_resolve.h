/* SPDX-License-Identifier: MIT */
/* form_resolve.h — what the ids in a form refer to. */
#ifndef FORM_RESOLVE_H
#define FORM_RESOLVE_H

#include "form/form_plan.h"

/* form->by_id; refuses ids that stand twice. The others need it. */
void resolve_index(struct form_draught *draught);
/* Conditions and repeats. */
void resolve_fields(struct form_draught *draught, const struct plan *plan);
void resolve_limits(struct form_draught *draught, const struct form_part *part);
void resolve_rules(struct form_draught *draught, const struct form_part *parts, size_t count);
void resolve_validity(struct form_draught *draught, const struct form_part *part);

#endif
