/* SPDX-License-Identifier: MIT */
/* test_editing.c — undo as people expect it, whole answers copied, options taken back, conflicts, replacing; the outline. */
#include <config.h>

#include "session_support.h"

#include "edit/find.h"
#include "edit/outline.h"

static void runs(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "あい");
	type(session, "うえ");
	session_delete(session, CARET_LEFT);
	session_delete(session, CARET_LEFT);
	type(session, "お");
	assert_string_equal(session_text(session), "あいお");
	/* What was typed last, then what was deleted, then what was typed first. */
	session_undo(session);
	assert_string_equal(session_text(session), "あい");
	session_undo(session);
	assert_string_equal(session_text(session), "あいうえ");
	session_undo(session);
	assert_null(part(session, PART_ANSWER));
	/* A clause is a step. */
	type(session, "一つ、");
	type(session, "二つ");
	session_undo(session);
	assert_string_equal(session_text(session), "一つ、");
	session_free(session, true);
}

static void whole_answers(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "security-policy", 0);
	session_choose(session, 0);
	type(session, "基本方針");
	session->part = FOCUS_OPTION;
	caret_set(&session->caret, 0, session_text(session), strlen(session_text(session)));
	session_copy(session);
	assert_string_equal(session->clipboard, "有り: 基本方針");
	focus(session, "risk-policy", 0);
	session_choose(session, 1);
	session->part = FOCUS_OPTION;
	session_put(session);
	assert_string_equal(part(session, PART_ANSWER), "有り");
	assert_string_equal(part(session, PART_DETAIL), "基本方針");
	/* The choice taken back, its detail is not lost; chosen again, it is a detail again. */
	session->part = FOCUS_OPTION;
	session_delete(session, CARET_LEFT);
	assert_string_equal(part(session, PART_ANSWER), "基本方針");
	assert_null(part(session, PART_DETAIL));
	session_choose(session, 0);
	assert_string_equal(part(session, PART_DETAIL), "基本方針");
	/* A status is cut with its answer. */
	focus(session, "company-name", 0);
	session_set_status(session, STATUS_UNDISCLOSED, NULL);
	session_cut(session);
	assert_int_equal(draft_status(session_draft(session), session->focus), STATUS_UNANSWERED);
	assert_string_equal(session->clipboard, "非公開");
	session_free(session, true);
}

/* What is typed beside an option that asks for no detail is part of the answer, so that it is published. */
static void beside_an_option(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "security-policy", 0);
	session_choose(session, 1);
	type(session, "策定中");
	assert_string_equal(part(session, PART_ANSWER), "無し: 策定中");
	assert_null(part(session, PART_DETAIL));
	char *joined = draft_joined(session_draft(session), session->focus);
	assert_string_equal(joined, "無し: 策定中");
	free(joined);
	/* Where several may be chosen, other words stand in a line of their own. */
	focus(session, "service-type", 0);
	session_choose(session, 0);
	type(session, "独自のもの");
	assert_non_null(strstr(part(session, PART_ANSWER), "\n独自のもの"));
	session_free(session, true);
}

static void an_example(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	assert_true(session_insert_example(session));
	assert_string_equal(part(session, PART_ANSWER), session->focus.field->example);
	assert_non_null(part(session, PART_REVIEW));
	assert_false(checker_complete(session->checker));
	assert_false(session_insert_example(session));
	session_undo(session);
	assert_null(part(session, PART_ANSWER));
	assert_null(part(session, PART_REVIEW));
	session_free(session, true);
}

static void replacing(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "サーバーとサーバーの運用");
	focus(session, "security-policy", 0);
	session_choose(session, 0);
	type(session, "サーバー管理規程");
	assert_int_equal(session_replace(session, "サーバー", "サーバ"), 3);
	assert_string_equal(part(session, PART_DETAIL), "サーバ管理規程");
	session_undo(session);
	assert_string_equal(part(session, PART_DETAIL), "サーバー管理規程");
	focus(session, "company-summary", 0);
	assert_string_equal(session_text(session), "サーバーとサーバーの運用");
	assert_int_equal(session_replace(session, "無い文", ""), 0);
	assert_int_equal(session_replace(session, "", "x"), 0);
	session_free(session, true);
}

static void conflicts(void **state)
{
	struct session *session = open_new();
	(void)state;
	for (enum side side = SIDE_OURS; side <= SIDE_BOTH; side++) {
		static const char *const kept[] = { "こちら", "あちら", "こちら\nあちら" };
		focus(session, "company-summary", 0);
		session_set_part(session, session->focus, PART_ANSWER, "こちら");
		session_set_part(session, session->focus, PART_THEIRS, "あちら");
		session_resolve(session, side);
		assert_string_equal(part(session, PART_ANSWER), kept[side]);
		assert_null(part(session, PART_THEIRS));
		session_undo(session);
		assert_string_equal(part(session, PART_ANSWER), "こちら");
		assert_string_equal(part(session, PART_THEIRS), "あちら");
	}
	session_free(session, true);
}

/* Both texts of a field with options. */
static void both_options(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "security-policy", 0);
	session_choose(session, 0);
	char *option = mem_string(part(session, PART_ANSWER));
	struct buf theirs = { 0 };
	type(session, "方針A");
	buf_printf(&theirs, "%s: 方針B", option);
	session_set_part(session, session->focus, PART_THEIRS, buf_text(&theirs));
	session_resolve(session, SIDE_BOTH);
	assert_string_equal(part(session, PART_ANSWER), option);
	assert_string_equal(part(session, PART_DETAIL), "方針A / 方針B");
	session_undo(session);
	/* Other options: both are kept as they are. */
	session_set_part(session, session->focus, PART_THEIRS, "無し");
	session_resolve(session, SIDE_BOTH);
	char *joined = draft_joined(session_draft(session), session->focus);
	assert_non_null(strstr(joined, "方針A / 無し"));
	free(joined);
	free(option);
	buf_clear(&theirs);
	session_free(session, true);
}

static void the_outline(void **state)
{
	struct session *session = open_new();
	const struct draft *draft = session_draft(session);
	const struct section *section = form_section(store_form(session->store), "data-center", 11);
	(void)state;
	size_t count = outline_count(draft);
	assert_int_equal(count, store_form(session->store)->section_count);
	session_instance_add(session, section, "東日本");
	assert_int_equal(outline_count(draft), count + 1);
	size_t at = outline_of(draft, (struct place){ section->items[0].fields, 1 });
	struct outline_entry entry = outline_entry(draft, at);
	assert_ptr_equal(entry.section, section);
	assert_int_equal(entry.instance, 1);
	char *title = outline_title(draft, &entry, true), *badge = outline_badge(session->checker, &entry);
	assert_string_equal(title, "ハウジング: 東日本");
	assert_non_null(strstr(badge, "19"));
	free(title);
	free(badge);
	/* What Ctrl-F shows beside a hit is the sentence it was found in. */
	focus(session, "company-summary", 0);
	type(session, "前の文。バックアップを提供する。後の文。");
	struct find *find = find_new(draft);
	char *context = find_context(find, session->focus, "ばっくあっぷ");
	assert_string_equal(context, "バックアップを提供する。");
	free(context);
	assert_null(find_context(find, session->focus, session->focus.field->item->name));
	find_free(find);
	session_free(session, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs),         cmocka_unit_test(whole_answers), cmocka_unit_test(beside_an_option),
		cmocka_unit_test(an_example),   cmocka_unit_test(replacing),     cmocka_unit_test(conflicts),
		cmocka_unit_test(both_options), cmocka_unit_test(the_outline),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
