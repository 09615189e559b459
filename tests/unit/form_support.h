/* SPDX-License-Identifier: MIT */
/* form_support.h — the library of the forms under tests/, for the tests that load forms as the program does. */
#ifndef FORM_SUPPORT_H
#define FORM_SUPPORT_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "form/form_load.h"

/* The forms of `below`, a folder of the source tree; the person's own ones, and overlays, are looked for below `config`. */
static inline void support_library(struct form_library *library, const char *below, const char *config, const char *language)
{
	const char *top = getenv("srcdir");
	char forms[4096];
	snprintf(forms, sizeof forms, "%s/%s", top ? top : ".", below);
	setenv("KAIJISHO_FORMS", forms, 1);
	setenv("XDG_CONFIG_HOME", config, 1);
	form_library_init(library, language);
}

#endif
