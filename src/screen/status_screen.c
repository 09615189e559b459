/* SPDX-License-Identifier: MIT */
/* status_screen.c — the status of the focused field; when a merge left two texts, which one to keep. */
#include <config.h>

#include "screen/status_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"

static void with_reason(struct app *app, const char *reason, size_t status)
{
	session_set_status(app->session, (enum status)status, reason);
}

static void not_applicable(struct app *app)
{
	const char *reason = draft_part(session_draft(app->session), app->session->focus, PART_REASON);
	ask_push(app, _("Why does it not apply?"), reason ? reason : "", with_reason, STATUS_NOT_APPLICABLE);
}

static void undisclosed(struct app *app)
{
	session_set_status(app->session, STATUS_UNDISCLOSED, NULL);
}

static void neither(struct app *app)
{
	session_set_status(app->session, STATUS_ANSWERED, NULL);
}

static void note_done(struct app *app, const char *note, size_t part)
{
	session_set_part(app->session, app->session->focus, (enum part)part, *note || part == PART_REVIEW ? note : NULL);
}

static void ask_part(struct app *app, const char *title, enum part part)
{
	const char *now = draft_part(session_draft(app->session), app->session->focus, part);
	ask_push(app, title, now ? now : "", note_done, part);
}

static void review_note(struct app *app)
{
	ask_part(app, _("What is to be confirmed, and by whom?"), PART_REVIEW);
}

static void note(struct app *app)
{
	ask_part(app, _("A note for yourselves; it is not published."), PART_NOTE);
}

static void assignee(struct app *app)
{
	ask_part(app, _("Who answers this?"), PART_ASSIGNEE);
}

static void due(struct app *app)
{
	ask_part(app, _("By when? (a date)"), PART_DUE);
}

static void keep_ours(struct app *app)
{
	session_set_part(app->session, app->session->focus, PART_THEIRS, NULL);
}

static void collect(void *context, struct change *change)
{
	struct buf *changes = context;
	buf_put(changes, (const char *)change, sizeof *change);
	change->text = NULL;
}

static void take_theirs(struct app *app)
{
	struct buf changes = { 0 };
	struct place place = app->session->focus;
	const char *theirs = draft_part(session_draft(app->session), place, PART_THEIRS);
	draft_set_joined(session_draft(app->session), place, theirs, collect, &changes);
	struct change drop = { .kind = CHANGE_SET, .place = place, .part = PART_THEIRS };
	buf_put(&changes, (const char *)&drop, sizeof drop);
	session_apply(app->session, (struct change *)(void *)changes.data, changes.len / sizeof drop);
	buf_clear(&changes);
}

static const struct {
	const char *title;
	void (*run)(struct app *app);
	bool conflict; /* only while both texts of a merge are there */
} choices[] = {
	{ N_("keep ours, drop theirs"), keep_ours, true },
	{ N_("take theirs, drop ours"), take_theirs, true },
	{ N_("not applicable (with a reason)"), not_applicable, false },
	{ N_("undisclosed"), undisclosed, false },
	{ N_("neither: an ordinary answer"), neither, false },
	{ N_("to confirm, with a note"), review_note, false },
	{ N_("note (not published)"), note, false },
	{ N_("assignee"), assignee, false },
	{ N_("due date"), due, false },
};
enum { CONFLICT_CHOICES = 2, CHOICES = sizeof choices / sizeof *choices };

static bool in_conflict(const struct app *app)
{
	return draft_part(session_draft(app->session), app->session->focus, PART_THEIRS) != NULL;
}

static void fill(struct app *app, struct chooser *chooser)
{
	chooser->count = in_conflict(app) ? CHOICES : CHOICES - CONFLICT_CHOICES;
}

static size_t choice_at(const struct app *app, size_t index)
{
	return in_conflict(app) ? index : index + CONFLICT_CHOICES;
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	(void)chooser;
	snprintf(row->left, sizeof row->left, "%zu  %s", index + 1, _(choices[choice_at(app, index)].title));
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	size_t choice = choice_at(app, index);
	(void)chooser;
	app_pop(app);
	choices[choice].run(app);
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	const char *text = buf_text(&event->text);
	if (event->code != KEY_TEXT || text[0] < '1' || (size_t)(text[0] - '1') >= chooser->count)
		return false;
	choose(app, chooser, (size_t)(text[0] - '1'));
	return true;
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	struct place place = app->session->focus;
	struct buf text = { 0 };
	char *ours = draft_joined(session_draft(app->session), place);
	(void)chooser;
	buf_printf(&text, "%s %s\n", place.field->item->number, place.field->item->name);
	if (in_conflict(app))
		buf_printf(&text, _("Ours: %s\nTheirs: %s"), ours ? ours : "-", draft_part(session_draft(app->session), place, PART_THEIRS));
	else if (ours)
		buf_puts(&text, ours);
	free(ours);
	return buf_take(&text);
}

static const struct chooser_kind kind = {
	.name = "status", .title = N_("Status of this field"), .keys = N_("1 2 ... or Enter choose  Esc back"), .fill = fill,
	.row = row, .choose = choose, .key = key, .words = words,
};

void status_push(struct app *app)
{
	chooser_push(app, &kind, NULL, 0);
}
