/* SPDX-License-Identifier: MIT */
/* gettext.h — _() for a sentence shown now, N_() for one shown later from a table. */
#ifndef GETTEXT_H
#define GETTEXT_H

#include <libintl.h>

#define _(sentence) gettext(sentence)
#define N_(sentence) sentence

#endif
