/* SPDX-License-Identifier: MIT */
/* reader.c — a long text, scrolled by rows and pages. */
#include <config.h>

#include "screen/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/frame.h"
#include "text/wrap.h"
#include "tui/list_view.h"
#include "tui/text_view.h"

struct reader {
	char *title, *text;
	struct wrap wrap;
	size_t top, rows;
};

static void lay_out(struct app *app, void *state, int rows, int columns)
{
	struct reader *reader = state;
	wrap_text(&reader->wrap, reader->text, strlen(reader->text), columns - 4, app->canvas.ambiguous);
	reader->rows = (size_t)(rows - FRAME_TOP - 2 - FRAME_BOTTOM);
	reader->top = scrolled(reader->top, KEY_NONE, reader->wrap.count, reader->rows);
}

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct reader *reader = state;
	size_t len = strlen(reader->text);
	struct text_view view = {
		.text = reader->text, .len = len, .wrap = &reader->wrap, .limit_at = len, .top = reader->top
	};
	frame_header(app, canvas);
	canvas_string(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, reader->title);
	text_view_draw(&view, canvas, FRAME_TOP + 2, 2, canvas->columns - 4, (int)reader->rows);
	canvas_cursor(canvas, FRAME_TOP, 1);
	frame_footer(app, canvas, _("Up Down PageUp PageDown scroll  Esc back"));
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct reader *reader = state;
	switch (event->code) {
	case KEY_ESCAPE:
	case KEY_ENTER:
	case KEY_F1: app_pop(app); break;
	default:
		app_refuse_text(app, event);
		reader->top = scrolled(reader->top, event->code, reader->wrap.count, reader->rows);
	}
	return true;
}

static void close_reader(void *state)
{
	struct reader *reader = state;
	wrap_clear(&reader->wrap);
	free(reader->title);
	free(reader->text);
	free(reader);
}

void reader_push(struct app *app, char *title, char *text)
{
	struct reader *reader = mem_alloc(1, sizeof *reader);
	reader->title = title;
	reader->text = text;
	app_push(app, (struct screen){ .state = reader, .lay_out = lay_out, .draw = draw, .key = key, .close = close_reader });
}
