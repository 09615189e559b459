/* SPDX-License-Identifier: MIT */
/* checks.c — the table of what is looked at in one answer by itself. */
#include <config.h>

#include "check/checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "check/characters.h"
#include "check/placeholders.h"
#include "draft/part_text.h"
#include "form/type.h"
#include "text/count.h"
#include "text/fold.h"
#include "text/grapheme.h"

const char code_missing[] = "missing";
const char code_over_limit[] = "over-limit";
const char code_invalid[] = "invalid";
const char code_presence_unstated[] = "presence-unstated";
const char code_detail_missing[] = "detail-missing";
const char code_undisclosed_required[] = "undisclosed-required";
const char code_count_mismatch[] = "count-mismatch";
const char code_rule[] = "rule";
const char code_unknown_field[] = "unknown-field";
const char code_placeholder[] = "placeholder";
const char code_character[] = "character";
const char code_conflict[] = "conflict";
const char code_review[] = "review";
const char code_era[] = "era";
const char code_due[] = "due";

/* The parts that are published and so looked at. */
static const enum part published[] = { PART_ANSWER, PART_DETAIL, PART_REASON };
#define PUBLISHED (sizeof published / sizeof *published)

static const char *text_of(const struct subject *subject, enum part part)
{
	const char *text = subject->answer->parts[part];
	return text ? text : "";
}

static bool is_ascii(const char *text)
{
	while (*text && !(*text & 0x80))
		text++;
	return *text == '\0';
}

/* What the person chose not to say, or wrote for an option they no longer choose, is nobody's business. */
static bool is_published(const struct subject *subject, enum part part)
{
	if (part == PART_REASON)
		return subject->status == STATUS_NOT_APPLICABLE;
	if (subject->status != STATUS_ANSWERED || part != PART_DETAIL)
		return subject->status == STATUS_ANSWERED;
	return subject->option < 0 || !subject->field->has_detail || subject->field->options[subject->option].needs_detail;
}

static void find_missing(const struct subject *subject, struct sink *sink)
{
	if (subject->status == STATUS_UNANSWERED && requirement_is_required(subject->field->requirement))
		sink_add(sink, code_missing, SEVERITY_ERROR, PART_ANSWER, 0, 0, NULL, "%s", _("An answer is required here."));
}

static void find_over_limit(const struct subject *subject, struct sink *sink)
{
	size_t limit = subject->field->limit;
	if (limit == 0 || subject->length <= limit)
		return;
	/* The mark stands where the answer itself goes over; a detail behind it is over as a whole. */
	const char *text = text_of(subject, PART_ANSWER);
	size_t len = draft_part_len(subject->draft, subject->place, PART_ANSWER);
	enum count_unit unit = draft_form(subject->draft)->count_unit;
	size_t start = count_offset(text, len, limit, unit);
	bool in_answer = start < len;
	sink_add(sink, code_over_limit, SEVERITY_ERROR, in_answer ? PART_ANSWER : PART_DETAIL, in_answer ? start : 0,
		 in_answer ? len : 0, NULL, _("%1$zu characters over the limit of %2$zu."), subject->length - limit, limit);
}

static void tell_detail_missing(const struct option *option, struct sink *sink)
{
	sink_add(sink, code_detail_missing, SEVERITY_ERROR, PART_DETAIL, 0, 0, NULL,
		 _("“%s” is chosen, but its details are not written."), option->label);
}

/* Several choices, one a line: the first that lacks its detail. */
static void find_lines_bare(const struct subject *subject, struct sink *sink)
{
	const struct field *field = subject->field;
	for (const char *line = text_of(subject, PART_ANSWER); *line;) {
		size_t len = strcspn(line, "\n"), detail_len;
		char *one = mem_bytes(line, len);
		const char *detail;
		int option;
		bool bare = type_split(field, one, &option, &detail, &detail_len) && detail_len == 0;
		free(one);
		if (bare && field->options[option].needs_detail) {
			tell_detail_missing(&field->options[option], sink);
			return;
		}
		line += len + (line[len] == '\n');
	}
}

static void find_detail_missing(const struct subject *subject, struct sink *sink)
{
	const struct field *field = subject->field;
	if (!field->has_detail || subject->status != STATUS_ANSWERED || !text_is_blank(subject->answer->parts[PART_DETAIL]))
		return;
	if (field->type->entry == ENTRY_OPTIONS)
		find_lines_bare(subject, sink);
	else if (subject->option >= 0 && subject->bare && field->options[subject->option].needs_detail)
		tell_detail_missing(&field->options[subject->option], sink);
}

static bool asks_whether(const struct type *type)
{
	return type->options != NULL; /* presence, possible, yes-no */
}

static void find_presence_unstated(const struct subject *subject, struct sink *sink)
{
	const struct field *field = subject->field;
	if (!asks_whether(field->type) || field->open || subject->status != STATUS_ANSWERED || field->option_count < 2 ||
	    subject->option >= 0)
		return;
	sink_add(sink, code_presence_unstated, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL,
		 _("State “%1$s” or “%2$s” first; what is written here leaves it open."), field->options[0].label,
		 field->options[1].label);
}

