/* SPDX-License-Identifier: MIT */
/* field_view.c — a field as a line and opened. */
#include <config.h>

#include "screen/field_view.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "check/assigned.h"
#include "form/type.h"
#include "text/count.h"
#include "text/width.h"
#include "text/wrap.h"
#include "tui/text_view.h"

enum {
	NUMBER_COLUMNS = 4, STATE_COLUMNS = 10,
	LEAST_NAME = 18, LEAST_PROMPT = 6, INDENT = 5, LEAST_PARAGRAPH = 3, MOST_PROMPT = 3, MOST_NOTES = 16,
};

/* A field's state in a word or two. A fresh draft shows no colour of error: what is missing is only 未. */
static enum style put_state(const struct app *app, struct place place, struct buf *out)
{
	const struct draft *draft = session_draft(app->session);
	const struct checker *checker = app->session->checker;
	enum severity worst = checker_worst(checker, place);
	enum status status = draft_status(draft, place);
	size_t limit, length = checker_length(checker, place, &limit);
	if (!checker_relevant(checker, place)) {
		buf_puts(out, _("not asked"));
		return STYLE_DIM;
	}
	if (draft_part(draft, place, PART_THEIRS)) {
		buf_puts(out, _("conflict"));
		return STYLE_ERROR;
	}
	if (limit && length > limit) {
		buf_printf(out, _("%zu over"), length - limit);
		return STYLE_ERROR;
	}
	if (status == STATUS_UNANSWERED) {
		buf_puts(out, requirement_is_required(place.field->requirement) ? _("to do") : "");
		return STYLE_PLAIN;
	}
	if (worst == SEVERITY_ERROR || worst == SEVERITY_WARNING) {
		buf_puts(out, _("! finding"));
		return worst == SEVERITY_ERROR ? STYLE_ERROR : STYLE_WARNING;
	}
	if (draft_part(draft, place, PART_REVIEW)) {
		buf_puts(out, _("to confirm"));
		return STYLE_WARNING;
	}
	if (status == STATUS_NOT_APPLICABLE || status == STATUS_UNDISCLOSED) {
		buf_puts(out, status == STATUS_UNDISCLOSED ? _("undisclosed") : _("n/a"));
		return STYLE_PLAIN;
	}
	if (limit)
		buf_printf(out, _("%zu/%zu chars"), length, limit);
	else
		buf_puts(out, _("done"));
	return STYLE_DIM;
}

static void draw_state(const struct app *app, struct place place, struct canvas *canvas, int row, int end)
{
	struct buf state = { 0 };
	enum style style = put_state(app, place, &state);
	int width = width_text(buf_text(&state), state.len, canvas->ambiguous);
	canvas_string(canvas, row, end - width, width, style, buf_text(&state));
	buf_clear(&state);
}

/* As the marks are worded: 必須, required ... */
static int mark_columns(const struct canvas *canvas)
{
	int most = 0;
	for (enum requirement i = REQUIREMENT_NONE; i <= REQUIREMENT_LEVEL; i++) {
		const char *mark = requirement_mark(i);
		int width = width_text(mark, strlen(mark), canvas->ambiguous);
		most = width > most ? width : most;
	}
	return most;
}

static int name_at(const struct canvas *canvas)
{
	return NUMBER_COLUMNS + mark_columns(canvas) + 2;
}

static void draw_number_and_mark(const struct field *field, struct canvas *canvas, int row, int at, enum style style)
{
	if (field == field->item->fields)
		canvas_printf(canvas, row, at, NUMBER_COLUMNS, style, "%*s", NUMBER_COLUMNS - 1, field->item->number);
	canvas_string(canvas, row, at + NUMBER_COLUMNS, mark_columns(canvas), STYLE_DIM, requirement_mark(field->requirement));
}

/* The item's name on its first field; the prompt where an item has several fields. */
static void draw_name(const struct field *field, struct canvas *canvas, int row, int at, int columns, enum style style)
{
	int used = 0;
	if (field == field->item->fields)
		used = canvas_string(canvas, row, at, columns, style, field->item->name) + 2;
	if (field->item->field_count > 1 && columns - used > LEAST_PROMPT)
		canvas_string(canvas, row, at + (used ? used : 2), columns - (used ? used : 2), STYLE_DIM, field->prompt);
}

