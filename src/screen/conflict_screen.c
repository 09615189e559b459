/* SPDX-License-Identifier: MIT */
/* conflict_screen.c — ours at the left, theirs at the right; one key settles it, undo takes it back. */
#include <config.h>

#include "screen/conflict_screen.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "screen/frame.h"
#include "tui/text_view.h"

/* Where the texts begin: header, title, prompt, a blank, their headings. */
enum { TEXT_TOP = FRAME_TOP + 5 };

static void draw_side(struct canvas *canvas, int column, int columns, const char *title, const char *text)
{
	int rows = canvas->rows - FRAME_BOTTOM - TEXT_TOP;
	canvas_string(canvas, TEXT_TOP - 1, column, columns, STYLE_BOLD, title);
	text_draw(canvas, TEXT_TOP, column, columns, rows, STYLE_PLAIN, text ? text : _("(not answered)"));
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct draft *draft = session_draft(app->session);
	struct place place = app->session->focus;
	const char *theirs = draft_part(draft, place, PART_THEIRS);
	char *ours = draft_joined(draft, place);
	int half = (canvas->columns - 6) / 2;
	(void)state;
	frame_header(app, canvas);
	canvas_printf(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, "%s %s", place.field->item->number,
		      place.field->item->name);
	canvas_string(canvas, FRAME_TOP + 1, 2, canvas->columns - 4, STYLE_PLAIN, _("This field was changed on both sides. Which text stays?"));
	draw_side(canvas, 2, half, _("1 Ours"), ours);
	draw_side(canvas, half + 4, half, _("2 Theirs"), theirs && *theirs ? theirs : NULL);
	canvas_cursor(canvas, TEXT_TOP - 1, 2);
	frame_footer(app, canvas, _("1 ours  2 theirs  3 both, one after the other  Esc decide later"));
	free(ours);
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	const char *text = buf_text(&event->text);
	(void)state;
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else if (event->code == KEY_TEXT && text[0] >= '1' && text[0] <= '3') {
		app_pop(app);
		session_resolve(app->session, (enum side)(text[0] - '1'));
	}
	return true;
}

void conflict_push(struct app *app)
{
	app_push(app, (struct screen){ .name = "conflict", .draw = draw, .key = key });
}
