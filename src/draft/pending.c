/* SPDX-License-Identifier: MIT */
/* pending.c — a journal that nobody holds, with something in it that the file has not. */
#include <config.h>

#include "draft/pending.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "draft/journal.h"
#include "draft/lock.h"
#include "draft/record.h"
#include "draft/recover.h"

static bool adds_something(const struct buf *bytes, const char *name, const struct draft *saved,
			   const struct draft_source *source)
{
	struct journal_text text = { 0 };
	struct recovery recovery = { 0 };
	uint8_t hash[FILE_HASH_SIZE];
	bool adds;

	if (bytes->len == 0)
		return false;
	file_hash(source->bytes, source->len, hash);
	journal_text_read(&text, buf_text(bytes), bytes->len);
	/* One that cannot be taken in holds what cannot be told. */
	adds = !recover_draft(&text, name, saved, hash, &recovery, NULL) || !draft_equal(recovery.draft, saved);
	draft_free(recovery.draft);
	journal_text_clear(&text);
	return adds;
}

/* Most drafts have no journal, and are looked at by the thousand. A link's journal lies where it leads. */
static bool has_none(const char *path)
{
	struct stat file;
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	struct file_place place = { .name = mem_string(path + folder) };
	struct buf beside = { 0 };
	char *name = lock_name(&place);

	buf_put(&beside, path, folder);
	buf_puts(&beside, name);
	bool none = lstat(path, &file) == 0 && S_ISREG(file.st_mode) && lstat(buf_text(&beside), &file) != 0 && errno == ENOENT;
	buf_clear(&beside);
	free(name);
	free(place.name);
	return none;
}

bool pending_changes(const char *path, const struct draft *saved, const struct draft_source *source)
{
	struct file_place draft;
	struct buf bytes = { 0 };
	bool pending = false;

	if (has_none(path) || !file_place_open(&draft, path, NULL))
		return false;
	char *name = lock_name(&draft);
	int fd = file_append_open(&draft, name, false, NULL);
	struct file_place journal = { .folder = draft.folder, .name = name, .path = name };
	struct file_stamp look;
	file_look(&draft, name, &look);
	/* What others can write to is not read, so what it holds cannot be told. Where nothing can be written nobody has a session. */
	if (fd >= 0 && !lock_is_held(fd))
		pending = lock_is_private(fd, &draft, name, NULL)
				  ? journal_read(fd, name, &bytes, NULL) && adds_something(&bytes, name, saved, source)
				  : look.size > 0;
	else if (fd < 0 && look.owner == geteuid())
		pending = file_read(&journal, JOURNAL_MAX_BYTES, &bytes, NULL, NULL) &&
			  adds_something(&bytes, name, saved, source);
	if (fd >= 0)
		close(fd);
	buf_clear(&bytes);
	free(name);
	file_place_close(&draft);
	return pending;
}
