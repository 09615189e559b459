/* SPDX-License-Identifier: MIT */
/* cmd_summary.c — `kaijisho summary DRAFT…`: how far each draft is. Exit status 0 once printed, complete or not. */
#include <config.h>

#include <string.h>

#include "base/gettext.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/walk.h"
#include "report/findings.h"
#include "report/summary.h"
#include "report/totals.h"

struct summing {
	struct context *context;
	const struct options *options;
	bool brief; /* a line a draft, and the totals */
	struct totals *totals;
};

static void print_summary(const struct summing *summing, struct checker *checker, const struct reading *reading,
			  const char *path)
{
	struct buf text = { 0 };
	if (options_given(summing->options, "--json")) {
		json_t *json = findings_json(checker, reading->draft, &reading->source, path, false);
		say_json_line(json);
		json_decref(json);
	} else if (summing->brief) {
		totals_line(&text, checker, reading->draft, path);
	} else {
		if (strcmp(path, summing->options->operands[0]) != 0)
			buf_putc(&text, '\n');
		summary_write(&text, checker, reading->draft, path);
	}
	say_result(buf_text(&text), text.len);
	buf_clear(&text);
}

static int summarise(void *data, const char *path, const char *inner)
{
	const struct summing *summing = data;
	struct reading reading;
	struct err err = { 0 };

	(void)inner;
	if (!reading_open(&reading, summing->context, path, &err)) {
		totals_add_unreadable(summing->totals);
		return say_failure(&err);
	}
	reading_tell_pending(&reading, path);
	struct checker *checker = checker_new(reading.draft, summing->context->today);
	checker_set_source(checker, &reading.source);
	checker_run(checker);
	print_summary(summing, checker, &reading, path);
	if (summing->brief)
		totals_add(summing->totals, checker, reading.draft);
	checker_free(checker);
	reading_clear(&reading);
	return EXIT_GOOD;
}

static int append(const char *bytes, size_t len, void *out)
{
	buf_put(out, bytes, len);
	return 0;
}

static void gather(void *data, struct buf *out)
{
	const struct summing *summing = data;
	json_t *json = totals_json(summing->totals);
	json_dump_callback(json, append, out, JSON_COMPACT);
	json_decref(json);
}

static void take(void *data, const char *bytes, size_t len)
{
	const struct summing *summing = data;
	json_t *json = json_loadb(bytes, len, 0, NULL);
	totals_add_json(summing->totals, json);
	json_decref(json);
}

static int run(struct context *context, const struct options *options)
{
	size_t count = (size_t)options->operand_count;
	bool as_json = options_given(options, "--json");
	struct summing summing = { context, options,
				   options_given(options, "--totals") || walk_has_folder(options->operands, count),
				   totals_new() };
	struct batch_work work = { summarise, gather, take, &summing };
	struct buf text = { 0 };

	if (summing.brief && !as_json)
		totals_heading(&text);
	say_result(buf_text(&text), text.len);
	buf_reset(&text);
	int worst = batch_run(&work, options, options->operands, count);
	if (summing.brief && as_json) {
		json_t *json = json_pack("{s:o}", "totals", totals_json(summing.totals));
		say_json_line(json);
		json_decref(json);
	} else if (summing.brief) {
		totals_write(&text, summing.totals);
	}
	say_result(buf_text(&text), text.len);
	buf_clear(&text);
	totals_free(summing.totals);
	return worst;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print one JSON object a draft, one a line") },
	{ "--totals", NULL, N_("a line a draft, then totals by section and by item; folders are always told so") },
	BATCH_JOBS_OPTION,
	{ 0 },
};

const struct command cmd_summary = {
	.name = "summary",
	.operands = N_("DRAFT|FOLDER…"),
	.help = N_("print how far a draft is: per section, and every required answer that is missing"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
