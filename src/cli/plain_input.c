/* SPDX-License-Identifier: MIT */
/* plain_input.c — waits with ppoll(), so that no signal is slept over. */
#include <config.h>

#include "cli/plain_input.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "draft/draft.h"

/* What the kernel keeps of a line before Enter, the line break aside. */
enum { TERMINAL_LINE = 4095 };

static const int ending[] = { SIGHUP, SIGINT, SIGTERM };
static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	signalled = number;
}

void plain_input_open(struct plain_input *input)
{
	*input = (struct plain_input){ .terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &input->before) == 0,
				       .screen = isatty(STDOUT_FILENO) };
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART }, now;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		/* What was to be ignored (nohup) still is. */
		if (sigaction(ending[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (input->terminal) {
		struct termios wanted;
		tcgetattr(STDIN_FILENO, &input->before);
		wanted = input->before;
		wanted.c_iflag |= IUTF8;
		tcsetattr(STDIN_FILENO, TCSANOW, &wanted);
	}
}

void plain_input_close(struct plain_input *input)
{
	if (input->terminal && !input->gone)
		tcsetattr(STDIN_FILENO, TCSANOW, &input->before);
	buf_clear(&input->bytes);
}

/* More bytes, or the end. */
static void fill(struct plain_input *input)
{
	sigset_t blocked, open;
	char bytes[16384];
	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		sigaddset(&blocked, ending[i]);
	/* Blocked except inside ppoll: a signal between the look at its flag and the wait would be slept over. */
	sigprocmask(SIG_BLOCK, &blocked, &open);
	while (!input->ended) {
		struct pollfd wait = { .fd = STDIN_FILENO, .events = POLLIN };
		if (signalled) {
			input->ended = true;
			input->gone = signalled == SIGHUP;
			break;
		}
		if (ppoll(&wait, 1, NULL, &open) < 0 && errno != EINTR)
			input->ended = true;
		if (!wait.revents)
			continue;
		ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
		if (got > 0) {
			buf_put(&input->bytes, bytes, (size_t)got);
			break;
		}
		if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
			input->ended = true;
			input->gone = input->terminal && (got < 0 || (wait.revents & POLLHUP));
		}
	}
	sigprocmask(SIG_SETMASK, &open, NULL);
}

enum input_line plain_input_line(struct plain_input *input, struct buf *line)
{
	size_t looked = 0; /* bytes from `at` on without a line break */
	bool too_long = false;
	buf_reset(line);
	/* What cannot be said any more need not be asked. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		input->ended = true;
		input->gone = input->gone || input->screen;
	}
	for (;;) {
		const char *start = buf_text(&input->bytes) + input->at;
		size_t len = input->bytes.len - input->at;
		const char *end = memchr(start + looked, '\n', len - looked);
		if (end || input->ended) {
			size_t taken = end ? (size_t)(end - start) : len;
			if (!end && !taken && !too_long)
				return INPUT_END;
			input->at += taken + (end ? 1 : 0);
			if (too_long || taken > DRAFT_MAX_TEXT)
				return INPUT_TOO_LONG;
			buf_put(line, start, taken && start[taken - 1] == '\r' ? taken - 1 : taken);
			return INPUT_LINE;
		}
		looked = len;
		if (len > DRAFT_MAX_TEXT) {
			too_long = true;
			looked = 0;
			input->at = input->bytes.len;
		}
		buf_splice(&input->bytes, 0, input->at, "", 0);
		input->at = 0;
		fill(input);
	}
}

bool plain_input_is_full(const struct plain_input *input, const struct buf *line)
{
	return input->terminal && line->len >= TERMINAL_LINE;
}
