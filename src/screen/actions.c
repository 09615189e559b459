/* SPDX-License-Identifier: MIT */
/* actions.c — the table of actions and what each does. */
#include <config.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "screen/action.h"
#include "screen/app.h"
#include "screen/assignee_screen.h"
#include "screen/edition_screen.h"
#include "screen/editor_run.h"
#include "screen/elsewhere_screen.h"
#include "screen/find_screen.h"
#include "screen/findings_screen.h"
#include "screen/help_screen.h"
#include "screen/import_screen.h"
#include "screen/instances_screen.h"
#include "screen/keymap.h"
#include "screen/leave_screen.h"
#include "screen/notice_screen.h"
#include "screen/palette_screen.h"
#include "screen/replace_screen.h"
#include "screen/restore_screen.h"
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
	bool links;
	app->failed = !session_save(app->session, &links);
	if (links)
		leave_links(app, false);
}

static void leave(struct app *app)
{
	const struct key_event escape = { .code = KEY_ESCAPE };
	struct screen *top = &app->stack[app->depth - 1];
	if (top->asks)
		top->key(app, top->state, &escape);
	else if (app->session)
		leave_saving(app);
	else
		app->leaving = true;
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
	session_next_filter(app->session);
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
	app_reload(app);
	app->term->ops->redraw(app->term);
}

/* To the whole job, as the terminal would do it; a job nobody could wake again (an orphaned one) goes on. */
static void suspend(struct app *app)
{
	if (app->session)
		store_sync(app->session->store);
	app->term->ops->leave(app->term);
	kill(0, SIGTSTP);
	app->term->ops->enter(app->term);
}

static void example(struct app *app)
{
	session_insert_example(app->session);
}

static void mark(struct app *app)
{
	struct caret *caret = &app->session->caret;
	caret_toggle_mark(caret);
	session_say(app->session, false, "%s", caret->sticky ? _("Mark set: move to select.") : _("Mark taken away."));
}

static bool can_write(const struct app *app)
{
	return store_writable(app->session->store);
}

/* What was typed last by a session that has lost the draft is in its memory alone. */
static bool can_take_over(const struct app *app)
{
	const struct store *store = app->session->store;
	return app->options.library && !store_writable(store) && !store_lost(store) && !store_unlocked(store);
}

static bool can_undo(const struct app *app)
{
	return can_write(app) && undo_can_undo(app->session->undo);
}

static bool can_redo(const struct app *app)
{
	return can_write(app) && undo_can_redo(app->session->undo);
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
	return !app->options.restricted;
}

static const char *to_fix(const struct app *app)
{
	return has_fix(app) ? N_("mend") : NULL;
}

static const char *marked(const struct app *app)
{
	return can_write(app) && draft_part(session_draft(app->session), app->session->focus, PART_REVIEW) ? N_("confirm")
													   : NULL;
}

static const char *in_conflict(const struct app *app)
{
	return can_write(app) && draft_part(session_draft(app->session), app->session->focus, PART_THEIRS) ? N_("both texts")
													   : NULL;
}

static bool has_example(const struct app *app)
{
	return can_write(app) && app->session->focus.field->example &&
	       draft_status(session_draft(app->session), app->session->focus) == STATUS_UNANSWERED;
}

static bool has_been_elsewhere(const struct app *app)
{
	return app->session->jump_at > 0;
}

static bool can_go_forward(const struct app *app)
{
	return app->session->jump_at + 1 < app->session->jump_count;
}

static bool can_edit_outside(const struct app *app)
{
	return is_free(app) && can_write(app);
}

