/* SPDX-License-Identifier: MIT */
/* placeholders.c — text that only holds the place of an answer. */
#include <config.h>

#include "check/placeholders.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "form/type.h"
#include "text/count.h"
#include "text/utf8.h"

static const struct {
	const char *word;
	enum placeholder placeholder;
} whole[] = {
	{ "同上", PLACEHOLDER_SAME },          { "同左", PLACEHOLDER_SAME },          { "〃", PLACEHOLDER_SAME },
	{ "上記と同じ", PLACEHOLDER_SAME },    { "上記に同じ", PLACEHOLDER_SAME },    { "上に同じ", PLACEHOLDER_SAME },
	{ "前項と同じ", PLACEHOLDER_SAME },    { "上記参照", PLACEHOLDER_SAME },      { "別紙参照", PLACEHOLDER_ELSEWHERE },
	{ "別紙を参照", PLACEHOLDER_ELSEWHERE }, { "別紙のとおり", PLACEHOLDER_ELSEWHERE }, { "別紙の通り", PLACEHOLDER_ELSEWHERE },
	{ "別紙", PLACEHOLDER_ELSEWHERE },     { "別添参照", PLACEHOLDER_ELSEWHERE }, { "別添のとおり", PLACEHOLDER_ELSEWHERE },
	{ "別途参照", PLACEHOLDER_ELSEWHERE }, { "添付参照", PLACEHOLDER_ELSEWHERE }, { "検討中", PLACEHOLDER_LATER },
	{ "検討中です", PLACEHOLDER_LATER },   { "現在検討中", PLACEHOLDER_LATER },   { "要検討", PLACEHOLDER_LATER },
	{ "確認中", PLACEHOLDER_LATER },       { "確認中です", PLACEHOLDER_LATER },   { "現在確認中", PLACEHOLDER_LATER },
	{ "要確認", PLACEHOLDER_LATER },       { "調整中", PLACEHOLDER_LATER },       { "調査中", PLACEHOLDER_LATER },
	{ "作成中", PLACEHOLDER_LATER },       { "記入中", PLACEHOLDER_LATER },       { "入力中", PLACEHOLDER_LATER },
	{ "未記入", PLACEHOLDER_LATER },       { "未入力", PLACEHOLDER_LATER },       { "後日記入", PLACEHOLDER_LATER },
	{ "後で記入", PLACEHOLDER_LATER },     { "未定", PLACEHOLDER_LATER },         { "あとで", PLACEHOLDER_LATER },
	{ "-", PLACEHOLDER_BLANK },            { "－", PLACEHOLDER_BLANK },           { "―", PLACEHOLDER_BLANK },
	{ "ー", PLACEHOLDER_BLANK },           { "…", PLACEHOLDER_BLANK },            { "……", PLACEHOLDER_BLANK },
	{ "・・・", PLACEHOLDER_BLANK },       { "...", PLACEHOLDER_BLANK },          { "？", PLACEHOLDER_BLANK },
	{ "?", PLACEHOLDER_BLANK },            { "??", PLACEHOLDER_BLANK },           { "???", PLACEHOLDER_BLANK },
	{ "？？？", PLACEHOLDER_BLANK },       { "テスト", PLACEHOLDER_BLANK },       { "test", PLACEHOLDER_BLANK },
};

/* What people put before 同上 and 別紙参照 without making an answer of it. */
static const char *const leads[] = { "詳細は", "詳しくは", "内容は", "→", "※" };
static const char *const marks[] = { "TODO", "TBD", "FIXME", "XXX", "ＴＯＤＯ", "ＴＢＤ" };
static const char *const circles[] = { "○", "〇", "◯", "●", "×", "△", "□" };

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

/* The text without blanks around it, a lead, brackets and the stop at its end. */
static void strip(const char *text, size_t *start, size_t *end)
{
	static const char *const before[] = { " ", "\n", "\t", "　", "（", "(", "「" };
	static const char *const after[] = { " ", "\n", "\t", "　", "）", ")", "」", "。", "．" };
	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
			size_t len = strlen(before[i]);
			if (*end - *start >= len && memcmp(text + *start, before[i], len) == 0) {
				*start += len;
				again = true;
			}
		}
		for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
			size_t len = strlen(after[i]);
			if (*end - *start >= len && memcmp(text + *end - len, after[i], len) == 0) {
				*end -= len;
				again = true;
			}
		}
	}
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		size_t len = strlen(leads[i]);
		if (*end - *start > len && memcmp(text + *start, leads[i], len) == 0)
			*start += len;
	}
}

/* 一〇〇 and 二〇〇五年 are numbers. */
static bool beside_number(const char *text, size_t len, size_t start, size_t end)
{
	static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "年" };
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if ((start >= 3 && memcmp(text + start - 3, digits[i], 3) == 0) ||
		    (len - end >= 3 && memcmp(text + end, digits[i], 3) == 0))
			return true;
	return false;
}

static bool find_circles(const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
		size_t size = strlen(circles[i]);
		char twice[8];
		memcpy(twice, circles[i], size);
		memcpy(twice + size, circles[i], size);
		for (const char *p = text; (p = memmem(p, len - (size_t)(p - text), twice, 2 * size)); p = text + *end) {
			*start = (size_t)(p - text);
			*end = *start + 2 * size;
			while (*end + size <= len && memcmp(text + *end, circles[i], size) == 0)
				*end += size;
			if (strcmp(circles[i], "〇") != 0 || !beside_number(text, len, *start, *end))
				return true;
		}
	}
	return false;
}

static bool find_mark(const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t size = strlen(marks[i]);
		for (const char *p = text; (p = memmem(p, len - (size_t)(p - text), marks[i], size)); p += size) {
			*start = (size_t)(p - text);
			*end = *start + size;
			if ((*start == 0 || !is_word(p[-1])) && !is_word(p[size]))
				return true;
		}
	}
	return false;
}

enum placeholder placeholder_find(const char *text, size_t len, size_t *start, size_t *end)
{
	*start = 0;
	*end = len;
	strip(text, start, end);
	for (size_t i = 0; *end - *start < 40 && i < sizeof whole / sizeof *whole; i++)
		if (strlen(whole[i].word) == *end - *start && strncasecmp(text + *start, whole[i].word, *end - *start) == 0)
			return whole[i].placeholder;
	if (find_circles(text, len, start, end))
		return PLACEHOLDER_BLANK;
	if (find_mark(text, len, start, end))
		return PLACEHOLDER_LATER;
	return PLACEHOLDER_NONE;
}

/* Types whose examples name somebody in particular; everyone else's differ. */
static bool is_personal(const struct type *type)
{
	static const char *const names[] = { "url", "email", "phone", "contact", "address", "corporate-number" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(type->name, names[i]) == 0)
			return true;
	return false;
}

static bool is_free_text(const struct type *type)
{
	return strcmp(type->name, "text") == 0 || strcmp(type->name, "paragraph") == 0 || strcmp(type->name, "list") == 0;
}

#define COINCIDENCE 20 /* characters; shorter answers may be right and yet the same as the example */

bool placeholder_is_example(const struct field *field, const char *joined)
{
	if (!field->example || strcmp(field->example, joined) != 0)
		return false;
	if (is_personal(field->type) || strstr(joined, "例示") || strstr(joined, "（例）"))
		return true;
	bool wordy = is_free_text(field->type) || field->has_detail;
	return wordy && count_characters(joined, strlen(joined), COUNT_GRAPHEME) >= COINCIDENCE;
}
