/* SPDX-License-Identifier: MIT */
/* relevant.h — the conditions under which a field asks nothing. */
#ifndef RELEVANT_H
#define RELEVANT_H

#include <stdbool.h>

#include "base/mem.h"
#include "form/form.h"

/* Does the answer to the condition's field state an excluding option? NULL, blank and free words exclude nothing. */
bool condition_excludes(const struct condition *condition, const char *answer_text);

/* Takes apart `security-policy != 無し|該当なし`: the id (in *id, *id_len, inside `text`) and the options (in the arena).
 * False if it is not of that form. */
bool condition_parse(const char *text, struct arena *arena, const char **id, size_t *id_len, struct condition *condition);

#endif
