/* SPDX-License-Identifier: MIT */
/* form_load.c — finds form files, their overlays and their renderings, and loads them. */
#include <config.h>

#include "form/form_load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "base/yaml_tree.h"
#include "form/form_build.h"
#include "form/lint.h"

/* A YAML file as read. */
struct document {
	char *path;
	struct yaml_tree tree;
};

static void document_clear(struct document *document)
{
	free(document->path);
	yaml_tree_clear(&document->tree);
	*document = (struct document){ 0 };
}

static char *join(const char *folder, const char *name, const char *ending)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%s%s", folder, name, ending);
	return buf_take(&path);
}

/* Takes over `path`. */
static bool document_read(struct document *document, char *path, struct err *err)
{
	struct buf bytes = { 0 };
	*document = (struct document){ .path = path };
	bool good = file_read_path(path, YAML_MAX_BYTES, &bytes, err) &&
		    yaml_tree_read(&document->tree, buf_text(&bytes), bytes.len, path, err);
	buf_clear(&bytes);
	if (!good)
		document_clear(document);
	return good;
}

static bool is_missing(const struct err *err)
{
	return err->code == ERR_SYSTEM && (err->number == ENOENT || err->number == ENOTDIR);
}

static const char *extends(const struct document *document)
{
	return yaml_get_text(document->tree.root, "extends");
}

static void add_folders(struct form_library *library, size_t *count, const char *path)
{
	while (path && *path) {
		size_t len = strcspn(path, ":");
		if (len > 0) {
			library->folders = mem_resize(library->folders, *count + 2, sizeof *library->folders);
			library->folders[(*count)++] = mem_bytes(path, len);
			library->folders[*count] = NULL;
		}
		path += len + (path[len] == ':');
	}
}

void form_library_init(struct form_library *library, const char *language)
{
	*library = (struct form_library){ .language = mem_string(language) };
	size_t count = 0;
	add_folders(library, &count, getenv("KAIJISHO_FORMS"));
	library->own = user_config_path("kaijisho/forms");
	add_folders(library, &count, library->own);
	add_folders(library, &count, FORMSDIR);
}

void form_library_clear(struct form_library *library)
{
	for (char **folder = library->folders; folder && *folder; folder++)
		free(*folder);
	free(library->folders);
	free(library->own);
	free(library->language);
	*library = (struct form_library){ 0 };
}

static bool is_id(const char *id)
{
	return *id && strlen(id) < 100 && id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The file ID.yaml of the first folder that has one which is a form and no overlay. */
static bool find_form(const struct form_library *library, const char *id, struct document *document, struct err *err)
{
	for (char **folder = library->folders; is_id(id) && folder && *folder; folder++) {
		struct err trouble = { 0 };
		if (document_read(document, join(*folder, id, ".yaml"), &trouble)) {
			if (!extends(document))
				return true;
			document_clear(document);
		} else if (!is_missing(&trouble)) {
			err_at(err, trouble.code, trouble.file, trouble.line, trouble.column, "%s", trouble.text);
			err_clear(&trouble);
			return false;
		}
		err_clear(&trouble);
	}
	return err_set(err, ERR_INPUT, _("There is no form “%s”; `kaijisho forms` lists those there are."), id);
}

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Names of the YAML files of a folder without `.yaml`, sorted, NULL-terminated. */
static char **list_folder(const char *folder)
{
	char **names = mem_alloc(1, sizeof *names);
	size_t count = 0;
	DIR *dir = folder ? opendir(folder) : NULL;
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		size_t len = strlen(entry->d_name);
		if (len <= 5 || entry->d_name[0] == '.' || strcmp(entry->d_name + len - 5, ".yaml") != 0)
			continue;
		names = mem_resize(names, count + 2, sizeof *names);
		names[count++] = mem_bytes(entry->d_name, len - 5);
		names[count] = NULL;
	}
	if (dir)
		closedir(dir);
	if (count > 1)
		qsort(names, count, sizeof *names, by_name);
	return names;
}

static void names_free(char **names)
{
	for (char **name = names; *name; name++)
		free(*name);
	free(names);
}

/* A form and its overlays. */
struct parts {
	struct document *documents;
	size_t count;
};

static void parts_add(struct parts *parts, struct document document)
{
	parts->documents = mem_resize(parts->documents, parts->count + 1, sizeof *parts->documents);
	parts->documents[parts->count++] = document;
}

static void parts_clear(struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		document_clear(&parts->documents[i]);
	free(parts->documents);
}

/* Whether it can be an overlay at all, before it is parsed: most of a person's forms are not. */
static bool says_extends(const char *path)
{
	struct buf bytes = { 0 };
	bool says = file_read_path(path, YAML_MAX_BYTES, &bytes, NULL) && strstr(buf_text(&bytes), "extends:");
	buf_clear(&bytes);
	return says;
}

/* Adds the overlays of `id` that the person keeps. */
static bool add_overlays(const struct form_library *library, const char *id, struct parts *parts, struct err *err)
{
	char **names = list_folder(library->own);
	bool good = true;
	for (char **name = names; *name && good; name++) {
		char *path = join(library->own, *name, ".yaml");
		if (!says_extends(path)) {
			free(path);
			continue;
		}
		struct document document;
		good = document_read(&document, path, err);
		if (!good)
			break;
		const char *base = extends(&document);
		if (base && strcmp(base, id) == 0)
			parts_add(parts, document);
		else
			document_clear(&document);
	}
	names_free(names);
	return good;
}

