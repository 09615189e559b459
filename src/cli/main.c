/* SPDX-License-Identifier: MIT */
/* main.c — from the command line to a command. */
#include <config.h>

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/data_place.h"
#include "cli/environment.h"
#include "cli/language.h"
#include "cli/nearest.h"
#include "cli/reading.h"
#include "cli/say.h"

/* --lang's argument, looked up before everything else so that mistakes on the command line are told in that language. */
static const char *wanted_language(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

/* Jansson leaves out what it finds no memory for, and nobody would hear of it. */
static void *json_memory(size_t size)
{
	return mem_resize(NULL, size, 1);
}

/* Forms that are not where they were to be installed, unless the person names a folder. */
static void find_forms(void)
{
	char *folder = data_place("share/kaijisho/forms", FORMSDIR, "../share/kaijisho/forms");

	if (strcmp(folder, FORMSDIR) != 0)
		setenv("KAIJISHO_FORMS", folder, 0);
	free(folder);
}

/* YYYYMMDD of --today, or of now. */
static bool find_today(const struct options *options, long *today, struct err *err)
{
	const char *text = options_value(options, "--today");
	struct tm date = { 0 };
	time_t now = time(NULL);

	if (text) {
		const char *end = strptime(text, "%Y-%m-%d", &date);
		if (!end || *end)
			return err_set(err, ERR_USAGE, _("%s is no date such as 2026-11-22."), text);
	} else {
		localtime_r(&now, &date);
	}
	*today = (date.tm_year + 1900) * 10000L + (date.tm_mon + 1) * 100L + date.tm_mday;
	return true;
}

static bool language_known(const char *name, struct err *err)
{
	if (!name || strncmp(name, "ja", 2) == 0 || strncmp(name, "en", 2) == 0)
		return true;
	return err_set(err, ERR_USAGE, _("--lang is ja or en, not %s."), name);
}

static bool operands_fit(const struct command *command, const struct options *options, struct err *err)
{
	if (options->operand_count < command->least)
		return err_set(err, ERR_USAGE, _("Something is missing. Usage: kaijisho %s%s%s"), command->name,
			       *command->operands ? " " : "", command_operands(command));
	if (command->most >= 0 && options->operand_count > command->most)
		return err_set(err, ERR_USAGE, _("%s is one too many. Usage: kaijisho %s%s%s"),
			       options->operands[command->most], command->name, *command->operands ? " " : "",
			       command_operands(command));
	return true;
}

static int run(const struct command *command, const struct language *language, const struct options *options)
{
	struct context context = { .form_file = options_value(options, "--form"),
				   .utf8 = language->utf8,
				   .language = language->code };
	struct err err = { 0 };

	if (options_given(options, "--help") && command != &cmd_help) {
		command_print_help(command);
		return EXIT_GOOD;
	}
	if (!language_known(options_value(options, "--lang"), &err) || !operands_fit(command, options, &err) ||
	    !find_today(options, &context.today, &err))
		return say_failure(&err);
	form_library_init(&context.library, context.language);
	int status = command->run(&context, options);
	reading_forget_forms(&context);
	form_library_clear(&context.library);
	return status;
}

/* The index of the first word that is no option every command takes, nor the argument of one. */
static int first_word(int argc, char **argv)
{
	int at = 1;

	while (at < argc) {
		const struct option_row *row = command_common_options();
		while (row->name && strcmp(row->name, option_long(argv[at])) != 0)
			row++;
		if (row->name)
			at += row->argument ? 2 : 1;
		else if (argv[at][0] == '-' && argv[at][1] == '-' && strchr(argv[at], '='))
			at++;
		else
			break;
	}
	return at < argc ? at : argc;
}

/* The command a command line means; its name is taken out of the words. A first word that is no command is a draft to edit;
 * no word at all asks what there is to edit. */
static const struct command *choose_command(int *argc, char **argv, struct err *err)
{
	int at = first_word(*argc, argv);
	const char *word = at < *argc ? argv[at] : "";
	const struct command *command = command_find(strncmp(word, "--", 2) == 0 ? word + 2 : word);

	if (command && (word[0] != '-' || command == &cmd_version)) {
		memmove(argv + at, argv + at + 1, (size_t)(*argc - at) * sizeof *argv);
		(*argc)--;
		return command;
	}
	if (*word && word[0] != '-' && !strpbrk(word, "./") && access(word, F_OK) != 0) {
		struct nearest nearest = { 0 };
		struct buf file = { 0 };
		size_t count;
		const struct command *const *commands = command_table(&count);
		for (size_t i = 0; i < count; i++)
			nearest_try(&nearest, word, commands[i]->name);
		buf_printf(&file, "%s.yaml", word);
		if (access(buf_text(&file), F_OK) == 0)
			nearest.name = buf_text(&file);
		if (nearest.name)
			err_set(err, ERR_USAGE, _("There is no command and no draft named %s. Did you mean `kaijisho %s`?"),
				word, nearest.name);
		else
			err_set(err, ERR_USAGE,
				_("There is no command and no draft named %s. `kaijisho help` lists the commands."), word);
		buf_clear(&file);
		return NULL;
	}
	for (int i = 1; i < at; i++)
		if (!*word && strcmp(option_long(argv[i]), "--help") == 0)
			return &cmd_help;
	return &cmd_edit;
}

/* Where stdin, stdout or stderr are closed, something that can neither be read nor written takes their places. A journal opened
 * there would have our sentences written into it. */
static void keep_standard_places(void)
{
	int fd;

	while ((fd = file_folder_handle("/")) >= 0 && fd <= STDERR_FILENO)
		;
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	struct err err = { 0 };
	int status;

	keep_standard_places();
	/* A limit of file sizes is an error to tell, as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	json_set_alloc_funcs(json_memory, free);
	environment_clean();
	struct language language = language_start(wanted_language(argc, argv));
	language_tell(&language);
	find_forms();

	const struct command *command = choose_command(&argc, argv, &err);
	if (!command || !options_read(&options, command_common_options(), command->options, argc - 1, argv + 1, &err))
		return say_failure(&err);
	status = say_end(run(command, &language, &options));
	options_clear(&options);
	return status;
}
