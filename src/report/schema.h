/* SPDX-License-Identifier: MIT */
/* schema.h — JSON Schema (2020-12) of a form's drafts, for editors that complete and explain. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <jansson.h>

#include "form/form.h"

/* A new reference. It refuses no draft that kaijisho reads: what is wrong with an answer is for `check` to say. */
json_t *schema_json(const struct form *form);

#endif