/* LANGUAGE/NAME.yaml beside the form file. False only if it is there and cannot be read. */
static bool find_text(const char *form_path, const char *language, struct document *text, struct err *err)
{
	const char *slash = strrchr(form_path, '/');
	struct buf path = { 0 };
	if (slash)
		buf_put(&path, form_path, (size_t)(slash - form_path) + 1);
	buf_printf(&path, "%s/%s", language, slash ? slash + 1 : form_path);
	struct err trouble = { 0 };
	bool good = document_read(text, buf_take(&path), &trouble) || is_missing(&trouble);
	if (!good)
		err_at(err, trouble.code, trouble.file, trouble.line, trouble.column, "%s", trouble.text);
	err_clear(&trouble);
	return good;
}

static struct form *build(const struct parts *parts, const char *language, struct problems *problems, bool lint,
			  struct err *err)
{
	const char *own = yaml_get_text(parts->documents[0].tree.root, "language");
	struct document text = { 0 };
	bool foreign = strcmp(language, own ? own : "ja") != 0;
	if (foreign && !find_text(parts->documents[0].path, language, &text, err))
		return NULL;

	struct form_part *list = mem_alloc(parts->count, sizeof *list);
	for (size_t i = 0; i < parts->count; i++)
		list[i] = (struct form_part){ parts->documents[i].tree.root, parts->documents[i].path };
	struct form_part rendering = { text.tree.root, text.path };
	struct form *form = form_build(list, parts->count, foreign ? &rendering : NULL, problems, lint);
	free(list);
	document_clear(&text);
	return form;
}

/* The form if nothing fatal was found, else its first fatal problem in `err`. */
static struct form *accept(struct form *form, const struct problems *problems, struct err *err)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->items[i];
		if (!problem->fatal)
			continue;
		err_at(err, ERR_INPUT, problem->file, problem->line, problem->column, "%s", problem->text);
		form_free(form);
		return NULL;
	}
	return form;
}

/* A file and, if it is an overlay, the form it extends before it. */
static bool gather(const struct form_library *library, const char *path, struct parts *parts, struct err *err)
{
	struct document document, base;
	if (!document_read(&document, mem_string(path), err))
		return false;
	const char *id = extends(&document);
	if (id) {
		if (!find_form(library, id, &base, err)) {
			document_clear(&document);
			return false;
		}
		parts_add(parts, base);
	}
	parts_add(parts, document);
	return true;
}

struct form *form_load(const struct form_library *library, const char *id, struct err *err)
{
	struct parts parts = { 0 };
	struct document document;
	struct problems problems = { 0 };
	struct form *form = NULL;
	if (!find_form(library, id, &document, err))
		return NULL;
	parts_add(&parts, document);
	if (add_overlays(library, id, &parts, err))
		form = build(&parts, library->language, &problems, false, err);
	form = accept(form, &problems, err);
	if (form && strcmp(form->id, id) != 0) {
		err_at(err, ERR_INPUT, form->path, 1, 1, _("This form calls itself “%s”, not “%s” as its file name does."),
		       form->id, id);
		form_free(form);
		form = NULL;
	}
	problems_clear(&problems);
	parts_clear(&parts);
	return form;
}

struct form *form_load_file(const struct form_library *library, const char *path, struct problems *problems, struct err *err)
{
	struct parts parts = { 0 };
	struct problems found = { 0 };
	struct form *form = NULL;
	if (problems) {
		size_t before = problems->count;
		form = form_load_any(library, path, problems);
		struct problems added = { problems->items + before, problems->count - before };
		return accept(form, &added, err);
	}
	if (gather(library, path, &parts, err))
		form = build(&parts, library->language, &found, false, err);
	form = accept(form, &found, err);
	problems_clear(&found);
	parts_clear(&parts);
	return form;
}

struct form *form_load_any(const struct form_library *library, const char *path, struct problems *problems)
{
	struct parts parts = { 0 };
	struct err err = { 0 };
	struct form *form = NULL;
	if (gather(library, path, &parts, &err)) {
		/* The rendering is looked at whatever language the person has. */
		const char *own = yaml_get_text(parts.documents[0].tree.root, "language");
		form = build(&parts, own && strcmp(own, "en") == 0 ? "ja" : "en", problems, true, &err);
	}
	if (form)
		lint_form(form, problems);
	if (err.code != ERR_NONE) {
		problems_add(problems, err.file ? err.file : path, err.line, err.column, "unreadable", "%s", err.text);
		problems->items[problems->count - 1].fatal = true;
	}
	err_clear(&err);
	parts_clear(&parts);
	return form;
}

char **form_list(const struct form_library *library)
{
	char **ids = mem_alloc(1, sizeof *ids);
	size_t count = 0;
	for (char **folder = library->folders; folder && *folder; folder++) {
		char **names = list_folder(*folder);
		for (char **name = names; *name; name++) {
			bool known = !is_id(*name);
			for (size_t i = 0; i < count && !known; i++)
				known = strcmp(ids[i], *name) == 0;
			struct document document;
			if (known || !document_read(&document, join(*folder, *name, ".yaml"), NULL))
				continue;
			if (yaml_get(document.tree.root, "kaijisho-form") && !extends(&document)) {
				ids = mem_resize(ids, count + 2, sizeof *ids);
				ids[count++] = mem_string(*name);
				ids[count] = NULL;
			}
			document_clear(&document);
		}
		names_free(names);
	}
	if (count > 1)
		qsort(ids, count, sizeof *ids, by_name);
	return ids;
}
