/* SPDX-License-Identifier: MIT */
/* test_edition.c — editions compared; orphans taken out and given to fields with every other byte untouched. */
#include <config.h>

#include "form_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "draft/amend.h"
#include "draft/draft_write.h"
#include "edit/session.h"
#include "form/edition.h"

static struct form_library library;
static struct form *form;
static char folder[] = "/tmp/kaijisho-edition-XXXXXX";
static char path[64];

static void changes_in_order(void **state)
{
	static const struct {
		enum edition_kind kind;
		const char *id, *before, *after;
	} wanted[] = {
		{ EDITION_RENAMED, "company-name", "1 事業の概要 / 事業者の名称", "1 事業の概要 / 事業者の正式名称" },
		{ EDITION_LIMIT, "company-name", "", "60 chars (company-name + company-summary)" },
		{ EDITION_LIMIT, "company-summary", "20 chars", "40 chars, 60 chars (company-name + company-summary)" },
		{ EDITION_REMOVED, "manager", "1 事業の概要 / 責任者の氏名", "" },
		{ EDITION_ADDED, "person-in-charge", "", "1 事業の概要 / 責任者の役職" },
		{ EDITION_OPTIONS, "security-policy", "有り: … / 無し", "有り: … / 策定中: … / 無し" },
		{ EDITION_REQUIREMENT, "security-policy", "required", "required○" },
		{ EDITION_TYPE, "contact", "email", "text" },
		{ EDITION_REMOVED, "ups", "3 データセンター識別名 / 無停電電源の有無と電力供給時間", "" },
		{ EDITION_ADDED, "power", "", "3 データセンター識別名 / 電源の冗長化" },
	};
	struct edition_changes changes;
	struct err err = { 0 };

	(void)state;
	assert_true(edition_changes_load(&changes, &library, form, "2024", &err));
	assert_int_equal(changes.count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < changes.count; i++) {
		const struct edition_change *change = &changes.items[i];
		const struct field *field = change->now ? change->now : change->was;

		assert_string_equal(edition_kind_name(change->kind), edition_kind_name(wanted[i].kind));
		assert_string_equal(field->id, wanted[i].id);
		assert_string_equal(change->before, wanted[i].before);
		assert_string_equal(change->after, wanted[i].after);
	}
	edition_changes_clear(&changes);
	edition_compare(form, form, &changes);
	assert_int_equal(changes.count, 0);
}

