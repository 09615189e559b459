/* SPDX-License-Identifier: MIT */
/* characters.c — characters that break elsewhere. */
#include <config.h>

#include "check/characters.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "text/utf8.h"

#define WAVE_DASH 0x301C
#define FULLWIDTH_TILDE 0xFF5E

static const char *const sentences[CHARACTER_KINDS] = {
	[CHARACTER_HALFWIDTH_KANA] = N_("Character %1$zu is a half-width kana (U+%2$04X): write it full-width."),
	[CHARACTER_CONTROL] =
		N_("Character %1$zu is a control character (U+%2$04X), which nobody sees and some programs refuse."),
	[CHARACTER_PRIVATE] = N_("Character %1$zu is of private use (U+%2$04X): others see something else, or nothing."),
	[CHARACTER_LOST] = N_("Character %1$zu was lost on its way here (U+%2$04X)."),
	[CHARACTER_RADICAL] =
		N_("Character %1$zu is a radical (U+%2$04X) that only looks like the kanji: searching will not find it."),
	[CHARACTER_INVISIBLE] = N_("Character %1$zu is invisible (U+%2$04X) and changes how the text is shown or found."),
	[CHARACTER_WAVE] = N_("Character %1$zu (U+%2$04X) is the other of 〜 and ～: use one of them throughout."),
};

const char *character_sentence(enum character_kind kind)
{
	return _(sentences[kind]);
}

struct range {
	uint32_t first, last;
	enum character_kind kind;
};

/* In order of code. ZWJ and variation selectors are not here: they are part of what people type. */
static const struct range ranges[] = {
	{ 0x00, 0x09, CHARACTER_CONTROL },       { 0x0B, 0x1F, CHARACTER_CONTROL },
	{ 0x7F, 0x9F, CHARACTER_CONTROL },       { 0xAD, 0xAD, CHARACTER_INVISIBLE },
	{ 0x61C, 0x61C, CHARACTER_INVISIBLE },   { 0x180E, 0x180E, CHARACTER_INVISIBLE },
	{ 0x200B, 0x200C, CHARACTER_INVISIBLE }, { 0x200E, 0x200F, CHARACTER_INVISIBLE },
	{ 0x2028, 0x2029, CHARACTER_CONTROL },   { 0x202A, 0x202E, CHARACTER_INVISIBLE },
	{ 0x2060, 0x206F, CHARACTER_INVISIBLE }, { 0x2E80, 0x2FD5, CHARACTER_RADICAL },
	{ 0xE000, 0xF8FF, CHARACTER_PRIVATE },   { 0xFDD0, 0xFDEF, CHARACTER_CONTROL },
	{ 0xFEFF, 0xFEFF, CHARACTER_INVISIBLE }, { 0xFF61, 0xFF9F, CHARACTER_HALFWIDTH_KANA },
	{ 0xFFF0, 0xFFFC, CHARACTER_CONTROL },   { 0xFFFD, 0xFFFD, CHARACTER_LOST },
	{ 0xFFFE, 0xFFFF, CHARACTER_CONTROL },   { 0xF0000, 0x10FFFF, CHARACTER_PRIVATE },
};

/* The kind of a character, CHARACTER_KINDS if there is nothing wrong with it. 〜 and ～ are no matter of one character. */
static enum character_kind kind_of(uint32_t code)
{
	if ((code >= 0x3000 && code < 0xE000) || (code >= 0x20 && code < 0x7F) || code == '\n')
		return CHARACTER_KINDS;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i].first <= code; i++)
		if (code <= ranges[i].last)
			return ranges[i].kind;
	return CHARACTER_KINDS;
}

/* Radicals that no normalization maps but that copying from PDF files leaves behind. */
static const struct {
	uint32_t radical, kanji;
} supplement[] = {
	{ 0x2EA0, 0x6C11 }, { 0x2EC1, 0x864E }, { 0x2EC4, 0x897F }, { 0x2EC6, 0x89D2 }, { 0x2ED1, 0x9577 },
	{ 0x2ED8, 0x9752 }, { 0x2EDD, 0x98DF }, { 0x2EE4, 0x9B3C }, { 0x2EE8, 0x9EA6 }, { 0x2EE9, 0x9EC4 },
	{ 0x2EEB, 0x6589 }, { 0x2EED, 0x6B6F }, { 0x2EEF, 0x7ADC }, { 0x2EF2, 0x4E80 },
};

