/* SPDX-License-Identifier: MIT */
/* cmd_renew.c — `kaijisho renew OLD NEW`: next period's draft, every answer carried over and to be confirmed. */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "draft/store.h"
#include "form/type.h"
#include "text/fold.h"

/* The latest year from 2000 on that a text mentions; 0 if none. */
static int latest_year(const char *text)
{
	char *plain = fold_ascii(text, strlen(text));
	int latest = 0;
	for (const char *at = plain; *at; at++)
		if (at[0] == '2' && at[1] == '0' && isdigit((unsigned char)at[2]) && isdigit((unsigned char)at[3]) &&
		    !isdigit((unsigned char)at[4]) && (at == plain || !isdigit((unsigned char)at[-1]))) {
			int year = atoi(at);
			latest = year > latest ? year : latest;
		}
	free(plain);
	return latest;
}

/* Dates that do not age: when something began stays true. */
static bool is_of_then(const struct field *field)
{
	return strcmp(field->type->name, "date") == 0 || strcmp(field->type->name, "year") == 0;
}

/* What a person is asked to look at: a fact dated more than a year ago is pointed out. */
static char *review_note(struct place place, const char *answer, int this_year)
{
	int year = is_of_then(place.field) ? 0 : latest_year(answer);
	struct buf note = { 0 };
	if (year && year < this_year - 1)
		buf_printf(&note, _("It speaks of %d: is there something newer?"), year);
	return buf_take(&note);
}

static bool carry_over(struct draft *draft, int this_year, size_t *carried, size_t *dated, struct err *err)
{
	const struct field *date = form_field(draft_form(draft), "disclosure-date", strlen("disclosure-date"));
	struct place place = { 0 };
	while (place_next(draft, &place)) {
		char *answer = draft_joined(draft, place);
		bool fine = true;
		if (place.field == date) {
			/* The new disclosure has a date of its own. */
			fine = draft_set(draft, place, PART_ANSWER, NULL, err);
		} else if (answer) {
			char *note = review_note(place, answer, this_year);
			*dated += *note != '\0';
			++*carried;
			fine = draft_set(draft, place, PART_REVIEW, note, err);
			free(note);
		}
		free(answer);
		if (!fine)
			return false;
	}
	return true;
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct reading reading;
	size_t carried = 0, dated = 0;
	if (!reading_open(&reading, context, options->operands[0], &err))
		return say_failure(&err);
	reading_tell_pending(&reading, options->operands[0]);
	bool fine = carry_over(reading.draft, (int)(context->today / 10000), &carried, &dated, &err) &&
		    store_create_draft(reading.draft, options->operands[1], &err);
	reading_clear(&reading);
	if (!fine)
		return say_failure(&err);
	say_note(_("%s is there: %zu answers carried over, each to be confirmed; %zu of them speak of years gone by."),
		 options->operands[1], carried, dated);
	return EXIT_GOOD;
}

const struct command cmd_renew = {
	.name = "renew",
	.operands = N_("OLD NEW"),
	.help = N_("start the next period's draft from the last one; every answer is to be confirmed"),
	.least = 2,
	.most = 2,
	.run = run,
};
