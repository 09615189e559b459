/* SPDX-License-Identifier: MIT */
/* app.h — the loop and the stack of screens. A screen is a value: a name, a table of actions, draw, key. Screens do not loop. */
#ifndef APP_H
#define APP_H

#include <stdbool.h>

#include "base/err.h"
#include "edit/session.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/term.h"

struct app;

/* What happens on a key. One table (screen/actions.c) feeds bindings, footer, palette, help and the manual. */
struct action {
	const char *name;    /* "next-problem": stable, for the user's key file */
	const char *title;   /* N_("next missing or wrong field") */
	const char *footer;  /* N_("next problem"): short, or NULL when it never stands in the footer */
	const char *keys;    /* "Ctrl-N F8", the first one is shown */
	void (*run)(struct app *app);
	bool (*possible)(const struct app *app); /* NULL: always */
};

/* A screen on the stack. `state` is its own; freed by `close`. */
struct screen {
	const char *name;
	void *state;
	void (*draw)(const struct app *app, const void *state, struct canvas *canvas);
	/* True if the key was used; otherwise the screen below is not asked: only global actions are. */
	bool (*key)(struct app *app, void *state, const struct key_event *event);
	void (*close)(void *state);
	const struct action *const *footer; /* NULL-terminated: actions its footer may show, most useful first */
};

struct app {
	struct term *term;
	struct session *session;
	struct screen stack[8];
	int depth;
	bool leaving;
	bool discard;
	bool restricted;
	struct canvas canvas;
	const struct form_library *library;
};

void app_push(struct app *app, struct screen screen);
void app_pop(struct app *app);
/* Runs the editor on an open store until the person leaves. The exit status: 0, or 2 if the last save failed. */
int app_run(struct store *store, struct term *term, long today, bool restricted);

#endif
