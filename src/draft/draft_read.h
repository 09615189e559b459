/* SPDX-License-Identifier: MIT */
/* draft_read.h — the draft file format, reading. Keeps where everything stands, so that writing can leave the rest alone. */
#ifndef DRAFT_READ_H
#define DRAFT_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/yaml_tree.h"
#include "draft/draft.h"
#include "form/form_load.h"

/* A key under `answers` (or inside an instance, or an answer's mapping) that the form does not know: kept, reported. */
struct stray {
	char *path;
	unsigned line, column;
};

/* A draft as it stands in a file. */
struct draft_source {
	char *bytes;
	size_t len;
	struct yaml_tree tree;
	const struct yaml_node *answers; /* NULL: no such key yet */
	struct stray *strays;
	size_t stray_count;
	char *edition; /* as the draft states it, or NULL */
};

/* The `form:` a draft names, without its form at hand. Yours to free; NULL with `err`. */
char *draft_form_id(const char *bytes, size_t len, const char *file, struct err *err);

/* Reads the bytes (copied) of `file` as answers to `form`. NULL with a placed `err` if it is not a draft of that form. */
struct draft *draft_read(const struct form *form, const char *bytes, size_t len, const char *file,
			 struct draft_source *source, struct err *err);
void draft_source_clear(struct draft_source *source);

/* Where a field's answer (or the place it would go) stands: line and column from 1. */
void draft_source_find(const struct draft_source *source, const struct form *form, struct place place, unsigned *line,
		       unsigned *column);

#endif
