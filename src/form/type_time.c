/* SPDX-License-Identifier: MIT */
/* type_time.c — durations, intervals, frequencies, and hours of service. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "form/scan.h"
#include "form/type_readers.h"
#include "text/fold.h"

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

#define DAY 86400.0

struct unit {
	const char *word;
	double seconds;
};

/* A longer word stands before one it begins with. */
static const struct unit units[] = {
	{ "ミリ秒", 0.001 },    { "ms", 0.001 },      { "秒", 1 },          { "分", 60 },         { "時間", 3600 },
	{ "営業日", DAY },      { "日", DAY },        { "週", 7 * DAY },    { "か月", 30 * DAY }, { "ヶ月", 30 * DAY },
	{ "カ月", 30 * DAY },   { "ヵ月", 30 * DAY }, { "ケ月", 30 * DAY }, { "箇月", 30 * DAY }, { "月", 30 * DAY },
	{ "四半期", 91 * DAY }, { "年", 365 * DAY },
};

/* Said without a number. */
static const struct unit habits[] = {
	{ "リアルタイム", 0 }, { "即時", 0 },          { "毎秒", 1 },         { "毎分", 60 },        { "毎時", 3600 },
	{ "毎日", DAY },       { "日次", DAY },        { "毎週", 7 * DAY },   { "週次", 7 * DAY },   { "毎月", 30 * DAY },
	{ "月次", 30 * DAY },  { "四半期", 91 * DAY }, { "毎年", 365 * DAY }, { "年次", 365 * DAY }, { "半年", 182 * DAY },
};

static double scan_unit(const char **at, const struct unit *table, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (scan_word(at, table[i].word))
			return table[i].seconds;
	return -1;
}

#define SCAN_UNIT(at, table) scan_unit(at, table, sizeof(table) / sizeof *(table))

/* `に2回` after a span: how often in it; 0 if nothing of the kind follows. */
static double scan_times(const char **at)
{
	const char *p = *at;
	double times;
	bool well_formed = true;
	scan_word(&p, "間");
	scan_blanks(&p);
	scan_word(&p, "に");
	scan_blanks(&p);
	if (!scan_amount(&p, &times, &well_formed) || times <= 0 || !(scan_word(&p, "回") || scan_word(&p, "度")))
		return 0;
	*at = p;
	return times;
}

/* 10分, 1時間30分, 年1回, 1日2回, 毎日 at the start of the text. */
static bool scan_duration(const char **at, double *seconds)
{
	const char *p = *at;
	double sum = SCAN_UNIT(&p, habits);
	if (sum < 0) {
		const char *once = p;
		double span = SCAN_UNIT(&once, units), times = span >= 0 ? scan_times(&once) : 0;
		if (times > 0) {
			*seconds = span / times;
			*at = once;
			return true;
		}
		double number, last = 0;
		bool well_formed = true;
		const char *next = p;
		sum = -1;
		while (scan_amount(&next, &number, &well_formed)) {
			double unit = SCAN_UNIT(&next, units);
			if (unit < 0 || !well_formed || (last > 0 && unit >= last))
				break;
			sum = (sum < 0 ? 0 : sum) + number * unit;
			last = unit;
			p = next;
			scan_blanks(&next);
		}
		if (sum < 0)
			return false;
		times = scan_times(&p);
		if (times > 0)
			sum /= times;
	} else {
		double times = scan_times(&p);
		if (times > 0)
			sum /= times;
	}
	*seconds = sum;
	*at = p;
	return true;
}

bool duration_read(const char *text, double *seconds)
{
	static const char *const about[] = {
		"約", "およそ", "概ね", "原則として", "原則", "最短", "最長", "平均", "最低", NULL
	};
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	scan_blanks(&p);
	while (scan_words(&p, about))
		scan_blanks(&p);
	bool known = scan_duration(&p, seconds);
	free(folded);
	return known;
}

void read_duration(const struct field *field, const char *text, struct value *value)
{
	value->known = duration_read(text, &value->number);
	if (value->known)
		return;
	/* 10 of what? Unless the form prints the unit beside the field. */
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	double number;
	bool well_formed = true;
	scan_blanks(&p);
	bool bare = scan_amount(&p, &number, &well_formed);
	scan_blanks(&p);
	value->reading = bare && !*p && number > 0 && !field->unit ? READING_FAILED : READING_UNSURE;
	value->complaint = N_("The unit is missing; write it as 10分, 24時間 or 3か月前.");
	free(folded);
}

/* A clock time that no clock shows: 9:75, 31:00. Hours to 30 are usual for the small hours of the next day. */
static bool is_wrong_clock(const char *p, const char *start)
{
	if ((p > start && (is_digit(p[-1]) || p[-1] == ':' || p[-1] == '.')) || !is_digit(*p))
		return false;
	int hour = 0, digits = 0;
	for (; is_digit(*p) && digits < 3; p++, digits++)
		hour = hour * 10 + (*p - '0');
	if (digits > 2 || *p != ':' || !is_digit(p[1]) || !is_digit(p[2]) || is_digit(p[3]) || p[3] == ':')
		return false;
	return hour > 30 || (p[1] - '0') * 10 + (p[2] - '0') > 59;
}

void read_hours(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	char *folded = fold_ascii(text, strlen(text));
	for (const char *p = folded; *p; p++)
		if (is_wrong_clock(p, folded))
			value->reading = READING_FAILED;
	value->complaint = N_("There is no such time; write the hours as 平日9:00-18:00 or 24時間365日.");
	free(folded);
}
