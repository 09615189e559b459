/* SPDX-License-Identifier: MIT */
/* render.h — answers, instances and whole drafts as new YAML text. */
#ifndef RENDER_H
#define RENDER_H

#include "draft/draft.h"
#include "draft/patch.h"
#include "draft/scalar.h"

/* The mapping a value is written into. */
struct render_frame {
	int column; /* of its keys */
	bool flow, json;
	bool no_literals; /* quotes where a block literal would do: for places where what follows could be taken for it */
	const char *line_break;
};

void render_key(struct buf *out, const char *key, const struct render_frame *frame);
/* Text in the manner of `old` (may be NULL), the value it replaces. */
void render_text(struct rendered *out, const char *text, const struct render_frame *frame, const struct patch *patch,
		 const struct yaml_node *old);
/* One part, as it stands in an answer's mapping. */
void render_part(struct rendered *out, enum part part, const char *text, const struct render_frame *frame,
		 const struct patch *patch, const struct yaml_node *old);
/* Whether the answer is written as a plain string. */
bool render_is_string(const struct field *field, const struct answer *answer);
void render_answer(struct rendered *out, const struct field *field, const struct answer *answer,
		   const struct render_frame *frame, const struct patch *patch, const struct yaml_node *old);
/* Every answer of an instance, as pairs: in flow style `{…}`; in block style the first pair stands where `out` ends, further
 * lines are at the frame's column. `{}` if there is none. */
void render_instance(struct buf *out, const struct draft *draft, const struct section *section, size_t instance,
		     const struct render_frame *frame);
/* The instances as a list; its dashes stand at the frame's column. */
void render_section(struct rendered *out, const struct draft *draft, const struct section *section,
		    const struct render_frame *frame);
/* All of the answers, as the value of `answers`; the frame's column is that of `answers`. */
void render_answers(struct rendered *out, const struct draft *draft, const struct render_frame *frame);
/* Whether a repeated section has anything to write: several instances, or an answer. */
bool render_has_section(const struct draft *draft, const struct section *section);

#endif
