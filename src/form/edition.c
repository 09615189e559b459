/* SPDX-License-Identifier: MIT */
/* edition.c — two editions of a form, field by field. */
#include <config.h>

#include "form/edition.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "form/type.h"

static const struct {
	const char *name, *title;
} kinds[EDITION_KINDS] = {
	[EDITION_ADDED] = { "added", N_("new question") },
	[EDITION_REMOVED] = { "removed", N_("question removed") },
	[EDITION_RENAMED] = { "renamed", N_("reworded") },
	[EDITION_MOVED] = { "moved", N_("moved") },
	[EDITION_TYPE] = { "type", N_("other kind of answer") },
	[EDITION_OPTIONS] = { "options", N_("options changed") },
	[EDITION_LIMIT] = { "limit", N_("limit changed") },
	[EDITION_REQUIREMENT] = { "requirement", N_("requirement changed") },
};

const char *edition_kind_name(enum edition_kind kind)
{
	return kinds[kind].name;
}

const char *edition_kind_title(enum edition_kind kind)
{
	return _(kinds[kind].title);
}

static void put_wording(const struct field *field, struct buf *out)
{
	buf_printf(out, "%s %s / %s", field->item->number, field->item->original_name, field->original_prompt);
}

static void put_section(const struct field *field, struct buf *out)
{
	if (field->section->repeated)
		buf_puts(out, field->section->id);
}

static void put_type(const struct field *field, struct buf *out)
{
	buf_puts(out, field->type->name);
}

/* An option that asks for a detail is shown with a colon, as its answer is written. */
static void put_options(const struct field *field, struct buf *out)
{
	for (size_t i = 0; i < field->option_count; i++)
		buf_printf(out, "%s%s%s", i > 0 ? " / " : "", field->options[i].text,
			   field->options[i].needs_detail ? ": …" : "");
	if (field->open && field->option_count > 0)
		buf_puts(out, " / …");
}

static void put_limit(const struct field *field, struct buf *out)
{
	const struct limit_group *group = field->limit_group;

	if (field->limit)
		buf_printf(out, _("%zu chars"), field->limit);
	if (!group)
		return;
	if (field->limit)
		buf_puts(out, ", ");
	buf_printf(out, _("%zu chars"), group->limit);
	buf_puts(out, " (");
	for (size_t i = 0; i < group->field_count; i++)
		buf_printf(out, "%s%s", i > 0 ? " + " : "", group->fields[i]->id);
	buf_putc(out, ')');
}

static void put_requirement(const struct field *field, struct buf *out)
{
	buf_puts(out, requirement_mark(field->requirement));
}

/* What may differ in a field that both editions have. */
static const struct aspect {
	enum edition_kind kind;
	void (*put)(const struct field *field, struct buf *out);
} aspects[] = {
	{ EDITION_RENAMED, put_wording }, { EDITION_MOVED, put_section }, { EDITION_TYPE, put_type },
	{ EDITION_OPTIONS, put_options }, { EDITION_LIMIT, put_limit },   { EDITION_REQUIREMENT, put_requirement },
};

/* Takes over the texts. */
static void add(struct edition_changes *changes, enum edition_kind kind, const struct field *was, const struct field *now,
		struct buf *before, struct buf *after)
{
	changes->items = mem_resize(changes->items, changes->count + 1, sizeof *changes->items);
	changes->items[changes->count++] = (struct edition_change){
		.kind = kind, .was = was, .now = now, .before = buf_take(before), .after = buf_take(after)
	};
}

static void add_whole(struct edition_changes *changes, const struct field *was, const struct field *now)
{
	struct buf before = { 0 }, after = { 0 };

	put_wording(was ? was : now, was ? &before : &after);
	add(changes, was ? EDITION_REMOVED : EDITION_ADDED, was, now, &before, &after);
}

