/* SPDX-License-Identifier: MIT */
/* type_number.c — numbers, money and percentages as people write them. */
#include <config.h>

#include <math.h>
#include <stdio.h>
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

/* Nothing but what the type's values are made of: if it cannot be read, it is a failed attempt and no free words. */
static bool only(const char *text, const char *const *parts)
{
	while (*text) {
		scan_blanks(&text);
		if (is_digit(*text) || *text == ',' || *text == '.')
			text++;
		else if (*text && !scan_words(&text, parts))
			return false;
	}
	return true;
}

/* 99..5: the number that ended at `p` goes on behind a point too many. */
static bool runs_on(const char *p)
{
	size_t points = strspn(p, ".,");
	return points > 0 && is_digit(p[points]);
}

/* Whole numbers with thousands separated. */
static void put_grouped(char *out, size_t size, double number)
{
	char digits[40];
	int len = snprintf(digits, sizeof digits, "%.0f", fabs(number));
	size_t at = 0;
	if (number < 0)
		at = (size_t)snprintf(out, size, "-");
	for (int i = 0; i < len && at + 2 < size; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
}

static const char *const about[] = { "約", "およそ", "おおよそ", "概ね", "計", "合計", "全", "のべ", "延べ", NULL };

void read_number(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	static const char *const parts[] = { "-", "−", "△", "▲", "約", NULL };
	char *folded = fold_ascii(text, strlen(text));
	const char *p = folded;
	bool well_formed = true, leading = true;
	scan_words(&p, about);
	scan_blanks(&p);
	bool minus = scan_minus(&p);
	if (!is_digit(*p)) {
		leading = minus = false;
		p += strcspn(p, "0123456789");
	}
	double number;
	if (!scan_quantity(&p, &number, &well_formed)) {
		value->reading = only(folded, parts) ? READING_FAILED : READING_UNSURE;
	} else if (!well_formed || runs_on(p)) {
		value->reading = only(folded, parts) ? READING_FAILED : READING_UNSURE;
	} else {
		/* `国内2、国外1` has two numbers and no first one; `120名 (2026年3月末)` begins with what is meant. */
		value->known = leading || !p[strcspn(p, "0123456789")];
		value->reading = value->known ? READING_FINE : READING_UNSURE;
		value->number = minus ? -number : number;
	}
	value->complaint = N_("This is no number; write it as 1,200.");
	free(folded);
}

static const char *const currency[] = { "円", "¥", "￥", NULL };

void read_money(const struct field *field, const char *text, struct value *value)
{
	(void)field;
	static const char *const parts[] = {
		"円", "¥", "￥", "-", "−", "△", "▲", "約", "十", "百", "千", "万", "億", "兆", NULL
	};
	char *folded = fold_ascii(text, strlen(text));
	bool attempt = only(folded, parts), ill_formed = false;
	value->reading = READING_UNSURE;
	const char *before = folded;
	/* The first number that is an amount of yen; `2026年3月期 12,500千円` begins with two that are not. */
	for (const char *p = folded; *p && !value->known;) {
		if (!is_digit(*p)) {
			p++;
			continue;
		}
		bool well_formed = true, sign = false, yen = false;
		for (const char *q = before; q < p;) {
			yen = scan_words(&q, currency);
			if (yen)
				continue;
			if (scan_minus(&q))
				sign = true;
			else if (*q == ' ' || *q == '(')
				q++;
			else
				q++, sign = false;
		}
		double number;
		scan_quantity(&p, &number, &well_formed);
		const char *after = p;
		scan_blanks(&after);
		yen = yen || scan_word(&after, "円");
		if (yen || attempt) {
			ill_formed = !well_formed || is_digit(*after) || runs_on(p);
			value->known = !ill_formed;
			value->number = sign ? -number : number;
		}
		before = p;
		if (ill_formed)
			break;
	}
	if (value->known) {
		value->reading = READING_FINE;
		if (!value->mute) {
			char grouped[48];
			put_grouped(grouped, sizeof grouped, value->number);
			/* TRANSLATORS: an amount of money, 1,200,000円 */
			snprintf(value->echo, sizeof value->echo, _("%s yen"), grouped);
		}
	} else if (ill_formed || attempt) {
		value->reading = READING_FAILED;
	}
	value->complaint = N_("This is no amount of money; write it as 1,200,000円, 1億2,000万円 or 12,500千円.");
	free(folded);
}

/* 120%: a ratio of two amounts may be over 100 %, a share may not. Which one a field asks for, its example shows. */
static bool may_exceed(const struct field *field)
{
	return field->original_example && strtod(field->original_example, NULL) > 100;
}

void read_percent(const struct field *field, const char *text, struct value *value)
{
	static const char *const parts[] = { "%", "-", "−", "△", "▲", "約", NULL };
	static const char *const percent[] = { "%", "パーセント", NULL };
	char *folded = fold_ascii(text, strlen(text));
	bool attempt = only(folded, parts);
	const char *p = folded;
	bool well_formed = true, first = true;
	double number;
	scan_words(&p, about);
	scan_blanks(&p);
	bool minus = scan_minus(&p);
	value->reading = READING_UNSURE;
	value->complaint = N_("This is no percentage; write it as 99.95%.");
	/* `目標 99.9%`: after other words only what a % follows is meant. */
	while (!value->known && *p) {
		const char *start = p;
		if (!scan_amount(&p, &number, &well_formed)) {
			first = minus = false;
			p++;
			continue;
		}
		const char *after = p;
		if (runs_on(p) || (start > folded && strchr(".,", start[-1]))) {
			first = minus = false;
			continue;
		}
		scan_blanks(&after);
		bool marked = scan_words(&after, percent);
		if (marked && attempt && is_digit(*after))
			break;
		if (marked || (first && (!*after || (attempt && scan_minus(&after)))))
			value->known = well_formed;
		if (!value->known && attempt)
			break;
		if (!value->known)
			first = minus = false;
	}
	if (value->known) {
		value->number = minus ? -number : number;
		value->reading = READING_FINE;
		if (attempt && value->number > 100 && !may_exceed(field)) {
			value->reading = READING_FAILED;
			value->complaint = N_("This is more than 100%, which a share cannot be.");
		}
		if (!value->mute)
			snprintf(value->echo, sizeof value->echo, "%.10g%%", value->number);
	} else if (attempt) {
		value->reading = READING_FAILED;
	}
	free(folded);
}
