/* SPDX-License-Identifier: MIT */
/* term_tty.c — the real terminal on stdin and stdout: modes, size, signals, one write a frame. */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "tui/painter.h"
#include "tui/term.h"
#include "tui/terminfo.h"

/* What fits into one packet comes at once anyway: only longer frames are marked as such. */
enum { SYNCHRONIZE_FROM = 1400, MOST_CELLS = 1000, MOST_COPIED = 74000 };

struct tty {
	struct term term;
	struct term_options options;
	struct terminfo info;
	struct painter painter;
	struct key_reader reader;
	struct buf out;
	int ambiguous;
	bool asked; /* the width has been asked for */
	bool lost;
};

/* What a signal handler needs to give the terminal back; the handlers' flags. */
static struct {
	volatile sig_atomic_t active, resized, ended, continued;
	struct termios before;
	char restore[256];
	size_t restore_len;
} rescue;

/* The keys that send SIGINT and SIGQUIT are keys here: who sends them all the same wants an end, and nothing lost. */
static const int caught[] = { SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT, SIGQUIT };
enum { SIGNALS = sizeof caught / sizeof *caught };

static struct tty *tty_of(struct term *term)
{
	return (struct tty *)(void *)term;
}

static void on_signal(int number)
{
	if (number == SIGWINCH)
		rescue.resized = 1;
	else if (number == SIGCONT)
		rescue.continued = 1;
	else
		rescue.ended = 1;
}

/* `how` as tcsetattr() takes it. */
static void give_back(int how)
{
	if (!rescue.active)
		return;
	rescue.active = 0;
	if (write(STDOUT_FILENO, rescue.restore, rescue.restore_len) < 0) {
		/* The terminal is gone: nothing is left to restore. */
	}
	tcsetattr(STDIN_FILENO, how, &rescue.before);
}

void term_rescue(void)
{
	give_back(TCSANOW);
}

/* The rest of the paste that took the memory is not for the shell. */
static void rescue_exhausted(void)
{
	give_back(TCSAFLUSH);
}

static void send(struct tty *tty)
{
	const char *bytes = buf_text(&tty->out);
	size_t len = tty->out.len;
	while (len && !tty->lost) {
		ssize_t put = write(STDOUT_FILENO, bytes, len);
		if (put < 0 && (errno == EINTR || errno == EAGAIN)) {
			struct pollfd wait = { .fd = STDOUT_FILENO, .events = POLLOUT };
			if (errno == EAGAIN)
				poll(&wait, 1, 1000);
			continue;
		}
		if (put < 0) {
			tty->lost = true;
			break;
		}
		bytes += put;
		len -= (size_t)put;
	}
	buf_reset(&tty->out);
}

static void tty_enter(struct term *term)
{
	struct tty *tty = tty_of(term);
	struct termios raw = rescue.before;
	raw.c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF);
	raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	raw.c_oflag &= ~(tcflag_t)OPOST;
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	rescue.active = 1;
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	if (tty->info.enter)
		buf_puts(&tty->out, tty->info.enter);
	if (tty->info.keys_on)
		buf_puts(&tty->out, tty->info.keys_on);
	if (tty->info.xterm_like)
		buf_puts(&tty->out, "\33[?2004h");
	if (tty->info.xterm_like && tty->options.mouse)
		buf_puts(&tty->out, "\33[?1000h\33[?1006h");
	painter_forget(&tty->painter);
}

static void tty_leave(struct term *term)
{
	(void)term;
	term_rescue();
}

/* Asked for at every frame: not every change comes with a SIGWINCH to us. */
static void tty_size(struct term *term, int *rows, int *columns)
{
	struct winsize size = { 0 };
	(void)term;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
		size = (struct winsize){ .ws_row = 24, .ws_col = 80 };
	*rows = size.ws_row < MOST_CELLS ? size.ws_row : MOST_CELLS;
	*columns = size.ws_col < MOST_CELLS ? size.ws_col : MOST_CELLS;
}

/* After the first frame: how wide is an ambiguous character here, and is output synchronized? The probe stands in the
 * second row, as a report from the first looks like a modified F3, and is painted over in the same write. */
