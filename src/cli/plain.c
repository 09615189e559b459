/* SPDX-License-Identifier: MIT */
/* plain.c — one field asked, one line answered, each change told in one line. The same session as on the screen, so that the
 * same answers make the same draft. A line that begins with a colon is a command. */
#include <config.h>

#include "cli/plain.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "edit/find.h"
#include "edit/outline.h"
#include "edit/session.h"
#include "form/type.h"
#include "text/fold.h"
#include "text/utf8.h"

struct plain {
	struct session *session;
	bool leaving, discard, failed;
	bool ask; /* the field has to be told anew */
};

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

static void say_progress(const struct plain *plain)
{
	const struct tally *tally = checker_tally(plain->session->checker);
	say_printf(_("Required %zu/%zu, findings %zu.\n"), tally->required.answered, tally->required.total,
		   tally->errors - tally->missing + tally->warnings);
}

static void say_message(const struct plain *plain)
{
	if (plain->session->message && *plain->session->message)
		say_printf("%s\n", plain->session->message);
}

static void say_field(const struct plain *plain)
{
	const struct session *session = plain->session;
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	const struct field *field = place.field;
	struct outline_entry entry = { field->section, place.instance };
	char *title = outline_title(draft, &entry, false), *answer = draft_joined(draft, place);
	const char *mark = requirement_mark(field->requirement), *review = draft_part(draft, place, PART_REVIEW);
	say_printf("\n%s\n%s %s. %s%s%s", title, field->item->number, field->item->name, mark, *mark ? ", " : "", _(field->type->title));
	if (field->unit)
		say_printf(_(", unit: %s"), field->unit);
	if (field->limit)
		say_printf(_(", up to %zu characters"), field->limit);
	say_printf("\n%s\n", field->prompt);
	if (!checker_relevant(session->checker, place))
		say_printf("%s\n", _("Not asked now, because of another answer."));
	for (size_t i = 0; i < field->option_count; i++)
		say_printf("  %zu %s\n", i + 1, field->options[i].label);
	if (answer)
		say_printf(_("Now: %s\n"), answer);
	if (review)
		say_printf(_("To confirm: %s\n"), *review ? review : _("look it over"));
	free(title);
	free(answer);
}

/* What is wrong with the field, after an answer. */
static void say_findings(const struct plain *plain, struct place place)
{
	const struct finding *const *findings;
	size_t count = checker_at(plain->session->checker, place, &findings);
	for (size_t i = 0; i < count; i++)
		if (strcmp(findings[i]->code, "missing") != 0)
			say_printf("! %s\n", findings[i]->text);
}

static void collect(void *buf, struct change *change)
{
	buf_put(buf, (const char *)change, sizeof *change);
	change->text = NULL;
}

/* The answer as one text; what it means for the field is found out as `set` does. */
static void answer(struct plain *plain, const char *text)
{
	struct session *session = plain->session;
	struct place place = session->focus;
	struct buf changes = { 0 };
	draft_set_joined(session_draft(session), place, text, collect, &changes);
	bool fine = session_apply(session, (struct change *)(void *)changes.data, changes.len / sizeof(struct change));
	buf_clear(&changes);
	session_flush(session);
	if (!fine) {
		say_message(plain);
		return;
	}
	char *now = draft_joined(session_draft(session), place);
	say_printf(_("%s is now: %s. "), place.field->item->name, now ? now : _("nothing"));
	free(now);
	say_progress(plain);
	say_findings(plain, place);
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
		say_printf("%s ", _("Details:"));
		if (read_line(&detail) && detail.len)
			buf_printf(&joined, ": %s", buf_text(&detail));
	}
	answer(plain, buf_text(&joined));
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

/* Commands */

static void next_field(struct plain *plain, const char *argument)
{
	(void)argument;
	struct place before = plain->session->focus;
	while (session_step(plain->session, 1) && place_equal(before, plain->session->focus))
		;
	if (place_equal(before, plain->session->focus))
		say_printf("%s\n", _("This is the last field. :q saves and leaves."));
	plain->ask = true;
}

