/* SPDX-License-Identifier: MIT */
/* publication.h — a draft as the document people publish: what every export renders. Irrelevant fields are left out,
 * 該当なし and 非公開 are worded, what is missing is visible. In the form's language whatever the person reads. */
#ifndef PUBLICATION_H
#define PUBLICATION_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"

/* The document's own words: "申請内容", "必須" … in the form's language. */
enum word {
	WORD_NUMBER,
	WORD_SECTION,
	WORD_CATEGORY,
	WORD_ITEM,
	WORD_PROMPT,
	WORD_MARK,
	WORD_ANSWER,
	WORD_INSTANCE,
	WORD_MISSING,
	WORD_EDITION,
	WORD_SUMMARY,
	WORD_ID,
	WORD_COUNT
};
const char *publication_word(const struct form *form, enum word word);
/* 必須, 必須○, 選択, or "" in the form's language. */
const char *publication_mark(const struct form *form, enum requirement requirement);

struct publication_row {
	struct place place;
	const char *number, *category, *item, *prompt, *mark; /* borrowed from the form */
	bool begins_item;                                     /* the first shown row of its item */
	bool begins_category;
	size_t item_rows; /* shown rows of the item, on its first row */
	char *answer;     /* NULL: nothing stated */
	bool missing;     /* nothing stated although the field is 必須 or 必須○ */
};

/* A section, or one instance of a repeated one. */
struct publication_part {
	const struct section *section;
	size_t instance;
	char *title; /* ハウジング(サーバ設置場所) － A */
	struct publication_row *rows;
	size_t row_count;
};

struct publication_heading {
	const char *field; /* its id */
	const char *label;
	char *value;
};

struct publication {
	const struct form *form;
	struct publication_heading headings[8]; /* 認定番号, サービス名称, 事業者名, 開示日: those that are stated */
	size_t heading_count;
	struct publication_part *parts;
	size_t part_count;
	size_t missing;
	size_t unconfirmed; /* answers marked 要確認, which the document does not show */
};

/* A section's title with the name of the instance, or its number. Yours to free. */
char *publication_part_title(const struct draft *draft, const struct section *section, size_t instance);
void publication_init(struct publication *publication, const struct draft *draft);
void publication_clear(struct publication *publication);

#endif
