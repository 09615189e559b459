/* SPDX-License-Identifier: MIT */
/* elsewhere_screen.c — a row for each different answer, and the chosen one whole; Enter takes it, to be confirmed. */
#include <config.h>

#include "screen/elsewhere_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/elsewhere.h"
#include "screen/chooser.h"
#include "screen/place_title.h"
#include "text/fold.h"
#include "text/width.h"

/* Of the chosen answer; always as many, so that the list stays where it is. */
enum { SHOWN_ROWS = 5 };

struct answered {
	struct elsewhere answers;
	size_t *shown; /* those that match what was typed */
};

static const struct elsewhere_answer *answer_at(const struct chooser *chooser, size_t index)
{
	const struct answered *data = chooser->data;
	return &data->answers.items[data->shown[index]];
}

static void fill(struct app *app, struct chooser *chooser)
{
	struct answered *data = chooser->data;
	char *query = fold_text(buf_text(&chooser->input.text), chooser->input.text.len);
	(void)app;
	chooser->count = 0;
	for (size_t i = 0; i < data->answers.count; i++)
		if (fold_match(data->answers.items[i].folded, query))
			data->shown[chooser->count++] = i;
	free(query);
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct elsewhere_answer *answer = answer_at(chooser, index);
	(void)app;
	snprintf(row->left, sizeof row->left, "%.*s", (int)strcspn(answer->joined, "\n"), answer->joined);
	char *from = elsewhere_from(answer);
	snprintf(row->right, sizeof row->right, "%s", from);
	free(from);
}

/* As many rows of a text as there is room for; what is cut off is said by "..". */
static void put_rows(const struct app *app, struct buf *out, const char *text)
{
	int columns = app->columns - 6, ambiguous = app->canvas.ambiguous;
	for (int i = 0; i < SHOWN_ROWS; i++) {
		size_t line = strcspn(text, "\n"), fit = width_fit(text, line, columns, ambiguous, NULL);
		buf_put(out, text, fit);
		text += fit;
		text += *text == '\n';
		buf_puts(out, i + 1 < SHOWN_ROWS ? "\n" : *text ? ".." : " ");
	}
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct answered *data = chooser->data;
	char *title = place_title(app, app->session->focus, app->columns - 4);
	struct buf text = { 0 };
	buf_printf(&text, "%s\n", title);
	put_rows(app, &text, chooser->list.chosen < chooser->count ? answer_at(chooser, chooser->list.chosen)->joined : "");
	if (data->answers.not_read)
		buf_printf(&text,
			   ngettext("\n%zu older draft was not looked into.", "\n%zu older drafts were not looked into.",
				    data->answers.not_read),
			   data->answers.not_read);
	free(title);
	return buf_take(&text);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	if (elsewhere_take(app->session, answer_at(chooser, index)))
		app_pop(app);
}

static void answered_free(struct answered *data)
{
	elsewhere_clear(&data->answers);
	free(data->shown);
	free(data);
}

static void close_answers(struct chooser *chooser)
{
	answered_free(chooser->data);
}

static const struct chooser_kind kind = {
	.title = N_("Answered elsewhere"),
	.keys = N_("Type to narrow  Enter take it, to be confirmed  Esc back"),
	.has_input = true,
	.fill = fill,
	.row = row,
	.choose = choose,
	.words = words,
	.close = close_answers,
};

void elsewhere_push(struct app *app)
{
	struct answered *data = mem_alloc(1, sizeof *data);
	elsewhere_init(&data->answers, app->session->store, app->session->focus, !app->options.restricted);
	data->shown = mem_alloc(data->answers.count + 1, sizeof *data->shown);
	if (data->answers.count) {
		chooser_push(app, &kind, data, 0);
		return;
	}
	session_say(app->session, false, "%s", elsewhere_none(&data->answers));
	answered_free(data);
}