/* 未定 and the like have a finding of their own. */
static bool is_placeholder(const struct subject *subject)
{
	size_t start, end, len = draft_part_len(subject->draft, subject->place, PART_ANSWER);
	return placeholder_find(text_of(subject, PART_ANSWER), len, &start, &end) != PLACEHOLDER_NONE;
}

/* 西暦 is what the form asks, in so many words; 和暦 is understood, but published as it was written. */
static void find_era(const struct subject *subject, const struct value *value, struct sink *sink)
{
	char western[48];
	/* 令和8年度末 is in 2027. */
	if (!value->era || !strstr(subject->field->original_prompt, "西暦") || strstr(text_of(subject, PART_ANSWER), "年度"))
		return;
	snprintf(western, sizeof western,
		 value->day     ? "%d-%02d-%02d"
		 : value->month ? "%d-%02d"
				: "%d",
		 value->year, value->month, value->day);
	size_t len = draft_part_len(subject->draft, subject->place, PART_ANSWER);
	sink_add(sink, code_era, SEVERITY_HINT, PART_ANSWER, 0, len, value->whole ? mem_string(western) : NULL,
		 _("The form asks for the Western calendar: %s."), western);
}

static void find_invalid(const struct subject *subject, struct sink *sink)
{
	const struct field *field = subject->field;
	struct value value;
	if (subject->status != STATUS_ANSWERED)
		return;
	if (!asks_whether(field->type)) {
		type_judge(field, text_of(subject, PART_ANSWER), &value);
		if (value.reading == READING_FAILED)
			sink_add(sink, code_invalid, field->type->invalid_is_error ? SEVERITY_ERROR : SEVERITY_WARNING,
				 PART_ANSWER, 0, 0, NULL, "%s", value.complaint);
		else if (value.reading == READING_UNSURE && field->type->wanted &&
			 requirement_is_required(field->requirement) && !is_placeholder(subject))
			sink_add(sink, code_invalid, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL, "%s", _(field->type->wanted));
		find_era(subject, &value, sink);
	}
	/* A detail, and free words beside a 有無, are prose. */
	for (int i = 0; i < 2; i++) {
		enum part part = i == 0 ? PART_ANSWER : PART_DETAIL;
		if (!subject->answer->parts[part] ||
		    (part == PART_ANSWER ? !asks_whether(field->type) : !is_published(subject, part)))
			continue;
		struct field prose = { .id = field->id, .type = type_prose() };
		type_judge(&prose, text_of(subject, part), &value);
		if (value.reading == READING_FAILED)
			sink_add(sink, code_invalid, SEVERITY_WARNING, part, 0, 0, NULL, "%s", value.complaint);
	}
}

static void find_undisclosed(const struct subject *subject, struct sink *sink)
{
	if (!requirement_is_required(subject->field->requirement))
		return;
	if (subject->status == STATUS_UNDISCLOSED)
		sink_add(sink, code_undisclosed_required, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL, "%s",
			 _("This must be stated, but it is not disclosed."));
	else if (subject->status == STATUS_NOT_APPLICABLE && text_is_blank(subject->answer->parts[PART_REASON]))
		sink_add(sink, code_undisclosed_required, SEVERITY_WARNING, PART_REASON, 0, 0, NULL, "%s",
			 _("This must be stated; say why it does not apply."));
}

/* 同上 is meant to repeat the answer before it. */
static char *answer_before(const struct subject *subject)
{
	struct place before = subject->place;
	if (!place_prev(subject->draft, &before) || before.instance != subject->place.instance ||
	    before.field->type->entry != subject->field->type->entry)
		return NULL;
	return draft_status(subject->draft, before) == STATUS_ANSWERED
		       ? mem_string(draft_part(subject->draft, before, PART_ANSWER))
		       : NULL;
}

static bool is_example(const struct subject *subject)
{
	const char *example = subject->field->original_example, *answer = text_of(subject, PART_ANSWER);
	if (!example || subject->status != STATUS_ANSWERED || *example != *answer ||
	    strncmp(example, answer, draft_part_len(subject->draft, subject->place, PART_ANSWER)) != 0)
		return false;
	if (!subject->answer->parts[PART_DETAIL]) /* then it is published as it is */
		return strcmp(example, answer) == 0 && placeholder_example_tells(subject->field, answer);
	char *joined = draft_joined(subject->draft, subject->place);
	bool is = strcmp(example, joined) == 0 && placeholder_example_tells(subject->field, joined);
	free(joined);
	return is;
}

