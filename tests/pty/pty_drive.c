/* SPDX-License-Identifier: MIT */
/* pty_drive.c — runs a program in a terminal of its own (libvterm draws it), types what a script says, and waits until the
 * screen shows what the script expects. No step sleeps: each waits for what it names, and fails at a deadline.
 *
 *   pty_drive [-s COLUMNSxROWS] [-t SECONDS] SCRIPT PROGRAM [ARGUMENT…]
 *
 * A script is a step a line; blank lines and lines that begin with # are skipped:
 *   keys NAME…        Tab, Shift-Tab, Ctrl-S, Alt-u, F1, Enter, Escape, Up, PageDown, Space, or one character
 *   type TEXT         the rest of the line, as typed
 *   bytes TEXT        the rest of the line in one write, with \e, \n, \t as in paste
 *   paste TEXT        the same as a bracketed paste; \n is a line break, \t a TAB, \e an ESC, \\ a backslash
 *   mouse BUTTON ROW COLUMN   a click there, from 1; buttons 64 and 65 are the wheel
 *   wait TEXT         until the screen contains the text in one row
 *   gone TEXT         until it does not
 *   row N TEXT        until row N (from 1; from the last row if negative) contains the text
 *   cursor ROW COLUMN until the cursor is there, from 1
 *   cursor-row TEXT   until the cursor stands in a row that contains the text
 *   resize COLUMNSxROWS
 *   dump [NAME]       the screen to stdout, after a line `== NAME`
 *   look MS           the same for whoever writes the script while it runs: once the program has said something or has ended, after
 *                     MS milliseconds at the latest. The line is `== STATUS TERMINAL`: `running` or the status as for exit; `taken`,
 *                     or `restored` if the terminal's settings, its main screen and its cursor are as they were before
 *   signal NAME       HUP, TERM, INT, QUIT, KILL, STOP, CONT
 *   run COMMAND       by the shell; the program meanwhile does what it does
 *   hangup            closes the terminal
 *   exit STATUS       until the program has ended with that status, or by a signal: 128 + its number
 * Without an exit step the program is killed at the end. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

struct drive {
	VTerm *vterm;
	VTermScreen *screen;
	VTermPos cursor;
	int master; /* -1 once closed */
	int slave;  /* held open: with its last user a terminal loses its settings */
	struct termios before;
	bool alternate, cursor_hidden;
	pid_t child;
	int status; /* of the ended child, -1 before */
	int rows, columns;
	int seconds;
	const char *script;
	int line;
	char rest[4]; /* the beginning of a character whose end has not been read yet */
	size_t rest_len;
};

static _Noreturn void fail(struct drive *drive, const char *step);

static int cursor_moved(VTermPos now, VTermPos before, int visible, void *user)
{
	struct drive *drive = user;

	(void)before;
	(void)visible;
	drive->cursor = now;
	return 1;
}

static int property_set(VTermProp property, VTermValue *value, void *user)
{
	struct drive *drive = user;

	if (property == VTERM_PROP_ALTSCREEN)
		drive->alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		drive->cursor_hidden = !value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .movecursor = cursor_moved, .settermprop = property_set };

