/* SPDX-License-Identifier: MIT */
/* plain_commands.c — the table of commands: a line that begins with a colon. */
#include <config.h>

#include "cli/plain_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "edit/find.h"
#include "edit/outline.h"
#include "text/fold.h"

void plain_next_field(struct plain *plain)
{
	struct place before = plain->session->focus;
	while (session_step(plain->session, 1) && place_equal(before, plain->session->focus))
		;
	if (place_equal(before, plain->session->focus))
		plain_say("%s\n", _("This is the last field. :q saves and leaves."));
	plain->ask = true;
}

static void next_field(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_next_field(plain);
}

static void back(struct plain *plain, const char *argument)
{
	(void)argument;
	struct place before = plain->session->focus;
	while (session_step(plain->session, -1) && place_equal(before, plain->session->focus))
		;
	plain->ask = true;
}

static void next_problem(struct plain *plain, const char *argument)
{
	(void)argument;
	session_next_problem(plain->session, 1);
	plain_say_message(plain);
	plain->ask = true;
}

/* An item's number, a field's id with its instance, or an instance alone. Where items are asked once per instance, the number
 * means the instance one is in. */
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

static void go(struct plain *plain, const char *argument)
{
	struct place place = { 0 };
	struct err err = { 0 };
	char *name = fold_ascii(argument, strlen(argument));
	if (!*name)
		plain_say("%s\n", _("Say where: the number of an item, or the id of a field."));
	else if (!find_place(plain, name, &place, &err))
		plain_say("%s\n", err.text);
	else {
		session_focus(plain->session, place);
		plain->ask = true;
	}
	free(name);
	err_clear(&err);
}

static void help(struct plain *plain, const char *argument)
{
	const struct field *field = plain->session->focus.field;
	(void)argument;
	if (field->guidance)
		plain_say("%s\n", field->guidance);
	if (field->example)
		plain_say(_("Example: %s\n"), field->example);
	plain_say_findings(plain, plain->session->focus);
}

static void clear(struct plain *plain, const char *argument)
{
	(void)argument;
	session_set_status(plain->session, STATUS_ANSWERED, NULL);
	if (plain_kept(plain))
		plain_answer(plain, "");
}

static void not_applicable(struct plain *plain, const char *argument)
{
	session_set_status(plain->session, STATUS_NOT_APPLICABLE, argument);
	if (!plain_kept(plain))
		return;
	plain_say("%s ", _("Marked as not applicable."));
	plain_say_progress(plain);
}

static void undisclosed(struct plain *plain, const char *argument)
{
	(void)argument;
	session_set_status(plain->session, STATUS_UNDISCLOSED, NULL);
	if (!plain_kept(plain))
		return;
	plain_say("%s ", _("Marked as undisclosed."));
	plain_say_progress(plain);
}

static void review(struct plain *plain, const char *argument)
{
	if (*argument)
		session_set_part(plain->session, plain->session->focus, PART_REVIEW, argument);
	else
		session_toggle_review(plain->session);
	if (plain_kept(plain))
		plain_say_message(plain);
}

static void undo(struct plain *plain, const char *argument)
{
	(void)argument;
	session_undo(plain->session);
	if (plain_kept(plain))
		plain_say_message(plain);
	plain->ask = true;
}

static void sections(struct plain *plain, const char *argument)
{
	const struct draft *draft = session_draft(plain->session);
	(void)argument;
	for (size_t i = 0; i < outline_count(draft); i++) {
		struct outline_entry entry = outline_entry(draft, i);
		char *title = outline_title(draft, &entry, false), *badge = outline_badge(plain->session->checker, &entry);
		plain_say(_("%s, from item %s: %s\n"), title, entry.section->items[0].number, badge);
		free(title);
		free(badge);
	}
}

static void find(struct plain *plain, const char *argument)
{
	struct find *find = find_new(session_draft(plain->session));
	size_t count;
	const struct place *hits = find_search(find, argument, &count);
	for (size_t i = 0; i < count && i < 20; i++) {
		char *path = place_path(hits[i]);
		plain_say("%s  %s %s\n", path, hits[i].field->item->number, hits[i].field->item->name);
		free(path);
	}
	plain_say(_("%zu found. :g goes to one.\n"), count);
	find_free(find);
}

