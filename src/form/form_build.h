/* SPDX-License-Identifier: MIT */
/* form_build.h — YAML trees of a form and its overlays into a form. */
#ifndef FORM_BUILD_H
#define FORM_BUILD_H

#include <stdbool.h>

#include "base/yaml_tree.h"
#include "form/form.h"
#include "form/problems.h"

/* One file: the form itself, or an overlay of it. */
struct form_part {
	const struct yaml_node *root;
	const char *path;
};

/* A form while its arrays may still be written. */
struct form_draught {
	struct form *form;
	struct section *sections;
	struct item *items;
	struct field *fields;
	struct rule *rules;
	struct problems *problems;
	bool lint; /* also list what is only not good */
};

/* parts[0] is the form, the others are its overlays; `text` is a rendering in another language, or NULL. With mistakes the form is
 * what could be read of it: use it only if no problem is fatal. NULL when there is nothing to read. Nothing of the trees is kept. */
struct form *form_build(const struct form_part *parts, size_t count, const struct form_part *text, struct problems *problems,
			bool lint);

/* Puts the texts of a rendering (`kaijisho-form-text`) in place of the form's own; form_text.c. With a NULL root only the
 * types' usual options are told in the program's language. */
void form_text_apply(struct form_draught *draught, const struct form_part *text);

/* A fatal problem at a node of a file. */
void form_refuse(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *code,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));
/* A problem only lint tells of. */
void form_remark(struct form_draught *draught, const char *path, const struct yaml_node *node, const char *code,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Remarks on keys that are none of `known`, a NULL-terminated list. */
void form_known_keys(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *const *known);
bool form_among(const char *text, const char *const *words);
/* The value of a key if it is of that kind; NULL if absent, or refused. */
const struct yaml_node *form_node(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key,
				  enum yaml_kind kind);
/* The text of a key in the form's arena; NULL if it is absent or empty. */
const char *form_text(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key);
/* The same, "" and refused when it is not there. */
const char *form_needed(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key);
/* A number greater than 0, or 0 when absent or refused. */
size_t form_number(struct form_draught *draught, const char *path, const struct yaml_node *map, const char *key);
/* The index of the option written exactly so, or -1. */
int field_option(const struct field *field, const char *text);

#endif
