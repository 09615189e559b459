/* SPDX-License-Identifier: MIT */
/* cmd_check.c — `kaijisho check DRAFT…`: what is missing or wrong, as file:line:column: severity: sentence [code]. */
#include <config.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "report/findings.h"
#include "report/findings.h"

static void print_findings(struct checker *checker, const struct reading *reading, const char *path)
{
	const struct tally *tally = checker_tally(checker);
	struct buf lines = { 0 };

	findings_write(&lines, checker, reading->draft, &reading->source, path);
	say_result(buf_text(&lines), lines.len);
	buf_clear(&lines);
	if (checker_complete(checker))
		say_note(_("%s: complete"), path);
	else
		say_note(_("%s: not complete: %zu errors, %zu to confirm; required %zu/%zu"), path, tally->errors, tally->review,
			 tally->required.answered, tally->required.total);
}

static int check(struct context *context, const struct options *options, const char *path)
{
	struct reading reading;
	struct err err = { 0 };

	if (!reading_open(&reading, context, path, &err))
		return say_failure(&err);
	struct checker *checker = checker_new(reading.draft, context->today);
	checker_set_source(checker, &reading.source);
	checker_run(checker);
	if (options_given(options, "--json")) {
		json_t *json = findings_json(checker, reading.draft, &reading.source, path, true);
		say_json_line(json);
		json_decref(json);
	} else {
		print_findings(checker, &reading, path);
	}
	bool good = checker_complete(checker) && !(options_given(options, "--strict") && checker_tally(checker)->warnings);
	checker_free(checker);
	reading_clear(&reading);
	return good ? EXIT_GOOD : EXIT_FINDINGS;
}

static int run(struct context *context, const struct options *options)
{
	int worst = EXIT_GOOD;

	for (int i = 0; i < options->operand_count; i++) {
		int status = check(context, options, options->operands[i]);
		if (status > worst)
			worst = status;
	}
	return worst;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object a draft, one a line") },
	{ "--strict", NULL, N_("let warnings make the exit status 1 too") },
	{ 0 },
};

const struct command cmd_check = {
	.name = "check",
	.operands = "DRAFT…",
	.help = N_("list what is missing or wrong: exit status 0 if complete, 1 if not"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