static const struct section *repeated_section(const struct plain *plain)
{
	const struct form *form = store_form(plain->session->store);
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].repeated)
			return &form->sections[i];
	return NULL;
}

static void add(struct plain *plain, const char *argument)
{
	const struct section *section = repeated_section(plain);
	if (!section) {
		plain_say("%s\n", _("This form has no section that is repeated."));
		return;
	}
	session_instance_add(plain->session, section, argument);
	if (plain_kept(plain))
		plain_say(_("There are %zu now.\n"), draft_instances(session_draft(plain->session), section));
}

static void save(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_save(plain);
}

static void quit(struct plain *plain, const char *argument)
{
	(void)argument;
	if (plain_save(plain))
		plain->leaving = true;
	else if (!plain->leaving)
		plain_say("%s\n", _("Not left. :q tries again; :q! leaves the file as it was saved last."));
}

static void quit_discarding(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->leaving = plain->discard = true;
	plain->failed = false;
}

static void commands_help(struct plain *plain, const char *argument);

static const struct plain_command {
	const char *name, *argument, *help;
	enum plain_effect effect;
	void (*run)(struct plain *plain, const char *argument);
} commands[] = {
	{ "n", "", N_("next field (an empty line does the same)"), MOVES, next_field },
	{ "b", "", N_("back to the field before"), MOVES, back },
	{ "p", "", N_("next field that has something missing or wrong"), MOVES, next_problem },
	{ "g", "NUMBER", N_("go to an item by its number, or to a field by its id"), MOVES, go },
	{ "f", "WORDS", N_("find"), LOOKS, find },
	{ "l", "", N_("list the sections with what is left"), LOOKS, sections },
	{ "h", "", N_("help on this field"), LOOKS, help },
	{ "x", "", N_("clear the answer"), CHANGES, clear },
	{ "na", "REASON", N_("not applicable, with a reason"), CHANGES, not_applicable },
	{ "nd", "", N_("undisclosed"), CHANGES, undisclosed },
	{ "r", "NOTE", N_("mark as to be confirmed, or confirm"), BESIDE, review },
	{ "a", "NAME", N_("add a data center"), CHANGES, add },
	{ "u", "", N_("undo"), CHANGES, undo },
	{ "w", "", N_("save"), BESIDE, save },
	{ "q", "", N_("save and leave"), MOVES, quit },
	{ "q!", "", N_("leave the file as it was last saved"), MOVES, quit_discarding },
	{ "?", "", N_("list the commands"), LOOKS, commands_help },
};

static void commands_help(struct plain *plain, const char *argument)
{
	(void)plain;
	(void)argument;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		plain_say(":%s %s  %s\n", commands[i].name, commands[i].argument, _(commands[i].help));
	plain_say("%s\n", _("An answer of several lines ends with a line that holds only a full stop. A line that begins with two "
			     "colons is an answer that begins with one."));
}

/* The row of the command a line names, whatever the width and case of its letters, and its argument; NULL if there is none. */
static const struct plain_command *find_command(const char *line, const char **argument)
{
	size_t len = 0;
	while (line[len] && line[len] != ' ' && strncmp(line + len, "　", 3) != 0)
		len++;
	char *name = fold_ascii(line, len);
	const struct plain_command *found = NULL;
	for (char *at = name; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + ('a' - 'A') : *at);
	for (size_t i = 0; i < sizeof commands / sizeof *commands && !found; i++)
		if (strcmp(commands[i].name, name) == 0)
			found = &commands[i];
	free(name);
	*argument = line + len;
	while (**argument == ' ' || strncmp(*argument, "　", 3) == 0)
		*argument += **argument == ' ' ? 1 : 3;
	return found;
}

enum plain_effect plain_command_effect(const char *line)
{
	const char *argument;
	const struct plain_command *command = find_command(line, &argument);
	return command ? command->effect : LOOKS;
}

void plain_run_command(struct plain *plain, const char *line)
{
	const char *argument;
	const struct plain_command *command = find_command(line, &argument);
	session_say(plain->session, false, "%s", "");
	if (!command)
		plain_say("%s\n", _("There is no such command; :? lists them."));
	else if (command->effect == LOOKS || command->effect == MOVES || plain_may_change(plain))
		command->run(plain, argument);
}
