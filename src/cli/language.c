/* SPDX-License-Identifier: MIT */
/* language.c — a server one comes to by SSH seldom has the visitor's locale installed, while its name, sent along, says all
 * that is needed. With any UTF-8 locale set, gettext takes the catalogue that LANGUAGE names. */
#include <config.h>

#include "cli/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/data_place.h"

#define CATALOGUE "/ja/LC_MESSAGES/" PACKAGE ".mo"

/* The first of the variables that says something, or "". */
static const char *first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);
		if (value && *value)
			return value;
	}
	return "";
}

static bool is_c(const char *name)
{
	return !*name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
}

static bool is_utf8(const char *charset)
{
	return strncasecmp(charset, "utf", 3) == 0;
}

/* What follows the dot of ja_JP.eucJP. A Japanese locale without a dot is EUC-JP, by glibc's custom. */
static const char *charset_of(const char *name)
{
	const char *dot = strchr(name, '.');

	if (dot)
		return dot + 1;
	return strcmp(name, "ja_JP") == 0 ? "EUC-JP" : "UTF-8";
}

/* The first locale that the host has and whose characters are UTF-8. */
static void set_category(int category, const char *wanted)
{
	const char *const candidates[] = { wanted, "C.UTF-8", "ja_JP.UTF-8", "en_US.UTF-8" };

	for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++)
		if (!is_c(candidates[i]) && is_utf8(charset_of(candidates[i])) && setlocale(category, candidates[i]))
			return;
}

struct language language_start(const char *wanted)
{
	const char *messages = first_set((const char *const[]){ "LC_ALL", "LC_MESSAGES", "LANG", NULL });
	const char *characters = first_set((const char *const[]){ "LC_ALL", "LC_CTYPE", "LANG", NULL });
	const char *name = wanted ? wanted : messages;
	struct language language = { .code = strncmp(name, "ja", 2) == 0 ? "ja" : "en", .utf8 = true };

	if (is_c(characters))
		language.is_c = !wanted && is_c(messages);
	else if (!is_utf8(charset_of(characters))) {
		language.utf8 = false;
		language.charset = charset_of(characters);
	}
	set_category(LC_CTYPE, characters);
	set_category(LC_MESSAGES, messages);
	setenv("LANGUAGE", language.code, 1);
	/* Looked for by the catalogue itself: the folder alone is there wherever any program is installed. */
	char *folder = data_place("share/locale" CATALOGUE, LOCALEDIR CATALOGUE, "../share/locale" CATALOGUE);
	folder[strlen(folder) - strlen(CATALOGUE)] = '\0';
	bindtextdomain(PACKAGE, folder);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	translation_forget();
	free(folder);
	return language;
}

char *language_notice(const struct language *language)
{
	struct buf line = { 0 };

	if (!language->utf8)
		buf_printf(&line, _("The locale's character set is %s, but kaijisho speaks UTF-8: use a UTF-8 terminal and locale, "
				    "or run it through luit (luit -encoding %s kaijisho …)."),
			   language->charset, language->charset);
	else if (language->is_c)
		buf_puts(&line, _("The locale is C: kaijisho uses English and UTF-8 (日本語: --lang ja, or LANG=ja_JP.UTF-8)."));
	return line.data;
}
