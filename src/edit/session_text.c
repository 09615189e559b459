/* SPDX-License-Identifier: MIT */
/* session_text.c — typing, deleting, pasting, the clipboard. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/session_parts.h"
#include "form/type.h"
#include "text/utf8.h"

/* Bytes start … end of the focused text become `text`. */
static bool replace(struct session *session, size_t start, size_t end, const char *text, size_t len, bool join)
{
	if (start == end && len == 0)
		return false;
	session_begin(session, join);
	struct change change = { .kind = CHANGE_SPLICE, .place = session->focus, .part = session->text_part, .at = start,
				 .remove = end - start, .text = mem_bytes(text, len) };
	bool fine = session_change(session, &change);
	if (fine) {
		/* Writing an answer takes a status back: a field says one thing. */
		if (len)
			session_put_part(session, session->focus, PART_STATUS, NULL);
		const char *now = session_text(session);
		caret_set(&session->caret, start + len, now, strlen(now));
	}
	session_changed(session);
	return fine;
}

static void go_to_text(struct session *session)
{
	session->part = FOCUS_TEXT;
}

void session_type(struct session *session, const char *text, size_t len)
{
	size_t start, end;
	go_to_text(session);
	caret_selection(&session->caret, &start, &end);
	/* A run of typing is one step until a sentence ends: undo then takes back what one would call one thing. */
	replace(session, start, end, text, len, start == end);
	if (len >= 3 && (memcmp(text + len - 3, "。", 3) == 0))
		undo_break(session->undo);
	if (len == 1 && text[0] == '\n')
		undo_break(session->undo);
}

/* Line breaks of any kind to LF (or a blank where there is but one line), TAB to a blank, other controls out. */
static size_t clean_paste(struct buf *out, const char *text, size_t len, bool lines)
{
	size_t dropped = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t taken = utf8_decode(text + at, len - at, &code);
		if (code == '\r' || code == '\n') {
			if (code == '\r' && at + 1 < len && text[at + 1] == '\n')
				taken++;
			buf_putc(out, lines ? '\n' : ' ');
		} else if (code == '\t') {
			buf_putc(out, ' ');
		} else if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code == 0xfffd && taken == 1)) {
			dropped++;
		} else {
			buf_put(out, text + at, taken);
		}
		at += taken;
	}
	return dropped;
}

void session_paste(struct session *session, const char *text, size_t len)
{
	struct buf clean = { 0 };
	bool lines = session->focus.field->type->entry == ENTRY_LINES || session->focus.field->type->entry == ENTRY_OPTIONS;
	size_t dropped = clean_paste(&clean, text, len, lines);
	/* The line break after the last line is the terminal's habit, not the text's. */
	while (clean.len && (clean.data[clean.len - 1] == '\n' || (!lines && clean.data[clean.len - 1] == ' ')))
		clean.data[--clean.len] = '\0';
	size_t start, end;
	go_to_text(session);
	caret_selection(&session->caret, &start, &end);
	undo_break(session->undo);
	replace(session, start, end, buf_text(&clean), clean.len, false);
	undo_break(session->undo);
	if (dropped)
		session_say(session, false, _("Pasted; %zu control characters were left out."), dropped);
	buf_clear(&clean);
}

void session_delete(struct session *session, enum caret_move move)
{
	if (session->part == FOCUS_OPTION) {
		/* In the options, deleting takes the choice back. */
		if (draft_part(session_draft(session), session->focus, PART_ANSWER)) {
			undo_break(session->undo);
			session_begin(session, false);
			session_put_part(session, session->focus, PART_ANSWER, NULL);
			session_settle_part(session);
			session_changed(session);
		}
		return;
	}
	const char *text = session_text(session);
	size_t start, end;
	caret_deletion(&session->caret, move, text, strlen(text), &session->wrap, session->ambiguous, &start, &end);
	replace(session, start, end, "", 0, true);
}

bool session_move(struct session *session, enum caret_move move, bool select)
{
	const char *text = session_text(session);
	undo_break(session->undo);
	return caret_move(&session->caret, move, select, text, strlen(text), &session->wrap, session->ambiguous);
}

void session_copy(struct session *session)
{
	const char *text = session_text(session);
	size_t start, end;
	caret_selection(&session->caret, &start, &end);
	char *copied = start == end ? draft_joined(session_draft(session), session->focus) : mem_bytes(text + start, end - start);
	if (!copied)
		return;
	free(session->clipboard);
	session->clipboard = copied;
	session->clipboard_serial++;
	session_say(session, false, "%s", start == end ? _("The whole answer is copied.") : _("Copied."));
}

void session_cut(struct session *session)
{
	size_t start, end;
	caret_selection(&session->caret, &start, &end);
	session_copy(session);
	undo_break(session->undo);
	if (start != end) {
		replace(session, start, end, "", 0, false);
	} else if (session->clipboard) {
		session_begin(session, false);
		session_put_part(session, session->focus, PART_ANSWER, NULL);
		session_put_part(session, session->focus, PART_DETAIL, NULL);
		session_settle_part(session);
		session_changed(session);
		session_say(session, false, "%s", _("The whole answer is cut."));
	}
	undo_break(session->undo);
}

void session_put(struct session *session)
{
	if (!session->clipboard) {
		session_say(session, false, "%s", _("Nothing has been copied yet."));
		return;
	}
	session_paste(session, session->clipboard, strlen(session->clipboard));
	session_leave_field(session);
}
