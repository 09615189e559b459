/* SPDX-License-Identifier: MIT */
/* type.h — the table of field types: how each reads, checks and echoes an answer. A type helps and checks; it never
 * refuses to store. */
#ifndef TYPE_H
#define TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "form/form.h"

/* How it is entered; the editor has one widget for each. */
enum entry {
	ENTRY_LINE,    /* one line */
	ENTRY_LINES,   /* several lines */
	ENTRY_OPTION,  /* one option, perhaps with a detail text */
	ENTRY_OPTIONS, /* several options, one a line */
};

enum understanding {
	READING_FINE,   /* understood, or nothing to understand */
	READING_UNSURE, /* free words: fine to say, nothing to compute with */
	READING_FAILED, /* looks like a failed attempt: `invalid` */
};

/* What a type understood of a text. */
struct value {
	enum understanding reading;
	bool known;           /* `number` or `date` holds something */
	double number;        /* number, money in 円, percent, duration in seconds, year */
	int year, month, day; /* date; month and day 0 when only the year (or month) is given */
	bool era;             /* the year is said in 和暦 alone */
	bool whole;           /* nothing stands behind the date */
	char echo[96]; /* what was understood, to show: "2026-11-22 (令和8年11月22日・日)"; "" when nothing to say */
	bool mute;     /* no echo is wanted */
	/* READING_FAILED: a sentence that says what an accepted answer looks like; type_read() translates it. */
	const char *complaint;
};

struct type {
	const char *name;  /* "corporate-number" */
	const char *title; /* N_("date") for people */
	enum entry entry;
	bool takes_limit;           /* a 字 limit makes sense */
	bool invalid_is_error;      /* corporate-number only */
	bool wordy;                 /* what people say in their own words */
	bool unsaid;                /* its title goes without saying beside the field */
	bool personal;              /* names somebody in particular: everyone else's differs from the example's */
	bool ascii;                 /* works in ASCII only */
	const char *wanted;         /* N_(): said of a required answer that is words only; NULL: words are fine */
	const char *const *options; /* default options, NULL-terminated, in Japanese; NULL: the form gives them */
	const char *const *labels;  /* the same in the source language of messages, N_() */
	void (*read)(const struct field *field, const char *text, struct value *value);
};

/* The row of a name, or NULL. */
const struct type *type_find(const char *name);
/* The row of plain text: how the words beside an option are read. */
const struct type *type_prose(void);
/* All rows, for lint, schema and the manual. */
const struct type *type_table(size_t *count);

/* Which option a text states (common spellings too: 有, 有り。, あり; 無, なし; 可能 …), or -1. Blanks at the ends ignored. */
int type_option(const struct field *field, const char *text);
/* Splits joined text `有り: 10分` into option and detail at a separator (: ： 、 , ・ ( （ or blank) after one of the
 * field's options. True if it begins with an option; then *option is its index and *detail points into `text`
 * ("" when there is none; a bracketed detail keeps its closing bracket off via *detail_len). */
bool type_split(const struct field *field, const char *text, int *option, const char **detail, size_t *detail_len);
/* The duration a text begins with (10分, 3か月前, 年1回), in seconds. False if it begins with none. */
bool duration_read(const char *text, double *seconds);
/* True if the text holds something that can be called, written to or opened: a phone number, e-mail or web address. */
bool contact_reachable(const char *text);
/* The text's reading by the field's type. */
void type_read(const struct field *field, const char *text, struct value *value);
/* The same without the echo, which takes longer to put together than all the rest. */
void type_judge(const struct field *field, const char *text, struct value *value);

#endif
