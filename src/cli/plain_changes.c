/* SPDX-License-Identifier: MIT */
/* plain_changes.c — commands that change the draft; each tells what it did only when that is kept. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "cli/plain_commands.h"
#include "text/fold.h"

void plain_clear(struct plain *plain, const char *argument)
{
	(void)argument;
	plain_answer(plain, "");
}

static void set_status(struct plain *plain, enum status status, const char *reason, const char *sentence)
{
	struct place place = plain->session->focus;
	session_set_status(plain->session, status, reason);
	if (!plain_kept(plain))
		return;
	plain_say("%s", sentence);
	plain_say_progress(plain);
	plain_say_findings(plain, place);
}

void plain_not_applicable(struct plain *plain, const char *argument)
{
	char *reason = mem_string(draft_part(session_draft(plain->session), plain->session->focus, PART_REASON));
	/* Without a new reason the one there is stays. */
	set_status(plain, STATUS_NOT_APPLICABLE, *argument ? argument : reason, _("Marked as not applicable. "));
	free(reason);
}

void plain_undisclosed(struct plain *plain, const char *argument)
{
	(void)argument;
	set_status(plain, STATUS_UNDISCLOSED, NULL, _("Marked as undisclosed. "));
}

void plain_review(struct plain *plain, const char *argument)
{
	if (*argument)
		session_set_part(plain->session, plain->session->focus, PART_REVIEW, argument);
	else
		session_toggle_review(plain->session);
	if (!plain_kept(plain))
		return;
	if (*argument)
		plain_say("%s\n", _("Marked to be confirmed."));
	else
		plain_say_message(plain);
}

/* A part beside the answer: told without an argument, taken away by a hyphen. */
static void set_part(struct plain *plain, enum part part, const char *argument)
{
	struct place place = plain->session->focus;
	char *folded = fold_ascii(argument, strlen(argument));
	bool away = strcmp(folded, "-") == 0;
	free(folded);
	if (!*argument) {
		if (!plain_say_part(plain, place, part))
			plain_say("%s\n", _("Nothing is set."));
		plain_say("%s\n", _("A hyphen behind the command takes it away."));
		return;
	}
	session_set_part(plain->session, place, part, away ? NULL : argument);
	if (!plain_kept(plain))
		return;
	if (away)
		plain_say("%s\n", _("Taken away."));
	else
		plain_say_part(plain, place, part);
	const char *trouble = part == PART_DUE ? assigned_due_trouble(session_draft(plain->session), place) : NULL;
	if (trouble)
		plain_say("%s\n", trouble);
}

void plain_note(struct plain *plain, const char *argument)
{
	set_part(plain, PART_NOTE, argument);
}

void plain_assignee(struct plain *plain, const char *argument)
{
	set_part(plain, PART_ASSIGNEE, argument);
}

void plain_due(struct plain *plain, const char *argument)
{
	set_part(plain, PART_DUE, argument);
}

static void resolve(struct plain *plain, enum side side)
{
	struct place place = plain->session->focus;
	if (!draft_part(session_draft(plain->session), place, PART_THEIRS)) {
		plain_say("%s\n", _("There is only one text here: nothing to settle."));
		return;
	}
	session_resolve(plain->session, side);
	if (!plain_kept(plain))
		return;
	plain_say_message(plain);
	plain_say_answer(plain, place);
	plain_say_findings(plain, place);
}

void plain_ours(struct plain *plain, const char *argument)
{
	(void)argument;
	resolve(plain, SIDE_OURS);
}

void plain_theirs(struct plain *plain, const char *argument)
{
	(void)argument;
	resolve(plain, SIDE_THEIRS);
}

void plain_both(struct plain *plain, const char *argument)
{
	(void)argument;
	resolve(plain, SIDE_BOTH);
}

void plain_undo(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->ask = session_undo(plain->session);
	if (plain_kept(plain))
		plain_say_message(plain);
}

void plain_redo(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->ask = session_redo(plain->session);
	if (plain_kept(plain))
		plain_say_message(plain);
}

/* Data centers */

static const struct section *repeated_section(const struct plain *plain)
{
	const struct form *form = store_form(plain->session->store);
	if (plain->session->focus.field->section->repeated)
		return plain->session->focus.field->section;
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].repeated)
			return &form->sections[i];
	plain_say("%s\n", _("This form has no section that is repeated."));
	return NULL;
}

/* That of the data center one is in; NULL, with a sentence, elsewhere. */
static const struct section *section_here(const struct plain *plain)
{
	const struct section *section = repeated_section(plain);
	if (!section || section == plain->session->focus.field->section)
		return section;
	plain_say(_("Go to the data center first, as with :g %s.1.\n"), section->id);
	return NULL;
}

static void say_added(const struct plain *plain, const struct section *section)
{
	size_t count = draft_instances(session_draft(plain->session), section);
	plain_say(_("There are %1$zu now. :g %2$s.%1$zu goes to the new one.\n"), count, section->id);
}

void plain_add(struct plain *plain, const char *argument)
{
	const struct section *section = repeated_section(plain);
	if (!section)
		return;
	session_instance_add(plain->session, section, argument);
	if (plain_kept(plain))
		say_added(plain, section);
}

void plain_rename(struct plain *plain, const char *argument)
{
	const struct section *section = section_here(plain);
	size_t instance = plain->session->focus.instance;
	if (!section)
		return;
	if (!*argument) {
		plain_say("%s\n", _("Say the new name behind the command."));
		return;
	}
	session_instance_rename(plain->session, section, instance, argument);
	if (plain_kept(plain) && section->repeat_name)
		plain_say_answer(plain, (struct place){ section->repeat_name, instance });
}

void plain_copy(struct plain *plain, const char *argument)
{
	const struct section *section = section_here(plain);
	if (!section)
		return;
	session_instance_duplicate(plain->session, section, plain->session->focus.instance, argument);
	if (!plain_kept(plain))
		return;
	plain_say("%s\n", _("Copied; each answer of the copy is to be confirmed."));
	say_added(plain, section);
}

void plain_move(struct plain *plain, const char *argument)
{
	const struct section *section = section_here(plain);
	if (!section)
		return;
	struct place place = plain->session->focus;
	size_t count = draft_instances(session_draft(plain->session), section);
	char *folded = fold_ascii(argument, strlen(argument)), *end;
	unsigned long number = strtoul(folded, &end, 10);
	bool fits = *folded >= '1' && *folded <= '9' && !*end && number <= count && number - 1 != place.instance;
	free(folded);
	if (!fits) {
		plain_say(_("Say to which place: there are %zu, and this is number %zu.\n"), count, place.instance + 1);
		return;
	}
	session_instance_move(plain->session, section, place.instance, number - 1);
	if (!plain_kept(plain))
		return;
	session_focus(plain->session, (struct place){ place.field, number - 1 });
	plain_say(_("This is number %lu now.\n"), number);
}

void plain_delete(struct plain *plain, const char *argument)
{
	const struct section *section = section_here(plain);
	(void)argument;
	if (!section)
		return;
	bool only = draft_instances(session_draft(plain->session), section) == 1;
	session_instance_remove(plain->session, section, plain->session->focus.instance);
	plain->ask = true;
	if (plain_kept(plain))
		plain_say("%s\n", only ? _("It is the only one and stays; its answers are taken away. :u brings them back.")
				       : _("Deleted. :u brings it back."));
}
