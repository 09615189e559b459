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
#include "cli/field_name.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/writing.h"
#include "draft/align.h"
#include "draft/generations.h"
#include "draft/orphan.h"
#include "draft/part_text.h"
#include "report/draft_diff.h"

static void format_time(int64_t changed_ns, char when[64])
{
	time_t seconds = (time_t)(changed_ns / 1000000000);
	struct tm local;
	snprintf(when, 64, "?");
	if (localtime_r(&seconds, &local))
		strftime(when, 64, "%Y-%m-%d %H:%M:%S", &local);
}

static bool asks_for_fields(const struct options *options)
{
	return options->operand_count > 1;
}

static bool is_wanted(const void *context, struct place place)
{
	const struct options *options = context;
	char *path = place_path(place);
	bool wanted = false;
	for (int i = 1; i < options->operand_count && !wanted; i++)
		wanted = strcmp(options->operands[i], path) == 0;
	free(path);
	return wanted;
}

/* A text under its heading, its further lines as deep. */
static void print_text(const char *heading, const char *text)
{
	struct buf lines = { 0 };
	buf_printf(&lines, "        %s ", heading);
	for (const char *at = text ? text : "-"; *at; at++) {
		buf_putc(&lines, *at);
		if (*at == '\n' && at[1])
			buf_puts(&lines, "          ");
	}
	say_printf("%s\n", buf_text(&lines));
	buf_clear(&lines);
}

/* How many fields changed, in their answers or beside them. */
static size_t count_fields(const struct draft_diff *diff)
{
	size_t fields = 0;
	for (size_t i = 0; i < diff->count + diff->part_count; i++) {
		struct place place = i < diff->count ? diff->items[i].place : diff->parts[i - diff->count].place;
		bool counted = false;
		for (size_t k = 0; k < i && !counted; k++)
			counted =
				place_equal(place, k < diff->count ? diff->items[k].place : diff->parts[k - diff->count].place);
		fields += !counted;
	}
	return fields;
}

/* The fields whose answers changed, with their texts if they were asked for. */
static void print_answers(const struct draft_diff *diff, bool asked)
{
	for (size_t i = 0; i < diff->count && (asked || i < 8); i++) {
		char *path = place_path(diff->items[i].place);
		say_printf("      %s  %s %s\n", path, diff->items[i].place.field->item->number,
			   diff->items[i].place.field->item->name);
		if (asked) {
			print_text("-", diff->items[i].before);
			print_text("+", diff->items[i].after);
		}
		free(path);
	}
	if (diff->count > 8 && !asked)
		say_printf("      ..\n");
}

static void print_part(const struct part_difference *difference, bool asked)
{
	char *path = place_path(difference->place);
	const char *after = difference->after ? difference->after : "-";
	if (asked) {
		say_printf("      %s:%s\n", path, part_name(difference->part));
		print_text("-", difference->before);
		print_text("+", difference->after);
	} else {
		say_printf("      %s:%s  %.*s\n", path, part_name(difference->part), (int)strcspn(after, "\n"), after);
	}
	free(path);
}

/* What changed beside the answers; the same said of many fields is one line. */
static void print_parts(const struct draft_diff *diff, bool asked)
{
	for (size_t i = 0, next; i < diff->part_count; i = next) {
		const struct part_difference *first = &diff->parts[i];
		const char *name = part_name(first->part), *after = first->after;
		for (next = i + 1; next < diff->part_count && diff->parts[next].part == first->part &&
				   text_equal(diff->parts[next].after, after);)
			next++;
		if (asked || next == i + 1) {
			for (size_t k = i; k < next; k++)
				print_part(&diff->parts[k], asked);
		} else if (after && *after) {
			say_printf(ngettext("      %1$s of %2$zu field: %4$.*3$s\n", "      %1$s of %2$zu fields: %4$.*3$s\n",
					    next - i),
				   name, next - i, (int)strcspn(after, "\n"), after);
		} else if (after) {
			say_printf(ngettext("      %s of %zu field\n", "      %s of %zu fields\n", next - i), name, next - i);
		} else {
			say_printf(ngettext("      %s of %zu field: taken away\n", "      %s of %zu fields: taken away\n",
					    next - i),
				   name, next - i);
		}
	}
}

/* One save: when the draft got that state, when and by whom it was changed, and what that changed; with the texts, if `asked`. */
static void print_generation(const struct generations *list, size_t index, int64_t replaced_ns, const struct draft_diff *diff,
			     bool asked)
{
	const struct generation *generation = &list->items[index];
	char when[64], then[64];
	size_t fields = count_fields(diff);
	format_time(generation->changed_ns, when);
	format_time(replaced_ns, then);
	if (generation->by)
		say_printf(ngettext("%1$zu  %2$s  then changed by %4$s on %5$s: %3$zu field\n",
				    "%1$zu  %2$s  then changed by %4$s on %5$s: %3$zu fields\n", fields),
			   index + 1, when, fields, generation->by, then);
	else
		say_printf(ngettext("%1$zu  %2$s  then changed on %4$s: %3$zu field\n",
				    "%1$zu  %2$s  then changed on %4$s: %3$zu fields\n", fields),
			   index + 1, when, fields, then);
	print_answers(diff, asked);
	print_parts(diff, asked);
}

