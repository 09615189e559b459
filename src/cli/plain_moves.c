/* SPDX-License-Identifier: MIT */
/* plain_moves.c — commands that go somewhere, and those that only look. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/plain_commands.h"
#include "edit/find.h"
#include "edit/outline.h"
#include "text/fold.h"

enum { MOST_LISTED = 20 };

/* To the field before or behind; a field with options is one place here, not two. False at the end. */
static bool step(struct plain *plain, int direction)
{
	struct place before = plain->session->focus;
	while (session_step(plain->session, direction) && place_equal(before, plain->session->focus))
		;
	plain->ask = true;
	return !place_equal(before, plain->session->focus);
}

void plain_next_field(struct plain *plain)
{
	if (!step(plain, 1))
		plain_say("%s\n", _("This is the last field. :q saves and leaves."));
}

void plain_next(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_next_field(plain);
}

void plain_back(struct plain *plain, const char *argument)
{
	(void)argument;
	if (!step(plain, -1))
		plain_say("%s\n", _("This is the first field."));
}

static void problem(struct plain *plain, int direction)
{
	bool found = session_next_problem(plain->session, direction);
	plain_say_message(plain);
	if (!found)
		return;
	plain_say_field(plain);
	plain_say_problems(plain, plain->session->focus);
	plain->ask = false;
}

void plain_next_problem(struct plain *plain, const char *argument)
{
	(void)argument;
	problem(plain, 1);
}

void plain_previous_problem(struct plain *plain, const char *argument)
{
	(void)argument;
	problem(plain, -1);
}

/* An item's number, a field's id with its instance, or an instance alone. Where items are asked once per instance, the
 * number means the instance one is in. */
static bool find_place(const struct plain *plain, const char *name, struct place *place, struct err *err)
{
	const struct form *form = store_form(plain->session->store);
	const struct draft *draft = session_draft(plain->session);
	struct place focus = plain->session->focus;
	for (size_t i = 0; i < form->item_count; i++)
		if (strcmp(form->items[i].number, name) == 0) {
			*place = (struct place){ .field = form->items[i].fields };
			if (place->field->section == focus.field->section)
				place->instance = focus.instance;
			return true;
		}
	const char *dot = strchr(name, '.');
	const struct section *section = dot && !strchr(dot + 1, '.') ? form_section(form, name, (size_t)(dot - name)) : NULL;
	struct buf path = { 0 };
	buf_puts(&path, name);
	if (section && section->repeated)
		buf_printf(&path, ".%s", form->fields[section->first_field].id);
	bool found = place_parse(draft, buf_text(&path), false, place, NULL, err);
	buf_clear(&path);
	return found;
}

void plain_go(struct plain *plain, const char *argument)
{
	struct place place = { 0 };
	struct err err = { 0 };
	char *name = fold_ascii(argument, strlen(argument));
	if (!*name)
		plain_say("%s\n", _("Say where: the number of an item, or the id of a field."));
	else if (!find_place(plain, name, &place, &err))
		plain_say("%s\n", _("No item has this number, and no field this id; :f and words finds it."));
	else {
		session_focus(plain->session, place);
		plain->ask = true;
	}
	free(name);
	err_clear(&err);
}

void plain_find(struct plain *plain, const char *argument)
{
	struct find *find = find_new(session_draft(plain->session));
	size_t count;
	const struct place *hits = find_search(find, argument, &count);
	for (size_t i = 0; i < count && i < MOST_LISTED; i++) {
		char *path = place_path(hits[i]), *title = plain_title(hits[i].field);
		plain_say("%s %s: %s\n", hits[i].field->item->number, title, path);
		free(title);
		free(path);
	}
	if (count == 0)
		plain_say("%s\n", _("Nothing was found."));
	else if (count > MOST_LISTED)
		plain_say(_("%zu found; these are the first %d. More words find fewer; :g goes to one.\n"), count, MOST_LISTED);
	else
		plain_say(_("%zu found. :g goes to one.\n"), count);
	find_free(find);
}

void plain_sections(struct plain *plain, const char *argument)
{
	const struct draft *draft = session_draft(plain->session);
	(void)argument;
	for (size_t i = 0; i < outline_count(draft); i++) {
		struct outline_entry entry = outline_entry(draft, i);
		char *title = outline_title(draft, &entry, false), *badge = outline_badge(plain->session->checker, &entry);
		if (entry.section->repeated)
			plain_say(_("%s, at %s.%zu: %s\n"), title, entry.section->id, entry.instance + 1, badge);
		else
			plain_say(_("%s, from item %s: %s\n"), title, entry.section->items[0].number, badge);
		free(title);
		free(badge);
	}
}

void plain_help(struct plain *plain, const char *argument)
{
	const struct field *field = plain->session->focus.field;
	(void)argument;
	if (field->guidance)
		plain_say("%s\n", field->guidance);
	if (field->example)
		plain_say(_("Example: %s\n"), field->example);
	plain_say_problems(plain, plain->session->focus);
}
