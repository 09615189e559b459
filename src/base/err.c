/* SPDX-License-Identifier: MIT */
/* err.c — fills failures; the first one is kept, as it is the cause. */
#include <config.h>

#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static void fill(struct err *err, enum err_code code, const char *file, unsigned line, unsigned column, const char *format,
		 va_list arguments)
{
	if (!err || err->code != ERR_NONE)
		return;
	struct buf text = { 0 };
	buf_vprintf(&text, format, arguments);
	*err = (struct err){ .code = code, .file = mem_string(file), .line = line, .column = column, .text = buf_take(&text) };
}

bool err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(err, code, NULL, 0, 0, format, arguments);
	va_end(arguments);
	return false;
}

bool err_at(struct err *err, enum err_code code, const char *file, unsigned line, unsigned column, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(err, code, file, line, column, format, arguments);
	va_end(arguments);
	return false;
}

bool err_system(struct err *err, const char *file, const char *what)
{
	int number = errno;
	if (err && err->code == ERR_NONE) {
		struct buf text = { 0 };
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		buf_printf(&text, what, file);
#pragma GCC diagnostic pop
		buf_printf(&text, ": %s", strerror(number));
		*err = (struct err){ .code = ERR_SYSTEM, .number = number, .text = buf_take(&text) };
	}
	errno = number;
	return false;
}

char *err_sentence(const struct err *err)
{
	struct buf text = { 0 };
	if (err->file) {
		buf_printf(&text, "%s:", err->file);
		if (err->line)
			buf_printf(&text, "%u:", err->line);
		if (err->line && err->column)
			buf_printf(&text, "%u:", err->column);
		buf_putc(&text, ' ');
	}
	buf_puts(&text, err->text ? err->text : "");
	return buf_take(&text);
}

void err_clear(struct err *err)
{
	free(err->file);
	free(err->text);
	*err = (struct err){ 0 };
}