static void ask(struct tty *tty, const struct canvas *canvas)
{
	tty->asked = true;
	if (!tty->info.xterm_like || canvas->rows < 3 || canvas->columns < 10)
		return;
	buf_puts(&tty->out, "\33[?2026$p");
	if (tty->options.ambiguous)
		return;
	tty->info.painter.go(&tty->out, 1, 0);
	buf_puts(&tty->out, "\xe2\x80\xa6\33[6n");
	tty->painter.row = -1;
	painter_forget_row(&tty->painter, 1);
	painter_paint(&tty->painter, canvas, &tty->out);
}

static void tty_show(struct term *term, const struct canvas *canvas)
{
	struct tty *tty = tty_of(term);
	size_t before = tty->out.len;
	painter_paint(&tty->painter, canvas, &tty->out);
	if (tty->reader.synchronized && tty->out.len - before > SYNCHRONIZE_FROM) {
		buf_splice(&tty->out, before, 0, "\33[?2026h", 8);
		buf_puts(&tty->out, "\33[?2026l");
	}
	if (!tty->asked)
		ask(tty, canvas);
	if (tty->out.len)
		send(tty);
}

static void tty_redraw(struct term *term)
{
	painter_forget(&tty_of(term)->painter);
}

/* A signal that came since the last look, as an event. */
static bool take_signal(struct tty *tty, struct key_event *event)
{
	if (rescue.ended)
		event->code = KEY_SIGNAL;
	else if (rescue.continued)
		event->code = KEY_CONTINUE;
	else if (rescue.resized)
		event->code = KEY_RESIZE;
	else
		return false;
	if (event->code == KEY_SIGNAL)
		rescue.ended = 0;
	else /* a terminal that went from one size to another and back has cut its screen meanwhile */
		painter_forget(&tty->painter);
	rescue.continued = rescue.resized = 0;
	return true;
}

static bool next_event(struct tty *tty, struct key_event *event)
{
	while (key_reader_next(&tty->reader, event)) {
		if (event->code != KEY_CURSOR_REPORT)
			return true;
		int measured = event->column >= 3 ? 2 : 1;
		if (tty->options.ambiguous || measured == tty->ambiguous)
			continue;
		tty->ambiguous = measured;
		painter_forget(&tty->painter);
		event->code = KEY_RESIZE; /* everything is laid out anew */
		return true;
	}
	return false;
}

static long now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The line has gone, or the session is to end: what has come is taken first, also of a paste that has not ended. */
static bool next_before_the_end(struct tty *tty, struct key_event *event)
{
	if (next_event(tty, event))
		return true;
	key_reader_end_paste(&tty->reader);
	return next_event(tty, event);
}

static void tty_read(struct term *term, int timeout_ms, struct key_event *event)
{
	struct tty *tty = tty_of(term);
	sigset_t blocked, open;
	sigemptyset(&blocked);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaddset(&blocked, caught[i]);
	/* Blocked except inside ppoll: a signal between the look at its flag and the wait would be slept over. */
	sigprocmask(SIG_BLOCK, &blocked, &open);
	for (;;) {
		event->code = KEY_NONE;
		buf_reset(&event->text);
		if ((rescue.ended || tty->lost) && next_before_the_end(tty, event))
			break;
		if (take_signal(tty, event) || next_event(tty, event))
			break;
		if (tty->lost) {
			event->code = KEY_LOST;
			break;
		}
		int wait = key_reader_wait(&tty->reader, now_ms());
		bool waiting = wait >= 0 && (timeout_ms < 0 || wait <= timeout_ms);
		int ms = waiting ? wait : timeout_ms;
		struct timespec time = { ms / 1000, ms % 1000 * 1000000L };
		struct pollfd inputs[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = term->wake, .events = POLLIN } };
		int ready = ppoll(inputs, 2, ms < 0 ? NULL : &time, &open);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready == 0 && waiting) {
			key_reader_timeout(&tty->reader, now_ms());
			continue;
		}
		if (ready == 0)
			break;
		uint64_t alarms;
		if (inputs[1].revents && read(term->wake, &alarms, sizeof alarms) > 0) {
			event->code = KEY_WAKE;
			break;
		}
		if (!inputs[0].revents)
			continue;
		char bytes[4096];
		ssize_t got = read(STDIN_FILENO, bytes, sizeof bytes);
		if (got > 0)
			key_reader_feed(&tty->reader, bytes, (size_t)got, now_ms());
		else if (got == 0 || (errno != EINTR && errno != EAGAIN))
			tty->lost = true;
	}
	sigprocmask(SIG_SETMASK, &open, NULL);
}

