/* SPDX-License-Identifier: MIT */
/* session_parts.h — the private half of session.h: what its files share. */
#ifndef SESSION_PARTS_H
#define SESSION_PARTS_H

#include "edit/session.h"

/* Opens an undo step here; `join` lets a run of typing become one. */
void session_begin(struct session *session, bool join);
/* Applies one change inside the open step; clears it. False, with a message, if it cannot be. */
bool session_change(struct session *session, struct change *change);
/* A change_emit() that puts changes one behind the other into a `struct buf`, for session_apply(). */
void session_collect(void *buf, struct change *change);
/* CHANGE_SET inside the open step; nothing if the part says so already. */
bool session_put_part(struct session *session, struct place place, enum part part, const char *text);
/* After changes: findings, rows of the text, a caret inside the text. */
void session_changed(struct session *session);
/* Which part typing goes to, from what is stated now; the caret goes to the text's end. */
void session_settle_part(struct session *session);
/* Joined text typed as a whole (`有り: 10分`) becomes option and detail; called when the field is left. */
void session_leave_field(struct session *session);

#endif
