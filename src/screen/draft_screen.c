/* SPDX-License-Identifier: MIT */
/* draft_screen.c — the fields one below the other, the focused one opened in place. */
#include <config.h>

#include "screen/draft_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "draft/part_text.h"
#include "edit/outline.h"
#include "form/type.h"
#include "screen/field_line.h"
#include "screen/field_view.h"
#include "screen/frame.h"
#include "text/fold.h"
#include "text/width.h"

/* From this width on the sections stand at the left all the time. */
enum { PANE_FROM = 100, PANE_COLUMNS = 30, PANE_WIDE_FROM = 116, PANE_WIDE_COLUMNS = 36 };

struct view {
	bool returns;       /* opened from another screen: Esc goes back there */
	struct place place; /* the focus as last laid out */
	int row;            /* where the focused field begins */
	int top, bottom;    /* rows top … bottom - 1 hold the list */
	int column, columns;
	struct field_layout layout;
	struct field_notes notes;
	struct field_lines *lines;
	enum filter filter; /* as last laid out; and whose fields */
	char *assignee;
};

/* Rows above a field's own where a section begins: a blank, unless it is the first, and the section's title. */
static int heading_rows(const struct app *app, struct place place)
{
	struct place before = place;
	if (!session_next_shown(app->session, &before, -1))
		return 1;
	return before.field->section != place.field->section || before.instance != place.instance ? 2 : 0;
}

/* Rows from where `from` begins to where `to` does, all closed; 0 if it is further than `most`. */
static int distance(const struct app *app, struct place from, struct place to, int most)
{
	int rows = 0;
	for (struct place at = from; rows <= most && session_next_shown(app->session, &at, 1);) {
		rows += 1 + heading_rows(app, at);
		if (place_equal(at, to))
			return rows;
	}
	rows = 0;
	for (struct place at = from; rows <= most;) {
		int heading = heading_rows(app, at);
		if (!session_next_shown(app->session, &at, -1))
			break;
		rows += 1 + heading;
		if (place_equal(at, to))
			return -rows;
	}
	return 0;
}

/* Rows the list has above a place, at most `most`. */
static int rows_above(const struct app *app, struct place place, int most)
{
	int rows = heading_rows(app, place);
	while (rows < most && session_next_shown(app->session, &place, -1))
		rows += 1 + heading_rows(app, place);
	return rows;
}

/* Rows the list has below the field a place is in, at most `most`. */
static int rows_below(const struct app *app, struct place place, int most)
{
	int rows = 0;
	while (rows < most && session_next_shown(app->session, &place, 1))
		rows += 1 + heading_rows(app, place);
	return rows;
}

/* Are other fields shown than when it was laid out last? */
static bool filtered_anew(struct view *view, const struct session *session)
{
	bool anew = view->filter != session->filter || !text_equal(view->assignee, session->assignee);
	view->filter = session->filter;
	if (anew) {
		free(view->assignee);
		view->assignee = mem_string(session->assignee);
	}
	return anew;
}

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct view *view = state;
	struct session *session = app->session;
	view->column = columns >= PANE_WIDE_FROM ? PANE_WIDE_COLUMNS : columns >= PANE_FROM ? PANE_COLUMNS : 0;
	view->columns = columns - view->column;
	view->top = FRAME_TOP + 1; /* above stands the title of a section whose beginning is out of sight */
	view->bottom = rows - FRAME_BOTTOM;
	session_lay_out(session, field_text_columns(view->columns), app->canvas.ambiguous);
	int room = view->bottom - view->top;
	bool moved = !view->place.field || !place_equal(view->place, session->focus);
	if (moved) {
		int by = view->place.field && view->place.instance <
						      draft_instances(session_draft(session), view->place.field->section)
				 ? distance(app, view->place, session->focus, room)
				 : 0;
		view->row = by ? view->row + by : session->row && !view->place.field ? session->row : view->top + room / 4;
		view->place = session->focus;
		view->layout.text_top = 0;
	}
	/* One row above and below stays for what comes before and after. */
	view->layout = field_layout(app, view->columns, room > 8 ? room - 2 : room, view->layout.text_top, &view->notes);
	if (view->row + view->layout.height > view->bottom)
		view->row = view->bottom - view->layout.height;
	int above = rows_above(app, session->focus, room);
	/* Fewer fields than before fill the window from its top. */
	if (filtered_anew(view, session)) {
		int rest = view->bottom - view->row - view->layout.height;
		int empty = rest - rows_below(app, session->focus, rest);
		view->row += empty > 0 ? empty : 0;
	}
	int least = view->top + (above < 3 ? above : 1);
	if (view->row < least)
		view->row = least;
	if (view->row > view->top + above)
		view->row = view->top + above;
	if (view->row + view->layout.height > view->bottom)
		view->row = view->bottom - view->layout.height > view->top ? view->bottom - view->layout.height : view->top;
	session->row = view->row;
}

