/* SPDX-License-Identifier: MIT */
/* summary.c — the counts of each section as a table, then every field that has something left to do. */
#include <config.h>

#include "report/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "text/showable.h"
#include "text/width.h"
#include "text/wrap.h"

enum { PAGE_COLUMNS = 80, NUMBER_COLUMNS = 6, TITLE_COLUMNS = 30, AMBIGUOUS = 1 };

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

/* A paragraph, its first row after what stands on the line already, the others indented as deep. Takes over `text`,
 * which may hold anything. */
static void put_wrapped(struct buf *out, char *text, int indent)
{
	struct wrap wrap = { 0 };
	char *safe = showable(text, strlen(text), false);

	wrap_text(&wrap, safe, strlen(safe), PAGE_COLUMNS - indent, AMBIGUOUS);
	for (size_t i = 0; i < wrap.count; i++) {
		if (i)
			put_blanks(out, indent);
		size_t end = wrap.rows[i].end;
		while (end > wrap.rows[i].start && safe[end - 1] == ' ')
			end--;
		buf_put(out, safe + wrap.rows[i].start, end - wrap.rows[i].start);
		buf_putc(out, '\n');
	}
	wrap_clear(&wrap);
	free(safe);
	free(text);
}

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

enum marks { WITH_MARKS = 1, WITHOUT_MARKS = 2, ALWAYS = 3 };

/* The table's columns after the section's title. A form without 必須 marks counts what is answered and what is not. */
static const struct column {
	const char *heading;
	enum marks marks;
	void (*put)(struct buf *cell, const struct tally *tally);
} columns[] = {
	{ N_("required"), WITH_MARKS, cell_required },
	{ N_("optional"), WITH_MARKS, cell_optional },
	{ N_("missing"), WITH_MARKS, cell_missing },
	{ N_("answered"), WITHOUT_MARKS, cell_optional },
	{ N_("unanswered"), WITHOUT_MARKS, cell_unanswered },
	/* TRANSLATORS: a column's heading: answers over their limit of characters */
	{ N_("over"), ALWAYS, cell_over },
	/* TRANSLATORS: a column's heading: errors other than missing answers and answers over their limit */
	{ N_("errors"), ALWAYS, cell_errors },
	{ N_("review"), ALWAYS, cell_review },
	{ N_("warnings"), ALWAYS, cell_warnings },
};
enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

/* The table as it is laid out for one draft: each column as wide as its heading or its total, whichever is wider. */
struct layout {
	int columns[COLUMN_COUNT]; /* 0: not shown */
	int title;
};

static void lay_out(struct layout *layout, enum marks marks, const struct tally *total, int gap)
{
	*layout = (struct layout){ .title = PAGE_COLUMNS };
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
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

/* One line of the table; the headings when there is no tally. */
static void put_row(struct buf *out, const struct layout *layout, int indent, const char *title, const struct tally *tally)
{
	put_blanks(out, indent);
	put_left(out, title, layout->title - indent);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		struct buf cell = { 0 };
		if (layout->columns[i] == 0)
			continue;
		if (tally)
			columns[i].put(&cell, tally);
		put_right(out, tally ? buf_text(&cell) : _(columns[i].heading), layout->columns[i]);
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

static void put_table(struct buf *out, const struct checker *checker, const struct draft *draft, enum marks marks)
{
	const struct form *form = draft_form(draft);
	struct layout layout;

	lay_out(&layout, marks, checker_tally(checker), 2);
	if (layout.title < TITLE_COLUMNS)
		lay_out(&layout, marks, checker_tally(checker), 1);
	put_row(out, &layout, 0, _("Section"), NULL);
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];
		size_t instances = draft_instances(draft, section);
		put_row(out, &layout, 0, section->title, checker_section(checker, section));
		for (size_t i = 0; section->repeated && instances > 1 && i < instances; i++) {
			char *title = instance_title(draft, section, i);
			put_row(out, &layout, 2, title, checker_instance(checker, section, i));
			free(title);
		}
	}
	put_row(out, &layout, 0, _("All"), checker_tally(checker));
}

