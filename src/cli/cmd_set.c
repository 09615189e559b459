/* SPDX-License-Identifier: MIT */
/* cmd_set.c — `kaijisho set DRAFT ID=TEXT…` and `kaijisho unset DRAFT ID…`: answers without a screen. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "check/assigned.h"
#include "cli/command.h"
#include "cli/field_name.h"
#include "cli/say.h"
#include "cli/writing.h"

static bool read_stdin(struct buf *out, struct err *err)
{
	char block[8192];
	size_t len;

	while ((len = fread(block, 1, sizeof block, stdin)) > 0) {
		buf_put(out, block, len);
		if (out->len > DRAFT_MAX_TEXT)
			return err_set(err, ERR_INPUT, _("An answer holds at most 4 MiB."));
	}
	return ferror(stdin) ? err_system(err, _("standard input"), _("%s cannot be read")) : true;
}

/* What stands right of the `=`: @FILE is the file's text without its last line break, @- what is on stdin, @@… a text that
 * begins with @. */
static bool read_text(const char *value, struct buf *text, struct err *err)
{
	if (value[0] != '@' || value[1] == '@') {
		buf_puts(text, value[0] == '@' ? value + 1 : value);
		return true;
	}
	if (!(strcmp(value, "@-") == 0 ? read_stdin(text, err) : file_read_path(value + 1, DRAFT_MAX_TEXT, text, err)))
		return false;
	if (text->len && memchr(text->data, '\0', text->len))
		return err_set(err, ERR_INPUT, _("%s: a NUL byte cannot stand in an answer."), value + 1);
	if (text->len && text->data[text->len - 1] == '\n')
		text->data[--text->len] = '\0';
	if (text->len && text->data[text->len - 1] == '\r')
		text->data[--text->len] = '\0';
	return true;
}

/* The words after the draft, and their texts: each is read once, however often it is set. */
struct assignments {
	char **words;
	size_t count;
	struct buf *texts;
	bool *read;
};

static const struct buf *assigned_text(const struct assignments *all, size_t index, struct err *err)
{
	if (!all->read[index])
		all->read[index] = read_text(strchr(all->words[index], '=') + 1, &all->texts[index], err);
	return all->read[index] ? &all->texts[index] : NULL;
}

/* The instance a path names must be there before its field can be set. */
static bool ensure_instance(struct writing *writing, struct place place, struct err *err)
{
	struct change change = { .kind = CHANGE_INSTANCE_INSERT, .place = place };

	return place.instance < draft_instances(writing->trial, place.field->section) || writing_change(writing, &change, err);
}

/* `finance:assignee`, `data-center.2:due`: one part of every field of a section, or of one of its instances. False if the path means
 * no such thing. */
static bool section_parse(const struct draft *draft, const char *path, const struct section **section, size_t *first,
			  size_t *last, enum part *part)
{
	const char *colon = strchr(path, ':'), *dot = memchr(path, '.', colon ? (size_t)(colon - path) : 0);
	if (!colon || !part_find(colon + 1, strlen(colon + 1), part) || (*part != PART_ASSIGNEE && *part != PART_DUE))
		return false;
	*section = form_section(draft_form(draft), path, (size_t)((dot ? dot : colon) - path));
	if (!*section)
		return false;
	*first = 0;
	*last = draft_instances(draft, *section);
	if (dot) {
		char *end;
		unsigned long number = strtoul(dot + 1, &end, 10);
		if (end != colon || !(*section)->repeated || number < 1 || number > *last)
			return false;
		*first = number - 1;
		*last = number;
	}
	return true;
}

/* A due date is kept as it is written; whoever wrote none is told at once. */
static void tell_due(const struct writing *writing, const char *path, struct place place)
{
	const char *trouble = assigned_due_trouble(writing->trial, place);
	if (trouble && !writing->rehearses)
		say_note("%s: %s", path, trouble);
}

/* True if the path meant a section; *good says how it went. */
static bool set_section(struct writing *writing, const char *path, const char *text, bool *good, struct err *err)
{
	const struct section *section;
	size_t first, last;
	enum part part;
	if (!section_parse(writing->trial, path, &section, &first, &last, &part))
		return false;
	*good = true;
	for (size_t instance = first; instance < last; instance++)
		for (size_t i = 0; i < section->field_count && *good; i++) {
			struct place place = { &draft_form(writing->trial)->fields[section->first_field + i], instance };
			if (text || draft_part(writing->trial, place, part))
				*good = writing_set(writing, place, part, text, err);
		}
	if (*good && part == PART_DUE && section->field_count > 0 && first < last)
		tell_due(writing, path, (struct place){ &draft_form(writing->trial)->fields[section->first_field], first });
	return true;
}

