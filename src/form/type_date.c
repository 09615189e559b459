/* SPDX-License-Identifier: MIT */
/* type_date.c — dates and years, 西暦 and 和暦. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "form/scan.h"
#include "form/type_readers.h"
#include "text/fold.h"

static const struct era {
	const char *kanji;
	const char *kana;
	char letter;
	const char *title;
	int year, month, day; /* its first day */
} eras[] = {
	{ "令和", "れいわ", 'R', N_("Reiwa"), 2019, 5, 1 },     { "平成", "へいせい", 'H', N_("Heisei"), 1989, 1, 8 },
	{ "昭和", "しょうわ", 'S', N_("Showa"), 1926, 12, 25 }, { "大正", "たいしょう", 'T', N_("Taisho"), 1912, 7, 30 },
	{ "明治", "めいじ", 'M', N_("Meiji"), 1868, 1, 25 },
};

/* A date as written: what is 0 was not said. */
struct written {
	int year, month, day;
};

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return month == 2 && leap ? 29 : days[month - 1];
}

/* 0 is Sunday (Zeller's congruence). */
static int weekday(struct written date)
{
	int month = date.month, year = date.year;
	if (month < 3) {
		month += 12;
		year--;
	}
	return (date.day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400 + 6) % 7;
}

#define NO_YEAR 1 /* of our era: said, but too early to be one */

/* Takes 令和8, R8, 令和元 and gives the year of our era; 0 if there is none, NO_YEAR for 令和0. */
static int scan_era(const char **at)
{
	for (size_t i = 0; i < sizeof eras / sizeof *eras; i++) {
		const char *p = *at;
		int year;
		bool letter = (*p & ~0x20) == eras[i].letter;
		if (letter)
			p++;
		else if (!scan_word(&p, eras[i].kanji) && !scan_word(&p, eras[i].kana))
			continue;
		scan_blanks(&p);
		if (letter && *p == '.')
			p++;
		if (scan_word(&p, "元"))
			year = 1;
		else if (scan_integer(&p, letter ? 2 : 3, &year) == 0)
			continue;
		*at = p;
		return year > 0 ? eras[i].year + year - 1 : NO_YEAR;
	}
	return 0;
}