static void back(struct plain *plain, const char *argument)
{
	(void)argument;
	struct place before = plain->session->focus;
	while (session_step(plain->session, -1) && place_equal(before, plain->session->focus))
		;
	plain->ask = true;
}

static void next_problem(struct plain *plain, const char *argument)
{
	(void)argument;
	session_next_problem(plain->session, 1);
	say_message(plain);
	plain->ask = true;
}

/* An item's number, or a field's id with its instance. */
static void go(struct plain *plain, const char *argument)
{
	const struct form *form = store_form(plain->session->store);
	struct place place = { 0 };
	struct err err = { 0 };
	for (size_t i = 0; i < form->item_count && !place.field; i++)
		if (strcmp(form->items[i].number, argument) == 0)
			place.field = form->items[i].fields;
	if (place.field || place_parse(session_draft(plain->session), argument, false, &place, NULL, &err))
		session_focus(plain->session, place);
	else
		say_printf("%s\n", err.text);
	err_clear(&err);
	plain->ask = true;
}

static void help(struct plain *plain, const char *argument)
{
	const struct field *field = plain->session->focus.field;
	(void)argument;
	if (field->guidance)
		say_printf("%s\n", field->guidance);
	if (field->example)
		say_printf(_("Example: %s\n"), field->example);
	say_findings(plain, plain->session->focus);
}

static void clear(struct plain *plain, const char *argument)
{
	(void)argument;
	session_set_status(plain->session, STATUS_ANSWERED, NULL);
	answer(plain, "");
}

static void not_applicable(struct plain *plain, const char *argument)
{
	session_set_status(plain->session, STATUS_NOT_APPLICABLE, argument);
	say_printf("%s ", _("Marked as not applicable."));
	say_progress(plain);
}

static void undisclosed(struct plain *plain, const char *argument)
{
	(void)argument;
	session_set_status(plain->session, STATUS_UNDISCLOSED, NULL);
	say_printf("%s ", _("Marked as undisclosed."));
	say_progress(plain);
}

static void review(struct plain *plain, const char *argument)
{
	if (*argument)
		session_set_part(plain->session, plain->session->focus, PART_REVIEW, argument);
	else
		session_toggle_review(plain->session);
	say_message(plain);
}

static void undo(struct plain *plain, const char *argument)
{
	(void)argument;
	session_undo(plain->session);
	say_message(plain);
	plain->ask = true;
}

static void sections(struct plain *plain, const char *argument)
{
	const struct draft *draft = session_draft(plain->session);
	(void)argument;
	for (size_t i = 0; i < outline_count(draft); i++) {
		struct outline_entry entry = outline_entry(draft, i);
		char *title = outline_title(draft, &entry, false), *badge = outline_badge(plain->session->checker, &entry);
		say_printf(_("%s, from item %s: %s\n"), title, entry.section->items[0].number, badge);
		free(title);
		free(badge);
	}
}

static void find(struct plain *plain, const char *argument)
{
	struct find *find = find_new(session_draft(plain->session));
	size_t count;
	const struct place *hits = find_search(find, argument, &count);
	for (size_t i = 0; i < count && i < 20; i++) {
		char *path = place_path(hits[i]);
		say_printf("%s  %s %s\n", path, hits[i].field->item->number, hits[i].field->item->name);
		free(path);
	}
	say_printf(_("%zu found. :g goes to one.\n"), count);
	find_free(find);
}

static const struct section *repeated_section(const struct plain *plain)
{
	const struct form *form = store_form(plain->session->store);
	for (size_t i = 0; i < form->section_count; i++)
		if (form->sections[i].repeated)
			return &form->sections[i];
	return NULL;
}

static void add(struct plain *plain, const char *argument)
{
	const struct section *section = repeated_section(plain);
	if (section && session_instance_add(plain->session, section, argument))
		say_printf(_("There are %zu now.\n"), draft_instances(session_draft(plain->session), section));
	else
		say_printf("%s\n", _("This form has no section that is repeated."));
}

