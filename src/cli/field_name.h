/* SPDX-License-Identifier: MIT */
/* field_name.h — a field as it is named on a command line. */
#ifndef FIELD_NAME_H
#define FIELD_NAME_H

#include "draft/draft.h"

/* place_parse(), whose failure says which field may have been meant. */
bool field_name_parse(const struct draft *draft, const char *path, bool next_allowed, struct place *place, enum part *part,
		      struct err *err);

#endif
