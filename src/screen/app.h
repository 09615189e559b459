/* SPDX-License-Identifier: MIT */
/* app.h — the loop and the stack of screens. A screen is a value; screens do not loop. */
#ifndef APP_H
#define APP_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "edit/session.h"
#include "form/form_load.h"
#include "screen/keymap.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/term.h"

struct app;

/* A line is being typed, or a question is open: leaving goes back first. Where that is about saving, saving waits for it, too. */
enum asking { ASKS_NOTHING, ASKS_SOMETHING, ASKS_ABOUT_SAVING };

/* A screen on the stack. `state` is its own; freed by `close`. */
struct screen {
	void *state;
	/* Called before each draw, to settle what depends on the size. May be NULL. */
	void (*lay_out)(struct app *app, void *state, int rows, int columns);
	void (*draw)(const struct app *app, const void *state, struct canvas *canvas);
	/* True if the key was used. */
	bool (*key)(struct app *app, void *state, const struct key_event *event);
	/* Another session's changes came in (app_reload()): what was taken from the draft or its checker is no longer valid, and places
	 * may be gone. May be NULL. */
	void (*renew)(struct app *app, void *state);
	void (*close)(void *state); /* may be NULL */
	bool takes_actions;         /* keys it does not use go to the table of actions */
	bool is_draft;              /* typed text goes into an answer */
	bool shows_answers;         /* undo and redo work here, too */
	enum asking asks;
	const char *way_back; /* untranslated; in the footer of a draft's screen above it; NULL: as above any other */
};

enum { APP_MOST_SCREENS = 24 };

struct app_options {
	long today;                         /* YYYYMMDD */
	bool restricted;                    /* nothing outside the draft */
	const struct form_library *library; /* for taking a draft over and for the picker; NULL: neither is offered */
	const char *form_file;              /* or NULL */
	const char *unxlsx;                 /* the helper program that reads .xlsx */
	bool undo_all;                      /* undo without a bound, for a test that takes back 100,000 keys */
	void (*note)(const char *format, ...) __attribute__((format(printf, 1, 2))); /* a line for who sees the end; or NULL */
};

/* The keys as the footer said them last, and what for: most frames say the same. */
struct footer {
	struct buf asked, keys;
	int columns;
	const char *escape;
};

struct app {
	struct term *term;
	struct app_options options;
	struct keymap keymap;
	char *trouble;           /* with the file of keys: said until a draft is open; or NULL */
	struct session *session; /* NULL while a draft is being picked */
	struct screen stack[APP_MOST_SCREENS];
	int depth;
	int rows, columns;
	bool leaving;
	bool discard;   /* leave the file as it was */
	bool failed;    /* the last save failed */
	bool lost_told; /* that another session has taken the draft over */
	char *farewell; /* a sentence to be said once the terminal is given back, or NULL */
	struct canvas canvas;
	struct footer *footer;
};

/* False, and the screen is closed, if there are too many on top of each other. */
bool app_push(struct app *app, struct screen screen);
void app_pop(struct app *app);

/* For a screen with nothing to type into: who types on there, as into an answer, is told that it goes nowhere. */
void app_refuse_text(struct app *app, const struct key_event *event);

/* Begins to edit an open store: its session, the draft's screen, what must be said first. */
void app_open(struct app *app, struct store *store);
/* Of a draft that is only read: shows it as it is now, on every screen. False if there is nothing new. */
bool app_reload(struct app *app);
/* Takes the draft over from the session that holds it. False, with a message, if it cannot be. */
bool app_take_over(struct app *app);
/* Memory holds what neither file nor journal has, and cannot get there: leaving now would lose it. */
bool app_has_only_copy(const struct app *app);
/* Puts that in a new file beside the draft, which the farewell names. False, with a message, if it cannot be. */
bool app_keep_aside(struct app *app);

/* Runs the editor on an open store, which it closes, or lets the person pick a draft (NULL), on a terminal, which it closes
 * too. The exit status: 0, or 2 if what was typed could not be saved. */
int app_run(struct store *store, struct term *term, const struct app_options *options);

#endif
