/* SPDX-License-Identifier: MIT */
/* part.c — the names of the parts of an answer, the same in files, commands and journals. */
#include <config.h>

#include <string.h>

#include "draft/draft.h"

static const char *const names[] = {
	[PART_ANSWER] = "answer", [PART_DETAIL] = "detail", [PART_STATUS] = "status", [PART_REASON] = "reason",
	[PART_REVIEW] = "review", [PART_ACK] = "ack",       [PART_NOTE] = "note",     [PART_ASSIGNEE] = "assignee",
	[PART_DUE] = "due",       [PART_THEIRS] = "theirs",
};
_Static_assert(sizeof names / sizeof names[0] == PART_COUNT, "every part has a name");

const char *part_name(enum part part)
{
	return names[part];
}

bool part_find(const char *name, size_t len, enum part *part)
{
	for (int i = 0; i < PART_COUNT; i++) {
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) {
			*part = i;
			return true;
		}
	}
	return false;
}

bool part_keeps_empty(enum part part)
{
	return part == PART_REVIEW || part == PART_THEIRS;
}
