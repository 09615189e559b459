/* SPDX-License-Identifier: MIT */
/* instances_screen.c — the instances of a repeated section (data centers). */
#include <config.h>

#include "screen/instances_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/outline.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/matrix_screen.h"

/* The repeated section the focus is in, else the form's first. */
static const struct section *repeated_section(const struct app *app)
{
	const struct form *form = store_form(app->session->store);
	const struct section *section = app->session->focus.field->section;
	for (size_t i = 0; i < form->section_count && !section->repeated; i++)
		if (form->sections[i].repeated)
			section = &form->sections[i];
	return section;
}

static void fill(struct app *app, struct chooser *chooser)
{
	chooser->count = draft_instances(session_draft(app->session), repeated_section(app));
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	struct outline_entry entry = { repeated_section(app), index };
	const char *name = draft_instance_name(session_draft(app->session), entry.section, index);
	char *badge = outline_badge(app->session->checker, &entry);
	(void)chooser;
	snprintf(row->left, sizeof row->left, "%2zu  %s", index + 1, name ? name : _("(no name yet)"));
	snprintf(row->right, sizeof row->right, "%s", badge);
	free(badge);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct section *section = repeated_section(app);
	(void)chooser;
	app_pop(app);
	session_focus(app->session, (struct place){ &store_form(app->session->store)->fields[section->first_field], index });
}

static void refresh(struct app *app, size_t chosen)
{
	fill(app, chooser_top(app));
	chooser_top(app)->list.chosen = chosen;
}

static void add(struct app *app, const char *name, size_t index)
{
	(void)index;
	if (session_instance_add(app->session, repeated_section(app), name))
		refresh(app, chooser_top(app)->count);
}

static void rename_one(struct app *app, const char *name, size_t index)
{
	session_instance_rename(app->session, repeated_section(app), index, name);
	refresh(app, index);
}

static void duplicate(struct app *app, const char *name, size_t index)
{
	if (session_instance_duplicate(app->session, repeated_section(app), index, name))
		refresh(app, chooser_top(app)->count);
}

static void copy_into(struct app *app, const char *number, size_t index)
{
	size_t to = (size_t)strtoul(number, NULL, 10);
	if (to < 1 || to > chooser_top(app)->count || to - 1 == index)
		session_say(app->session, true, "%s", _("There is no such other data center."));
	else
		session_instance_copy(app->session, repeated_section(app), index, to - 1);
	refresh(app, index);
}

static void remove_one(struct app *app, size_t index)
{
	if (session_instance_remove(app->session, repeated_section(app), index))
		session_say(app->session, false, "%s", _("Removed; undo brings it back."));
	refresh(app, index);
}

static void move_one(struct app *app, size_t index, int direction)
{
	size_t to = index + (size_t)direction;
	if (session_instance_move(app->session, repeated_section(app), index, to))
		refresh(app, to);
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	size_t index = chooser->list.chosen;
	const char *name = draft_instance_name(session_draft(app->session), repeated_section(app), index);
	if (event->code != KEY_TEXT)
		return false;
	switch (buf_text(&event->text)[0]) {
	case 'a': ask_push(app, _("Name of the new data center"), "", add, 0); return true;
	case 'r': ask_push(app, _("New name"), name ? name : "", rename_one, index); return true;
	case 'd':
		ask_push(app, _("Name of the duplicate; every copied answer is to be confirmed"), "", duplicate, index);
		return true;
	case 'c':
		ask_push(app, _("Copy into which number? Only empty fields are filled, each to be confirmed."), "", copy_into,
			 index);
		return true;
	case 'x': remove_one(app, index); return true;
	case '<': move_one(app, index, -1); return true;
	case '>': move_one(app, index, 1); return true;
	case 's': matrix_push(app, repeated_section(app)); return true;
	default: return false;
	}
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	(void)app;
	(void)chooser;
	return mem_string(_("a add  r rename  d duplicate  c copy to  < > move  x remove  s side by side"));
}

static const struct chooser_kind kind = {
	.title = N_("Data centers"),
	.keys = N_("Enter go  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.key = key,
	.words = words,
	.refills = true,
	.shows_answers = true,
};

void instances_push(struct app *app)
{
	struct place focus = app->session->focus;
	chooser_push(app, &kind, NULL, focus.field->section->repeated ? focus.instance : 0);
}