static void draw_heading(const struct app *app, const struct view *view, struct place place, struct canvas *canvas, int row)
{
	struct outline_entry entry = { place.field->section, place.instance };
	char *title = outline_title(session_draft(app->session), &entry, false),
	     *badge = outline_badge(app->session->checker, &entry);
	if (row >= FRAME_TOP && row < view->bottom) {
		int width = width_text(badge, strlen(badge), canvas->ambiguous);
		canvas_string(canvas, row, view->column + 1, view->columns - width - 4, STYLE_BOLD, title);
		canvas_string(canvas, row, view->column + view->columns - 1 - width, width, STYLE_DIM, badge);
	}
	free(title);
	free(badge);
}

static void draw_list(const struct app *app, const struct view *view, struct canvas *canvas)
{
	struct place at = app->session->focus;
	int row = view->row;
	bool titled = false; /* the first field's section */
	field_lines_begin(view->lines, canvas, view->columns);
	/* Upwards from the focused field. */
	for (;;) {
		titled = false;
		if (heading_rows(app, at) && row > view->top) {
			draw_heading(app, view, at, canvas, row - 1);
			row -= heading_rows(app, at);
			titled = true;
		}
		if (row <= view->top || !session_next_shown(app->session, &at, -1))
			break;
		row--;
		field_line_draw(view->lines, app, at, canvas, row, view->column);
	}
	if (!titled)
		draw_heading(app, view, at, canvas, FRAME_TOP);
	/* Downwards. */
	at = app->session->focus;
	for (row = view->row + view->layout.height; row < view->bottom && session_next_shown(app->session, &at, 1); row++) {
		if (heading_rows(app, at)) {
			draw_heading(app, view, at, canvas, row + 1);
			row += 2;
		}
		if (row < view->bottom)
			field_line_draw(view->lines, app, at, canvas, row, view->column);
	}
}

static void draw_pane(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct draft *draft = session_draft(app->session);
	size_t count = outline_count(draft), here = outline_of(draft, app->session->focus);
	size_t rows = (size_t)(view->bottom - view->top), top = here >= rows ? here - rows + 1 : 0;
	int columns = view->column;
	for (size_t i = 0; i < rows && top + i < count; i++) {
		struct outline_entry entry = outline_entry(draft, top + i);
		char *title = outline_title(draft, &entry, true), *badge = outline_badge(app->session->checker, &entry);
		int row = view->top + (int)i, width = width_text(badge, strlen(badge), canvas->ambiguous);
		enum style style = top + i == here ? STYLE_REVERSE : STYLE_PLAIN;
		if (top + i == here)
			canvas_style(canvas, row, 0, columns - 1, STYLE_REVERSE);
		canvas_string(canvas, row, 1, columns - width - 4, style, title);
		canvas_string(canvas, row, columns - 2 - width, width, top + i == here ? STYLE_REVERSE : STYLE_DIM, badge);
		free(title);
		free(badge);
	}
}

/* The keys that can be used now. Beside options it is said how one gets back to them: digits are text there. */
static void draw_keys(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct session *session = app->session;
	const char *back = session->part == FOCUS_TEXT && session->focus.field->option_count ? _("Up options") : NULL;
	int room = canvas->columns - 2 - (back ? width_text(back, strlen(back), canvas->ambiguous) + 2 : 0);
	const char *keys = frame_action_keys(app, room, view->returns ? _("Esc back to the list") : NULL);
	struct buf both = { 0 };
	if (back) {
		buf_printf(&both, "%s  %s", keys, back); /* last: the keys before it stay where they are */
		keys = buf_text(&both);
	}
	frame_footer(app, canvas, keys);
	buf_clear(&both);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct view *view = state;
	frame_header(app, canvas);
	if (view->column)
		draw_pane(app, view, canvas);
	draw_list(app, view, canvas);
	field_open_draw(app, &view->layout, &view->notes, canvas, view->row, view->column, view->columns);
	draw_keys(app, view, canvas);
}

/* Keys */

