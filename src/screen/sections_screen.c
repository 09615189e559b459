/* SPDX-License-Identifier: MIT */
/* sections_screen.c — the sections, a repeated one once for each instance. */
#include <config.h>

#include "screen/sections_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/outline.h"
#include "screen/chooser.h"
#include "text/fold.h"

/* Indices into the outline that match. */
static void fill(struct app *app, struct chooser *chooser)
{
	const struct draft *draft = session_draft(app->session);
	size_t count = outline_count(draft), *shown = chooser->data = mem_resize(chooser->data, count, sizeof *shown);
	char *query = fold_text(buf_text(&chooser->input.text), chooser->input.text.len);
	chooser->count = 0;
	for (size_t i = 0; i < count; i++) {
		struct outline_entry entry = outline_entry(draft, i);
		char *title = outline_title(draft, &entry, false), *folded = fold_text(title, strlen(title));
		if (fold_match(folded, query))
			shown[chooser->count++] = i;
		free(folded);
		free(title);
	}
	free(query);
}

static struct outline_entry entry_at(const struct app *app, const struct chooser *chooser, size_t index)
{
	return outline_entry(session_draft(app->session), ((const size_t *)chooser->data)[index]);
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	struct outline_entry entry = entry_at(app, chooser, index);
	char *title = outline_title(session_draft(app->session), &entry, false);
	char *badge = outline_badge(app->session->checker, &entry);
	snprintf(row->left, sizeof row->left, "%s", title);
	snprintf(row->right, sizeof row->right, "%s", badge);
	free(title);
	free(badge);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	struct outline_entry entry = entry_at(app, chooser, index);
	const struct field *field = &store_form(app->session->store)->fields[entry.section->first_field];
	app_pop(app);
	session_focus(app->session, (struct place){ field, entry.instance });
}

static void close_sections(struct chooser *chooser)
{
	free(chooser->data);
}

static const struct chooser_kind kind = {
	.title = N_("Sections"),
	.keys = N_("Type to narrow  Enter jump  Esc back"),
	.has_input = true,
	.fill = fill,
	.row = row,
	.choose = choose,
	.close = close_sections,
};

void sections_push(struct app *app)
{
	const struct draft *draft = session_draft(app->session);
	chooser_push(app, &kind, NULL, outline_of(draft, app->session->focus));
}
