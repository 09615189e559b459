/* SPDX-License-Identifier: MIT */
/* language.h — which language the person reads, by the names in their environment, whether or not the host has that locale. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>

struct language {
	const char *code;    /* "ja" or "en" */
	bool utf8;           /* the locale's character set is UTF-8, or says nothing (C) */
	const char *charset; /* its name where it is not UTF-8, as the locale spells it; borrowed from the environment */
	bool is_c;           /* the locale is C, by name or for want of one */
};

/* Sets the locale (characters are UTF-8 in any case) and the catalogue. `wanted` is --lang's argument, or NULL. Call after
 * environment_clean(). */
struct language language_start(const char *wanted);
/* Tells the person what they should know about it, if anything: on stderr, in ASCII and, where the locale's character set is not
 * UTF-8, in that. */
void language_tell(const struct language *language);

#endif