/* In the order the footer prefers. */
static const struct action actions[] = {
	{ "palette", N_("all commands"), N_("commands"), "Esc Ctrl-] F9", palette_push, NULL, NULL },
	{ "save", N_("save"), N_("save"), "Ctrl-S F2", save, can_write, NULL },
	{ "leave", N_("save and leave"), N_("leave"), "Ctrl-Q F10", leave, NULL, NULL },
	{ "next-problem", N_("next field that has something missing or wrong"), N_("next to do"), "Ctrl-N F8", next_problem,
	  NULL, NULL },
	{ "sections", N_("sections: jump"), N_("sections"), "Ctrl-G F4", sections_push, NULL, NULL },
	{ "help", N_("help on this field"), N_("help"), "F1 Alt-h", help_push, NULL, NULL },
	{ "review", N_("mark as to be confirmed, or confirm"), N_("to confirm"), "Ctrl-R", review, can_write, marked },
	{ "fix", N_("mend what the finding says"), N_("mend"), "Alt-c", fix, has_fix, to_fix },
	{ "status", N_("not applicable, undisclosed, or neither"), N_("status"), "Ctrl-K", status_push, can_write,
	  in_conflict },
	{ "undo", N_("undo"), N_("undo"), "Ctrl-Z Alt-u", undo, can_undo, NULL },
	{ "find", N_("find in numbers, names, prompts, guidance and answers"), N_("find"), "Ctrl-F F3", find_push, NULL, NULL },
	{ "instances", N_("data centers: list, add, rename, copy, side by side, remove"), N_("data centers"), "Ctrl-D F5",
	  instances_push, has_repeated, NULL },
	{ "filter", N_("filter: all, required only, unanswered, to confirm, with findings"), N_("filter"), "Ctrl-T F6", filter,
	  NULL, NULL },
	{ "assignee", N_("whose fields are shown: one assignee's, or everybody's"), NULL, "Alt-a", assignee_push, NULL, NULL },
	{ "assign-section", N_("assign this section to somebody"), NULL, "", assignee_ask_section, can_write, NULL },
	{ "section-due", N_("by when this section is answered"), NULL, "", assignee_ask_section_due, can_write, NULL },
	{ "previous-problem", N_("previous field that has something missing or wrong"), NULL, "Ctrl-P F7", previous_problem,
	  NULL, NULL },
	{ "next-field", N_("next field"), NULL, "Tab", next_field, NULL, NULL },
	{ "previous-field", N_("previous field"), NULL, "Shift-Tab", previous_field, NULL, NULL },
	{ "redo", N_("redo"), NULL, "Ctrl-Y Alt-r", redo, can_redo, NULL },
	{ "cut", N_("cut the selection, or the whole answer"), NULL, "Ctrl-X", cut, can_write, NULL },
	{ "copy", N_("copy the selection, or the whole answer"), NULL, "Ctrl-C", copy, NULL, NULL },
	{ "paste", N_("paste"), NULL, "Ctrl-V", put, can_write, NULL },
	{ "mark", N_("begin a selection here, or end it"), NULL, "Ctrl-Space Alt-m", mark, NULL, NULL },
	{ "example", N_("put the example here as a start, to be confirmed"), NULL, "Alt-e", example, has_example, NULL },
	{ "elsewhere", N_("how this field is answered elsewhere: take such an answer"), NULL, "Alt-p", elsewhere_push,
	  can_write, NULL },
	{ "replace", N_("replace words in all answers"), NULL, "Alt-s", replace_push, can_write, NULL },
	{ "findings", N_("all findings"), NULL, "Alt-n", findings_push, NULL, NULL },
	{ "review-all", N_("all answers as they will be published"), NULL, "Alt-v", review_push, NULL, NULL },
	{ "editor", N_("this answer in $VISUAL or $EDITOR"), NULL, "Ctrl-O Alt-o", editor_run, can_edit_outside, NULL },
	{ "restore", N_("earlier saves: bring one back"), NULL, "", restore_push, can_write, NULL },
	{ "import", N_("take answers from a file: a table, a spreadsheet, JSON, another draft"), NULL, "", import_push,
	  can_edit_outside, NULL },
	{ "edition", N_("the form's new edition, and answers it has no question for"), NULL, "", edition_push, edition_has_news,
	  NULL },
	{ "back", N_("back to where you jumped from"), NULL, "Alt-Left", back, has_been_elsewhere, NULL },
	{ "forward", N_("forward again"), NULL, "Alt-Right", forward, can_go_forward, NULL },
	{ "redraw", N_("draw the screen again"), NULL, "Ctrl-L", redraw, NULL, NULL },
	{ "suspend", N_("suspend the program; `fg` brings it back"), NULL, "Alt-z", suspend, is_free, NULL },
	{ "take-over", N_("write here: take the draft over, if another session has it"), NULL, "", notice_take_over,
	  can_take_over, NULL },
	{ "discard", N_("leave the file as it was last saved"), NULL, "", leave_discarding, can_write, NULL },
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

const char *action_first_key(const char *keys, char key[32])
{
	size_t len = strcspn(keys, " ");
	memcpy(key, keys, len);
	key[len] = '\0';
	return keys + len + (keys[len] == ' ');
}

bool action_is_possible(const struct app *app, const struct action *action)
{
	return !action->possible || action->possible(app);
}

/* What is said when a condition does not hold. */
static const struct {
	bool (*possible)(const struct app *app);
	const char *sentence;
} refusals[] = {
	{ can_take_over, N_("This draft is written here already, or was taken over.") },
	{ can_undo, N_("Nothing to undo.") },
	{ can_redo, N_("Nothing to redo.") },
	{ has_repeated, N_("This form has no section that is repeated.") },
	{ has_fix, N_("Nothing here can be mended by a key.") },
	{ has_example, N_("The example is put into an empty field, if it has one.") },
	{ has_been_elsewhere, N_("You have not jumped here from anywhere.") },
	{ can_go_forward, N_("There is nowhere to go forward to.") },
	{ edition_has_news, N_("The draft and the form are of one edition, and every answer has its question.") },
	{ can_edit_outside, N_("This session may not start other programs or read other files.") },
	{ is_free, N_("This session may not start other programs or read other files.") },
};

const char *action_refusal(const struct action *action)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (refusals[i].possible == action->possible)
			return _(refusals[i].sentence);
	return _("This draft is open for reading only.");
}

bool action_reaches(const struct app *app, const struct action *action, const struct screen *screen)
{
	if (screen->takes_actions)
		return false;
	if (action->run == redraw || action->run == suspend || action->run == leave)
		return true;
	if (!app->session)
		return false;
	if (action->run == undo || action->run == redo)
		return screen->shows_answers;
	return action->run == save && screen->asks != ASKS_ABOUT_SAVING;
}
