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

#define WHOLE_MAX 60 /* bytes; longer texts say more than one of these */

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
	for (bool again = *end > *start; again;) {
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

/* One of `words` at `at`, or NULL. */
static const char *word_at(const char *text, size_t len, size_t at, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(words[i]);
		if (len - at >= size && memcmp(text + at, words[i], size) == 0)
			return words[i];
	}
	return NULL;
}

/* ○○ at `at`: where the run of circles ends, 0 if there are not two of them. */
static size_t circles_end(const char *text, size_t len, size_t at)
{
	const char *circle = word_at(text, len, at, circles, sizeof circles / sizeof *circles);
	size_t size = circle ? strlen(circle) : 0, end = at;
	while (circle && len - end >= size && memcmp(text + end, circle, size) == 0)
		end += size;
	if (end < at + 2 * size || (circle && strcmp(circle, "〇") == 0 && beside_number(text, len, at, end)))
		return 0;
	return end > at ? end : 0;
}

/* TODO at `at`, not inside another word. */
static size_t mark_end(const char *text, size_t len, size_t at)
{
	const char *mark = word_at(text, len, at, marks, sizeof marks / sizeof *marks);
	size_t end = mark ? at + strlen(mark) : 0;
	return mark && (at == 0 || !is_word(text[at - 1])) && !is_word(text[end]) ? end : 0;
}

/* Looks through all of a text, so it looks closer only at bytes that can begin something. */
static enum placeholder find_inside(const char *text, size_t len, size_t *start, size_t *end)
{
	for (size_t at = 0; at < len; at++) {
		const unsigned char *byte = (const unsigned char *)text + at;
		bool circle = (byte[0] == 0xE2 && (byte[1] == 0x96 || byte[1] == 0x97)) || (byte[0] == 0xC3 && byte[1] == 0x97) ||
			      (byte[0] == 0xE3 && byte[1] == 0x80 && byte[2] == 0x87);
		bool mark = byte[0] == 'T' || byte[0] == 'F' || byte[0] == 'X' || (byte[0] == 0xEF && byte[1] == 0xBC);
		*start = at;
		*end = circle ? circles_end(text, len, at) : mark ? mark_end(text, len, at) : 0;
		if (*end > 0)
			return circle ? PLACEHOLDER_BLANK : PLACEHOLDER_LATER;
		if (byte[0] >= 0xE0 && at + 2 < len)
			at += 2;
	}
	return PLACEHOLDER_NONE;
}

enum placeholder placeholder_find(const char *text, size_t len, size_t *start, size_t *end)
{
	if (len < WHOLE_MAX) {
		*start = 0;
		*end = len;
		strip(text, start, end);
		size_t size = *end - *start;
		for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
			if (size > 0 && ((text[*start] ^ whole[i].word[0]) & ~0x20) == 0 &&
			    strncasecmp(text + *start, whole[i].word, size) == 0 && whole[i].word[size] == '\0')
				return whole[i].placeholder;
	}
	return find_inside(text, len, start, end);
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

bool placeholder_example_tells(const struct field *field, const char *joined)
{
	if (is_personal(field->type) || strstr(joined, "例示") || strstr(joined, "（例）"))
		return true;
	bool wordy = is_free_text(field->type) || field->has_detail;
	return wordy && count_characters(joined, strlen(joined), COUNT_GRAPHEME) >= COINCIDENCE;
}
