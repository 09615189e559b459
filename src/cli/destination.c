/* SPDX-License-Identifier: MIT */
/* destination.c — a draft is hours of work and an export a second's: in doubt nothing is written. */
#include <config.h>

#include "cli/destination.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/gettext.h"
#include "draft/draft_read.h"
#include "draft/lock.h"

/* Does a line begin with the key every draft has? So a draft is known that a stray character keeps from being read. */
static bool has_key_line(const char *text)
{
	static const char key[] = "kaijisho", bom[] = "\xef\xbb\xbf";

	if (strncmp(text, bom, sizeof bom - 1) == 0)
		text += sizeof bom - 1;
	for (const char *line = text; line; line = strchr(line, '\n'), line += line != NULL) {
		const char *at = line + (*line == '"' || *line == '\'');
		if (strncmp(at, key, sizeof key - 1) != 0)
			continue;
		at += sizeof key - 1;
		at += *at == '"' || *at == '\'';
		at += strspn(at, " \t");
		if (*at == ':')
			return true;
	}
	return false;
}

/* A journal beside a file, under the name its draft's session gives it. */
static bool has_journal(const char *path)
{
	struct file_place place;
	if (!file_place_open(&place, path, NULL))
		return false;
	char *name = lock_name(&place);
	struct stat journal;
	bool there = fstatat(place.folder, name, &journal, AT_SYMLINK_NOFOLLOW) == 0;
	free(name);
	file_place_close(&place);
	return there;
}

static bool is_draft(const struct buf *bytes)
{
	static const char journal[] = "kaijisho journal ";
	struct draft_source source = { 0 };
	if (strncmp(buf_text(bytes), journal, sizeof journal - 1) == 0 || has_key_line(buf_text(bytes)))
		return true;
	bool whole = draft_source_read(&source, buf_text(bytes), bytes->len, "", NULL);
	draft_source_clear(&source);
	return whole;
}

bool destination_fits(const char *path, const char *const *inputs, size_t count, struct err *err)
{
	struct stat there, input;
	struct buf bytes = { 0 };
	bool draft = has_journal(path);
	if (!draft && stat(path, &there) != 0)
		return true; /* what is wrong with it otherwise, writing says */
	for (size_t i = 0; !draft && i < count; i++)
		if (inputs[i] && stat(inputs[i], &input) == 0 && input.st_dev == there.st_dev && input.st_ino == there.st_ino)
			return err_set(err, ERR_USAGE,
				       _("%s is what is being read (%s); it is not written over. Name another file."), path,
				       inputs[i]);
	if (!draft && S_ISREG(there.st_mode) && there.st_size <= (off_t)YAML_MAX_BYTES) {
		if (!file_read_path(path, YAML_MAX_BYTES, &bytes, err))
			return false;
		draft = is_draft(&bytes);
	}
	buf_clear(&bytes);
	return !draft || err_set(err, ERR_USAGE, _("%s is a draft; it is not written over. Name another file."), path);
}
