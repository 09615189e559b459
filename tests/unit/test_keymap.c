/* SPDX-License-Identifier: MIT */
/* test_keymap.c — a person's own keys. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "screen/keymap.h"
#include "tui/key.h"

static char folder[] = "/tmp/kaijisho-keymap-XXXXXX";

static void write_keys(const char *text)
{
	char path[128];
	snprintf(path, sizeof path, "%s/kaijisho", folder);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/kaijisho/keys", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void own_keys(void **state)
{
	struct keymap keymap = { 0 };
	struct err err = { 0 };
	(void)state;
	assert_true(keymap_load(&keymap, &err)); /* there is no file */
	assert_string_equal(keymap_action(&keymap, KEY_CTRL('S'))->name, "save");
	keymap_clear(&keymap);
	write_keys("# 自分のキー\nnext-problem: F12 Ctrl-S\n  save: Alt-x # 保存\nsuspend:\n");
	assert_true(keymap_load(&keymap, &err));
	assert_string_equal(keymap_action(&keymap, KEY_F12)->name, "next-problem");
	assert_string_equal(keymap_action(&keymap, KEY_ALT('x'))->name, "save");
	/* A key given to one action is taken from the other; a key not given any more means nothing. */
	assert_string_equal(keymap_action(&keymap, KEY_CTRL('S'))->name, "next-problem");
	assert_null(keymap_action(&keymap, KEY_CTRL('N')));
	assert_null(keymap_action(&keymap, KEY_ALT('z')));
	assert_string_equal(keymap_keys(&keymap, action_find("save")), "Alt-x");
	assert_string_equal(keymap_keys(&keymap, action_find("find")), "Ctrl-F F3");
	keymap_clear(&keymap);
}

/* What is shown is what works. */
static void shown_keys(void **state)
{
	struct keymap keymap = { 0 };
	struct err err = { 0 };
	(void)state;
	write_keys("\xef\xbb\xbfundo: ctrl-g ALT-u ctrl-G\r\nfind: Ctrl-@\nsections: f4\n");
	assert_true(keymap_load(&keymap, &err));
	assert_string_equal(keymap_keys(&keymap, action_find("undo")), "Ctrl-G Alt-u");
	assert_string_equal(keymap_keys(&keymap, action_find("sections")), "F4");
	assert_string_equal(keymap_keys(&keymap, action_find("find")), "Ctrl-Space");
	assert_string_equal(keymap_keys(&keymap, action_find("mark")), "Alt-m");
	keymap_clear(&keymap);
	write_keys("undo: Ctrl-G\n");
	assert_true(keymap_load(&keymap, &err));
	assert_string_equal(keymap_keys(&keymap, action_find("sections")), "F4");
	assert_string_equal(keymap_action(&keymap, KEY_CTRL('G'))->name, "undo");
	keymap_clear(&keymap);
	/* Every key that is shown does what it is shown for. */
	write_keys("undo: Ctrl-G F9 F8\nsave: F10 Ctrl-\\ Shift-F2 Ctrl-] Shift-Tab Alt-Left Shift-PageUp Insert Alt-A\n");
	assert_true(keymap_load(&keymap, &err));
	size_t count;
	const struct action *actions = action_table(&count);
	for (size_t i = 0; i < count; i++)
		for (const char *at = keymap_keys(&keymap, &actions[i]); *at;) {
			char key[32];
			at = action_first_key(at, key);
			assert_ptr_equal(keymap_action(&keymap, key_find(key)), &actions[i]);
		}
	keymap_clear(&keymap);
}

static void mistakes(void **state)
{
	/* clang-format off */
	static const char *const files[] = {
		"save Ctrl-S\n", "no-such-action: F2\n", "save: NoSuchKey\n",
		/* Keys that could never work. */
		"undo: Ctrl-A\n", "undo: Ctrl-E\n", "undo: Ctrl-W\n", "undo: Ctrl-U\n", "undo: Enter\n", "undo: F5 Up\n", "undo: Shift-Left\n",
		"undo: Ctrl-Home\n", "undo: PageDown\n", "undo: Backspace\n", "undo: Delete\n", "undo: Alt-b\n", "undo: Ctrl-J\n",
		"undo: Ctrl-H\n", "undo: ctrl-i\n", "undo: Ctrl-M\n", "undo: Ctrl-[\n", "undo: Ctrl-/\n", "undo: Ctrl-1\n",
		"undo: Shift-Ctrl-X\n", "undo: Alt-Ctrl-X\n", "undo: Alt-[\n", "undo: Alt-O\n", "undo: Shift-Enter\n",
	};
	/* clang-format on */
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct keymap keymap = { 0 };
		struct err err = { 0 };
		write_keys(files[i]);
		assert_false(keymap_load(&keymap, &err));
		assert_int_equal(err.line, 1);
		assert_non_null(err.text);
		/* All is as in the table then. */
		assert_string_equal(keymap_action(&keymap, KEY_CTRL('S'))->name, "save");
		keymap_clear(&keymap);
		err_clear(&err);
	}
}

static void assert_refused(unsigned line)
{
	struct keymap keymap = { 0 };
	struct err err = { 0 };
	assert_false(keymap_load(&keymap, &err));
	assert_int_equal(err.line, line);
	assert_non_null(err.text);
	assert_string_equal(keymap_keys(&keymap, action_find("save")), "Ctrl-S F2");
	keymap_clear(&keymap);
	err_clear(&err);
}

static void refused(void **state)
{
	char path[128], *large = malloc(70001);
	(void)state;
	/* The list of commands keeps a key. */
	write_keys("palette:\n");
	assert_refused(0);
	write_keys("save: F2\nundo: Esc F9 Ctrl-]\n");
	assert_refused(0);
	/* A key for two. */
	write_keys("save: F2 F5\nundo: F5\n");
	assert_refused(2);
	/* A file that cannot be read is not passed over. */
	memset(large, '#', 70000);
	large[70000] = '\0';
	write_keys(large);
	assert_refused(0);
	free(large);
	snprintf(path, sizeof path, "%s/kaijisho/keys", folder);
	remove(path);
	mkdir(path, 0700);
	assert_refused(0);
	remove(path);
}

static clock_t time_of_lookups(const struct keymap *keymap, int names)
{
	clock_t least = 0;
	for (int run = 0; run < 5; run++) {
		clock_t before = clock();
		for (int i = 0; i < 5000; i++) {
			assert_null(keymap ? keymap_action(keymap, KEY_F12) : NULL);
			for (int k = 0; k < names; k++)
				assert_int_not_equal(key_find("Alt-z"), 0);
		}
		clock_t used = clock() - before;
		least = run == 0 || used < least ? used : least;
	}
	return least;
}

/* A key press reads no names: the table has five dozen. */
static void read_once(void **state)
{
	struct keymap keymap;
	struct err err = { 0 };
	(void)state;
	write_keys("next-problem: F11\nsave: Alt-x F2\n");
	assert_true(keymap_load(&keymap, &err));
	assert_true(time_of_lookups(&keymap, 0) < time_of_lookups(NULL, 20));
	keymap_clear(&keymap);
}

static int set_up(void **state)
{
	(void)state;
	return !mkdtemp(folder) || setenv("XDG_CONFIG_HOME", folder, 1) != 0;
}

static int tear_down(void **state)
{
	char command[128];
	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) != 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(own_keys), cmocka_unit_test(shown_keys),
					    cmocka_unit_test(mistakes), cmocka_unit_test(read_once),
					    cmocka_unit_test(refused) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
