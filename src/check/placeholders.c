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

#define WHOLE_MAX 60                        /* bytes; longer texts say more than one of these */
#define LONGEST (sizeof "別紙のとおり" - 1) /* of these */

/* A word and its bytes: most comparisons end at its first byte or at its length. */
struct word {
	const char *text;
	size_t len;
};
/* clang-format off */
#define WORD(text) { text, sizeof text - 1 }

static const struct {
	struct word word;
	enum placeholder placeholder;
} whole[] = {
	{ WORD("同上"), PLACEHOLDER_SAME }, { WORD("同左"), PLACEHOLDER_SAME }, { WORD("〃"), PLACEHOLDER_SAME },
	{ WORD("上記と同じ"), PLACEHOLDER_SAME }, { WORD("上記に同じ"), PLACEHOLDER_SAME },
	{ WORD("上に同じ"), PLACEHOLDER_SAME }, { WORD("前項と同じ"), PLACEHOLDER_SAME },
	{ WORD("上記参照"), PLACEHOLDER_SAME }, { WORD("別紙参照"), PLACEHOLDER_ELSEWHERE },
	{ WORD("別紙を参照"), PLACEHOLDER_ELSEWHERE }, { WORD("別紙のとおり"), PLACEHOLDER_ELSEWHERE },
	{ WORD("別紙の通り"), PLACEHOLDER_ELSEWHERE }, { WORD("別紙"), PLACEHOLDER_ELSEWHERE },
	{ WORD("別添参照"), PLACEHOLDER_ELSEWHERE }, { WORD("別添のとおり"), PLACEHOLDER_ELSEWHERE },
	{ WORD("別途参照"), PLACEHOLDER_ELSEWHERE }, { WORD("添付参照"), PLACEHOLDER_ELSEWHERE },
	{ WORD("検討中"), PLACEHOLDER_LATER }, { WORD("検討中です"), PLACEHOLDER_LATER },
	{ WORD("現在検討中"), PLACEHOLDER_LATER }, { WORD("要検討"), PLACEHOLDER_LATER },
	{ WORD("確認中"), PLACEHOLDER_LATER }, { WORD("確認中です"), PLACEHOLDER_LATER },
	{ WORD("現在確認中"), PLACEHOLDER_LATER }, { WORD("要確認"), PLACEHOLDER_LATER },
	{ WORD("調整中"), PLACEHOLDER_LATER }, { WORD("調査中"), PLACEHOLDER_LATER }, { WORD("作成中"), PLACEHOLDER_LATER },
	{ WORD("記入中"), PLACEHOLDER_LATER }, { WORD("入力中"), PLACEHOLDER_LATER }, { WORD("未記入"), PLACEHOLDER_LATER },
	{ WORD("未入力"), PLACEHOLDER_LATER }, { WORD("後日記入"), PLACEHOLDER_LATER },
	{ WORD("後で記入"), PLACEHOLDER_LATER }, { WORD("未定"), PLACEHOLDER_LATER }, { WORD("あとで"), PLACEHOLDER_LATER },
	{ WORD("-"), PLACEHOLDER_BLANK }, { WORD("－"), PLACEHOLDER_BLANK }, { WORD("―"), PLACEHOLDER_BLANK },
	{ WORD("ー"), PLACEHOLDER_BLANK }, { WORD("…"), PLACEHOLDER_BLANK }, { WORD("……"), PLACEHOLDER_BLANK },
	{ WORD("・・・"), PLACEHOLDER_BLANK }, { WORD("..."), PLACEHOLDER_BLANK }, { WORD("？"), PLACEHOLDER_BLANK },
	{ WORD("?"), PLACEHOLDER_BLANK }, { WORD("??"), PLACEHOLDER_BLANK }, { WORD("???"), PLACEHOLDER_BLANK },
	{ WORD("？？？"), PLACEHOLDER_BLANK }, { WORD("テスト"), PLACEHOLDER_BLANK }, { WORD("test"), PLACEHOLDER_BLANK },
};
/* clang-format on */

/* What people put before 同上 and 別紙参照 without making an answer of it. */
static const struct word leads[] = { WORD("詳細は"), WORD("詳しくは"), WORD("内容は"), WORD("→"), WORD("※") };
static const struct word marks[] = { WORD("TODO"), WORD("TBD"), WORD("FIXME"), WORD("XXX"), WORD("ＴＯＤＯ"), WORD("ＴＢＤ") };
static const struct word circles[] = { WORD("○"), WORD("〇"), WORD("◯"), WORD("●"), WORD("×"), WORD("△"), WORD("□") };

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

static bool is_at(const char *text, const struct word *word)
{
	return *text == *word->text && memcmp(text, word->text, word->len) == 0;
}

