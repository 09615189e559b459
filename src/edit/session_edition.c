/* SPDX-License-Identifier: MIT */
/* session_edition.c — answers without a question, given to fields. */
#include <config.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "draft/orphan.h"
#include "edit/session_parts.h"

bool session_attach(struct session *session, const struct stray *orphan, struct place place)
{
	struct buf changes = { 0 };
	struct err err = { 0 };
	bool fine = orphan_attach(orphan, session_draft(session), place, session_collect, &changes, &err);

	if (!fine)
		session_say(session, true, "%s", err.text);
	else
		fine = session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	if (fine) {
		const struct item *item = place.field->item;
		store_drop_orphan(session->store, orphan, place);
		session_say(session, false, _("%s now answers “%s”, to be confirmed."), orphan->path,
			    item->field_count > 1 ? place.field->prompt : item->name);
	}
	buf_clear(&changes);
	err_clear(&err);
	return fine;
}
