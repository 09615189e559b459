/* SPDX-License-Identifier: MIT */
/* plain_tell.c — what is heard: a field as it is asked, its findings, the counts. */
#include <config.h>

#include "cli/plain_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* What is wrong with the field, after an answer. */
void plain_say_findings(const struct plain *plain, struct place place)
{
	const struct finding *const *findings;
	size_t count = checker_at(plain->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++)
		if (strcmp(findings[i]->code, "missing") != 0)
			plain_say("! %s\n", findings[i]->text);
}
