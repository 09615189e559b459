/* SPDX-License-Identifier: MIT */
/* session_instances.c — repeated sections: data centers added, named, copied, moved, removed, each as one step. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "edit/session_parts.h"

static struct place place_at(const struct session *session, const struct section *section, size_t slot, size_t instance)
{
	return (struct place){ &draft_form(session_draft(session))->fields[section->first_field + slot], instance };
}

static void begin(struct session *session)
{
	session_leave_field(session);
	undo_break(session->undo);
	session_begin(session, false);
}

static bool finish(struct session *session, bool fine)
{
	size_t count = draft_instances(session_draft(session), session->focus.field->section);
	if (session->focus.instance >= count)
		session->focus.instance = count - 1;
	session_settle_part(session);
	session_changed(session);
	undo_break(session->undo);
	return fine;
}

static bool insert(struct session *session, const struct section *section, size_t at, const char *name)
{
	struct change change = { .kind = CHANGE_INSTANCE_INSERT, .place = place_at(session, section, 0, at) };
	return session_change(session, &change) &&
	       (!name || !*name || !section->repeat_name ||
		session_put_part(session, (struct place){ section->repeat_name, at }, PART_ANSWER, name));
}

bool session_instance_add(struct session *session, const struct section *section, const char *name)
{
	begin(session);
	return finish(session, insert(session, section, draft_instances(session_draft(session), section), name));
}

bool session_instance_rename(struct session *session, const struct section *section, size_t instance, const char *name)
{
	if (!section->repeat_name)
		return false;
	begin(session);
	return finish(session, session_put_part(session, (struct place){ section->repeat_name, instance }, PART_ANSWER, name));
}

bool session_instance_remove(struct session *session, const struct section *section, size_t instance)
{
	bool last = draft_instances(session_draft(session), section) == 1, fine = true;
	begin(session);
	for (size_t slot = 0; fine && slot < section->field_count; slot++)
		for (enum part part = 0; fine && part < PART_COUNT; part++)
			fine = session_put_part(session, place_at(session, section, slot, instance), part, NULL);
	/* The last one is emptied, not removed: a section has at least one. */
	if (fine && !last) {
		struct change change = { .kind = CHANGE_INSTANCE_REMOVE, .place = place_at(session, section, 0, instance) };
		fine = session_change(session, &change);
	}
	return finish(session, fine);
}

bool session_instance_move(struct session *session, const struct section *section, size_t instance, size_t to)
{
	if (to >= draft_instances(session_draft(session), section) || to == instance)
		return false;
	begin(session);
	struct change change = { .kind = CHANGE_INSTANCE_MOVE, .place = place_at(session, section, 0, instance), .at = to };
	return finish(session, session_change(session, &change));
}

/* Empty answers of `to` become those of `from`, marked 要確認; the name stays its own. */
static size_t copy(struct session *session, const struct section *section, size_t from, size_t to)
{
	static const enum part copied[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
	size_t count = 0;
	for (size_t slot = 0; slot < section->field_count; slot++) {
		struct place source = place_at(session, section, slot, from), target = place_at(session, section, slot, to);
		const struct draft *draft = session_draft(session);
		if (source.field == section->repeat_name || draft_status(draft, target) != STATUS_UNANSWERED ||
		    draft_status(draft, source) == STATUS_UNANSWERED)
			continue;
		for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
			char *text = mem_string(draft_part(draft, source, copied[i]));
			session_put_part(session, target, copied[i], text);
			free(text);
		}
		session_put_part(session, target, PART_REVIEW, "");
		count++;
	}
	return count;
}

size_t session_instance_copy(struct session *session, const struct section *section, size_t from, size_t to)
{
	begin(session);
	size_t count = copy(session, section, from, to);
	finish(session, true);
	session_say(session, false, _("%zu empty fields were filled; each is to be confirmed."), count);
	return count;
}

bool session_instance_duplicate(struct session *session, const struct section *section, size_t instance, const char *name)
{
	size_t to = draft_instances(session_draft(session), section);
	begin(session);
	bool fine = insert(session, section, to, name);
	if (fine)
		copy(session, section, instance, to);
	return finish(session, fine);
}
