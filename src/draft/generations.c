/* SPDX-License-Identifier: MIT */
/* generations.c — earlier saves: one folder a draft, named after where the draft lies; one file a save, named after the moment it was
 * kept, so that names in order are states in order. The draft's own time does not tell the order: whoever copies a file into its
 * place may bring a time from long ago, or from next year. */
#include <config.h>

#include "draft/generations.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "base/yaml_tree.h"
#include "draft/lock.h"

static const char suffix[] = ".yaml";

/* The draft's absolute name as the kernel knows its folder. */
static char *absolute_name(const struct file_place *draft)
{
	char link[64], folder[4096];
	struct buf name = { 0 };
	ssize_t len;

	snprintf(link, sizeof link, "/proc/self/fd/%d", draft->folder);
	len = readlink(link, folder, sizeof folder);
	if (len > 0 && (size_t)len < sizeof folder)
		buf_put(&name, folder, (size_t)len);
	buf_printf(&name, "/%s", draft->name);
	return buf_take(&name);
}

char *generations_folder(const struct file_place *draft)
{
	char *state = user_state_path("kaijisho/generations/");
	struct buf folder = { 0 };
	uint8_t hash[FILE_HASH_SIZE];
	char *name;

	if (!state)
		return NULL;
	buf_puts(&folder, state);
	free(state);
	name = absolute_name(draft);
	file_hash(name, strlen(name), hash);
	free(name);
	for (int i = 0; i < 16; i++)
		buf_printf(&folder, "%02x", hash[i]);
	return buf_take(&folder);
}

static int newest_first(const void *a, const void *b)
{
	const struct generation *x = a, *y = b;

	if (x->kept_ns != y->kept_ns)
		return x->kept_ns > y->kept_ns ? -1 : 1;
	return -strcmp(x->name, y->name);
}

/* A name in letters that can stand in a file's name. */
static void put_name(struct buf *out, const char *name)
{
	for (size_t i = 0; name && name[i] && i < 32; i++)
		buf_putc(out, isalnum((unsigned char)name[i]) || strchr("._-", name[i]) ? name[i] : '_');
}

/* `0001764031234123456789-12ab34cd@1764031200000000000-tanaka.yaml`: when it was kept, of what bytes, when they were written, who wrote
 * others. Older ones have one time only, still older ones no name. */
static bool parse_name(const char *name, struct generation *generation)
{
	size_t len = strlen(name);
	char *end;

	if (len < sizeof suffix || strcmp(name + len - (sizeof suffix - 1), suffix) != 0 || name[0] < '0' || name[0] > '9')
		return false;
	errno = 0;
	generation->kept_ns = generation->changed_ns = strtoll(name, &end, 10);
	if (*end != '-' || errno != 0)
		return false;
	const char *hash = end + 1, *at = hash + strcspn(hash, "@-"), *dash = strchr(hash, '-');
	if (*at == '@') {
		generation->changed_ns = strtoll(at + 1, &end, 10);
		if (*end != '-' || errno != 0)
			return false;
	}
	size_t before = dash ? (size_t)(dash + 1 - name) : len, end_len = sizeof suffix - 1;
	generation->by = before + end_len < len ? mem_bytes(dash + 1, len - before - end_len) : NULL;
	generation->name = mem_string(name);
	return true;
}

bool generations_list(const struct file_place *draft, struct generations *list, struct err *err)
{
	const struct dirent *entry;
	DIR *folder;

	*list = (struct generations){ .folder = generations_folder(draft) };
	if (!list->folder)
		return true;
	folder = opendir(list->folder);
	if (!folder && errno != ENOENT) {
		err_system(err, list->folder, _("The folder %s cannot be opened"));
		generations_clear(list);
		return false;
	}
	while (folder && (entry = readdir(folder))) {
		struct generation generation = { 0 };

		if (!parse_name(entry->d_name, &generation))
			continue;
		list->items = mem_resize(list->items, list->count + 1, sizeof list->items[0]);
		list->items[list->count++] = generation;
	}
	if (folder)
		closedir(folder);
	if (list->count > 0)
		qsort(list->items, list->count, sizeof list->items[0], newest_first);
	return true;
}

