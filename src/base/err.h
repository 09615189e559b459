/* SPDX-License-Identifier: MIT */
/* err.h — one failure: a code for programs, a place, a sentence for people. */
#ifndef ERR_H
#define ERR_H

#include <stdbool.h>

enum err_code {
	ERR_NONE,
	ERR_USAGE,   /* the command line */
	ERR_SYSTEM,  /* a system call failed; `number` is its errno */
	ERR_INPUT,   /* a file does not say what it should, or is larger than we read */
	ERR_LOCKED,  /* another session holds the draft */
	ERR_CHANGED, /* the file is not the one that was read */
};

/* Zeroed is "no failure". Whoever passes one in clears it. */
struct err {
	enum err_code code;
	int number;
	char *file;      /* or NULL */
	unsigned line;   /* from 1; 0: the whole file */
	unsigned column; /* from 1, in characters; 0: the whole line */
	char *text;      /* a whole sentence in the user's language */
};

/* Each fills `err` (NULL: nobody wants to know), keeping the first failure, and returns false. */
bool err_set(struct err *err, enum err_code code, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool err_at(struct err *err, enum err_code code, const char *file, unsigned line, unsigned column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
/* For a failed system call on `file`: takes errno; the sentence says what was tried and why it failed.
 * `what` is a translated sentence with one %s for the file name, e.g. _("%s cannot be read"). */
bool err_system(struct err *err, const char *file, const char *what);
/* "file:line:column: sentence", raw (pass it through showable() before it meets a terminal). Yours to free. */
char *err_sentence(const struct err *err);
void err_clear(struct err *err);

#endif
