/* SPDX-License-Identifier: MIT */
/* field_view.c — a field as a line and opened. */
#include <config.h>

#include "screen/field_view.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "form/type.h"
#include "text/count.h"
#include "text/width.h"
#include "text/wrap.h"
#include "tui/text_view.h"

enum { NUMBER_COLUMNS = 4, MARK_COLUMNS = 7, STATE_COLUMNS = 10, INDENT = 5, LEAST_PARAGRAPH = 3, MOST_PROMPT = 3, MOST_NOTES = 16 };

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

void field_line_draw(const struct app *app, struct place place, struct canvas *canvas, int row, int column, int columns)
{
	const struct field *field = place.field;
	const struct item *item = field->item;
	bool first = field == item->fields, counts = checker_relevant(app->session->checker, place);
	enum style style = counts ? STYLE_PLAIN : STYLE_DIM;
	int name = columns >= 90 ? 34 : 26, at = column + 1, end = column + columns - 1;
	if (first)
		canvas_printf(canvas, row, at, NUMBER_COLUMNS, style, "%*s", NUMBER_COLUMNS - 1, item->number);
	at += NUMBER_COLUMNS;
	canvas_string(canvas, row, at + (first ? 0 : 2), name - (first ? 1 : 3), style, first ? item->name : field->prompt);
	at += name;
	canvas_string(canvas, row, at, MARK_COLUMNS - 1, STYLE_DIM, requirement_mark(field->requirement));
	at += MARK_COLUMNS;
	char *answer = draft_joined(session_draft(app->session), place);
	if (answer) {
		size_t line = strcspn(answer, "\n");
		bool more = answer[line] != '\0';
		answer[line] = '\0';
		int used = canvas_string(canvas, row, at, end - STATE_COLUMNS - 1 - at, style, answer);
		if (more)
			canvas_string(canvas, row, at + used + 1, end - STATE_COLUMNS - 2 - at - used, STYLE_DIM, "..");
	}
	free(answer);
	draw_state(app, place, canvas, row, end);
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
		     findings[i]->fix ? _("  (Alt-f mends it)") : "");
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
	if (!draft_relevant(draft, place) && field->relevant.field)
		note(notes, STYLE_PLAIN, _("Not asked, because of item %s %s. The answer is kept and left out of what is published."),
		     field->relevant.field->item->number, field->relevant.field->item->name);
	if (theirs)
		note(notes, STYLE_ERROR, _("The other text of a merge: %s (Ctrl-K chooses)"), *theirs ? theirs : "-");
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

/* Is there a text to type into, beside the options? */
static bool shows_text(const struct session *session)
{
	const struct field *field = session->focus.field;
	return !field->option_count || session->part == FOCUS_TEXT || *session_text(session) ||
	       (field->type->entry == ENTRY_OPTION && session_chosen(session) >= 0 &&
		field->options[session_chosen(session)].needs_detail);
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
	/* However small the window, a row of the text and the options stay. */
	int room = rows - layout.head - layout.options - 1;
	if (layout.prompt > room - 1)
		layout.prompt = room > 1 ? 1 : 0;
	room -= layout.prompt;
	if (shows_text(session)) {
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

static void draw_head(const struct app *app, struct canvas *canvas, int row, int column, int columns)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	const char *mark = requirement_mark(field->requirement);
	struct buf text = { 0 };
	buf_printf(&text, "%*s %s", NUMBER_COLUMNS - 1, field->item->number, field->item->name);
	int used = canvas_string(canvas, row, column + 1, columns - 34, STYLE_BOLD, buf_text(&text));
	buf_reset(&text);
	buf_printf(&text, "  %s%s%s", mark, *mark ? "  " : "", _(field->type->title));
	canvas_string(canvas, row, column + 1 + used, columns - used - STATE_COLUMNS - 6, STYLE_PLAIN, buf_text(&text));
	buf_clear(&text);
	size_t limit, length = checker_length(session->checker, session->focus, &limit);
	struct buf state = { 0 };
	enum style style = put_state(app, session->focus, &state);
	if (limit) {
		buf_reset(&state);
		buf_printf(&state, _("%zu/%zu chars"), length, limit);
		if (length > limit)
			buf_printf(&state, _("  %zu over"), length - limit);
		/* Nine tenths are the time to look up. */
		style = length > limit ? STYLE_ERROR : length * 10 >= limit * 9 ? STYLE_WARNING : STYLE_PLAIN;
	} else if (style == STYLE_DIM && !field->option_count && draft_relevant(session_draft(session), session->focus)) {
		buf_reset(&state);
		const char *answer = session_text(session);
		buf_printf(&state, _("%zu chars"), count_characters(answer, strlen(answer), COUNT_GRAPHEME));
	}
	int width = width_text(buf_text(&state), state.len, canvas->ambiguous);
	canvas_string(canvas, row, column + columns - 1 - width, width, style, buf_text(&state));
	buf_clear(&state);
}

/* Several options may be stated, one a line. */
static bool is_stated(const struct session *session, size_t index)
{
	const struct field *field = session->focus.field;
	if (field->type->entry != ENTRY_OPTIONS)
		return session_chosen(session) == (int)index;
	const char *at = draft_part(session_draft(session), session->focus, PART_ANSWER), *option = field->options[index].text;
	for (size_t len; at && *at; at += len + (at[len] == '\n')) {
		len = strcspn(at, "\n");
		if (len == strlen(option) && memcmp(at, option, len) == 0)
			return true;
	}
	return false;
}

static void draw_options(const struct app *app, const struct field_layout *layout, struct canvas *canvas, int row, int column,
			 int columns)
{
	const struct session *session = app->session;
	const struct field *field = session->focus.field;
	bool several = field->type->entry == ENTRY_OPTIONS, one_row = layout->options == 1;
	int at = column + INDENT, cursor_row = row, cursor = at;
	for (size_t i = 0; i < field->option_count; i++) {
		bool stated = is_stated(session, i), here = several ? i == session->option : stated;
		int line = one_row ? row : row + (int)i;
		if (!one_row)
			at = column + INDENT;
		if (here) {
			cursor_row = line;
			cursor = at;
		}
		/* Without reverse video the marks still tell. */
		at += canvas_printf(canvas, line, at, column + columns - 1 - at, stated ? STYLE_REVERSE : STYLE_PLAIN, "%s%zu %s%s",
				    several ? (stated ? "[x]" : "[ ]") : (stated ? "*" : " "), i + 1, field->options[i].label, stated ? " " : "") + 2;
	}
	if (session->part == FOCUS_OPTION)
		canvas_cursor(canvas, cursor_row, cursor);
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
	struct text_view view = { .text = text, .len = len, .wrap = &session->wrap, .limit_at = limit_at, .top = layout->text_top,
				  .caret = session->part == FOCUS_TEXT ? &session->caret : NULL };
	for (int i = 0; i < layout->text; i++)
		canvas_string(canvas, row + i, column + INDENT - 2, 1, STYLE_BOLD, ":");
	text_view_draw(&view, canvas, row, column + INDENT, field_text_columns(columns), layout->text);
	size_t below = session->wrap.count - layout->text_top > (size_t)layout->text
			       ? session->wrap.count - layout->text_top - (size_t)layout->text : 0;
	/* More above and below than shows. */
	if (layout->text_top)
		canvas_string(canvas, row, column + INDENT - 2, 1, STYLE_BOLD, "^");
	if (below)
		canvas_string(canvas, row + layout->text - 1, column + INDENT - 2, 1, STYLE_BOLD, "v");
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
