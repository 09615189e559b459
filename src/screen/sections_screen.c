/* SPDX-License-Identifier: MIT */
/* sections_screen.c — the sections, a repeated one once for each instance. */
#include <config.h>

#include "screen/sections_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "edit/outline.h"
#include "screen/chooser.h"

static void fill(struct app *app, struct chooser *chooser)
{
	chooser->count = outline_count(session_draft(app->session));
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	struct outline_entry entry = outline_entry(session_draft(app->session), index);
	char *title = outline_title(session_draft(app->session), &entry);
	char *badge = outline_badge(app->session->checker, &entry);
	(void)chooser;
	snprintf(row->left, sizeof row->left, "%s", title);
	snprintf(row->right, sizeof row->right, "%s", badge);
	free(title);
	free(badge);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	struct outline_entry entry = outline_entry(session_draft(app->session), index);
	const struct field *field = &store_form(app->session->store)->fields[entry.section->first_field];
	(void)chooser;
	app_pop(app);
	session_focus(app->session, (struct place){ field, entry.instance });
}

static const struct chooser_kind kind = {
	.name = "sections", .title = N_("Sections"), .keys = N_("Enter jump  Esc back"), .fill = fill, .row = row,
	.choose = choose,
};

void sections_push(struct app *app)
{
	struct place focus = app->session->focus;
	chooser_push(app, &kind, NULL, outline_of(session_draft(app->session), focus));
}
