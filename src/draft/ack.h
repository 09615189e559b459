/* SPDX-License-Identifier: MIT */
/* ack.h — acknowledgements: lines `code: reason` in the draft (PART_ACK), a mapping in its file. */
#ifndef ACK_H
#define ACK_H

#include "draft/render.h"

/* One acknowledgement of PART_ACK; its bytes are those of the part's text. */
struct ack {
	const char *code;
	size_t code_len;
	const char *reason;
	size_t reason_len;
};
/* The lines `code: reason` of a text, yours to free; NULL if one is something else, a code comes twice (readers refuse a mapping
 * like that) or there are far too many. */
struct ack *ack_split(const char *text, size_t *count);
/* The text of PART_ACK as lines `code: reason`, one for each pair. */
void ack_lines(const struct yaml_node *map, struct buf *out);
/* A mapping that says `old` comes to say `text`, pair by pair: those that stay keep their lines, and the comments there. False,
 * nothing done, where it must be written anew: `map` is no such mapping, the order differs, or nothing stays. */
bool ack_edit(struct patch *patch, const struct yaml_node *map, const char *old, const char *text,
	      const struct render_frame *frame);

#endif
