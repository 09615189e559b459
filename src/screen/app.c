/* SPDX-License-Identifier: MIT */
/* app.c — draw, hand what was typed to the kernel, show, read a key, run what it means. */
#include <config.h>

#include "screen/app.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "screen/action.h"
#include "screen/draft_screen.h"
#include "screen/notice_screen.h"
#include "screen/picker_screen.h"
#include "text/grapheme.h"
#include "tui/text_view.h"

enum { LEAST_ROWS = 10, LEAST_COLUMNS = 40 };

bool app_push(struct app *app, struct screen screen)
{
	if (app->depth < APP_MOST_SCREENS) {
		app->stack[app->depth++] = screen;
		return true;
	}
	if (screen.close)
		screen.close(screen.state);
	return false;
}

void app_pop(struct app *app)
{
	struct screen *top = &app->stack[--app->depth];
	if (top->close)
		top->close(top->state);
}

void app_refuse_text(struct app *app, const struct key_event *event)
{
	if (app->session && (event->code == KEY_TEXT || event->code == KEY_PASTE))
		session_say(app->session, true, "%s", _("What is typed here goes nowhere: Esc goes back first."));
}

static void draw_too_small(struct canvas *canvas)
{
	text_draw(canvas, 0, 0, canvas->columns, canvas->rows, STYLE_PLAIN,
		  _("The window is too small. Nothing is lost: make it at least 40 columns by 10 rows."));
	canvas_cursor(canvas, 0, 0);
}

/* Another session took the draft over while this one hung, or its lock failed: what is typed here would go nowhere. */
static void tell_if_lost(struct app *app)
{
	const struct store *store = app->session ? app->session->store : NULL;
	if (app->lost_told || !store || (!store_lost(store) && !store_unlocked(store)))
		return;
	app->lost_told = true;
	if (store_unlocked(store))
		notice_push_refusal(app);
	else
		session_say(app->session, true, "%s",
			    _("Another session has taken over: read only here. Copy what you typed last."));
}

static void draw(struct app *app)
{
	tell_if_lost(app);
	app->term->ops->size(app->term, &app->rows, &app->columns);
	app->canvas.ambiguous = app->term->ops->ambiguous(app->term);
	canvas_erase(&app->canvas, app->rows, app->columns);
	struct screen *top = &app->stack[app->depth - 1];
	if (app->rows < LEAST_ROWS || app->columns < LEAST_COLUMNS) {
		draw_too_small(&app->canvas);
	} else {
		if (top->lay_out)
			top->lay_out(app, top->state, app->rows, app->columns);
		top->draw(app, top->state, &app->canvas);
	}
	app->term->ops->show(app->term, &app->canvas);
}

/* What can be seen has been handed to the kernel; and whether it could be is seen, too. Whether the journal was moved away takes
 * longer to tell than a key should wait for its screen: it is looked at right after, and seen in a frame more. */
static void show(struct app *app)
{
	bool written = app->session && session_write(app->session);
	draw(app);
	if (written && !session_flush(app->session))
		draw(app);
}

bool app_has_only_copy(const struct app *app)
{
	const struct store *store = app->session ? app->session->store : NULL;
	return store && (store_writable(store) ? store_state(store) == STORE_UNPROTECTED : store_only_here(store));
}

bool app_keep_aside(struct app *app)
{
	struct buf farewell = { 0 };
	struct err err = { 0 };
	char *name;
	if (!store_keep_aside(app->session->store, &name, &err)) {
		session_say(app->session, true, "%s", err.text);
		err_clear(&err);
		return false;
	}
	buf_printf(&farewell, _("%s: what was typed last could not be saved there; the draft with it in is kept as %s."),
		   store_path(app->session->store), name);
	free(app->farewell);
	app->farewell = buf_take(&farewell);
	free(name);
	return true;
}

/* The connection or the machine goes away: keep everything, ask nothing. */
static void end_at_once(struct app *app)
{
	app->leaving = true;
	if (!app->session)
		return;
	session_flush(app->session);
	if (!store_writable(app->session->store) && app_has_only_copy(app)) {
		app->failed = true;
		app_keep_aside(app);
		return;
	}
	app->failed = store_unlocked(app->session->store) && store_state(app->session->store) != STORE_SAVED;
	if (store_writable(app->session->store))
		app->failed = !session_save(app->session, NULL) && store_state(app->session->store) != STORE_SAVED;
	store_sync(app->session->store);
	if (app->failed && app_has_only_copy(app))
		app_keep_aside(app);
}

/* Elsewhere than in the list of fields the wheel is the arrow keys. */
static void turn_wheel(const struct app *app, struct key_event *event)
{
	if (app->stack[app->depth - 1].is_draft)
		return;
	if (event->code == KEY_WHEEL_UP || event->code == KEY_WHEEL_DOWN)
		event->code = event->code == KEY_WHEEL_UP ? KEY_UP : KEY_DOWN;
}

/* What was copied or cut is for the terminal's clipboard, too. */
static void share_clipboard(struct app *app)
{
	struct session *session = app->session;
	if (!app->term->ops->copy(app->term, session->clipboard, strlen(session->clipboard)))
		session_say(session, false, "%s", _("Ctrl-V has it here; it is too long for the terminal's own clipboard."));
}

