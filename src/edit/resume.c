/* SPDX-License-Identifier: MIT */
/* resume.c — remembers focus and caret beside a draft's generations. */
#include <config.h>

#include "edit/resume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/file_sibling.h"
#include "base/mem.h"
#include "draft/generations.h"
#include "edit/session_parts.h"

static char *resume_path(const struct session *session)
{
	const struct file_place *place = store_place(session->store);
	char *folder = place ? generations_folder(place) : NULL;
	if (!folder)
		return NULL;
	struct buf path = { 0 };
	buf_printf(&path, "%s/resume", folder);
	free(folder);
	return buf_take(&path);
}

/* One line: path, caret, filter, part of the field, row of the screen, the assignee whose fields are shown. */
void resume_load(struct session *session)
{
	char *path = resume_path(session);
	struct buf line = { 0 };
	char where[512];
	size_t caret;
	int filter, part, row, end = 0;
	struct place place;
	/* A draft without an answer is a new one, whatever stood at its path before: begin at its beginning. */
	const struct tally *tally = checker_tally(session->checker);
	bool begun = tally->required.answered + tally->optional.answered > 0;
	if (path && begun && file_read_path(path, 4096, &line, NULL) &&
	    sscanf(buf_text(&line), "%511s %zu %d %d %d %n", where, &caret, &filter, &part, &row, &end) == 5 &&
	    place_parse(session_draft(session), where, false, &place, NULL, NULL)) {
		session->focus = place;
		session->part = part == FOCUS_OPTION && place.field->option_count ? FOCUS_OPTION : FOCUS_TEXT;
		session_settle_part(session);
		const char *text = session_text(session);
		caret_set(&session->caret, caret, text, strlen(text));
		session->row = row;
		if (filter > 0 && filter < FILTER_COUNT)
			session->filter = (enum filter)filter;
		if (filter == FILTER_ASSIGNEE)
			session->assignee = mem_bytes(buf_text(&line) + end, strcspn(buf_text(&line) + end, "\n"));
	} else {
		session->part = session->focus.field->option_count ? FOCUS_OPTION : FOCUS_TEXT;
	}
	buf_clear(&line);
	free(path);
}

void resume_save(const struct session *session)
{
	char *path = resume_path(session);
	if (!path)
		return;
	char *folder = file_folder(path);
	(void)file_make_folders(folder, 0700);
	free(folder);
	struct file_place place;
	if (file_place_open(&place, path, NULL)) {
		char *where = place_path(session->focus);
		struct buf line = { 0 };
		const char *assignee = session->assignee ? session->assignee : "";
		buf_printf(&line, "%s %zu %d %d %d %.*s\n", where, session->caret.at, (int)session->filter, (int)session->part,
			   session->row, (int)strcspn(assignee, "\n"), assignee);
		struct file_sibling sibling;
		struct file_stamp stamp;
		if (file_sibling_write(&sibling, &place, buf_text(&line), line.len, NULL))
			file_sibling_commit(&sibling, &place, &stamp, NULL);
		buf_clear(&line);
		free(where);
		file_place_close(&place);
	}
	free(path);
}
