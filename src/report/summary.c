/* SPDX-License-Identifier: MIT */
/* summary.c — the counts of each section as a table, then every field that has something left to do. */
#include <config.h>

#include "report/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "check/validity.h"
#include "report/page.h"
#include "report/tally_table.h"
#include "text/showable.h"

enum { NUMBER_COLUMNS = 6, TITLE_COLUMNS = 30 };

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

static void put_table(struct buf *out, const struct checker *checker, const struct draft *draft, enum tally_marks marks)
{
	const struct form *form = draft_form(draft);
	struct tally_layout layout;

	tally_lay_out(&layout, marks, checker_tally(checker), 2);
	if (layout.title < TITLE_COLUMNS)
		tally_lay_out(&layout, marks, checker_tally(checker), 1);
	tally_row(out, &layout, 0, _("Section"), NULL);
	for (size_t s = 0; s < form->section_count; s++) {
		const struct section *section = &form->sections[s];
		size_t instances = draft_instances(draft, section);
		tally_row(out, &layout, 0, section->title, checker_section(checker, section));
		for (size_t i = 0; section->repeated && instances > 1 && i < instances; i++) {
			char *title = instance_title(draft, section, i);
			tally_row(out, &layout, 2, title, checker_instance(checker, section, i));
			free(title);
		}
	}
	tally_row(out, &layout, 0, _("All"), checker_tally(checker));
}

static void put_day(struct buf *out, long day)
{
	buf_printf(out, "%04ld-%02ld-%02ld", day / 10000, day / 100 % 100, day % 100);
}

/* Who has what left to do, by when. */
static void put_assigned(struct buf *out, const struct checker *checker, const struct draft *draft)
{
	enum { NAME = 40, NUMBER = 10, DAY = 14 };
	struct assigned_list list;
	struct buf cell = { 0 };
	assigned_list_init(&list, checker, draft);
	if (list.count) {
		buf_putc(out, '\n');
		page_left(out, _("Assigned to"), NAME);
		page_right(out, _("fields"), NUMBER);
		page_right(out, _("left"), NUMBER);
		page_right(out, _("due"), DAY);
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct assigned *item = &list.items[i];
		char *name = item->name ? showable(item->name, strlen(item->name), false) : NULL;
		page_left(out, name ? name : _("nobody's yet"), NAME);
		buf_printf(&cell, "%zu", item->fields);
		page_right(out, buf_text(&cell), NUMBER);
		buf_reset(&cell);
		buf_printf(&cell, "%zu", item->left);
		page_right(out, buf_text(&cell), NUMBER);
		buf_reset(&cell);
		if (item->due)
			put_day(&cell, item->due);
		page_right(out, buf_text(&cell), DAY);
		buf_reset(&cell);
		if (item->due && item->due < checker_today(checker))
			buf_printf(out, " %s", _("past"));
		buf_putc(out, '\n');
		free(name);
	}
	buf_clear(&cell);
	assigned_list_clear(&list);
}

/* "  94  無停電電源 (A): 無停電電源の有無"; with a sentence for `what`, "/ the prompt" before it where the item has several. NULL:
 * the prompt alone. */
static void put_entry(struct buf *out, const struct draft *draft, struct place place, const char *what)
{
	const struct item *item = place.field->item;
	struct buf line = { 0 };

	page_right(out, item->number, NUMBER_COLUMNS - 2);
	page_blanks(out, 2);
	buf_puts(&line, item->name);
	if (item->section->repeated && draft_instances(draft, item->section) > 1) {
		char *title = instance_title(draft, item->section, place.instance);
		buf_printf(&line, " (%s)", title);
		free(title);
	}
	if (what && item->field_count > 1)
		buf_printf(&line, " / %s", place.field->prompt);
	buf_printf(&line, ": %s", what ? what : place.field->prompt);
	page_wrapped(out, buf_take(&line), NUMBER_COLUMNS);
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
	{ N_("Required and not answered:"), is_missing },
	{ N_("Over the limit:"), is_over },
	{ N_("Errors:"), is_other_error },
	{ N_("To be confirmed:"), is_review },
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
			put_entry(out, draft, finding->place, is_missing(finding) ? NULL : finding->text);
		} else {
			page_blanks(out, NUMBER_COLUMNS);
			page_wrapped(out, mem_string(finding->text), NUMBER_COLUMNS);
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
		put_entry(out, draft, place, NULL);
	}
}

static void put_validity(struct buf *out, const struct draft *draft, long today)
{
	static const char *const sentences[] = {
		/* TRANSLATORS: dates: the last day a disclosure holds, the first day of its renewal */
		[VALIDITY_HOLDS] = N_("Valid until %1$s; to be renewed from %2$s."),
		[VALIDITY_RENEWABLE] = N_("Valid until %1$s; it can be renewed now (since %2$s)."),
		[VALIDITY_OVER] = N_("Its validity ended on %1$s."),
	};
	struct validity validity = validity_of(draft, today);
	struct buf until = { 0 }, renewal = { 0 }, line = { 0 };
	if (validity.state == VALIDITY_UNKNOWN)
		return;
	put_day(&until, validity.until);
	put_day(&renewal, validity.renewal);
	if (validity.state == VALIDITY_HOLDS && !validity.renewal)
		buf_printf(&line, _("Valid until %s."), buf_text(&until));
	else
		buf_printf(&line, _(sentences[validity.state]), buf_text(&until), buf_text(&renewal));
	page_wrapped(out, buf_take(&line), 0);
	buf_clear(&until);
	buf_clear(&renewal);
}

static void put_heading(struct buf *out, const struct checker *checker, const struct draft *draft, const char *path,
			enum tally_marks marks)
{
	const struct form *form = draft_form(draft);
	const struct tally *tally = checker_tally(checker);
	struct buf line = { 0 };

	page_wrapped(out, mem_string(form->title), 0);
	/* TRANSLATORS: a form's id and edition, the draft's file name */
	buf_printf(&line, _("Form %1$s, edition %2$s; draft %3$s"), form->id, form->edition, path);
	page_wrapped(out, buf_take(&line), 0);
	if (checker_complete(checker))
		buf_puts(&line, _("Complete."));
	else if (marks == TALLY_WITH_MARKS)
		buf_printf(&line, _("Not complete: required answers missing %zu, other errors %zu, answers to confirm %zu."),
			   tally->missing, tally->errors - tally->missing, tally->review);
	else
		buf_printf(&line, _("Not complete: errors %zu, answers to confirm %zu."), tally->errors, tally->review);
	page_wrapped(out, buf_take(&line), 0);
	put_validity(out, draft, checker_today(checker));
	buf_putc(out, '\n');
}

void summary_write(struct buf *out, struct checker *checker, const struct draft *draft, const char *path)
{
	enum tally_marks marks = tally_marks_of(draft_form(draft));

	put_heading(out, checker, draft, path, marks);
	put_table(out, checker, draft, marks);
	put_assigned(out, checker, draft);
	if (marks == TALLY_WITHOUT_MARKS)
		put_unanswered(out, checker, draft);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		put_list(out, checker, draft, i);
}