static void editions_that_are_not_there(void **state)
{
	static const char *const names[] = { "1999", "", "..", "../editions/yearly", "a/b", "\x1b[2J", "2026" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct edition_changes changes;
		struct err err = { 0 };

		assert_false(edition_changes_load(&changes, &library, form, names[i], &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_int_equal(changes.count, 0);
		edition_changes_clear(&changes);
		err_clear(&err);
	}
}

/* `drop` and `edition` (either may be NULL) make `after` of `before`; `after` NULL: the same. */
static const struct {
	const char *before, *drop, *edition, *after;
} cases[] = {
	/* lines of their own; the neighbours' comments stay */
	{ "kaijisho: 1\nform: yearly\nanswers:\n  # a\n  manager: 甲 # b\n  # c\n  company-name: 乙\n", "manager", NULL,
	  "kaijisho: 1\nform: yearly\nanswers:\n  # a\n  # c\n  company-name: 乙\n" },
	{ "kaijisho: 1\nform: yearly\nanswers:\n  manager: |\n    甲\n    乙\n\n  company-name: 乙\nown: [1, 2]\n", "manager",
	  NULL, "kaijisho: 1\nform: yearly\nanswers:\n\n  company-name: 乙\nown: [1, 2]\n" },
	{ "kaijisho: 1\nform: yearly\nanswers:\n  manager: 甲\n", "manager", NULL, "kaijisho: 1\nform: yearly\nanswers:\n" },
	{ "kaijisho: 1\nform: yearly\nanswers:\n  old:\n  older:\n    deep: {x: 1}\n", "older", NULL,
	  "kaijisho: 1\nform: yearly\nanswers:\n  old:\n" },
	/* within an instance and within an answer */
	{ "kaijisho: 1\nform: yearly\nanswers:\n  data-center:\n  - ups: 有り # x\n    data-center-name: A\n  - ups: 無し\n",
	  "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: yearly\nanswers:\n  data-center:\n  - data-center-name: A\n  - ups: 無し\n" },
	{ "kaijisho: 1\nform: yearly\nanswers:\n  data-center:\n  - ups: 有り\n  - ups: 無し\n", "data-center.2.ups", NULL,
	  "kaijisho: 1\nform: yearly\nanswers:\n  data-center:\n  - ups: 有り\n  - {}\n" },
	{ "kaijisho: 1\nform: yearly\nanswers:\n  company-name: {answer: 甲, colour: 赤}\n", "company-name:colour", NULL,
	  "kaijisho: 1\nform: yearly\nanswers:\n  company-name: {answer: 甲}\n" },
	/* flow style, JSON, other line breaks */
	{ "{\"kaijisho\": 1, \"form\": \"yearly\", \"answers\": {\"manager\": \"甲\", \"company-name\": \"乙\"}}\n", "manager",
	  "2026", "{\"kaijisho\": 1, \"form\": \"yearly\", \"edition\": \"2026\", \"answers\": {\"company-name\": \"乙\"}}\n" },
	{ "kaijisho: 1\r\nform: yearly\r\nedition: '2024'\r\nanswers:\r\n  manager: 甲\r\n  company-name: 乙", "manager",
	  "2026", "kaijisho: 1\r\nform: yearly\r\nedition: '2026'\r\nanswers:\r\n  company-name: 乙" },
	/* the edition's line alone */
	{ "# 版\nkaijisho: 1\nedition:   \"2024\"   # 旧\nform: yearly\n# z\n", NULL, "2026",
	  "# 版\nkaijisho: 1\nedition:   \"2026\"   # 旧\nform: yearly\n# z\n" },
	{ "kaijisho: 1\nform: yearly # f\nanswers: {}\n", NULL, "2026",
	  "kaijisho: 1\nform: yearly # f\nedition: \"2026\"\nanswers: {}\n" },
	{ "kaijisho: 1\nform: yearly\nedition: 2026\n", NULL, "2026", NULL },
};

static void only_those_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *after = cases[i].after ? cases[i].after : cases[i].before;
		struct draft_source source;
		struct amendment amendment = { 0 };
		struct buf bytes = { 0 };
		struct err err = { 0 };
		struct draft *draft = draft_read(form, cases[i].before, strlen(cases[i].before), "d.yaml", &source, &err);

		assert_non_null(draft);
		buf_puts(&bytes, cases[i].before);
		if (cases[i].edition)
			amendment.edition = mem_string(cases[i].edition);
		if (cases[i].drop) {
			const struct stray *orphan = orphan_find(&source, cases[i].drop);

			assert_non_null(orphan);
			amendment_drop(&amendment, &source, orphan, (struct place){ 0 });
			assert_true(amendment_drops(&amendment, &source, orphan));
		}
		if (!draft_amend(&amendment, draft, &source, &bytes, &err))
			fail_msg("%s\n%s", err.text, cases[i].before);
		assert_string_equal(buf_text(&bytes), after);
		assert_string_equal(source.bytes, after);
		amendment_clear(&amendment);
		draft_source_clear(&source);
		draft_free(draft);
		buf_clear(&bytes);
	}
}

static void orphans_are_told(void **state)
{
	static const char text[] =
		"kaijisho: 1\nform: yearly\nanswers:\n  a: 甲\n  b: {answer: 有り, detail: 10分}\n"
		"  c: {answer: \"\", detail: 10分}\n  d: {status: undisclosed, note: 社外秘}\n  e: [一, 二]\n"
		"  f: {answer: 乙, ack: {odd-value: 確認済}}\n";
	static const struct {
		const char *key, *told;
	} told[] = { { "a", "甲" },     { "b", "有り: 10分" }, { "c", "10分" }, { "d", "undisclosed: 社外秘" },
		     { "e", "一\n二" }, { "f", "乙" } };
	struct draft_source source;
	struct draft *draft = draft_read(form, text, strlen(text), "d.yaml", &source, NULL);

	(void)state;
	assert_non_null(draft);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		const struct stray *orphan = orphan_find(&source, told[i].key);

		assert_non_null(orphan);
		char *found = orphan_text(&source, orphan);
		assert_string_equal(found, told[i].told);
		free(found);
	}
	draft_free(draft);
	draft_source_clear(&source);
}

