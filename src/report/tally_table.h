/* SPDX-License-Identifier: MIT */
/* tally_table.h — tallies in columns: of a draft's sections, or of many drafts. */
#ifndef TALLY_TABLE_H
#define TALLY_TABLE_H

#include "base/buf.h"
#include "check/check.h"

/* A form without 必須 marks counts what is answered and what is not. */
enum tally_marks { TALLY_WITH_MARKS = 1, TALLY_WITHOUT_MARKS = 2, TALLY_ALWAYS = 3 };
enum { TALLY_COLUMNS = 9 };

/* Each column as wide as its heading or its total, whichever is wider; the title gets what is left of the page. */
struct tally_layout {
	int columns[TALLY_COLUMNS]; /* 0: not shown */
	int title;
};

enum tally_marks tally_marks_of(const struct form *form);
void tally_lay_out(struct tally_layout *layout, enum tally_marks marks, const struct tally *total, int gap);
/* One line of the table; the headings when there is no tally. */
void tally_row(struct buf *out, const struct tally_layout *layout, int indent, const char *title, const struct tally *tally);

#endif
