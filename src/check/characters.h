/* SPDX-License-Identifier: MIT */
/* characters.h — characters that break elsewhere: what they are, where they stand, what should stand there. */
#ifndef CHARACTERS_H
#define CHARACTERS_H

#include <stddef.h>
#include <stdint.h>

enum character_kind {
	CHARACTER_HALFWIDTH_KANA,
	CHARACTER_CONTROL, /* C0, C1, line separators, noncharacters */
	CHARACTER_PRIVATE,
	CHARACTER_LOST,      /* U+FFFD */
	CHARACTER_RADICAL,   /* ⽤ where 用 is meant */
	CHARACTER_INVISIBLE, /* bidi controls, zero-width characters */
	CHARACTER_WAVE,      /* 〜 and ～ in one text */
	CHARACTER_KINDS
};

/* All characters of one kind in a text. */
struct blemish {
	enum character_kind kind;
	uint32_t code;     /* the first of them */
	size_t start, end; /* from the first to behind the last, bytes */
	char *fix;         /* what start … end should become, or NULL; yours to free */
};

/* Fills `blemishes`, one of each kind found; how many. */
size_t characters_look(const char *text, size_t len, struct blemish blemishes[CHARACTER_KINDS]);
/* A translated sentence with %1$zu (which character of the text) and %2$04X (its code). */
const char *character_sentence(enum character_kind kind);

#endif