void field_line_draw(const struct app *app, struct place place, struct canvas *canvas, int row, int column, int columns)
{
	const struct field *field = place.field;
	enum style style = checker_relevant(app->session->checker, place) ? STYLE_PLAIN : STYLE_DIM;
	int at = column + 1 + name_at(canvas), end = column + columns - 1 - STATE_COLUMNS;
	char *answer = draft_joined(session_draft(app->session), place);
	/* Without an answer the prompt has its room. */
	int name = end - at;
	if (answer)
		name = name * 2 / 5 > LEAST_NAME ? name * 2 / 5 : LEAST_NAME;
	draw_number_and_mark(field, canvas, row, column + 1, style);
	draw_name(field, canvas, row, at, name - 1, style);
	if (answer) {
		size_t line = strcspn(answer, "\n");
		bool more = answer[line] != '\0';
		answer[line] = '\0';
		int used = canvas_string(canvas, row, at + name, end - 1 - at - name, style, answer);
		if (more)
			canvas_string(canvas, row, at + name + used, end - 1 - at - name - used, STYLE_DIM, " ..");
	}
	free(answer);
	draw_state(app, place, canvas, row, column + columns - 1);
}

/* Below the answer: what was understood, what is wrong, how to answer. */
struct note {
	char *text;
	enum style style;
};

struct notes {
	struct note items[MOST_NOTES];
	int count;
};

static void add_note(struct notes *notes, enum style style, char *text)
{
	if (notes->count == MOST_NOTES)
		free(text);
	else
		notes->items[notes->count++] = (struct note){ text, style };
}

__attribute__((format(printf, 3, 4))) static void note(struct notes *notes, enum style style, const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	add_note(notes, style, buf_take(&text));
}

static void clear_notes(struct notes *notes)
{
	for (int i = 0; i < notes->count; i++)
		free(notes->items[i].text);
}

static void gather_findings(const struct app *app, struct place place, struct notes *notes)
{
	const struct finding *const *findings;
	size_t count = checker_at(app->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++) {
		/* What is missing is said by the state; a sentence for each empty field would shout. */
		if (strcmp(findings[i]->code, "missing") == 0 || strcmp(findings[i]->code, "review") == 0)
			continue;
		note(notes, findings[i]->severity == SEVERITY_ERROR ? STYLE_ERROR : STYLE_WARNING, "! %s%s", findings[i]->text,
		     findings[i]->fix ? _("  (Alt-c mends it)") : "");
	}
}

static void gather_notes(const struct app *app, struct notes *notes)
{
	const struct session *session = app->session;
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	const struct field *field = place.field;
	const char *review = draft_part(draft, place, PART_REVIEW), *reason = draft_part(draft, place, PART_REASON);
	const char *answer = draft_part(draft, place, PART_ANSWER), *theirs = draft_part(draft, place, PART_THEIRS);
	enum status status = draft_status(draft, place);
	if (!draft_relevant(draft, place))
		note(notes, STYLE_PLAIN, _("Not asked, because of item %s %s. The answer is kept and left out of what is published."),
		     field->relevant.field->item->number, field->relevant.field->item->name);
	else if (!checker_relevant(session->checker, place))
		note(notes, STYLE_PLAIN, "%s", _("Not asked: the number of data centers stated is 0."));
	if (theirs)
		note(notes, STYLE_ERROR, _("The other text of a merge (Ctrl-K chooses): %s"), *theirs ? theirs : "-");
	if (status == STATUS_NOT_APPLICABLE)
		note(notes, STYLE_BOLD, _("Not applicable: %s"), reason ? reason : _("(no reason given)"));
	if (status == STATUS_UNDISCLOSED)
		note(notes, STYLE_BOLD, "%s", _("Undisclosed"));
	if (review)
		note(notes, STYLE_WARNING, _("To confirm: %s (Ctrl-R confirms)"), *review ? review : _("look it over"));
	if (answer && *answer && field->type->read && status == STATUS_ANSWERED) {
		struct value value = { 0 };
		type_read(field, answer, &value);
		if (value.echo[0])
			note(notes, STYLE_GOOD, "= %s", value.echo);
	}
	gather_findings(app, place, notes);
	const char *assignee = draft_part(draft, place, PART_ASSIGNEE), *due = draft_part(draft, place, PART_DUE);
	long day = assigned_due(draft, place);
	bool late = day && day < checker_today(session->checker) && assigned_left(session->checker, draft, place);
	if (assignee)
		note(notes, STYLE_PLAIN, _("Assigned to: %s"), assignee);
	if (due)
		note(notes, late ? STYLE_WARNING : STYLE_PLAIN, late ? _("Due: %s (past)") : _("Due: %s"), due);
	if (draft_part(draft, place, PART_NOTE))
		note(notes, STYLE_PLAIN, _("Note: %s"), draft_part(draft, place, PART_NOTE));
	if (field->guidance)
		note(notes, STYLE_PLAIN, "%s", field->guidance);
	if (field->example)
		note(notes, STYLE_DIM, _("Example: %s"), field->example);
}

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

