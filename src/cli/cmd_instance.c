/* SPDX-License-Identifier: MIT */
/* cmd_instance.c — `kaijisho instance ACTION DRAFT …`: repeated sections (data centers) without a screen. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/writing.h"

/* A repeated section, and which of its instances. */
struct target {
	const struct section *section;
	size_t instance;
};

static struct place name_of(struct target target)
{
	return (struct place){ target.section->repeat_name, target.instance };
}

static const struct section *find_section(const struct draft *draft, const char *id, size_t len, struct err *err)
{
	const struct section *section = form_section(draft_form(draft), id, len);

	if (section && section->repeated)
		return section;
	err_set(err, ERR_INPUT, _("The form has no repeated section %.*s."), (int)len, id);
	return NULL;
}

/* An instance's number, from 1, into an index. */
static bool read_number(const struct draft *draft, const struct section *section, const char *text, size_t *instance,
			struct err *err)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (text[0] < '1' || text[0] > '9' || *end || number > draft_instances(draft, section))
		return err_set(err, ERR_INPUT, _("%s is no instance of %s: they are numbered from 1 to %zu."), text,
			       section->id, draft_instances(draft, section));
	*instance = number - 1;
	return true;
}

/* `data-center.2` */
static bool read_target(const struct draft *draft, const char *word, struct target *target, struct err *err)
{
	const char *dot = strrchr(word, '.');

	if (!dot)
		return err_set(err, ERR_USAGE, _("%s: say which instance, as in %s.1."), word, word);
	target->section = find_section(draft, word, (size_t)(dot - word), err);
	return target->section && read_number(draft, target->section, dot + 1, &target->instance, err);
}

static bool insert(struct writing *writing, struct target target, const char *name, struct err *err)
{
	struct change change = { .kind = CHANGE_INSTANCE_INSERT, .place = name_of(target) };

	return writing_change(writing, &change, err) &&
	       (!name || writing_set(writing, name_of(target), PART_ANSWER, name, err));
}

/* SECTION [NAME] */
static bool add(struct writing *writing, char **words, int count, struct err *err)
{
	struct target target = { .section = find_section(writing->trial, words[0], strlen(words[0]), err) };

	if (!target.section)
		return false;
	target.instance = draft_instances(writing->trial, target.section);
	return insert(writing, target, count > 1 ? words[1] : NULL, err);
}

/* SECTION.N NAME */
static bool rename_one(struct writing *writing, char **words, int count, struct err *err)
{
	struct target target;

	(void)count;
	return read_target(writing->trial, words[0], &target, err) &&
	       writing_set(writing, name_of(target), PART_ANSWER, words[1], err);
}

/* SECTION.N [NAME]: a new instance after the last one with the same answers, each to be confirmed. */
static bool copy(struct writing *writing, char **words, int count, struct err *err)
{
	struct target from, to;

	if (!read_target(writing->trial, words[0], &from, err))
		return false;
	to = (struct target){ from.section, draft_instances(writing->trial, from.section) };
	if (!insert(writing, to, count > 1 ? words[1] : NULL, err))
		return false;
	for (size_t i = 0; i < from.section->field_count; i++) {
		const struct field *field = &draft_form(writing->trial)->fields[from.section->first_field + i];
		struct place source = { field, from.instance }, copied = { field, to.instance };
		if (field == from.section->repeat_name || draft_status(writing->trial, source) == STATUS_UNANSWERED)
			continue;
		for (int part = PART_ANSWER; part <= PART_REASON; part++) {
			const char *text = draft_part(writing->trial, source, (enum part)part);
			if (text && !writing_set(writing, copied, (enum part)part, text, err))
				return false;
		}
		if (!writing_set(writing, copied, PART_REVIEW, "", err))
			return false;
	}
	return true;
}

/* SECTION.N TO */
static bool move(struct writing *writing, char **words, int count, struct err *err)
{
	struct target target;
	size_t to;

	(void)count;
	if (!read_target(writing->trial, words[0], &target, err) ||
	    !read_number(writing->trial, target.section, words[1], &to, err))
		return false;
	struct change change = { .kind = CHANGE_INSTANCE_MOVE, .place = name_of(target), .at = to };
	return to == target.instance || writing_change(writing, &change, err);
}