/* clang-format off */
static const struct {
	int code;
	enum caret_move move;
} moves[] = {
	{ KEY_LEFT, CARET_LEFT },	   { KEY_RIGHT, CARET_RIGHT },	       { KEY_HOME, CARET_ROW_START },
	{ KEY_END, CARET_ROW_END },	   { KEY_CTRL('A'), CARET_ROW_START }, { KEY_CTRL('E'), CARET_ROW_END },
	{ KEY_UP, CARET_UP },		   { KEY_DOWN, CARET_DOWN },	       { KEY_LEFT | KEY_CONTROL, CARET_WORD_LEFT },
	{ KEY_RIGHT | KEY_CONTROL, CARET_WORD_RIGHT },			       { KEY_HOME | KEY_CONTROL, CARET_TEXT_START },
	{ KEY_END | KEY_CONTROL, CARET_TEXT_END },			       { KEY_ALT('b'), CARET_WORD_LEFT },
	{ KEY_ALT('f'), CARET_WORD_RIGHT },
};
/* clang-format on */
static const struct {
	int code;
	enum caret_move move;
} deletions[] = {
	{ KEY_BACKSPACE, CARET_LEFT },
	{ KEY_DELETE, CARET_RIGHT },
	{ KEY_CTRL('W'), CARET_WORD_LEFT },
	{ KEY_BACKSPACE | KEY_META, CARET_WORD_LEFT },
	{ KEY_DELETE | KEY_CONTROL, CARET_WORD_RIGHT },
	{ KEY_CTRL('U'), CARET_ROW_START },
};

static bool move_caret(struct app *app, int code)
{
	struct session *session = app->session;
	bool select = code & KEY_SHIFT || session->caret.sticky;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (moves[i].code != (code & ~KEY_SHIFT))
			continue;
		if (session_move(session, moves[i].move, select) || select)
			return true;
		/* At an answer's edge ↑ and ↓ go to the next field, ← and → nowhere. */
		if (moves[i].move == CARET_UP)
			session_step(session, -1);
		if (moves[i].move == CARET_DOWN)
			session_step(session, 1);
		return true;
	}
	return false;
}

/* In the options: Space, ← → and digits choose. True if the typed text was such a choice. */
static bool choose_by_text(struct session *session, const struct buf *text)
{
	char *plain = fold_ascii(buf_text(text), text->len);
	size_t count = session->focus.field->option_count;
	bool used = true;
	if (!*plain && text->len <= 3)
		session->focus.field->type->entry == ENTRY_OPTIONS ? session_choose(session, session->option)
								   : session_choose_step(session, 1);
	else if (plain[0] >= '1' && plain[0] <= '9' && !plain[1] && (size_t)(plain[0] - '1') < count)
		session_choose(session, (size_t)(plain[0] - '1'));
	else
		used = false;
	free(plain);
	return used;
}

static bool option_key(struct app *app, const struct key_event *event)
{
	struct session *session = app->session;
	switch (event->code) {
	case KEY_TEXT: return choose_by_text(session, &event->text);
	case KEY_LEFT:
	case KEY_RIGHT: session_choose_step(session, event->code == KEY_LEFT ? -1 : 1); return true;
	case KEY_UP:
	case KEY_DOWN: {
		int direction = event->code == KEY_UP ? -1 : 1;
		/* Where several may be chosen the options are gone through one by one; where one is, ↓ must not change it. */
		if (session->focus.field->type->entry == ENTRY_OPTIONS &&
		    (direction < 0 ? session->option > 0 : session->option + 1 < session->focus.field->option_count))
			session_choose_step(session, direction);
		else
			session_step(session, direction);
		return true;
	}
	case KEY_HOME:
	case KEY_END: return true;
	default: return false;
	}
}

/* Within a text that is longer than its window; the last row becomes the first. False at its edge. */
static bool page_text(struct session *session, struct view *view, int direction)
{
	size_t rows = (size_t)view->layout.text, by = rows > 2 ? rows - 1 : 1, *top = &view->layout.text_top;
	bool moved = false;
	if (session->part != FOCUS_TEXT || session->wrap.count <= rows)
		return false;
	for (size_t i = 0; i < by; i++)
		moved = session_move(session, direction > 0 ? CARET_DOWN : CARET_UP, session->caret.sticky) || moved;
	*top = direction > 0 ? *top + by : *top > by ? *top - by : 0;
	return moved;
}

static void page(struct app *app, struct view *view, int direction)
{
	if (page_text(app->session, view, direction))
		return;
	int rows = view->bottom - view->top - view->layout.height;
	struct place place = app->session->focus;
	for (int moved = 0; moved < (rows > 4 ? rows : 4) && session_next_shown(app->session, &place, direction);)
		moved += 1 + heading_rows(app, place);
	if (!place_equal(place, app->session->focus)) {
		session_go(app->session, place);
		view->place = place; /* the focused field stays where it is, the others move past it */
		view->layout.text_top = 0;
	}
}

