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

/* Bytes start … end of the focused text become `text`. A run of one kind is one undo step. */
static bool replace(struct session *session, size_t start, size_t end, const char *text, size_t len, enum run run)
{
	if (start == end && len == 0)
		return false;
	if (session->run != run)
		undo_break(session->undo);
	session_begin(session, run != RUN_NONE);
	session->run = run;
	struct change change = { .kind = CHANGE_SPLICE,
				 .place = session->focus,
				 .part = session->text_part,
				 .at = start,
				 .remove = end - start,
				 .text = mem_bytes(text, len) };
	bool fine = session_change(session, &change);
	if (fine) {
		/* Writing an answer takes a status back: a field says one thing. */
		if (len && draft_part(session_draft(session), session->focus, PART_STATUS)) {
			session_put_part(session, session->focus, PART_STATUS, NULL);
			session_put_part(session, session->focus, PART_REASON, NULL);
		}
		const char *now = session_text(session);
		size_t now_len = strlen(now);
		wrap_change(&session->wrap, now, now_len, start, end - start, len, session->columns, session->ambiguous);
		caret_set(&session->caret, start + len, now, now_len);
		checker_run(session->checker);
	}
	return fine;
}

/* From the options to the text beside them: what stands there already and the new words must not run together. */
static void go_to_text(struct session *session)
{
	const struct field *field = session->focus.field;
	const char *text = session_text(session);
	size_t len = strlen(text);
	bool options = session->part == FOCUS_OPTION;
	session->part = FOCUS_TEXT;
	if (!options || !len || session->text_part == PART_DETAIL)
		return;
	const char *between = field->type->entry != ENTRY_OPTIONS ? session_chosen(session) >= 0 ? ": " : ""
			      : text[len - 1] == '\n'             ? ""
								  : "\n";
	caret_set(&session->caret, len, text, len);
	replace(session, len, len, between, strlen(between), RUN_TYPED);
}

/* A run of typing is one step until a clause, a line or a word ends: undo takes back what one would call one thing. */
static bool ends_clause(const char *text, size_t len)
{
	static const char *const ends[] = { "。", "、", "！", "？", "．", "，", "\n", " ", "　" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t size = strlen(ends[i]);
		if (len >= size && memcmp(text + len - size, ends[i], size) == 0)
			return true;
	}
	return false;
}