static void dispatch(struct app *app, const struct key_event *event)
{
	struct session *session = app->session;
	switch (event->code) {
	case KEY_NONE:
	case KEY_RESIZE:
	case KEY_CONTINUE:
	case KEY_WAKE: return;
	case KEY_SIGNAL:
	case KEY_LOST: /* a lost line shows itself as either */ end_at_once(app); return;
	default: break;
	}
	size_t copied = session ? session->clipboard_serial : 0;
	if (session)
		session_say(session, false, "%s", "");
	struct screen *top = &app->stack[app->depth - 1];
	/* In a line to type into, too, what was copied can be put. */
	struct key_event put = { .code = KEY_PASTE };
	if (session && session->clipboard && !top->is_draft && event->code == KEY_CTRL('V')) {
		buf_puts(&put.text, session->clipboard);
		event = &put;
	}
	const struct action *action = keymap_action(&app->keymap, event->code);
	bool meant = action && action_reaches(app, action, top);
	if (!meant)
		meant = !top->key(app, top->state, event) && top->takes_actions && action;
	buf_clear(&put.text);
	if (meant && action_is_possible(app, action))
		action->run(app);
	else if (meant && session && !store_writable(session->store))
		session_say(session, true, "%s", store_read_only(session->store));
	else if (meant && session)
		session_say(session, false, "%s", action_refusal(action));
	if (session && session == app->session && session->clipboard_serial != copied)
		share_clipboard(app);
}

/* Keys typed fast, or sent late by the line, come as one run of text. Into an answer it goes whole; anywhere else each
 * character is a key of its own, and may change where the next one goes. */
static void dispatch_text(struct app *app, const struct buf *run)
{
	struct key_event one = { .code = KEY_TEXT };
	for (size_t at = 0, next; at < run->len && !app->leaving; at = next) {
		bool whole = app->stack[app->depth - 1].is_draft && app->session->part == FOCUS_TEXT;
		next = whole ? run->len : grapheme_next(run->data, run->len, at);
		buf_reset(&one.text);
		buf_put(&one.text, run->data + at, next - at);
		dispatch(app, &one);
	}
	buf_clear(&one.text);
}

void app_open(struct app *app, struct store *store)
{
	app->session = session_new(store, app->options.today, app->term->ops->ambiguous(app->term));
	if (app->options.undo_all)
		undo_unbind(app->session->undo);
	app->term->wake = store_wake(store);
	draft_push(app, false);
	notice_push_opening(app);
	if (app->trouble && !(app->session->message && *app->session->message))
		session_say(app->session, true, "%s", app->trouble);
}

static void close_all(struct app *app)
{
	while (app->depth)
		app_pop(app);
	if (app->session)
		session_free(app->session, app->discard);
	app->session = NULL;
	app->term->wake = -1;
}

bool app_reload(struct app *app)
{
	if (!app->session || !session_reload(app->session))
		return false;
	if (app->session->holder_ended)
		session_say(app->session, false, "%s", _("The other session has ended. To write here: Esc, “write here”."));
	for (int i = 0; i < app->depth; i++)
		if (app->stack[i].renew)
			app->stack[i].renew(app, app->stack[i].state);
	return true;
}

bool app_take_over(struct app *app)
{
	struct err err = { 0 };
	struct store *store = store_open(app->options.library, app->options.form_file, store_path(app->session->store),
					 STORE_TAKE_OVER, 0, &err);
	if (!store) {
		session_say(app->session, true, "%s", err.text);
		err_clear(&err);
		return false;
	}
	close_all(app);
	app_open(app, store);
	return true;
}

enum { READ_AGAIN_MS = 500, PROTECT_AGAIN_MS = 1000 };

/* How long to wait for a key. Whoever only reads looks twice a second what others write; what could not be protected is tried
 * again. A draft that is written and safe wakes nobody. */
static int patience(const struct app *app)
{
	struct store *store = app->session ? app->session->store : NULL;
	if (!store || store_lost(store) || store_unlocked(store))
		return -1;
	if (!store_writable(store))
		return READ_AGAIN_MS;
	return store_state(store) == STORE_UNPROTECTED ? PROTECT_AGAIN_MS : -1;
}

/* The time is over without a key. Is there anything new to show? */
static bool look_again(struct app *app)
{
	return store_writable(app->session->store) || app_reload(app);
}

int app_run(struct store *store, struct term *term, const struct app_options *options)
{
	struct footer footer = { 0 };
	struct app app = { .term = term, .options = *options, .footer = &footer };
	struct err err = { 0 };
	if (!keymap_load(&app.keymap, &err))
		app.trouble = err_sentence(&err);
	err_clear(&err);
	canvas_init(&app.canvas, term->ops->ambiguous(term));
	if (store)
		app_open(&app, store);
	else
		picker_push(&app);
	struct key_event event = { 0 };
	bool stale = true;
	while (!app.leaving && app.depth) {
		if (stale)
			show(&app);
		int ms = patience(&app);
		term->ops->read(term, ms, &event);
		stale = event.code != KEY_NONE || (ms >= 0 && look_again(&app));
		turn_wheel(&app, &event);
		if (event.code == KEY_TEXT)
			dispatch_text(&app, &event.text);
		else
			dispatch(&app, &event);
	}
	buf_clear(&event.text);
	close_all(&app);
	keymap_clear(&app.keymap);
	free(app.trouble);
	canvas_clear(&app.canvas);
	buf_clear(&footer.asked);
	buf_clear(&footer.keys);
	term->ops->close(term);
	if (app.farewell && options->note)
		options->note("%s", app.farewell);
	free(app.farewell);
	return app.failed ? 2 : 0;
}