/* Appends what a run of characters of one kind should be; false if nobody can know. */
static bool mend(enum character_kind kind, const char *run, size_t len, uint32_t code, struct buf *out)
{
	char bytes[4];
	switch (kind) {
	case CHARACTER_CONTROL:
		if (code == '\t')
			buf_putc(out, ' ');
		else if (code == 0x2028 || code == 0x2029)
			buf_putc(out, '\n');
		return true;
	case CHARACTER_INVISIBLE: return true;
	case CHARACTER_WAVE:
		buf_put(out, bytes, utf8_encode(code == WAVE_DASH ? FULLWIDTH_TILDE : WAVE_DASH, bytes));
		return true;
	case CHARACTER_RADICAL:
		for (size_t i = 0; i < sizeof supplement / sizeof *supplement; i++)
			if (supplement[i].radical == code) {
				buf_put(out, bytes, utf8_encode(supplement[i].kanji, bytes));
				return true;
			}
		break;
	case CHARACTER_HALFWIDTH_KANA: break;
	default: return false;
	}
	size_t mended_len = 0;
	uint8_t *mended = u8_normalize(UNINORM_NFKC, (const uint8_t *)run, len, NULL, &mended_len);
	bool changed = mended && (mended_len != len || memcmp(mended, run, len) != 0);
	if (changed)
		buf_put(out, (const char *)mended, mended_len);
	free(mended);
	return changed;
}

static bool is_of(const struct blemish *blemish, uint32_t code)
{
	return blemish->kind == CHARACTER_WAVE ? code == blemish->code : kind_of(code) == blemish->kind;
}

static void find_fix(struct blemish *blemish, const char *text)
{
	struct buf out = { 0 };
	for (size_t at = blemish->start; at < blemish->end;) {
		uint32_t code, next;
		size_t len = utf8_decode(text + at, blemish->end - at, &code);
		if (!is_of(blemish, code)) {
			buf_put(&out, text + at, len);
			at += len;
			continue;
		}
		/* ﾊ and its ﾞ are mended together. */
		while (blemish->kind == CHARACTER_HALFWIDTH_KANA && at + len < blemish->end) {
			size_t more = utf8_decode(text + at + len, blemish->end - at - len, &next);
			if (!is_of(blemish, next))
				break;
			len += more;
		}
		if (!mend(blemish->kind, text + at, len, code, &out)) {
			buf_clear(&out);
			return;
		}
		at += len;
	}
	blemish->fix = buf_take(&out);
}

static void note(struct blemish *blemish, enum character_kind kind, uint32_t code, size_t start, size_t end)
{
	if (blemish->end == 0)
		*blemish = (struct blemish){ .kind = kind, .code = code, .start = start };
	blemish->end = end;
}

size_t characters_look(const char *text, size_t len, struct blemish blemishes[CHARACTER_KINDS])
{
	/* Not the bytes of ASCII, kana and kanji, U+3000 … U+CFFF, which are most of every text; of these 〜 alone matters, and is
	 * looked at by its last byte. */
	static const bool telling[256] = {
		[0x00 ... 0x09] = true, [0x0B ... 0x1F] = true, [0x7F] = true,
		[0x9C] = true,          [0xC0 ... 0xE2] = true, [0xED ... 0xFF] = true,
	};
	size_t at = 0;
	while (at < len && !telling[(unsigned char)text[at]])
		at++;
	if (at == len) /* most texts */
		return 0;
	struct blemish found[CHARACTER_KINDS] = { 0 };
	uint32_t wave = 0; /* the first of 〜 and ～ is the one to keep to */
	while (at < len) {
		unsigned char byte = (unsigned char)text[at];
		uint32_t code;
		if (!telling[byte] || (byte == 0x9C && (at < 2 || memcmp(text + at - 2, "〜", 3) != 0))) {
			at++;
			continue;
		}
		if (byte == 0x9C)
			at -= 2;
		size_t size = utf8_decode(text + at, len - at, &code);
		enum character_kind kind = kind_of(code);
		if (code == WAVE_DASH || code == FULLWIDTH_TILDE) {
			if (!wave)
				wave = code;
			else if (wave != code)
				kind = CHARACTER_WAVE;
		}
		if (kind != CHARACTER_KINDS)
			note(&found[kind], kind, code, at, at + size);
		at += size;
	}
	size_t count = 0;
	for (int kind = 0; kind < CHARACTER_KINDS; kind++) {
		if (found[kind].end == 0)
			continue;
		find_fix(&found[kind], text);
		blemishes[count++] = found[kind];
	}
	return count;
}
