/* SPDX-License-Identifier: MIT */
/* cmd_import.c — `kaijisho import DRAFT SOURCE`: answers from a table, JSON, or another draft, each to be confirmed. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/data_place.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/writing.h"
#include "report/import.h"
#include "text/encode.h"
#include "text/utf8.h"

static bool read_draft(struct import *import, struct context *context, const struct draft *draft, const char *path, struct err *err)
{
	struct reading reading;
	if (!reading_open(&reading, context, path, err))
		return false;
	import_draft(import, draft, reading.draft);
	reading_clear(&reading);
	return true;
}

static bool read_table(struct import *import, const struct draft *draft, const struct buf *text, const char *kind, const char *path,
		       struct err *err)
{
	struct table table = { 0 };
	bool fine = strcmp(kind, "markdown") == 0
			    ? table_read_markdown(&table, buf_text(text), text->len, path, err)
			    : table_read_separated(&table, buf_text(text), text->len, strcmp(kind, "tsv") == 0 ? '\t' : ',', path, err);
	if (fine)
		import_table(import, draft, &table);
	table_clear(&table);
	return fine;
}

/* Runs kaijisho-unxlsx on the file: its output, and its exit status, -1 if it did not end by itself. */
static int run_unxlsx(const char *path, struct buf *out)
{
	char *program = data_place("kaijisho-unxlsx", HELPERSDIR "/kaijisho-unxlsx", "../libexec/kaijisho/kaijisho-unxlsx");
	int pipe_ends[2], status = -1;
	pid_t child = -1;
	bool whole = false;
	if (pipe2(pipe_ends, O_CLOEXEC) == 0)
		child = fork();
	if (child == 0) {
		dup2(pipe_ends[1], STDOUT_FILENO);
		execl(program, program, path, (char *)NULL);
		_exit(127);
	}
	if (child > 0) {
		char bytes[1 << 16];
		ssize_t got;
		close(pipe_ends[1]);
		while ((got = read(pipe_ends[0], bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
			if (got > 0)
				buf_put(out, bytes, (size_t)got);
		whole = got == 0;
		close(pipe_ends[0]);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	free(program);
	return whole && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool read_xlsx(struct import *import, const struct draft *draft, const char *path, struct err *err)
{
	/* By the helper's exit status. */
	static const char *const troubles[] = {
		[3] = N_("This is not a spreadsheet in the format .xlsx, or it is damaged."),
		[4] = N_("This spreadsheet is too large to be read: more than 64 MiB unpacked, or 200,000 cells."),
		[5] = N_("This spreadsheet declares a document type, which no spreadsheet program does; it is not read."),
	};
	struct buf bytes = { 0 }, text = { 0 };
	struct table table = { .literal = true };
	/* A missing file, a folder, a device are told apart here. */
	bool fine = file_read_path(path, YAML_MAX_BYTES, &bytes, err);
	int status = fine ? run_unxlsx(path, &text) : 0;
	if (fine && status > 0 && (size_t)status < sizeof troubles / sizeof *troubles && troubles[status])
		fine = err_at(err, ERR_INPUT, path, 0, 0, "%s", _(troubles[status]));
	else if (fine && status != 0)
		fine = err_set(err, ERR_SYSTEM, _("%s cannot be read: the helper program %s failed."), path, "kaijisho-unxlsx");
	fine = fine && table_read_separated(&table, buf_text(&text), text.len, '\t', path, err);
	if (fine)
		import_table(import, draft, &table);
	table_clear(&table);
	buf_clear(&bytes);
	buf_clear(&text);
	return fine;
}

/* What a source is, by its name, unless --from says so. */
static const char *kind_of(const char *path)
{
	static const char *const endings[][2] = { { ".csv", "csv" },   { ".xlsx", "xlsx" },	{ ".tsv", "tsv" },	{ ".md", "markdown" },
						  { ".json", "json" }, { ".jsonl", "json" },	{ ".yaml", "draft" },
						  { ".yml", "draft" },  { ".markdown", "markdown" } };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(path), end = strlen(endings[i][0]);
		if (len > end && strcmp(path + len - end, endings[i][0]) == 0)
			return endings[i][1];
	}
	return NULL;
}

static bool read_source(struct import *import, struct context *context, const struct draft *draft, const struct options *options,
			struct err *err)
{
	const char *path = options->operands[1], *kind = options_value(options, "--from");
	const char *encoding = options_value(options, "--encoding");
	if (!kind)
		kind = kind_of(path);
	if (!kind)
		return err_set(err, ERR_USAGE, _("What is %s? Say it with --from csv, tsv, xlsx, markdown, json or draft."), path);
	if (strcmp(kind, "draft") == 0)
		return read_draft(import, context, draft, path, err);
	if (strcmp(kind, "xlsx") == 0)
		return read_xlsx(import, draft, path, err);
	struct buf bytes = { 0 }, text = { 0 };
	size_t bad;
	bool fine = file_read_path(path, YAML_MAX_BYTES, &bytes, err);
	if (fine && encoding)
		fine = decode_text(encoding, buf_text(&bytes), bytes.len, &text, err);
	else if (fine)
		buf_put(&text, buf_text(&bytes), bytes.len);
	if (fine && !utf8_valid(buf_text(&text), text.len, &bad))
		fine = err_at(err, ERR_INPUT, path, 0, 0, _("This is not UTF-8: say the encoding, as --encoding CP932."));
	if (fine)
		fine = strcmp(kind, "json") == 0 ? import_json(import, draft, buf_text(&text), text.len, path, err)
						 : read_table(import, draft, &text, kind, path, err);
	buf_clear(&bytes);
	buf_clear(&text);
	return fine;
}

static const char *match_title(enum match match)
{
	static const char *const titles[] = { [MATCH_SURE] = N_("matched"), [MATCH_DOUBTFUL] = N_("doubtful"),
					      [MATCH_NONE] = N_("unmatched") };
	return _(titles[match]);
}

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
static void print_entry(const struct import_entry *entry, bool taken)
{
	char *path = entry->place.field ? place_path(entry->place) : mem_string("-");
	size_t line = strcspn(entry->answer, "\n");
	say_printf("%s %s  %s: %.*s%s\n", taken ? "+" : entry->same ? "=" : " ", match_title(entry->match), path, (int)line, entry->answer,
		   entry->answer[line] ? " .." : "");
	if (entry->match != MATCH_SURE)
		say_printf("      %s\n", entry->source);
	free(path);
}

static json_t *entry_object(const struct import_entry *entry, bool taken)
{
	char *path = entry->place.field ? place_path(entry->place) : NULL;
	json_t *object = json_pack("{s:s, s:s?, s:s, s:s, s:i, s:b, s:b}", "match", match_name(entry->match), "field", path, "answer",
				   entry->answer, "source", entry->source, "line", (int)entry->line, "same", entry->same, "taken", taken);
	free(path);
	return object;
}

static bool take(struct writing *writing, const struct import_entry *entry, struct err *err)
{
	/* A table of more data centers than the draft has adds them in turn. */
	while (entry->place.instance >= draft_instances(writing->trial, entry->place.field->section)) {
		struct change change = { .kind = CHANGE_INSTANCE_INSERT,
					 .place = { entry->place.field, draft_instances(writing->trial, entry->place.field->section) } };
		if (!writing_change(writing, &change, err))
			return false;
	}
	return writing_joined(writing, entry->place, entry->answer, err) && writing_set(writing, entry->place, PART_REVIEW, "", err);
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct writing writing = { 0 };
	struct import import = { 0 };
	bool preview = options_given(options, "--preview");
	size_t counts[3] = { 0 }, taken = 0;
	if (!writing_open(&writing, context, options->operands[0], &err))
		return say_failure(&err);
	bool fine = read_source(&import, context, writing.trial, options, &err);
	json_t *all = options_given(options, "--json") ? json_array() : NULL;
	for (size_t i = 0; fine && i < import.count; i++) {
		const struct import_entry *entry = &import.entries[i];
		bool take_it = accepted(entry, options);
		counts[entry->match]++;
		taken += take_it;
		if (take_it && !preview)
			fine = take(&writing, entry, &err);
		if (all)
			json_array_append_new(all, entry_object(entry, take_it));
		else if (fine)
			print_entry(entry, take_it);
	}
	if (fine && all)
		say_json(all);
	json_decref(all);
	import_clear(&import);
	if (!fine)
		return writing_drop(&writing, &err);
	int status = writing_save(&writing);
	if (status == EXIT_GOOD)
		say_note(preview ? _("Matched %zu, doubtful %zu, unmatched %zu; %zu would be imported. Nothing was changed.")
				 : _("Matched %zu, doubtful %zu, unmatched %zu; %zu imported, each to be confirmed."),
			 counts[MATCH_SURE], counts[MATCH_DOUBTFUL], counts[MATCH_NONE], taken);
	return status;
}

static const struct option_row own_options[] = {
	{ "--from", "KIND", N_("csv, tsv, xlsx, markdown, json or draft, whatever the file's name says") },
	{ "--encoding", "NAME", N_("of the source, CP932 for instance; UTF-8 otherwise") },
	{ "--preview", NULL, N_("show what would be imported, change nothing") },
	{ "--doubtful", NULL, N_("import doubtful matches, too") },
	{ "--json", NULL, N_("print JSON") },
	{ 0 },
};

const struct command cmd_import = {
	.name = "import",
	.operands = "DRAFT SOURCE [ID…]",
	.help = N_("take answers from a table, JSON or another draft, each to be confirmed"),
	.options = own_options,
	.least = 2,
	.most = -1,
	.run = run,
};