static void save(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->failed = !session_save(plain->session, NULL);
	say_message(plain);
}

static void quit(struct plain *plain, const char *argument)
{
	if (store_writable(plain->session->store))
		save(plain, argument);
	plain->leaving = !plain->failed;
	if (plain->failed)
		say_printf("%s\n", _("Not left. :q tries again; :q! leaves the file as it was saved last."));
}

static void quit_discarding(struct plain *plain, const char *argument)
{
	(void)argument;
	plain->leaving = plain->discard = true;
	plain->failed = false;
}

static void commands_help(struct plain *plain, const char *argument);

static const struct plain_command {
	const char *name, *argument, *help;
	void (*run)(struct plain *plain, const char *argument);
} commands[] = {
	{ "n", "", N_("next field (an empty line does the same)"), next_field },
	{ "b", "", N_("back to the field before"), back },
	{ "p", "", N_("next field that has something missing or wrong"), next_problem },
	{ "g", "NUMBER", N_("go to an item by its number, or to a field by its id"), go },
	{ "f", "WORDS", N_("find"), find },
	{ "l", "", N_("list the sections with what is left"), sections },
	{ "h", "", N_("help on this field"), help },
	{ "x", "", N_("clear the answer"), clear },
	{ "na", "REASON", N_("not applicable, with a reason"), not_applicable },
	{ "nd", "", N_("undisclosed"), undisclosed },
	{ "r", "NOTE", N_("mark as to be confirmed, or confirm"), review },
	{ "a", "NAME", N_("add a data center"), add },
	{ "u", "", N_("undo"), undo },
	{ "w", "", N_("save"), save },
	{ "q", "", N_("save and leave"), quit },
	{ "q!", "", N_("leave the file as it was last saved"), quit_discarding },
	{ "?", "", N_("list the commands"), commands_help },
};

static void commands_help(struct plain *plain, const char *argument)
{
	(void)plain;
	(void)argument;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		say_printf(":%s %s  %s\n", commands[i].name, commands[i].argument, _(commands[i].help));
	say_printf("%s\n", _("An answer of several lines ends with a line that holds only a full stop. A line that begins with two "
			     "colons is an answer that begins with one."));
}

static void run_command(struct plain *plain, const char *line)
{
	size_t len = strcspn(line, " ");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strlen(commands[i].name) == len && memcmp(commands[i].name, line, len) == 0) {
			commands[i].run(plain, line + len + strspn(line + len, " "));
			return;
		}
	say_printf("%s\n", _("There is no such command; :? lists them."));
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
		say_field(plain);
	plain->ask = false;
	say_printf("%s ", lines ? _("Lines, then a full stop:") : _("Answer:"));
	if (!read_line(line))
		return false;
	const char *text = buf_text(line);
	if (text[0] == ':' && text[1] != ':') {
		run_command(plain, text + 1);
		return true;
	}
	if (!*text) {
		next_field(plain, "");
		return true;
	}
	if (text[0] == ':')
		buf_splice(line, 0, 1, "", 0);
	if (!utf8_valid(buf_text(line), line->len, NULL)) {
		say_printf("%s\n", _("This is not UTF-8, so it was not taken."));
		return true;
	}
	if (lines)
		more = read_more(line);
	if (entry == ENTRY_OPTIONS)
		choose_several(plain, line);
	if (!choose(plain, buf_text(line)))
		answer(plain, buf_text(line));
	next_field(plain, "");
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
	say_printf("%s. %s\n", store_form(store)->title, _("Type an answer, or an empty line to go on. :? lists the commands."));
	say_progress(&plain);
	while (!plain.leaving)
		if (!ask(&plain, &line)) {
			/* The end of the input is the end of the session: what was answered is saved. */
			quit(&plain, "");
			break;
		}
	buf_clear(&line);
	keep_aside(&plain);
	session_free(plain.session, plain.discard);
	return say_end(plain.failed ? EXIT_TROUBLE : EXIT_GOOD);
}