/* "  94  無停電電源 (A): 無停電電源の有無" */
static void put_entry(struct buf *out, const struct draft *draft, struct place place, const char *what)
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
	put_wrapped(out, buf_take(&line), NUMBER_COLUMNS);
}

static bool is_code(const struct finding *finding, const char *code)
{
	return strcmp(finding->code, code) == 0;
}

static bool is_missing(const struct finding *finding)
{
	return is_code(finding, "missing");
}

static bool is_over(const struct finding *finding)
{
	return is_code(finding, "over-limit");
}

static bool is_other_error(const struct finding *finding)
{
	return finding->severity == SEVERITY_ERROR && !is_missing(finding) && !is_over(finding);
}

static bool is_review(const struct finding *finding)
{
	return finding->severity == SEVERITY_REVIEW;
}

static bool is_warning(const struct finding *finding)
{
	return finding->severity == SEVERITY_WARNING;
}

static const struct {
	const char *heading;
	bool (*holds)(const struct finding *finding);
} lists[] = {
	{ N_("Required and not answered:"), is_missing }, { N_("Over the limit:"), is_over },
	{ N_("Errors:"), is_other_error },                { N_("To be confirmed:"), is_review },
	{ N_("Warnings:"), is_warning },
};

static void put_list(struct buf *out, struct checker *checker, const struct draft *draft, size_t list)
{
	size_t count, shown = 0;
	const struct finding *const *findings = checker_findings(checker, &count);

	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings[i];
		if (!lists[list].holds(finding))
			continue;
		if (shown++ == 0)
			buf_printf(out, "\n%s\n", _(lists[list].heading));
		if (finding->place.field) {
			put_entry(out, draft, finding->place, is_missing(finding) ? finding->place.field->prompt : finding->text);
		} else {
			put_blanks(out, NUMBER_COLUMNS);
			put_wrapped(out, mem_string(finding->text), NUMBER_COLUMNS);
		}
	}
}

/* Where nothing is 必須, what is not answered is no finding, but people want to see it all the same. */
static void put_unanswered(struct buf *out, const struct checker *checker, const struct draft *draft)
{
	struct place place = { 0 };
	bool first = true;

	while (place_next(draft, &place)) {
		if (draft_status(draft, place) != STATUS_UNANSWERED || !checker_relevant(checker, place))
			continue;
		if (first)
			buf_printf(out, "\n%s\n", _("Not answered:"));
		first = false;
		put_entry(out, draft, place, place.field->prompt);
	}
}

static void put_heading(struct buf *out, const struct checker *checker, const struct draft *draft, const char *path,
			enum marks marks)
{
	const struct form *form = draft_form(draft);
	const struct tally *tally = checker_tally(checker);
	struct buf line = { 0 };

	put_wrapped(out, mem_string(form->title), 0);
	/* TRANSLATORS: a form's id and edition, the draft's file name */
	buf_printf(&line, _("Form %1$s, edition %2$s; draft %3$s"), form->id, form->edition, path);
	put_wrapped(out, buf_take(&line), 0);
	if (checker_complete(checker))
		buf_puts(&line, _("Complete."));
	else if (marks == WITH_MARKS)
		buf_printf(&line, _("Not complete: %zu required answers missing, %zu other errors, %zu answers to confirm."),
			   tally->missing, tally->errors - tally->missing, tally->review);
	else
		buf_printf(&line, _("Not complete: %zu errors, %zu answers to confirm."), tally->errors, tally->review);
	put_wrapped(out, buf_take(&line), 0);
	buf_putc(out, '\n');
}

static enum marks marks_of(const struct form *form)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form->fields[i].requirement != REQUIREMENT_NONE)
			return WITH_MARKS;
	return WITHOUT_MARKS;
}

void summary_write(struct buf *out, struct checker *checker, const struct draft *draft, const char *path)
{
	enum marks marks = marks_of(draft_form(draft));

	put_heading(out, checker, draft, path, marks);
	put_table(out, checker, draft, marks);
	if (marks == WITHOUT_MARKS)
		put_unanswered(out, checker, draft);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		put_list(out, checker, draft, i);
}
