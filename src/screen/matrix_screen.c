/* SPDX-License-Identifier: MIT */
/* matrix_screen.c — a row for each field, a column for each instance; what differs from the first, which never scrolls away, is bold
 * and marked *. */
#include <config.h>

#include "screen/matrix_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/chooser.h"
#include "screen/draft_screen.h"
#include "screen/frame.h"
#include "tui/list_view.h"

enum { NAME_COLUMNS = 24, LEAST_CELL = 14 };

struct matrix {
	const struct section *section;
	struct list_view list;
	size_t left, column; /* instances hidden behind the first; the chosen one */
	size_t rows, columns;
	bool *marked; /* of each instance; none: all are meant */
	size_t count; /* of them */
};

/* The instance in a column of the screen. */
static size_t instance_in(const struct matrix *matrix, size_t column)
{
	return column == 0 && matrix->columns > 1 ? 0 : matrix->left + column;
}

static struct place place_at(const struct app *app, const struct matrix *matrix, size_t slot, size_t instance)
{
	return (struct place){ &store_form(app->session->store)->fields[matrix->section->first_field + slot], instance };
}

/* Instances may have come and gone. */
static void renew(struct app *app, void *state)
{
	struct matrix *matrix = state;
	size_t count = draft_instances(session_draft(app->session), matrix->section);
	if (count != matrix->count) {
		matrix->marked = mem_resize(matrix->marked, count, sizeof *matrix->marked);
		memset(matrix->marked, 0, count * sizeof *matrix->marked);
		matrix->count = count;
	}
	if (matrix->column >= count)
		matrix->column = count - 1;
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct matrix *matrix = state;
	renew(app, matrix);
	size_t count = matrix->count;
	matrix->rows = (size_t)(rows - FRAME_TOP - FRAME_BOTTOM - 1);
	matrix->columns = (size_t)(columns - NAME_COLUMNS) / LEAST_CELL;
	if (matrix->columns > count)
		matrix->columns = count;
	if (matrix->columns < 1)
		matrix->columns = 1;
	size_t first = matrix->columns > 1; /* of the columns that scroll */
	if (matrix->column >= first && matrix->left + first > matrix->column)
		matrix->left = matrix->column - first;
	if (matrix->column >= matrix->left + matrix->columns)
		matrix->left = matrix->column - matrix->columns + 1;
	if (matrix->left > count - matrix->columns)
		matrix->left = count - matrix->columns;
	list_view_fit(&matrix->list, matrix->section->field_count, matrix->rows);
}

/* The first line of an answer. */
static void draw_answer(struct canvas *canvas, int row, int column, int columns, enum style style, const char *answer)
{
	size_t len = strcspn(answer, "\n");
	if (!answer[len]) {
		canvas_string(canvas, row, column, columns, style, answer);
	} else if (columns > 3) {
		int used = canvas_text(canvas, row, column, columns - 3, style, answer, len);
		canvas_string(canvas, row, column + used, 3, style, " ..");
	}
}

static void draw_names(const struct matrix *matrix, const struct draft *draft, struct canvas *canvas, int cell)
{
	size_t from = instance_in(matrix, matrix->columns > 1), to = matrix->left + matrix->columns;
	if (matrix->columns < matrix->count)
		canvas_printf(canvas, FRAME_TOP, 1, NAME_COLUMNS - 2, STYLE_DIM, "%s%zu-%zu/%zu%s", matrix->left ? "< " : "",
			      from + 1, to, matrix->count, to < matrix->count ? " >" : "");
	for (size_t c = 0; c < matrix->columns; c++) {
		size_t instance = instance_in(matrix, c);
		const char *name = draft_instance_name(draft, matrix->section, instance);
		canvas_printf(canvas, FRAME_TOP, NAME_COLUMNS + (int)c * cell, cell - 1, STYLE_BOLD, "%s%s",
			      matrix->marked[instance] ? "[x] " : "", name ? name : "-");
	}
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct matrix *matrix = state;
	const struct draft *draft = session_draft(app->session);
	int cell = (canvas->columns - NAME_COLUMNS) / (int)matrix->columns;
	frame_header(app, canvas);
	draw_names(matrix, draft, canvas, cell);
	for (size_t r = 0; r < matrix->rows && matrix->list.top + r < matrix->section->field_count; r++) {
		size_t slot = matrix->list.top + r;
		int row = FRAME_TOP + 1 + (int)r;
		char *first = draft_joined(draft, place_at(app, matrix, slot, 0));
		const struct field *field = place_at(app, matrix, slot, 0).field;
		canvas_string(canvas, row, 1, NAME_COLUMNS - 2, STYLE_PLAIN,
			      field == field->item->fields ? field->item->name : field->prompt);
		for (size_t c = 0; c < matrix->columns; c++) {
			size_t instance = instance_in(matrix, c);
			char *answer = draft_joined(draft, place_at(app, matrix, slot, instance));
			bool differs = instance > 0 && strcmp(first ? first : "", answer ? answer : "") != 0;
			bool chosen = slot == matrix->list.chosen && instance == matrix->column;
			int column = NAME_COLUMNS + (int)c * cell;
			enum style style = chosen ? STYLE_REVERSE : differs ? STYLE_BOLD : STYLE_PLAIN;
			if (chosen)
				canvas_style(canvas, row, column, cell - 1, STYLE_REVERSE);
			int used = differs ? canvas_string(canvas, row, column, 2, style, "* ") : 0;
			draw_answer(canvas, row, column + used, cell - 1 - used, style, answer ? answer : _("unanswered"));
			if (chosen)
				canvas_cursor(canvas, row, column);
			free(answer);
		}
		free(first);
	}
	frame_footer(app, canvas, _("Esc back  Enter edit  Space mark  e to the marked or all  * not as the first"));
}

