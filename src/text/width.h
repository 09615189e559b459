/* SPDX-License-Identifier: MIT */
/* width.h — columns on a terminal, of a text as showable() would make it: a TAB takes one, what is marked takes its mark's.
 * Ambiguous-width characters (UAX #11) take `ambiguous` columns, 1 or 2. */
#ifndef WIDTH_H
#define WIDTH_H

#include <stddef.h>

/* Columns of one grapheme cluster: 0 … 2, but a mark takes more, and a ZWJ sequence, which terminals disagree about, is as wide
 * as its parts drawn side by side. */
int width_cluster(const char *cluster, size_t len, int ambiguous);
/* The end of the cluster that begins at `at` (< `len`), with its columns: grapheme_next() and width_cluster() at once. */
size_t width_next(const char *text, size_t len, size_t at, int ambiguous, int *width);
/* Columns of a one-line text. */
int width_text(const char *text, size_t len, int ambiguous);
/* Bytes of the longest prefix, whole clusters, that fits in `columns`; `*used` (may be NULL) its columns. */
size_t width_fit(const char *text, size_t len, int columns, int ambiguous, int *used);
/* A one-line name in at most so many columns: what does not fit is `..` in its middle, for names differ at their ends, too. Yours to
 * free. */
char *width_shorten(const char *name, int columns, int ambiguous);

#endif
