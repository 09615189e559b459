/* SPDX-License-Identifier: MIT */
/* session_take.c — answers from elsewhere taken in together, as one undo step: imported ones, each to be confirmed; an earlier
 * save's. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/align.h"
#include "edit/session_parts.h"

/* The draft as it will be, and what leads there. */
struct taking {
	struct draft *trial;
	struct buf changes;
	bool fine;
	struct err err;
};

static void put(void *context, struct change *change)
{
	struct taking *taking = context;
	struct change copy = *change;
	copy.text = mem_string(change->text);
	taking->fine = taking->fine && draft_apply(taking->trial, &copy, NULL, &taking->err);
	if (taking->fine)
		buf_put(&taking->changes, (const char *)&copy, sizeof copy);
	else
		free(copy.text);
}

static void take(struct taking *taking, const struct session_answer *answer)
{
	struct place place = answer->place;
	/* More data centers than there are: each in turn. */
	while (taking->fine && place.instance >= draft_instances(taking->trial, place.field->section)) {
		struct change change = { .kind = CHANGE_INSTANCE_INSERT,
					 .place = { place.field, draft_instances(taking->trial, place.field->section) } };
		put(taking, &change);
	}
	char *note = mem_string(answer->note ? answer->note : "");
	struct change mark = { .kind = CHANGE_SET, .place = place, .part = PART_REVIEW, .text = note };
	if (taking->fine)
		draft_set_joined(taking->trial, place, answer->joined, put, taking);
	if (taking->fine)
		put(taking, &mark);
	free(note);
}

bool session_take(struct session *session, const struct session_answer *answers, size_t count)
{
	struct taking taking = { .trial = draft_copy(session_draft(session)), .fine = true };
	session_leave_field(session);
	for (size_t i = 0; i < count && taking.fine; i++)
		take(&taking, &answers[i]);
	struct change *changes = (struct change *)(void *)taking.changes.data;
	size_t change_count = taking.changes.len / sizeof *changes;
	if (!taking.fine)
		session_say(session, true, "%s", taking.err.text ? taking.err.text : "");
	else if (session_apply(session, changes, change_count))
		session_say(session, false,
			    ngettext("%zu answer imported, to be confirmed; undo takes it back.",
				     "%zu answers imported, each to be confirmed; undo takes them back.", count),
			    count);
	for (size_t i = 0; !taking.fine && i < change_count; i++)
		change_clear(&changes[i]);
	undo_break(session->undo);
	err_clear(&taking.err);
	buf_clear(&taking.changes);
	draft_free(taking.trial);
	return taking.fine;
}

bool session_become(struct session *session, const struct draft *other)
{
	struct buf changes = { 0 };
	session_leave_field(session);
	draft_difference(session_draft(session), other, session_collect, &changes);
	bool fine = session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	size_t count = draft_instances(session_draft(session), session->focus.field->section);
	if (session->focus.instance >= count) {
		session->focus.instance = count - 1;
		session_settle_part(session);
		session_changed(session);
	}
	undo_break(session->undo);
	buf_clear(&changes);
	return fine;
}
