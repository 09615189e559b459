/* SPDX-License-Identifier: MIT */
/* cmd_import.c — `kaijisho import DRAFT SOURCE`: answers from a table, JSON, or another draft, each to be confirmed. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/data_place.h"
#include "cli/say.h"
#include "cli/writing.h"
#include "report/import_source.h"

/* Whether the row is wanted, if it is the one to take for its field. */
static bool accepted(const struct import_entry *entry, const struct options *options)
{
	if (entry->match == MATCH_NONE || entry->same)
		return false;
	if (entry->match == MATCH_DOUBTFUL && !options_given(options, "--doubtful"))
		return false;
	if (options->operand_count == 2)
		return true;
	char *path = place_path(entry->place);
	bool named = false;
	for (int i = 2; i < options->operand_count && !named; i++)
		named = strcmp(options->operands[i], path) == 0;
	free(path);
	return named;
}

/* The report: what each row became. */
static void print_entry(const struct import *import, const struct import_entry *entry, bool taken)
{
	const char *first = import->entries[entry->first].answer;
	char *path = entry->place.field ? place_path(entry->place) : mem_string("-");
	size_t line = strcspn(entry->answer, "\n");
	say_printf("%s %s  %s: %.*s%s\n",
		   taken         ? "+"
		   : entry->same ? "="
				 : " ",
		   match_title(entry->match), path, (int)line, entry->answer, entry->answer[line] ? " .." : "");
	if (entry->match != MATCH_SURE)
		say_printf("      %s\n", entry->source);
	if (strcmp(first, entry->answer) != 0) {
		char *line_of_it = mem_bytes(first, strcspn(first, "\n"));
		struct buf note = { 0 };
		buf_printf(&note, _("Another row answers this field: %s"), line_of_it);
		say_printf("      %s%s\n", buf_text(&note), strchr(first, '\n') ? " .." : "");
		buf_clear(&note);
		free(line_of_it);
	}
	free(path);
}

static json_t *entry_object(const struct import_entry *entry, bool again, bool taken)
{
	char *path = entry->place.field ? place_path(entry->place) : NULL;
	json_t *object = json_pack("{s:s, s:s?, s:s, s:s, s:i, s:b, s:b, s:b}", "match", match_name(entry->match), "field",
				   path, "answer", entry->answer, "source", entry->source, "line", (int)entry->line, "same",
				   entry->same, "again", again, "taken", taken);
	free(path);
	return object;
}

static bool take(struct writing *writing, const struct import_entry *entry, struct err *err)
{
	/* A table of more data centers than the draft has adds them in turn. */
	while (entry->place.instance >= draft_instances(writing->trial, entry->place.field->section)) {
		struct change change = { .kind = CHANGE_INSTANCE_INSERT,
					 .place = { entry->place.field,
						    draft_instances(writing->trial, entry->place.field->section) } };
		if (!writing_change(writing, &change, err))
			return false;
	}
	return writing_joined(writing, entry->place, entry->answer, err) &&
	       writing_set(writing, entry->place, PART_REVIEW, "", err);
}

/* Fields that are named are the form's, in a data center of any number: the source may have more of them than the draft. */
static bool operands_fit(const struct form *form, const struct options *options, struct err *err)
{
	struct place place;
	for (int i = 2; i < options->operand_count; i++)
		if (!import_place(form, options->operands[i], &place))
			return err_set(err, ERR_INPUT, _("The form has no field %s. `kaijisho forms %s` lists them."),
				       options->operands[i], form->id);
	return true;
}

/* Fields to be taken, and where from. */
struct order {
	const struct options *options;
	struct import_from from;
};

static bool read_source(struct import *import, const struct draft *draft, const struct order *order, struct err *err)
{
	return operands_fit(draft_form(draft), order->options, err) &&
	       import_source(import, draft, &order->from, order->options->operands[1], err);
}

