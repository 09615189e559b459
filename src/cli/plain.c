/* SPDX-License-Identifier: MIT */
/* plain.c — one field asked, one line answered, each change told in one line. The same session as on the screen, so that the
 * same answers make the same draft. A line that begins with a colon is a command. */
#include <config.h>

#include "cli/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/plain_parts.h"
#include "cli/say.h"
#include "form/type.h"
#include "text/fold.h"
#include "text/utf8.h"

/* A line without its end; false at the end of the input. */
static bool read_line(struct buf *line)
{
	char *text = NULL;
	size_t room = 0;
	buf_reset(line);
	fflush(stdout);
	ssize_t len = getline(&text, &room, stdin);
	if (len > 0 && text[len - 1] == '\n')
		len--;
	if (len > 0 && text[len - 1] == '\r')
		len--;
	if (len >= 0)
		buf_put(line, text, (size_t)len);
	free(text);
	return len >= 0;
}

static void collect(void *buf, struct change *change)
{
	buf_put(buf, (const char *)change, sizeof *change);
	change->text = NULL;
}

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
	return true;
}

bool plain_save(struct plain *plain)
{
	struct session *session = plain->session;
	if (!store_writable(session->store) && !store_lost(session->store))
		return true;
	plain->failed = !session_save(session, NULL);
	if (!plain->failed)
		plain_say_message(plain);
	else
		plain_kept(plain);
	return !plain->failed;
}

bool plain_answer(struct plain *plain, const char *text)
{
	struct session *session = plain->session;
	struct place place = session->focus;
	struct buf changes = { 0 };
	draft_set_joined(session_draft(session), place, text, collect, &changes);
	session_say(session, false, "%s", "");
	session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	buf_clear(&changes);
	if (!plain_kept(plain)) {
		if (store_lost(session->store))
			plain_say("%s\n", text);
		return false;
	}
	char *now = draft_joined(session_draft(session), place);
	plain_say(_("%s is now: %s. "), place.field->item->name, now ? now : _("nothing"));
	free(now);
	plain_say_progress(plain);
	plain_say_findings(plain, place);
	return true;
}

/* Chosen by number or by its own words; an option that needs a detail asks for it. */
static bool choose(struct plain *plain, const char *line)
{
	const struct field *field = plain->session->focus.field;
	char *digits = fold_ascii(line, strlen(line)), *end;
	unsigned long number = strtoul(digits, &end, 10);
	bool by_number = *digits && !*end && number >= 1 && number <= field->option_count;
	int index = by_number ? (int)number - 1 : type_option(field, line);
	free(digits);
	if (index < 0 || field->type->entry != ENTRY_OPTION)
		return false;
	const struct option *option = &field->options[index];
	struct buf joined = { 0 }, detail = { 0 };
	buf_puts(&joined, option->text);
	if (option->needs_detail) {
		plain_say("%s ", _("Details:"));
		if (read_line(&detail) && detail.len)
			buf_printf(&joined, ": %s", buf_text(&detail));
	}
	plain_answer(plain, buf_text(&joined));
	buf_clear(&joined);
	buf_clear(&detail);
	return true;
}

/* Numbers of several options, and words of one's own, become one line each. */
static void choose_several(struct plain *plain, struct buf *text)
{
	const struct field *field = plain->session->focus.field;
	struct buf lines = { 0 };
	for (const char *at = buf_text(text); *at;) {
		size_t len = strcspn(at, "\n");
		char *line = mem_bytes(at, len), *rest = line;
		bool numbers = strspn(line, "0123456789 ,") == len && len > 0;
		while (numbers && *rest) {
			unsigned long number = strtoul(rest, &rest, 10);
			if (number >= 1 && number <= field->option_count)
				buf_printf(&lines, "%s%s", lines.len ? "\n" : "", field->options[number - 1].text);
			rest += strspn(rest, " ,");
		}
		if (!numbers)
			buf_printf(&lines, "%s%s", lines.len ? "\n" : "", line);
		free(line);
		at += len + (at[len] == '\n');
	}
	buf_clear(text);
	*text = lines;
}

/* Further lines of an answer, up to a full stop alone. False at the end of the input. */
static bool read_more(struct buf *text)
{
	struct buf line = { 0 };
	bool more;
	while ((more = read_line(&line)) && strcmp(buf_text(&line), ".") != 0)
		buf_printf(text, "\n%s", buf_text(&line));
	buf_clear(&line);
	return more;
}

static bool ask(struct plain *plain, struct buf *line)
{
	enum entry entry = plain->session->focus.field->type->entry;
	bool lines = entry == ENTRY_LINES || entry == ENTRY_OPTIONS, more = true;
	if (plain->ask)
		plain_say_field(plain);
	plain->ask = false;
	plain_say("%s ", lines ? _("Lines, then a full stop:") : _("Answer:"));
	if (!read_line(line))
		return false;
	const char *text = buf_text(line);
	if (text[0] == ':' && text[1] != ':') {
		plain_run_command(plain, text + 1);
		return true;
	}
	if (!*text) {
		plain_next_field(plain);
		return true;
	}
	if (text[0] == ':')
		buf_splice(line, 0, 1, "", 0);
	if (!utf8_valid(buf_text(line), line->len, NULL)) {
		plain_say("%s\n", _("This is not UTF-8, so it was not taken."));
		return true;
	}
	if (lines)
		more = read_more(line);
	if (entry == ENTRY_OPTIONS)
		choose_several(plain, line);
	if (!choose(plain, buf_text(line)))
		plain_answer(plain, buf_text(line));
	if (!plain->leaving)
		plain_next_field(plain);
	return more;
}

/* What can be saved nowhere any more, as the draft was taken over, goes to a file of its own. */
static void keep_aside(struct plain *plain)
{
	struct store *store = plain->session->store;
	struct err err = { 0 };
	char *name;

	if (plain->discard || store_writable(store) || !store_only_here(store))
		return;
	plain->failed = true;
	if (store_keep_aside(store, &name, &err))
		say_note(_("%s: what was typed last could not be saved there; the draft with it in is beside it as %s."),
			 store_path(store), name);
	else
		say_failure(&err);
	free(name);
}

int plain_run(struct store *store, long today)
{
	struct plain plain = { .session = session_new(store, today, 1), .ask = true };
	struct buf line = { 0 };
	plain_say("%s. %s\n", store_form(store)->title, _("Type an answer, or an empty line to go on. :? lists the commands."));
	plain_say_progress(&plain);
	while (!plain.leaving)
		if (!ask(&plain, &line)) {
			/* The end of the input is the end of the session: what was answered is saved. */
			plain_save(&plain);
			break;
		}
	buf_clear(&line);
	keep_aside(&plain);
	session_free(plain.session, plain.discard);
	return plain.failed ? EXIT_TROUBLE : EXIT_GOOD;
}
