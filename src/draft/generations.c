/* SPDX-License-Identifier: MIT */
/* generations.c — earlier saves: one folder a draft, named after where the draft lies; one file a save, named after the
 * moment the draft got that state, so that names in order are states in order. */
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
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/yaml_tree.h"

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
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct buf folder = { 0 };
	uint8_t hash[FILE_HASH_SIZE];
	char *name;

	if (state && state[0] == '/')
		buf_puts(&folder, state);
	else if (home && home[0] == '/')
		buf_printf(&folder, "%s/.local/state", home);
	else
		return NULL;
	name = absolute_name(draft);
	file_hash(name, strlen(name), hash);
	free(name);
	buf_puts(&folder, "/kaijisho/generations/");
	for (int i = 0; i < 16; i++)
		buf_printf(&folder, "%02x", hash[i]);
	return buf_take(&folder);
}

static int newest_first(const void *a, const void *b)
{
	const struct generation *x = a, *y = b;

	if (x->changed_ns != y->changed_ns)
		return x->changed_ns > y->changed_ns ? -1 : 1;
	return -strcmp(x->name, y->name);
}

/* A name in letters that can stand in a file's name. */
static void put_name(struct buf *out, const char *name)
{
	for (size_t i = 0; name && name[i] && i < 32; i++)
		buf_putc(out, isalnum((unsigned char)name[i]) || strchr("._-", name[i]) ? name[i] : '_');
}

/* `0001764031234123456789-12ab34cd-tanaka.yaml`; older ones have no name. */
static bool parse_name(const char *name, int64_t *changed_ns, char **by)
{
	size_t len = strlen(name);
	char *end;

	if (len < sizeof suffix || strcmp(name + len - (sizeof suffix - 1), suffix) != 0 || name[0] < '0' || name[0] > '9')
		return false;
	errno = 0;
	*changed_ns = strtoll(name, &end, 10);
	if (*end != '-' || errno != 0)
		return false;
	const char *dash = strchr(end + 1, '-');
	*by = dash && (size_t)(dash + 1 - name) < len - (sizeof suffix - 1) ? mem_bytes(dash + 1, len - (size_t)(dash + 1 - name) - (sizeof suffix - 1)) : NULL;
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
		int64_t changed_ns;
		char *by;

		if (!parse_name(entry->d_name, &changed_ns, &by))
			continue;
		list->items = mem_resize(list->items, list->count + 1, sizeof list->items[0]);
		list->items[list->count++] =
			(struct generation){ .name = mem_string(entry->d_name), .changed_ns = changed_ns, .by = by };
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

static char *path_in(const struct generations *list, const char *name)
{
	struct buf path = { 0 };

	buf_printf(&path, "%s/%s", list->folder, name);
	return buf_take(&path);
}

bool generations_read(const struct generations *list, size_t index, struct buf *out, struct err *err)
{
	char *path = path_in(list, list->items[index].name);
	bool done = file_read_path(path, YAML_MAX_BYTES, out, err);

	free(path);
	return done;
}

struct draft *generations_draft(const struct generations *list, size_t index, const struct form *form, struct draft_source *source,
				struct err *err)
{
	char *path = path_in(list, list->items[index].name);
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
	done = file_sibling_write(&sibling, &place, bytes, len, err) &&
	       file_sibling_commit(&sibling, &place, &stamp, err);
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
		char *path = path_in(&list, list.items[i].name);

		unlink(path);
		free(path);
	}
	generations_clear(&list);
}

bool generations_keep(const struct file_place *draft, const char *bytes, size_t len, int64_t changed_ns, const char *by,
		      struct err *err)
{
	char *folder = generations_folder(draft);
	uint8_t hash[FILE_HASH_SIZE];
	struct buf path = { 0 };
	bool done;

	if (!folder)
		return err_set(err, ERR_SYSTEM, "%s",
			       _("There is no home folder to keep earlier saves in (HOME and XDG_STATE_HOME are not set)."));
	file_hash(bytes, len, hash);
	buf_printf(&path, "%s/%022" PRId64 "-%02x%02x%02x%02x-", folder, changed_ns < 0 ? 0 : changed_ns, hash[0], hash[1], hash[2],
		   hash[3]);
	put_name(&path, by);
	buf_puts(&path, suffix);
	done = file_make_folders(folder, 0700) || err_system(err, folder, _("The folder %s cannot be made"));
	done = done && write_generation(buf_text(&path), bytes, len, err);
	if (done)
		forget_oldest(draft);
	buf_clear(&path);
	free(folder);
	return done;
}