struct field_layout field_layout(const struct app *app, int columns, int rows, size_t text_top)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	struct field_layout layout = { .head = 1 };
	struct notes notes = { 0 };
	int width = columns - INDENT - 2;
	layout.prompt = text_rows(&app->canvas, width, field->prompt);
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
	if (layout.prompt > room - 1)
		layout.prompt = room > 1 ? 1 : 0;
	room -= layout.prompt;
	if (session_has_text(session)) {
		bool lines = field->type->entry == ENTRY_LINES;
		int wanted = (int)session->wrap.count, spare = room > 8 ? 4 : room > 4 ? 1 : 0;
		if (lines && wanted < LEAST_PARAGRAPH)
			wanted = LEAST_PARAGRAPH;
		layout.text = wanted < room - spare ? wanted : room - spare;
		if (layout.text < 1)
			layout.text = 1;
		layout.text_top = text_view_top(text_top, &session->wrap, session->caret.at, (size_t)layout.text);
	}
	room -= layout.text;
	gather_notes(app, &notes);
	for (int i = 0; i < notes.count; i++)
		layout.notes += text_rows(&app->canvas, width, notes.items[i].text);
	if (layout.notes > room)
		layout.notes = room > 0 ? room : 0;
	clear_notes(&notes);
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
	enum style style = put_state(app, session->focus, &state);
	if (limit || (style == STYLE_DIM && !field->option_count && checker_relevant(session->checker, session->focus))) {
		buf_reset(&state);
		style = put_count(app, &state);
	}
	int width = width_text(buf_text(&state), state.len, canvas->ambiguous), at = column + 1 + name_at(canvas);
	int room = column + columns - 3 - width - at;
	canvas_printf(canvas, row, column + 1, NUMBER_COLUMNS, STYLE_BOLD, "%*s", NUMBER_COLUMNS - 1, field->item->number);
	canvas_string(canvas, row, column + 1 + NUMBER_COLUMNS, mark_columns(canvas), STYLE_BOLD,
		      requirement_mark(field->requirement));
	int used = canvas_string(canvas, row, at, room, STYLE_BOLD, field->item->name) + 2;
	if (field->unit)
		canvas_printf(canvas, row, at + used, room - used, STYLE_DIM, _("%s, unit: %s"), _(field->type->title), field->unit);
	else
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
	const struct field *field = session->focus.field;
	const char *text = session_text(session);
	size_t len = strlen(text), limit_at = len;
	if (field->limit && session->text_part == PART_ANSWER)
		limit_at = count_offset(text, len, field->limit, draft_form(session_draft(session))->count_unit);
	enum status status = draft_status(session_draft(session), session->focus);
	/* Beside 該当なし or 非公開 a text is only kept. */
	bool kept = status == STATUS_NOT_APPLICABLE || status == STATUS_UNDISCLOSED;
	struct text_view view = { .text = text, .len = len, .wrap = &session->wrap, .limit_at = limit_at, .top = layout->text_top,
				  .caret = session->part == FOCUS_TEXT ? &session->caret : NULL,
				  .style = kept ? STYLE_DIM : STYLE_PLAIN };
	/* A bar of reverse video at the left is the box. */
	for (int i = 0; i < layout->text; i++)
		canvas_style(canvas, row + i, column + INDENT - 2, 1, STYLE_REVERSE);
	text_view_draw(&view, canvas, row, column + INDENT, field_text_columns(columns), layout->text);
	size_t below = session->wrap.count - layout->text_top > (size_t)layout->text
			       ? session->wrap.count - layout->text_top - (size_t)layout->text : 0;
	/* More above and below than shows. */
	if (layout->text_top)
		canvas_string(canvas, row, column + INDENT - 2, 1, STYLE_REVERSE, "^");
	if (below)
		canvas_string(canvas, row + layout->text - 1, column + INDENT - 2, 1, STYLE_REVERSE, "v");
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
		int width = mark + 2 + width_text(label, strlen(label), app->canvas.ambiguous) + session_option_stated(session, (size_t)i);
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
	size_t fit = column > INDENT ? width_fit(text + there->start, there->end - there->start, column - INDENT, app->canvas.ambiguous, NULL) : 0;
	caret_set(&session->caret, there->start + fit, text, strlen(text));
}

void field_open_draw(const struct app *app, const struct field_layout *layout, struct canvas *canvas, int row, int column,
		     int columns)
{
	struct notes notes = { 0 };
	int width = columns - INDENT - 2, left;
	draw_head(app, canvas, row, column, columns);
	row += layout->head;
	row += text_draw(canvas, row, column + INDENT, width, layout->prompt, STYLE_PLAIN, app->session->focus.field->prompt);
	if (layout->options)
		draw_options(app, layout, canvas, row, column, columns);
	row += layout->options;
	if (layout->text)
		draw_text(app, layout, canvas, row, column, columns);
	row += layout->text;
	gather_notes(app, &notes);
	left = layout->notes;
	for (int i = 0; i < notes.count && left > 0; i++) {
		int drawn = text_draw(canvas, row, column + INDENT, width, left, notes.items[i].style, notes.items[i].text);
		row += drawn;
		left -= drawn;
	}
	clear_notes(&notes);
}
