/* SPDX-License-Identifier: MIT */
/* key.h — what came from the keyboard: a key with a name, typed text, or pasted text. */
#ifndef KEY_H
#define KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Named keys; Ctrl-A … are KEY_CTRL('A'); Alt-x is KEY_ALT('x'). */
/* clang-format off */
enum key_code {
	KEY_NONE,
	KEY_TEXT,    /* typed characters, in event.text */
	KEY_PASTE,   /* a bracketed paste, in event.text, raw */
	KEY_RESIZE,
	KEY_SIGNAL,  /* SIGHUP, SIGTERM, SIGINT, SIGQUIT */
	KEY_LOST,    /* the terminal is gone */
	KEY_CONTINUE,
	KEY_WAKE,    /* something of our own asks to be looked at */
	KEY_CLICK, KEY_WHEEL_UP, KEY_WHEEL_DOWN, /* the mouse: event.row, event.column */
	KEY_CURSOR_REPORT, /* event.row, event.column */
	KEY_TAB, KEY_SHIFT_TAB, KEY_ENTER, KEY_ESCAPE, KEY_BACKSPACE, KEY_DELETE, KEY_INSERT,
	KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN,
	KEY_F1, KEY_F2, KEY_F3, KEY_F4, KEY_F5, KEY_F6, KEY_F7, KEY_F8, KEY_F9, KEY_F10, KEY_F11, KEY_F12,
	KEY_NAMED_END,
	KEY_CTRL_BASE = 0x100,  /* + '@' … '_' */
	KEY_ALT_BASE = 0x200,   /* + an ASCII character */
	KEY_SHIFT = 0x1000, KEY_CONTROL = 0x2000, KEY_META = 0x4000 /* modifiers of named keys */
};
/* clang-format on */
#define KEY_CTRL(letter) (KEY_CTRL_BASE + (letter))
#define KEY_ALT(letter) (KEY_ALT_BASE + (letter))

struct key_event {
	int code;        /* enum key_code with modifiers */
	struct buf text; /* KEY_TEXT, KEY_PASTE */
	int row, column; /* KEY_CURSOR_REPORT, the mouse: from 1 */
};

/* "Ctrl-N", "Shift-Tab", "F8", "PageDown" (the same in every language) into `name`; and back (0 if unknown). */
void key_label(int code, char name[32]);
int key_find(const char *name);

/* Bytes to events: a state machine fed with what read() gave and when (ms of any clock that only goes forward); a partial
 * sequence waits for more or for time. */
struct key_reader {
	struct buf pending;
	long since; /* of the last feed */
	bool pasting;
	bool paste_over;   /* the paste is to be handed over as it is */
	bool paste_broken; /* its end never came: what comes in bulk soon is the rest of it */
	struct buf paste;
	bool synchronized; /* the terminal said it knows synchronized output (mode 2026) */
	/* The beginning of a sequence that was given up, and behind it what may be its late tail. */
	struct buf late;
	size_t given_up; /* bytes of `late` that were */
	long late_until;
	/* sequences of this terminal (terminfo), longest first */
	struct key_sequence {
		const char *bytes;
		int code;
	} * sequences;
	size_t sequence_count;
};
void key_reader_init(struct key_reader *reader);
void key_reader_clear(struct key_reader *reader);
void key_reader_add_sequence(struct key_reader *reader, const char *bytes, int code);
void key_reader_feed(struct key_reader *reader, const char *bytes, size_t len, long now);
/* The next whole event; false if there is none yet. Consecutive typed characters may come as one KEY_TEXT. */
bool key_reader_next(struct key_reader *reader, struct key_event *event);
/* How many ms what is pending may wait for more bytes; -1: nothing does. */
int key_reader_wait(const struct key_reader *reader, long now);
/* That time is over: a lone ESC is the Escape key, an unfinished sequence is none, an unfinished paste ends. */
void key_reader_timeout(struct key_reader *reader, long now);
/* No more bytes will come: a paste that runs is handed over with the next event. */
void key_reader_end_paste(struct key_reader *reader);

#endif
