/* SPDX-License-Identifier: MIT */
/* plain_answer.c — an answer of one line or several, of options by number or in words. What cannot be taken changes nothing
 * and is asked for again. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/plain_parts.h"
#include "form/type.h"
#include "text/fold.h"

static void collect(void *buf, struct change *change)
{
	buf_put(buf, (const char *)change, sizeof *change);
	change->text = NULL;
}

/* Applies collected changes to the focused field, and tells what it says now. */
static bool apply(struct plain *plain, struct buf *changes, const char *text)
{
	struct session *session = plain->session;
	struct place place = session->focus;
	session_say(session, false, "%s", "");
	if (changes->len)
		session_apply(session, (struct change *)(void *)changes->data, changes->len / sizeof(struct change));
	buf_clear(changes);
	if (!plain_kept(plain)) {
		plain_say("%s\n", text);
		return false;
	}
	plain_say_answer(plain, place);
	plain_say_findings(plain, place);
	return true;
}

bool plain_answer(struct plain *plain, const char *text)
{
	struct buf changes = { 0 };
	draft_set_joined(session_draft(plain->session), plain->session->focus, text, collect, &changes);
	return apply(plain, &changes, text);
}

/* Option and detail as they were written; an ordinary answer has no status. */
static bool answer_option(struct plain *plain, const char *option, const char *detail)
{
	const struct draft *draft = session_draft(plain->session);
	struct place place = plain->session->focus;
	const struct {
		enum part part;
		const char *text;
	} wanted[] = { { PART_ANSWER, option }, { PART_DETAIL, detail }, { PART_STATUS, NULL }, { PART_REASON, NULL } };
	struct buf changes = { 0 }, joined = { 0 };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const char *now = draft_part(draft, place, wanted[i].part), *text = wanted[i].text;
		if (now == text || (now && text && strcmp(now, text) == 0))
			continue;
		struct change change = { .kind = CHANGE_SET, .place = place, .part = wanted[i].part, .text = mem_string(text) };
		collect(&changes, &change);
	}
	buf_printf(&joined, detail ? "%s: %s" : "%s", option, detail);
	bool fine = apply(plain, &changes, buf_text(&joined));
	buf_clear(&joined);
	return fine;
}

/* The numbers a line consists of, `1、３ 5`, one behind the other; false, and empty, if it says anything else. */
static bool read_numbers(const char *line, struct buf *numbers)
{
	char *folded = fold_ascii(line, strlen(line));
	const char *at = folded;
	buf_reset(numbers);
	while (*at) {
		if (*at >= '0' && *at <= '9') {
			char *end;
			unsigned long number = strtoul(at, &end, 10);
			buf_put(numbers, (const char *)&number, sizeof number);
			at = end;
		} else if (*at == ' ' || *at == ',') {
			at++;
		} else if (strncmp(at, "、", 3) == 0) {
			at += 3;
		} else {
			buf_reset(numbers);
			break;
		}
	}
	free(folded);
	return numbers->len > 0;
}

/* Whether options have these numbers; says so if not. */
static bool numbers_fit(const struct field *field, const struct buf *numbers)
{
	const unsigned long *number = (const unsigned long *)(const void *)numbers->data;
	for (size_t i = 0; i < numbers->len / sizeof *number; i++)
		if (number[i] < 1 || number[i] > field->option_count) {
			plain_say(_("There is no choice %lu here; they go from 1 to %zu. Nothing was changed.\n"), number[i],
				  field->option_count);
			return false;
		}
	return true;
}

/* What stands beside the options: the detail, or words that stood in their place. Yours to free, or NULL. */
static char *words_now(const struct plain *plain)
{
	struct place place = plain->session->focus;
	const struct draft *draft = session_draft(plain->session);
	const char *answer = draft_part(draft, place, PART_ANSWER), *detail = draft_part(draft, place, PART_DETAIL), *rest;
	int option;
	size_t len;
	if (!detail && answer && draft_status(draft, place) == STATUS_ANSWERED &&
	    !type_split(place.field, answer, &option, &rest, &len))
		detail = answer;
	return mem_string(detail);
}

/* Beside the option. An empty line keeps what is there; a command that does more than look waits until all is kept. */
static bool choose(struct plain *plain, const char *option)
{
	char *detail = words_now(plain);
	struct buf line = { 0 };
	enum line_kind kind;
	if (detail)
		plain_say(_("Details now: %s. An empty line keeps them.\n"), detail);
	while ((kind = plain_read(plain, _("Details:"), false, &line)) == LINE_COMMAND &&
	       plain_command_effect(buf_text(&line)) == LOOKS)
		plain_run_command(plain, buf_text(&line));
	bool fine = answer_option(plain, option, kind == LINE_TEXT ? buf_text(&line) : detail);
	free(detail);
	if (kind == LINE_COMMAND) {
		plain->ask = true;
		if (!plain->leaving)
			plain_run_command(plain, buf_text(&line));
		fine = false;
	}
	buf_clear(&line);
	return fine;
}

