/* SPDX-License-Identifier: MIT */
/* plain_input.h — bytes on stdin become lines; a signal, and a terminal that is gone, are the end of the input. */
#ifndef PLAIN_INPUT_H
#define PLAIN_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/buf.h"

struct plain_input {
	struct buf bytes; /* read; those before `at` are handed out */
	size_t at;
	bool ended;    /* nothing more comes */
	bool gone;     /* nobody is there to hear */
	bool screen;   /* what is said goes to a terminal */
	bool terminal; /* a person types; `before` is how the terminal was */
	struct termios before;
};

/* Catches SIGHUP, SIGINT and SIGTERM; Backspace takes back a whole character. */
void plain_input_open(struct plain_input *input);
void plain_input_close(struct plain_input *input);

enum input_line { INPUT_END, INPUT_LINE, INPUT_TOO_LONG /* more than an answer holds: dropped */ };
/* The next line without its end, whatever its bytes are. */
enum input_line plain_input_line(struct plain_input *input, struct buf *line);
/* Whether a terminal passes no longer line than this one. */
bool plain_input_is_full(const struct plain_input *input, const struct buf *line);

#endif