static void find_placeholder(const struct subject *subject, struct sink *sink)
{
	static const char *const sentences[] = {
		[PLACEHOLDER_SAME] = N_("Whoever reads only this item does not know what it refers to: write the answer out."),
		[PLACEHOLDER_ELSEWHERE] = N_("The other document is not published with this one: write the answer out."),
		[PLACEHOLDER_LATER] = N_("This is no answer yet."),
		[PLACEHOLDER_BLANK] = N_("Something still has to be filled in here."),
	};
	for (size_t i = 0; i < PUBLISHED; i++) {
		const char *text = subject->answer->parts[published[i]];
		size_t start, end;
		if (!text || !is_published(subject, published[i]))
			continue;
		size_t len = draft_part_len(subject->draft, subject->place, published[i]);
		enum placeholder placeholder = placeholder_find(text, len, &start, &end);
		if (placeholder == PLACEHOLDER_NONE)
			continue;
		char *fix = NULL;
		if (placeholder == PLACEHOLDER_SAME && published[i] == PART_ANSWER) {
			fix = answer_before(subject);
			sink->depends = true;
		}
		sink_add(sink, code_placeholder, SEVERITY_WARNING, published[i], start, end, fix, "%s",
			 _(sentences[placeholder]));
	}
	if (is_example(subject))
		sink_add(sink, code_placeholder, SEVERITY_WARNING, PART_ANSWER, 0, 0, NULL, "%s",
			 _("This is the example of the form, unchanged."));
}

static void find_characters(const struct subject *subject, struct sink *sink)
{
	for (size_t i = 0; i < PUBLISHED; i++) {
		const char *text = subject->answer->parts[published[i]];
		if (!text || !is_published(subject, published[i]))
			continue;
		struct blemish blemishes[CHARACTER_KINDS];
		size_t count = characters_look(text, draft_part_len(subject->draft, subject->place, published[i]), blemishes);
		for (size_t k = 0; k < count; k++)
			/* The sentence has two places for %zu and %04X; which character, and its code. */
			sink_add(sink, code_character, SEVERITY_WARNING, published[i], blemishes[k].start, blemishes[k].end,
				 blemishes[k].fix, character_sentence(blemishes[k].kind),
				 grapheme_count(text, blemishes[k].start) + 1, (unsigned)blemishes[k].code);
	}
}

/* https:／／example.jp: as good as right to a person, and to nothing else. */
static void find_wide_address(const struct subject *subject, struct sink *sink)
{
	const char *text = text_of(subject, PART_ANSWER);
	if (!subject->field->type->ascii || subject->status != STATUS_ANSWERED)
		return;
	size_t len = draft_part_len(subject->draft, subject->place, PART_ANSWER);
	char *folded = fold_ascii(text, len);
	if (!is_ascii(text) && is_ascii(folded))
		sink_add(sink, code_character, SEVERITY_WARNING, PART_ANSWER, 0, len, mem_string(folded), "%s",
			 _("An address works in half-width characters only."));
	free(folded);
}

static void find_conflict(const struct subject *subject, struct sink *sink)
{
	if (subject->answer->parts[PART_THEIRS])
		sink_add(sink, code_conflict, SEVERITY_ERROR, PART_THEIRS, 0, 0, NULL, "%s",
			 _("Two people changed this answer differently: keep one of the two."));
}

static void find_due(const struct subject *subject, struct sink *sink)
{
	if (assigned_due_trouble(subject->draft, subject->place))
		sink_add(sink, code_due, SEVERITY_HINT, PART_DUE, 0, 0, NULL,
			 _("The due date “%s” is no full date such as 2026-11-22, so nobody is reminded by it."),
			 text_of(subject, PART_DUE));
}

static void find_review(const struct subject *subject, struct sink *sink)
{
	const char *note = subject->answer->parts[PART_REVIEW];
	if (!note)
		return;
	if (text_is_blank(note))
		sink_add(sink, code_review, SEVERITY_REVIEW, PART_REVIEW, 0, 0, NULL, "%s", _("To be confirmed."));
	else
		sink_add(sink, code_review, SEVERITY_REVIEW, PART_REVIEW, 0, 0, NULL, _("To be confirmed: %s"), note);
}

/* clang-format off */
static const struct {
	void (*find)(const struct subject *subject, struct sink *sink);
	bool everywhere; /* in irrelevant fields too: nothing may be lost there either */
} checks[] = {
	{ find_missing, false },
	{ find_over_limit, false },
	{ find_detail_missing, false },
	{ find_conflict, true },
	{ find_invalid, false },
	{ find_presence_unstated, false },
	{ find_undisclosed, false },
	{ find_placeholder, false },
	{ find_characters, false },
	{ find_wide_address, false },
	{ find_due, false },
	{ find_review, false },
};
/* clang-format on */

static void read_option_of(struct subject *subject)
{
	const char *detail;
	size_t len;
	subject->option = -1;
	if (subject->field->option_count > 0 && subject->status == STATUS_ANSWERED &&
	    type_split(subject->field, text_of(subject, PART_ANSWER), &subject->option, &detail, &len))
		subject->bare = len == 0;
	else
		subject->option = -1;
}

void checks_run(struct subject *subject, struct sink *sink)
{
	read_option_of(subject);
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (subject->relevant || checks[i].everywhere)
			checks[i].find(subject, sink);
}
