/* SPDX-License-Identifier: MIT */
/* help_screen.c — all there is to say about the focused field, and the keys. */
#include <config.h>

#include "screen/help_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "form/type.h"
#include "screen/action.h"
#include "screen/reader.h"
#include "text/wrap.h"

/* Of the list of keys: what stands before the titles. */
enum { KEYS_COLUMNS = 21 };

static const char *requirement_reason(const struct field *field)
{
	switch (field->requirement) {
	case REQUIREMENT_REQUIRED: return _("Required: the guideline asks every provider to state this.");
	case REQUIREMENT_LEVEL:
		return _(
			"Required, and a certain level must be considered: the guideline asks for a statement, and reviewers look at what it says.");
	case REQUIREMENT_OPTIONAL: return _("Optional: it may stay empty.");
	default: return _("The form does not say whether this must be answered.");
	}
}

static void put_condition(struct buf *text, const struct app *app, struct place place)
{
	const struct field *other = place.field->relevant.field;
	if (!other)
		return;
	struct place source = { other, other->section == place.field->section ? place.instance : 0 };
	char *now = draft_joined(session_draft(app->session), source);
	buf_printf(
		text,
		draft_relevant(session_draft(app->session), place)
			? _("It counts unless item %s (%s) excludes it; that now says: %s\n")
			: _("It does not count now, because item %s (%s) says: %s. Its answer is kept, and left out of what is published.\n"),
		other->item->number, other->item->name, now ? now : _("nothing yet"));
	free(now);
}

/* A title beside its keys: what does not fit in the row goes on below itself. */
static void put_title(struct buf *text, const struct app *app, const char *title)
{
	struct wrap wrap = { 0 };
	wrap_text(&wrap, title, strlen(title), app->columns > 40 ? app->columns - 4 - KEYS_COLUMNS : 20, app->canvas.ambiguous);
	for (size_t i = 0; i < wrap.count; i++)
		buf_printf(text, "%*s%.*s\n", i ? KEYS_COLUMNS : 0, "", (int)(wrap.rows[i].end - wrap.rows[i].start),
			   title + wrap.rows[i].start);
	wrap_clear(&wrap);
}

static void put_keys(struct buf *text, const struct app *app)
{
	size_t count;
	const struct action *actions = action_table(&count);
	buf_printf(text, "\n%s\n", _("Keys"));
	for (size_t i = 0; i < count; i++) {
		buf_printf(text, "  %-*s ", KEYS_COLUMNS - 3, keymap_keys(&app->keymap, &actions[i]));
		put_title(text, app, _(actions[i].title));
	}
	buf_printf(text, "\n%s\n",
		   _("Up and Down move inside an answer and, at its edge, to the field above or below. In fields with "
		     "options, Left, Right, Space and the digits choose; anything else that is typed becomes the text beside "
		     "them, from where Up goes back to the options. Shift with the arrow keys selects."));
}

void help_push(struct app *app)
{
	struct place place = app->session->focus;
	const struct field *field = place.field;
	struct buf text = { 0 }, title = { 0 };
	buf_printf(&title, "%s %s", field->item->number, field->item->name);
	buf_printf(&text, "%s\n%s\n\n%s\n", field->section->title, field->item->category ? field->item->category : "",
		   field->prompt);
	if (strcmp(field->prompt, field->original_prompt) != 0)
		buf_printf(&text, "%s\n", field->original_prompt);
	buf_printf(&text, "\n%s\n", requirement_reason(field));
	put_condition(&text, app, place);
	buf_printf(&text, _("Kind of answer: %s. Its id in files and commands: %s\n"), _(field->type->title), field->id);
	if (field->unit)
		buf_printf(&text, _("Unit of measurement: %s\n"), field->unit);
	if (field->limit)
		buf_printf(&text, _("At most %zu characters.\n"), field->limit);
	if (field->limit_group)
		buf_printf(&text, _("At most %zu characters together with the other fields of its item.\n"),
			   field->limit_group->limit);
	for (size_t i = 0; i < field->option_count; i++)
		buf_printf(&text, "  %zu %s%s\n", i + 1, field->options[i].label,
			   field->options[i].needs_detail ? _("  (with details)") : "");
	if (field->guidance)
		buf_printf(&text, "\n%s\n", field->guidance);
	if (field->example)
		buf_printf(&text, "\n%s\n%s\n", _("Example"), field->example);
	const struct finding *const *findings;
	size_t count = checker_at(app->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "\n! %s [%s]\n", findings[i]->text, findings[i]->code);
	put_keys(&text, app);
	reader_push(app, buf_take(&title), buf_take(&text));
}
