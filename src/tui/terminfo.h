/* SPDX-License-Identifier: MIT */
/* terminfo.h — what the terminal's description says, as plain strings. The one file that includes curses.h, whose names for
 * keys are ours too, stands behind it. */
#ifndef TERMINFO_H
#define TERMINFO_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/key.h"
#include "tui/painter.h"

struct terminfo {
	struct painter_terminal painter;
	const char *enter, *leave;   /* alternate screen */
	const char *keys_on, *keys_off; /* keypad transmit mode; may be NULL */
	bool xterm_like;             /* understands CSI sequences: bracketed paste, cursor reports, OSC 52 */
};

/* Reads the description of $TERM. The strings live as long as the program. False with a sentence if there is none or it
 * cannot put the cursor anywhere. */
bool terminfo_read(struct terminfo *info, bool no_color, struct err *err);
/* Gives the reader the key sequences of this terminal. */
void terminfo_keys(struct key_reader *reader);

#endif
