/* SPDX-License-Identifier: MIT */
/* field_notes.c — gathers the texts, and wraps those that are new. */
#include <config.h>

#include "screen/field_notes.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "form/type.h"
#include "text/width.h"
#include "tui/text_view.h"

/* `owned` is the text or NULL: the form's and translations stay. */
static void add(struct field_notes *notes, enum style style, const char *text, char *owned)
{
	if (notes->count == FIELD_MOST_NOTES)
		free(owned);
	else
		notes->items[notes->count++] = (struct note){ .text = text, .owned = owned, .style = style };
}

__attribute__((format(printf, 3, 4))) static void add_printf(struct field_notes *notes, enum style style, const char *format,
							     ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	char *owned = buf_take(&text);
	add(notes, style, owned, owned);
}

static void gather_findings(const struct app *app, struct place place, struct field_notes *notes)
{
	const struct finding *const *findings;
	size_t count = checker_at(app->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++) {
		/* What is missing is said by the state; a sentence for each empty field would shout. */
		if (strcmp(findings[i]->code, "missing") == 0 || strcmp(findings[i]->code, "review") == 0)
			continue;
		add_printf(notes, findings[i]->severity == SEVERITY_ERROR ? STYLE_ERROR : STYLE_WARNING, "! %s%s",
			   findings[i]->text, findings[i]->fix ? _("  (Alt-c mends it)") : "");
	}
}

static void gather(struct field_notes *notes, const struct app *app)
{
	const struct session *session = app->session;
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	const struct field *field = place.field;
	const char *review = draft_part(draft, place, PART_REVIEW), *reason = draft_part(draft, place, PART_REASON);
	const char *answer = draft_part(draft, place, PART_ANSWER), *theirs = draft_part(draft, place, PART_THEIRS);
	enum status status = draft_status(draft, place);
	add(notes, STYLE_BOLD, field->prompt, NULL);
	if (!draft_relevant(draft, place))
		add_printf(notes, STYLE_PLAIN,
			   _("Not asked, because of item %s %s. The answer is kept and left out of what is published."),
			   field->relevant.field->item->number, field->relevant.field->item->name);
	else if (!checker_relevant(session->checker, place))
		add(notes, STYLE_PLAIN, _("Not asked: the number of data centers stated is 0."), NULL);
	if (theirs)
		add_printf(notes, STYLE_ERROR, _("The other text of a merge (Ctrl-K chooses): %s"), *theirs ? theirs : "-");
	if (status == STATUS_NOT_APPLICABLE)
		add_printf(notes, STYLE_BOLD, _("Not applicable: %s"), reason ? reason : _("(no reason given)"));
	if (status == STATUS_UNDISCLOSED)
		add(notes, STYLE_BOLD, _("Undisclosed"), NULL);
	if (review)
		add_printf(notes, STYLE_WARNING, _("To confirm: %s (Ctrl-R confirms)"), *review ? review : _("look it over"));
	if (answer && *answer && field->type->read && status == STATUS_ANSWERED) {
		struct value value = { 0 };
		type_read(field, answer, &value);
		if (value.echo[0])
			add_printf(notes, STYLE_GOOD, "= %s", value.echo);
	}
	gather_findings(app, place, notes);
	const char *assignee = draft_part(draft, place, PART_ASSIGNEE), *due = draft_part(draft, place, PART_DUE);
	long day = assigned_due(draft, place);
	bool late = day && day < checker_today(session->checker) && assigned_left(session->checker, draft, place);
	if (assignee)
		add_printf(notes, STYLE_PLAIN, _("Assigned to: %s"), assignee);
	if (due)
		add_printf(notes, late ? STYLE_WARNING : STYLE_PLAIN, late ? _("Due: %s (past)") : _("Due: %s"), due);
	if (draft_part(draft, place, PART_NOTE))
		add_printf(notes, STYLE_PLAIN, _("Note: %s"), draft_part(draft, place, PART_NOTE));
	if (field->guidance)
		add(notes, STYLE_PLAIN, field->guidance, NULL);
	if (field->example)
		add_printf(notes, STYLE_DIM, _("Example: %s"), field->example);
}

/* Takes over how the same text is wrapped already. */
static void wrap(struct note *note, struct field_notes *before, int columns, int ambiguous)
{
	for (int i = 0; i < before->count && before->columns == columns && before->ambiguous == ambiguous; i++)
		if (before->items[i].wrap.count && strcmp(before->items[i].text, note->text) == 0) {
			note->wrap = before->items[i].wrap;
			before->items[i].wrap = (struct wrap){ 0 };
			return;
		}
	wrap_text(&note->wrap, note->text, strlen(note->text), columns, ambiguous);
}

void field_notes_gather(struct field_notes *notes, const struct app *app, int columns)
{
	struct field_notes before = *notes;
	*notes = (struct field_notes){ .columns = columns, .ambiguous = app->canvas.ambiguous };
	gather(notes, app);
	for (int i = 0; i < notes->count; i++)
		wrap(&notes->items[i], &before, columns, notes->ambiguous);
	field_notes_clear(&before);
}

int note_draw(const struct note *note, struct canvas *canvas, int row, int column, int columns, int rows)
{
	size_t len = strlen(note->text);
	struct text_view view = { .text = note->text, .len = len, .wrap = &note->wrap, .limit_at = len, .style = note->style };
	text_view_draw(&view, canvas, row, column, columns, rows);
	/* What has no room is said to go on. */
	if (rows > 0 && note->wrap.count > (size_t)rows) {
		const struct wrap_row *last = &note->wrap.rows[rows - 1];
		int width = width_text(note->text + last->start, last->end - last->start, canvas->ambiguous);
		canvas_string(canvas, row + rows - 1, column + (width < columns - 2 ? width : columns - 2), 2, note->style,
			      "..");
	}
	return (int)note->wrap.count < rows ? (int)note->wrap.count : rows;
}

void field_notes_clear(struct field_notes *notes)
{
	for (int i = 0; i < notes->count; i++) {
		free(notes->items[i].owned);
		wrap_clear(&notes->items[i].wrap);
	}
	*notes = (struct field_notes){ 0 };
}
