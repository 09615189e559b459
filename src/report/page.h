/* SPDX-License-Identifier: MIT */
/* page.h — columns and paragraphs of a page for people and printers; ambiguous widths count as one. */
#ifndef PAGE_H
#define PAGE_H

#include "base/buf.h"

enum { PAGE_COLUMNS = 80 };

void page_blanks(struct buf *out, int count);
/* `text` in `columns` columns, cut where it is longer. */
void page_left(struct buf *out, const char *text, int columns);
/* The same at the right edge; longer text pushes on. */
void page_right(struct buf *out, const char *text, int columns);
/* A paragraph, its first row after what stands on the line already, the others indented as deep. Takes over `text`, which may
 * hold anything. */
void page_wrapped(struct buf *out, char *text, int indent);
/* The same, and where the text breaks its lines a row ends, too. Not for names: with an indent of 0 they could pass for a line. */
void page_lines(struct buf *out, char *text, int indent);

#endif