/* The field of a row of the list outside the focused one; as draw_list() goes. */
static bool place_at(const struct app *app, const struct view *view, int row, struct place *place)
{
	*place = app->session->focus;
	if (row < view->row) {
		for (int at = view->row; at > view->top;) {
			at -= heading_rows(app, *place);
			if (!session_next_shown(app->session, place, -1) || --at < row)
				return false;
			if (at == row)
				return true;
		}
		return false;
	}
	for (int at = view->row + view->layout.height; at <= row && session_next_shown(app->session, place, 1); at++) {
		at += heading_rows(app, *place);
		if (at == row)
			return true;
	}
	return false;
}

/* The entry of the sections' pane in a row; as draw_pane() goes. */
static bool section_at(const struct app *app, const struct view *view, int row, struct place *place)
{
	const struct draft *draft = session_draft(app->session);
	size_t count = outline_count(draft), here = outline_of(draft, app->session->focus);
	size_t rows = (size_t)(view->bottom - view->top), top = here >= rows ? here - rows + 1 : 0;
	if (row < view->top || row >= view->bottom || top + (size_t)(row - view->top) >= count)
		return false;
	struct outline_entry entry = outline_entry(draft, top + (size_t)(row - view->top));
	*place = (struct place){ &draft_form(draft)->fields[entry.section->first_field], entry.instance };
	return true;
}

static void click(struct app *app, const struct view *view, int row, int column)
{
	struct place place;
	if (column < view->column) {
		if (section_at(app, view, row, &place))
			session_focus(app->session, place);
	} else if (row >= view->row && row < view->row + view->layout.height) {
		field_click(app, &view->layout, row - view->row, column - view->column, view->columns);
	} else if (row < view->bottom && place_at(app, view, row, &place)) {
		session_go(app->session, place);
	}
}

static void wheel(struct app *app, int direction)
{
	struct place place = app->session->focus;
	if (session_next_shown(app->session, &place, direction))
		session_go(app->session, place);
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct session *session = app->session;
	const struct view *view = state;
	bool lines = session->focus.field->type->entry == ENTRY_LINES ||
		     (session->focus.field->type->entry == ENTRY_OPTIONS && session->part == FOCUS_TEXT);
	if (view->returns && event->code == KEY_ESCAPE) {
		app_pop(app);
		return true;
	}
	if (event->code == KEY_CLICK || event->code == KEY_WHEEL_UP || event->code == KEY_WHEEL_DOWN) {
		if (event->code == KEY_CLICK)
			click(app, view, event->row - 1, event->column - 1);
		else
			wheel(app, event->code == KEY_WHEEL_UP ? -1 : 1);
		return true;
	}
	if (session->part == FOCUS_OPTION && option_key(app, event))
		return true;
	for (size_t i = 0; i < sizeof deletions / sizeof *deletions; i++)
		if (deletions[i].code == event->code) {
			session_delete(session, deletions[i].move);
			return true;
		}
	switch (event->code) {
	case KEY_TEXT: session_type(session, buf_text(&event->text), event->text.len); return true;
	case KEY_PASTE: session_paste(session, buf_text(&event->text), event->text.len); return true;
	case KEY_ENTER:
		if (lines)
			session_type(session, "\n", 1);
		else
			session_step(session, 1);
		return true;
	case KEY_PAGE_DOWN:
	case KEY_PAGE_UP: page(app, state, event->code == KEY_PAGE_DOWN ? 1 : -1); return true;
	default: return move_caret(app, event->code);
	}
}

static void close_view(void *state)
{
	struct view *view = state;
	field_notes_clear(&view->notes);
	field_lines_clear(view->lines);
	free(view->lines);
	free(view->assignee);
	free(view);
}

void draft_push(struct app *app, bool returns)
{
	struct view *view = mem_alloc(1, sizeof *view);
	view->returns = returns;
	view->lines = mem_alloc(1, sizeof *view->lines);
	app_push(app, (struct screen){ .state = view,
				       .lay_out = lay_out,
				       .draw = draw,
				       .key = key,
				       .close = close_view,
				       .takes_actions = true,
				       .is_draft = true });
}

void draft_push_at(struct app *app, struct place place)
{
	session_focus(app->session, place);
	draft_push(app, true);
}
