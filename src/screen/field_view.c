/* SPDX-License-Identifier: MIT */
/* field_view.c — head, prompt, options, text, notes. */
#include <config.h>

#include "screen/field_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "form/type.h"
#include "screen/field_line.h"
#include "text/count.h"
#include "text/width.h"
#include "text/wrap.h"
#include "tui/text_view.h"

enum { INDENT = 5, LEAST_PARAGRAPH = 3, MOST_PROMPT = 3 };

int field_text_columns(int columns)
{
	return columns - INDENT - 3;
}

/* Columns the options take in one row, or 0 when each needs its own row. */
static int options_width(const struct field *field, int ambiguous)
{
	int width = 0;
	for (size_t i = 0; i < field->option_count; i++)
		width += width_text(field->options[i].label, strlen(field->options[i].label), ambiguous) + 6;
	return width;
}

static int option_rows(const struct app *app, int columns)
{
	const struct field *field = app->session->focus.field;
	if (!field->option_count)
		return 0;
	return options_width(field, app->canvas.ambiguous) <= columns - INDENT ? 1 : (int)field->option_count;
}

/* The option the cursor stands at. */
static int focused_option(const struct session *session)
{
	if (session->focus.field->type->entry == ENTRY_OPTIONS)
		return (int)session->option;
	int chosen = session_chosen(session);
	return chosen > 0 ? chosen : 0;
}

struct field_layout field_layout(const struct app *app, int columns, int rows, size_t text_top, struct field_notes *notes)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	struct field_layout layout = { .head = 1 };
	field_notes_gather(notes, app, columns - INDENT - 2);
	layout.prompt = (int)notes->items[0].wrap.count;
	if (layout.prompt > MOST_PROMPT)
		layout.prompt = MOST_PROMPT;
	layout.options = option_rows(app, columns);
	/* However small the window, a row of the text stays, and as many options as can be. */
	int room = rows - layout.head - 1, text = session_has_text(session);
	layout.options_top = 0;
	if (layout.options > room - text) {
		int shown = room - text > 1 ? room - text : 1, at = focused_option(session);
		layout.options_top = at >= shown ? at - shown + 1 : 0;
		layout.options = shown;
	}
	room -= layout.options;
	int wanted = text ? (int)session->wrap.count : 0;
	if (text && field->type->entry == ENTRY_LINES && wanted < LEAST_PARAGRAPH)
		wanted = LEAST_PARAGRAPH;
	/* What one writes comes before all of what is asked. */
	int least = wanted < LEAST_PARAGRAPH ? wanted : LEAST_PARAGRAPH;
	if (layout.prompt > room - least)
		layout.prompt = room - least > 1 ? room - least : room > 1 ? 1 : 0;
	room -= layout.prompt;
	if (text) {
		int spare = room > 8 ? 4 : room > 4 ? 1 : 0;
		layout.text = wanted < room - spare ? wanted : room - spare;
		if (layout.text < 1)
			layout.text = 1;
		layout.text_top = text_view_top(text_top, &session->wrap, &session->caret, (size_t)layout.text);
	}
	room -= layout.text;
	for (int i = 1; i < notes->count; i++)
		layout.notes += (int)notes->items[i].wrap.count;
	if (layout.notes > room)
		layout.notes = room > 0 ? room : 0;
	layout.height = layout.head + layout.prompt + layout.options + layout.text + layout.notes + 1;
	return layout;
}

