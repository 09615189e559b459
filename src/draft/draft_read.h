/* SPDX-License-Identifier: MIT */
/* draft_read.h — the draft file format, reading. Keeps where everything stands, so that writing can leave the rest alone. */
#ifndef DRAFT_READ_H
#define DRAFT_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/yaml_tree.h"
#include "draft/draft.h"
#include "form/form_load.h"

enum stray_kind {
	STRAY_FIELD,  /* under `answers`, inside an instance or an answer's mapping: the form does not know it */
	STRAY_STATUS, /* a known key, whose text is no status */
	STRAY_ROOT,   /* beside `answers` */
};

/* A key of the file that means nothing: kept, reported. */
struct stray {
	enum stray_kind kind;
	char *path;
	unsigned line, column;
	/* Of a STRAY_FIELD the mapping it stands in, and which pair of it. NULL: it is no orphan, as its question is elsewhere. */
	const struct yaml_node *map;
	size_t pair;
};

/* A draft as it stands in a file. Zeroed is empty. */
struct draft_source {
	char *bytes;
	size_t len;
	struct yaml_tree tree;
	const struct yaml_node *answers; /* NULL: no such key yet */
	struct stray *strays;
	size_t stray_count;
	char *form_id;
	char *edition; /* as the draft states it, or NULL */
	/* Pairs under `answers`, NULL where there is none: pair[0] is the key, pair[1] the value. */
	struct yaml_node **(*fields);   /* by field->index, fields outside repeated sections */
	struct yaml_node **(*sections); /* by section->index, repeated sections */
};

/* Reads the bytes (copied) of `file` as answers to `form`. NULL with a placed `err` if it is not a draft of that form. */
struct draft *draft_read(const struct form *form, const char *bytes, size_t len, const char *file, struct draft_source *source,
			 struct err *err);
/* The same in two steps, where the form must be found out first: bytes to a source (its form_id says which), then the
 * source's answers. After a failure of either the source is cleared. */
bool draft_source_read(struct draft_source *source, const char *bytes, size_t len, const char *file, struct err *err);
struct draft *draft_source_answers(struct draft_source *source, const struct form *form, const char *file, struct err *err);
/* The form the source names could not be loaded: the failure gets the place of `form:` where it has none of its own. */
void draft_source_blame(const struct draft_source *source, const char *file, struct err *err);
void draft_source_clear(struct draft_source *source);

/* Where a field's answer (or the place it would go) stands: line and column from 1. */
void draft_source_find(const struct draft_source *source, const struct form *form, struct place place, unsigned *line,
		       unsigned *column);

/* Whether a scalar says nothing: empty, ~, null. */
bool yaml_says_nothing(const struct yaml_node *node);
/* Whether `text`, written as a plain string, is read as PART_ANSWER alone. */
bool answer_stands_alone(const struct field *field, const char *text);

#endif
