/* SPDX-License-Identifier: MIT */
/* ask_screen.c — one line asked for. */
#include <config.h>

#include "screen/ask_screen.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/frame.h"
#include "tui/line_input.h"
#include "tui/text_view.h"

struct ask {
	char *title;
	struct line_input input;
	ask_done *done;
	size_t value;
};

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	const struct ask *ask = state;
	frame_header(app, canvas);
	int rows = text_draw(canvas, FRAME_TOP + 1, 2, canvas->columns - 4, canvas->rows - 6, STYLE_BOLD, ask->title);
	canvas_string(canvas, FRAME_TOP + 2 + rows, 2, 2, STYLE_BOLD, "> ");
	line_input_draw(&ask->input, canvas, FRAME_TOP + 2 + rows, 4, canvas->columns - 6);
	frame_footer(app, canvas, _("Enter done  Esc back"));
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct ask *ask = state;
	if (event->code == KEY_ENTER) {
		char *answer = mem_string(buf_text(&ask->input.text));
		ask_done *done = ask->done;
		size_t value = ask->value;
		app_pop(app);
		done(app, answer, value);
		free(answer);
	} else if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else {
		line_input_key(&ask->input, event, NULL);
	}
	return true;
}

static void close_ask(void *state)
{
	struct ask *ask = state;
	line_input_clear(&ask->input);
	free(ask->title);
	free(ask);
}

void ask_push(struct app *app, const char *title, const char *text, ask_done *done, size_t value)
{
	struct ask *ask = mem_alloc(1, sizeof *ask);
	ask->title = mem_string(title);
	line_input_set(&ask->input, text);
	ask->done = done;
	ask->value = value;
	app_push(app, (struct screen){ .state = ask, .draw = draw, .key = key, .close = close_ask, .asks = ASKS_SOMETHING });
}

void ask_push_suggestion(struct app *app, const char *title, const char *text, ask_done *done, size_t value)
{
	ask_push(app, title, text, done, value);
	line_input_select(&((struct ask *)app->stack[app->depth - 1].state)->input);
}

void ask_push_again(struct app *app, const char *title, const char *text, struct err *err, ask_done *done, size_t value)
{
	struct buf both = { 0 };
	char *why = err_sentence(err);
	buf_printf(&both, "%s\n%s", why, title);
	ask_push(app, buf_text(&both), text, done, value);
	buf_clear(&both);
	free(why);
	err_clear(err);
}
