/* SPDX-License-Identifier: MIT */
/* outline.c — the sections as a list. */
#include <config.h>

#include "edit/outline.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"

size_t outline_count(const struct draft *draft)
{
	const struct form *form = draft_form(draft);
	size_t count = 0;
	for (size_t i = 0; i < form->section_count; i++)
		count += draft_instances(draft, &form->sections[i]);
	return count;
}

struct outline_entry outline_entry(const struct draft *draft, size_t index)
{
	const struct form *form = draft_form(draft);
	for (size_t i = 0; i < form->section_count; i++) {
		size_t instances = draft_instances(draft, &form->sections[i]);
		if (index < instances)
			return (struct outline_entry){ &form->sections[i], index };
		index -= instances;
	}
	return (struct outline_entry){ &form->sections[0], 0 };
}

size_t outline_of(const struct draft *draft, struct place place)
{
	const struct form *form = draft_form(draft);
	size_t index = 0;
	for (size_t i = 0; &form->sections[i] != place.field->section; i++)
		index += draft_instances(draft, &form->sections[i]);
	return index + place.instance;
}

char *outline_title(const struct draft *draft, const struct outline_entry *entry, bool brief)
{
	struct buf title = { 0 };
	const char *name = draft_instance_name(draft, entry->section, entry->instance), *whole = entry->section->title;
	size_t len = strcspn(whole, "(");
	const char *wide = strstr(whole, "（");
	if (wide && (size_t)(wide - whole) < len)
		len = (size_t)(wide - whole);
	buf_put(&title, whole, brief && len > 0 ? len : strlen(whole));
	if (entry->section->repeated && name)
		buf_printf(&title, ": %.*s", (int)strcspn(name, "\n"), name);
	else if (entry->section->repeated)
		buf_printf(&title, ": %zu", entry->instance + 1);
	return buf_take(&title);
}

char *outline_badge(const struct checker *checker, const struct outline_entry *entry)
{
	const struct tally *tally = entry->section->repeated ? checker_instance(checker, entry->section, entry->instance)
							     : checker_section(checker, entry->section);
	struct buf badge = { 0 };
	size_t left = tally->required.total - tally->required.answered,
	       wrong = tally->errors - tally->missing + tally->warnings;
	if (left)
		buf_printf(&badge, _("left %zu"), left);
	if (wrong)
		buf_printf(&badge, _("%sfindings %zu"), badge.len ? " " : "", wrong);
	if (tally->review)
		buf_printf(&badge, _("%sto confirm %zu"), badge.len ? " " : "", tally->review);
	if (!badge.len && tally->required.total == 0 && tally->optional.answered < tally->optional.total)
		buf_printf(&badge, "%zu/%zu", tally->optional.answered, tally->optional.total);
	if (!badge.len)
		buf_puts(&badge, _("done"));
	return buf_take(&badge);
}
