/* SPDX-License-Identifier: MIT */
/* completion.c — candidates for the shells' completions. What an operand or an option's argument may be follows from its name in
 * the command's row: DRAFT, FORM, ID=TEXT … are rows of a table here. */
#include <config.h>

#include "cli/completion.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "draft/generations.h"
#include "report/export.h"
#include "report/import_source.h"
#include "text/showable.h"

/* The command line up to the word that is being typed. */
struct line {
	struct context *context;
	const struct command *command;    /* NULL: not said yet */
	const struct option_row *waiting; /* an option before the word, whose argument the word is */
	bool options_ended;
	char **words; /* before the word */
	int word_count;
	char **operands; /* those of them that are operands of the command */
	int operand_count;
	const char *word;  /* the whole word */
	const char *value; /* its part that is completed: after --name= the rest */
};

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* A candidate for the value, if it goes on as the value begins. A text a terminal must not see is none: it could not be shown as
 * it is, and otherwise it would not be what it says. */
static void offer(const struct line *line, const char *text, const char *about)
{
	char *seen = showable(text, strlen(text), false);

	if (starts(text, line->value) && strcmp(seen, text) == 0) {
		/* In help a list follows the colon. */
		size_t len = about ? strlen(about) : 0;
		char *told = showable(about ? about : "", len && about[len - 1] == ':' ? len - 1 : len, false);
		say_printf("%.*s%s%s%s\n", (int)(line->value - line->word), line->word, text, *told ? "\t" : "", told);
		free(told);
	}
	free(seen);
}

static void offer_yaml(const struct line *line)
{
	(void)line;
	say_printf(":yaml\n");
}

static void offer_files(const struct line *line)
{
	(void)line;
	say_printf(":files\n");
}

/* An id, or the file of a form. */
static void offer_forms(const struct line *line)
{
	char **ids = form_list(&line->context->library);

	for (size_t i = 0; ids[i]; i++) {
		struct form *form = starts(ids[i], line->value) ? form_load(&line->context->library, ids[i], NULL) : NULL;
		if (form)
			offer(line, ids[i], form->title);
		form_free(form);
		free(ids[i]);
	}
	free(ids);
	if (strpbrk(line->value, "./"))
		offer_yaml(line);
}

static void offer_formats(const struct line *line)
{
	size_t count;
	const struct export_format *formats = export_table(&count);

	for (size_t i = 0; i < count; i++)
		offer(line, formats[i].name, _(formats[i].help));
}

static void offer_topics(const struct line *line)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 0; i < count; i++)
		offer(line, commands[i]->name, _(commands[i]->help));
	for (size_t i = 0; help_topic(i); i++)
		offer(line, help_topic(i), NULL);
}

static void offer_actions(const struct line *line)
{
	for (size_t i = 0; instance_action(i); i++)
		offer(line, instance_action(i), NULL);
}

static void offer_languages(const struct line *line)
{
	offer(line, "ja", NULL);
	offer(line, "en", NULL);
}

static void offer_encodings(const struct line *line)
{
	offer(line, "UTF-8", NULL);
	offer(line, "CP932", NULL);
	offer(line, "EUC-JP", NULL);
}

static void offer_kinds(const struct line *line)
{
	size_t count;
	const struct import_kind *sources = import_kinds(&count);

	for (size_t i = 0; i < count; i++)
		offer(line, sources[i].name, _(sources[i].help));
}

static void offer_widths(const struct line *line)
{
	offer(line, "1", NULL);
	offer(line, "2", NULL);
}

/* The length of the n-th name in a row's operands, without brackets and dots, and where it begins; the last one where it may be
 * given again, 0 when there is no such operand. */
static size_t operand_name(const char *operands, int n, const char **name)
{
	size_t len = strcspn(operands, " ");

	for (; n > 0 && operands[len]; n--) {
		operands += len + 1;
		len = strcspn(operands, " ");
	}
	if (!len || (n > 0 && !memmem(operands, len, "…", strlen("…"))))
		return 0;
	*name = operands + (*operands == '[');
	return strcspn(*name, "… ]") + (size_t)(strncmp(*name, "SECTION[", 8) == 0 ? strlen("]") : 0);
}

