/* SPDX-License-Identifier: MIT */
/* session_replace.c — one text by another in all answers, as one step. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "edit/session_parts.h"

/* The text with every occurrence replaced, or NULL if there is none. */
static char *replaced(const char *text, const char *from, const char *to, size_t *count)
{
	struct buf out = { 0 };
	size_t len = strlen(from);
	const char *found = strstr(text, from);
	if (!found)
		return NULL;
	for (; found; text = found + len, found = strstr(text, from), (*count)++) {
		buf_put(&out, text, (size_t)(found - text));
		buf_puts(&out, to);
	}
	buf_puts(&out, text);
	return buf_take(&out);
}

size_t session_replace(struct session *session, const char *from, const char *to)
{
	static const enum part parts[] = { PART_ANSWER, PART_DETAIL, PART_REASON };
	const struct draft *draft = session_draft(session);
	struct buf changes = { 0 };
	struct place place = { 0 };
	size_t count = 0, fields = 0;
	while (*from && place_next(draft, &place)) {
		size_t before = count;
		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
			const char *text = draft_part(draft, place, parts[i]);
			struct change change = { .kind = CHANGE_SET, .place = place, .part = parts[i] };
			if (text && (change.text = replaced(text, from, to, &count)))
				buf_put(&changes, (const char *)&change, sizeof change);
		}
		fields += count > before;
	}
	if (!count)
		session_say(session, false, _("No answer holds “%s”."), from);
	else if (session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change)))
		session_say(session, false, _("Replaced %zu times in %zu fields; undo takes it back."), count, fields);
	buf_clear(&changes);
	return count;
}
