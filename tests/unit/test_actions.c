/* SPDX-License-Identifier: MIT */
/* test_actions.c — the table of actions holds together: names, titles, keys that exist, none claimed twice. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "screen/action.h"
#include "screen/keymap.h"
#include "tui/key.h"

static void the_table(void **state)
{
	const struct keymap none = { 0 };
	size_t count;
	const struct action *actions = action_table(&count);
	(void)state;
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		assert_non_null(actions[i].run);
		assert_true(strlen(actions[i].title) > 3);
		assert_ptr_equal(action_find(actions[i].name), &actions[i]);
		for (const char *at = actions[i].keys; *at;) {
			char key[32] = "";
			size_t len = strcspn(at, " ");
			memcpy(key, at, len);
			assert_int_not_equal(key_find(key), 0);
			/* A key means one thing: the first row that claims it is this one. */
			assert_ptr_equal(keymap_action(&none, key_find(key)), &actions[i]);
			at += len + (at[len] == ' ');
		}
		/* The footer shows only what has a key. */
		if (actions[i].footer)
			assert_true(*actions[i].keys);
	}
	assert_null(keymap_action(&none, KEY_F12));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_table) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
