/* SPDX-License-Identifier: MIT */
/* review_screen.c — the answers as they will be published, findings beside them; Enter edits one, Esc comes back here. */
#include <config.h>

#include "screen/review_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/outline.h"
#include "screen/draft_screen.h"
#include "screen/frame.h"
#include "text/wrap.h"
#include "tui/text_view.h"

/* Only what the window needs is laid out: the chosen place stands at a row, the others follow above and below. */
struct review {
	struct place chosen;
	int row;
	bool edited; /* what was edited last is where to go on */
};

static bool shown(const struct app *app, struct place place)
{
	return checker_relevant(app->session->checker, place);
}

static bool step(const struct app *app, struct place *place, int direction)
{
	struct place at = *place;
	do {
		if (!(direction > 0 ? place_next(session_draft(app->session), &at) : place_prev(session_draft(app->session), &at)))
			return false;
	} while (!shown(app, at));
	*place = at;
	return true;
}

/* A section's title stands above its first answer. */
static bool is_titled(const struct app *app, struct place place)
{
	struct place before = place;
	return !step(app, &before, -1) || before.field->section != place.field->section || before.instance != place.instance;
}

/* The lines of one place: number and name, the answer, findings. Yours to free. */
static char *place_lines(const struct app *app, struct place place)
{
	struct buf text = { 0 };
	char *answer = draft_joined(session_draft(app->session), place);
	const struct finding *const *findings;
	size_t count = checker_at(app->session->checker, place, &findings);
	const struct item *item = place.field->item;
	buf_printf(&text, "%s %s%s%s\n", item->number, item->name, item->field_count > 1 ? " / " : "",
		   item->field_count > 1 ? place.field->prompt : "");
	buf_printf(&text, "%s", answer ? answer : _("(not answered)"));
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "\n! %s", findings[i]->text);
	free(answer);
	return buf_take(&text);
}

static int height(const struct app *app, struct place place, int columns)
{
	char *lines = place_lines(app, place);
	int rows = text_rows(&app->canvas, columns, lines) + 1 + (is_titled(app, place) ? 2 : 0);
	free(lines);
	return rows;
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct review *review = state;
	(void)rows;
	(void)columns;
	if (review->edited)
		review->chosen = app->session->focus;
	review->edited = false;
	/* An answer may have made it irrelevant, or undo have taken its instance away. */
	if (review->chosen.instance >= draft_instances(session_draft(app->session), review->chosen.field->section))
		review->chosen = app->session->focus;
}

static void draw_place(const struct app *app, const struct review *review, struct place place, int row, struct canvas *canvas)
{
	char *lines = place_lines(app, place), *end = strchr(lines, '\n');
	int bottom = canvas->rows - FRAME_BOTTOM, columns = canvas->columns - 6;
	bool chosen = place_equal(place, review->chosen);
	*end = '\0';
	struct wrap wrap = { 0 };
	if (is_titled(app, place)) {
		struct outline_entry entry = { place.field->section, place.instance };
		char *title = outline_title(session_draft(app->session), &entry, false);
		if (row > FRAME_TOP && row < bottom)
			canvas_string(canvas, row, 2, columns, STYLE_UNDERLINE, title);
		free(title);
		row += 2;
	}
	for (size_t part = 0; part < 2; part++) {
		const char *text = part ? end + 1 : lines;
		wrap_text(&wrap, text, strlen(text), columns, canvas->ambiguous);
		for (size_t i = 0; i < wrap.count; i++, row++)
			if (row > FRAME_TOP && row < bottom)
				canvas_text(canvas, row, part ? 4 : 2, columns,
					    part     ? STYLE_PLAIN
					    : chosen ? STYLE_REVERSE
						     : STYLE_BOLD,
					    text + wrap.rows[i].start, wrap.rows[i].end - wrap.rows[i].start);
	}
	wrap_clear(&wrap);
	free(lines);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct review *review = state;
	int columns = canvas->columns - 6, row = review->row;
	frame_header(app, canvas);
	canvas_string(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, _("All answers as they will be published"));
	struct place place = review->chosen;
	for (int at = row; at < canvas->rows - FRAME_BOTTOM;) {
		draw_place(app, review, place, at, canvas);
		at += height(app, place, columns);
		if (!step(app, &place, 1))
			break;
	}
	place = review->chosen;
	for (int at = row; at > FRAME_TOP + 1 && step(app, &place, -1);) {
		at -= height(app, place, columns);
		draw_place(app, review, place, at, canvas);
	}
	canvas_cursor(canvas, row + (is_titled(app, review->chosen) ? 2 : 0), 1);
	frame_footer(app, canvas, _("Up Down PageUp PageDown move  Enter edit  Esc back"));
}

static void move(struct app *app, struct review *review, int direction, int rows)
{
	int top = FRAME_TOP + 2, bottom = app->rows - FRAME_BOTTOM - 4;
	for (int moved = 0; moved < rows;) {
		int here = height(app, review->chosen, app->columns - 6);
		if (!step(app, &review->chosen, direction))
			return;
		int by = direction > 0 ? here : height(app, review->chosen, app->columns - 6);
		moved += by;
		review->row += direction * by;
	}
	if (review->row < top)
		review->row = top;
	if (review->row > bottom)
		review->row = bottom > top ? bottom : top;
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct review *review = state;
	switch (event->code) {
	case KEY_DOWN:
	case KEY_TAB:
		move(app, review, 1, 1);
		return true;
	case KEY_UP:
	case KEY_SHIFT_TAB:
		move(app, review, -1, 1);
		return true;
	case KEY_PAGE_DOWN:
		move(app, review, 1, app->rows / 2);
		return true;
	case KEY_PAGE_UP:
		move(app, review, -1, app->rows / 2);
		return true;
	case KEY_ENTER: {
		draft_push_at(app, review->chosen);
		review->edited = true;
		return true;
	}
	case KEY_ESCAPE:
		app_pop(app);
		return true;
	default:
		return true;
	}
}

void review_push(struct app *app)
{
	struct review *review = mem_alloc(1, sizeof *review);
	review->chosen = app->session->focus;
	review->row = FRAME_TOP + 2;
	app_push(app,
		 (struct screen){
			 .name = "review", .state = review, .lay_out = lay_out, .draw = draw, .key = key, .close = free });
}
