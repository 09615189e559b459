/* SPDX-License-Identifier: MIT */
/* replace_screen.c — asks for the two texts; the count is said, and one undo takes it back. */
#include <config.h>

#include "screen/replace_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/frame.h"
#include "tui/line_input.h"

struct replace {
	struct line_input inputs[2]; /* what is sought, what it becomes */
	size_t at;
};

static void draw(const struct app *app, const void *state, struct canvas *canvas)
{
	static const char *const titles[] = { N_("Text in answers, exactly as it stands there"),
					      N_("What it becomes (empty: nothing)") };
	const struct replace *replace = state;
	frame_header(app, canvas);
	canvas_string(canvas, FRAME_TOP, 2, canvas->columns - 4, STYLE_BOLD, _("Replace in all answers"));
	/* The one in use last: it puts the cursor. */
	for (size_t i = 0; i < 2; i++) {
		size_t which = i ? replace->at : !replace->at;
		int row = FRAME_TOP + 2 + 3 * (int)which;
		canvas_string(canvas, row, 2, canvas->columns - 4, STYLE_PLAIN, _(titles[which]));
		canvas_string(canvas, row + 1, 2, 2, STYLE_BOLD, "> ");
		line_input_draw(&replace->inputs[which], canvas, row + 1, 4, canvas->columns - 6);
	}
	frame_footer(app, canvas, _("Tab the other line  Enter replace  Esc back"));
}

static bool key(struct app *app, void *state, const struct key_event *event)
{
	struct replace *replace = state;
	bool ready = replace->at == 1 && replace->inputs[0].text.len > 0;
	if (event->code == KEY_ESCAPE) {
		app_pop(app);
	} else if (event->code == KEY_ENTER && ready) {
		session_replace(app->session, buf_text(&replace->inputs[0].text), buf_text(&replace->inputs[1].text));
		app_pop(app);
	} else if (event->code == KEY_ENTER || event->code == KEY_TAB || event->code == KEY_SHIFT_TAB ||
		   event->code == KEY_UP || event->code == KEY_DOWN) {
		replace->at = !replace->at;
	} else {
		line_input_key(&replace->inputs[replace->at], event, NULL);
	}
	return true;
}

static void close_replace(void *state)
{
	struct replace *replace = state;
	line_input_clear(&replace->inputs[0]);
	line_input_clear(&replace->inputs[1]);
	free(replace);
}

void replace_push(struct app *app)
{
	app_push(app, (struct screen){ .state = mem_alloc(1, sizeof(struct replace)),
				       .draw = draw,
				       .key = key,
				       .close = close_replace,
				       .asks = ASKS_SOMETHING });
}
