/* SPDX-License-Identifier: MIT */
/* tally_table.c — the columns as a table of rows. */
#include <config.h>

#include "report/tally_table.h"

#include <string.h>

#include "base/gettext.h"
#include "report/page.h"
#include "text/width.h"

enum { AMBIGUOUS = 1 };

static size_t unanswered(const struct tally *tally)
{
	return tally->optional.total - tally->optional.answered;
}

static void cell_required(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu/%zu", tally->required.answered, tally->required.total);
}

static void cell_optional(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu/%zu", tally->optional.answered, tally->optional.total);
}

static void cell_unanswered(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", unanswered(tally));
}

static void cell_missing(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->missing);
}

static void cell_over(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->over_limit);
}

static void cell_errors(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->errors - tally->missing - tally->over_limit);
}

static void cell_warnings(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->warnings);
}

static void cell_review(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->review);
}

/* The table's columns after the section's title. A form without 必須 marks counts what is answered and what is not. */
static const struct column {
	const char *heading;
	enum tally_marks marks;
	void (*put)(struct buf *cell, const struct tally *tally);
} columns[] = {
	{ N_("required"), TALLY_WITH_MARKS, cell_required },
	{ N_("optional"), TALLY_WITH_MARKS, cell_optional },
	{ N_("missing"), TALLY_WITH_MARKS, cell_missing },
	{ N_("answered"), TALLY_WITHOUT_MARKS, cell_optional },
	{ N_("unanswered"), TALLY_WITHOUT_MARKS, cell_unanswered },
	/* TRANSLATORS: a column's heading: answers over their limit of characters */
	{ N_("over"), TALLY_ALWAYS, cell_over },
	/* TRANSLATORS: a column's heading: errors other than missing answers and answers over their limit */
	{ N_("errors"), TALLY_ALWAYS, cell_errors },
	{ N_("review"), TALLY_ALWAYS, cell_review },
	{ N_("warnings"), TALLY_ALWAYS, cell_warnings },
};
_Static_assert(sizeof columns / sizeof columns[0] == TALLY_COLUMNS, "the layout has room for every column");

void tally_lay_out(struct tally_layout *layout, enum tally_marks marks, const struct tally *total, int gap)
{
	*layout = (struct tally_layout){ .title = PAGE_COLUMNS };
	for (size_t i = 0; i < TALLY_COLUMNS; i++) {
		const char *heading = _(columns[i].heading);
		struct buf cell = { 0 };
		if (!(columns[i].marks & marks))
			continue;
		columns[i].put(&cell, total);
		int most = width_text(heading, strlen(heading), AMBIGUOUS);
		layout->columns[i] = gap + (most > (int)cell.len ? most : (int)cell.len);
		layout->title -= layout->columns[i];
		buf_clear(&cell);
	}
}

void tally_row(struct buf *out, const struct tally_layout *layout, int indent, const char *title, const struct tally *tally)
{
	page_blanks(out, indent);
	page_left(out, title, layout->title - indent);
	for (size_t i = 0; i < TALLY_COLUMNS; i++) {
		struct buf cell = { 0 };
		if (layout->columns[i] == 0)
			continue;
		if (tally)
			columns[i].put(&cell, tally);
		page_right(out, tally ? buf_text(&cell) : _(columns[i].heading), layout->columns[i]);
		buf_clear(&cell);
	}
	buf_putc(out, '\n');
}

enum tally_marks tally_marks_of(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].requirement != REQUIREMENT_NONE)
			return TALLY_WITH_MARKS;
	return TALLY_WITHOUT_MARKS;
}
