/* SPDX-License-Identifier: MIT */
/* test_session.c — what a person does in the editor, without a screen. */
#include <config.h>

#include "session_support.h"

#include "edit/find.h"

static void typing_and_undo(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "クラウド");
	type(session, "の提供。");
	type(session, "運用も。");
	assert_string_equal(session_text(session), "クラウドの提供。運用も。");
	/* A run of typing ends with its sentence. */
	session_undo(session);
	assert_string_equal(session_text(session), "クラウドの提供。");
	session_undo(session);
	assert_null(part(session, PART_ANSWER));
	session_redo(session);
	assert_string_equal(session_text(session), "クラウドの提供。");
	session_move(session, CARET_TEXT_START, false);
	session_move(session, CARET_WORD_RIGHT, true);
	type(session, "IaaS");
	assert_string_equal(session_text(session), "IaaSの提供。");
	session_delete(session, CARET_LEFT);
	assert_string_equal(session_text(session), "Iaaの提供。");
	/* Undo goes back to where it happened. */
	focus(session, "company-name", 0);
	session_undo(session);
	assert_string_equal(session->focus.field->id, "company-summary");
	session_free(session, true);
}

static void pasting(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	session_paste(session, "一\r\n二\r三\t\33[A四\n", strlen("一\r\n二\r三\t\33[A四\n"));
	assert_string_equal(session_text(session), "一\n二\n三 [A四");
	assert_non_null(strstr(session->message, "1"));
	session_undo(session);
	assert_null(part(session, PART_ANSWER));
	/* A field of one line stays one line. */
	focus(session, "company-name", 0);
	session_paste(session, "例示\nクラウド\n", strlen("例示\nクラウド\n"));
	assert_string_equal(session_text(session), "例示 クラウド");
	session_free(session, true);
}

static void press(struct session *session, enum caret_move move, bool select)
{
	session_move(session, move, select);
}

static void copying(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	/* A selection made with Shift ends with the next move; copied, it is there once more at the end. */
	type(session, "あいうえお");
	press(session, CARET_TEXT_START, false);
	press(session, CARET_RIGHT, true);
	press(session, CARET_RIGHT, true);
	session_copy(session);
	press(session, CARET_ROW_END, false);
	session_put(session);
	assert_string_equal(session_text(session), "あいうえおあい");
	/* So it is with a mark: a copy ends it. */
	press(session, CARET_TEXT_START, false);
	caret_toggle_mark(&session->caret);
	press(session, CARET_RIGHT, false);
	session_copy(session);
	press(session, CARET_TEXT_END, false);
	session_put(session);
	assert_string_equal(session_text(session), "あいうえおあいあ");
	/* A line that is moved stays a line. */
	session_set_text(session, "一行目\n二行目\n三行目", strlen("一行目\n二行目\n三行目"));
	press(session, CARET_TEXT_START, false);
	press(session, CARET_DOWN, true);
	session_cut(session);
	assert_string_equal(session_text(session), "二行目\n三行目");
	press(session, CARET_DOWN, false);
	session_put(session);
	assert_string_equal(session_text(session), "二行目\n一行目\n三行目");
	session_free(session, true);
}

static void a_whole_answer_keeps_its_status(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "representative-career", 0);
	session_set_status(session, STATUS_NOT_APPLICABLE, "理由です");
	session_cut(session);
	assert_null(part(session, PART_STATUS));
	session_put(session);
	assert_string_equal(part(session, PART_STATUS), "not-applicable");
	assert_string_equal(part(session, PART_REASON), "理由です");
	assert_null(part(session, PART_ANSWER));
	/* Beside an answer it is text. */
	focus(session, "company-name", 0);
	type(session, "例示");
	session_put(session);
	assert_string_equal(session_text(session), "例示該当なし (理由です)");
	session_free(session, true);
}

