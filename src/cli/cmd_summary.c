/* SPDX-License-Identifier: MIT */
/* cmd_summary.c — `kaijisho summary DRAFT…`: how far each draft is. Exit status 0 once printed, complete or not. */
#include <config.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "report/findings.h"
#include "report/findings.h"
#include "report/summary.h"

static int summarise(struct context *context, const char *path, bool as_json, bool first)
{
	struct reading reading;
	struct err err = { 0 };

	if (!reading_open(&reading, context, path, &err))
		return say_failure(&err);
	struct checker *checker = checker_new(reading.draft, context->today);
	checker_set_source(checker, &reading.source);
	checker_run(checker);
	if (as_json) {
		json_t *json = findings_json(checker, reading.draft, &reading.source, path, false);
		say_json_line(json);
		json_decref(json);
	} else {
		struct buf text = { 0 };
		if (!first)
			buf_putc(&text, '\n');
		summary_write(&text, checker, reading.draft, path);
		say_result(text.data, text.len);
		buf_clear(&text);
	}
	checker_free(checker);
	reading_clear(&reading);
	return EXIT_GOOD;
}

static int run(struct context *context, const struct options *options)
{
	int worst = EXIT_GOOD;

	for (int i = 0; i < options->operand_count; i++) {
		int status = summarise(context, options->operands[i], options_given(options, "--json"), i == 0);
		if (status > worst)
			worst = status;
	}
	return worst;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object a draft, one a line") },
	{ 0 },
};

const struct command cmd_summary = {
	.name = "summary",
	.operands = "DRAFT…",
	.help = N_("print how far a draft is: per section, and every required answer that is missing"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
