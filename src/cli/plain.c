/* SPDX-License-Identifier: MIT */
/* plain.c — one field asked, one line answered, each change told in one line. The same session as on the screen, so that the
 * same answers make the same draft. A line that begins with a colon is a command. */
#include <config.h>

#include "cli/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/plain_parts.h"
#include "cli/say.h"
#include "form/type.h"

bool plain_kept(struct plain *plain)
{
	struct session *session = plain->session;
	session_flush(session);
	if (store_lost(session->store)) {
		/* What is answered from here on would go nowhere. */
		plain_say("%s\n", _("Another session has taken over: read only here. Copy what you typed last."));
		plain->leaving = plain->failed = true;
		return false;
	}
	if (session->message && *session->message && session->message_is_error) {
		plain_say_message(plain);
		return false;
	}
	bool unprotected = store_state(session->store) == STORE_UNPROTECTED;
	if (unprotected && !plain->unprotected)
		plain_say("%s\n", _("The journal cannot be written: what you answer is lost if the program breaks off. Save "
				    "with :w."));
	plain->unprotected = unprotected;
	return true;
}

bool plain_may_change(struct plain *plain)
{
	const struct store *store = plain->session->store;
	if (store_writable(store))
		return true;
	plain_say("%s\n", _("This draft is open for reading only."));
	/* Who asked only to read has had that; who wanted to write has not. */
	plain->failed = plain->failed || store_busy(store) || store_refusal(store);
	return false;
}

/* Does the session say no more than that it is saved? It counts what is missing among the errors then; here the same is
 * counted all the time. */
static bool is_plainly_saved(const struct session *session)
{
	const struct tally *tally = checker_tally(session->checker);
	struct buf usual = { 0 };
	buf_printf(&usual, _("Saved. Required %zu/%zu, errors %zu."), tally->required.answered, tally->required.total,
		   tally->errors);
	bool same = session->message && strcmp(session->message, buf_text(&usual)) == 0;
	buf_clear(&usual);
	return same;
}

bool plain_save(struct plain *plain)
{
	struct session *session = plain->session;
	if (!store_writable(session->store) && !store_lost(session->store))
		return true;
	bool links = false, fine = session_save(session, &links);
	if (!fine) {
		plain_kept(plain);
		if (session->failure)
			plain_say("%s\n", session->failure);
	} else if (is_plainly_saved(session)) {
		plain_say("%s", _("Saved. "));
	} else {
		plain_say_message(plain);
	}
	if (links)
		plain_say("%s\n", _(":w! saves all the same, under this name alone."));
	if (fine)
		plain_say_progress(plain);
	plain->failed = !fine;
	return fine;
}

/* Nobody is asked any more: what was answered is saved. */
static void end_of_input(struct plain *plain)
{
	plain->leaving = true;
	plain_say("\n");
	if (!plain_save(plain) && !store_lost(plain->session->store))
		plain_say("%s\n", _("What was answered is kept beside the draft, and comes back when it is edited next."));
	store_sync(plain->session->store);
}

static void ask(struct plain *plain, struct buf *line)
{
	enum entry entry = plain->session->focus.field->type->entry;
	bool lines = entry == ENTRY_LINES || entry == ENTRY_OPTIONS;
	session_say(plain->session, false, "%s", "");
	session_reload(plain->session);
	plain_say_message(plain);
	if (plain->ask || *plain->session->message)
		plain_say_field(plain);
	plain->ask = false;
	switch (plain_read(plain, lines ? _("Lines, then a full stop:") : _("Answer:"), lines, line)) {
	case LINE_END: end_of_input(plain); break;
	case LINE_COMMAND: plain_run_command(plain, buf_text(line)); break;
	case LINE_TEXT: plain_take(plain, line); break;
	default: plain_next_field(plain);
	}
}

/* What can be saved nowhere any more, as the draft was taken over, goes to a file of its own. */
static void keep_aside(struct plain *plain)
{
	struct store *store = plain->session->store;
	struct err err = { 0 };
	char *name;

	if (plain->discard ||
	    (store_writable(store) ? !plain->failed || store_state(store) != STORE_UNPROTECTED : !store_only_here(store)))
		return;
	plain->failed = true;
	if (store_keep_aside(store, &name, &err))
		say_note(_("%s: what was typed last could not be saved there; the draft with it in is kept as %s."),
			 store_path(store), name);
	else
		say_failure(&err);
	free(name);
}

int plain_run(struct store *store, long today, bool restricted)
{
	struct plain plain = { .session = session_new(store, today, 1), .ask = true, .restricted = restricted };
	struct buf line = { 0 };
	/* The screen's filter would hide fields here, unheard; it is there again when the screen is. */
	enum filter filter = plain.session->filter;
	plain.session->filter = FILTER_ALL;
	plain_input_open(&plain.input);
	plain_say(_("%s. Type an answer, or an empty line to go on. :? lists the commands.\n"), store_form(store)->title);
	plain_say_opening(&plain);
	plain_say_progress(&plain);
	while (!plain.leaving)
		ask(&plain, &line);
	buf_clear(&line);
	keep_aside(&plain);
	elsewhere_clear(&plain.elsewhere);
	plain_input_close(&plain.input);
	plain.session->filter = filter;
	session_free(plain.session, plain.discard);
	/* Where nobody hears any more, that nothing could be said is no trouble. */
	if (plain.input.gone) {
		fflush(stdout);
		clearerr(stdout);
	}
	return plain.failed ? EXIT_TROUBLE : EXIT_GOOD;
}
