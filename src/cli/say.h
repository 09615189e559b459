/* SPDX-License-Identifier: MIT */
/* say.h — how commands speak: results to stdout, everything else to stderr, nothing unshowable to a terminal. */
#ifndef SAY_H
#define SAY_H

#include <jansson.h>
#include <stddef.h>

#include "base/err.h"

/* One line on stderr. */
void say_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The failure's sentence on stderr; clears it. Returns EXIT_TROUBLE. */
int say_failure(struct err *err);
/* Part of the result: bytes as they are, made showable when stdout is a terminal. */
void say_result(const char *text, size_t len);
void say_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A JSON value and a line break: indented, or on one line. */
void say_json(const json_t *json);
void say_json_line(const json_t *json);
/* Flushes stdout: `status`, or EXIT_TROUBLE with a sentence if the result did not get out. */
int say_end(int status);

#endif
