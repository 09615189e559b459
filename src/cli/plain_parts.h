/* SPDX-License-Identifier: MIT */
/* plain_parts.h — the private half of plain.h: what its files share. */
#ifndef PLAIN_PARTS_H
#define PLAIN_PARTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "cli/plain_input.h"
#include "edit/elsewhere.h"
#include "edit/session.h"

struct plain {
	struct session *session;
	struct plain_input input;
	bool leaving, discard, failed;
	bool restricted;            /* no other file is to be seen */
	struct elsewhere elsewhere; /* as it was told last, and of which field */
	struct place elsewhere_of;
	bool unprotected; /* that the journal cannot be written has been said */
	bool ask;         /* the field has to be told anew */
};

/* plain_tell.c: what is heard. Everything goes through here, made showable also where stdout is no terminal: a draft's bytes
 * may reach one behind a pipe. */
void plain_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
void plain_say_message(const struct plain *plain); /* the session's, if it has one */
void plain_say_opening(const struct plain *plain);
void plain_say_progress(const struct plain *plain);
void plain_say_field(const struct plain *plain);
/* What the field says now. */
void plain_say_answer(const struct plain *plain, struct place place);
/* What is wrong with the field: after an answer, and with what is missing, where that is news. */
void plain_say_findings(const struct plain *plain, struct place place);
void plain_say_problems(const struct plain *plain, struct place place);
/* Review mark, note, assignee or due date; false if there is none. */
bool plain_say_part(const struct plain *plain, struct place place, enum part part);
/* The item's name, and the prompt where it has several fields. Yours to free. */
char *plain_title(const struct field *field);

/* plain_read.c. What a line is; full-width characters count as well, an input method may be on. */
enum line_kind {
	LINE_END, /* no more comes */
	LINE_EMPTY,
	LINE_COMMAND, /* the line is what stands behind the colon */
	LINE_STOP,    /* a full stop alone, where lines are entered */
	LINE_TEXT,    /* of a doubled colon, or of two full stops alone, the first is gone */
};
/* Says the prompt, if any, and reads a line. One that cannot be taken is said to be so and asked for again. */
enum line_kind plain_read(struct plain *plain, const char *prompt, bool lines, struct buf *line);

/* plain_answer.c. Takes an answer that begins with this line, and goes on; where it cannot be taken, stays and says why. */
void plain_take(struct plain *plain, struct buf *line);
/* The focused field's answer as one text; what it means is found out as `set` does. False if it was not taken. */
bool plain_answer(struct plain *plain, const char *text);

/* plain.c. After a change: hands it to the kernel. False, with a sentence, if it was not made or is not kept. */
bool plain_kept(struct plain *plain);
/* False, with a sentence, of a draft that is only read. */
bool plain_may_change(struct plain *plain);
/* Saves if there is anything to save to; false, with a sentence, if that failed. */
bool plain_save(struct plain *plain);

/* plain_commands.c. A line that was a command, without its colon. */
void plain_run_command(struct plain *plain, const char *line);
/* What a command does to an answer that is being entered when it is given. */
enum plain_effect {
	LOOKS,   /* nothing: the answer goes on */
	BESIDE,  /* it is not the answer that changes: what there is of it is kept first, and goes on */
	MOVES,   /* what there is of it is kept first, and was all */
	CHANGES, /* the same */
};
enum plain_effect plain_command_effect(const char *line);
void plain_next_field(struct plain *plain);

#endif
