/* SPDX-License-Identifier: MIT */
/* edition.h — what differs between two editions of a form. Earlier editions lie beside it as ID@EDITION.yaml; they are
 * compared with, not filled in. */
#ifndef EDITION_H
#define EDITION_H

#include "form/form_load.h"

enum edition_kind {
	EDITION_ADDED,
	EDITION_REMOVED,
	EDITION_RENAMED, /* number, name or prompt */
	EDITION_MOVED,   /* into a repeated section, or out of one */
	EDITION_TYPE,
	EDITION_OPTIONS,
	EDITION_LIMIT, /* of its own, or one it shares */
	EDITION_REQUIREMENT,
	EDITION_KINDS
};
const char *edition_kind_name(enum edition_kind kind);  /* "added": stable */
const char *edition_kind_title(enum edition_kind kind); /* translated */

struct edition_change {
	enum edition_kind kind;
	const struct field *was, *now; /* NULL when added or removed */
	char *before, *after;          /* both wordings in the form's language; "" where there is nothing */
};

/* Zeroed is empty. */
struct edition_changes {
	struct form *old; /* the earlier edition; NULL: not at hand */
	struct edition_change *items;
	size_t count;
};

/* In the new form's order; what was removed stands where it stood. A person's own overlays are no change of the edition. */
void edition_compare(const struct form *old, const struct form *now, struct edition_changes *changes);
/* Finds the earlier edition beside the form or in the library, and compares. False with `err` if it cannot be had. */
bool edition_changes_load(struct edition_changes *changes, const struct form_library *library, const struct form *now,
			  const char *edition, struct err *err);
void edition_changes_clear(struct edition_changes *changes);

#endif
