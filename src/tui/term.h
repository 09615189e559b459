/* SPDX-License-Identifier: MIT */
/* term.h — the one door to a terminal: size, keys, showing a canvas. Behind it stand the real one (term_tty.c) and the
 * scripted one of the tests (term_script.c). */
#ifndef TERM_DOOR_H
#define TERM_DOOR_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/key.h"

struct term_options {
	int ambiguous; /* 1, 2; 0: measure by cursor report after the first frame */
	bool no_color; /* NO_COLOR */
	bool osc52;    /* copy to the local clipboard */
	bool mouse;    /* clicks and the wheel are read; the terminal's own selection then needs Shift */
};

struct term;
struct term_ops {
	void (*size)(struct term *term, int *rows, int *columns);
	/* Shows the canvas: one write(). */
	void (*show)(struct term *term, const struct canvas *canvas);
	/* Waits for the next event; timeout_ms < 0: for ever. KEY_NONE when the time is over. `event` is reused. */
	void (*read)(struct term *term, int timeout_ms, struct key_event *event);
	/* Draw everything anew with the next show (Ctrl-L, after an external program). */
	void (*redraw)(struct term *term);
	/* Gives the terminal back for a while (external editor, suspend), and takes it again. */
	void (*leave)(struct term *term);
	void (*enter)(struct term *term);
	/* Text to the local clipboard by OSC 52 where allowed. False if it would be, but is too long for that. */
	bool (*copy)(struct term *term, const char *text, size_t len);
	/* Columns of ambiguous-width characters as measured, 1 or 2. */
	int (*ambiguous)(struct term *term);
	void (*close)(struct term *term);
};
struct term {
	const struct term_ops *ops;
	int wake; /* when this descriptor (an eventfd) is readable, read() gives KEY_WAKE; -1: none */
};

/* The terminal on stdin and stdout. NULL with a sentence if there is none or TERM is of no use. */
struct term *term_open(const struct term_options *options, struct err *err);
/* Keys from a script, screens to a file (the language of the script is in term_script.c). */
struct term *term_script_open(const char *keys_path, const char *screens_path, int rows, int columns, int ambiguous,
			      struct err *err);
/* Restores the terminal at once, from any state: for the end by signal or want of memory. Async-signal-safe. */
void term_rescue(void);

#endif
