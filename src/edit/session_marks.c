/* SPDX-License-Identifier: MIT */
/* session_marks.c — what stands beside an answer: status, 要確認, acknowledgements, the other text of a merge. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "edit/session_parts.h"
#include "form/type.h"

/* It is set all the same: text is never refused. */
static bool say_due_trouble(struct session *session, struct place place)
{
	const char *trouble = assigned_due_trouble(session_draft(session), place);
	if (trouble)
		session_say(session, false, "%s", trouble);
	return trouble != NULL;
}

void session_set_part(struct session *session, struct place place, enum part part, const char *text)
{
	undo_break(session->undo);
	session_begin(session, false);
	session_put_part(session, place, part, text);
	session_changed(session);
	if (part == PART_DUE)
		say_due_trouble(session, place);
}

void session_set_section_part(struct session *session, enum part part, const char *text)
{
	const struct section *section = session->focus.field->section;
	undo_break(session->undo);
	session_begin(session, false);
	for (size_t i = 0; i < section->field_count; i++) {
		struct place place = { &draft_form(session_draft(session))->fields[section->first_field + i],
				       session->focus.instance };
		session_put_part(session, place, part, text);
	}
	session_changed(session);
	if (part == PART_DUE && say_due_trouble(session, session->focus))
		return;
	session_say(session, false,
		    ngettext("Set for %zu field of this section; undo takes it back.",
			     "Set for %zu fields of this section; undo takes it back.", section->field_count),
		    section->field_count);
}

void session_set_status(struct session *session, enum status status, const char *reason)
{
	static const char *const names[] = { [STATUS_NOT_APPLICABLE] = "not-applicable", [STATUS_UNDISCLOSED] = "undisclosed" };
	bool set = status == STATUS_NOT_APPLICABLE || status == STATUS_UNDISCLOSED;
	undo_break(session->undo);
	session_begin(session, false);
	/* A status typed as text (非公開) is cleared with the text. */
	if (!set && !draft_part(session_draft(session), session->focus, PART_STATUS))
		session_put_part(session, session->focus, PART_ANSWER, NULL);
	session_put_part(session, session->focus, PART_STATUS, set ? names[status] : NULL);
	session_put_part(session, session->focus, PART_REASON, set ? reason : NULL);
	session_settle_part(session);
	session_changed(session);
}

void session_toggle_review(struct session *session)
{
	bool marked = draft_part(session_draft(session), session->focus, PART_REVIEW) != NULL;
	session_set_part(session, session->focus, PART_REVIEW, marked ? NULL : "");
	session_say(session, false, "%s", marked ? _("Confirmed.") : _("Marked to be confirmed."));
}

void session_fix(struct session *session)
{
	const struct finding *const *findings;
	size_t count = checker_at(session->checker, session->focus, &findings);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings[i];
		if (!finding->fix)
			continue;
		struct change change = { .kind = CHANGE_SPLICE,
					 .place = session->focus,
					 .part = finding->part,
					 .at = finding->start,
					 .remove = finding->end - finding->start,
					 .text = mem_string(finding->fix) };
		session_apply(session, &change, 1);
		return;
	}
	session_say(session, false, "%s", _("Nothing here can be mended by one key."));
}

void session_acknowledge(struct session *session, const struct finding *finding, const char *reason)
{
	const char *now = draft_part(session_draft(session), finding->place, PART_ACK);
	struct buf lines = { 0 };
	if (now && *now)
		buf_printf(&lines, "%s\n", now);
	buf_printf(&lines, "%s: %s", finding->code, reason);
	session_set_part(session, finding->place, PART_ACK, buf_text(&lines));
	buf_clear(&lines);
}

/* Both texts as one. Of a field with options that both state alike only the details are joined; where several may be stated, all
 * that either states are. */
static void join_both(struct buf *text, const struct field *field, const char *ours, const char *theirs)
{
	size_t option, other, len, other_len;
	const char *detail, *other_detail;
	if (joined_split(field, ours, &option, &detail, &len) &&
	    joined_split(field, theirs, &other, &other_detail, &other_len)) {
		char *a = mem_bytes(ours, option), *b = mem_bytes(theirs, other);
		bool same = type_option(field, a) == type_option(field, b);
		if (same)
			buf_printf(text, "%s: %.*s / %.*s", a, (int)len, detail, (int)other_len, other_detail);
		free(a);
		free(b);
		if (same)
			return;
	}
	buf_puts(text, ours);
	if (field->type->entry != ENTRY_OPTIONS) {
		buf_printf(text, "%s%s", field->type->entry == ENTRY_LINES ? "\n" : " / ", theirs);
		return;
	}
	for (const char *line = theirs; *line;) {
		size_t line_len = strcspn(line, "\n");
		bool there = false;
		for (const char *at = ours; !there && *at;) {
			size_t at_len = strcspn(at, "\n");
			there = at_len == line_len && memcmp(at, line, at_len) == 0;
			at += at_len + (at[at_len] == '\n');
		}
		if (!there)
			buf_printf(text, "\n%.*s", (int)line_len, line);
		line += line_len + (line[line_len] == '\n');
	}
}

void session_resolve(struct session *session, enum side side)
{
	struct place place = session->focus;
	const struct draft *draft = session_draft(session);
	const char *theirs = draft_part(draft, place, PART_THEIRS);
	if (!theirs)
		return;
	struct buf changes = { 0 }, text = { 0 };
	struct change drop = { .kind = CHANGE_SET, .place = place, .part = PART_THEIRS };
	char *ours = draft_joined(draft, place);
	if (side == SIDE_BOTH && ours)
		join_both(&text, place.field, ours, theirs);
	else
		buf_puts(&text, theirs);
	if (side != SIDE_OURS)
		draft_set_joined(draft, place, buf_text(&text), session_collect, &changes);
	buf_put(&changes, (const char *)&drop, sizeof drop);
	if (session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof drop))
		session_say(session, false, "%s",
			    side == SIDE_OURS     ? _("Ours is kept.")
			    : side == SIDE_THEIRS ? _("Theirs is taken.")
						  : _("Both are kept, one after the other."));
	free(ours);
	buf_clear(&text);
	buf_clear(&changes);
}