void generations_clear(struct generations *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].name);
		free(list->items[i].by);
	}
	free(list->items);
	free(list->folder);
	*list = (struct generations){ 0 };
}

char *generations_path(const struct generations *list, size_t index)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s/%s", list->folder, list->items[index].name);
	return buf_take(&path);
}

bool generations_read(const struct generations *list, size_t index, struct buf *out, struct err *err)
{
	char *path = generations_path(list, index);
	bool done = file_read_path(path, YAML_MAX_BYTES, out, err);

	free(path);
	return done;
}

struct draft *generations_draft(const struct generations *list, size_t index, const struct form *form,
				struct draft_source *source, struct err *err)
{
	char *path = generations_path(list, index);
	struct buf bytes = { 0 };
	struct draft *draft = NULL;

	*source = (struct draft_source){ 0 };
	if (file_read_path(path, YAML_MAX_BYTES, &bytes, err))
		draft = draft_read(form, buf_text(&bytes), bytes.len, path, source, err);
	buf_clear(&bytes);
	free(path);
	return draft;
}

static bool write_generation(const char *path, const char *bytes, size_t len, struct err *err)
{
	struct file_place place;
	struct file_sibling sibling;
	struct file_stamp stamp;
	bool done;

	if (!file_place_open(&place, path, err))
		return false;
	done = file_sibling_write(&sibling, &place, bytes, len, err) && file_sibling_commit(&sibling, &place, &stamp, err);
	file_place_close(&place);
	return done;
}

/* What a program that was killed in the middle of keeping one left behind; only the session that may save is here. */
static void sweep(const char *path)
{
	const struct dirent *entry;
	DIR *folder = opendir(path);

	while (folder && (entry = readdir(folder))) {
		const char *end = strrchr(entry->d_name, '.');

		if (entry->d_name[0] == '.' && end && strcmp(end, ".tmp") == 0)
			unlinkat(dirfd(folder), entry->d_name, 0);
	}
	if (folder)
		closedir(folder);
}

static void forget_oldest(const struct file_place *draft)
{
	struct generations list;

	if (!generations_list(draft, &list, NULL))
		return;
	sweep(list.folder);
	for (size_t i = GENERATIONS_KEPT; i < list.count; i++) {
		char *path = generations_path(&list, i);

		unlink(path);
		free(path);
	}
	generations_clear(&list);
}

