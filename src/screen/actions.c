/* SPDX-License-Identifier: MIT */
/* actions.c — the table of actions and what each does. */
#include <config.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/draft_screen.h"
#include "screen/editor_run.h"
#include "screen/find_screen.h"
#include "screen/findings_screen.h"
#include "screen/help_screen.h"
#include "screen/instances_screen.h"
#include "screen/leave_screen.h"
#include "screen/palette_screen.h"
#include "screen/review_screen.h"
#include "screen/sections_screen.h"
#include "screen/status_screen.h"

static void next_field(struct app *app)
{
	if (!session_step(app->session, 1))
		session_say(app->session, false, "%s", _("This is the last field."));
}

static void previous_field(struct app *app)
{
	if (!session_step(app->session, -1))
		session_say(app->session, false, "%s", _("This is the first field."));
}

static void next_problem(struct app *app)
{
	session_next_problem(app->session, 1);
}

static void previous_problem(struct app *app)
{
	session_next_problem(app->session, -1);
}

static void save(struct app *app)
{
	app->failed = !session_save(app->session, NULL);
}

static void leave(struct app *app)
{
	leave_saving(app);
}

static void undo(struct app *app)
{
	session_undo(app->session);
}

static void redo(struct app *app)
{
	session_redo(app->session);
}

static void cut(struct app *app)
{
	session_cut(app->session);
}

static void copy(struct app *app)
{
	session_copy(app->session);
}

static void put(struct app *app)
{
	session_put(app->session);
}

static void review(struct app *app)
{
	session_toggle_review(app->session);
}

static void filter(struct app *app)
{
	session_set_filter(app->session, (app->session->filter + 1) % FILTER_COUNT);
}

static void back(struct app *app)
{
	session_jump_back(app->session, -1);
}

static void forward(struct app *app)
{
	session_jump_back(app->session, 1);
}

static void fix(struct app *app)
{
	session_fix(app->session);
}

static void redraw(struct app *app)
{
	app->term->ops->redraw(app->term);
}

static void suspend(struct app *app)
{
	store_sync(app->session->store);
	app->term->ops->leave(app->term);
	raise(SIGSTOP);
	app->term->ops->enter(app->term);
}

static void mark(struct app *app)
{
	struct caret *caret = &app->session->caret;
	caret->marking = !caret->marking;
	caret->mark = caret->at;
	session_say(app->session, false, "%s", caret->marking ? _("Mark set: move to select.") : _("Mark taken away."));
}

static bool can_write(const struct app *app)
{
	return store_writable(app->session->store);
}

static bool can_undo(const struct app *app)
{
	return undo_can_undo(app->session->undo);
}

static bool can_redo(const struct app *app)
{
	return undo_can_redo(app->session->undo);
}

static bool has_clipboard(const struct app *app)
{
	return can_write(app) && app->session->clipboard;
}

static bool has_repeated(const struct app *app)
{
	const struct form *form = store_form(app->session->store);
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].repeated)
			return true;
	return false;
}

static bool has_fix(const struct app *app)
{
	const struct finding *const *findings;
	size_t count = checker_at(app->session->checker, app->session->focus, &findings);
	for (size_t i = 0; i < count; i++)
		if (findings[i]->fix)
			return can_write(app);
	return false;
}

static bool is_free(const struct app *app)
{
	return !app->restricted;
}

static bool can_edit_outside(const struct app *app)
{
	return is_free(app) && can_write(app);
}

/* In the order the footer prefers. */
static const struct action actions[] = {
	{ "palette", N_("all commands"), N_("commands"), "Esc F9", palette_push, NULL },
	{ "save", N_("save"), N_("save"), "Ctrl-S F2", save, can_write },
	{ "leave", N_("save and leave"), N_("leave"), "Ctrl-Q F10", leave, NULL },
	{ "next-problem", N_("next field that has something missing or wrong"), N_("next problem"), "Ctrl-N F8", next_problem, NULL },
	{ "sections", N_("sections: jump"), N_("sections"), "Ctrl-G F4", sections_push, NULL },
	{ "help", N_("help on this field"), N_("help"), "F1 Alt-h", help_push, NULL },
	{ "undo", N_("undo"), N_("undo"), "Ctrl-Z Alt-u", undo, can_undo },
	{ "find", N_("find in numbers, names, prompts, guidance and answers"), N_("find"), "Ctrl-F F3", find_push, NULL },
	{ "instances", N_("data centers: list, add, rename, copy, remove"), N_("data centers"), "Ctrl-D F5", instances_push, has_repeated },
	{ "status", N_("not applicable, undisclosed, or neither"), N_("status"), "Ctrl-K", status_push, can_write },
	{ "filter", N_("what is shown: all, required only, unanswered, to confirm, with findings"), N_("filter"), "Ctrl-T F6", filter, NULL },
	{ "review", N_("mark as to be confirmed, or confirm"), N_("confirm"), "Ctrl-R", review, can_write },
	{ "previous-problem", N_("previous field that has something missing or wrong"), NULL, "Ctrl-P F7", previous_problem, NULL },
	{ "next-field", N_("next field"), NULL, "Tab", next_field, NULL },
	{ "previous-field", N_("previous field"), NULL, "Shift-Tab", previous_field, NULL },
	{ "redo", N_("redo"), NULL, "Ctrl-Y Alt-r", redo, can_redo },
	{ "cut", N_("cut the selection, or the whole answer"), NULL, "Ctrl-X", cut, can_write },
	{ "copy", N_("copy the selection, or the whole answer"), NULL, "Ctrl-C", copy, NULL },
	{ "paste", N_("paste"), NULL, "Ctrl-V", put, has_clipboard },
	{ "mark", N_("begin a selection here, or end it"), NULL, "Ctrl-Space Alt-m", mark, NULL },
	{ "fix", N_("mend what the finding says"), N_("mend"), "Alt-f", fix, has_fix },
	{ "findings", N_("all findings"), NULL, "Alt-n", findings_push, NULL },
	{ "review-all", N_("all answers as they will be published"), NULL, "Alt-v", review_push, NULL },
	{ "editor", N_("this answer in $VISUAL or $EDITOR"), NULL, "Ctrl-O Alt-o", editor_run, can_edit_outside },
	{ "back", N_("back to where you jumped from"), NULL, "Alt-Left", back, NULL },
	{ "forward", N_("forward again"), NULL, "Alt-Right", forward, NULL },
	{ "redraw", N_("draw the screen again"), NULL, "Ctrl-L", redraw, NULL },
	{ "suspend", N_("suspend the program; `fg` brings it back"), NULL, "Alt-z", suspend, is_free },
	{ "discard", N_("leave the file as it was last saved"), NULL, "", leave_discarding, can_write },
};

const struct action *action_table(size_t *count)
{
	*count = sizeof actions / sizeof *actions;
	return actions;
}

const struct action *action_find(const char *name)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (strcmp(actions[i].name, name) == 0)
			return &actions[i];
	return NULL;
}

const struct action *action_of_key(int code)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		for (const char *at = actions[i].keys; *at;) {
			char key[32];
			size_t len = strcspn(at, " ");
			memcpy(key, at, len);
			key[len] = '\0';
			if (key_find(key) == code)
				return &actions[i];
			at += len + (at[len] == ' ');
		}
	return NULL;
}

bool action_is_possible(const struct app *app, const struct action *action)
{
	return !action->possible || action->possible(app);
}

void action_key(const struct action *action, char key[32])
{
	size_t len = strcspn(action->keys, " ");
	memcpy(key, action->keys, len);
	key[len] = '\0';
}
