/* SPDX-License-Identifier: MIT */
/* resume.h — where the person was in each draft, under $XDG_STATE_HOME/kaijisho/resume. */
#ifndef RESUME_H
#define RESUME_H

#include "edit/session.h"

/* Focus, caret and filter as they were; nothing happens if none are known. */
void resume_load(struct session *session);
/* Failing to remember is no failure. */
void resume_save(const struct session *session);

#endif
