/* SPDX-License-Identifier: MIT */
/* field_line.c — number, mark, name, the answer's beginning, state; drawn anew only where one of them is another than before. */
#include <config.h>

#include "screen/field_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "text/width.h"

enum { STATE_COLUMNS = 10, LEAST_NAME = 18, LEAST_PROMPT = 6 };

/* A field's state in a word or two. A fresh draft shows no colour of error: what is missing is only 未. */
enum style field_state(const struct app *app, struct place place, struct buf *out)
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
	/* Of a shared limit this one has no share yet. */
	if (status == STATUS_UNANSWERED) {
		buf_puts(out, requirement_is_required(place.field->requirement) ? _("to do") : "");
		return STYLE_PLAIN;
	}
	if (limit && length > limit) {
		buf_printf(out, _("%zu over"), length - limit);
		return STYLE_ERROR;
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
	enum style style = field_state(app, place, &state);
	int width = width_text(buf_text(&state), state.len, canvas->ambiguous);
	canvas_string(canvas, row, end - width, width, style, buf_text(&state));
	buf_clear(&state);
}

/* As the marks are worded: 必須, required ... */
/* Asked for at every frame, and no plain character: measured once, as a translation stays where it is. */
static int mark_width(enum requirement requirement, int ambiguous)
{
	static struct {
		const char *mark;
		int ambiguous, width;
	} measured[REQUIREMENT_LEVEL + 1];
	const char *mark = requirement_mark(requirement);
	if (measured[requirement].mark != mark || measured[requirement].ambiguous != ambiguous) {
		measured[requirement].mark = mark;
		measured[requirement].ambiguous = ambiguous;
		measured[requirement].width = width_text(mark, strlen(mark), ambiguous);
	}
	return measured[requirement].width;
}

int field_mark_columns(const struct canvas *canvas)
{
	int most = 0;
	for (enum requirement i = REQUIREMENT_NONE; i <= REQUIREMENT_LEVEL; i++) {
		int width = mark_width(i, canvas->ambiguous);
		most = width > most ? width : most;
	}
	return most;
}

int field_name_at(const struct canvas *canvas)
{
	return FIELD_NUMBER_COLUMNS + field_mark_columns(canvas) + 2;
}

static void draw_number_and_mark(const struct field *field, struct canvas *canvas, int row, int at, enum style style)
{
	if (field == field->item->fields)
		canvas_printf(canvas, row, at, FIELD_NUMBER_COLUMNS, style, "%*s", FIELD_NUMBER_COLUMNS - 1,
			      field->item->number);
	canvas_string(canvas, row, at + FIELD_NUMBER_COLUMNS, field_mark_columns(canvas),
		      requirement_is_required(field->requirement) ? style : STYLE_DIM, requirement_mark(field->requirement));
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

static void draw(const struct app *app, struct place place, struct canvas *canvas, int row, int column, int columns)
{
	const struct field *field = place.field;
	enum style style = checker_relevant(app->session->checker, place) ? STYLE_PLAIN : STYLE_DIM;
	int at = column + 1 + field_name_at(canvas), end = column + columns - 1 - STATE_COLUMNS;
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

/* All that a line shows follows from this, the columns, and what the form says of the field. */
struct drawn {
	struct place place;
	unsigned long revision;
	size_t length; /* of a shared limit all answers' */
	enum severity worst;
	bool relevant, kept;
};

static struct drawn drawn_now(const struct app *app, struct place place)
{
	const struct checker *checker = app->session->checker;
	size_t limit;
	return (struct drawn){ .place = place,
			       .revision = draft_answer(session_draft(app->session), place)->revision,
			       .length = checker_length(checker, place, &limit),
			       .worst = checker_worst(checker, place),
			       .relevant = checker_relevant(checker, place) };
}

static bool drawn_equal(const struct drawn *a, const struct drawn *b)
{
	return a->kept && b->kept && place_equal(a->place, b->place) && a->revision == b->revision && a->length == b->length &&
	       a->worst == b->worst && a->relevant == b->relevant;
}

/* A row of the screen: what was drawn there, and its cells. */
static void make_room(struct field_lines *lines, int rows, int columns, int ambiguous)
{
	if (rows == lines->rows && columns == lines->columns && ambiguous == lines->ambiguous)
		return;
	field_lines_clear(lines);
	*lines = (struct field_lines){ .rows = rows, .columns = columns, .ambiguous = ambiguous };
	for (int i = 0; i < 2; i++) {
		lines->drawn[i] = mem_alloc((size_t)rows, sizeof **lines->drawn);
		lines->cells[i] = mem_alloc((size_t)(rows * columns), sizeof **lines->cells);
	}
}

void field_lines_begin(struct field_lines *lines, const struct canvas *canvas, int columns)
{
	make_room(lines, canvas->rows, columns, canvas->ambiguous);
	lines->now = !lines->now;
	for (int row = 0; row < lines->rows; row++)
		lines->drawn[lines->now][row].kept = false;
}

/* The row that showed the very same in the last frame: mostly this one, or not far away after a move. -1: none did. */
static int same_before(const struct field_lines *lines, const struct drawn *drawn, int row)
{
	const struct drawn *before = lines->drawn[!lines->now];
	if (drawn_equal(&before[row], drawn))
		return row;
	for (int i = 0; i < lines->rows; i++)
		if (drawn_equal(&before[i], drawn))
			return i;
	return -1;
}

void field_line_draw(struct field_lines *lines, const struct app *app, struct place place, struct canvas *canvas, int row,
		     int column)
{
	struct drawn drawn = drawn_now(app, place);
	size_t columns = (size_t)lines->columns, size = columns * sizeof(struct cell);
	struct cell *there = &canvas->cells[row * canvas->columns + column],
		    *here = lines->cells[lines->now] + (size_t)row * columns;
	drawn.kept = true;
	int before = same_before(lines, &drawn, row);
	if (before >= 0) {
		memcpy(there, lines->cells[!lines->now] + (size_t)before * columns, size);
	} else {
		size_t pool = canvas->pool_len;
		draw(app, place, canvas, row, column, lines->columns);
		drawn.kept = canvas->pool_len == pool; /* long clusters stand in this frame's canvas alone */
	}
	memcpy(here, there, size);
	lines->drawn[lines->now][row] = drawn;
}

void field_lines_clear(struct field_lines *lines)
{
	for (int i = 0; i < 2; i++) {
		free(lines->drawn[i]);
		free(lines->cells[i]);
	}
	*lines = (struct field_lines){ 0 };
}
