/* SPDX-License-Identifier: MIT */
/* peek.c — looks for two keys at the beginning of lines, without reading YAML. */
#include <config.h>

#include "draft/peek.h"

#include <string.h>

#include "base/file.h"

/* A draft says what it is in its first lines; comments may come before them. */
enum { PEEK = 65536 };

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

bool draft_peek(const char *path, char form[PEEK_ID])
{
	char head[PEEK + 1];
	ssize_t len = file_read_head(path, head, PEEK);
	head[len > 0 ? len : 0] = '\0';
	bool found = len < 0 || len == PEEK, told = form == NULL;
	if (form)
		*form = '\0';
	for (const char *line = head; len > 0 && line && !(found && told); line = strchr(line, '\n'), line += line != NULL) {
		if (strncmp(line, "\xef\xbb\xbf", 3) == 0)
			line += 3;
		if (is_key(line, "kaijisho") || *line == '{')
			found = true;
		if (!told && is_key(line, "form")) {
			take_id(line, form);
			told = true;
		}
	}
	return found;
}
