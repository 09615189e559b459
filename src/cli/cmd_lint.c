/* SPDX-License-Identifier: MIT */
/* cmd_lint.c — `kaijisho lint FORM…`: mistakes in form files, as file:line:column: sentence [code]. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "check/rules.h"
#include "cli/command.h"
#include "cli/say.h"

/* The file of a form named by its id, from the folders of the library; or the name itself. Yours to free. */
static char *form_path(const struct form_library *library, const char *name)
{
	for (size_t i = 0; !strpbrk(name, "/.") && library->folders[i]; i++) {
		struct buf path = { 0 };
		buf_printf(&path, "%s/%s.yaml", library->folders[i], name);
		if (access(path.data, F_OK) == 0)
			return buf_take(&path);
		buf_clear(&path);
	}
	return mem_string(name);
}

static void print_problem(const struct problem *problem, bool as_json)
{
	if (as_json) {
		json_t *json = json_pack("{s:s, s:i, s:i, s:s, s:s}", "file", problem->file, "line", (int)problem->line,
					 "column", (int)problem->column, "code", problem->code, "message", problem->text);
		say_json_line(json);
		json_decref(json);
	} else {
		say_printf("%s:%u:%u: %s [%s]\n", problem->file, problem->line, problem->column, problem->text, problem->code);
	}
}

static int lint(const struct context *context, const char *name, bool as_json)
{
	struct problems problems = { 0 };
	struct err err = { 0 };
	char *path = form_path(&context->library, name);
	struct form *form = form_load_file(&context->library, path, &problems, &err);
	int status = EXIT_GOOD;

	if (form)
		rules_lint(form, &problems);
	problems_sort(&problems);
	/* A problem without a line is the file's: it could not be looked at. */
	if (problems.count && problems.items[0].line == 0) {
		say_note("%s", problems.items[0].text);
		status = EXIT_TROUBLE;
	} else if (problems.count) {
		for (size_t i = 0; i < problems.count; i++)
			print_problem(&problems.items[i], as_json);
		status = EXIT_FINDINGS;
	} else if (!form) {
		status = say_failure(&err);
	}
	err_clear(&err);
	problems_clear(&problems);
	form_free(form);
	free(path);
	return status;
}

static int run(struct context *context, const struct options *options)
{
	int worst = EXIT_GOOD;

	for (int i = 0; i < options->operand_count; i++) {
		int status = lint(context, options->operands[i], options_given(options, "--json"));
		if (status > worst)
			worst = status;
	}
	return worst;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object a line") },
	{ 0 },
};

const struct command cmd_lint = {
	.name = "lint",
	.operands = N_("FORM…"),
	.help = N_("check form files: exit status 1 if there is anything to mend"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
