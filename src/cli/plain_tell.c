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
	plain_say(_("User %s on host %s, process %ld, since %s."), holder->user ? holder->user : "?",
		  holder->host ? holder->host : "?", holder->pid, since);
	plain_say("\n%s\n",
		  _("If that session's connection is gone, `kaijisho edit --plain --take-over` takes the draft over."));
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
		plain_say(_("%zu fields were changed on both sides; neither is lost, and :p goes to them.\n"),
			  recovery->conflicts);
	for (size_t i = 0; i < recovery->count; i++) {
		struct place place = recovery->places[i];
		char *answer = draft_joined(draft, place), *title = plain_title(place.field);
		plain_say("%s %s: %s\n", place.field->item->number, title, answer ? answer : _("(not answered)"));
		free(title);
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
		plain_say(_("The draft is of edition %s, the form %s is edition %s.\n"), edition ? edition : "-",
			  store_form(store)->id, store_form(store)->edition);
	if (store_busy(store) && store_busy(store)->user && !store_busy(store)->host) {
		/* Of a journal we may not read only the owner is known. */
		plain_say("%s\n", refusal->text);
	} else if (store_busy(store)) {
		say_busy(store_busy(store));
	} else if (refusal) {
		plain_say(_("Read only: %s"), refusal->text);
		plain_say("\n");
	} else if (!store_writable(store)) {
		plain_say("%s\n", _("This draft is open for reading only."));
	} else if (recovery->count || recovery->instances) {
		say_restored(session_draft(plain->session), recovery);
	}
	if (recovery->kept_as)
		plain_say(
			_("The last session's journal is damaged, or not of this version. It is kept beside the draft as %s; records in it "
			  "that could not be used: %zu.\n"),
			recovery->kept_as, recovery->unusable);
	if (recovery->theirs_as)
		plain_say(
			_("What another program saved in the moment that session broke off is kept beside the draft as %s.\n"),
			recovery->theirs_as);
}

void plain_say_progress(const struct plain *plain)
{
	const struct tally *tally = checker_tally(plain->session->checker);
	/* A form without 必須 marks asks for everything it asks. */
	bool required = tally->required.total > 0;
	const struct count *count = required ? &tally->required : &tally->optional;
	/* What is missing is counted already; the findings are what is wrong. */
	size_t wrong = tally->errors - tally->missing + tally->warnings;
	if (tally->review)
		plain_say(required ? _("Required %zu/%zu, findings %zu, to confirm %zu.\n")
				   : _("Answered %zu/%zu, findings %zu, to confirm %zu.\n"),
			  count->answered, count->total, wrong, tally->review);
	else
		plain_say(required ? _("Required %zu/%zu, findings %zu.\n") : _("Answered %zu/%zu, findings %zu.\n"),
			  count->answered, count->total, wrong);
}

void plain_say_message(const struct plain *plain)
{
	if (plain->session->message && *plain->session->message)
		plain_say("%s\n", plain->session->message);
}

char *plain_title(const struct field *field)
{
	struct buf title = { 0 };
	if (field->item->field_count > 1)
		/* TRANSLATORS: an item's name, and which of its fields */
		buf_printf(&title, _("%s, %s"), field->item->name, field->prompt);
	else
		buf_puts(&title, field->item->name);
	return buf_take(&title);
}

/* Where a sentence ends already, no full stop is put behind it. */
static bool ends_sentence(const char *text)
{
	static const char *const ends[] = { ".", "!", "?", "。", "．", "！", "？", "｡" };
	size_t len = strlen(text);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t size = strlen(ends[i]);
		if (len >= size && memcmp(text + len - size, ends[i], size) == 0)
			return true;
	}
	return false;
}

void plain_say_answer(const struct plain *plain, struct place place)
{
	char *now = draft_joined(session_draft(plain->session), place), *title = plain_title(place.field);
	if (!now)
		plain_say(_("The answer to %s was cleared. "), title);
	else if (strchr(now, '\n'))
		plain_say(_("%s is now:\n%s\n"), title, now);
	else
		plain_say(ends_sentence(now) ? _("%s is now: %s ") : _("%s is now: %s. "), title, now);
	free(title);
	free(now);
	plain_say_progress(plain);
}

bool plain_say_part(const struct plain *plain, struct place place, enum part part)
{
	const char *text = draft_part(session_draft(plain->session), place, part);
	if (!text)
		return false;
	if (part == PART_REVIEW)
		plain_say(_("To confirm: %s\n"), *text ? text : _("look it over"));
	else
		plain_say(part == PART_NOTE ? _("Note: %s") : part == PART_DUE ? _("Due: %s") : _("Assigned to: %s"), text);
	if (part != PART_REVIEW)
		plain_say("\n");
	return true;
}

/* What it says; of two texts both, and how to settle it. */
static void say_texts(const struct draft *draft, struct place place)
{
	char *answer = draft_joined(draft, place);
	const char *theirs = draft_part(draft, place, PART_THEIRS);
	const char *format = answer && strchr(answer, '\n') ? _("Now:\n%s\n") : _("Now: %s\n");
	if (theirs) {
		plain_say("%s\n", _("Two people changed this answer differently: keep one of the two."));
		plain_say(_("Ours: %s\n"), answer ? answer : _("(not answered)"));
		plain_say(_("Theirs: %s\n"), *theirs ? theirs : _("(not answered)"));
		plain_say("%s\n", _(":ours keeps ours, :theirs takes theirs, :both keeps one behind the other."));
	} else if (answer) {
		plain_say(format, answer);
	}
	free(answer);
}

void plain_say_field(const struct plain *plain)
{
	static const enum part parts[] = { PART_REVIEW, PART_ASSIGNEE, PART_DUE, PART_NOTE };
	const struct session *session = plain->session;
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	const struct field *field = place.field;
	struct outline_entry entry = { field->section, place.instance };
	char *title = outline_title(draft, &entry, false);
	const char *mark = requirement_mark(field->requirement);
	plain_say("\n%s\n", title);
	if (*mark)
		/* TRANSLATORS: an item's number and name; the mark of its requirement; what kind of answer it asks for */
		plain_say(_("%s %s. %s, %s"), field->item->number, field->item->name, mark, _(field->type->title));
	else
		plain_say(_("%s %s. %s"), field->item->number, field->item->name, _(field->type->title));
	free(title);
	if (field->unit)
		plain_say(_(", unit: %s"), field->unit);
	if (field->limit)
		plain_say(_(", up to %zu characters"), field->limit);
	plain_say("\n%s\n", field->prompt);
	if (!checker_relevant(session->checker, place))
		plain_say("%s\n", _("Not asked now, because of another answer."));
	for (size_t i = 0; i < field->option_count; i++)
		plain_say("  %zu %s\n", i + 1, field->options[i].label);
	say_texts(draft, place);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		plain_say_part(plain, place, parts[i]);
}

/* Review marks and conflicts are told with the field. */
static void say_findings(const struct plain *plain, struct place place, bool missing)
{
	const struct finding *const *findings;
	size_t count = checker_at(plain->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++)
		if (findings[i]->severity != SEVERITY_REVIEW && strcmp(findings[i]->code, "conflict") != 0 &&
		    (missing || strcmp(findings[i]->code, "missing") != 0))
			plain_say("! %s\n", findings[i]->text);
}

void plain_say_findings(const struct plain *plain, struct place place)
{
	say_findings(plain, place, false);
}

void plain_say_problems(const struct plain *plain, struct place place)
{
	say_findings(plain, place, true);
}
