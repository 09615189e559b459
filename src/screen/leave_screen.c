/* SPDX-License-Identifier: MIT */
/* leave_screen.c — leaving. Saving and leaving asks nothing; only a save that failed, or giving work up, does. */
#include <config.h>

#include "screen/leave_screen.h"

#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "screen/chooser.h"

enum { CHOICE_STAY, CHOICE_AGAIN, CHOICE_LEAVE_JOURNAL, CHOICES };

static void fill(struct app *app, struct chooser *chooser)
{
	(void)app;
	chooser->count = CHOICES;
}

static void failed_row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	static const char *const titles[CHOICES] = {
		[CHOICE_STAY] = N_("stay and go on"),
		[CHOICE_AGAIN] = N_("try to save again"),
		[CHOICE_LEAVE_JOURNAL] = N_("leave; what was typed is kept beside the draft and comes back at the next start"),
	};
	(void)chooser;
	/* Where the journal cannot be written either, that would be a promise in vain. */
	snprintf(row->left, sizeof row->left, "%s",
		 index == CHOICE_LEAVE_JOURNAL && app_has_only_copy(app) ? _("write it to a new file elsewhere, and leave")
									 : _(titles[index]));
}

static void failed_choose(struct app *app, struct chooser *chooser, size_t index)
{
	(void)chooser;
	app_pop(app);
	if (index == CHOICE_AGAIN)
		leave_saving(app);
	else if (index == CHOICE_LEAVE_JOURNAL)
		app->leaving = !app_has_only_copy(app) || app_keep_aside(app);
}

static char *failed_words(const struct app *app, const struct chooser *chooser)
{
	(void)chooser;
	const struct session *session = app->session;
	const char *words = session->failure ? session->failure : session->message;
	return mem_string(words ? words : "");
}

static const struct chooser_kind failed = {
	.asks = ASKS_ABOUT_SAVING,
	.title = N_("The draft could not be saved"),
	.keys = N_("Enter choose  Esc stay"),
	.fill = fill,
	.row = failed_row,
	.choose = failed_choose,
	.words = failed_words,
};

enum { LOST_STAY, LOST_KEEP, LOST_DROP };
static const char *const lost_choices[] = {
	[LOST_STAY] = N_("stay and go on"),
	[LOST_KEEP] = N_("write it to a new file beside the draft, and leave"),
	[LOST_DROP] = N_("leave; what was typed last is gone"),
	NULL,
};

static void lost_choose(struct app *app, struct chooser *chooser, size_t index)
{
	(void)chooser;
	app_pop(app);
	app->leaving = index == LOST_DROP || (index == LOST_KEEP && app_keep_aside(app));
	app->failed = app->leaving;
}

static char *lost_words(const struct app *app, const struct chooser *chooser)
{
	(void)app;
	(void)chooser;
	return mem_string(_("The draft can only be read here now, and what you typed last is in this window alone."));
}

static const struct chooser_kind lost = {
	.asks = ASKS_SOMETHING,
	.title = N_("What you typed last is saved nowhere"),
	.keys = N_("Enter choose  Esc stay"),
	.choices = lost_choices,
	.choose = lost_choose,
	.words = lost_words,
};

void leave_saving(struct app *app)
{
	bool links = false;
	session_flush(app->session);
	if (!store_writable(app->session->store) && app_has_only_copy(app)) {
		chooser_push(app, &lost, NULL, LOST_KEEP);
		return;
	}
	if (!store_writable(app->session->store) || session_save(app->session, &links)) {
		/* Without its lock the draft was not saved: what was typed is in the journal alone. */
		app->failed = store_unlocked(app->session->store) && store_state(app->session->store) != STORE_SAVED;
		app->leaving = true;
		return;
	}
	app->failed = true;
	if (links) {
		leave_links(app, true);
		return;
	}
	chooser_push(app, &failed, NULL, CHOICE_STAY);
}

static const char *const discard_choices[] = {
	N_("stay and go on"),
	N_("leave the file as it was last saved; what was typed since is gone"),
	NULL,
};

static void discard_choose(struct app *app, struct chooser *chooser, size_t index)
{
	(void)chooser;
	app_pop(app);
	app->discard = app->leaving = index == 1;
}

static const struct chooser_kind discarding = {
	.asks = ASKS_ABOUT_SAVING,
	.title = N_("Leave without saving?"),
	.keys = N_("Enter choose  Esc stay"),
	.choices = discard_choices,
	.choose = discard_choose,
};

void leave_discarding(struct app *app)
{
	chooser_push(app, &discarding, NULL, 0);
}

static const char *const links_choices[] = {
	N_("do not save now; what was typed is kept beside the draft"),
	N_("save under this name; the other names keep the old text"),
	NULL,
};

static void links_choose(struct app *app, struct chooser *chooser, size_t index)
{
	bool leaving = chooser->data != NULL;
	app_pop(app);
	if (!index)
		return;
	store_allow_links(app->session->store);
	if (leaving)
		leave_saving(app);
	else
		app->failed = !session_save(app->session, NULL);
}

static const struct chooser_kind links_kind = {
	.asks = ASKS_ABOUT_SAVING,
	.title = N_("This file has other names (hard links)"),
	.keys = N_("Enter choose  Esc stay"),
	.choices = links_choices,
	.choose = links_choose,
};

void leave_links(struct app *app, bool leaving)
{
	chooser_push(app, &links_kind, leaving ? app : NULL, 0);
}
