/* SPDX-License-Identifier: MIT */
/* language.c — a server one comes to by SSH seldom has the visitor's locale installed, while its name, sent along, says all
 * that is needed. With any UTF-8 locale set, gettext takes the catalogue that LANGUAGE names. */
#include <config.h>

#include "cli/language.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/data_place.h"
#include "cli/say.h"
#include "text/encode.h"

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

/* A sentence as the terminal it is for shows it. False, and nothing printed, if its character set cannot be written. The name
 * comes from outside and is in the sentence: it is a plain one. */
static bool put_in(const char *charset, const char *sentence)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	if (charset[strspn(charset, plain)])
		return false;
	struct buf bytes = { 0 };
	struct encode_lacks lacks = { 0 };
	bool fine = encode_text(charset, sentence, strlen(sentence), &bytes, &lacks, NULL);

	if (fine)
		fprintf(stderr, "%s\n", buf_text(&bytes));
	encode_lacks_clear(&lacks);
	buf_clear(&bytes);
	return fine;
}

/* As GNU screen calls it, which translates for a UTF-8 program; or NULL. (luit does the reverse: it shows a program in another
 * character set on a UTF-8 terminal.) */
static const char *screen_name(const char *charset)
{
	static const struct {
		const char *charset, *name;
	} names[] = {
		{ "eucJP", "eucJP" }, { "EUC-JP", "eucJP" }, { "ujis", "eucJP" }, { "SJIS", "SJIS" }, { "Shift_JIS", "SJIS" }
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(names[i].charset, charset) == 0)
			return names[i].name;
	return NULL;
}

static void tell_charset(const struct language *language)
{
	const char *charset = language->charset, *name = screen_name(charset);
	struct buf line = { 0 };

	/* In ASCII always: where the name of the character set is wrong, this can still be read. */
	say_note("The locale's character set is %s, but kaijisho speaks UTF-8: set the terminal to UTF-8 and LANG=ja_JP.UTF-8.",
		 charset);
	if (name)
		say_note(
			"A terminal that stays %s: in GNU screen give Ctrl-A :encoding UTF-8 %s, then LANG=ja_JP.UTF-8 kaijisho.",
			name, name);
	if (strcmp(language->code, "ja") != 0)
		return;
	buf_printf(
		&line,
		_("The locale's character set is %s, but kaijisho speaks UTF-8: set the terminal to UTF-8 and LANG=ja_JP.UTF-8."),
		charset);
	bool fine = put_in(charset, buf_text(&line));
	buf_reset(&line);
	if (fine && name) {
		buf_printf(
			&line,
			_("A terminal that stays %s: in GNU screen give Ctrl-A :encoding UTF-8 %s, then LANG=ja_JP.UTF-8 kaijisho."),
			name, name);
		put_in(charset, buf_text(&line));
	}
	buf_clear(&line);
}

void language_tell(const struct language *language)
{
	if (!language->utf8)
		tell_charset(language);
	else if (language->is_c)
		say_note("%s", _("The locale is C: kaijisho uses English and UTF-8 (日本語: --lang ja, or LANG=ja_JP.UTF-8)."));
}