/* SECTION.N */
static bool delete_one(struct writing *writing, char **words, int count, struct err *err)
{
	struct target target;

	(void)count;
	if (!read_target(writing->trial, words[0], &target, err))
		return false;
	if (draft_instances(writing->trial, target.section) == 1)
		return err_set(err, ERR_INPUT, _("%s is the only one and stays; `unset` empties its answers."), words[0]);
	for (size_t i = 0; i < target.section->field_count; i++) {
		struct place place = { &draft_form(writing->trial)->fields[target.section->first_field + i], target.instance };
		for (int part = 0; part < PART_COUNT; part++)
			if (draft_part(writing->trial, place, (enum part)part) &&
			    !writing_set(writing, place, (enum part)part, NULL, err))
				return false;
	}
	struct change change = { .kind = CHANGE_INSTANCE_REMOVE, .place = name_of(target) };
	return writing_change(writing, &change, err);
}

/* What can be done, and the words after the draft. */
static const struct action_row {
	const char *name, *words;
	int least, most;
	bool (*run)(struct writing *writing, char **words, int count, struct err *err);
	const char *help;
} actions[] = {
	{ "add", N_("SECTION [NAME]"), 1, 2, add, N_("one more, after the last") },
	{ "rename", N_("SECTION.N NAME"), 2, 2, rename_one, N_("gives it another name") },
	{ "copy", N_("SECTION.N [NAME]"), 1, 2, copy, N_("one more with the same answers, each to be confirmed") },
	{ "move", N_("SECTION.N TO"), 2, 2, move, N_("makes it the TO-th") },
	{ "delete", N_("SECTION.N"), 1, 1, delete_one, N_("takes it away with its answers") },
};

const char *instance_action(size_t index)
{
	return index < sizeof actions / sizeof actions[0] ? actions[index].name : NULL;
}

static void explain(void)
{
	say_printf("\n%s\n", _("Actions:"));
	for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
		struct buf usage = { 0 };
		buf_printf(&usage, "%s %s %s", actions[i].name, _("DRAFT"), _(actions[i].words));
		command_print_pair(2, buf_text(&usage), 34, _(actions[i].help));
		buf_clear(&usage);
	}
	say_printf("\n%s\n", _("SECTION.N is one of them, from 1: data-center.2."));
}

/* An action, and the words it is told. */
struct order {
	const struct action_row *action;
	char **words;
	int count;
};

static bool carry_out(struct writing *writing, const void *arguments, struct err *err)
{
	const struct order *order = arguments;

	return order->action->run(writing, order->words, order->count, err);
}

static int run(struct context *context, const struct options *options)
{
	const struct action_row *action = NULL;
	struct writing writing = { 0 };
	struct err err = { 0 };
	int count = options->operand_count - 2;

	for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
		if (strcmp(actions[i].name, options->operands[0]) == 0)
			action = &actions[i];
	if (!action) {
		err_set(&err, ERR_USAGE, _("instance can add, rename, copy, move or delete, not %s."), options->operands[0]);
		return say_failure(&err);
	}
	if (count < action->least || count > action->most) {
		err_set(&err, ERR_USAGE, _("Usage: kaijisho instance %s DRAFT %s"), action->name, _(action->words));
		return say_failure(&err);
	}
	struct order order = { action, options->operands + 2, count };
	struct writing_task task = { carry_out, &order };
	if (!writing_open(&writing, context, options->operands[1], &task, &err))
		return say_failure(&err);
	if (!carry_out(&writing, &order, &err))
		return writing_drop(&writing, &err);
	return writing_save(&writing);
}

const struct command cmd_instance = {
	.name = "instance",
	.operands = N_("ACTION DRAFT SECTION[.N] [NAME|TO]"),
	.help = N_("add, rename, copy, move or delete an instance of a repeated section"),
	.least = 2,
	.most = -1,
	.run = run,
	.explain = explain,
};
