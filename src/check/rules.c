/* SPDX-License-Identifier: MIT */
/* rules.c — relations between fields: the table of their kinds. */
#include <config.h>

#include "check/rules.h"

#include <math.h>
#include <string.h>

#include "base/gettext.h"

static bool is_date(const struct fact *fact)
{
	return fact->stated && fact->value.known && fact->value.year > 0;
}

/* Before, same or after, as far as both say: 2026 and 2026-11-22 are the same. */
static int compare_dates(const struct value *a, const struct value *b)
{
	if (a->year != b->year)
		return a->year < b->year ? -1 : 1;
	if (a->month == 0 || b->month == 0 || a->month == b->month) {
		bool days = a->month && b->month && a->day && b->day;
		return !days || a->day == b->day ? 0 : a->day < b->day ? -1 : 1;
	}
	return a->month < b->month ? -1 : 1;
}

static int not_future(const struct fact *facts, size_t count, long today)
{
	struct value now = { .year = (int)(today / 10000), .month = (int)(today / 100 % 100), .day = (int)(today % 100) };
	for (size_t i = 0; i < count; i++)
		if (is_date(&facts[i]) && compare_dates(&facts[i].value, &now) > 0)
			return (int)i;
	return -1;
}

static int not_after(const struct fact *facts, size_t count, long today)
{
	(void)today;
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			if (is_date(&facts[i]) && is_date(&facts[k]) && compare_dates(&facts[i].value, &facts[k].value) > 0)
				return (int)i;
	return -1;
}

static int full_date(const struct fact *facts, size_t count, long today)
{
	(void)today;
	for (size_t i = 0; i < count; i++)
		if (is_date(&facts[i]) && facts[i].value.day == 0)
			return (int)i;
	return -1;
}

static bool says(const struct fact *fact, const char *word)
{
	return strstr(fact->text, word) || strstr(fact->detail, word);
}

static int target(const struct fact *facts, size_t count, long today)
{
	(void)today;
	for (size_t i = 0; i < count; i++)
		if (facts[i].stated && says(&facts[i], "実績") && !says(&facts[i], "目標"))
			return (int)i;
	return -1;
}

/* 年 月 期 … or a year in digits: words that tell when. */
static bool says_period(const struct fact *fact)
{
	static const char *const words[] = { "年",   "月",       "期",       "日間",     "週間", "過去", "直近",
					     "累計", "開始以来", "開始から", "これまで", "/",    "FY",   "ＦＹ" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (says(fact, words[i]))
			return true;
	return says(fact, "19") || says(fact, "20") || says(fact, "２０");
}

static int period(const struct fact *facts, size_t count, long today)
{
	(void)today;
	for (size_t i = 0; i < count; i++)
		if (facts[i].stated && facts[i].value.known && !says_period(&facts[i]))
			return (int)i;
	return -1;
}

static bool seconds_of(const struct fact *fact, double *seconds)
{
	return fact->stated && (duration_read(fact->text, seconds) || duration_read(fact->detail, seconds));
}

/* Years since, year of foundation, date of the disclosure: two of them give the third, give or take a birthday. */
static int years_since(const struct fact *facts, size_t count, long today)
{
	(void)count;
	(void)today;
	if (!facts[0].stated || !facts[0].value.known || !is_date(&facts[1]) || !is_date(&facts[2]))
		return -1;
	/* 17年 is a duration; 17 a number. */
	double seconds, stated = facts[0].value.number, years = facts[2].value.year - facts[1].value.year;
	if (seconds_of(&facts[0], &seconds))
		stated = seconds / (365.25 * 24 * 60 * 60);
	return fabs(years - stated) > 1.1 ? 0 : -1;
}

static int shorter(const struct fact *facts, size_t count, long today)
{
	(void)count;
	(void)today;
	double first, second;
	return seconds_of(&facts[0], &first) && seconds_of(&facts[1], &second) && second >= first ? 1 : -1;
}

static int reachable(const struct fact *facts, size_t count, long today)
{
	(void)today;
	for (size_t i = 0; i < count; i++)
		if (facts[i].stated && !contact_reachable(facts[i].text) && !contact_reachable(facts[i].detail))
			return (int)i;
	return -1;
}

static const struct rule_kind kinds[] = {
	{ "not-future", 1, 100, N_("This date lies in the future."), not_future },
	{ "not-after", 2, 100, N_("This date is later than one that it should come before."), not_after },
	{ "full-date", 1, 100, N_("A date with month and day is asked here."), full_date },
	{ "target", 1, 100, N_("A target is asked here; this looks like an actual figure."), target },
	{ "period", 1, 100, N_("State the period this figure is for."), period },
	{ "years-since", 3, 3, N_("This does not agree with the year of foundation and the date of the disclosure."),
	  years_since },
	{ "shorter", 2, 2, N_("This notice should be shorter than the regular one."), shorter },
	{ "emergency", 2, 2, N_("The notice of an emergency should be shorter than the regular one."), shorter },
	{ "reachable", 1, 100, N_("There is no telephone number, e-mail address or web address here to turn to."), reachable },
};

const struct rule_kind *rule_kind_find(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const struct rule_kind *rule_kind_table(size_t *count)
{
	*count = sizeof kinds / sizeof *kinds;
	return kinds;
}

void rules_lint(const struct form *form, struct problems *problems)
{
	for (size_t i = 0; i < form->rule_count; i++) {
		const struct rule *rule = &form->rules[i];
		const struct rule_kind *kind = rule_kind_find(rule->kind);
		if (!kind)
			problems_add(problems, rule->path, rule->line, rule->column, "unknown-rule",
				     _("“%s” is no kind of rule."), rule->kind);
		else if (rule->field_count < kind->least || rule->field_count > kind->most)
			problems_add(problems, rule->path, rule->line, rule->column, "wrong-rule",
				     _("A rule of kind %s has %zu to %zu fields."), rule->kind, kind->least, kind->most);
	}
}
