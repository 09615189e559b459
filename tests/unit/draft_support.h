/* SPDX-License-Identifier: MIT */
/* draft_support.h — what the draft layer's tests share: the test form, places by path, small random numbers. */
#ifndef DRAFT_SUPPORT_H
#define DRAFT_SUPPORT_H

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "draft/draft.h"
#include "draft/draft_read.h"
#include "draft/draft_write.h"
#include "form/form_load.h"

struct draft_support {
	struct form_library library;
	char form_path[4096];
	struct form *form;
};

__attribute__((unused)) static void support_init(struct draft_support *support)
{
	const char *folder = getenv("srcdir");
	struct err err = { 0 };

	snprintf(support->form_path, sizeof support->form_path, "%s/tests/forms/draft-test.yaml", folder ? folder : ".");
	form_library_init(&support->library, "ja");
	support->form = form_load_file(&support->library, support->form_path, NULL, &err);
	if (!support->form)
		fail_msg("%s", err_sentence(&err));
}

__attribute__((unused)) static void support_clear(struct draft_support *support)
{
	form_free(support->form);
	form_library_clear(&support->library);
}

/* What a group of tests shares, and the group's setup and teardown. */
static struct draft_support support;

__attribute__((unused)) static int support_setup(void **state)
{
	(void)state;
	support_init(&support);
	return 0;
}

__attribute__((unused)) static int support_teardown(void **state)
{
	(void)state;
	support_clear(&support);
	return 0;
}

__attribute__((unused)) static struct place place_of(const struct draft *draft, const char *path)
{
	struct place place;
	struct err err = { 0 };

	if (!place_parse(draft, path, false, &place, NULL, &err))
		fail_msg("%s", err_sentence(&err));
	return place;
}

/* `company-name:note` = text, through draft_apply(). */
__attribute__((unused)) static void put(struct draft *draft, const char *path, const char *text)
{
	struct place place;
	enum part part;
	struct err err = { 0 };

	if (!place_parse(draft, path, false, &place, &part, &err) || !draft_set(draft, place, part, text, &err))
		fail_msg("%s", err_sentence(&err));
}

__attribute__((unused)) static const char *at(const struct draft *draft, const char *path)
{
	struct place place;
	enum part part;

	assert_true(place_parse(draft, path, false, &place, &part, NULL));
	return draft_part(draft, place, part);
}

__attribute__((unused)) static void instance(struct draft *draft, enum change_kind kind, size_t index, size_t to)
{
	struct change change = { .kind = kind, .at = to };

	change.place = place_of(draft, "data-center.1.data-center-name");
	change.place.instance = index;
	assert_true(draft_apply(draft, &change, NULL, NULL));
}

/* The same numbers every time. */
__attribute__((unused)) static uint32_t dice(uint32_t *state, uint32_t sides)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % sides;
}

/* Strings that YAML readers take for something else, lose, or refuse. */
/* clang-format off */
__attribute__((unused)) static const char *const nasty[] = {
	"no", "yes", "on", "off", "y", "n", "N", "Yes", "TRUE", "False", "null", "Null", "~", "0120", "0", "-1", "+5", "1:30",
	"1_000", "0x1f", "0o17", "0b11", "1e3", "1.5", ".5", ".inf", "-.Inf", ".nan", "NaN", "2026-11-22", "2026-11-22 10:00:00",
	"=", "<<", "-", "- a", "?", "? a", ":", ": a", "a: b", "a:", "a #b", "a#b", "#a", "&a", "*a", "!a", "!!str a", "|", ">",
	"|-", "%a", "@a", "`a", "'", "\"", "'a'", "\"a\"", "it's", "say \"x\"", "a\\b", "C:\\x", "{}", "[]", "{a: b}", "[a]",
	"a, b", "a]", "a}", "---", "...", "--- a", " a", "a ", "  ", "\t", "a\tb", "\ta", "a\t", "a\n", "a\n\n", "\n", "\na",
	"\n\na\n", "a\nb", "a\n\nb", "a\n b", " a\nb", "\ta\nb", "a\n\tb", "a\nb\n", "a\nb\n\n\n", "a\n  ", "  \na", "\n  a", "a \nb ",
	"#a\nb", "- a\n- b", "a: b\nc: d", "---\n...", "a\rb", "a\r\nb", "\r", "\xc2\x85", "a\xc2\x85" "b", "a\u2028b", "a\u2029b\nc",
	"\ufeff", "a\ufeffb", "\x01", "\x1b[2J", "\x7f", "\xc2\x9b", "a\x01\nb", "\u00a0", "\u3000", "\u3000a", "a\u3000", "\u200b",
	"\u202e", "\u2066", "\ufffd", "\ufffe", "\uffff", "葛\U000e0100", "か\u3099", "𠮷", "👨\u200d👩\u200d👧", "🇯🇵", "10分",
	"30日前まで", "24時間365日", "有り: 10分", "http://example.jp/?a=b#c", "http://example.jp:8080/", "info@example.jp",
	"03-1234-5678", "〒100-0001", "①ISO", "～", "a  b", "a: ", "a #", "(株)試験", "「はい」", "、", "x:y", "e3", "Infinity",
	"none", "undefined", "kaijisho", "answers", "長い行。長い行。長い行。長い行。長い行。長い行。長い行。長い行。長い行。長い行。長い行。",
};
/* clang-format on */
#define NASTY (sizeof nasty / sizeof nasty[0])

#endif
