/* SPDX-License-Identifier: MIT */
/* gettext.h — _() for a sentence shown now, N_() for one shown later from a table. */
#ifndef GETTEXT_H
#define GETTEXT_H

#include <libintl.h>

#define _(sentence) translation(sentence)
#define N_(sentence) sentence

/* gettext(), each sentence looked up but once: a call costs it a thousand instructions, and a frame has dozens of them. What is
 * asked for is told by where it stands, so it must be there for good: a literal. For the main thread. */
const char *translation(const char *sentence) __attribute__((format_arg(1)));
/* After the language was set or changed. */
void translation_forget(void);

#endif
