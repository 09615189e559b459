/* SPDX-License-Identifier: MIT */
/* terminfo.h — what the terminal's description says, as plain strings. The one file that includes curses.h, whose names for
 * keys are ours too, stands behind it. */
#ifndef TERMINFO_H
#define TERMINFO_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "tui/key.h"
#include "tui/painter.h"

/* Zeroed is empty. Its strings live in the arena. */
struct terminfo {
	struct arena strings;
	struct painter_terminal painter;
	const char *enter, *leave;      /* alternate screen */
	const char *keys_on, *keys_off; /* keypad transmit mode; may be NULL */
	bool xterm_like;                /* understands CSI sequences: bracketed paste, cursor reports, OSC 52 */
};

/* Reads the description of $TERM. False with a sentence if there is none or it
 * cannot put the cursor anywhere. */
bool terminfo_read(struct terminfo *info, bool no_color, struct err *err);
/* The terminal of the last terminfo_read() cannot be spoken to any more. */
void terminfo_clear(struct terminfo *info);
/* Gives the reader the key sequences of this terminal. */
void terminfo_keys(struct key_reader *reader);

#endif
