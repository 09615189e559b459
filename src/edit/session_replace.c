/* SPDX-License-Identifier: MIT */
/* session_replace.c — one text by another in all answers, as one step. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "edit/session_parts.h"
#include "text/grapheme.h"

/* A line that is an option is chosen, not written. */
static bool is_option(const struct field *field, const char *line, size_t len)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strlen(field->options[i].label) == len && memcmp(field->options[i].label, line, len) == 0)
			return true;
	return false;
}

/* The text with every occurrence replaced, whole characters however they are composed, or NULL if there is none. `field`: the one
 * whose options are left alone, or NULL. */
static char *replaced(const struct field *field, const char *text, const char *from, const char *to, size_t *count)
{
	struct buf out = { 0 };
	size_t len = strlen(text), from_len = strlen(from), before = *count;
	bool line_begins = true;
	for (size_t at = 0, next; at < len; at = next) {
		size_t line = field && line_begins ? strcspn(text + at, "\n") : 0;
		size_t end = line && is_option(field, text + at, line) ? at + line : 0;
		next = end ? end : grapheme_match(text, len, at, from, from_len);
		if (next && !end) {
			buf_puts(&out, to);
			(*count)++;
		} else {
			next = next ? next : grapheme_next(text, len, at);
			buf_put(&out, text + at, next - at);
		}
		line_begins = text[next - 1] == '\n';
	}
	if (*count > before)
		return buf_take(&out);
	buf_clear(&out);
	return NULL;
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
			const struct field *field = parts[i] == PART_ANSWER ? place.field : NULL;
			if (text && (change.text = replaced(field, text, from, to, &count)))
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
