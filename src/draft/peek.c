/* SPDX-License-Identifier: MIT */
/* peek.c — looks at a name's end, and for two keys at the beginning of lines, without reading YAML. */
#include <config.h>

#include "draft/peek.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

/* A draft says what it is in its first lines. Comments, even long answers, may come before them; what says nothing in as much as
 * LIMIT is none. */
enum { PEEK = 65536, LIMIT = 1 << 20 };

static bool is_key(const char *line, const char *key)
{
	size_t quote = *line == '"', len = strlen(key);
	return strncmp(line + quote, key, len) == 0 && (!quote || line[len + 1] == '"') && line[len + 2 * quote] == ':';
}

/* The word after the colon, if it looks like an id. */
static void take_id(const char *line, char form[PEEK_ID])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	const char *at = strchr(line, ':') + 1;
	at += strspn(at, " \t");
	at += *at == '"' || *at == '\'';
	size_t len = strspn(at, letters);
	if (len < PEEK_ID && strchr(" \t\r\n\"'#", at[len])) {
		memcpy(form, at, len);
		form[len] = '\0';
	}
}

/* Looks through the first lines for what is still wanted. */
static void look(const char *head, bool *found, bool *told, char form[PEEK_ID])
{
	for (const char *line = head; line && !(*found && *told); line = strchr(line, '\n'), line += line != NULL) {
		if (strncmp(line, "\xef\xbb\xbf", 3) == 0)
			line += 3;
		if (is_key(line, "kaijisho") || *line == '{')
			*found = true;
		if (!*told && is_key(line, "form")) {
			take_id(line, form);
			*told = true;
		}
	}
}

bool draft_is_named(const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && dot > name && dot[-1] != '/' && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

bool draft_peek(const char *path, char form[PEEK_ID])
{
	char first[PEEK + 1];
	ssize_t len = file_read_head(path, first, PEEK);
	bool found = len < 0, told = form == NULL;
	if (form)
		*form = '\0';
	first[len > 0 ? len : 0] = '\0';
	look(first, &found, &told, form);
	if (len == PEEK && !(found && told)) {
		char *more = mem_alloc(LIMIT + 1, 1);
		len = file_read_head(path, more, LIMIT);
		more[len > 0 ? len : 0] = '\0';
		found = found || len < 0;
		look(more, &found, &told, form);
		free(more);
	}
	return found;
}