static void collect(void *context, struct change *change)
{
	struct buf *out = context;
	if (change->text)
		buf_printf(out, "%d=%s;", (int)change->part, change->text);
	change_clear(change);
}

/* All an answer is made of goes along: acknowledgements, and a review mark that says no more than that it is one. */
static void all_parts_are_attached(void **state)
{
	static const char text[] =
		"kaijisho: 1\nform: yearly\nanswers:\n  f: {answer: 乙, ack: {odd-value: 確認済, rule: 後で}}\n"
		"  g: {answer: 丙, review: ~, note: ~}\n";
	struct draft_source source;
	struct err err = { 0 };
	struct draft *draft = draft_read(form, text, strlen(text), "d.yaml", &source, NULL);
	struct place place = { form_field(form, "person-in-charge", strlen("person-in-charge")), 0 };
	struct buf found = { 0 }, wanted = { 0 };

	(void)state;
	assert_non_null(draft);
	assert_true(orphan_attach(orphan_find(&source, "f"), draft, place, collect, &found, &err));
	buf_printf(&wanted, "%d=乙;%d=;%d=odd-value: 確認済\nrule: 後で;", PART_ANSWER, PART_REVIEW, PART_ACK);
	for (const char *at = buf_text(&wanted); *at; at += strcspn(at, ";") + 1) {
		char *part = mem_bytes(at, strcspn(at, ";") + 1);
		if (!strstr(buf_text(&found), part))
			fail_msg("%s not in %s", part, buf_text(&found));
		free(part);
	}
	buf_reset(&found);
	assert_true(orphan_attach(orphan_find(&source, "g"), draft, place, collect, &found, &err));
	buf_reset(&wanted);
	buf_printf(&wanted, "%d=;", PART_REVIEW);
	const char *first = strstr(buf_text(&found), buf_text(&wanted));
	assert_non_null(first);
	assert_null(strstr(first + 1, buf_text(&wanted))); /* the mark that was there, no other */
	buf_reset(&wanted);
	buf_printf(&wanted, "%d=", PART_NOTE);
	assert_null(strstr(buf_text(&found), buf_text(&wanted))); /* a note that says nothing is none */
	buf_clear(&found);
	buf_clear(&wanted);
	draft_free(draft);
	draft_source_clear(&source);
}

static const char outdated[] =
	"kaijisho: 1\nform: yearly\nedition: \"2024\"\nanswers:\n  company-name: 甲 # 商号\n  manager: 例示 太郎\n"
	"  old: {answer: 有り, detail: 10分, colour: 赤}\n  list: [一, 二]\n";

static void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *text)
{
	struct buf bytes = { 0 };

	assert_true(file_read_path(path, YAML_MAX_BYTES, &bytes, NULL));
	assert_string_equal(buf_text(&bytes), text);
	buf_clear(&bytes);
}

static struct session *open_session(void)
{
	struct err err = { 0 };
	write_file(outdated);
	struct store *store = store_open(&library, NULL, path, STORE_WRITE, 0, &err);

	if (!store)
		fail_msg("%s", err.text);
	return session_new(store, 20261122, 1);
}

static const struct stray *orphan_of(struct session *session, const char *key)
{
	const struct stray *orphan = orphan_find(store_source(session->store), key);

	assert_non_null(orphan);
	return orphan;
}

static struct place place_of(struct session *session, const char *id)
{
	struct place place;

	assert_true(place_parse(session_draft(session), id, false, &place, NULL, NULL));
	return place;
}

