/* SPDX-License-Identifier: MIT */
/* test_keymap.c — a person's own keys. */
#include <config.h>

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static void mistakes(void **state)
{
	static const char *const files[] = { "save Ctrl-S\n", "no-such-action: F2\n", "save: NoSuchKey\n" };
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct keymap keymap = { 0 };
		struct err err = { 0 };
		write_keys(files[i]);
		assert_false(keymap_load(&keymap, &err));
		assert_int_equal(err.line, 1);
		/* All is as in the table then. */
		assert_string_equal(keymap_action(&keymap, KEY_CTRL('S'))->name, "save");
		keymap_clear(&keymap);
		err_clear(&err);
	}
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
	const struct CMUnitTest tests[] = { cmocka_unit_test(own_keys), cmocka_unit_test(mistakes) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