static json_t *generation_json(const struct generations *list, size_t index, int64_t replaced_ns, const struct draft_diff *diff)
{
	char when[64], then[64];
	json_t *fields = json_array(), *changes = json_array(), *parts = json_array();
	for (size_t i = 0; i < diff->count; i++) {
		char *path = place_path(diff->items[i].place);
		json_array_append_new(fields, json_string(path));
		json_array_append_new(changes, json_pack("{s:s, s:s?, s:s?}", "field", path, "before", diff->items[i].before,
							 "after", diff->items[i].after));
		free(path);
	}
	for (size_t i = 0; i < diff->part_count; i++) {
		const struct part_difference *difference = &diff->parts[i];
		char *path = place_path(difference->place);
		json_array_append_new(parts,
				      json_pack("{s:s, s:s, s:s?, s:s?}", "field", path, "part", part_name(difference->part),
						"before", difference->before, "after", difference->after));
		free(path);
	}
	format_time(list->items[index].changed_ns, when);
	format_time(replaced_ns, then);
	return json_pack("{s:i, s:s, s:o, s:s, s:s?, s:o, s:o}", "number", (int)index + 1, "time", when, "fields", fields,
			 "changed", then, "by", list->items[index].by, "changes", changes, "parts", parts);
}

/* A save by itself: of whatever form it says. */
static bool open_save(struct reading *reading, struct context *context, const struct generations *list, size_t index,
		      struct buf *bytes, struct err *err)
{
	char *path = generations_path(list, index);
	*reading = (struct reading){ 0 };
	bool fine = generations_read(list, index, bytes, err) &&
		    reading_parse(reading, context, buf_text(bytes), bytes->len, path, err);
	free(path);
	return fine;
}

/* What is asked for, of which saves, and how it is told. */
struct telling {
	const struct options *options;
	const struct generations *list;
	json_t *all; /* NULL: for people */
};

/* The newest save that can be read, when the draft cannot: nothing says what was changed after it. */
static void print_newest(const struct telling *telling, size_t index)
{
	const struct generation *save = &telling->list->items[index];
	char when[64];
	format_time(save->changed_ns, when);
	if (telling->all)
		json_array_append_new(telling->all,
				      json_pack("{s:i, s:s, s:[], s:n, s:s?, s:[], s:[]}", "number", (int)index + 1, "time",
						when, "fields", "changed", "by", save->by, "changes", "parts"));
	else
		say_printf(_("%1$zu  %2$s  the newest that can be read\n"), index + 1, when);
}

static bool know_fields(const struct reading *reading, const struct options *options, struct err *err)
{
	struct place asked;
	for (int i = 1; i < options->operand_count; i++)
		if (!field_name_parse(reading->draft, options->operands[i], true, &asked, NULL, err))
			return false;
	return true;
}

/* What the next save changed. Where fields are asked for, only that, and no save after which none of them changed. */
static void tell_save(const struct telling *telling, size_t index, int64_t replaced_ns, const struct draft *save,
		      const struct draft *newer)
{
	struct draft_diff diff;
	bool asked = asks_for_fields(telling->options);
	draft_diff_init(&diff, save, newer);
	draft_diff_parts(&diff, save, newer);
	if (asked)
		draft_diff_narrow(&diff, is_wanted, telling->options);
	bool told = !asked || diff.count || diff.part_count;
	if (told && telling->all)
		json_array_append_new(telling->all, generation_json(telling->list, index, replaced_ns, &diff));
	else if (told)
		print_generation(telling->list, index, replaced_ns, &diff, asked);
	draft_diff_clear(&diff);
}

