/* SPDX-License-Identifier: MIT */
/* field_name.c — a hundred ids and more are easily mistyped. */
#include <config.h>

#include "cli/field_name.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/nearest.h"

/* Where the id stands in `data-center.2.ups:review`; NULL where an instance is not named in full. */
static const char *id_in(const char *path, size_t *len)
{
	size_t end = strcspn(path, ":");
	const char *first = memchr(path, '.', end), *id = path;

	if (first) {
		const char *second = memchr(first + 1, '.', end - (size_t)(first + 1 - path));
		if (!second)
			return NULL;
		id = second + 1;
	}
	*len = end - (size_t)(id - path);
	return id;
}

static void suggest(const struct form *form, const char *path, struct err *err)
{
	size_t len;
	const char *id = id_in(path, &len);
	struct buf typed = { 0 };
	struct nearest nearest = { 0 };

	if (!id || form_field(form, id, len))
		return;
	buf_put(&typed, id, len);
	for (size_t i = 0; i < form->field_count; i++)
		nearest_try(&nearest, buf_text(&typed), form->fields[i].id);
	err_clear(err);
	if (nearest.name)
		err_set(err, ERR_INPUT, _("The form has no field %s. Did you mean %.*s%s%s?"), path, (int)(id - path), path,
			nearest.name, id + len);
	else
		err_set(err, ERR_INPUT, _("The form has no field %s. `kaijisho forms %s` lists them."), path, form->id);
	buf_clear(&typed);
}

bool field_name_parse(const struct draft *draft, const char *path, bool next_allowed, struct place *place, enum part *part,
		      struct err *err)
{
	bool fine = place_parse(draft, path, next_allowed, place, part, err);

	if (!fine)
		suggest(draft_form(draft), path, err);
	return fine;
}