static void attached(void **state)
{
	struct session *session = open_session();
	struct place into = place_of(session, "person-in-charge");

	(void)state;
	assert_true(store_is_outdated(session->store));
	store_accept_edition(session->store);
	assert_true(session_attach(session, orphan_of(session, "manager"), into));
	assert_string_equal(draft_part(session_draft(session), into, PART_REVIEW), "");
	/* Not into a field that says something, and not what would lose something. */
	assert_false(session_attach(session, orphan_of(session, "list"), place_of(session, "company-name")));
	assert_false(session_attach(session, orphan_of(session, "old"), place_of(session, "contact")));
	assert_true(session_save(session, NULL));
	assert_false(store_is_outdated(session->store));
	session_free(session, false);
	assert_file("kaijisho: 1\nform: yearly\nedition: \"2026\"\nanswers:\n  company-name: 甲 # 商号\n"
		    "  person-in-charge: {answer: 例示 太郎, review: \"\"}\n"
		    "  old: {answer: 有り, detail: 10分, colour: 赤}\n  list: [一, 二]\n");
}

static void undone(void **state)
{
	struct session *session = open_session();

	(void)state;
	assert_true(session_attach(session, orphan_of(session, "manager"), place_of(session, "person-in-charge")));
	assert_true(session_undo(session));
	assert_true(session_save(session, NULL));
	session_free(session, false);
	assert_file(outdated);
}

static void changed_underneath(void **state)
{
	struct session *session = open_session();
	const char *theirs = "kaijisho: 1\nform: yearly\nanswers:\n  manager: 例示 次郎\n  list: [一, 二]\n";

	(void)state;
	store_drop_orphan(session->store, orphan_of(session, "manager"), (struct place){ 0 });
	store_drop_orphan(session->store, orphan_of(session, "list"), (struct place){ 0 });
	write_file(theirs);
	assert_true(session_save(session, NULL));
	session_free(session, false);
	assert_file("kaijisho: 1\nform: yearly\nanswers:\n  manager: 例示 次郎\n");
}

static void kept_after_all(void **state)
{
	struct session *session = open_session();
	const struct stray *orphan = orphan_of(session, "manager");

	(void)state;
	store_drop_orphan(session->store, orphan, (struct place){ 0 });
	assert_true(store_drops_orphan(session->store, orphan));
	store_keep_orphan(session->store, orphan);
	assert_false(store_drops_orphan(session->store, orphan));
	assert_true(session_save(session, NULL));
	session_free(session, false);
	assert_file(outdated);
	/* Left without a save: nothing of it stays. */
	session = open_session();
	store_drop_orphan(session->store, orphan_of(session, "manager"), (struct place){ 0 });
	store_accept_edition(session->store);
	session_free(session, true);
	assert_file(outdated);
}

static void texts(void **state)
{
	struct session *session = open_session();
	const struct draft_source *source = store_source(session->store);
	static const char *const wanted[] = { "例示 太郎", "{answer: 有り, detail: 10分, colour: 赤}", "一\n二" };
	size_t count = 0;

	(void)state;
	for (size_t i = orphan_next(source, 0); i < source->stray_count; i = orphan_next(source, i + 1)) {
		char *text = orphan_text(source, &source->strays[i]);

		assert_true(count < 3);
		assert_string_equal(text, wanted[count++]);
		free(text);
	}
	assert_int_equal(count, 3);
	session_free(session, false);
}

static int start(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/d.yaml", folder);
	setenv("XDG_STATE_HOME", folder, 1);
	support_library(&library, "tests/forms/editions", folder, "ja");
	form = form_load(&library, "yearly", NULL);
	return form ? 0 : -1;
}

static int end(void **state)
{
	char command[128];

	(void)state;
	form_free(form);
	form_library_clear(&library);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) == 0 ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_in_order), cmocka_unit_test(editions_that_are_not_there),
		cmocka_unit_test(only_those_lines), cmocka_unit_test(attached),
		cmocka_unit_test(undone),           cmocka_unit_test(changed_underneath),
		cmocka_unit_test(orphans_are_told), cmocka_unit_test(all_parts_are_attached),
		cmocka_unit_test(kept_after_all),   cmocka_unit_test(texts),
	};
	return cmocka_run_group_tests(tests, start, end);
}
