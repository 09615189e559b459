/* SPDX-License-Identifier: MIT */
/* cmd_diff.c — `kaijisho diff A B`: by field, changed characters marked. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "report/draft_diff.h"
#include "report/diff_html.h"

/* [-taken away-]{+added+}: marks that need no colour. */
static void put_piece(void *context, enum text_change change, const char *text, size_t len)
{
	static const char *const marks[][2] = {
		[TEXT_SAME] = { "", "" }, [TEXT_REMOVED] = { "[-", "-]" }, [TEXT_ADDED] = { "{+", "+}" }
	};
	buf_puts(context, marks[change][0]);
	buf_put(context, text, len);
	buf_puts(context, marks[change][1]);
}

static void print_difference(const struct draft_difference *difference)
{
	struct buf text = { 0 };
	char *path = place_path(difference->place);
	text_diff(difference->before ? difference->before : "", difference->after ? difference->after : "", put_piece, &text);
	say_printf("%s  %s %s\n", path, difference->place.field->item->number, difference->place.field->item->name);
	/* Every line of the text stands under its heading. */
	for (const char *at = buf_text(&text); *at;) {
		size_t len = strcspn(at, "\n");
		say_printf("    %.*s\n", (int)len, at);
		at += len + (at[len] == '\n');
	}
	free(path);
	buf_clear(&text);
}

static json_t *difference_object(const struct draft_difference *difference)
{
	char *path = place_path(difference->place);
	json_t *object =
		json_pack("{s:s, s:s, s:s, s:s?, s:s?}", "field", path, "number", difference->place.field->item->number, "item",
			  difference->place.field->item->name, "before", difference->before, "after", difference->after);
	free(path);
	return object;
}

static void print_diff(const struct draft_diff *diff, const struct options *options, const struct draft *a,
		       const struct draft *b)
{
	const char *to = options_value(options, "--to");
	if (to) {
		struct buf page = { 0 };
		diff_html(&page, diff, a, b);
		say_result(buf_text(&page), page.len);
		buf_clear(&page);
	} else if (options_given(options, "--json")) {
		json_t *list = json_array();
		for (size_t i = 0; i < diff->count; i++)
			json_array_append_new(list, difference_object(&diff->items[i]));
		say_json(list);
		json_decref(list);
	} else {
		for (size_t i = 0; i < diff->count; i++)
			print_difference(&diff->items[i]);
	}
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct reading a = { 0 }, b = { 0 };
	struct draft_diff diff;
	const char *to = options_value(options, "--to");
	if (to && strcmp(to, "html") != 0)
		err_set(&err, ERR_USAGE, _("diff --to takes html, not %s."), to);
	if (err.code || !reading_open(&a, context, options->operands[0], &err) ||
	    !reading_open(&b, context, options->operands[1], &err)) {
		reading_clear(&a);
		return say_failure(&err);
	}
	reading_tell_pending(&a, options->operands[0]);
	reading_tell_pending(&b, options->operands[1]);
	draft_diff_init(&diff, a.draft, b.draft);
	print_diff(&diff, options, a.draft, b.draft);
	int status = diff.count ? EXIT_FINDINGS : EXIT_GOOD;
	draft_diff_clear(&diff);
	reading_clear(&a);
	reading_clear(&b);
	return status;
}

static const struct option_row own_options[] = {
	{ "--json", NULL, N_("print JSON") },
	{ "--to", "html", N_("a web page of the changes, for a notification of change") },
	{ 0 },
};

const struct command cmd_diff = {
	.name = "diff",
	.operands = "A B",
	.help = N_("compare two drafts by field: exit status 0 if they say the same, 1 if not"),
	.options = own_options,
	.least = 2,
	.most = 2,
	.run = run,
};