/* The draft among the operands, a leading ~/ resolved as the shell will. */
static char *draft_path(const struct line *line)
{
	for (int i = 0; i < line->operand_count; i++) {
		const char *name, *home = getenv("HOME");
		if (operand_name(line->command->operands, i, &name) && starts(name, "DRAFT")) {
			struct buf path = { 0 };
			if (home && starts(line->operands[i], "~/"))
				buf_printf(&path, "%s%s", home, line->operands[i] + 1);
			else
				buf_puts(&path, line->operands[i]);
			return buf_take(&path);
		}
	}
	return NULL;
}

static bool open_draft(const struct line *line, struct reading *reading)
{
	char *path = draft_path(line);
	struct err err = { 0 };
	bool fine = path && reading_open(reading, line->context, path, &err);

	err_clear(&err);
	free(path);
	return fine;
}

static void offer_place(const struct line *line, struct place place, const char *end)
{
	const struct item *item = place.field->item;
	struct buf about = { 0 }, id = { 0 };
	char *path = place_path(place);

	buf_printf(&about, "%s %s", item->number, item->name);
	if (item->field_count > 1)
		buf_printf(&about, ": %s", place.field->prompt);
	buf_printf(&id, "%s%s", path, end);
	offer(line, buf_text(&id), buf_text(&about));
	buf_clear(&about);
	buf_clear(&id);
	free(path);
}

/* Whether the command takes a part of a whole section: who answers it, and by when. */
static bool takes_sections(const struct line *line)
{
	return line->command == &cmd_set || line->command == &cmd_unset;
}

static bool takes_parts(const struct line *line)
{
	return line->command == &cmd_get || takes_sections(line);
}

/* ID: with each part of an answer, or of a section that may be set. `len` bytes of the value are the id. */
static void offer_parts(const struct line *line, const struct draft *draft, size_t len, const char *end)
{
	static const enum part of_section[] = { PART_ASSIGNEE, PART_DUE };
	const struct form *form = draft_form(draft);
	size_t id = strcspn(line->value, ".:"),
	       number = strcspn(line->value + id, ":") ? strcspn(line->value + id + 1, ".:") + 1 : 0;
	/* section, section.2; what is named so and a field, too, is the field. */
	bool section = id + number == len && form_section(form, line->value, id) && !form_field(form, line->value, len);
	size_t count = section ? sizeof of_section / sizeof *of_section : PART_COUNT;

	if (section && !takes_sections(line))
		return;
	for (size_t i = 0; i < count; i++) {
		struct buf text = { 0 };
		buf_printf(&text, "%.*s:%s%s", (int)len, line->value, part_name(section ? of_section[i] : (enum part)i), end);
		offer(line, buf_text(&text), NULL);
		buf_clear(&text);
	}
}

/* Fields, each with `end` after its id; with `next`, also those of the instance that `set` would begin. Once there is a colon,
 * the parts of an answer. */
static void offer_fields(const struct line *line, const char *end, bool next)
{
	struct reading reading = { 0 };
	struct place place = { 0 };
	const char *colon = takes_parts(line) ? strchr(line->value, ':') : NULL;

	if (!open_draft(line, &reading))
		return;
	const struct form *form = draft_form(reading.draft);
	if (colon)
		offer_parts(line, reading.draft, (size_t)(colon - line->value), end);
	while (!colon && place_next(reading.draft, &place))
		offer_place(line, place, end);
	for (size_t i = 0; !colon && next && i < form->field_count; i++)
		if (form->fields[i].section->repeated)
			offer_place(line,
				    (struct place){ &form->fields[i], draft_instances(reading.draft, form->fields[i].section) },
				    end);
	/* Sections are few among a hundred fields: once the word has begun. */
	for (size_t i = 0; !colon && *line->value && takes_sections(line) && i < form->section_count; i++) {
		struct buf id = { 0 };
		buf_printf(&id, "%s:", form->sections[i].id);
		offer(line, buf_text(&id), form->sections[i].title);
		buf_clear(&id);
	}
	reading_clear(&reading);
}

static void offer_ids(const struct line *line)
{
	offer_fields(line, "", false);
}

