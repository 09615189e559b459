/* SPDX-License-Identifier: MIT */
/* cmd_history.c — `kaijisho history DRAFT` and `kaijisho restore DRAFT N`: earlier saves. */
#include <config.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/gettext.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/writing.h"
#include "draft/generations.h"
#include "report/draft_diff.h"

static struct draft *generation_draft(const struct generations *list, size_t index, const struct form *form, const char *path,
				      struct err *err)
{
	struct buf bytes = { 0 };
	struct draft_source source = { 0 };
	struct draft *draft = NULL;
	if (generations_read(list, index, &bytes, err))
		draft = draft_read(form, buf_text(&bytes), bytes.len, path, &source, err);
	draft_source_clear(&source);
	buf_clear(&bytes);
	return draft;
}

static void print_generation(const struct generations *list, size_t index, const struct draft *draft, const struct draft *newer,
			     json_t *all)
{
	struct draft_diff diff;
	char when[64] = "?";
	time_t seconds = (time_t)(list->items[index].changed_ns / 1000000000);
	struct tm local;
	if (localtime_r(&seconds, &local))
		strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &local);
	draft_diff_init(&diff, draft, newer);
	json_t *fields = json_array();
	for (size_t i = 0; i < diff.count; i++) {
		char *path = place_path(diff.items[i].place);
		json_array_append_new(fields, json_string(path));
		free(path);
	}
	if (all) {
		json_array_append_new(all, json_pack("{s:i, s:s, s:O}", "number", (int)index + 1, "time", when, "fields", fields));
	} else {
		say_printf(_("%zu  %s  then changed: %zu fields\n"), index + 1, when, diff.count);
		for (size_t i = 0; i < diff.count && i < 8; i++)
			say_printf("      %s\n", json_string_value(json_array_get(fields, i)));
		if (diff.count > 8)
			say_printf("      ..\n");
	}
	json_decref(fields);
	draft_diff_clear(&diff);
}

static int run_history(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct reading reading;
	struct file_place place;
	struct generations list = { 0 };
	if (!reading_open(&reading, context, options->operands[0], &err))
		return say_failure(&err);
	bool fine = file_place_open(&place, options->operands[0], &err);
	if (fine) {
		fine = generations_list(&place, &list, &err);
		file_place_close(&place);
	}
	json_t *all = options_given(options, "--json") ? json_array() : NULL;
	/* Each save is told by what the next one changed. */
	struct draft *newer = fine ? draft_copy(reading.draft) : NULL;
	for (size_t i = 0; fine && i < list.count; i++) {
		struct draft *draft = generation_draft(&list, i, draft_form(reading.draft), options->operands[0], &err);
		fine = draft != NULL;
		if (!fine)
			break;
		print_generation(&list, i, draft, newer, all);
		draft_free(newer);
		newer = draft;
	}
	if (fine && all)
		say_json(all);
	else if (fine && !list.count)
		say_note(_("%s: no earlier saves are kept yet."), options->operands[0]);
	json_decref(all);
	draft_free(newer);
	generations_clear(&list);
	reading_clear(&reading);
	return fine ? EXIT_GOOD : say_failure(&err);
}

/* One place of the earlier draft as it was. */
static bool restore_place(struct writing *writing, const struct draft *earlier, struct place place, struct err *err)
{
	for (enum part part = 0; part < PART_COUNT; part++)
		if (!writing_set(writing, place, part, draft_part(earlier, place, part), err))
			return false;
	return true;
}

static bool restore(struct writing *writing, const struct draft *earlier, const struct options *options, struct err *err)
{
	struct place place = { 0 };
	if (options->operand_count == 2) {
		/* All of it: every field that both have; instances themselves are left to `instance`. */
		while (place_next(earlier, &place))
			if (place.instance < draft_instances(writing->trial, place.field->section) &&
			    !restore_place(writing, earlier, place, err))
				return false;
		return true;
	}
	for (int i = 2; i < options->operand_count; i++)
		if (!place_parse(writing->trial, options->operands[i], false, &place, NULL, err) ||
		    (place.instance < draft_instances(earlier, place.field->section) && !restore_place(writing, earlier, place, err)))
			return false;
	return true;
}

static int run_restore(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct writing writing = { 0 };
	struct generations list = { 0 };
	struct draft *earlier = NULL;
	char *end;
	unsigned long number = strtoul(options->operands[1], &end, 10);
	if (!writing_open(&writing, context, options->operands[0], &err))
		return say_failure(&err);
	bool fine = generations_list(store_place(writing.store), &list, &err);
	if (fine && (*end || number < 1 || number > list.count))
		fine = err_set(&err, ERR_USAGE, _("There is no earlier save number %s; `kaijisho history` lists them."), options->operands[1]);
	if (fine)
		earlier = generation_draft(&list, number - 1, store_form(writing.store), options->operands[0], &err);
	fine = earlier && restore(&writing, earlier, options, &err);
	draft_free(earlier);
	generations_clear(&list);
	return fine ? writing_save(&writing) : writing_drop(&writing, &err);
}

static const struct option_row history_options[] = {
	{ "--json", NULL, N_("print JSON") },
	{ 0 },
};

const struct command cmd_history = {
	.name = "history",
	.operands = "DRAFT",
	.help = N_("list earlier saves, newest first, with the fields that changed after each"),
	.options = history_options,
	.least = 1,
	.most = 1,
	.run = run_history,
};

const struct command cmd_restore = {
	.name = "restore",
	.operands = "DRAFT NUMBER [ID…]",
	.help = N_("bring back answers of an earlier save, all or some"),
	.least = 2,
	.most = -1,
	.run = run_restore,
};
