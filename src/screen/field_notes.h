/* SPDX-License-Identifier: MIT */
/* field_notes.h — what is said around the focused answer: the prompt above it; below, what was understood, what is wrong, who is to
 * answer until when, how to answer. Kept from frame to frame, since a key changes one of these texts at most. */
#ifndef FIELD_NOTES_H
#define FIELD_NOTES_H

#include "screen/app.h"
#include "text/wrap.h"

enum { FIELD_MOST_NOTES = 16 };

struct note {
	const char *text;
	char *owned; /* the same, where it is not the form's */
	enum style style;
	struct wrap wrap;
};

/* Zeroed is empty. */
struct field_notes {
	struct note items[FIELD_MOST_NOTES]; /* the first is the prompt */
	int count;
	int columns, ambiguous; /* they are wrapped for */
};
/* Brings them up to date with the focused field. */
void field_notes_gather(struct field_notes *notes, const struct app *app, int columns);
/* Draws at most `rows` rows of one; returns how many. */
int note_draw(const struct note *note, struct canvas *canvas, int row, int column, int columns, int rows);
void field_notes_clear(struct field_notes *notes);

#endif
