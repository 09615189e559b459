/* SPDX-License-Identifier: MIT */
/* session_options.c — choosing among options. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "edit/session_parts.h"
#include "form/type.h"

int session_chosen(const struct session *session)
{
	const char *text = draft_part(session_draft(session), session->focus, PART_ANSWER);
	return text ? type_option(session->focus.field, text) : -1;
}

bool session_option_stated(const struct session *session, size_t index)
{
	const struct field *field = session->focus.field;
	if (field->type->entry != ENTRY_OPTIONS)
		return session_chosen(session) == (int)index;
	const char *at = draft_part(session_draft(session), session->focus, PART_ANSWER), *option = field->options[index].text;
	for (size_t len; at && *at; at += len + (at[len] == '\n')) {
		len = strcspn(at, "\n");
		if (len == strlen(option) && memcmp(at, option, len) == 0)
			return true;
	}
	return false;
}

/* Is a line of the answer none of the options? */
static bool has_other_line(const struct session *session)
{
	const struct field *field = session->focus.field;
	const char *at = draft_part(session_draft(session), session->focus, PART_ANSWER);
	for (size_t len; at && *at; at += len + (at[len] == '\n')) {
		bool option = false;
		len = strcspn(at, "\n");
		for (size_t i = 0; i < field->option_count && !option; i++)
			option = strlen(field->options[i].text) == len && memcmp(field->options[i].text, at, len) == 0;
		if (len && !option)
			return true;
	}
	return false;
}

bool session_has_text(const struct session *session)
{
	const struct field *field = session->focus.field;
	if (!field->option_count || session->part == FOCUS_TEXT)
		return true;
	if (field->type->entry == ENTRY_OPTIONS)
		return has_other_line(session);
	int option = session_chosen(session);
	return option < 0
		       ? *session_text(session) != '\0'
		       : session->text_part == PART_DETAIL && (field->options[option].needs_detail || *session_text(session));
}

/* One option a line: is it there, and the lines with it toggled. */
static bool toggle_line(const char *lines, const char *option, struct buf *out)
{
	bool found = false;
	while (lines && *lines) {
		size_t len = strcspn(lines, "\n");
		if (len == strlen(option) && memcmp(lines, option, len) == 0)
			found = true;
		else if (len)
			buf_printf(out, "%s%.*s", out->len ? "\n" : "", (int)len, lines);
		lines += len + (lines[len] == '\n');
	}
	if (!found)
		buf_printf(out, "%s%s", out->len ? "\n" : "", option);
	return found;
}

/* `無し: 自社で対応`: what stands behind an option and a colon, which is not the option's any more when another is chosen; else all. */
static const char *behind_option(const struct field *field, const char *text)
{
	for (size_t i = 0; i < field->option_count; i++) {
		size_t len = strlen(field->options[i].text);
		if (strncmp(text, field->options[i].text, len) != 0)
			continue;
		size_t colon = text[len] == ':' ? 1 : strncmp(text + len, "：", 3) == 0 ? 3 : 0;
		if (colon)
			return text + len + colon + strspn(text + len + colon, " ");
	}
	return text;
}

static void choose_one(struct session *session, const struct option *option)
{
	const char *now = draft_part(session_draft(session), session->focus, PART_ANSWER);
	/* Free words stated before are not lost: they become the detail. */
	bool words =
		now && *now && session_chosen(session) < 0 && !draft_part(session_draft(session), session->focus, PART_DETAIL);
	char *kept = words ? mem_string(behind_option(session->focus.field, now)) : NULL;
	session_put_part(session, session->focus, PART_ANSWER, option->text);
	if (kept && *kept)
		session_put_part(session, session->focus, PART_DETAIL, kept);
	free(kept);
	session_settle_part(session);
	session->part = option->needs_detail ? FOCUS_TEXT : FOCUS_OPTION;
}

void session_choose(struct session *session, size_t index)
{
	const struct field *field = session->focus.field;
	if (index >= field->option_count)
		return;
	undo_break(session->undo);
	session_begin(session, false);
	session->option = index;
	if (field->type->entry == ENTRY_OPTIONS) {
		struct buf lines = { 0 };
		toggle_line(draft_part(session_draft(session), session->focus, PART_ANSWER), field->options[index].text,
			    &lines);
		session_put_part(session, session->focus, PART_ANSWER, buf_text(&lines));
		buf_clear(&lines);
		session_settle_part(session);
	} else {
		choose_one(session, &field->options[index]);
	}
	session_put_part(session, session->focus, PART_STATUS, NULL);
	session_changed(session);
	undo_break(session->undo);
}

void session_choose_step(struct session *session, int direction)
{
	const struct field *field = session->focus.field;
	size_t count = field->option_count;
	if (!count)
		return;
	if (field->type->entry == ENTRY_OPTIONS) {
		session->option = (session->option + count + (size_t)(direction + (int)count)) % count;
		return;
	}
	int chosen = session_chosen(session);
	size_t next = chosen < 0 ? (direction > 0 ? 0 : count - 1)
				 : ((size_t)chosen + count + (size_t)(direction + (int)count)) % count;
	session_choose(session, next);
	session->part = FOCUS_OPTION;
}

static void collect(void *context, struct change *change)
{
	session_change(context, change);
}

void session_leave_field(struct session *session)
{
	const struct field *field = session->focus.field;
	const struct draft *draft = session_draft(session);
	const char *text = draft_part(draft, session->focus, PART_ANSWER), *detail;
	size_t option_len, detail_len;
	if (!text || session->text_part != PART_ANSWER || draft_part(draft, session->focus, PART_DETAIL) ||
	    draft_part(draft, session->focus, PART_STATUS) || !store_writable(session->store))
		return;
	/* What the file says stays as it is written there: going through the fields changes nothing. */
	const struct draft *saved = store_saved(session->store);
	const char *was = session->focus.instance < draft_instances(saved, field->section)
				  ? draft_part(saved, session->focus, PART_ANSWER)
				  : NULL;
	if (was && strcmp(was, text) == 0)
		return;
	/* 非公開 and 該当なし as a whole answer are statuses, however they are written. */
	enum status status = draft_status(draft, session->focus);
	bool stated = status == STATUS_UNDISCLOSED || status == STATUS_NOT_APPLICABLE;
	if (!stated && (field->type->entry != ENTRY_OPTION || !joined_split(field, text, &option_len, &detail, &detail_len)))
		return;
	char *joined = mem_string(text);
	undo_break(session->undo);
	session_begin(session, false);
	draft_set_joined(session_draft(session), session->focus, joined, collect, session);
	free(joined);
	session_settle_part(session);
	session_changed(session);
}

void session_unchoose(struct session *session)
{
	const struct draft *draft = session_draft(session);
	if (!draft_part(draft, session->focus, PART_ANSWER))
		return;
	/* Its detail is not lost: it becomes the answer, as words become the detail when an option is chosen. */
	char *detail = mem_string(draft_part(draft, session->focus, PART_DETAIL));
	undo_break(session->undo);
	session_begin(session, false);
	session_put_part(session, session->focus, PART_DETAIL, NULL);
	session_put_part(session, session->focus, PART_ANSWER, detail);
	free(detail);
	session_settle_part(session);
	session_changed(session);
	undo_break(session->undo);
}