/* The options of the field a word such as ID= names. */
static void offer_answers(const struct line *line)
{
	struct reading reading = { 0 };
	struct place place;
	enum part part;
	struct err err = { 0 };
	size_t len = strcspn(line->value, "=");
	char *id = mem_bytes(line->value, len);
	bool fine = open_draft(line, &reading) && place_parse(reading.draft, id, true, &place, &part, &err);

	for (size_t i = 0; fine && part == PART_STATUS && status_text(i); i++) {
		struct buf text = { 0 };
		buf_printf(&text, "%s=%s", id, status_text(i));
		offer(line, buf_text(&text), NULL);
		buf_clear(&text);
	}
	if (fine && part == PART_ANSWER)
		for (size_t i = 0; i < place.field->option_count; i++) {
			const struct option *option = &place.field->options[i];
			struct buf text = { 0 };
			buf_printf(&text, "%s=%s", id, option->text);
			offer(line, buf_text(&text), strcmp(option->label, option->text) != 0 ? option->label : NULL);
			buf_clear(&text);
		}
	err_clear(&err);
	reading_clear(&reading);
	free(id);
}

static void offer_assignments(const struct line *line)
{
	const char *equals = strchr(line->value, '=');

	if (equals && equals[1] == '@')
		offer_files(line);
	else if (equals)
		offer_answers(line);
	else
		offer_fields(line, "=", true);
}

/* Answers without a question, by their keys in the file. */
static void offer_orphans(const struct line *line, const char *end)
{
	struct reading reading = { 0 };

	if (open_draft(line, &reading))
		for (size_t i = 0; i < reading.source.stray_count; i++) {
			struct buf key = { 0 };
			buf_printf(&key, "%s%s", reading.source.strays[i].path, end);
			if (reading.source.strays[i].map)
				offer(line, buf_text(&key), NULL);
			buf_clear(&key);
		}
	reading_clear(&reading);
}

static void offer_old_keys(const struct line *line)
{
	offer_orphans(line, "");
}

static void offer_attachments(const struct line *line)
{
	const char *equals = strchr(line->value, '=');
	struct line rest = *line;

	if (!equals) {
		offer_orphans(line, "=");
		return;
	}
	rest.value = equals + 1;
	offer_fields(&rest, "", false);
}

static void offer_instances(const struct line *line)
{
	struct reading reading = { 0 };
	bool adding = line->operand_count && strcmp(line->operands[0], "add") == 0;

	if (!open_draft(line, &reading))
		return;
	const struct form *form = draft_form(reading.draft);
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = &form->sections[i];
		size_t count = !section->repeated ? 0 : adding ? 1 : draft_instances(reading.draft, section);
		for (size_t n = 0; n < count; n++) {
			struct buf id = { 0 };
			buf_puts(&id, section->id);
			if (!adding)
				buf_printf(&id, ".%zu", n + 1);
			offer(line, buf_text(&id), adding ? section->title : draft_instance_name(reading.draft, section, n));
			buf_clear(&id);
		}
	}
	reading_clear(&reading);
}

/* Earlier saves. */
static void offer_saves(const struct line *line)
{
	struct file_place place;
	struct generations list = { 0 };
	struct err err = { 0 };
	char *path = draft_path(line);

	if (path && file_place_open(&place, path, &err)) {
		if (generations_list(&place, &list, &err))
			for (size_t i = 0; i < list.count; i++) {
				char number[24], when[64] = "";
				time_t seconds = (time_t)(list.items[i].changed_ns / 1000000000);
				struct tm local;
				if (localtime_r(&seconds, &local))
					strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &local);
				snprintf(number, sizeof number, "%zu", i + 1);
				offer(line, number, when);
			}
		generations_clear(&list);
		file_place_close(&place);
	}
	err_clear(&err);
	free(path);
}

/* By the names that operands and arguments have in the rows of commands and options. */
/* clang-format off */
static const struct {
	const char *name;
	void (*offer)(const struct line *line);
} kinds[] = {
	{ "DRAFT", offer_yaml }, { "DRAFT|FOLDER", offer_yaml }, { "A", offer_yaml }, { "B", offer_yaml }, { "BASE", offer_yaml },
	{ "OURS", offer_yaml }, { "THEIRS", offer_yaml }, { "OLD", offer_yaml }, { "NEW", offer_yaml },
	{ "FOLDER", offer_files }, { "SOURCE", offer_files }, { "FILE", offer_files },
	{ "FORM", offer_forms }, { "FORMAT", offer_formats }, { "TOPIC", offer_topics }, { "ACTION", offer_actions },
	{ "LANGUAGE", offer_languages }, { "NAME", offer_encodings }, { "KIND", offer_kinds }, { "N", offer_widths },
	{ "ID", offer_ids }, { "ID=TEXT", offer_assignments }, { "NUMBER", offer_saves }, { "SECTION[.N]", offer_instances },
	{ "OLD-KEY", offer_old_keys }, { "OLD-KEY=ID", offer_attachments },
};
/* clang-format on */

