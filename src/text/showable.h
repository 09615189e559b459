/* SPDX-License-Identifier: MIT */
/* showable.h — untrusted text made safe for a terminal: C0, C1, bidi controls, zero-width and other invisible
 * format characters, noncharacters become visible marks such as <202E>. Dakuten, variation selectors and ZWJ inside
 * an emoji sequence stay. */
#ifndef SHOWABLE_H
#define SHOWABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Yours to free. With `lines`, LF stays LF; otherwise it becomes a mark. TAB becomes a blank. */
char *showable(const char *text, size_t len, bool lines);
/* True for a code point showable() would mark. */
bool showable_marks(uint32_t code);
/* True if the ZWJ at byte `at` makes one emoji of what stands around it; any other is marked. */
bool showable_joins(const char *text, size_t len, size_t at);

#endif
