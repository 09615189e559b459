/* SPDX-License-Identifier: MIT */
/* cmd_check.c — `kaijisho check DRAFT…`: what is missing or wrong, as file:line:column: severity: sentence [code]. */
#include <config.h>

#include <stdlib.h>

#include "base/gettext.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/walk.h"
#include "report/findings.h"
#include "report/together.h"

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
		say_note(_("%s: not complete: %zu errors, %zu to confirm; required %zu/%zu"), path, tally->errors,
			 tally->review, tally->required.answered, tally->required.total);
}

struct checking {
	struct context *context;
	const struct options *options;
};

static int check(void *data, const char *path, const char *inner)
{
	const struct checking *checking = data;
	struct reading reading;
	struct err err = { 0 };

	(void)inner;
	if (!reading_open(&reading, checking->context, path, &err))
		return say_failure(&err);
	reading_tell_pending(&reading, path);
	struct checker *checker = checker_new(reading.draft, checking->context->today);
	checker_set_source(checker, &reading.source);
	checker_run(checker);
	if (options_given(checking->options, "--json")) {
		json_t *json = findings_json(checker, reading.draft, &reading.source, path, true);
		say_json_line(json);
		json_decref(json);
	} else {
		print_findings(checker, &reading, path);
	}
	bool good = checker_complete(checker) &&
		    !(options_given(checking->options, "--strict") && checker_tally(checker)->warnings);
	checker_free(checker);
	reading_clear(&reading);
	return good ? EXIT_GOOD : EXIT_FINDINGS;
}

/* One company's drafts compared with each other; nothing is said of each by itself. */
static int check_together(struct context *context, const struct options *options)
{
	struct together *together = together_new();
	struct walk *walk = walk_new(options->operands, (size_t)options->operand_count);
	int status = EXIT_GOOD;
	size_t drafts = 0;

	for (char *path; (path = walk_next(walk, NULL)); free(path)) {
		struct reading reading;
		struct err err = { 0 };
		if (!reading_open(&reading, context, path, &err)) {
			status = say_failure(&err);
			continue;
		}
		reading_tell_pending(&reading, path);
		together_add(together, reading.draft, &reading.source, path);
		reading_clear(&reading);
		drafts++;
	}
	size_t count = together_count(together);
	if (options_given(options, "--json")) {
		json_t *json = together_json(together);
		say_json(json);
		json_decref(json);
	} else {
		struct buf text = { 0 };
		together_write(&text, together);
		say_result(buf_text(&text), text.len);
		buf_clear(&text);
		say_note(ngettext("%zu question about the company is answered differently in %zu drafts.",
				  "%zu questions about the company are answered differently in %zu drafts.", count),
			 count, drafts);
	}
	walk_free(walk);
	together_free(together);
	return status != EXIT_GOOD ? status : count ? EXIT_FINDINGS : EXIT_GOOD;
}

static int run(struct context *context, const struct options *options)
{
	struct checking checking = { context, options };
	struct batch_work work = { .one = check, .data = &checking };

	if (options_given(options, "--together"))
		return check_together(context, options);
	return batch_run(&work, options, options->operands, (size_t)options->operand_count);
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object a draft, one a line") },
	{ "--strict", NULL, N_("let warnings make the exit status 1 too") },
	{ "--together", NULL, N_("only compare the drafts of one company: what each says about the company") },
	BATCH_JOBS_OPTION,
	{ 0 },
};

const struct command cmd_check = {
	.name = "check",
	.operands = N_("DRAFT|FOLDER…"),
	.help = N_("list what is missing or wrong: exit status 0 if complete, 1 if not"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
