/* SPDX-License-Identifier: MIT */
/* draft_write.h — the draft file format, writing: only the lines of what changed. */
#ifndef DRAFT_WRITE_H
#define DRAFT_WRITE_H

#include "base/buf.h"
#include "draft/draft_read.h"

/* A new draft file: heading comment, kaijisho, form, edition, answers. */
void draft_write_new(const struct draft *draft, struct buf *out);
/* The bytes of `source` with every answer that differs from `old` (what was read from it; `draft` is best a copy of it,
 * changed since: then moved instances are known) replaced, added in the form's order or removed; everything else byte for
 * byte. Then reads it back and compares with `draft`: false with `err` if it is not the same (a defect of ours; nothing may
 * be saved then). `written` (may be NULL) gets the source that was read back, yours to clear. */
bool draft_write(const struct draft *draft, const struct draft *old, const struct draft_source *source, struct buf *out,
		 struct draft_source *written, struct err *err);
/* A string as a YAML scalar that every 1.1 and 1.2 reader gives back as the same string. `indent` is the column of the key
 * it belongs to; `flow` when inside [ ] or { }. */
void scalar_write(struct buf *out, const char *text, size_t len, int indent, bool flow, const char *line_break);

#endif