static void replacing(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	session_set_text(session, "\u304b\u3099と\u304c、か", strlen("\u304b\u3099と\u304c、か"));
	/* Whole characters, however composed: か is in no が. */
	assert_int_equal(session_replace(session, "か", "き"), 1);
	assert_string_equal(session_text(session), "\u304b\u3099と\u304c、き");
	assert_int_equal(session_replace(session, "\u304c", "ぎ"), 2);
	assert_string_equal(session_text(session), "ぎとぎ、き");
	/* What is chosen is not written: an option stays the option it is. */
	focus(session, "security-policy", 0);
	session_choose(session, 0);
	type(session, "有りの文書");
	assert_int_equal(session_replace(session, "有り", "あり"), 1);
	assert_string_equal(part(session, PART_ANSWER), "有り");
	assert_string_equal(part(session, PART_DETAIL), "ありの文書");
	session_free(session, true);
}

static void jumping_to_what_was_found(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "毎日ﾊﾞｯｸｱｯﾌﾟを取る");
	focus(session, "company-name", 0);
	type(session, "例示");
	press(session, CARET_LEFT, false);
	focus(session, "company-summary", 0);
	session_show_match(session, "取る ばっくあっぷ");
	assert_int_equal(session->caret.at, strlen("毎日ﾊﾞｯｸｱｯﾌﾟを"));
	session_show_match(session, "ばっくあっぷ");
	assert_int_equal(session->caret.at, strlen("毎日"));
	/* Back to where one was, to the character. */
	assert_true(session_jump_back(session, -1));
	assert_int_equal(session->caret.at, strlen("例"));
	assert_true(session_jump_back(session, 1));
	assert_int_equal(session->caret.at, strlen("毎日"));
	session_free(session, true);
}

static void options(void **state)
{
	struct session *session = open_new();
	(void)state;
	focus(session, "security-policy", 0);
	assert_int_equal(session->part, FOCUS_OPTION);
	session_choose(session, 0);
	assert_string_equal(part(session, PART_ANSWER), "有り");
	assert_int_equal(session->part, FOCUS_TEXT); /* one key, and the detail can be typed */
	type(session, "情報セキュリティ方針");
	assert_string_equal(part(session, PART_DETAIL), "情報セキュリティ方針");
	/* From its start Left goes back to the options; after the whole answer is cut a digit chooses again. */
	session_move(session, CARET_TEXT_START, false);
	assert_true(session_move(session, CARET_LEFT, false));
	assert_int_equal(session->part, FOCUS_OPTION);
	session->part = FOCUS_TEXT;
	session_cut(session);
	assert_null(part(session, PART_ANSWER));
	assert_int_equal(session->part, FOCUS_OPTION);
	session_undo(session);
	/* 有 → 無 → 有 brings the detail back as it was. */
	session_choose(session, 1);
	session_choose(session, 0);
	assert_string_equal(part(session, PART_DETAIL), "情報セキュリティ方針");
	/* 無し makes the approval irrelevant, not lost. */
	focus(session, "security-policy-approval", 0);
	session_choose(session, 0);
	focus(session, "security-policy", 0);
	session_choose(session, 1);
	focus(session, "security-policy-approval", 0);
	assert_false(checker_relevant(session->checker, session->focus));
	assert_string_equal(part(session, PART_ANSWER), "有り");
	/* Free words are kept, as the detail of what is chosen later. */
	focus(session, "complaint-policy", 0);
	type(session, "特に規程なし");
	assert_string_equal(part(session, PART_ANSWER), "特に規程なし");
	session_choose(session, 1);
	assert_string_equal(part(session, PART_DETAIL), "特に規程なし");
	/* An option that was stated with words goes, when another is chosen. */
	session_choose(session, 0);
	session_cut(session);
	type(session, "無し: 委託先が受け付ける");
	session_choose(session, 0);
	assert_string_equal(part(session, PART_ANSWER), "有り");
	assert_string_equal(part(session, PART_DETAIL), "委託先が受け付ける");
	/* Typed as one text, split when left. */
	focus(session, "continuity-policy", 0);
	type(session, "有り: 事業継続計画");
	session_step(session, 1);
	focus(session, "continuity-policy", 0);
	assert_string_equal(part(session, PART_ANSWER), "有り");
	assert_string_equal(part(session, PART_DETAIL), "事業継続計画");
	/* A status written as a text is a status, as `set` has it; undo brings the words back. */
	focus(session, "representative-career", 0);
	type(session, "非公開");
	session_step(session, 1);
	focus(session, "representative-career", 0);
	assert_null(part(session, PART_ANSWER));
	assert_string_equal(part(session, PART_STATUS), "undisclosed");
	session_undo(session);
	assert_string_equal(part(session, PART_ANSWER), "非公開");
	/* Several options toggle. */
	focus(session, "service-type", 0);
	session_choose(session, 0);
	session_choose(session, 2);
	session_choose(session, 0);
	assert_string_equal(part(session, PART_ANSWER), "アプリ基盤サービス");
	session_free(session, true);
}