static int64_t now_ns(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Is this state the newest that is kept already? So it is when a save did not come to its end. */
static bool is_kept(const struct generations *list, const char *rest, const char *bytes, size_t len)
{
	struct buf kept = { 0 };
	const char *dash = list->count > 0 ? strchr(list->items[0].name, '-') : NULL;
	bool same = dash && strcmp(dash, rest) == 0 && generations_read(list, 0, &kept, NULL) && kept.len == len &&
		    memcmp(buf_text(&kept), bytes, len) == 0;

	buf_clear(&kept);
	return same;
}

bool generations_keep(const struct file_place *draft, const char *bytes, size_t len, int64_t changed_ns, const char *by,
		      struct err *err)
{
	struct generations list = { 0 };
	uint8_t hash[FILE_HASH_SIZE];
	struct buf path = { 0 }, rest = { 0 };
	int64_t kept_ns = now_ns();
	bool done;

	if (!generations_list(draft, &list, err))
		return false;
	if (!list.folder)
		return err_set(err, ERR_SYSTEM, "%s",
			       _("There is no home folder to keep earlier saves in (HOME and XDG_STATE_HOME are not set)."));
	file_hash(bytes, len, hash);
	buf_printf(&rest, "-%02x%02x%02x%02x@%" PRId64 "-", hash[0], hash[1], hash[2], hash[3],
		   changed_ns < 0 ? 0 : changed_ns);
	put_name(&rest, by);
	buf_puts(&rest, suffix);
	/* A clock may be set back, and what older versions kept from a file of next year is from next year. */
	if (list.count > 0 && list.items[0].kept_ns >= kept_ns)
		kept_ns = list.items[0].kept_ns < INT64_MAX ? list.items[0].kept_ns + 1 : INT64_MAX;
	buf_printf(&path, "%s/%022" PRId64 "%s", list.folder, kept_ns, buf_text(&rest));
	done = is_kept(&list, buf_text(&rest), bytes, len);
	if (!done) {
		done = file_make_folders(list.folder, 0700) || err_system(err, list.folder, _("The folder %s cannot be made"));
		done = done && write_generation(buf_text(&path), bytes, len, err);
		if (done)
			forget_oldest(draft);
	}
	buf_clear(&path);
	buf_clear(&rest);
	generations_clear(&list);
	return done;
}

/* What stands there now, kept. A file that is not there, or is empty, has nothing to keep. */
static bool keep_ruin(const struct file_place *draft, struct file_stamp *stamp, struct err *err)
{
	struct buf bytes = { 0 };
	struct err why = { 0 };
	bool done = file_read(draft, YAML_MAX_BYTES, &bytes, stamp, &why);

	if (!done && why.code == ERR_SYSTEM && why.number == ENOENT) {
		*stamp = (struct file_stamp){ 0 };
		done = true;
	} else if (!done && err) {
		*err = why;
		why = (struct err){ 0 };
	} else if (done && stamp->links > 1) {
		done = err_at(err, ERR_CHANGED, draft->path, 0, 0, "%s",
			      _("The file has several names (hard links); only this one would get the new text."));
	} else if (done && bytes.len > 0) {
		char *by = user_name(getuid());

		done = generations_keep(draft, buf_text(&bytes), bytes.len, stamp->changed_ns, by, err);
		free(by);
	}
	err_clear(&why);
	buf_clear(&bytes);
	return done;
}

static bool put_in_place(const struct file_place *draft, const char *bytes, size_t len, struct err *err)
{
	struct file_stamp stamp = { 0 };
	struct file_sibling sibling;
	bool same;

	if (!keep_ruin(draft, &stamp, err) || !file_sibling_write(&sibling, draft, bytes, len, err))
		return false;
	if (file_unchanged(draft, &stamp, &same, err) && same)
		return file_sibling_commit(&sibling, draft, &stamp, err);
	file_sibling_drop(&sibling, draft);
	return err_at(err, ERR_CHANGED, draft->path, 0, 0, "%s", _("The file keeps changing while it is being saved."));
}

bool generations_bring_back(const struct file_place *draft, const char *bytes, size_t len, int wait_ms, struct err *err)
{
	char *journal = lock_name(draft);
	uid_t owner;
	int fd = -1;
	bool done = false;

	switch (lock_session(draft, journal, wait_ms, &fd, &owner, err)) {
	case LOCK_TAKEN:
		if (lock_saving(fd, draft, journal, wait_ms) == LOCK_TAKEN) {
			done = put_in_place(draft, bytes, len, err);
			unlock_saving(fd);
		} else {
			err_at(err, ERR_LOCKED, draft->path, 0, 0, "%s", _("Another session is taking this draft over."));
		}
		/* One that was there before holds what a session had not saved. */
		if (lseek(fd, 0, SEEK_END) == 0 && file_same(fd, draft, journal))
			file_remove(draft, journal);
		break;
	case LOCK_BUSY: err_at(err, ERR_LOCKED, draft->path, 0, 0, "%s", _("Another session has this draft open.")); break;
	default: break;
	}
	if (fd >= 0)
		close(fd);
	free(journal);
	return done;
}
