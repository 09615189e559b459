/* SPDX-License-Identifier: MIT */
/* place.c — addressing a field of an instance: `company-name`, `data-center.2.ups`, with an optional `:part`. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "draft/draft.h"

bool place_step(const struct draft *draft, struct place *place, int direction)
{
	return direction < 0 ? place_prev(draft, place) : place_next(draft, place);
}

bool place_equal(struct place a, struct place b)
{
	return a.field == b.field && a.instance == b.instance;
}

char *place_path(struct place place)
{
	struct buf out = { 0 };

	if (place.field->section->repeated)
		buf_printf(&out, "%s.%zu.", place.field->section->id, place.instance + 1);
	buf_puts(&out, place.field->id);
	return buf_take(&out);
}

/* Reads `section.N.`; `*rest` is what follows. */
static bool parse_instance(const struct draft *draft, const char *path, const char *end, bool next_allowed,
			   const struct section **section, size_t *instance, const char **rest, struct err *err)
{
	const char *dot = memchr(path, '.', (size_t)(end - path));
	unsigned long number;
	char *after;
	size_t most;

	*section = form_section(draft_form(draft), path, (size_t)(dot - path));
	if (!*section || !(*section)->repeated)
		return err_set(err, ERR_INPUT, _("The form has no repeated section %.*s."), (int)(dot - path), path);
	number = dot[1] >= '1' && dot[1] <= '9' ? strtoul(dot + 1, &after, 10) : 0;
	if (number == 0 || after >= end || *after != '.')
		return err_set(err, ERR_INPUT, _("%.*s: an instance is named by its number, as in %s.1.%s."), (int)(end - path),
			       path, (*section)->id, draft_form(draft)->fields[(*section)->first_field].id);
	most = draft_instances(draft, *section) + (next_allowed ? 1 : 0);
	if (number > most || number > DRAFT_MAX_INSTANCES)
		return err_set(
			err, ERR_INPUT,
			ngettext("%.*s: %s has %zu instance.", "%.*s: %s has %zu instances.", draft_instances(draft, *section)),
			(int)(end - path), path, (*section)->id, draft_instances(draft, *section));
	*instance = number - 1;
	*rest = after + 1;
	return true;
}

bool place_parse(const struct draft *draft, const char *path, bool next_allowed, struct place *place, enum part *part,
		 struct err *err)
{
	const char *colon = strchr(path, ':');
	const char *end = colon ? colon : path + strlen(path);
	const char *id = path;
	const struct section *section = NULL;
	const struct field *field;
	enum part found = PART_ANSWER;
	size_t instance = 0;

	if (memchr(path, '.', (size_t)(end - path)) &&
	    !parse_instance(draft, path, end, next_allowed, &section, &instance, &id, err))
		return false;
	field = form_field(draft_form(draft), id, (size_t)(end - id));
	if (!field || (section && field->section != section))
		return err_set(err, ERR_INPUT, _("The form has no field %.*s."), (int)(end - path), path);
	if (!section && field->section->repeated)
		return err_set(err, ERR_INPUT, _("%s is asked once per instance: say which, as in %s.1.%s."), field->id,
			       field->section->id, field->id);
	if (colon && !part_find(colon + 1, strlen(colon + 1), &found))
		return err_set(err, ERR_INPUT, _("%s: there is no such part of an answer."), path);
	*place = (struct place){ field, instance };
	if (part)
		*part = found;
	return true;
}

bool place_next(const struct draft *draft, struct place *place)
{
	const struct form *form = draft_form(draft);
	const struct section *section;
	size_t next;

	if (!place->field) {
		*place = (struct place){ form->fields, 0 };
		return form->field_count > 0;
	}
	section = place->field->section;
	if (place->field->slot + 1 < section->field_count) {
		place->field++;
	} else if (place->instance + 1 < draft_instances(draft, section)) {
		*place = (struct place){ &form->fields[section->first_field], place->instance + 1 };
	} else {
		next = section->first_field + section->field_count;
		if (next >= form->field_count)
			return false;
		*place = (struct place){ &form->fields[next], 0 };
	}
	return true;
}

/* The last place of the section that ends before form->fields[end]. */
static struct place last_before(const struct draft *draft, size_t end)
{
	const struct field *field = &draft_form(draft)->fields[end - 1];

	return (struct place){ field, draft_instances(draft, field->section) - 1 };
}

bool place_prev(const struct draft *draft, struct place *place)
{
	const struct form *form = draft_form(draft);
	const struct section *section;

	if (!place->field) {
		if (form->field_count == 0)
			return false;
		*place = last_before(draft, form->field_count);
		return true;
	}
	section = place->field->section;
	if (place->field->slot > 0) {
		place->field--;
	} else if (place->instance > 0) {
		*place = (struct place){ &form->fields[section->first_field + section->field_count - 1], place->instance - 1 };
	} else {
		if (section->first_field == 0)
			return false;
		*place = last_before(draft, section->first_field);
	}
	return true;
}
