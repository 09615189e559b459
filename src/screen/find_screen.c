/* SPDX-License-Identifier: MIT */
/* find_screen.c — search as you type. */
#include <config.h>

#include "screen/find_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "edit/find.h"
#include "screen/chooser.h"

struct search {
	struct find *find;
	const struct place *hits;
};

static void fill(struct app *app, struct chooser *chooser)
{
	struct search *search = chooser->data;
	(void)app;
	search->hits = find_search(search->find, buf_text(&chooser->input.text), &chooser->count);
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct search *search = chooser->data;
	struct place place = search->hits[index];
	const struct item *item = place.field->item;
	char *answer = draft_joined(session_draft(app->session), place);
	const char *name = draft_instance_name(session_draft(app->session), place.field->section, place.instance);
	snprintf(row->left, sizeof row->left, "%3s %s%s%s%s%s  %s", item->number, item->name,
		 place.field->section->repeated ? " [" : "", place.field->section->repeated ? (name ? name : "-") : "",
		 place.field->section->repeated ? "]" : "", item->field_count > 1 ? " / " : "",
		 item->field_count > 1 ? place.field->prompt : "");
	snprintf(row->right, sizeof row->right, "%.*s", answer ? (int)strcspn(answer, "\n") : 0, answer ? answer : "");
	/* The answer is a reminder only: the name is what one looks for. */
	if (answer && strlen(row->right) > 36)
		row->right[0] = '\0';
	free(answer);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	struct place place = ((struct search *)chooser->data)->hits[index];
	app_pop(app);
	session_focus(app->session, place);
}

static void close_search(struct chooser *chooser)
{
	struct search *search = chooser->data;
	find_free(search->find);
	free(search);
}

static const struct chooser_kind kind = {
	.name = "find", .title = N_("Find"), .keys = N_("Type words, all must match  Enter jump  Esc back"), .has_input = true,
	.fill = fill, .row = row, .choose = choose, .close = close_search,
};

void find_push(struct app *app)
{
	struct search *search = mem_alloc(1, sizeof *search);
	search->find = find_new(session_draft(app->session));
	chooser_push(app, &kind, search, 0);
}
