/* SPDX-License-Identifier: MIT */
/* scan.c — small steps over folded text, shared by the types. */
#include <config.h>

#include "form/scan.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

void scan_blanks(const char **at)
{
	for (;;) {
		if (**at == ' ' || **at == '\t' || **at == '\n' || **at == '\r')
			(*at)++;
		else if ((unsigned char)**at != 0xE3 || !scan_word(at, "　"))
			return;
	}
}

bool scan_word(const char **at, const char *word)
{
	if (**at != *word && *word) /* nearly always, and said at once */
		return false;
	size_t len = strlen(word);
	if (strncmp(*at, word, len) != 0)
		return false;
	*at += len;
	return true;
}

bool scan_words(const char **at, const char *const *words)
{
	for (; *words; words++)
		if (scan_word(at, *words))
			return true;
	return false;
}

/* 〇 … 九, or -1. */
static int kanji_digit(const char **at)
{
	static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	for (int i = 0; i < 10; i++)
		if (scan_word(at, digits[i]))
			return i;
	return -1;
}

static int scan_kanji(const char **at, int most, int *value)
{
	int count = 0, tens = 0, ones = 0;
	while (count < most) {
		int digit = kanji_digit(at);
		if (digit >= 0) {
			ones = ones * 10 + digit;
		} else if (scan_word(at, "十")) {
			tens = ones ? ones * 10 : 10;
			ones = 0;
		} else {
			break;
		}
		count++;
	}
	*value = tens + ones;
	return count;
}

int scan_integer(const char **at, int most, int *value)
{
	int count = 0, sum = 0;
	for (; count < most && is_digit(**at); count++, (*at)++)
		sum = sum * 10 + (**at - '0');
	if (count == 0)
		return scan_kanji(at, most + 1, value); /* 二十二 is three */
	*value = sum;
	return count;
}

bool scan_amount(const char **at, double *value, bool *well_formed)
{
	if (!is_digit(**at))
		return false;
	char digits[64];
	size_t count = 0;
	size_t group = 0;
	bool grouped = false, point = false;
	const char *p = *at;
	for (; is_digit(*p) || ((*p == ',' || *p == '.') && is_digit(p[1])); p++) {
		if (*p == ',') {
			if (point || (grouped ? group != 3 : group > 3))
				*well_formed = false;
			grouped = true;
			group = 0;
			continue;
		}
		if (*p == '.') {
			if (point || (grouped && group != 3))
				*well_formed = false;
			point = true;
		} else {
			group++;
		}
		if (count < sizeof digits - 1)
			digits[count++] = *p;
	}
	if (grouped && !point && group != 3)
		*well_formed = false;
	digits[count] = '\0';
	*value = strtod(digits, NULL);
	*at = p;
	return true;
}

/* 千, 百万, 億 …: 1 when there is none. */
static double scan_scale(const char **at)
{
	static const struct {
		const char *word;
		double scale;
	} small[] = { { "十", 1e1 }, { "百", 1e2 }, { "千", 1e3 } }, large[] = { { "万", 1e4 }, { "億", 1e8 }, { "兆", 1e12 } };
	double scale = 1;
	for (size_t i = 0; i < 3; i++)
		if (scan_word(at, small[i].word)) {
			scale = small[i].scale;
			break;
		}
	for (size_t i = 0; i < 3; i++)
		if (scan_word(at, large[i].word))
			return scale * large[i].scale;
	return scale;
}

bool scan_quantity(const char **at, double *value, bool *well_formed)
{
	double sum = 0, part, last = 0;
	if (!scan_amount(at, &part, well_formed))
		return false;
	for (;;) {
		double scale = scan_scale(at);
		if (last > 0 && scale >= last)
			*well_formed = false;
		sum += part * scale;
		last = scale;
		const char *next = *at;
		if (scale == 1 || !scan_amount(&next, &part, well_formed))
			break;
		*at = next;
	}
	*value = sum;
	return true;
}

bool scan_minus(const char **at)
{
	static const char *const signs[] = { "△", "▲", "-", "−", "‐", "–", NULL };
	return scan_words(at, signs);
}
