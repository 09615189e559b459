/* SPDX-License-Identifier: MIT */
/* environment.c — the allow-list. LANGUAGE is not on it: gettext would open any path it names, and take what it finds there
 * as formats. The language is made from the locale's name instead (language.c). */
#include <config.h>

#include "cli/environment.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static bool only(const char *value, const char *allowed)
{
	return value[strspn(value, allowed)] == '\0';
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static bool any(const char *value)
{
	(void)value;
	return true;
}

static bool absolute(const char *value)
{
	return value[0] == '/';
}

/* A locale's name, never a path. */
static bool locale_name(const char *value)
{
	return only(value, LETTERS DIGITS "_@.-") && !strstr(value, "..");
}

/* A terminal's name: a file name inside the terminfo folders. */
static bool terminal_name(const char *value)
{
	return only(value, LETTERS DIGITS "_.+-") && value[0] != '.';
}

/* A zone's name or a rule such as JST-9; never a file of its own. */
static bool time_zone(const char *value)
{
	return only(value, LETTERS DIGITS "_+-/:,.<>") && value[0] != '/' && value[0] != ':' && !strstr(value, "..");
}

/* Rows or columns: a size a screen can have. */
static bool screen_size(const char *value)
{
	long size = only(value, DIGITS) && strlen(value) <= 4 ? atol(value) : 0;
	return size >= 1 && size <= 1000;
}

static const struct {
	const char *name;
	bool prefix; /* every variable that begins so */
	bool (*harmless)(const char *value);
} allowed[] = {
	{ "HOME", false, absolute },
	{ "USER", false, any },
	{ "LOGNAME", false, any },
	{ "SHELL", false, absolute },
	{ "PATH", false, any },
	{ "TMPDIR", false, absolute },
	{ "XDG_", true, any },
	{ "LANG", false, locale_name },
	{ "LC_", true, locale_name },
	{ "TZ", false, time_zone },
	{ "TERM", false, terminal_name },
	{ "TERMINFO", false, absolute },
	{ "TERMINFO_DIRS", false, absolute },
	{ "TERM_PROGRAM", false, any },
	{ "COLORTERM", false, any },
	{ "NO_COLOR", false, any },
	{ "COLUMNS", false, screen_size },
	{ "LINES", false, screen_size },
	{ "VISUAL", false, any },
	{ "EDITOR", false, any },
	{ "DISPLAY", false, any },
	{ "WAYLAND_DISPLAY", false, any },
	{ "XAUTHORITY", false, absolute },
	{ "SSH_", true, any },
	{ "TMUX", true, any },
	{ "STY", false, any },
	{ "KAIJISHO_FORMS", false, absolute },
};

static bool is_allowed(const char *variable, const char *equals)
{
	size_t len = (size_t)(equals - variable);

	for (size_t i = 0; i < sizeof allowed / sizeof allowed[0]; i++) {
		size_t name_len = strlen(allowed[i].name);
		if (len >= name_len && memcmp(variable, allowed[i].name, name_len) == 0 &&
		    (len == name_len || allowed[i].prefix))
			return allowed[i].harmless(equals + 1);
	}
	return false;
}

void environment_clean(void)
{
	size_t count = 0;

	while (environ && environ[count])
		count++;
	/* Filtered in place: the strings stay where the kernel put them, and the list only gets shorter. */
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		const char *equals = strchr(environ[i], '=');
		if (equals && is_allowed(environ[i], equals))
			environ[kept++] = environ[i];
	}
	if (environ)
		environ[kept] = NULL;
}
