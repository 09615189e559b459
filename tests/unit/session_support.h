/* SPDX-License-Identifier: MIT */
/* session_support.h — a session on a new draft in a folder of its own, for the tests of edit/. */
#ifndef SESSION_SUPPORT_H
#define SESSION_SUPPORT_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "edit/session.h"
#include "form/form_load.h"

static struct form_library library;
static char folder[] = "/tmp/kaijisho-session-XXXXXX";
static char path[64];

static inline struct session *open_again(void)
{
	struct err err = { 0 };
	struct store *store = store_open(&library, NULL, path, STORE_WRITE, 0, &err);
	assert_non_null(store);
	return session_new(store, 20261122, 1);
}

static inline struct session *open_new(void)
{
	struct err err = { 0 };
	unlink(path);
	struct form *form = form_load(&library, "iaas-paas", &err);
	assert_non_null(form);
	assert_true(store_create(form, path, &err));
	form_free(form);
	return open_again();
}

static inline void focus(struct session *session, const char *id, size_t instance)
{
	const struct field *field = form_field(store_form(session->store), id, strlen(id));
	assert_non_null(field);
	assert_true(session_focus(session, (struct place){ field, instance }));
}

static inline void type(struct session *session, const char *text)
{
	session_type(session, text, strlen(text));
}

static inline const char *part(struct session *session, enum part which)
{
	return draft_part(session_draft(session), session->focus, which);
}

static inline int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof path, "%s/d.yaml", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	form_library_init(&library, "ja");
	return 0;
}

static inline int tear_down(void **state)
{
	char command[128];
	(void)state;
	form_library_clear(&library);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) != 0;
}

#endif