/* Each save is told by what the next one changed. `newer` is the draft as it is now, or empty; it is cleared. */
static bool print_saves(struct context *context, const struct telling *telling, struct reading *newer, int64_t newer_ns,
			struct err *err)
{
	bool known = newer->draft != NULL, fine = !known || know_fields(newer, telling->options, err);
	for (size_t i = 0; fine && i < telling->list->count; i++) {
		const struct generation *generation = &telling->list->items[i];
		/* Kept in the moment it was replaced. */
		int64_t replaced_ns = generation->kept_ns != generation->changed_ns ? generation->kept_ns : newer_ns;
		struct reading save;
		struct buf bytes = { 0 };
		struct err why = { 0 };
		newer_ns = generation->changed_ns;
		bool whole = open_save(&save, context, telling->list, i, &bytes, &why);
		buf_clear(&bytes);
		if (!whole) {
			char *sentence = err_sentence(&why);
			say_note(_("Save %zu is damaged and left out: %s"), i + 1, sentence);
			free(sentence);
			err_clear(&why);
			continue;
		}
		if (newer->draft) {
			tell_save(telling, i, replaced_ns, save.draft, newer->draft);
		} else {
			fine = known || know_fields(&save, telling->options, err);
			if (fine)
				print_newest(telling, i);
		}
		known = true;
		reading_clear(newer);
		*newer = save;
	}
	reading_clear(newer);
	return fine;
}

static int run_history(struct context *context, const struct options *options)
{
	const char *path = options->operands[0];
	struct err err = { 0 }, why = { 0 };
	struct reading reading;
	struct file_place place;
	struct file_stamp stamp = { 0 };
	struct generations list = { 0 };
	struct buf bytes = { 0 };
	bool readable = reading_open(&reading, context, path, &why);
	bool placed = file_place_open_gone(&place, path, &err), fine = placed;
	if (placed) {
		fine = generations_list(&place, &list, &err) &&
		       (!readable || file_read(&place, YAML_MAX_BYTES, &bytes, &stamp, &err));
		file_place_close(&place);
	}
	/* It is when the draft cannot be read that its saves are wanted. */
	if (!readable && fine && list.count) {
		say_failure(&why);
		say_note(_("That is the draft as it is now. `kaijisho restore %s NUMBER` brings back one of these saves."),
			 path);
	} else if (!readable && placed) {
		err_clear(&err);
		err = why;
		fine = false;
	} else {
		err_clear(&why);
	}
	json_t *all = options_given(options, "--json") ? json_array() : NULL;
	struct telling telling = { options, &list, all };
	if (fine)
		fine = print_saves(context, &telling, &reading, stamp.changed_ns, &err);
	else
		reading_clear(&reading);
	if (fine && all)
		say_json(all);
	else if (fine && !list.count)
		say_note(_("%s: no earlier saves are kept yet."), path);
	json_decref(all);
	buf_clear(&bytes);
	generations_clear(&list);
	return fine ? EXIT_GOOD : say_failure(&err);
}

/* What the earlier save says to questions the form does not have, and the draft does not say. */
static void say_left_out(const struct writing *writing, const struct draft_source *earlier)
{
	const struct draft_source *now = store_source(writing->store);
	struct buf names = { 0 };
	size_t count = 0;
	for (size_t i = orphan_next(earlier, 0); i < earlier->stray_count; i = orphan_next(earlier, i + 1)) {
		const struct stray *there = orphan_find(now, earlier->strays[i].path);
		char *then = orphan_bytes(earlier, &earlier->strays[i]), *still = there ? orphan_bytes(now, there) : NULL;
		if ((!still || strcmp(then, still) != 0) && count++ < 8)
			buf_printf(&names, "%s%s", count > 1 ? ", " : "", earlier->strays[i].path);
		free(then);
		free(still);
	}
	if (count > 8)
		buf_puts(&names, " ..");
	if (count)
		say_note(ngettext("%s: %zu answer is not brought back, for the form does not ask it: %s",
				  "%s: %zu answers are not brought back, for the form does not ask them: %s", count),
			 store_path(writing->store), count, buf_text(&names));
	buf_clear(&names);
}

/* One field as it was, of the instance that is the same one in both. */
static bool restore_field(struct writing *writing, const struct draft *earlier, const char *path, struct err *err)
{
	const struct draft *now = store_draft(writing->store);
	struct place place;
	if (!field_name_parse(now, path, false, &place, NULL, err))
		return false;
	struct place then = place;
	if (place.field->section->repeated) {
		size_t *match = align_instances(earlier, now, place.field->section);
		then.instance = match[place.instance];
		free(match);
	}
	if (then.instance == ALIGN_NONE)
		return err_set(err, ERR_USAGE, _("%s: that save has no such instance."), path);
	if (then.instance != place.instance && !writing->rehearses) {
		char *name = place_path(then);
		say_note(_("%s is taken from %s of that save."), path, name);
		free(name);
	}
	for (enum part part = 0; part < PART_COUNT; part++)
		if (!writing_set(writing, place, part, draft_part(earlier, then, part), err))
			return false;
	return true;
}

static bool restore(struct writing *writing, const struct draft *earlier, const struct options *options, struct err *err)
{
	if (options->operand_count == 2)
		return writing_become(writing, earlier, err);
	for (int i = 2; i < options->operand_count; i++)
		if (!restore_field(writing, earlier, options->operands[i], err))
			return false;
	return true;
}

