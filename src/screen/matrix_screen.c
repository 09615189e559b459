/* SPDX-License-Identifier: MIT */
/* matrix_screen.c — a row for each field, a column for each instance; what differs from the first is bold and marked *. */
#include <config.h>

#include "screen/matrix_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/draft_screen.h"
#include "screen/frame.h"
#include "tui/list_view.h"

enum { NAME_COLUMNS = 24, LEAST_CELL = 14 };

struct matrix {
	const struct section *section;
	struct list_view list;
	size_t left, column; /* the first instance shown, the chosen one */
	size_t rows, columns;
};

static struct place place_at(const struct app *app, const struct matrix *matrix, size_t slot, size_t instance)
{
	return (struct place){ &store_form(app->session->store)->fields[matrix->section->first_field + slot], instance };
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct matrix *matrix = state;
	size_t count = draft_instances(session_draft(app->session), matrix->section);
	matrix->rows = (size_t)(rows - FRAME_TOP - FRAME_BOTTOM - 1);
	matrix->columns = (size_t)(columns - NAME_COLUMNS) / LEAST_CELL;
	if (matrix->columns > count)
		matrix->columns = count;
	if (matrix->columns < 1)
		matrix->columns = 1;
	if (matrix->column >= count)
		matrix->column = count - 1;
	if (matrix->left > matrix->column)
		matrix->left = matrix->column;
	if (matrix->column >= matrix->left + matrix->columns)
		matrix->left = matrix->column - matrix->columns + 1;
	list_view_fit(&matrix->list, matrix->section->field_count, matrix->rows);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct matrix *matrix = state;
	const struct draft *draft = session_draft(app->session);
	size_t count = draft_instances(draft, matrix->section);
	int cell = (canvas->columns - NAME_COLUMNS) / (int)matrix->columns;
	frame_header(app, canvas);
	for (size_t c = 0; c < matrix->columns && matrix->left + c < count; c++) {
		const char *name = draft_instance_name(draft, matrix->section, matrix->left + c);
		canvas_string(canvas, FRAME_TOP, NAME_COLUMNS + (int)c * cell, cell - 1, STYLE_BOLD, name ? name : "-");
	}
	for (size_t r = 0; r < matrix->rows && matrix->list.top + r < matrix->section->field_count; r++) {
		size_t slot = matrix->list.top + r;
		int row = FRAME_TOP + 1 + (int)r;
		char *first = draft_joined(draft, place_at(app, matrix, slot, 0));
		const struct field *field = place_at(app, matrix, slot, 0).field;
		canvas_string(canvas, row, 1, NAME_COLUMNS - 2, STYLE_PLAIN,
			      field == field->item->fields ? field->item->name : field->prompt);
		for (size_t c = 0; c < matrix->columns && matrix->left + c < count; c++) {
			char *answer = draft_joined(draft, place_at(app, matrix, slot, matrix->left + c));
			bool differs = matrix->left + c > 0 && strcmp(first ? first : "", answer ? answer : "") != 0;
			bool chosen = slot == matrix->list.chosen && matrix->left + c == matrix->column;
			int column = NAME_COLUMNS + (int)c * cell;
			enum style style = chosen ? STYLE_REVERSE : differs ? STYLE_BOLD : STYLE_PLAIN;
			if (chosen)
				canvas_style(canvas, row, column, cell - 1, STYLE_REVERSE);
			int used = differs ? canvas_string(canvas, row, column, 2, style, "* ") : 0;
			canvas_string(canvas, row, column + used, cell - 1 - used, style, answer ? answer : _("unanswered"));
			if (chosen)
				canvas_cursor(canvas, row, column);
			free(answer);
		}
		free(first);
	}
	frame_footer(app, canvas, _("Enter edit  e this answer for all  Esc back   * differs from the first"));
}

/* The chosen answer for every instance, as one step. */
static void set_all(struct app *app, const struct matrix *matrix)
{
	static const enum part copied[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
	enum { PARTS = sizeof copied / sizeof *copied };
	const struct draft *draft = session_draft(app->session);
	size_t count = draft_instances(draft, matrix->section), used = 0;
	struct change *changes = mem_alloc(count * PARTS, sizeof *changes);
	struct place from = place_at(app, matrix, matrix->list.chosen, matrix->column);
	if (from.field == matrix->section->repeat_name) {
		session_say(app->session, true, "%s", _("Names must differ."));
		free(changes);
		return;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t p = 0; p < PARTS && i != matrix->column; p++)
			changes[used++] = (struct change){ .kind = CHANGE_SET, .place = { from.field, i }, .part = copied[p],
							   .text = mem_string(draft_part(draft, from, copied[p])) };
	if (session_apply(app->session, changes, used))
		session_say(app->session, false, "%s", _("Set for all; undo takes it back."));
	free(changes);
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct matrix *matrix = state;
	size_t count = draft_instances(session_draft(app->session), matrix->section);
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else if (event->code == KEY_LEFT) {
		matrix->column = matrix->column ? matrix->column - 1 : 0;
	} else if (event->code == KEY_RIGHT) {
		matrix->column = matrix->column + 1 < count ? matrix->column + 1 : matrix->column;
	} else if (event->code == KEY_ENTER) {
		draft_push_at(app, place_at(app, matrix, matrix->list.chosen, matrix->column));
	} else if (event->code == KEY_CTRL('Z')) {
		session_undo(app->session);
	} else if (event->code == KEY_TEXT && buf_text(&event->text)[0] == 'e') {
		set_all(app, matrix);
	} else {
		list_view_key(&matrix->list, event, matrix->section->field_count, matrix->rows);
	}
	return true;
}

void matrix_push(struct app *app, const struct section *section)
{
	struct matrix *matrix = mem_alloc(1, sizeof *matrix);
	matrix->section = section;
	app_push(app, (struct screen){ .name = "matrix", .state = matrix, .lay_out = lay_out, .draw = draw, .key = key,
				       .close = free });
}
