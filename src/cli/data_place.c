/* SPDX-License-Identifier: MIT */
/* data_place.c — a program finds its forms and catalogues without being told, wherever it was put. */
#include <config.h>

#include "cli/data_place.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

/* `name` seen from the folder of the running program, or NULL. */
static char *from_program(const char *name)
{
	char program[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", program, sizeof program);
	struct buf path = { 0 };

	while (len > 0 && program[len - 1] != '/')
		len--;
	if (len <= 0 || (size_t)len >= sizeof program)
		return NULL;
	buf_put(&path, program, (size_t)len);
	buf_puts(&path, name);
	char *found = realpath(path.data, NULL);
	if (found && access(found, R_OK) != 0) {
		free(found);
		found = NULL;
	}
	buf_clear(&path);
	return found;
}

char *data_place(const char *name, const char *installed, const char *moved)
{
	char *place = from_program(name);

	if (!place && access(installed, R_OK) != 0)
		place = from_program(moved);
	return place ? place : mem_string(installed);
}