/* The chosen answer for the marked instances, or for every one, as one step. */
static void set_many(struct app *app, const struct matrix *matrix)
{
	static const enum part copied[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
	enum { PARTS = sizeof copied / sizeof *copied };
	const struct draft *draft = session_draft(app->session);
	struct place from = place_at(app, matrix, matrix->list.chosen, matrix->column);
	size_t used = 0, marked = 0;
	if (from.field == matrix->section->repeat_name) {
		session_say(app->session, true, "%s", _("Names must differ."));
		return;
	}
	/* Nothing said is no answer to give to others: theirs would be gone. */
	if (draft_status(draft, from) == STATUS_UNANSWERED) {
		session_say(app->session, true, "%s",
			    _("This one is unanswered: choose the answer that the others are to have."));
		return;
	}
	for (size_t i = 0; i < matrix->count; i++)
		marked += matrix->marked[i];
	struct change *changes = mem_alloc(matrix->count * PARTS, sizeof *changes);
	for (size_t i = 0; i < matrix->count; i++)
		for (size_t p = 0; p < PARTS && i != matrix->column && (!marked || matrix->marked[i]); p++)
			changes[used++] = (struct change){ .kind = CHANGE_SET,
							   .place = { from.field, i },
							   .part = copied[p],
							   .text = mem_string(draft_part(draft, from, copied[p])) };
	if (!used)
		session_say(app->session, false, "%s", _("Only this one is marked: mark those that are to have its answer."));
	else if (session_apply(app->session, changes, used))
		session_say(app->session, false, "%s",
			    marked ? _("Set for the marked ones; undo takes it back.") : _("Set for all; undo takes it back."));
	free(changes);
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct matrix *matrix = state;
	renew(app, matrix); /* it need not have been laid out since it was opened */
	size_t count = matrix->count;
	char letter = chooser_letter(event);
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else if (event->code == KEY_LEFT) {
		matrix->column = matrix->column ? matrix->column - 1 : 0;
	} else if (event->code == KEY_RIGHT) {
		matrix->column = matrix->column + 1 < count ? matrix->column + 1 : matrix->column;
	} else if (event->code == KEY_ENTER) {
		draft_push_at(app, place_at(app, matrix, matrix->list.chosen, matrix->column));
	} else if (letter == 'e') {
		set_many(app, matrix);
	} else if (letter == ' ') {
		matrix->marked[matrix->column] = !matrix->marked[matrix->column];
	} else if (!list_view_key(&matrix->list, event, matrix->section->field_count, matrix->rows)) {
		app_refuse_text(app, event);
	}
	return true;
}

static void close_matrix(void *state)
{
	struct matrix *matrix = state;
	free(matrix->marked);
	free(matrix);
}

void matrix_push(struct app *app, const struct section *section)
{
	struct matrix *matrix = mem_alloc(1, sizeof *matrix);
	matrix->section = section;
	app_push(app, (struct screen){ .state = matrix,
				       .lay_out = lay_out,
				       .draw = draw,
				       .key = key,
				       .renew = renew,
				       .close = close_matrix,
				       .shows_answers = true,
				       .way_back = N_("Esc back to the table") });
}
