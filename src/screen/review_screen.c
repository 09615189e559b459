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

/* Only what the window needs is laid out: the chosen place begins at a row, above the window where it is taller than that, and
 * the others follow above and below. */
struct review {
	struct place chosen;
	int row;
	struct {
		char *lines;
		bool titled;
		int columns, ambiguous, height;
	} measured;         /* last: a key asks for the same long answer's height several times */
	struct place focus; /* of the session, as last seen: where something was edited or undone is where to go on */
};

/* Where a place is put that fits, and the first row below the window. */
enum { TOP = FRAME_TOP + 2 };

static int bottom_of(const struct app *app)
{
	return app->rows - FRAME_BOTTOM;
}

static bool shown(const struct app *app, struct place place)
{
	return checker_relevant(app->session->checker, place);
}

static bool step(const struct app *app, struct place *place, int direction)
{
	struct place at = *place;
	do {
		if (!place_step(session_draft(app->session), &at, direction))
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
	/* Not by buf_printf(): of a megabyte that takes ten times as long. */
	buf_puts(&text, answer ? answer : _("(not answered)"));
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

/* At most `most` rows of its lines, which it takes. */
static struct laid lay_lines(const struct app *app, struct place place, char *lines, int columns, int most)
{
	struct laid laid = { .lines = lines, .titled = is_titled(app, place) };
	laid.head = strcspn(laid.lines, "\n");
	const char *rest = laid.lines + laid.head + 1;
	wrap_text(&laid.name, laid.lines, laid.head, columns, app->canvas.ambiguous);
	wrap_first(&laid.rest, rest, strlen(rest), columns, app->canvas.ambiguous, (size_t)most);
	laid.height = (int)(laid.name.count + laid.rest.count) + 1 + (laid.titled ? 2 : 0);
	return laid;
}

static struct laid lay(const struct app *app, struct place place, int columns, int most)
{
	return lay_lines(app, place, place_lines(app, place), columns, most);
}

static void laid_clear(struct laid *laid)
{
	wrap_clear(&laid->name);
	wrap_clear(&laid->rest);
	free(laid->lines);
}

/* Rows to the next place, and to its own last one. */
static int height(const struct app *app, struct review *review, struct place place)
{
	int columns = app->columns - 6, ambiguous = app->canvas.ambiguous;
	char *lines = place_lines(app, place);
	bool titled = is_titled(app, place);
	if (review->measured.lines && review->measured.titled == titled && review->measured.columns == columns &&
	    review->measured.ambiguous == ambiguous && strcmp(review->measured.lines, lines) == 0) {
		free(lines);
		return review->measured.height;
	}
	struct laid laid = lay_lines(app, place, lines, columns, INT_MAX);
	free(review->measured.lines);
	review->measured.lines = laid.lines;
	laid.lines = NULL;
	review->measured.titled = titled;
	review->measured.columns = columns;
	review->measured.ambiguous = ambiguous;
	review->measured.height = laid.height;
	laid_clear(&laid);
	return review->measured.height;
}

/* The chosen place stays in sight: all of it where it fits, else as much as fills the window. */
static void fit(const struct app *app, struct review *review)
{
	int rows = height(app, review, review->chosen) - 1, bottom = bottom_of(app), least = bottom - rows;
	if (rows <= bottom - TOP) {
		if (review->row > least)
			review->row = least;
		if (review->row < TOP)
			review->row = TOP;
	} else {
		if (review->row < least)
			review->row = least;
		if (review->row > bottom - 4)
			review->row = bottom - 4 > TOP ? bottom - 4 : TOP;
	}
}

/* Its instance was taken away, by undo or by another session. */
static bool is_gone(const struct app *app, struct place place)
{
	return place.instance >= draft_instances(session_draft(app->session), place.field->section);
}

static void renew(struct app *app, void *state)
{
	struct review *review = state;
	if (is_gone(app, review->chosen)) {
		review->chosen = app->session->focus;
		review->row = TOP;
	}
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct review *review = state;
	(void)rows;
	(void)columns;
	if (is_gone(app, review->chosen) || !place_equal(review->focus, app->session->focus)) {
		if (!place_equal(review->chosen, app->session->focus) && review->row < TOP)
			review->row = TOP;
		review->chosen = review->focus = app->session->focus;
	}
	fit(app, review);
}

static void draw_rows(struct canvas *canvas, int row, int column, enum style style, const char *text, const struct wrap *wrap)
{
	int bottom = canvas->rows - FRAME_BOTTOM;
	for (size_t i = 0; i < wrap->count; i++, row++)
		if (row > FRAME_TOP && row < bottom)
			canvas_text(canvas, row, column, canvas->columns - 6, style, text + wrap->rows[i].start,
				    wrap->rows[i].end - wrap->rows[i].start);
}

static void draw_place(const struct app *app, const struct laid *laid, struct place place, bool chosen, int row,
		       struct canvas *canvas)
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
	struct place place = review->chosen;
	int used = canvas_string(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD,
				 _("All answers as they will be published"));
	/* Whose answer it is whose beginning is out of sight. */
	if (row + (is_titled(app, place) ? 2 : 0) <= FRAME_TOP)
		canvas_printf(canvas, FRAME_TOP, 4 + used, canvas->columns - 6 - used, STYLE_BOLD, "%s %s",
			      place.field->item->number, place.field->item->name);
	for (int at = row; at < canvas->rows - FRAME_BOTTOM;) {
		struct laid laid = lay(app, place, columns, canvas->rows - at);
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
	int cursor = row + (is_titled(app, review->chosen) ? 2 : 0);
	canvas_cursor(canvas, cursor > FRAME_TOP ? cursor : FRAME_TOP + 1, 1);
	frame_footer(app, canvas, _("Up Down PageUp PageDown move  Enter edit  Esc back"));
}

/* ↓ and ↑: row by row where the chosen place goes on beyond the window, else to the next one. */
static void move(const struct app *app, struct review *review, int direction)
{
	int here = height(app, review, review->chosen);
	if (direction > 0 && review->row + here - 1 > bottom_of(app)) {
		review->row--;
	} else if (direction < 0 && review->row < TOP) {
		review->row++;
	} else if (step(app, &review->chosen, direction)) {
		review->row += direction > 0 ? here : -height(app, review, review->chosen);
		fit(app, review);
	}
}

/* The first place seen of a window whose rows were moved is chosen; the document ends with its last row at the bottom. */
static void settle(const struct app *app, struct review *review)
{
	int bottom = bottom_of(app), at;
	struct place place = review->chosen;
	for (at = review->row + height(app, review, place); at <= bottom && step(app, &place, 1);)
		at += height(app, review, place);
	if (at <= bottom)
		review->row += bottom + 1 - at;
	while (review->row > TOP && step(app, &review->chosen, -1))
		review->row -= height(app, review, review->chosen);
	if (review->row > TOP)
		review->row = TOP;
	for (int rows; review->row < TOP; review->row += rows) {
		rows = height(app, review, review->chosen);
		/* One that begins above stays chosen while there is no next to see. */
		if (review->row + rows > bottom - 4 || !step(app, &review->chosen, 1))
			break;
	}
}

static void page(const struct app *app, struct review *review, int direction)
{
	struct review before = *review;
	review->row -= direction * (bottom_of(app) - TOP - 1);
	settle(app, review);
	/* At the ends of the document there is nothing to scroll, but there are places to go to. */
	if (place_equal(before.chosen, review->chosen) && before.row == review->row)
		move(app, review, direction);
}

static void go_to_end(const struct app *app, struct review *review, int direction)
{
	while (step(app, &review->chosen, direction)) {
	}
	review->row = direction < 0 ? TOP : bottom_of(app) - height(app, review, review->chosen) + 1;
	fit(app, review);
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct review *review = state;
	renew(app, review);
	switch (event->code) {
	case KEY_DOWN:
	case KEY_TAB: move(app, review, 1); return true;
	case KEY_UP:
	case KEY_SHIFT_TAB: move(app, review, -1); return true;
	case KEY_PAGE_DOWN:
	case KEY_PAGE_UP: page(app, review, event->code == KEY_PAGE_DOWN ? 1 : -1); return true;
	case KEY_HOME:
	case KEY_END: go_to_end(app, review, event->code == KEY_HOME ? -1 : 1); return true;
	case KEY_ENTER:
		draft_push_at(app, review->chosen);
		review->focus = app->session->focus;
		return true;
	case KEY_ESCAPE: app_pop(app); return true;
	default: app_refuse_text(app, event); return true;
	}
}

static void close_review(void *state)
{
	struct review *review = state;
	free(review->measured.lines);
	free(review);
}

void review_push(struct app *app)
{
	struct review *review = mem_alloc(1, sizeof *review);
	review->chosen = review->focus = app->session->focus;
	review->row = TOP;
	app_push(app, (struct screen){ .state = review,
				       .lay_out = lay_out,
				       .draw = draw,
				       .key = key,
				       .renew = renew,
				       .close = close_review,
				       .shows_answers = true,
				       .way_back = N_("Esc back to the review") });
}