/* `43/100字`; of a shared limit this field's share too; without a limit how many there are. */
static enum style put_count(const struct app *app, struct buf *out)
{
	const struct session *session = app->session;
	const struct draft *draft = session_draft(session);
	size_t limit, length = checker_length(session->checker, session->focus, &limit);
	if (!limit || session->focus.field->limit_group) {
		char *joined = draft_joined(draft, session->focus);
		size_t own = joined ? count_characters(joined, strlen(joined), draft_form(draft)->count_unit) : 0;
		free(joined);
		buf_printf(out, limit ? _("here %zu  together ") : _("%zu chars"), own);
	}
	if (!limit)
		return STYLE_PLAIN;
	buf_printf(out, _("%zu/%zu chars"), length, limit);
	if (length > limit)
		buf_printf(out, _("  %zu over"), length - limit);
	if (length == limit)
		buf_puts(out, _("  full"));
	/* Nine tenths are the time to look up. */
	return length > limit ? STYLE_ERROR : length * 10 >= limit * 9 ? STYLE_WARNING : STYLE_PLAIN;
}

static void draw_head(const struct app *app, struct canvas *canvas, int row, int column, int columns)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	struct buf state = { 0 };
	size_t limit;
	checker_length(session->checker, session->focus, &limit);
	enum style style = field_state(app, session->focus, &state);
	if (limit || (style == STYLE_DIM && !field->option_count && checker_relevant(session->checker, session->focus))) {
		buf_reset(&state);
		style = put_count(app, &state);
	}
	int width = width_text(buf_text(&state), state.len, canvas->ambiguous), at = column + 1 + field_name_at(canvas);
	int room = column + columns - 3 - width - at;
	canvas_printf(canvas, row, column + 1, FIELD_NUMBER_COLUMNS, STYLE_PLAIN, "%*s", FIELD_NUMBER_COLUMNS - 1,
		      field->item->number);
	canvas_string(canvas, row, column + 1 + FIELD_NUMBER_COLUMNS, field_mark_columns(canvas),
		      requirement_is_required(field->requirement) ? STYLE_PLAIN : STYLE_DIM,
		      requirement_mark(field->requirement));
	int used = canvas_string(canvas, row, at, room, STYLE_PLAIN, field->item->name) + 2;
	/* The type is said where it is news: options are seen, and plain words go without saying. */
	if (field->unit)
		canvas_printf(canvas, row, at + used, room - used, STYLE_DIM, _("%s, unit: %s"), _(field->type->title),
			      field->unit);
	else if (!field->option_count && !field->type->unsaid)
		canvas_string(canvas, row, at + used, room - used, STYLE_DIM, _(field->type->title));
	canvas_string(canvas, row, column + columns - 1 - width, width, style, buf_text(&state));
	buf_clear(&state);
}

static void draw_options(const struct app *app, const struct field_layout *layout, struct canvas *canvas, int row, int column,
			 int columns)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	bool several = field->type->entry == ENTRY_OPTIONS, one_row = option_rows(app, columns) == 1;
	int first = column + INDENT, focused = focused_option(session);
	for (int i = 0, at = first; i < (int)field->option_count; i++) {
		int line = one_row ? row : row + i - layout->options_top;
		if (!one_row && (i < layout->options_top || i >= layout->options_top + layout->options))
			continue;
		at = one_row ? at : first;
		if (i == focused && session->part == FOCUS_OPTION)
			canvas_cursor(canvas, line, at);
		bool stated = session_option_stated(session, (size_t)i);
		/* Without reverse video the marks still tell. */
		at += canvas_printf(canvas, line, at, column + columns - 1 - at, stated ? STYLE_REVERSE : STYLE_PLAIN,
				    "%s%d %s%s", several ? (stated ? "[x] " : "[ ] ") : (stated ? "*" : " "), i + 1,
				    field->options[i].label, stated ? " " : "") +
		      2;
	}
}

