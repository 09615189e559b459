/* SPDX-License-Identifier: MIT */
/* form_load.h — finds form files and loads them. */
#ifndef FORM_LOAD_H
#define FORM_LOAD_H

#include <stdbool.h>

#include "base/err.h"
#include "form/form.h"
#include "form/problems.h"

/* Where forms are looked for, in this order: $KAIJISHO_FORMS (build tree and tests), $XDG_CONFIG_HOME/kaijisho/forms,
 * the installed folder. A NULL-terminated list made at start-up from the cleaned environment. */
struct form_library {
	char **folders;
	char *own;      /* the person's folder: overlays are looked for in it; NULL: none */
	char *language; /* "ja", "en": the person's */
};
void form_library_init(struct form_library *library, const char *language);
void form_library_clear(struct form_library *library);

/* Loads the form `id` (ID.yaml, with en/ID.yaml beside it for an English reader, and every overlay whose
 * `extends:` names it). NULL on failure: the first problem, with file, line and column, is in `err`. */
struct form *form_load(const struct form_library *library, const char *id, struct err *err);
/* Loads one file. With `problems` not NULL all mistakes are listed there (for lint), not only the first. */
struct form *form_load_file(const struct form_library *library, const char *path, struct problems *problems, struct err *err);
/* The same for lint: the form as far as it could be read, fit for use or not; NULL when it is no form at all. */
struct form *form_load_any(const struct form_library *library, const char *path, struct problems *problems);
/* Ids of all forms in the library, sorted, each once; NULL-terminated, yours (free each and the list). */
char **form_list(const struct form_library *library);

#endif