static void compare_fields(struct edition_changes *changes, const struct field *was, const struct field *now)
{
	for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
		struct buf before = { 0 }, after = { 0 };

		aspects[i].put(was, &before);
		aspects[i].put(now, &after);
		if (strcmp(buf_text(&before), buf_text(&after)) != 0)
			add(changes, aspects[i].kind, was, now, &before, &after);
		buf_clear(&before);
		buf_clear(&after);
	}
}

static const struct field *same_field(const struct form *form, const struct field *field)
{
	return form_field(form, field->id, strlen(field->id));
}

/* The fields from `index` on that the new edition has no more, up to the next one it has. */
static void add_removed(struct edition_changes *changes, const struct form *old, size_t index, const struct form *now)
{
	for (; index < old->field_count && !same_field(now, &old->fields[index]); index++)
		add_whole(changes, &old->fields[index], NULL);
}

void edition_compare(const struct form *old, const struct form *now, struct edition_changes *changes)
{
	add_removed(changes, old, 0, now);
	for (size_t i = 0; i < now->field_count; i++) {
		const struct field *field = &now->fields[i], *was = same_field(old, field);

		if (was) {
			compare_fields(changes, was, field);
			add_removed(changes, old, was->index + 1, now);
		} else if (strcmp(field->item->path, now->path) == 0) {
			add_whole(changes, NULL, field);
		}
	}
}

/* Whether an edition's name can be part of a file's. */
static bool is_file_name(const char *edition)
{
	for (const char *at = edition; *at; at++)
		if (*at == '/' || (unsigned char)*at < ' ' || *at == '\x7f')
			return false;
	return *edition && strlen(edition) < 100;
}

static struct form *load_from(const struct form_library *library, const char *folder, size_t len, const struct form *now,
			      const char *edition, struct err *err)
{
	struct buf path = { 0 };

	buf_put(&path, folder, len);
	buf_printf(&path, "%s%s@%s.yaml", len > 0 ? "/" : "", now->id, edition);
	struct form *form = form_load_file(library, buf_text(&path), NULL, err);
	if (form && (strcmp(form->id, now->id) != 0 || strcmp(form->edition, edition) != 0)) {
		err_at(err, ERR_INPUT, buf_text(&path), 1, 1, _("This is %s, edition %s, not what its file name says."),
		       form->id, form->edition);
		form_free(form);
		form = NULL;
	}
	buf_clear(&path);
	return form;
}

static bool is_missing(const struct err *err)
{
	return err->code == ERR_SYSTEM && (err->number == ENOENT || err->number == ENOTDIR);
}

static struct form *load(const struct form_library *library, const struct form *now, const char *edition, struct err *err)
{
	const char *slash = strrchr(now->path, '/');
	struct err why = { 0 };
	struct form *form = NULL;

	if (is_file_name(edition)) {
		form = load_from(library, now->path, slash ? (size_t)(slash - now->path) : 0, now, edition, &why);
		for (char **folder = library->folders; !form && is_missing(&why) && folder && *folder; folder++) {
			err_clear(&why);
			form = load_from(library, *folder, strlen(*folder), now, edition, &why);
		}
	}
	if (!form && why.code != ERR_NONE && !is_missing(&why))
		err_at(err, why.code, why.file, why.line, why.column, "%s", why.text);
	else if (!form)
		err_set(err, ERR_INPUT, _("There is no file %s@%s.yaml beside the form to compare with."), now->id, edition);
	err_clear(&why);
	return form;
}

bool edition_changes_load(struct edition_changes *changes, const struct form_library *library, const struct form *now,
			  const char *edition, struct err *err)
{
	*changes = (struct edition_changes){ .old = load(library, now, edition, err) };
	if (changes->old)
		edition_compare(changes->old, now, changes);
	return changes->old != NULL;
}

void edition_changes_clear(struct edition_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		free(changes->items[i].before);
		free(changes->items[i].after);
	}
	free(changes->items);
	form_free(changes->old);
	*changes = (struct edition_changes){ 0 };
}
