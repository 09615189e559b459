/* SPDX-License-Identifier: MIT */
/* summary.c — the counts of each section as a table, then every field that keeps the draft from being complete. */
#include <config.h>

#include "report/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "text/showable.h"
#include "text/width.h"
#include "text/wrap.h"

enum { PAGE_COLUMNS = 80, NUMBER_COLUMNS = 6, AMBIGUOUS = 1 };

static void put_blanks(struct buf *out, int count)
{
	while (count-- > 0)
		buf_putc(out, ' ');
}

/* `text` in `columns` columns, cut where it is longer. */
static void put_left(struct buf *out, const char *text, int columns)
{
	int used;
	size_t len = strlen(text);
	bool cut = width_text(text, len, AMBIGUOUS) > columns;
	size_t fit = width_fit(text, len, cut ? columns - 2 : columns, AMBIGUOUS, &used);

	buf_put(out, text, fit);
	if (cut)
		buf_puts(out, "..");
	put_blanks(out, columns - used - (cut ? 2 : 0));
}

static void put_right(struct buf *out, const char *text, int columns)
{
	put_blanks(out, columns - width_text(text, strlen(text), AMBIGUOUS));
	buf_puts(out, text);
}

/* A paragraph, its first row after what stands on the line already, the others indented as deep. */
static void put_wrapped(struct buf *out, const char *text, int indent)
{
	struct wrap wrap = { 0 };

	wrap_text(&wrap, text, strlen(text), PAGE_COLUMNS - indent, AMBIGUOUS);
	for (size_t i = 0; i < wrap.count; i++) {
		if (i)
			put_blanks(out, indent);
		buf_put(out, text + wrap.rows[i].start, wrap.rows[i].end - wrap.rows[i].start);
		buf_putc(out, '\n');
	}
	wrap_clear(&wrap);
}

static void cell_required(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu/%zu", tally->required.answered, tally->required.total);
}

static void cell_optional(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu/%zu", tally->optional.answered, tally->optional.total);
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
	buf_printf(cell, "%zu", tally->errors);
}

static void cell_warnings(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->warnings);
}

static void cell_review(struct buf *cell, const struct tally *tally)
{
	buf_printf(cell, "%zu", tally->review);
}

/* The table's columns after the section's title. */
static const struct {
	const char *heading;
	int columns;
	void (*put)(struct buf *cell, const struct tally *tally);
} columns[] = {
	{ N_("required"), 9, cell_required }, { N_("optional"), 9, cell_optional }, { N_("missing"), 8, cell_missing },
	/* TRANSLATORS: a column's heading: answers over their limit of characters */
	{ N_("over"), 6, cell_over },
	{ N_("errors"), 7, cell_errors },     { N_("warnings"), 9, cell_warnings }, { N_("review"), 7, cell_review },
};

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0], TITLE_COLUMNS = PAGE_COLUMNS - 9 - 9 - 8 - 6 - 7 - 9 - 7 };

static void put_row(struct buf *out, int indent, const char *title, const struct tally *tally)
{
	put_blanks(out, indent);
	put_left(out, title, TITLE_COLUMNS - indent);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		struct buf cell = { 0 };
		if (tally)
			columns[i].put(&cell, tally);
		put_right(out, tally ? buf_text(&cell) : _(columns[i].heading), columns[i].columns);
		buf_clear(&cell);
	}
	buf_putc(out, '\n');
}

/* An instance as people know it: its name, or its number while it has none. Yours to free. */
static char *instance_title(const struct draft *draft, const struct section *section, size_t instance)
{
	const char *name = draft_instance_name(draft, section, instance);
	struct buf number = { 0 };

	if (name)
		return showable(name, strlen(name), false);
	buf_printf(&number, "%zu", instance + 1);
	return buf_take(&number);
}

static void put_table(struct buf *out, const struct checker *checker, const struct draft *draft)
{
	const struct form *form = draft_form(draft);

	put_row(out, 0, _("Section"), NULL);
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];
		size_t instances = draft_instances(draft, section);
		put_row(out, 0, section->title, checker_section(checker, section));
		for (size_t i = 0; section->repeated && instances > 1 && i < instances; i++) {
			char *title = instance_title(draft, section, i);
			put_row(out, 2, title, checker_instance(checker, section, i));
			free(title);
		}
	}
	put_row(out, 0, _("All"), checker_tally(checker));
}

/* "94  無停電電源 (A): 無停電電源装置の有無" */
static void put_place(struct buf *out, const struct draft *draft, struct place place, const char *what)
{
	const struct item *item = place.field->item;
	struct buf line = { 0 };

	put_right(out, item->number, NUMBER_COLUMNS - 2);
	put_blanks(out, 2);
	buf_puts(&line, item->name);
	if (item->section->repeated && draft_instances(draft, item->section) > 1) {
		char *title = instance_title(draft, item->section, place.instance);
		buf_printf(&line, " (%s)", title);
		free(title);
	}
	buf_printf(&line, ": %s", what);
	put_wrapped(out, line.data, NUMBER_COLUMNS);
	buf_clear(&line);
}

static bool is_missing(const struct finding *finding)
{
	return strcmp(finding->code, "missing") == 0;
}

static bool is_other_obstacle(const struct finding *finding)
{
	return !is_missing(finding) && (finding->severity == SEVERITY_ERROR || finding->severity == SEVERITY_REVIEW);
}

static void put_list(struct buf *out, struct checker *checker, const struct draft *draft, const char *heading,
		     bool (*wanted)(const struct finding *finding))
{
	size_t count, shown = 0;
	const struct finding *const *findings = checker_findings(checker, &count);

	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings[i];
		if (!wanted(finding))
			continue;
		if (shown++ == 0)
			buf_printf(out, "\n%s\n", heading);
		if (!finding->place.field) {
			put_blanks(out, NUMBER_COLUMNS);
			put_wrapped(out, finding->text, NUMBER_COLUMNS);
		} else {
			put_place(out, draft, finding->place, is_missing(finding) ? finding->place.field->prompt : finding->text);
		}
	}
}

void summary_write(struct buf *out, struct checker *checker, const struct draft *draft, const char *path)
{
	const struct form *form = draft_form(draft);
	const struct tally *tally = checker_tally(checker);
	char *name = showable(path, strlen(path), false);

	put_wrapped(out, form->title, 0);
	buf_printf(out, "%s\n", name);
	free(name);
	if (checker_complete(checker))
		buf_printf(out, "%s\n\n", _("Complete."));
	else {
		buf_printf(out, _("Not complete: %zu required answers missing, %zu other errors, %zu answers to confirm."), tally->missing,
			   tally->errors - tally->missing, tally->review);
		buf_puts(out, "\n\n");
	}
	put_table(out, checker, draft);
	put_list(out, checker, draft, _("Required and not answered:"), is_missing);
	put_list(out, checker, draft, _("To mend or to confirm:"), is_other_obstacle);
}
