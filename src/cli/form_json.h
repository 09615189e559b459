/* SPDX-License-Identifier: MIT */
/* form_json.h — a form as JSON, and the JSON Schema of its drafts. */
#ifndef FORM_JSON_H
#define FORM_JSON_H

#include <jansson.h>

#include "form/form.h"

/* A new reference each. */
json_t *form_json(const struct form *form);
json_t *form_schema(const struct form *form);

#endif
