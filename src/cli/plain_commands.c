/* SPDX-License-Identifier: MIT */
/* plain_commands.c — the table of commands: a line that begins with a colon. */
#include <config.h>

#include "cli/plain_commands.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "text/fold.h"

static void save(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_save(plain);
}

static void save_anyway(struct plain *plain, const char *argument)
{
	store_allow_links(plain->session->store);
	save(plain, argument);
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
	plain_command_run *run;
} commands[] = {
	{ "n", NULL, N_("next field (an empty line does the same)"), MOVES, plain_next },
	{ "b", NULL, N_("back to the field before"), MOVES, plain_back },
	{ "p", NULL, N_("next field that has something missing or wrong"), MOVES, plain_next_problem },
	{ "bp", NULL, N_("back to the last one before"), MOVES, plain_previous_problem },
	{ "g", N_("NUMBER"), N_("go to an item by its number, or to a field by its id"), MOVES, plain_go },
	{ "f", N_("WORDS"), N_("find"), LOOKS, plain_find },
	{ "l", NULL, N_("list the sections with what is left"), LOOKS, plain_sections },
	{ "h", NULL, N_("help on this field"), LOOKS, plain_help },
	{ "e", NULL, N_("how this field is answered elsewhere"), LOOKS, plain_elsewhere },
	{ "et", N_("NUMBER"), N_("take one of these answers, to be confirmed"), CHANGES, plain_take_elsewhere },
	{ "x", NULL, N_("clear the answer"), CHANGES, plain_clear },
	{ "na", N_("REASON"), N_("not applicable, with a reason"), CHANGES, plain_not_applicable },
	{ "nd", NULL, N_("undisclosed"), CHANGES, plain_undisclosed },
	{ "r", N_("NOTE"), N_("mark as to be confirmed, or confirm"), BESIDE, plain_review },
	{ "m", N_("NOTE"), N_("a note, not published"), BESIDE, plain_note },
	{ "t", N_("NAME"), N_("who answers this"), BESIDE, plain_assignee },
	{ "d", N_("DATE"), N_("by when it is answered"), BESIDE, plain_due },
	{ "ours", NULL, N_("of two texts, keep ours"), CHANGES, plain_ours },
	{ "theirs", NULL, N_("of two texts, take theirs"), CHANGES, plain_theirs },
	{ "both", NULL, N_("keep both texts, one after the other"), CHANGES, plain_both },
	{ "a", N_("NAME"), N_("add a data center"), CHANGES, plain_add },
	{ "ar", N_("NAME"), N_("rename the data center one is in"), CHANGES, plain_rename },
	{ "ac", N_("NAME"), N_("copy it to a new one"), CHANGES, plain_copy },
	{ "am", N_("NUMBER"), N_("move it to another place in the order"), CHANGES, plain_move },
	{ "ad", NULL, N_("delete it"), CHANGES, plain_delete },
	{ "u", NULL, N_("undo"), CHANGES, plain_undo },
	{ "y", NULL, N_("redo"), CHANGES, plain_redo },
	{ "w", NULL, N_("save"), BESIDE, save },
	{ "w!", NULL, N_("save, also if the file's other names keep the old text"), BESIDE, save_anyway },
	{ "q", NULL, N_("save and leave"), MOVES, quit },
	{ "q!", NULL, N_("leave the file as it was last saved"), MOVES, quit_discarding },
	{ "?", NULL, N_("list the commands"), LOOKS, commands_help },
};

static void commands_help(struct plain *plain, const char *argument)
{
	(void)plain;
	(void)argument;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		plain_say(commands[i].argument ? ":%s %s: %s\n" : ":%s%s: %s\n", commands[i].name,
			  commands[i].argument ? _(commands[i].argument) : "", _(commands[i].help));
	plain_say("%s\n",
		  _("An answer of several lines ends with a line that holds only a full stop; two full stops are a line with "
		    "one. A line that begins with two colons begins with one. Full-width characters do as well."));
}

/* Bytes of the blanks a text begins with. */
static size_t blanks(const char *text)
{
	size_t len = 0;
	while (text[len] == ' ' || strncmp(text + len, "　", 3) == 0)
		len += text[len] == ' ' ? 1 : 3;
	return len;
}

/* The row of the command a line names, whatever the width and case of its letters, and its argument; NULL if none. */
static const struct plain_command *find_command(const char *line, const char **argument)
{
	size_t len = 0;
	line += blanks(line);
	while (line[len] && !blanks(line + len))
		len++;
	char *name = fold_ascii(line, len);
	const struct plain_command *found = NULL;
	for (char *at = name; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + ('a' - 'A') : *at);
	for (size_t i = 0; i < sizeof commands / sizeof *commands && !found; i++)
		if (strcmp(commands[i].name, name) == 0)
			found = &commands[i];
	free(name);
	*argument = line + len + blanks(line + len);
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
