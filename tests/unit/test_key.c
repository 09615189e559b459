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
		key_reader_feed(&reader, bytes, cut, 0);
		describe(&reader, &got);
		key_reader_feed(&reader, bytes + cut, len - cut, 0);
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
	assert_keys("\33[[E", "F5 ");
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
		key_reader_feed(&reader, at, 1, 0);
		describe(&reader, &got);
	}
	assert_string_equal(buf_text(&got), "日 本 語 Up か \xe3\x82\x99 ");
	buf_reset(&got);
	/* What is not UTF-8 is no text. */
	key_reader_feed(&reader,
			"a\xff"
			"b",
			3, 0);
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
		key_reader_feed(&reader, bytes, cut, 0);
		describe(&reader, &got);
		key_reader_feed(&reader, bytes + cut, sizeof bytes - 1 - cut, 0);
		describe(&reader, &got);
		assert_string_equal(buf_text(&got), "[一\r\n二\t\33[A三] x ");
		buf_clear(&got);
		key_reader_clear(&reader);
	}
}

/* Reads with the time between them: "\33|300|[A" is ESC and, 300 ms later, the rest. Time runs out on the way as in a terminal. */
static void assert_timed(const char *script, const char *wanted)
{
	struct key_reader reader;
	struct buf got = { 0 };
	long now = 1000;
	char *reads = strdup(script), *rest = reads, *read;
	key_reader_init(&reader);
	for (int i = 0; (read = strsep(&rest, "|")); i++) {
		if (i % 2 == 0) {
			key_reader_feed(&reader, read, strlen(read), now);
			describe(&reader, &got);
			continue;
		}
		long then = now + atol(read);
		for (int wait; (wait = key_reader_wait(&reader, now)) >= 0 && now + wait <= then;) {
			now += wait;
			key_reader_timeout(&reader, now);
			describe(&reader, &got);
		}
		now = then;
	}
	assert_string_equal(buf_text(&got), wanted);
	free(reads);
	buf_clear(&got);
	key_reader_clear(&reader);
}

static void lone_escape(void **state)
{
	(void)state;
	assert_timed("\33|99|", "");
	assert_timed("\33|100|", "Esc ");
	assert_timed("\33|100|a", "Esc a ");
	assert_timed("\33\33|100|", "Esc ");
	/* The rest of a sequence that was too late is not typed into the answer, in one read or two. */
	assert_timed("\33|150|[A", "Esc ");
	assert_timed("\33|150|[A|10|a", "Esc a ");
	assert_timed("\33|150|[|20|A|10|a", "Esc a ");
	assert_timed("\33|150|[1;5|90|C|10|a", "Esc a ");
	assert_timed("\33|150|OP|10|OP", "Esc OP ");
	assert_timed("\33|150|[B\33[B\33[B", "Esc Down Down ");
	assert_timed("\33|150|[<0;3;4M", "Esc ");
	assert_timed("\33|150|[200~一\r二\33[201~x", "Esc [一\r二] x ");
	/* What an input method commits after Esc is text, however it begins. */
	assert_timed("\33|150|OSのパッチ", "Esc OSのパッチ ");
	assert_timed("\33|150|[SLA]注", "Esc [SLA]注 ");
	assert_timed("\33|150|[S", "Esc ");
	assert_timed("\33|150|[x]", "Esc [x] ");
	assert_timed("\33|150|[|150|", "Esc [ ");
	assert_timed("\33|150|[|50|SLA", "Esc [SLA ");
	assert_timed("\33|150|O|20|S", "Esc O S ");
	assert_timed("\33|900|OS", "Esc OS ");
	assert_timed("\33|900|[A", "Esc [A ");
	assert_timed("\33|150|\33|3000|OSのパッチ", "Esc Esc OSのパッチ ");
	assert_timed("\33|150|\33|3000|[SLA]注", "Esc Esc [SLA]注 ");
}

static void slow_line(void **state)
{
	(void)state;
	/* Nothing but a sequence begins like this: the key is completed, or else nothing of it is typed. */
	assert_timed("\33[|150|A", "Up ");
	assert_timed("\33[1;5|150|C", "Ctrl-Right ");
	assert_timed("\33O|150|P", "F1 ");
	assert_timed("\33\33[|150|D", "Alt-Left ");
	assert_timed("\33[20|300|0~abc\r\33[201~", "[abc\r] ");
	assert_timed("\33[20|800|0~abc\r\33[201~", "[abc\r] ");
	assert_timed("\33[|800|A|10|a", "a ");
	assert_timed("\33[1;5|800|C|10|a", "a ");
	assert_timed("\33O|800|P|10|a", "a ");
	assert_timed("\33[1;5|800|これは", "これは ");
	assert_timed("\33[1;5|3000|C", "C ");
}

static void paste_without_end(void **state)
{
	(void)state;
	assert_timed("\33[200~一\r二|1999|", "");
	assert_timed("\33[200~一\r二|2000|", "[一\r二] ");
	assert_timed("\33[200~一\r|1900|二\r|1900|三|2000|", "[一\r二\r三] ");
	/* Then keys are keys again. */
	assert_timed("\33[200~一\r二|2500|\x11", "[一\r二] Ctrl-Q ");
	assert_timed("\33[200~一|2500|三\r", "[一] 三 Enter ");
	/* What of it is late by more is still no keys: many bytes at once, or what the end mark ends. */
	assert_timed("\33[200~一|2500|二\r三\33[201~x", "[一] [二\r三] x ");
	assert_timed("\33[200~一|2500|二\r三三三三三三三三三三三三三三\r|10|四\33[201~x",
		     "[一] [二\r三三三三三三三三三三三三三三\r四] x ");
	assert_timed("\33[200~一|2500|\33[201~x", "[一] x ");
	assert_timed("\33[200~一|2500|\33[200~二\r三\33[201~x", "[一] [二\r三] x ");
	assert_timed("\33[200~一\33[20|2000|a", "[一] a ");
	assert_timed("\33[200~\33[201~x", "x ");
}

static void end_of_line(void **state)
{
	struct key_reader reader;
	struct buf got = { 0 };
	(void)state;
	key_reader_init(&reader);
	key_reader_feed(&reader, "\33[200~一\r二", 13, 0);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "");
	key_reader_end_paste(&reader);
	describe(&reader, &got);
	assert_string_equal(buf_text(&got), "[一\r二] ");
	buf_clear(&got);
	key_reader_clear(&reader);
}

static void names(void **state)
{
	static const char *const list[] = { "Tab",   "Shift-Tab",  "Ctrl-N",   "Ctrl-Space", "F8", "PageDown",
					    "Alt-u", "Ctrl-Right", "Alt-Left", "Shift-Up",   "Esc" };
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
	const struct CMUnitTest tests[] = { cmocka_unit_test(sequences),   cmocka_unit_test(text),
					    cmocka_unit_test(paste),       cmocka_unit_test(lone_escape),
					    cmocka_unit_test(slow_line),   cmocka_unit_test(paste_without_end),
					    cmocka_unit_test(end_of_line), cmocka_unit_test(names) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