/* One option, by number or by its own words, or words of one's own. */
static bool take_option(struct plain *plain, const char *line)
{
	const struct field *field = plain->session->focus.field;
	struct buf numbers = { 0 };
	int index = -1;
	bool fits = true;
	if (read_numbers(line, &numbers)) {
		fits = numbers_fit(field, &numbers);
		if (fits && numbers.len > sizeof(unsigned long)) {
			plain_say("%s\n", _("Only one can be chosen here. Nothing was changed."));
			fits = false;
		}
		if (fits) {
			index = (int)*(const unsigned long *)(const void *)numbers.data - 1;
			line = field->options[index].text;
		}
	} else {
		index = type_option(field, line);
	}
	buf_clear(&numbers);
	if (!fits)
		return false;
	if (index < 0)
		return plain_answer(plain, line);
	/* As it was written: 有 stays 有. */
	char *option = mem_string(line);
	bool fine = field->options[index].needs_detail ? choose(plain, option) : plain_answer(plain, option);
	free(option);
	return fine;
}

static bool has_line(const struct buf *text, const char *line)
{
	for (const char *at = buf_text(text); *at;) {
		size_t len = strcspn(at, "\n");
		if (len == strlen(line) && memcmp(at, line, len) == 0)
			return true;
		at += len + (at[len] == '\n');
	}
	return false;
}

static bool put_line(struct buf *text, size_t lines, const char *line)
{
	if (text->len + strlen(line) + 1 > DRAFT_MAX_TEXT) {
		plain_say("%s %s\n", _("An answer holds at most 4 MiB."), _("This line was not taken."));
		return false;
	}
	buf_printf(text, "%s%s", lines ? "\n" : "", line);
	return true;
}

/* A line joins the lines so far; numbers of options become their words, each once. False if it was not taken. */
static bool take_line(const struct field *field, const char *line, struct buf *text, size_t *lines)
{
	struct buf numbers = { 0 };
	bool options = field->type->entry == ENTRY_OPTIONS, fine = true;
	if (options && read_numbers(line, &numbers)) {
		const unsigned long *number = (const unsigned long *)(const void *)numbers.data;
		fine = numbers_fit(field, &numbers);
		for (size_t i = 0; fine && i < numbers.len / sizeof *number; i++) {
			const char *option = field->options[number[i] - 1].text;
			if (!has_line(text, option) && (fine = put_line(text, *lines, option)))
				++*lines;
		}
	} else if (!options || (*line && !has_line(text, line))) {
		fine = put_line(text, *lines, line);
		*lines += fine;
	}
	buf_clear(&numbers);
	return fine;
}

/* Lines up to a full stop alone. */
static bool take_lines(struct plain *plain, struct buf *line)
{
	const struct field *field = plain->session->focus.field;
	struct buf text = { 0 };
	size_t lines = 0;
	if (!take_line(field, buf_text(line), &text, &lines)) {
		buf_clear(&text);
		return false;
	}
	const char *prompt = NULL;
	bool fine = true;
	for (;;) {
		enum line_kind kind = plain_read(plain, prompt, true, line);
		enum plain_effect effect = kind == LINE_COMMAND ? plain_command_effect(buf_text(line)) : LOOKS;
		prompt = NULL;
		if (kind == LINE_TEXT || kind == LINE_EMPTY) {
			if (!take_line(field, buf_text(line), &text, &lines))
				prompt = _("Further lines, then a full stop:");
			continue;
		}
		if (effect != LOOKS || kind != LINE_COMMAND)
			fine = plain_answer(plain, buf_text(&text));
		if (kind == LINE_COMMAND && !plain->leaving)
			plain_run_command(plain, buf_text(line));
		if (kind != LINE_COMMAND || effect > BESIDE || plain->leaving) {
			/* After a command one is where it led. */
			plain->ask = plain->ask || kind == LINE_COMMAND;
			fine = fine && kind != LINE_COMMAND;
			break;
		}
		prompt = _("Further lines, then a full stop:");
	}
	buf_clear(&text);
	return fine;
}

void plain_take(struct plain *plain, struct buf *line)
{
	enum entry entry = plain->session->focus.field->type->entry;
	bool fine = plain_may_change(plain);
	if (fine && (entry == ENTRY_LINES || entry == ENTRY_OPTIONS))
		fine = take_lines(plain, line);
	else if (fine && entry == ENTRY_OPTION)
		fine = take_option(plain, buf_text(line));
	else if (fine)
		fine = plain_answer(plain, buf_text(line));
	if (fine && !plain->leaving)
		plain_next_field(plain);
}
