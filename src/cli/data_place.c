/* SPDX-License-Identifier: MIT */
/* data_place.c — a program run from its build tree finds its forms and catalogues without being told. */
#include <config.h>

#include "cli/data_place.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

char *data_place(const char *name, const char *installed)
{
	char program[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", program, sizeof program);

	while (len > 0 && program[len - 1] != '/')
		len--;
	if (len > 0 && (size_t)len < sizeof program) {
		struct buf path = { 0 };
		buf_put(&path, program, (size_t)len);
		buf_puts(&path, name);
		if (access(path.data, R_OK) == 0)
			return buf_take(&path);
		buf_clear(&path);
	}
	return mem_string(installed);
}
