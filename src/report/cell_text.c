/* SPDX-License-Identifier: MIT */
/* cell_text.c — the apostrophe that keeps a cell from being a formula. */
#include <config.h>

#include "report/cell_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static bool runs(const char *text)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠" };
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

char *cell_text_inert(const char *text)
{
	if (!runs(text))
		return mem_string(text);
	struct buf out = { 0 };
	buf_putc(&out, '\'');
	buf_puts(&out, text);
	return buf_take(&out);
}

const char *cell_text_original(const char *cell)
{
	return cell[0] == '\'' && runs(cell + 1) ? cell + 1 : cell;
}
