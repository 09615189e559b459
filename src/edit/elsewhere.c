/* SPDX-License-Identifier: MIT */
/* elsewhere.c — gathers answers, each text once; takes one of them. */
#include <config.h>

#include "edit/elsewhere.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/draft_folder.h"
#include "text/fold.h"

/* Half a second's reading, at most. */
enum { MOST_DRAFTS = 200 };

struct gathering {
	struct elsewhere *out;
	const struct form_library *library;
	const struct form *own; /* the form of the draft at hand */
	struct form *other;     /* the last one that was another's, or NULL */
	const char *field;      /* its id */
	char *said;             /* what the field says itself, or NULL */
};

/* Takes over both texts. */
static void add(struct gathering *gathering, char *joined, char *from)
{
	struct elsewhere *out = gathering->out;
	bool wanted = joined && *joined && !(gathering->said && strcmp(joined, gathering->said) == 0);
	for (size_t i = 0; wanted && i < out->count; i++)
		if (strcmp(out->items[i].joined, joined) == 0) {
			out->items[i].more++;
			wanted = false;
		}
	if (!wanted) {
		free(joined);
		free(from);
		return;
	}
	struct buf text = { 0 };
	buf_printf(&text, "%s %s", joined, from);
	out->items = mem_resize(out->items, out->count + 2, sizeof *out->items);
	out->items[out->count++] = (struct elsewhere_answer){ joined, from, 0, fold_text(buf_text(&text), text.len) };
	buf_clear(&text);
}

/* Every instance's answer but that of `without`; `file` NULL: the draft at hand. */
static void add_draft(struct gathering *gathering, const struct draft *draft, const struct field *field, const char *file,
		      size_t without)
{
	size_t count = draft_instances(draft, field->section);
	for (size_t i = 0; i < count; i++) {
		struct buf from = { 0 };
		const char *name = field->section->repeated ? draft_instance_name(draft, field->section, i) : NULL;
		if (i == without)
			continue;
		buf_puts(&from, file ? file : "");
		if (name)
			buf_printf(&from, file ? " [%.*s]" : "%.*s", (int)strcspn(name, "\n"), name);
		else if (count > 1)
			buf_printf(&from, file ? " [%zu]" : "%zu", i + 1);
		add(gathering, draft_joined(draft, (struct place){ field, i }), buf_take(&from));
	}
}

static const struct form *form_of(struct gathering *gathering, const char *id)
{
	if (strcmp(id, gathering->own->id) == 0)
		return gathering->own;
	if (!gathering->other || strcmp(gathering->other->id, id) != 0) {
		form_free(gathering->other);
		gathering->other = form_load(gathering->library, id, NULL);
	}
	return gathering->other;
}

static void add_file(struct gathering *gathering, const char *path, const char *name)
{
	struct buf bytes = { 0 };
	struct draft_source source = { 0 };
	struct draft *draft = NULL;
	const struct form *form = NULL;
	if (file_read_path(path, YAML_MAX_BYTES, &bytes, NULL) &&
	    draft_source_read(&source, buf_text(&bytes), bytes.len, path, NULL)) {
		form = form_of(gathering, source.form_id);
		draft = form ? draft_source_answers(&source, form, path, NULL) : NULL;
	}
	const struct field *field = draft ? form_field(form, gathering->field, strlen(gathering->field)) : NULL;
	if (field)
		add_draft(gathering, draft, field, name, (size_t)-1);
	draft_free(draft);
	draft_source_clear(&source);
	buf_clear(&bytes);
}

static void add_folder(struct gathering *gathering, const struct store *store)
{
	const char *path = store_path(store);
	char *folder_path = file_folder(path);
	struct draft_folder folder;
	struct buf whole = { 0 };
	struct stat own;
	bool known = stat(path, &own) == 0;
	size_t read = 0;
	draft_folder_list(&folder, folder_path);
	for (size_t i = 0; i < folder.count; i++) {
		const struct draft_file *file = &folder.files[i];
		/* Not the draft at hand, by whatever name. */
		if (known && file->device == own.st_dev && file->inode == own.st_ino)
			continue;
		buf_reset(&whole);
		buf_printf(&whole, "%s/%s", folder_path, file->name);
		if (read++ < MOST_DRAFTS)
			add_file(gathering, buf_text(&whole), file->name);
		else
			gathering->out->not_read++;
	}
	draft_folder_clear(&folder);
	buf_clear(&whole);
	free(folder_path);
}

void elsewhere_init(struct elsewhere *elsewhere, const struct store *store, struct place place, bool others)
{
	const struct draft *draft = store_draft(store);
	struct gathering gathering = { .out = elsewhere,
				       .library = store_library(store),
				       .own = store_form(store),
				       .field = place.field->id,
				       .said = draft_joined(draft, place) };
	*elsewhere = (struct elsewhere){ .items = mem_alloc(1, sizeof *elsewhere->items) };
	add_draft(&gathering, draft, place.field, NULL, place.instance);
	if (others)
		add_folder(&gathering, store);
	form_free(gathering.other);
	free(gathering.said);
}

void elsewhere_clear(struct elsewhere *elsewhere)
{
	for (size_t i = 0; i < elsewhere->count; i++) {
		free(elsewhere->items[i].joined);
		free(elsewhere->items[i].from);
		free(elsewhere->items[i].folded);
	}
	free(elsewhere->items);
	*elsewhere = (struct elsewhere){ 0 };
}

char *elsewhere_from(const struct elsewhere_answer *answer)
{
	struct buf text = { 0 };
	if (answer->more)
		buf_printf(&text, ngettext("%s and %zu more", "%s and %zu more", answer->more), answer->from, answer->more);
	else
		buf_puts(&text, answer->from);
	return buf_take(&text);
}

const char *elsewhere_none(const struct elsewhere *elsewhere)
{
	return elsewhere->not_read ? _("The newest drafts here say nothing else; older ones were not looked into.")
				   : _("No other data center, and no other draft here, answers this differently.");
}

bool elsewhere_take(struct session *session, const struct elsewhere_answer *answer)
{
	struct buf note = { 0 };
	/* TRANSLATORS: where an answer to be confirmed was taken from, a file or a data center */
	buf_printf(&note, _("from %s"), answer->from);
	bool fine = session_take(session, &(struct session_answer){ session->focus, answer->joined, buf_text(&note) }, 1);
	if (fine)
		session_say(session, false, _("Taken from %s, to be confirmed; undo takes it back."), answer->from);
	buf_clear(&note);
	return fine;
}