static bool can_be_read(struct writing *writing, const void *arguments, struct err *err)
{
	struct import import = { 0 };
	bool fine = read_source(&import, writing->trial, arguments, err);
	import_clear(&import);
	return fine;
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct writing writing = { 0 };
	struct import import = { 0 };
	bool preview = options_given(options, "--preview");
	size_t counts[3] = { 0 }, taken = 0, left_out = 0;
	const char *kind = options_value(options, "--from");
	struct order order = { options,
			       { .library = &context->library,
				 .form_file = context->form_file,
				 .encoding = options_value(options, "--encoding") } };
	struct writing_task task = { can_be_read, &order };
	if (kind && !(order.from.kind = import_kind_find(kind, &err)))
		return say_failure(&err);
	char *unxlsx = data_place("kaijisho-unxlsx", HELPERSDIR "/kaijisho-unxlsx", "../libexec/kaijisho/kaijisho-unxlsx");
	order.from.unxlsx = unxlsx;
	bool fine = writing_open(&writing, context, options->operands[0], &task, &err) &&
		    read_source(&import, writing.trial, &order, &err);
	free(unxlsx);
	json_t *all = options_given(options, "--json") ? json_array() : NULL;
	for (size_t i = 0; fine && i < import.count; i++) {
		const struct import_entry *entry = &import.entries[i];
		bool again = entry->first != i, wanted = accepted(entry, options), take_it = wanted && !again;
		counts[entry->match]++;
		taken += take_it;
		left_out += wanted && again && strcmp(import.entries[entry->first].answer, entry->answer) != 0;
		if (take_it && !preview)
			fine = take(&writing, entry, &err);
		if (all)
			json_array_append_new(all, entry_object(entry, again, take_it));
		else if (fine)
			print_entry(&import, entry, take_it);
	}
	if (fine && all)
		say_json(all);
	json_decref(all);
	const char *trouble = import_source_trouble(&import);
	import_clear(&import);
	if (!fine)
		return writing_drop(&writing, &err);
	int status = writing_save(&writing);
	/* The other way to end with nothing is at hand for whoever reads the counts. */
	const char *doubtful =
		!taken && counts[MATCH_DOUBTFUL] && !options_given(options, "--doubtful")
			? _("Doubtful matches are imported with --doubtful, or one by one in the editor (Esc, import).")
			: NULL;
	if (status == EXIT_GOOD)
		say_note(preview ? _("Matched %zu, doubtful %zu, unmatched %zu; %zu would be imported. Nothing was changed.")
				 : _("Matched %zu, doubtful %zu, unmatched %zu; %zu imported, each to be confirmed."),
			 counts[MATCH_SURE], counts[MATCH_DOUBTFUL], counts[MATCH_NONE], taken);
	if (status == EXIT_GOOD && left_out)
		say_note(ngettext("%zu row was left out: another row answers its field, more surely or before it.",
				  "%zu rows were left out: other rows answer their fields, more surely or before them.",
				  left_out),
			 left_out);
	if (status == EXIT_GOOD && (trouble || doubtful))
		say_note("%s: %s", options->operands[1], trouble ? trouble : doubtful);
	if (status == EXIT_GOOD && trouble)
		say_note("%s", import_source_wanted(&order.from, options->operands[1]));
	return status;
}

static const struct option_row own_options[] = {
	{ "--from", N_("KIND"), N_("what the source is, whatever its name says:") },
	{ "--encoding", N_("NAME"), N_("of the source, CP932 for instance; UTF-8 otherwise") },
	{ "--preview", NULL, N_("show what would be imported, change nothing") },
	{ "--doubtful", NULL, N_("import doubtful matches, too") },
	{ "--json", NULL, N_("print JSON") },
	{ 0 },
};

const struct command cmd_import = {
	.name = "import",
	.operands = N_("DRAFT SOURCE [ID…]"),
	.help = N_("take answers from a table, JSON or another draft, each to be confirmed"),
	.options = own_options,
	.least = 2,
	.most = -1,
	.run = run,
};
