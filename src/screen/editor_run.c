/* SPDX-License-Identifier: MIT */
/* editor_run.c — one answer in the person's own editor. */
#include <config.h>

#include "screen/editor_run.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "text/utf8.h"

static const char *editor_name(void)
{
	const char *name = getenv("VISUAL");
	if (!name || !*name)
		name = getenv("EDITOR");
	return name && *name ? name : "vi";
}

/* Keys that would end or stop the editor's job are the editor's while it runs, not ours; and what we ignore is not ignored there. */
static const int job_signals[] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGXFSZ };
enum { JOB_SIGNALS = sizeof job_signals / sizeof *job_signals };

/* Runs `$EDITOR FILE` by the shell, as git and crontab do: the variable may hold arguments. */
static bool run(const char *path)
{
	struct sigaction before[JOB_SIGNALS], ignore = { .sa_handler = SIG_IGN };
	int status;
	for (size_t i = 0; i < JOB_SIGNALS; i++)
		sigaction(job_signals[i], &ignore, &before[i]);
	pid_t child = fork();
	if (child == 0) {
		struct buf command = { 0 };
		for (size_t i = 0; i < JOB_SIGNALS; i++)
			signal(job_signals[i], SIG_DFL);
		/* The characters are those we are working with, also where the wanted locale is not installed. */
		setenv("LC_ALL", setlocale(LC_CTYPE, NULL), 1);
		buf_printf(&command, "exec %s \"$1\"", editor_name());
		execl("/bin/sh", "sh", "-c", buf_text(&command), "sh", path, (char *)NULL);
		_exit(127);
	}
	pid_t ended = -1;
	if (child > 0)
		do
			ended = waitpid(child, &status, 0);
		while (ended < 0 && errno == EINTR);
	for (size_t i = 0; i < JOB_SIGNALS; i++)
		sigaction(job_signals[i], &before[i], NULL);
	return ended == child && child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void take_back(struct app *app, const char *path, const char *before)
{
	struct session *session = app->session;
	struct buf after = { 0 };
	struct err err = { 0 };
	size_t bad;
	if (!file_read_path(path, DRAFT_MAX_TEXT, &after, &err)) {
		session_say(session, true, _("The answer is unchanged: %s"), err.text);
	} else if (!utf8_valid(buf_text(&after), after.len, &bad)) {
		session_say(session, true, "%s", _("The answer is unchanged: what the editor saved is not UTF-8."));
	} else {
		/* Editors end a file with a line break, some begin it with a byte order mark; the answer has neither. */
		static const char mark[] = "\xef\xbb\xbf";
		if (after.len && after.data[after.len - 1] == '\n')
			after.data[--after.len] = '\0';
		if (after.len && after.data[after.len - 1] == '\r')
			after.data[--after.len] = '\0';
		if (after.len >= 3 && memcmp(after.data, mark, 3) == 0)
			buf_splice(&after, 0, 3, NULL, 0);
		if (strcmp(buf_text(&after), before) == 0)
			session_say(session, false, "%s", _("The answer is unchanged."));
		else
			session_set_text(session, buf_text(&after), after.len);
	}
	err_clear(&err);
	buf_clear(&after);
}

void editor_run(struct app *app)
{
	struct session *session = app->session;
	const char *folder = getenv("TMPDIR");
	struct buf path = { 0 };
	char *before = mem_string(session_text(session));
	buf_printf(&path, "%s/kaijisho-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = mkstemp(path.data); /* mode 0600 */
	size_t len = strlen(before);
	bool written = fd >= 0 && write(fd, before, len) == (ssize_t)len && (len == 0 || write(fd, "\n", 1) == 1);
	if (fd >= 0)
		close(fd);
	if (!written) {
		session_say(session, true, "%s", _("A file for the editor could not be written."));
	} else {
		store_sync(session->store);
		app->term->ops->leave(app->term);
		bool fine = run(path.data);
		app->term->ops->enter(app->term);
		if (fine)
			take_back(app, path.data, before);
		else
			session_say(session, true, _("The answer is unchanged: %s failed."), editor_name());
	}
	if (fd >= 0)
		unlink(path.data);
	free(before);
	buf_clear(&path);
}
