/* SPDX-License-Identifier: MIT */
/* type.c — the table of field types. */
#include <config.h>

#include "form/type.h"

#include <string.h>

#include "base/gettext.h"
#include "form/scan.h"
#include "form/type_readers.h"

/* Text longer than this is prose: no type tries to read it. */
#define READ_MAX 2000

static const char *const presence_options[] = { "有り", "無し", NULL };
static const char *const possible_options[] = { "可", "否", NULL };
static const char *const yes_no_options[] = { "はい", "いいえ", NULL };
static const char *const presence_labels[] = { N_("Yes"), N_("No"), NULL };
static const char *const possible_labels[] = { N_("Possible"), N_("Not possible"), NULL };

/* clang-format off */
static const struct type types[] = {
	{ .name = "text", .title = N_("text"), .entry = ENTRY_LINE, .takes_limit = true, .wordy = true, .unsaid = true,
	  .read = read_words },
	{ .name = "paragraph", .title = N_("paragraph"), .entry = ENTRY_LINES, .takes_limit = true, .wordy = true,
	  .unsaid = true, .read = read_words },
	{ .name = "list", .title = N_("list, one entry a line"), .entry = ENTRY_LINES, .takes_limit = true,
	  .wordy = true, .read = read_words },
	{ .name = "date", .title = N_("date"), .entry = ENTRY_LINE, .read = read_date,
	  .wanted = N_("No date can be read here; write it as 2026-11-22.") },
	{ .name = "year", .title = N_("year"), .entry = ENTRY_LINE, .read = read_year,
	  .wanted = N_("No year can be read here; write it as 1998.") },
	{ .name = "number", .title = N_("number"), .entry = ENTRY_LINE, .read = read_number },
	{ .name = "money", .title = N_("amount of money"), .entry = ENTRY_LINE, .read = read_money },
	{ .name = "percent", .title = N_("percentage"), .entry = ENTRY_LINE, .read = read_percent },
	{ .name = "duration", .title = N_("duration or interval"), .entry = ENTRY_LINE, .read = read_duration },
	{ .name = "hours", .title = N_("hours"), .entry = ENTRY_LINE, .read = read_hours },
	{ .name = "url", .title = N_("web address"), .entry = ENTRY_LINE, .personal = true, .ascii = true,
	  .read = read_url, .wanted = N_("No web address can be read here; write it as https://www.example.co.jp/.") },
	{ .name = "email", .title = N_("e-mail address"), .entry = ENTRY_LINE, .personal = true, .ascii = true,
	  .read = read_email },
	{ .name = "phone", .title = N_("telephone number"), .entry = ENTRY_LINE, .personal = true, .read = read_phone },
	{ .name = "contact", .title = N_("contact: telephone, fax, e-mail or web address"), .entry = ENTRY_LINES,
	  .takes_limit = true, .personal = true, .read = read_contact },
	{ .name = "address", .title = N_("postal address"), .entry = ENTRY_LINES, .takes_limit = true,
	  .personal = true, .read = read_address },
	{ .name = "corporate-number", .title = N_("corporate number of 13 digits"), .entry = ENTRY_LINE,
	  .invalid_is_error = true, .personal = true, .read = read_corporate_number },
	{ .name = "choice", .title = N_("one choice"), .entry = ENTRY_OPTION, .takes_limit = true, .read = read_option },
	{ .name = "choices", .title = N_("one or more choices"), .entry = ENTRY_OPTIONS, .takes_limit = true,
	  .read = read_options },
	{ .name = "presence", .title = N_("whether there is any"), .entry = ENTRY_OPTION, .takes_limit = true,
	  .options = presence_options, .labels = presence_labels, .read = read_stated },
	{ .name = "possible", .title = N_("whether it is possible"), .entry = ENTRY_OPTION, .takes_limit = true,
	  .options = possible_options, .labels = possible_labels, .read = read_stated },
	{ .name = "yes-no", .title = N_("yes or no"), .entry = ENTRY_OPTION, .takes_limit = true,
	  .options = yes_no_options, .labels = presence_labels, .read = read_stated },
};
/* clang-format on */

const struct type *type_find(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

const struct type *type_table(size_t *count)
{
	*count = sizeof types / sizeof *types;
	return types;
}

const struct type *type_prose(void)
{
	return &types[0];
}

static void read_as(const struct field *field, const char *text, bool mute, struct value *value)
{
	*value = (struct value){ .reading = READING_FINE, .mute = mute };
	const char *p = text;
	scan_blanks(&p);
	if (*p && strlen(p) <= READ_MAX)
		field->type->read(field, text, value);
	value->complaint = value->reading == READING_FAILED ? _(value->complaint) : NULL;
}

void type_read(const struct field *field, const char *text, struct value *value)
{
	read_as(field, text, false, value);
}

void type_judge(const struct field *field, const char *text, struct value *value)
{
	read_as(field, text, true, value);
}