/* The number of a save on the command line as an index. */
static bool read_number(const struct options *options, const struct generations *list, size_t *index, struct err *err)
{
	char *end;
	unsigned long number = strtoul(options->operands[1], &end, 10);
	if (*end || number < 1 || number > list->count)
		return err_set(err, ERR_USAGE, _("There is no earlier save number %s; `kaijisho history` lists them."),
			       options->operands[1]);
	*index = number - 1;
	return true;
}

/* Is there such a save, and in it what is named? */
static bool is_there(struct writing *writing, const void *arguments, struct err *err)
{
	const struct options *options = arguments;
	struct generations list = { 0 };
	struct draft_source source = { 0 };
	struct draft *earlier = NULL;
	size_t index;
	bool fine = generations_list(store_place(writing->store), &list, err) && read_number(options, &list, &index, err);
	/* Of the whole save it is told later what cannot be brought back, and how. */
	if (fine && options->operand_count > 2) {
		earlier = generations_draft(&list, index, store_form(writing->store), &source, err);
		fine = earlier && restore(writing, earlier, options, err);
	}
	draft_free(earlier);
	draft_source_clear(&source);
	generations_clear(&list);
	return fine;
}

/* The save's file for a draft that cannot be read, or that is another form's by now. `why` tells that; it is said. */
static int bring_back(struct context *context, const struct options *options, struct err *why)
{
	const char *path = options->operands[0];
	struct err err = { 0 };
	struct file_place place;
	struct generations list = { 0 };
	struct reading save;
	struct buf bytes = { 0 };
	size_t index;
	if (!file_place_open_gone(&place, path, &err)) {
		err_clear(why);
		return say_failure(&err);
	}
	if (!generations_list(&place, &list, &err) || !list.count) {
		err_clear(&err);
		file_place_close(&place);
		return say_failure(why);
	}
	char when[64] = "";
	bool fine = read_number(options, &list, &index, &err) && open_save(&save, context, &list, index, &bytes, &err);
	if (fine) {
		reading_clear(&save);
		format_time(list.items[index].changed_ns, when);
		fine = generations_bring_back(&place, buf_text(&bytes), bytes.len, WRITING_WAIT_MS, &err);
	}
	if (fine) {
		say_failure(why);
		say_note(_("%s is now the save of %s; what was there before is kept among the earlier saves."), path, when);
	}
	err_clear(why);
	buf_clear(&bytes);
	generations_clear(&list);
	file_place_close(&place);
	return fine ? EXIT_GOOD : say_failure(&err);
}

static int run_restore(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct writing writing = { 0 };
	struct generations list = { 0 };
	struct reading save = { 0 };
	struct buf bytes = { 0 };
	size_t index;
	bool whole = options->operand_count == 2;
	struct writing_task task = { is_there, options };
	if (!writing_open(&writing, context, options->operands[0], &task, &err))
		return whole && err.code != ERR_LOCKED ? bring_back(context, options, &err) : say_failure(&err);
	bool fine = generations_list(store_place(writing.store), &list, &err) && read_number(options, &list, &index, &err) &&
		    open_save(&save, context, &list, index, &bytes, &err);
	buf_clear(&bytes);
	if (fine && strcmp(save.source.form_id, store_form(writing.store)->id) != 0) {
		err_at(&err, ERR_INPUT, options->operands[0], 0, 0, _("This draft answers the form %s, not %s."),
		       store_form(writing.store)->id, save.source.form_id);
		fine = false;
		if (whole) {
			reading_clear(&save);
			generations_clear(&list);
			writing_close(&writing);
			return bring_back(context, options, &err);
		}
	}
	struct draft_source source = { 0 };
	struct draft *earlier = fine ? generations_draft(&list, index, store_form(writing.store), &source, &err) : NULL;
	fine = earlier && restore(&writing, earlier, options, &err);
	if (fine && whole)
		say_left_out(&writing, &source);
	draft_free(earlier);
	draft_source_clear(&source);
	reading_clear(&save);
	generations_clear(&list);
	return fine ? writing_save(&writing) : writing_drop(&writing, &err);
}

static const struct option_row history_options[] = {
	{ "--json", NULL, N_("print JSON") },
	{ 0 },
};

const struct command cmd_history = {
	.name = "history",
	.operands = N_("DRAFT [ID…]"),
	.help = N_("list earlier saves, newest first: what changed after each, when and by whom; of fields named, their texts"),
	.options = history_options,
	.least = 1,
	.most = -1,
	.run = run_history,
};

const struct command cmd_restore = {
	.name = "restore",
	.operands = N_("DRAFT NUMBER [ID…]"),
	.help = N_("bring back answers of an earlier save, all or some"),
	.least = 2,
	.most = -1,
	.run = run_restore,
};
