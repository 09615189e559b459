/* SPDX-License-Identifier: MIT */
/* review_screen.c — the answers as they will be published, findings beside them; Enter edits one, Esc comes back here. */
#include <config.h>

#include "screen/review_screen.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/outline.h"
#include "screen/draft_screen.h"
#include "screen/frame.h"
#include "text/wrap.h"

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

/* A place as it is drawn: one answer may be longer than a thousand screens, so it is laid out once, and only as far as wanted. */
struct laid {
	char *lines;
	size_t head; /* bytes of the first line */
	bool titled;
	struct wrap name, rest;
	int height; /* of what was laid out, with a blank row below and the title's two above */
};

/* At most `most` rows of it. */
static struct laid lay(const struct app *app, struct place place, int columns, int most)
{
	struct laid laid = { .lines = place_lines(app, place), .titled = is_titled(app, place) };
	laid.head = strcspn(laid.lines, "\n");
	const char *rest = laid.lines + laid.head + 1;
	wrap_text(&laid.name, laid.lines, laid.head, columns, app->canvas.ambiguous);
	wrap_first(&laid.rest, rest, strlen(rest), columns, app->canvas.ambiguous, (size_t)most);
	laid.height = (int)(laid.name.count + laid.rest.count) + 1 + (laid.titled ? 2 : 0);
	return laid;
}

static void laid_clear(struct laid *laid)
{
	wrap_clear(&laid->name);
	wrap_clear(&laid->rest);
	free(laid->lines);
}

/* How far moving past a place moves the others: more than a window is as good as all of it. */
static int height(const struct app *app, struct place place)
{
	struct laid laid = lay(app, place, app->columns - 6, 2 * app->rows);
	int rows = laid.height;
	laid_clear(&laid);
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

static void draw_rows(struct canvas *canvas, int row, int column, enum style style, const char *text, const struct wrap *wrap)
{
	int bottom = canvas->rows - FRAME_BOTTOM;
	for (size_t i = 0; i < wrap->count; i++, row++)
		if (row > FRAME_TOP && row < bottom)
			canvas_text(canvas, row, column, canvas->columns - 6, style, text + wrap->rows[i].start,
				    wrap->rows[i].end - wrap->rows[i].start);
}

static void draw_place(const struct app *app, const struct laid *laid, struct place place, bool chosen, int row, struct canvas *canvas)
{
	if (laid->titled) {
		struct outline_entry entry = { place.field->section, place.instance };
		char *title = outline_title(session_draft(app->session), &entry, false);
		if (row > FRAME_TOP && row < canvas->rows - FRAME_BOTTOM)
			canvas_string(canvas, row, 2, canvas->columns - 6, STYLE_UNDERLINE, title);
		free(title);
		row += 2;
	}
	draw_rows(canvas, row, 2, chosen ? STYLE_REVERSE : STYLE_BOLD, laid->lines, &laid->name);
	draw_rows(canvas, row + (int)laid->name.count, 4, STYLE_PLAIN, laid->lines + laid->head + 1, &laid->rest);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct review *review = state;
	int columns = canvas->columns - 6, row = review->row;
	frame_header(app, canvas);
	canvas_string(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, _("All answers as they will be published"));
	struct place place = review->chosen;
	for (int at = row; at < canvas->rows - FRAME_BOTTOM;) {
		struct laid laid = lay(app, place, columns, canvas->rows);
		draw_place(app, &laid, place, place_equal(place, review->chosen), at, canvas);
		at += laid.height;
		laid_clear(&laid);
		if (!step(app, &place, 1))
			break;
	}
	/* Of what stands above the end is seen. */
	place = review->chosen;
	for (int at = row; at > FRAME_TOP + 1 && step(app, &place, -1);) {
		struct laid laid = lay(app, place, columns, INT_MAX);
		at -= laid.height;
		draw_place(app, &laid, place, false, at, canvas);
		laid_clear(&laid);
	}
	canvas_cursor(canvas, row + (is_titled(app, review->chosen) ? 2 : 0), 1);
	frame_footer(app, canvas, _("Up Down PageUp PageDown move  Enter edit  Esc back"));
}

static void move(struct app *app, struct review *review, int direction, int rows)
{
	int top = FRAME_TOP + 2, bottom = app->rows - FRAME_BOTTOM - 4;
	for (int moved = 0; moved < rows;) {
		int here = height(app, review->chosen);
		if (!step(app, &review->chosen, direction))
			return;
		int by = direction > 0 ? here : height(app, review->chosen);
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
