/* SPDX-License-Identifier: MIT */
/* scalar.h — a string as a YAML scalar that every YAML 1.1 and 1.2 reader gives back as the same string. libyaml's emitter
 * escapes emoji and ideographic variants and leaves `no` and `0120` bare, so this one is ours. */
#ifndef SCALAR_H
#define SCALAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/yaml_tree.h"

/* Where a scalar is to stand. */
struct scalar_frame {
	int indent;             /* column of the key (or dash) it belongs to */
	int body;               /* column of a block literal's lines, indent < body; 0: indent + 2 */
	bool flow;              /* inside [ ] or { } */
	bool json;              /* the neighbours are JSON: double quotes */
	enum yaml_style like;   /* the style that stood there, kept where it can be; YAML_PLAIN: whatever fits */
	const char *line_break; /* "\n" or "\r\n" */
};

/* A block literal begins with '|', and its last line is not ended: a line break must follow. Everything else may be followed
 * by anything. */
void scalar_put(struct buf *out, const char *text, size_t len, const struct scalar_frame *frame);

#endif