static void draw_text(const struct app *app, const struct field_layout *layout, struct canvas *canvas, int row, int column,
		      int columns)
{
	const struct session *session = app->session;
	const char *text = session_text(session);
	size_t len = strlen(text);
	enum status status = draft_status(session_draft(session), session->focus);
	/* Beside 該当なし or 非公開 a text is only kept. */
	bool kept = status == STATUS_NOT_APPLICABLE || status == STATUS_UNDISCLOSED;
	struct text_view view = { .text = text,
				  .len = len,
				  .wrap = &session->wrap,
				  .limit_at = checker_limit_at(session->checker, session->focus, session->text_part),
				  .top = layout->text_top,
				  .caret = session->part == FOCUS_TEXT ? &session->caret : NULL,
				  .style = kept ? STYLE_DIM : STYLE_PLAIN };
	/* A bar at the left is the box: of one byte, not nine, a row. */
	for (int i = 0; i < layout->text; i++)
		canvas_string(canvas, row + i, column + INDENT - 2, 1, STYLE_PLAIN, "|");
	text_view_draw(&view, canvas, row, column + INDENT, field_text_columns(columns), layout->text);
	size_t below = session->wrap.count - layout->text_top > (size_t)layout->text
			       ? session->wrap.count - layout->text_top - (size_t)layout->text
			       : 0;
	/* More above and below than shows. */
	if (layout->text_top)
		canvas_string(canvas, row, column + INDENT - 2, 1, STYLE_PLAIN, "^");
	if (below)
		canvas_string(canvas, row + layout->text - 1, column + INDENT - 2, 1, STYLE_PLAIN, "v");
}

/* The option at a place of the options' rows, or -1. */
static int option_at(const struct app *app, const struct field_layout *layout, int row, int column, int columns)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	int mark = field->type->entry == ENTRY_OPTIONS ? 4 : 1, at = INDENT;
	if (option_rows(app, columns) != 1)
		return layout->options_top + row < (int)field->option_count ? layout->options_top + row : -1;
	for (int i = 0; i < (int)field->option_count; i++) {
		const char *label = field->options[i].label;
		/* Mark, digit, blank, label, a blank behind one that is stated. */
		int width = mark + 2 + width_text(label, strlen(label), app->canvas.ambiguous) +
			    session_option_stated(session, (size_t)i);
		if (column >= at && column < at + width)
			return i;
		at += width + 2;
	}
	return -1;
}

void field_click(struct app *app, const struct field_layout *layout, int row, int column, int columns)
{
	struct session *session = app->session;
	const char *text = session_text(session);
	row -= layout->head + layout->prompt;
	if (row >= 0 && row < layout->options) {
		int option = option_at(app, layout, row, column, columns);
		session->part = FOCUS_OPTION;
		if (option >= 0)
			session_choose(session, (size_t)option);
		return;
	}
	row -= layout->options;
	size_t index = layout->text_top + (size_t)row;
	if (row < 0 || row >= layout->text || !session_has_text(session))
		return;
	session->part = FOCUS_TEXT;
	undo_break(session->undo);
	if (index >= session->wrap.count) {
		caret_set(&session->caret, strlen(text), text, strlen(text));
		return;
	}
	const struct wrap_row *there = &session->wrap.rows[index];
	size_t fit = column > INDENT ? width_fit(text + there->start, there->end - there->start, column - INDENT,
						 app->canvas.ambiguous, NULL)
				     : 0;
	caret_set(&session->caret, there->start + fit, text, strlen(text));
}

void field_open_draw(const struct app *app, const struct field_layout *layout, const struct field_notes *notes,
		     struct canvas *canvas, int row, int column, int columns)
{
	draw_head(app, canvas, row, column, columns);
	row += layout->head;
	row += note_draw(&notes->items[0], canvas, row, column + INDENT, notes->columns, layout->prompt);
	if (layout->options)
		draw_options(app, layout, canvas, row, column, columns);
	row += layout->options;
	if (layout->text)
		draw_text(app, layout, canvas, row, column, columns);
	row += layout->text;
	int left = layout->notes;
	for (int i = 1; i < notes->count && left > 0; i++) {
		int drawn = note_draw(&notes->items[i], canvas, row, column + INDENT, notes->columns, left);
		row += drawn;
		left -= drawn;
	}
}