/* A child has ended: it is only to end a wait. */
static void wake_up(int number)
{
	(void)number;
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Bytes to the program; reads meanwhile, as a program that cannot write does not read either. */
static void send_bytes(struct drive *drive, const char *bytes, size_t len);

/* What the terminal itself has to say: cursor reports, the bytes of keys. */
static void send_answers(struct drive *drive)
{
	char bytes[256];
	size_t len;

	while ((len = vterm_output_read(drive->vterm, bytes, sizeof bytes)) > 0)
		send_bytes(drive, bytes, len);
}

/* Bytes at the end that begin a character and do not end it. */
static size_t unfinished(const char *bytes, size_t len)
{
	for (size_t back = 1; back <= 3 && back <= len; back++) {
		unsigned char byte = (unsigned char)bytes[len - back];
		if (byte >= 0xc0)
			return back < (byte >= 0xf0 ? 4u : byte >= 0xe0 ? 3u : 2u) ? back : 0;
		if (byte < 0x80)
			return 0;
	}
	return 0;
}

/* Takes what the program wrote, waiting at most `wait` ms. False when there was nothing. */
static bool take_output(struct drive *drive, int wait)
{
	struct pollfd poll_fd = { .fd = drive->master, .events = POLLIN };
	char bytes[65536];
	ssize_t len;
	size_t taken;

	if (drive->master < 0 || poll(&poll_fd, 1, wait) <= 0)
		return false;
	memcpy(bytes, drive->rest, drive->rest_len);
	len = read(drive->master, bytes + drive->rest_len, sizeof bytes - drive->rest_len);
	if (len > 0) {
		/* libvterm misplaces what follows a character that came in two halves. */
		taken = drive->rest_len + (size_t)len;
		drive->rest_len = unfinished(bytes, taken);
		taken -= drive->rest_len;
		memcpy(drive->rest, bytes + taken, drive->rest_len);
		vterm_input_write(drive->vterm, bytes, taken);
		send_answers(drive);
		return true;
	}
	if (len < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	close(drive->master); /* EIO: the program has ended */
	drive->master = -1;
	return false;
}

static void send_bytes(struct drive *drive, const char *bytes, size_t len)
{
	long deadline = now_ms() + drive->seconds * 1000L;

	while (len > 0 && drive->master >= 0) {
		struct pollfd poll_fd = { .fd = drive->master, .events = POLLOUT | POLLIN };
		if (now_ms() > deadline)
			fail(drive, "the program does not read");
		poll(&poll_fd, 1, 100);
		if (poll_fd.revents & POLLIN)
			take_output(drive, 0);
		if (drive->master >= 0 && (poll_fd.revents & POLLOUT)) {
			ssize_t sent = write(drive->master, bytes, len);
			if (sent > 0) {
				bytes += sent;
				len -= (size_t)sent;
			} else if (sent < 0 && errno != EAGAIN && errno != EINTR) {
				return;
			}
		} else if (poll_fd.revents & (POLLHUP | POLLERR)) {
			return;
		}
	}
}

static int put_utf8(char *out, uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned char lead[] = { 0, 0xc0, 0xe0, 0xf0 };
	for (int i = more; i > 0; i--, code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(lead[more] | code);
	return more + 1;
}

/* A row's text without trailing blanks; static until the next call. */
static const char *row_text(const struct drive *drive, int row)
{
	static char text[16384];
	size_t len = 0;

	for (int column = 0; column < drive->columns && len + 64 < sizeof text; column++) {
		VTermScreenCell cell;
		vterm_screen_get_cell(drive->screen, (VTermPos){ .row = row, .col = column }, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide character */
		if (cell.chars[0] == 0)
			text[len++] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			len += (size_t)put_utf8(text + len, cell.chars[i]);
	}
	while (len > 0 && text[len - 1] == ' ')
		len--;
	text[len] = '\0';
	return text;
}

static void dump(const struct drive *drive, FILE *out)
{
	for (int row = 0; row < drive->rows; row++)
		fprintf(out, "%s\n", row_text(drive, row));
	fflush(out);
}

static void reap(struct drive *drive)
{
	int status;

	if (drive->status < 0 && waitpid(drive->child, &status, WNOHANG) == drive->child)
		drive->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static _Noreturn void fail(struct drive *drive, const char *step)
{
	fprintf(stderr, "%s:%d: failed: %s\n", drive->script, drive->line, step);
	fprintf(stderr, "cursor %d %d, program %s\n", drive->cursor.row + 1, drive->cursor.col + 1,
		drive->status < 0 ? "running" : "ended");
	dump(drive, stderr);
	kill(drive->child, SIGKILL);
	exit(1);
}

/* What a step waits for. */
typedef bool condition(struct drive *drive, const char *argument);

static void wait_for(struct drive *drive, const char *step, condition *met, const char *argument)
{
	long deadline = now_ms() + drive->seconds * 1000L;

	while (!met(drive, argument)) {
		if (now_ms() > deadline)
			fail(drive, step);
		if (!take_output(drive, 50)) {
			reap(drive);
			if (drive->status >= 0 && !met(drive, argument))
				fail(drive, step);
			if (drive->master < 0)
				poll(NULL, 0, 10); /* only the end of the program is left to wait for */
		}
	}
}

static bool shown(struct drive *drive, const char *text)
{
	for (int row = 0; row < drive->rows; row++)
		if (strstr(row_text(drive, row), text))
			return true;
	return false;
}

static bool not_shown(struct drive *drive, const char *text)
{
	return !shown(drive, text);
}

static bool in_row(struct drive *drive, const char *argument)
{
	char *text;
	long row = strtol(argument, &text, 10);

	row = row < 0 ? drive->rows + row : row - 1;
	return *text == ' ' && row >= 0 && row < drive->rows && strstr(row_text(drive, (int)row), text + 1);
}

static bool cursor_at(struct drive *drive, const char *argument)
{
	int row, column;

	return sscanf(argument, "%d %d", &row, &column) == 2 && drive->cursor.row == row - 1 && drive->cursor.col == column - 1;
}

static bool cursor_in_row(struct drive *drive, const char *text)
{
	return strstr(row_text(drive, drive->cursor.row), text) != NULL;
}

static bool ended(struct drive *drive, const char *argument)
{
	reap(drive);
	if (drive->status >= 0 && drive->status != atoi(argument))
		fprintf(stderr, "the status is %d\n", drive->status);
	return drive->status == atoi(argument);
}

static bool is_restored(const struct drive *drive)
{
	const struct termios *before = &drive->before;
	struct termios now;

	return !drive->alternate && !drive->cursor_hidden && tcgetattr(drive->slave, &now) == 0 &&
	       now.c_iflag == before->c_iflag && now.c_oflag == before->c_oflag && now.c_cflag == before->c_cflag &&
	       now.c_lflag == before->c_lflag && memcmp(now.c_cc, before->c_cc, sizeof now.c_cc) == 0;
}

static void look(struct drive *drive, const char *argument)
{
	reap(drive);
	take_output(drive, drive->status < 0 ? atoi(argument) : 0);
	reap(drive);
	while (take_output(drive, 0))
		;
	if (drive->status < 0)
		printf("== running");
	else
		printf("== %d", drive->status);
	printf(" %s\n", is_restored(drive) ? "restored" : "taken");
	dump(drive, stdout);
}

static bool read_size(const char *text, int *rows, int *columns)
{
	return sscanf(text, "%dx%d", columns, rows) == 2 && *rows > 0 && *columns > 0;
}

static void resize(struct drive *drive, const char *argument)
{
	struct winsize size = { 0 };

	if (!read_size(argument, &drive->rows, &drive->columns))
		fail(drive, "resize");
	vterm_set_size(drive->vterm, drive->rows, drive->columns);
	size.ws_row = (unsigned short)drive->rows;
	size.ws_col = (unsigned short)drive->columns;
	ioctl(drive->master, TIOCSWINSZ, &size);
}

static const struct {
	const char *name;
	VTermKey key;
} named_keys[] = {
	{ "Tab", VTERM_KEY_TAB },       { "Enter", VTERM_KEY_ENTER },         { "Escape", VTERM_KEY_ESCAPE },
	{ "Up", VTERM_KEY_UP },         { "Down", VTERM_KEY_DOWN },           { "Left", VTERM_KEY_LEFT },
	{ "Right", VTERM_KEY_RIGHT },   { "Home", VTERM_KEY_HOME },           { "End", VTERM_KEY_END },
	{ "PageUp", VTERM_KEY_PAGEUP }, { "PageDown", VTERM_KEY_PAGEDOWN },   { "Delete", VTERM_KEY_DEL },
	{ "Insert", VTERM_KEY_INS },    { "Backspace", VTERM_KEY_BACKSPACE },
};

static void press(struct drive *drive, const char *name)
{
	VTermModifier modifier = VTERM_MOD_NONE;

	for (;;) {
		if (strncmp(name, "Shift-", 6) == 0 && name[6])
			modifier |= VTERM_MOD_SHIFT, name += 6;
		else if (strncmp(name, "Ctrl-", 5) == 0 && name[5])
			modifier |= VTERM_MOD_CTRL, name += 5;
		else if (strncmp(name, "Alt-", 4) == 0 && name[4])
			modifier |= VTERM_MOD_ALT, name += 4;
		else
			break;
	}
	for (size_t i = 0; i < sizeof named_keys / sizeof named_keys[0]; i++)
		if (strcmp(named_keys[i].name, name) == 0) {
			vterm_keyboard_key(drive->vterm, named_keys[i].key, modifier);
			send_answers(drive);
			return;
		}
	if (name[0] == 'F' && name[1] >= '1' && name[1] <= '9') {
		vterm_keyboard_key(drive->vterm, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), modifier);
		send_answers(drive);
		return;
	}
	if (strcmp(name, "Space") == 0)
		name = " ";
	if (name[1] && (unsigned char)name[0] < 0x80)
		fail(drive, name);
	if (modifier & VTERM_MOD_ALT)
		send_bytes(drive, "\033", 1);
	char byte = name[0];
	if (modifier & VTERM_MOD_CTRL) {
		byte = (char)(byte & 0x1f);
		send_bytes(drive, &byte, 1);
	} else {
		send_bytes(drive, name, strlen(name));
	}
}

static void press_all(struct drive *drive, char *names)
{
	char *rest;

	for (char *name = strtok_r(names, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
		press(drive, name);
}

/* A press and a release, as a terminal in mode 1006 (SGR) reports them. */
static void mouse(struct drive *drive, const char *argument)
{
	int button, row, column;
	char bytes[64];

	if (sscanf(argument, "%d %d %d", &button, &row, &column) != 3)
		fail(drive, argument);
	int len = snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, column, row, button, column, row);
	send_bytes(drive, bytes, (size_t)len);
}

/* In place; the length. */
static size_t unescape(char *text)
{
	size_t len = 0;

	for (const char *at = text; *at; at++) {
		if (*at == '\\' && at[1]) {
			at++;
			text[len++] = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at == 'e' ? '\033' : *at;
		} else {
			text[len++] = *at;
		}
	}
	return len;
}

static void paste(struct drive *drive, char *text)
{
	size_t len = unescape(text);

	vterm_keyboard_start_paste(drive->vterm);
	send_answers(drive);
	send_bytes(drive, text, len);
	vterm_keyboard_end_paste(drive->vterm);
	send_answers(drive);
}

static void send_signal(struct drive *drive, const char *name)
{
	static const struct {
		const char *name;
		int number;
	} signals[] = { { "HUP", SIGHUP },   { "TERM", SIGTERM }, { "KILL", SIGKILL }, { "STOP", SIGSTOP },
			{ "CONT", SIGCONT }, { "INT", SIGINT },   { "QUIT", SIGQUIT } };

	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		if (strcmp(signals[i].name, name) == 0) {
			kill(drive->child, signals[i].number);
			return;
		}
	fail(drive, "signal");
}

static void step(struct drive *drive, char *line)
{
	static const struct {
		const char *name;
		condition *met;
	} conditions[] = { { "wait", shown },       { "gone", not_shown },           { "row", in_row },
			   { "cursor", cursor_at }, { "cursor-row", cursor_in_row }, { "exit", ended } };
	char *argument = strchr(line, ' ');

	if (argument)
		*argument++ = '\0';
	else
		argument = line + strlen(line);
	for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++)
		if (strcmp(conditions[i].name, line) == 0) {
			char what[512];
			snprintf(what, sizeof what, "%s %s", line, argument);
			wait_for(drive, what, conditions[i].met, argument);
			return;
		}
	if (strcmp(line, "keys") == 0)
		press_all(drive, argument);
	else if (strcmp(line, "type") == 0)
		send_bytes(drive, argument, strlen(argument));
	else if (strcmp(line, "bytes") == 0)
		send_bytes(drive, argument, unescape(argument));
	else if (strcmp(line, "paste") == 0)
		paste(drive, argument);
	else if (strcmp(line, "mouse") == 0)
		mouse(drive, argument);
	else if (strcmp(line, "resize") == 0)
		resize(drive, argument);
	else if (strcmp(line, "dump") == 0)
		printf("== %s\n", argument), dump(drive, stdout);
	else if (strcmp(line, "look") == 0)
		look(drive, argument);
	else if (strcmp(line, "signal") == 0)
		send_signal(drive, argument);
	else if (strcmp(line, "run") == 0) {
		if (system(argument) != 0)
			fail(drive, "run");
	} else if (strcmp(line, "hangup") == 0)
		close(drive->master), drive->master = -1;
	else
		fail(drive, line);
}

static void start(struct drive *drive, char **program)
{
	struct winsize size = { .ws_row = (unsigned short)drive->rows, .ws_col = (unsigned short)drive->columns };

	drive->vterm = vterm_new(drive->rows, drive->columns);
	vterm_set_utf8(drive->vterm, 1);
	drive->screen = vterm_obtain_screen(drive->vterm);
	vterm_screen_enable_altscreen(drive->screen, 1);
	vterm_screen_set_callbacks(drive->screen, &callbacks, drive);
	vterm_screen_reset(drive->screen, 1);
	signal(SIGCHLD, wake_up);
	if (openpty(&drive->master, &drive->slave, NULL, NULL, &size) != 0 || tcgetattr(drive->slave, &drive->before) != 0 ||
	    (drive->child = fork()) < 0) {
		perror("openpty");
		exit(2);
	}
	if (drive->child == 0) {
		close(drive->master);
		signal(SIGCHLD, SIG_DFL);
		if (login_tty(drive->slave) == 0)
			execvp(program[0], program);
		perror(program[0]);
		_exit(127);
	}
	fcntl(drive->master, F_SETFL, O_NONBLOCK);
}

int main(int argc, char **argv)
{
	struct drive drive = { .master = -1, .status = -1, .rows = 24, .columns = 80, .seconds = 20 };
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int option;

	while ((option = getopt(argc, argv, "+s:t:")) != -1) {
		if (option == 't')
			drive.seconds = atoi(optarg);
		else if (option != 's' || !read_size(optarg, &drive.rows, &drive.columns))
			return 2;
	}
	if (argc - optind < 2) {
		fprintf(stderr, "usage: pty_drive [-s COLUMNSxROWS] [-t SECONDS] SCRIPT PROGRAM [ARGUMENT...]\n");
		return 2;
	}
	drive.script = argv[optind];
	FILE *script = fopen(drive.script, "re");
	if (!script) {
		perror(drive.script);
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	start(&drive, argv + optind + 1);
	while ((len = getline(&line, &room, script)) > 0) {
		drive.line++;
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (line[0] && line[0] != '#')
			step(&drive, line);
	}
	free(line);
	fclose(script);
	if (drive.status < 0) {
		kill(drive.child, SIGKILL);
		waitpid(drive.child, NULL, 0);
	}
	if (drive.master >= 0)
		close(drive.master);
	close(drive.slave);
	vterm_free(drive.vterm);
	return 0;
}
