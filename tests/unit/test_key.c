/* SPDX-License-Identifier: MIT */
/* test_key.c — bytes to keys, however they are cut into reads. */
#include <config.h>

#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tui/key.h"

/* Events as text: "Up あ Ctrl-S [paste]". */
static void describe(struct key_reader *reader, struct buf *out)
{
	struct key_event event = { 0 };
	while (key_reader_next(reader, &event)) {
		char name[32];
		key_label(event.code, name);
		if (event.code == KEY_TEXT)
			buf_printf(out, "%s ", buf_text(&event.text));
		else if (event.code == KEY_PASTE)
			buf_printf(out, "[%s] ", buf_text(&event.text));
		else if (event.code == KEY_CURSOR_REPORT)
			buf_printf(out, "%d,%d ", event.row, event.column);
		else
			buf_printf(out, "%s ", name);
	}
	buf_clear(&event.text);
}

static void assert_keys(const char *bytes, const char *wanted)
{
	size_t len = strlen(bytes);
	for (size_t cut = 0; cut <= len; cut++) {
		struct key_reader reader;
		struct buf got = { 0 };
		key_reader_init(&reader);
		key_reader_feed(&reader, bytes, cut);
		describe(&reader, &got);
		key_reader_feed(&reader, bytes + cut, len - cut);
		describe(&reader, &got);
		if (cut == 0 || got.len == strlen(wanted))
			assert_string_equal(buf_text(&got), wanted);
		buf_clear(&got);
		key_reader_clear(&reader);
	}
}

static void sequences(void **state)
{
	(void)state;
	assert_keys("\33[A", "Up ");
	assert_keys("\33OA", "Up ");
	assert_keys("\33[1;2A", "Shift-Up ");
	assert_keys("\33[1;5C", "Ctrl-Right ");
	assert_keys("\33[5~", "PageUp ");
	assert_keys("\33[Z", "Shift-Tab ");
	assert_keys("\33OP", "F1 ");
	assert_keys("\33[11~", "F1 ");
	assert_keys("\33[[A", "F1 ");
	assert_keys("\33[21~", "F10 ");
	assert_keys("\33[2;9R", "2,9 ");
	assert_keys("\33[1;2R", "Shift-F3 ");
	assert_keys("\33u", "Alt-u ");
	assert_keys("\33\33[D", "Alt-Left ");
	assert_keys("\33[1;3D", "Alt-Left ");
	assert_keys("\x13\x11\x1a", "Ctrl-S Ctrl-Q Ctrl-Z ");
	assert_keys("\x7f\x08\r\t", "Backspace Backspace Enter Tab ");
	assert_keys("\33[115;5u", "Ctrl-S ");
	assert_keys("\33[27;2;13~", "Enter ");
	assert_keys("\33[12354u", "あ ");
	/* Numbers that are no characters, and control characters by their number, are no keys. */
	assert_keys("\33[u\33[55296u\33[1114112u\33[155u\33[0;5u\33[1;3u", "");
	assert_keys("\33[?2026;2$y\33[A", "Up ");
	assert_keys("\33[?62;c\33[A", "Up ");
}

static void text(void **state)
{
	struct key_reader reader;
	struct buf got = { 0 };
	(void)state;
	/* Byte by byte, as a slow line brings them. */
	static const char bytes[] = "日本語\33[Aか\xe3\x82\x99";
	key_reader_init(&reader);
	for (const char *at = bytes; *at; at++) {
		key_reader_feed(&reader, at, 1);
		describe(&reader, &got);
	}
	assert_string_equal(buf_text(&got), "日 本 語 Up か \xe3\x82\x99 ");
	buf_reset(&got);
	/* What is not UTF-8 is no text. */
	key_reader_feed(&reader, "a\xff" "b", 3);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "ab ");
	buf_clear(&got);
	key_reader_clear(&reader);
}

static void paste(void **state)
{
	static const char bytes[] = "\33[200~一\r\n二\t\33[A三\33[201~x";
	(void)state;
	for (size_t cut = 1; cut < sizeof bytes - 1; cut++) {
		struct key_reader reader;
		struct buf got = { 0 };
		key_reader_init(&reader);
		key_reader_feed(&reader, bytes, cut);
		describe(&reader, &got);
		key_reader_feed(&reader, bytes + cut, sizeof bytes - 1 - cut);
		describe(&reader, &got);
		assert_string_equal(buf_text(&got), "[一\r\n二\t\33[A三] x ");
		buf_clear(&got);
		key_reader_clear(&reader);
	}
}

static void lone_escape(void **state)
{
	struct key_reader reader;
	struct buf got = { 0 };
	(void)state;
	key_reader_init(&reader);
	key_reader_feed(&reader, "\33", 1);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "");
	assert_true(key_reader_waiting(&reader));
	key_reader_timeout(&reader);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "Esc ");
	/* The rest of a sequence that was too late is not typed into the answer. */
	key_reader_feed(&reader, "[A", 2);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "Esc ");
	key_reader_feed(&reader, "a", 1);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "Esc a ");
	buf_clear(&got);
	key_reader_clear(&reader);
}

static void names(void **state)
{
	static const char *const list[] = { "Tab", "Shift-Tab", "Ctrl-N", "Ctrl-Space", "F8", "PageDown", "Alt-u", "Ctrl-Right",
					    "Alt-Left", "Shift-Up", "Esc" };
	(void)state;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		char name[32];
		int code = key_find(list[i]);
		assert_int_not_equal(code, 0);
		key_label(code, name);
		assert_string_equal(name, list[i]);
	}
	assert_int_equal(key_find("Nonsense"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(sequences), cmocka_unit_test(text), cmocka_unit_test(paste),
					    cmocka_unit_test(lone_escape), cmocka_unit_test(names) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