void session_type(struct session *session, const char *text, size_t len)
{
	size_t start, end;
	go_to_text(session);
	caret_selection(&session->caret, &start, &end);
	if (start != end)
		undo_break(session->undo);
	replace(session, start, end, text, len, RUN_TYPED);
	if (ends_clause(text, len))
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

/* What may stand in the focused text, whatever came; says so if something was left out. */
static struct buf clean(struct session *session, const char *text, size_t len)
{
	struct buf out = { 0 };
	bool lines = session->focus.field->type->entry == ENTRY_LINES || session->focus.field->type->entry == ENTRY_OPTIONS;
	size_t dropped = clean_paste(&out, text, len, lines);
	if (dropped)
		session_say(session, false, _("%zu control characters were left out."), dropped);
	return out;
}

/* A whole answer, or a text for a field that has none yet, may say option and detail at once. */
static bool put_joined(struct session *session, const char *text)
{
	struct buf changes = { 0 };
	draft_set_joined(session_draft(session), session->focus, text, session_collect, &changes);
	bool fine = session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	buf_clear(&changes);
	session->part = session_chosen(session) >= 0 ? FOCUS_OPTION : FOCUS_TEXT;
	undo_break(session->undo);
	return fine;
}

static void put_text(struct session *session, const char *text, size_t len)
{
	struct buf pasted = clean(session, text, len);
	size_t start, end;
	if (session->part == FOCUS_OPTION && session->focus.field->type->entry == ENTRY_OPTION &&
	    !draft_part(session_draft(session), session->focus, PART_ANSWER)) {
		put_joined(session, buf_text(&pasted));
		buf_clear(&pasted);
		return;
	}
	go_to_text(session);
	caret_selection(&session->caret, &start, &end);
	undo_break(session->undo);
	replace(session, start, end, buf_text(&pasted), pasted.len, RUN_NONE);
	undo_break(session->undo);
	buf_clear(&pasted);
}

void session_paste(struct session *session, const char *text, size_t len)
{
	size_t kept = len;
	/* The line break after the last line is the terminal's habit, not the text's. */
	while (kept && (text[kept - 1] == '\n' || text[kept - 1] == '\r'))
		kept--;
	put_text(session, text, kept ? kept : len);
}

void session_set_text(struct session *session, const char *text, size_t len)
{
	struct buf set = clean(session, text, len);
	undo_break(session->undo);
	replace(session, 0, strlen(session_text(session)), buf_text(&set), set.len, RUN_NONE);
	undo_break(session->undo);
	buf_clear(&set);
}

bool session_insert_example(struct session *session)
{
	const struct field *field = session->focus.field;
	if (!field->example)
		return false;
	if (draft_status(session_draft(session), session->focus) != STATUS_UNANSWERED) {
		session_say(session, false, "%s", _("There is an answer already; the example is put into empty fields only."));
		return false;
	}
	struct buf changes = { 0 };
	struct change mark = {
		.kind = CHANGE_SET, .place = session->focus, .part = PART_REVIEW, .text = mem_string(_("still the example"))
	};
	draft_set_joined(session_draft(session), session->focus, field->original_example, session_collect, &changes);
	buf_put(&changes, (const char *)&mark, sizeof mark);
	bool fine = session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	buf_clear(&changes);
	return fine;
}

void session_delete(struct session *session, enum caret_move move)
{
	if (session->part == FOCUS_OPTION) {
		session_unchoose(session);
		return;
	}
	const char *text = session_text(session);
	size_t start, end;
	caret_deletion(&session->caret, move, text, strlen(text), &session->wrap, session->ambiguous, &start, &end);
	/* At the start of a text beside options, Backspace goes back to them. */
	if (start == end && move == CARET_LEFT && session->focus.field->option_count)
		session->part = FOCUS_OPTION;
	replace(session, start, end, "", 0, RUN_DELETED);
}

bool session_move(struct session *session, enum caret_move move, bool select)
{
	const char *text = session_text(session);
	undo_break(session->undo);
	if (caret_move(&session->caret, move, select, text, strlen(text), &session->wrap, session->ambiguous))
		return true;
	/* From the start of a text beside options Left goes back to them, as Backspace and Up do. */
	if (move != CARET_LEFT || select || !session->focus.field->option_count)
		return false;
	session->part = FOCUS_OPTION;
	return true;
}

void session_copy(struct session *session)
{
	const char *text = session_text(session);
	size_t start, end;
	caret_selection(&session->caret, &start, &end);
	session->clipboard_whole = start == end;
	char *copied =
		start == end ? draft_joined(session_draft(session), session->focus) : mem_bytes(text + start, end - start);
	if (!copied) {
		session_say(session, false, "%s", _("There is nothing to copy here."));
		return;
	}
	free(session->clipboard);
	session->clipboard = copied;
	session->clipboard_serial++;
	session->caret.sticky = false; /* the selection is seen until the caret moves on */
	session_say(session, false, "%s", start == end ? _("The whole answer is copied.") : _("Copied."));
}

void session_cut(struct session *session)
{
	size_t start, end;
	caret_selection(&session->caret, &start, &end);
	session_copy(session);
	undo_break(session->undo);
	if (start != end) {
		replace(session, start, end, "", 0, RUN_NONE);
		session_say(session, false, "%s", _("Cut."));
	} else if (draft_status(session_draft(session), session->focus) != STATUS_UNANSWERED) {
		static const enum part cut[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
		session_begin(session, false);
		for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
			session_put_part(session, session->focus, cut[i], NULL);
		session_settle_part(session);
		/* Nothing is stated any more: the next digit chooses. */
		if (session->focus.field->option_count)
			session->part = FOCUS_OPTION;
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
	/* A whole answer is one again where none is, status and all; put on the options of another field it replaces what they say. */
	bool options = session->part == FOCUS_OPTION && session->focus.field->type->entry == ENTRY_OPTION;
	if (session->clipboard_whole &&
	    (options || draft_status(session_draft(session), session->focus) == STATUS_UNANSWERED)) {
		struct buf whole = clean(session, session->clipboard, strlen(session->clipboard));
		put_joined(session, buf_text(&whole));
		buf_clear(&whole);
	} else {
		put_text(session, session->clipboard, strlen(session->clipboard));
	}
}