/* What a person wrote into the file is not worded anew by going through it. */
static void going_through(void **state)
{
	static const char text[] =
		"kaijisho: 1\nform: iaas-paas\nanswers:\n  company-name: 非公開 # c\n  founded-year: 該当なし\n"
		"  continuity-policy: {answer: \"有り: 事業継続計画\", note: x}\n";
	static const char *const ids[] = { "company-name", "founded-year", "continuity-policy" };
	char seen[sizeof text + 100] = "";
	FILE *file = fopen(path, "w");
	(void)state;
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	struct session *session = open_again();
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		focus(session, ids[i], 0);
		session_step(session, 1);
	}
	assert_true(session_save(session, NULL));
	/* Written anew it is a status, as anywhere. */
	focus(session, "company-name", 0);
	session_set_text(session, "x", 1);
	session_set_text(session, "該当なし", strlen("該当なし"));
	session_step(session, 1);
	focus(session, "company-name", 0);
	assert_string_equal(part(session, PART_STATUS), "not-applicable");
	session_free(session, true);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fread(seen, 1, sizeof seen - 1, file), strlen(text));
	fclose(file);
	assert_string_equal(seen, text);
}

static void instances(void **state)
{
	struct session *session = open_new();
	const struct section *section = form_section(store_form(session->store), "data-center", 11);
	(void)state;
	focus(session, "data-center-name", 0);
	type(session, "A");
	focus(session, "ups", 0);
	session_choose(session, 0);
	type(session, "10分");
	assert_true(session_instance_duplicate(session, section, 0, "B"));
	assert_int_equal(draft_instances(session_draft(session), section), 2);
	focus(session, "ups", 1);
	assert_string_equal(part(session, PART_DETAIL), "10分");
	assert_non_null(part(session, PART_REVIEW));
	assert_true(session_instance_move(session, section, 1, 0));
	assert_string_equal(draft_instance_name(session_draft(session), section, 0), "B");
	assert_true(session_instance_remove(session, section, 0));
	assert_int_equal(draft_instances(session_draft(session), section), 1);
	assert_string_equal(draft_instance_name(session_draft(session), section, 0), "A");
	session_undo(session);
	session_undo(session);
	assert_string_equal(draft_instance_name(session_draft(session), section, 1), "B");
	focus(session, "ups", 1);
	assert_string_equal(part(session, PART_DETAIL), "10分");
	session_free(session, true);
}

static void filters_and_problems(void **state)
{
	struct session *session = open_new();
	(void)state;
	assert_int_equal(session_filter_count(session, FILTER_ALL), 136);
	assert_int_equal(session_filter_count(session, FILTER_REQUIRED), 108);
	assert_int_equal(session_filter_count(session, FILTER_REVIEW), 0);
	/* Each missing field is visited once, then the round begins again. */
	struct place first = session->focus;
	size_t visited = 0;
	do {
		session_next_problem(session, 1);
		visited++;
	} while (!place_equal(session->focus, first) && visited < 500);
	assert_int_equal(visited, 108);
	session_set_filter(session, FILTER_REQUIRED);
	while (session_step(session, 1))
		assert_true(requirement_is_required(session->focus.field->requirement) || session->part == FOCUS_OPTION);
	session_free(session, true);
}