static bool given(const struct line *line, const char *option)
{
	for (int i = 0; i < line->word_count; i++)
		if (starts(line->words[i], option) && strchr("=", line->words[i][strlen(option)]))
			return true;
	return false;
}

/* What a name of a row stands for; a name in small letters, or an option that is still missing, stands for itself. */
static void offer_kind(const struct line *line, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strlen(kinds[i].name) == len && memcmp(kinds[i].name, name, len) == 0) {
			kinds[i].offer(line);
			return;
		}
	if (len && (name[0] == '-' || (name[0] >= 'a' && name[0] <= 'z'))) {
		char *itself = mem_bytes(name, len);
		if (!given(line, itself))
			offer(line, itself, NULL);
		free(itself);
	}
}

static const struct option_row *find_option(const struct line *line, const char *name, size_t len)
{
	const struct option_row *tables[] = { command_common_options(),
					      line->command ? line->command->options : cmd_edit.options };

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
		for (const struct option_row *row = tables[t]; row && row->name; row++)
			if (strlen(row->name) == len && memcmp(row->name, name, len) == 0)
				return row;
	return NULL;
}

static void offer_options(const struct line *line)
{
	const struct option_row *tables[] = { line->command ? line->command->options : cmd_edit.options,
					      command_common_options() };

	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++)
		for (const struct option_row *row = tables[t]; row && row->name; row++)
			if (row->help)
				offer(line, row->name, _(row->help));
}

static void take_word(struct line *line, char *word)
{
	size_t len = strcspn(word, "=");

	if (line->waiting) {
		if (strcmp(line->waiting->name, "--form") == 0)
			line->context->form_file = word;
		line->waiting = NULL;
	} else if (!line->options_ended && strcmp(word, "--") == 0) {
		line->options_ended = true;
	} else if (!line->options_ended && word[0] == '-' && word[1]) {
		const struct option_row *row = find_option(line, word, len);
		if (row && row->argument && !word[len])
			line->waiting = row;
		else if (row && word[len] && strcmp(row->name, "--form") == 0)
			line->context->form_file = word + len + 1;
	} else if (!line->command) {
		/* A first word that is no command is a draft to edit. */
		line->command = command_find(word);
		if (!line->command) {
			line->command = &cmd_edit;
			line->operands[line->operand_count++] = word;
		}
	} else {
		line->operands[line->operand_count++] = word;
	}
}

static void offer_word(struct line *line)
{
	const char *name, *word = line->word;
	size_t len = strcspn(word, "=");
	const struct option_row *row = find_option(line, word, len);

	if (line->waiting) {
		offer_kind(line, line->waiting->argument, strlen(line->waiting->argument));
	} else if (!line->options_ended && word[0] == '-' && row && row->argument && word[len]) {
		line->value = word + len + 1;
		offer_kind(line, row->argument, strlen(row->argument));
	} else if (!line->options_ended && word[0] == '-') {
		offer_options(line);
	} else if (!line->command) {
		size_t count;
		const struct command *const *commands = command_table(&count);
		for (size_t i = 0; i < count; i++)
			offer(line, commands[i]->name, _(commands[i]->help));
		offer_yaml(line);
	} else {
		len = operand_name(line->command->operands, line->operand_count, &name);
		offer_kind(line, name, len);
	}
}

void completion_print(struct context *context, char **words, int count)
{
	struct line line = { .context = context, .words = words, .word_count = count ? count - 1 : 0 };

	line.word = line.value = count ? words[count - 1] : "";
	line.operands = mem_alloc((size_t)count + 1, sizeof *line.operands);
	for (int i = 0; i < line.word_count; i++)
		take_word(&line, words[i]);
	offer_word(&line);
	free(line.operands);
}