/* The text without blanks around it, a lead, brackets and the stop at its end. */
static void strip(const char *text, size_t *start, size_t *end)
{
	static const struct word before[] = {
		WORD(" "), WORD("\n"), WORD("\t"), WORD("　"), WORD("（"), WORD("("), WORD("「")
	};
	static const struct word after[] = { WORD(" "), WORD("\n"), WORD("\t"), WORD("　"), WORD("）"),
					     WORD(")"), WORD("」"), WORD("。"), WORD("．") };
	for (bool again = *end > *start; again;) {
		again = false;
		for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
			size_t len = before[i].len;
			if (*end - *start >= len && is_at(text + *start, &before[i])) {
				*start += len;
				again = true;
			}
		}
		for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
			size_t len = after[i].len;
			if (*end - *start >= len && is_at(text + *end - len, &after[i])) {
				*end -= len;
				again = true;
			}
		}
	}
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
		if (*end - *start > leads[i].len && is_at(text + *start, &leads[i]))
			*start += leads[i].len;
	}
}

/* 一〇〇 and 二〇〇五年 are numbers. */
static bool beside_number(const char *text, size_t len, size_t start, size_t end)
{
	static const struct word digits[] = {
		WORD("一"), WORD("二"), WORD("三"), WORD("四"), WORD("五"), WORD("六"), WORD("七"),
		WORD("八"), WORD("九"), WORD("十"), WORD("百"), WORD("千"), WORD("万"), WORD("年"),
	};
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if ((start >= 3 && is_at(text + start - 3, &digits[i])) || (len - end >= 3 && is_at(text + end, &digits[i])))
			return true;
	return false;
}

/* One of `words` at `at`, or NULL. */
static const struct word *word_at(const char *text, size_t len, size_t at, const struct word *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (len - at >= words[i].len && is_at(text + at, &words[i]))
			return &words[i];
	return NULL;
}

/* ○○ at `at`: where the run of circles ends, 0 if there are not two of them. */
static size_t circles_end(const char *text, size_t len, size_t at)
{
	const struct word *circle = word_at(text, len, at, circles, sizeof circles / sizeof *circles);
	size_t size = circle ? circle->len : 0, end = at;
	while (circle && len - end >= size && is_at(text + end, circle))
		end += size;
	if (end < at + 2 * size || (circle && strcmp(circle->text, "〇") == 0 && beside_number(text, len, at, end)))
		return 0;
	return end > at ? end : 0;
}

/* TODO at `at`, not inside another word. */
static size_t mark_end(const char *text, size_t len, size_t at)
{
	const struct word *mark = word_at(text, len, at, marks, sizeof marks / sizeof *marks);
	size_t end = mark ? at + mark->len : 0;
	return mark && (at == 0 || !is_word(text[at - 1])) && !is_word(text[end]) ? end : 0;
}

/* Looks through all of a text, so it looks closer only at bytes that can begin something; at 〇 by its last byte, since its first
 * one begins every ひらがな too. */
static enum placeholder find_inside(const char *text, size_t len, size_t *start, size_t *end)
{
	static const bool telling[256] = {
		['T'] = true, ['F'] = true, ['X'] = true, [0xC3] = true, [0xE2] = true, [0xEF] = true, [0x87] = true,
	};
	for (size_t at = 0; at < len; at++) {
		if (!telling[(unsigned char)text[at]])
			continue;
		const unsigned char *byte = (const unsigned char *)text + at;
		bool zero = byte[0] == 0x87 && at >= 2 && byte[-2] == 0xE3 && byte[-1] == 0x80;
		bool circle = zero || (byte[0] == 0xE2 && (byte[1] == 0x96 || byte[1] == 0x97)) ||
			      (byte[0] == 0xC3 && byte[1] == 0x97);
		bool mark = byte[0] == 'T' || byte[0] == 'F' || byte[0] == 'X' || (byte[0] == 0xEF && byte[1] == 0xBC);
		*start = zero ? at - 2 : at;
		*end = circle ? circles_end(text, len, *start) : mark ? mark_end(text, len, at) : 0;
		if (*end > 0)
			return circle ? PLACEHOLDER_BLANK : PLACEHOLDER_LATER;
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
		size_t words = size > 0 && size <= LONGEST ? sizeof whole / sizeof *whole : 0;
		for (size_t i = 0; i < words; i++)
			if (size == whole[i].word.len && ((text[*start] ^ whole[i].word.text[0]) & ~0x20) == 0 &&
			    strncasecmp(text + *start, whole[i].word.text, size) == 0)
				return whole[i].placeholder;
	}
	return find_inside(text, len, start, end);
}

#define COINCIDENCE 20 /* characters; shorter answers may be right and yet the same as the example */

bool placeholder_example_tells(const struct field *field, const char *joined)
{
	if (field->type->personal || strstr(joined, "例示") || strstr(joined, "（例）"))
		return true;
	bool wordy = field->type->wordy || field->has_detail;
	return wordy && count_characters(joined, strlen(joined), COUNT_GRAPHEME) >= COINCIDENCE;
}
