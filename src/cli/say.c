/* SPDX-License-Identifier: MIT */
/* say.c — the one way from a command to the person. */
#include <config.h>

#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/command.h"
#include "text/showable.h"

static void put_showable(FILE *stream, const char *text, size_t len)
{
	char *shown = showable(text, len, true);
	fputs(shown, stream);
	free(shown);
}

void say_note(const char *format, ...)
{
	struct buf line = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&line, format, arguments);
	va_end(arguments);
	buf_putc(&line, '\n');
	fflush(stdout);
	put_showable(stderr, line.data, line.len);
	buf_clear(&line);
}

int say_failure(struct err *err)
{
	char *sentence = err_sentence(err);

	say_note("%s", sentence);
	free(sentence);
	err_clear(err);
	return EXIT_TROUBLE;
}

void say_result(const char *text, size_t len)
{
	if (isatty(STDOUT_FILENO))
		put_showable(stdout, text, len);
	else
		fwrite(text, 1, len, stdout);
}

void say_printf(const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;

	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	say_result(buf_text(&text), text.len);
	buf_clear(&text);
}

static int collect(const char *bytes, size_t len, void *text)
{
	buf_put(text, bytes, len);
	return 0;
}

static void put_json(const json_t *json, size_t flags)
{
	struct buf text = { 0 };

	json_dump_callback(json, collect, &text, flags);
	buf_putc(&text, '\n');
	say_result(text.data, text.len);
	buf_clear(&text);
}

void say_json(const json_t *json)
{
	put_json(json, JSON_INDENT(2));
}

void say_json_line(const json_t *json)
{
	put_json(json, JSON_COMPACT);
}

int say_end(int status)
{
	struct err err = { 0 };

	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	err_system(&err, _("standard output"), _("%s cannot be written"));
	return say_failure(&err);
}
