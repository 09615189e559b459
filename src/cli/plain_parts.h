/* SPDX-License-Identifier: MIT */
/* plain_parts.h — the private half of plain.h: what its files share. */
#ifndef PLAIN_PARTS_H
#define PLAIN_PARTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "edit/session.h"

struct plain {
	struct session *session;
	bool leaving, discard, failed;
	bool ask; /* the field has to be told anew */
};

/* plain_tell.c: what is heard. Everything goes through here, made showable also where stdout is no terminal: a draft's bytes
 * may reach one behind a pipe. */
void plain_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void plain_say_message(const struct plain *plain); /* the session's, if it has one */
void plain_say_progress(const struct plain *plain);
void plain_say_field(const struct plain *plain);
/* What is wrong with the field, after an answer. */
void plain_say_findings(const struct plain *plain, struct place place);

/* plain.c. After a change: hands it to the kernel. False, with a sentence, if it was not made or is not kept. */
bool plain_kept(struct plain *plain);
/* Saves if there is anything to save to; false, with a sentence, if that failed. */
bool plain_save(struct plain *plain);
/* The focused field's answer as one text; what it means is found out as `set` does. False if it was not taken. */
bool plain_answer(struct plain *plain, const char *text);

/* plain_commands.c. A line that was a command, without its colon. */
void plain_run_command(struct plain *plain, const char *line);
void plain_next_field(struct plain *plain);

#endif
