/* SPDX-License-Identifier: MIT */
/* user.c — names by /etc/passwd first: getpwuid() loads modules, and when memory is gone it ends the program by a signal. */
#include <config.h>

#include "base/user.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

/* The name in `NAME:x:UID:…`, or NULL if the line is another user's. */
static char *name_in(const char *line, size_t len, uid_t uid)
{
	const char *name_end = memchr(line, ':', len);
	const char *word_end = name_end ? memchr(name_end + 1, ':', len - (size_t)(name_end + 1 - line)) : NULL;
	char *end;
	if (!word_end || name_end == line)
		return NULL;
	/* The line ends at its line break or the text's NUL, where no number goes on. */
	unsigned long number = strtoul(word_end + 1, &end, 10);
	if (end == word_end + 1 || *end != ':' || number != uid)
		return NULL;
	return mem_bytes(line, (size_t)(name_end - line));
}

char *user_name(uid_t uid)
{
	struct buf users = { 0 };
	char *name = NULL;
	if (file_read_path("/etc/passwd", (size_t)1 << 20, &users, NULL))
		for (size_t at = 0; at < users.len && !name;) {
			size_t len = strcspn(users.data + at, "\n");
			name = name_in(users.data + at, len, uid);
			at += len + 1;
		}
	buf_clear(&users);
	if (name)
		return name;
	/* Somebody of a directory service. */
	const struct passwd *user = getpwuid(uid);
	if (user)
		return mem_string(user->pw_name);
	buf_printf(&users, "%lu", (unsigned long)uid);
	return buf_take(&users);
}

static char *path_below(const char *variable, const char *otherwise, const char *below)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	struct buf path = { 0 };
	if (folder && folder[0] == '/')
		buf_printf(&path, "%s/%s", folder, below);
	else if (home && home[0] == '/')
		buf_printf(&path, "%s/%s/%s", home, otherwise, below);
	else
		return NULL;
	return buf_take(&path);
}

char *user_config_path(const char *below)
{
	return path_below("XDG_CONFIG_HOME", ".config", below);
}

char *user_state_path(const char *below)
{
	return path_below("XDG_STATE_HOME", ".local/state", below);
}
