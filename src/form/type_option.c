/* SPDX-License-Identifier: MIT */
/* type_option.c — which option a text states: as listed, or in one of the spellings people use for it. */
#include <config.h>

#include <string.h>

#include "base/gettext.h"
#include "form/scan.h"
#include "form/type.h"
#include "form/type_readers.h"
#include "text/utf8.h"

/* Words that mean the same where a field offers one of them. */
static const char *const families[][9] = {
	{ "有り", "有", "有る", "あり", "ある", "○", "◯" },
	{ "無し", "無", "無い", "なし", "ない", "×", "✕" },
	{ "可", "可能", "○", "◯" },
	{ "否", "不可", "不可能", "×", "✕" },
	{ "はい", "Yes", "○", "◯" },
	{ "いいえ", "No", "×", "✕" },
};

/* What may stand between an option and its detail. */
static const char *const separators[] = { ":",  "：", "、", ",", "，", "・", "。", ".", "．", ";",
					  "；", "/",  "／", " ", "　", "\n", "\t", "(", "（", NULL };

static uint32_t plain(uint32_t code)
{
	if (code >= 0xFF01 && code <= 0xFF5E) /* full-width ASCII */
		code -= 0xFEE0;
	if (code == 0x3000)
		code = ' ';
	return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
}

/* Bytes of `text` that say `word` (width and case of Latin letters aside); 0 if it does not begin so. */
static size_t says(const char *text, size_t len, const char *word)
{
	size_t at = 0, word_at = 0, word_len = strlen(word);
	while (word_at < word_len) {
		uint32_t have, want;
		if (at >= len)
			return 0;
		if (text[at] == word[word_at] && !(text[at] & 0x80)) {
			at++;
			word_at++;
			continue;
		}
		/* Two ideographs are the same or they are not. */
		if ((unsigned char)text[at] >= 0xE4 && (unsigned char)text[at] < 0xEA && text[at] != word[word_at])
			return 0;
		at += utf8_decode(text + at, len - at, &have);
		word_at += utf8_decode(word + word_at, word_len - word_at, &want);
		if (plain(have) != plain(want))
			return 0;
	}
	return at;
}

/* ①会計監査人… : bytes of the number before the words, 0 without one. */
static size_t numbered(const char *option)
{
	uint32_t code;
	size_t len = utf8_decode(option, strlen(option), &code);
	return code >= 0x2460 && code <= 0x2473 && option[len] ? len : 0;
}

static const char *const *family_of(const char *option)
{
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		for (const char *const *word = families[i]; *word; word++)
			if (**word == *option && strcmp(*word, option) == 0)
				return families[i];
	return NULL;
}

static bool ends_word(const char *text, size_t len, size_t at)
{
	const char *p = text + at;
	return at == len || scan_words(&p, separators);
}

/* The longest spelling of any option that `text` begins with: its bytes and the option's index in *option; 0 if none. */
static size_t stated(const struct field *field, const char *text, size_t len, int *option)
{
	size_t longest = 0;
	/* As the form writes it, and nothing else: the usual case. */
	for (size_t i = 0; i < field->option_count; i++)
		if (*field->options[i].text == *text && strncmp(field->options[i].text, text, len) == 0 &&
		    field->options[i].text[len] == '\0') {
			*option = (int)i;
			return len;
		}
	for (size_t i = 0; i < field->option_count; i++) {
		const char *word = field->options[i].text;
		size_t number = numbered(word);
		size_t sizes[3] = { says(text, len, word), 0, 0 };
		if (number > 0) {
			sizes[1] = says(text, len, word + number);
			sizes[2] = strncmp(text, word, number) == 0 ? number : 0;
		}
		for (int k = 0; k < 3; k++)
			if (sizes[k] > longest && ends_word(text, len, sizes[k])) {
				longest = sizes[k];
				*option = (int)i;
			}
		const char *const *family = family_of(word);
		for (; family && *family; family++) {
			size_t size = says(text, len, *family);
			if (size > longest && ends_word(text, len, size)) {
				longest = size;
				*option = (int)i;
			}
		}
	}
	return longest;
}

/* Length without the blanks (and, if asked, the 。) at the end. */
static size_t trimmed(const char *text, size_t len, bool stop)
{
	for (;;) {
		if (len > 0 && strchr(" \t\r\n", text[len - 1]))
			len--;
		else if (len >= 3 && (memcmp(text + len - 3, "　", 3) == 0 || (stop && memcmp(text + len - 3, "。", 3) == 0)))
			len -= 3;
		else
			return len;
	}
}

static int option_of(const struct field *field, const char *text, size_t len)
{
	int option = -1;
	len = trimmed(text, len, false);
	size_t taken = stated(field, text, len, &option);
	return taken > 0 && taken >= trimmed(text, len, true) ? option : -1;
}

int type_option(const struct field *field, const char *text)
{
	if (field->option_count == 0)
		return -1;
	scan_blanks(&text);
	return option_of(field, text, strlen(text));
}

/* True if the bracket at the start of `text` closes at its very end. */
static bool all_in_brackets(const char *text, size_t len)
{
	int depth = 0;
	for (size_t at = 0; at < len;) {
		uint32_t code;
		at += utf8_decode(text + at, len - at, &code);
		if (plain(code) == '(')
			depth++;
		else if (plain(code) == ')' && --depth == 0)
			return at == len;
	}
	return false;
}

bool type_split(const struct field *field, const char *text, int *option, const char **detail, size_t *detail_len)
{
	if (field->option_count == 0)
		return false;
	scan_blanks(&text);
	size_t len = trimmed(text, strlen(text), false);
	size_t taken = stated(field, text, len, option);
	if (taken == 0)
		return false;

	const char *start = text + taken, *end = text + len;
	while (start < end && *start != '(' && strncmp(start, "（", 3) != 0 && scan_words(&start, separators))
		;
	size_t rest = start < end ? (size_t)(end - start) : 0;
	/* `有・無`: the question left standing, not an answer with a detail. */
	if (rest > 0 && option_of(field, start, rest) >= 0)
		return false;
	if (rest > 0 && all_in_brackets(start, rest)) {
		size_t open = *start == '(' ? 1 : 3, close = end[-1] == ')' ? 1 : 3;
		start += open;
		rest -= open + close;
	}
	*detail = start;
	*detail_len = rest;
	return true;
}

void read_stated(const struct field *field, const char *text, struct value *value)
{
	int option;
	const char *detail;
	size_t len;
	if (!type_split(field, text, &option, &detail, &len))
		value->reading = READING_UNSURE;
}

void read_option(const struct field *field, const char *text, struct value *value)
{
	int option;
	const char *detail;
	size_t len;
	if (type_split(field, text, &option, &detail, &len))
		return;
	value->reading = field->open ? READING_UNSURE : READING_FAILED;
	value->complaint = N_("This is none of the choices.");
}

void read_options(const struct field *field, const char *text, struct value *value)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		const char *line = text;
		int option;
		scan_blanks(&line);
		if (line < text + len) {
			size_t rest = (size_t)(text + len - line);
			if (stated(field, line, trimmed(line, rest, false), &option) == 0) {
				value->reading = field->open ? READING_UNSURE : READING_FAILED;
				value->complaint = N_("A line here is none of the choices; write one choice a line.");
			}
		}
		text += len + (text[len] == '\n');
	}
}
