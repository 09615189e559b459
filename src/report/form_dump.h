/* SPDX-License-Identifier: MIT */
/* form_dump.h — forms for people and programs: what there is, what one asks, what several share. */
#ifndef FORM_DUMP_H
#define FORM_DUMP_H

#include <jansson.h>
#include <stddef.h>

#include "base/buf.h"
#include "form/form.h"

/* All that a form asks: `forms FORM`. The JSON is DESIGN's object; a new reference. */
void form_dump_write(struct buf *out, const struct form *form);
json_t *form_dump_json(const struct form *form);

/* Edition, items, fields, marks and readers of each form: `forms`. */
void form_list_write(struct buf *out, const struct form *const *forms, size_t count);
json_t *form_list_json(const struct form *const *forms, size_t count);

/* Each id that two forms or more use, with their numbers and prompts: `forms --shared`. */
void form_shared_write(struct buf *out, const struct form *const *forms, size_t count);
json_t *form_shared_json(const struct form *const *forms, size_t count);

#endif
