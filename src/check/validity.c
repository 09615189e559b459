/* SPDX-License-Identifier: MIT */
/* validity.c — adds years and months to the date of the disclosure. */
#include <config.h>

#include "check/validity.h"

#include "form/type.h"

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* YYYYMMDD, `months` after (or before) a date. */
static long months_from(const struct value *date, int months)
{
	int month = date->year * 12 + date->month - 1 + months, year = month / 12;
	month = month % 12 + 1;
	int most = days_in(year, month);
	return year * 10000L + month * 100 + (date->day < most ? date->day : most);
}

struct validity validity_of(const struct draft *draft, long today)
{
	const struct validity_rule *rule = &draft_form(draft)->validity;
	struct validity validity = { .state = VALIDITY_UNKNOWN };
	struct place place = { .field = rule->from };
	struct value date;
	const char *text =
		rule->from && draft_status(draft, place) == STATUS_ANSWERED ? draft_part(draft, place, PART_ANSWER) : NULL;
	if (!text)
		return validity;
	type_read(rule->from, text, &date);
	if (!date.known || date.day == 0)
		return validity;
	int months = (int)rule->years * 12;
	validity.until = months_from(&date, months);
	if (rule->renewal_months)
		validity.renewal = months_from(&date, months - (int)rule->renewal_months);
	validity.state = today > validity.until                          ? VALIDITY_OVER
			 : validity.renewal && today >= validity.renewal ? VALIDITY_RENEWABLE
									 : VALIDITY_HOLDS;
	return validity;
}
