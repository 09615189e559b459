/* SPDX-License-Identifier: MIT */
/* plain_tell.c — what is heard: a field as it is asked, its findings, the counts. */
#include <config.h>

#include "cli/plain_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/gettext.h"
#include "edit/outline.h"
#include "form/type.h"
#include "text/showable.h"

void plain_say(const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	char *shown = showable(buf_text(&text), text.len, true);
	fputs(shown, stdout);
	free(shown);
	buf_clear(&text);
}

static void say_busy(const struct store_holder *holder)
{
	char since[64] = "?";
	struct tm when;
	if (holder->since && localtime_r(&holder->since, &when))
		strftime(since, sizeof since, "%Y-%m-%d %H:%M", &when);
	plain_say("%s\n", _("Someone else has this draft open, so it can only be read here."));
	plain_say(_("User %s on host %s, process %ld, since %s."), holder->user ? holder->user : "?", holder->host ? holder->host : "?",
		  holder->pid, since);
	plain_say("\n%s\n", _("If that session's connection is gone, `kaijisho edit --plain --take-over` takes the draft over."));
}

/* What a journal brought back, field by field. */
static void say_restored(const struct draft *draft, const struct store_recovery *recovery)
{
	if (recovery->count)
		plain_say(_("%zu fields answered before the last session broke off are back.\n"), recovery->count);
	if (recovery->instances)
		plain_say("%s\n", _("Data centers that were added, moved or deleted then are so again."));
	plain_say("%s\n", _("This is unsaved as yet; :w saves it. Undo does not reach behind it."));
	if (recovery->merged)
		plain_say("%s\n", _("The file had been changed since by someone else; both were merged by field."));
	if (recovery->conflicts)
		plain_say(_("%zu fields were changed on both sides; both texts are kept, and :p goes to them.\n"), recovery->conflicts);
	for (size_t i = 0; i < recovery->count; i++) {
		struct place place = recovery->places[i];
		char *answer = draft_joined(draft, place);
		plain_say("%s %s: %s\n", place.field->item->number, place.field->item->name, answer ? answer : _("(not answered)"));
		free(answer);
	}
}

void plain_say_opening(const struct plain *plain)
{
	const struct store *store = plain->session->store;
	const struct store_recovery *recovery = store_recovery(store);
	const struct err *refusal = store_refusal(store);
	const char *edition = store_source(store)->edition;
	if (store_is_outdated(store))
		plain_say(_("The draft is of edition %s, the form %s is edition %s.\n"), edition ? edition : "-", store_form(store)->id,
			  store_form(store)->edition);
	if (store_busy(store)) {
		say_busy(store_busy(store));
	} else if (refusal) {
		plain_say(_("Read only: %s"), refusal->text);
		plain_say("\n");
	} else if (!store_writable(store)) {
		plain_say("%s\n", _("This draft is open for reading only."));
	} else if (recovery->count || recovery->instances) {
		say_restored(session_draft(plain->session), recovery);
	}
	if (recovery->unusable)
		plain_say(_("%zu records were damaged and could not be used.\n"), recovery->unusable);
}

void plain_say_progress(const struct plain *plain)
{
	const struct tally *tally = checker_tally(plain->session->checker);
	plain_say(_("Required %zu/%zu, findings %zu.\n"), tally->required.answered, tally->required.total,
		   tally->errors - tally->missing + tally->warnings);
}

void plain_say_message(const struct plain *plain)
{
	if (plain->session->message && *plain->session->message)
		plain_say("%s\n", plain->session->message);
}

void plain_say_field(const struct plain *plain)
{
	const struct session *session = plain->session;
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	const struct field *field = place.field;
	struct outline_entry entry = { field->section, place.instance };
	char *title = outline_title(draft, &entry, false), *answer = draft_joined(draft, place);
	const char *mark = requirement_mark(field->requirement), *review = draft_part(draft, place, PART_REVIEW);
	plain_say("\n%s\n%s %s. %s%s%s", title, field->item->number, field->item->name, mark, *mark ? ", " : "", _(field->type->title));
	if (field->unit)
		plain_say(_(", unit: %s"), field->unit);
	if (field->limit)
		plain_say(_(", up to %zu characters"), field->limit);
	plain_say("\n%s\n", field->prompt);
	if (!checker_relevant(session->checker, place))
		plain_say("%s\n", _("Not asked now, because of another answer."));
	for (size_t i = 0; i < field->option_count; i++)
		plain_say("  %zu %s\n", i + 1, field->options[i].label);
	if (answer)
		plain_say(_("Now: %s\n"), answer);
	if (review)
		plain_say(_("To confirm: %s\n"), *review ? review : _("look it over"));
	free(title);
	free(answer);
}

void plain_say_answer(const struct plain *plain, struct place place)
{
	char *now = draft_joined(session_draft(plain->session), place);
	plain_say(_("%s is now: %s. "), place.field->item->name, now ? now : _("nothing"));
	free(now);
	plain_say_progress(plain);
}

void plain_say_findings(const struct plain *plain, struct place place)
{
	const struct finding *const *findings;
	size_t count = checker_at(plain->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++)
		if (strcmp(findings[i]->code, "missing") != 0)
			plain_say("! %s\n", findings[i]->text);
}