static void finding(void **state)
{
	struct session *session = open_new();
	size_t count;
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "バックアップの提供");
	struct find *find = find_new(session_draft(session));
	const struct place *hits = find_search(find, "ﾊﾞｯｸｱｯﾌﾟ ていきょう", &count);
	(void)hits;
	assert_int_equal(count, 0); /* readings of 漢字 are not known */
	hits = find_search(find, "ばっくあっぷ 提供", &count);
	assert_true(count >= 2);
	assert_string_equal(hits[0].field->id, "company-summary");
	find_search(find, "ＣＯＭＰＡＮＹ－ＵＲＬ", &count);
	assert_int_equal(count, 1);
	find_free(find);
	session_free(session, true);
}

static void resuming(void **state)
{
	struct session *session = open_new();
	struct err err = { 0 };
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "一二三");
	session_move(session, CARET_LEFT, false);
	assert_true(session_save(session, NULL));
	session_free(session, false);
	struct store *store = store_open(&library, NULL, path, STORE_WRITE, 0, &err);
	session = session_new(store, 20261122, 1);
	assert_string_equal(session->focus.field->id, "company-summary");
	assert_int_equal(session->caret.at, 6);
	session_free(session, false);
}

/* Anything at all, then undo until nothing is left: the draft as it was. */
static void undo_all(void **state)
{
	uint32_t dice = 362436069u;
	struct session *session = open_new();
	const struct section *section = form_section(store_form(session->store), "data-center", 11);
	(void)state;
	focus(session, "company-summary", 0);
	type(session, "はじめの文。");
	session_save(session, NULL);
	undo_free(session->undo);
	session->undo = undo_new(0);
	struct draft *before = draft_copy(session_draft(session));
	for (int i = 0; i < 4000; i++) {
		switch (unit_dice(&dice, 16)) {
		case 0: session_next_problem(session, unit_dice(&dice, 2) ? 1 : -1); break;
		case 1: session_step(session, 1); break;
		case 2: session_choose(session, unit_dice(&dice, 3)); break;
		case 3: session_choose_step(session, 1); break;
		case 4: session_delete(session, CARET_WORD_LEFT); break;
		case 5: session_move(session, CARET_LEFT, unit_dice(&dice, 2)); break;
		case 6: session_cut(session); break;
		case 7: session_put(session); break;
		case 8: session_set_status(session, (enum status)unit_dice(&dice, 4), "理由"); break;
		case 9: session_toggle_review(session); break;
		case 10:
			if (draft_instances(session_draft(session), section) < 5)
				session_instance_duplicate(session, section, 0, "X");
			break;
		case 11:
			session_instance_remove(session, section,
						unit_dice(&dice, (uint32_t)draft_instances(session_draft(session), section)));
			break;
		case 12: session_undo(session); break;
		case 13: session_redo(session); break;
		default: type(session, unit_dice(&dice, 2) ? "漢字とかな" : "有"); break;
		}
	}
	while (undo_can_undo(session->undo))
		assert_true(session_undo(session));
	assert_true(draft_equal(before, session_draft(session)));
	draft_free(before);
	session_free(session, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing_and_undo), cmocka_unit_test(pasting),
		cmocka_unit_test(options),         cmocka_unit_test(going_through),
		cmocka_unit_test(replacing),       cmocka_unit_test(jumping_to_what_was_found),
		cmocka_unit_test(copying),         cmocka_unit_test(a_whole_answer_keeps_its_status),
		cmocka_unit_test(instances),       cmocka_unit_test(filters_and_problems),
		cmocka_unit_test(finding),         cmocka_unit_test(resuming),
		cmocka_unit_test(undo_all),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
