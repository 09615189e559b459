/* SPDX-License-Identifier: MIT */
/* form.c — looking things up in a loaded form, and its end. */
#include <config.h>

#include "form/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

void form_free(struct form *form)
{
	if (!form)
		return;
	arena_clear(&form->arena);
	free(form);
}

const struct field *form_field(const struct form *form, const char *id, size_t len)
{
	size_t low = 0, high = form->field_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct field *field = form->by_id[middle];
		int order = strncmp(field->id, id, len);
		if (order == 0 && field->id[len] == '\0')
			return field;
		if (order < 0)
			low = middle + 1;
		else /* equal so far but longer: a longer id sorts after the one looked for */
			high = middle;
	}
	return NULL;
}

const struct section *form_section(const struct form *form, const char *id, size_t len)
{
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		if (strncmp(section->id, id, len) == 0 && section->id[len] == '\0')
			return section;
	}
	return NULL;
}

static const struct {
	const char *name;
	const char *mark;
} requirements[] = {
	[REQUIREMENT_NONE] = { "none", "" },
	[REQUIREMENT_OPTIONAL] = { "optional", N_("optional") },
	[REQUIREMENT_REQUIRED] = { "required", N_("required") },
	/* TRANSLATORS: 必須○, required and a certain level must be considered */
	[REQUIREMENT_LEVEL] = { "required-level", N_("required○") },
};

const char *requirement_name(enum requirement requirement)
{
	return requirements[requirement].name;
}

const char *requirement_mark(enum requirement requirement)
{
	const char *mark = requirements[requirement].mark;
	return *mark ? _(mark) : mark; /* gettext("") is the catalogue's header */
}

bool requirement_is_required(enum requirement requirement)
{
	return requirement == REQUIREMENT_REQUIRED || requirement == REQUIREMENT_LEVEL;
}