static void put_base64(struct buf *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t at = 0; at < len; at += 3) {
		unsigned long group = 0;
		for (size_t i = 0; i < 3; i++)
			group = group << 8 | (at + i < len ? (unsigned char)bytes[at + i] : 0);
		for (size_t i = 0; i < 4; i++)
			buf_putc(out, at + i <= len ? digits[group >> (18 - 6 * i) & 63] : '=');
	}
}

static bool tty_copy(struct term *term, const char *text, size_t len)
{
	struct tty *tty = tty_of(term);
	if (!tty->options.osc52 || !tty->info.xterm_like)
		return true;
	if (len > MOST_COPIED)
		return false;
	buf_puts(&tty->out, "\33]52;c;");
	put_base64(&tty->out, text, len);
	buf_puts(&tty->out, "\33\\");
	return true;
}

static int tty_ambiguous(struct term *term)
{
	return tty_of(term)->ambiguous;
}

static void tty_close(struct term *term)
{
	struct tty *tty = tty_of(term);
	mem_on_exhaustion(NULL);
	term_rescue();
	painter_clear(&tty->painter);
	key_reader_clear(&tty->reader);
	buf_clear(&tty->out);
	terminfo_clear(&tty->info);
	free(tty);
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < SIGNALS; i++)
		sigaction(caught[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

struct term *term_open(const struct term_options *options, struct err *err)
{
	static const struct term_ops ops = {
		.size = tty_size,
		.show = tty_show,
		.read = tty_read,
		.redraw = tty_redraw,
		.leave = tty_leave,
		.enter = tty_enter,
		.copy = tty_copy,
		.ambiguous = tty_ambiguous,
		.close = tty_close,
	};
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(err, ERR_USAGE,
			_("The editor needs a terminal on its input and output; `kaijisho edit --plain DRAFT` asks line by line without one."));
		return NULL;
	}
	struct tty *tty = mem_alloc(1, sizeof *tty);
	tty->term = (struct term){ .ops = &ops, .wake = -1 };
	tty->options = *options;
	tty->ambiguous = options->ambiguous ? options->ambiguous : 1;
	if (!terminfo_read(&tty->info, options->no_color, err)) {
		terminfo_clear(&tty->info);
		free(tty);
		return NULL;
	}
	painter_init(&tty->painter, &tty->info.painter);
	key_reader_init(&tty->reader);
	terminfo_keys(&tty->reader);
	tcgetattr(STDIN_FILENO, &rescue.before);
	struct buf restore = { 0 };
	buf_puts(&restore, tty->info.painter.plain);
	if (tty->info.xterm_like)
		buf_puts(&restore, "\33[?2004l");
	if (tty->info.xterm_like && tty->options.mouse)
		buf_puts(&restore, "\33[?1006l\33[?1000l");
	if (tty->info.keys_off)
		buf_puts(&restore, tty->info.keys_off);
	if (tty->info.painter.show_cursor)
		buf_puts(&restore, tty->info.painter.show_cursor);
	buf_puts(&restore, tty->info.leave ? tty->info.leave : "\r\n");
	rescue.restore_len = restore.len < sizeof rescue.restore ? restore.len : sizeof rescue.restore;
	memcpy(rescue.restore, restore.data, rescue.restore_len);
	buf_clear(&restore);
	catch_signals();
	mem_on_exhaustion(rescue_exhausted);
	tty_enter(&tty->term);
	return &tty->term;
}