static bool set_one(struct writing *writing, const struct assignments *all, size_t index, struct err *err)
{
	const char *word = all->words[index], *equals = strchr(word, '=');
	const struct buf *text = NULL;
	struct place place;
	enum part part;

	if (!equals)
		return err_set(err, ERR_USAGE, _("%s: expected ID=TEXT."), word);
	char *path = mem_bytes(word, (size_t)(equals - word));
	bool whole = !strchr(path, ':'), good;
	if (!whole && set_section(writing, path, equals[1] ? equals + 1 : NULL, &good, err)) {
		free(path);
		return good;
	}
	good = field_name_parse(writing->trial, path, true, &place, &part, err) && (text = assigned_text(all, index, err));
	if (good && part == PART_STATUS && text->len && !status_known(text->data))
		good = err_set(err, ERR_INPUT, _("%s is undisclosed or not-applicable, not %s."), path, text->data);
	/* A file may keep an empty text of the other side, as a conflict; who sets it empty has resolved the conflict. */
	const char *kept = text && !(part == PART_THEIRS && !text->len) ? buf_text(text) : NULL;
	good = good && ensure_instance(writing, place, err) &&
	       (whole ? writing_joined(writing, place, buf_text(text), err) : writing_set(writing, place, part, kept, err));
	if (good && !whole && part == PART_DUE)
		tell_due(writing, path, place);
	free(path);
	return good;
}

static bool set_all(struct writing *writing, const void *arguments, struct err *err)
{
	const struct assignments *all = arguments;

	for (size_t i = 0; i < all->count; i++)
		if (!set_one(writing, all, i, err))
			return false;
	return true;
}

/* The parts of an answer, for help. */
static const char *const part_help[] = {
	[PART_ANSWER] = N_("the answer alone; of a field with options, the option"),
	[PART_DETAIL] = N_("what an option asks for"),
	[PART_STATUS] = N_("undisclosed or not-applicable"),
	[PART_REASON] = N_("why it is not applicable"),
	[PART_REVIEW] = N_("a mark that it is to be confirmed, with a note"),
	[PART_ACK] = N_("findings looked at and left, a line each: CODE: REASON"),
	[PART_NOTE] = N_("a note among colleagues"),
	[PART_ASSIGNEE] = N_("who answers it; SECTION:assignee is for a whole section"),
	[PART_DUE] = N_("by when, as 2026-11-22; SECTION:due is for a whole section"),
	[PART_THEIRS] = N_("the other side of a conflict; set to nothing, it is resolved"),
};
_Static_assert(sizeof part_help / sizeof part_help[0] == PART_COUNT, "every part is explained");

static void explain_parts(const char *heading)
{
	say_printf("\n%s\n", heading);
	for (enum part part = 0; part < PART_COUNT; part++)
		command_print_pair(2, part_name(part), 14, _(part_help[part]));
}

static void explain_set(void)
{
	explain_parts(_("Parts of an answer, as ID:PART=TEXT:"));
}

static void explain_unset(void)
{
	explain_parts(_("Parts of an answer, as ID:PART:"));
}

static int run_set(struct context *context, const struct options *options)
{
	struct writing writing = { 0 };
	struct err err = { 0 };
	size_t count = (size_t)options->operand_count - 1;
	struct assignments all = { options->operands + 1, count, mem_alloc(count, sizeof *all.texts),
				   mem_alloc(count, sizeof *all.read) };
	struct writing_task task = { set_all, &all };
	bool fine = writing_open(&writing, context, options->operands[0], &task, &err) && set_all(&writing, &all, &err);

	for (size_t i = 0; i < count; i++)
		buf_clear(&all.texts[i]);
	free(all.texts);
	free(all.read);
	return fine ? writing_save(&writing) : writing_drop(&writing, &err);
}

/* What `unset ID` takes away: the answer and what was said of it. Notes, assignee and due date are the field's own. */
static const enum part stated[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON, PART_REVIEW, PART_ACK };

static bool unset_one(struct writing *writing, const char *path, struct err *err)
{
	struct place place;
	enum part part;
	bool good;

	if (set_section(writing, path, NULL, &good, err))
		return good;
	if (!field_name_parse(writing->trial, path, false, &place, &part, err))
		return false;
	for (size_t i = 0; i < sizeof stated / sizeof stated[0]; i++) {
		enum part row = strchr(path, ':') ? part : stated[i];
		if (draft_part(writing->trial, place, row) && !writing_set(writing, place, row, NULL, err))
			return false;
	}
	return true;
}

static bool unset_all(struct writing *writing, const void *arguments, struct err *err)
{
	const struct options *options = arguments;

	for (int i = 1; i < options->operand_count; i++)
		if (!unset_one(writing, options->operands[i], err))
			return false;
	return true;
}

static int run_unset(struct context *context, const struct options *options)
{
	struct writing writing = { 0 };
	struct err err = { 0 };
	struct writing_task task = { unset_all, options };
	bool fine = writing_open(&writing, context, options->operands[0], &task, &err) && unset_all(&writing, options, &err);

	return fine ? writing_save(&writing) : writing_drop(&writing, &err);
}

const struct command cmd_set = {
	.name = "set",
	.operands = N_("DRAFT ID=TEXT…"),
	.help = N_("set answers; ID=@FILE takes a file's text, ID:PART one part"),
	.least = 2,
	.most = -1,
	.run = run_set,
	.explain = explain_set,
};

const struct command cmd_unset = {
	.name = "unset",
	.operands = N_("DRAFT ID…"),
	.help = N_("take answers away"),
	.least = 2,
	.most = -1,
	.run = run_unset,
	.explain = explain_unset,
};
