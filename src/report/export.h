/* SPDX-License-Identifier: MIT */
/* export.h — the table of formats a draft can be handed on in. Each renders a publication. */
#ifndef EXPORT_H
#define EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "report/publication.h"

struct export_format {
	const char *name;   /* "html" */
	const char *suffix; /* of its files: ".html" */
	const char *help;   /* N_("…") for people choosing one */
	/* NULL: a helper program named kaijisho-NAME writes it, from the json format on its stdin. */
	void (*write)(struct buf *out, const struct publication *publication);
	bool text; /* may be written in another encoding */
};

const struct export_format *export_find(const char *name);
const struct export_format *export_table(size_t *count);

void export_text(struct buf *out, const struct publication *publication);
void export_markdown(struct buf *out, const struct publication *publication);
void export_html(struct buf *out, const struct publication *publication);
void export_csv(struct buf *out, const struct publication *publication);
void export_tsv(struct buf *out, const struct publication *publication);
void export_json(struct buf *out, const struct publication *publication);
void export_jsonl(struct buf *out, const struct publication *publication);

#endif
