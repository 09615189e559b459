/* SPDX-License-Identifier: MIT */
/* find_screen.c — search as you type. */
#include <config.h>

#include "screen/find_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/find.h"
#include "screen/chooser.h"

struct search {
	struct find *find;
	const struct place *hits;
	void (*done)(struct app *app, struct place place, size_t value); /* NULL: jump there */
	size_t value;
};

static void fill(struct app *app, struct chooser *chooser)
{
	struct search *search = chooser->data;
	(void)app;
	search->hits = find_search(search->find, buf_text(&chooser->input.text), &chooser->count);
}

static void renew(struct app *app, struct chooser *chooser)
{
	struct search *search = chooser->data;
	find_free(search->find);
	search->find = find_new(session_draft(app->session));
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct search *search = chooser->data;
	const struct draft *draft = session_draft(app->session);
	struct place place = search->hits[index];
	const struct item *item = place.field->item;
	struct buf left = { 0 };
	buf_printf(&left, "%3s %s", item->number, item->name);
	if (place.field->section->repeated) {
		const char *name = draft_instance_name(draft, place.field->section, place.instance);
		if (name)
			buf_printf(&left, " [%.*s]", (int)strcspn(name, "\n"), name);
		else
			buf_printf(&left, " [%zu]", place.instance + 1);
	}
	char *context = find_context(search->find, place, buf_text(&chooser->input.text));
	if (context)
		buf_printf(&left, "  %s", context);
	else if (item->field_count > 1)
		buf_printf(&left, "  %s", place.field->prompt);
	snprintf(row->left, sizeof row->left, "%s", buf_text(&left));
	if (draft_status(draft, place) == STATUS_UNANSWERED)
		snprintf(row->right, sizeof row->right, "%s",
			 requirement_is_required(place.field->requirement) ? _("to do") : "");
	free(context);
	buf_clear(&left);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	struct place place = ((struct search *)chooser->data)->hits[index];
	char *query = mem_string(buf_text(&chooser->input.text));
	app_pop(app);
	session_focus(app->session, place);
	session_show_match(app->session, query);
	free(query);
}

static void choose_for(struct app *app, struct chooser *chooser, size_t index)
{
	const struct search search = *(const struct search *)chooser->data;
	struct place place = search.hits[index];
	app_pop(app);
	search.done(app, place, search.value);
}

static void close_search(struct chooser *chooser)
{
	struct search *search = chooser->data;
	find_free(search->find);
	free(search);
}

static const struct chooser_kind kind = {
	.title = N_("Find"),
	.keys = N_("Type words, all must match  Enter jump  Esc back"),
	.has_input = true,
	.fill = fill,
	.renew = renew,
	.row = row,
	.choose = choose,
	.close = close_search,
};

static const struct chooser_kind choice = {
	.title = N_("Which field?"),
	.keys = N_("Type words, all must match  Enter this one  Esc back"),
	.has_input = true,
	.fill = fill,
	.renew = renew,
	.row = row,
	.choose = choose_for,
	.close = close_search,
};

/* In the order of the draft; sections and fields are arrays. */
static bool is_behind(struct place a, struct place b)
{
	if (a.field->section != b.field->section)
		return a.field->section > b.field->section;
	return a.instance != b.instance ? a.instance > b.instance : a.field > b.field;
}

void find_push(struct app *app)
{
	struct search *search = mem_alloc(1, sizeof *search);
	search->find = find_new(session_draft(app->session));
	struct chooser *chooser = chooser_push(app, &kind, search, 0);
	/* What was searched for last stands there, to be typed over; Enter takes the hit after where one is. */
	if (!chooser || !app->session->query || !*app->session->query)
		return;
	line_input_set(&chooser->input, app->session->query);
	line_input_select(&chooser->input);
	fill(app, chooser);
	for (size_t i = 0; i < chooser->count; i++)
		if (is_behind(search->hits[i], app->session->focus)) {
			chooser->list.chosen = i;
			break;
		}
}

void find_push_choice(struct app *app, void (*done)(struct app *app, struct place place, size_t value), size_t value)
{
	struct search *search = mem_alloc(1, sizeof *search);
	*search = (struct search){ .find = find_new(session_draft(app->session)), .done = done, .value = value };
	struct chooser *chooser = chooser_push(app, &choice, search, 0);
	for (size_t i = 0; chooser && i < chooser->count; i++)
		if (place_equal(search->hits[i], app->session->focus))
			chooser->list.chosen = i;
}