/* Takes a number of one or two digits after a separator of the same kind as before. */
static bool scan_part(const char **at, int *part)
{
	const char *p = *at;
	scan_blanks(&p);
	if (scan_integer(&p, 2, part) == 0 || (*p >= '0' && *p <= '9'))
		return false;
	*at = p;
	return true;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Takes a number of one or two digits and the word behind it, 11月; false, and the number 0, if it does not stand there. */
static bool scan_named_part(const char **at, const char *word, int *part)
{
	const char *p = *at;
	if (scan_part(&p, part)) {
		scan_blanks(&p);
		if (scan_word(&p, word)) {
			*at = p;
			return true;
		}
	}
	*part = 0;
	return false;
}

/* 令和8年(2026年)11月22日: takes the other calendar in brackets, which says the same. */
static void scan_other_year(const char **at)
{
	const char *p = *at;
	int other;
	scan_blanks(&p);
	if (!scan_word(&p, "(") || !((other = scan_era(&p)) || scan_integer(&p, 4, &other) == 4))
		return;
	scan_word(&p, "年");
	if (scan_word(&p, ")"))
		*at = p;
}

/* What follows 年. */
static void scan_month_and_day(const char **at, struct written *date)
{
	scan_other_year(at);
	if (scan_named_part(at, "月", &date->month))
		scan_named_part(at, "日", &date->day);
}

/* Takes -11-22, /11/22 or .11.22, or without the day, behind a year. */
static void scan_separated(const char **at, struct written *date)
{
	const char *p = *at;
	scan_blanks(&p);
	char separator = *p++;
	if (!scan_part(&p, &date->month)) {
		date->month = 0;
		return;
	}
	*at = p;
	scan_blanks(&p);
	if (*p++ == separator && scan_part(&p, &date->day))
		*at = p;
	else
		date->day = 0;
}

/* Takes a date at the start of the text. False if there is none; what it says may still be no day of any calendar. */
static bool scan_date(const char **at, struct written *date)
{
	const char *p = *at;
	static const char *const calendar[] = { "西暦", "(西暦)", NULL };
	scan_words(&p, calendar);
	scan_blanks(&p);
	*date = (struct written){ .year = scan_era(&p) };
	bool era = date->year != 0;
	if (!era) {
		int year, count = scan_integer(&p, 8, &year);
		if (count == 8) { /* 20261122 */
			*date = (struct written){ year / 10000, year / 100 % 100, year % 100 };
			*at = p;
			return true;
		}
		if (count != 4 || is_digit(*p))
			return false;
		date->year = year;
	}
	*at = p;
	scan_blanks(&p);
	if (scan_word(&p, "年")) {
		*at = p;
		scan_month_and_day(at, date);
	} else if (*p == '-' || *p == '/' || *p == '.') {
		scan_separated(at, date);
	} else if (era && is_digit(*p)) {
		return false;
	}
	return true;
}

static bool is_real(struct written date)
{
	return date.year >= 1000 && date.year <= 2999 && date.month <= 12 &&
	       (date.day == 0 || (date.month > 0 && date.day <= month_days(date.year, date.month)));
}

/* Nothing but what dates are made of. */
static bool only_date_characters(const char *text)
{
	static const char *const parts[] = { "年", "月", "日", "-", "/", ".", "−", "‐", "ー", NULL };
	scan_era(&text);
	while (*text) {
		scan_blanks(&text);
		if (is_digit(*text))
			text++;
		else if (*text && !scan_words(&text, parts))
			return false;
	}
	return true;
}

static void echo_date(struct value *value, struct written date)
{
	static const char *const weekdays[] = { N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
						N_("Thursday"), N_("Friday"), N_("Saturday") };
	/* With month or day unsaid, the era is that of the last day it could be. */
	int key = date.year * 10000 + (date.month ? date.month : 12) * 100 + (date.day ? date.day : 31);
	const struct era *era = NULL;
	for (size_t i = 0; i < sizeof eras / sizeof *eras && !era; i++)
		if (key >= eras[i].year * 10000 + eras[i].month * 100 + eras[i].day)
			era = &eras[i];
	char year[16] = "";
	if (era) {
		int count = date.year - era->year + 1;
		/* TRANSLATORS: the first year of an era, 元 */
		snprintf(year, sizeof year, "%.10s", count == 1 ? _("1") : "");
		if (!*year)
			snprintf(year, sizeof year, "%d", count);
	}
	const char *title = era ? _(era->title) : "";
	if (!era)
		snprintf(value->echo, sizeof value->echo,
			 date.day     ? "%d-%02d-%02d"
			 : date.month ? "%d-%02d"
				      : "%d",
			 date.year, date.month, date.day);
	else if (date.day)
		/* TRANSLATORS: year, month, day, era, year of the era, weekday: 2026-11-22 (令和8年11月22日・日曜日) */
		snprintf(value->echo, sizeof value->echo, _("%1$d-%2$02d-%3$02d (%4$s %5$s, %6$s)"), date.year, date.month,
			 date.day, title, year, _(weekdays[weekday(date)]));
	else if (date.month)
		/* TRANSLATORS: year, month, era, year of the era: 2026-11 (令和8年11月) */
		snprintf(value->echo, sizeof value->echo, _("%1$d-%2$02d (%3$s %4$s)"), date.year, date.month, title, year);
	else
		/* TRANSLATORS: year, era, year of the era: 2026 (令和8年) */
		snprintf(value->echo, sizeof value->echo, _("%1$d (%2$s %3$s)"), date.year, title, year);
}

/* 設立 2008年6月2日: words, but a date among them. */
static bool holds_date(const char *text)
{
	struct written date;
	for (const char *p = text; *p; p++) {
		const char *end = p;
		bool inside = p > text && (is_digit(p[-1]) || (p[-1] & ~0x20 & 0xC0) == 0x40);
		if (!inside && scan_date(&end, &date) && is_real(date))
			return true;
	}
	return false;
}

/* 令和8年11月22日, but not 令和8年(2026年)11月22日. */
static bool says_era_alone(const char *text, int year)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%d", year);
	scan_blanks(&text);
	return scan_era(&text) != 0 && !strstr(text, digits);
}

static void read_calendar(const char *text, struct value *value, const char *complaint)
{
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	struct written date;
	if (scan_date(&p, &date)) {
		bool runs_on = is_digit(*p) || (*p && strchr("-/.", *p) && is_digit(p[1]));
		if (!is_real(date) || runs_on) {
			value->reading = READING_FAILED;
		} else {
			value->known = true;
			value->year = date.year;
			value->month = date.month;
			value->day = date.day;
			value->number = date.year;
			value->era = says_era_alone(folded, date.year);
			scan_blanks(&p);
			value->whole = *p == '\0';
			if (!value->mute)
				echo_date(value, date);
		}
	} else if (only_date_characters(folded)) {
		value->reading = READING_FAILED;
	} else if (!holds_date(folded)) {
		value->reading = READING_UNSURE;
	}
	value->complaint = complaint;
	free(folded);
}

void read_date(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	read_calendar(text, value, N_("This is no date; write it in the Western calendar, as 2026-11-22."));
}

void read_year(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	read_calendar(text, value, N_("This is no year; write it in the Western calendar, as 1998."));
}
