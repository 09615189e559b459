/* SPDX-License-Identifier: MIT */
/* test_actions.c — the table of actions holds together: names, titles, keys that exist, none claimed twice. */
#include <config.h>

#include "unit.h"

#include <string.h>

#include "screen/action.h"
#include "screen/app.h"
#include "screen/keymap.h"
#include "tui/key.h"

static void the_table(void **state)
{
	struct keymap none;
	size_t count;
	const struct action *actions = action_table(&count);
	(void)state;
	keymap_init(&none);
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
		assert_string_equal(keymap_keys(&none, &actions[i]), actions[i].keys);
		/* The footer shows only what has a key. */
		if (actions[i].footer)
			assert_true(*actions[i].keys);
	}
	assert_null(keymap_action(&none, KEY_F12));
	assert_null(keymap_action(&none, KEY_TEXT));
	assert_null(keymap_action(&none, KEY_PASTE));
	keymap_clear(&none);
}

static void assert_reach(struct screen screen, bool redraws, bool saves, bool undoes)
{
	struct session session = { 0 };
	struct app app = { .session = &session };
	assert_int_equal(action_reaches(&app, action_find("redraw"), &screen), redraws);
	assert_int_equal(action_reaches(&app, action_find("suspend"), &screen), redraws);
	assert_int_equal(action_reaches(&app, action_find("leave"), &screen), redraws);
	assert_int_equal(action_reaches(&app, action_find("save"), &screen), saves);
	assert_int_equal(action_reaches(&app, action_find("undo"), &screen), undoes);
	assert_int_equal(action_reaches(&app, action_find("redo"), &screen), undoes);
	assert_false(action_reaches(&app, action_find("find"), &screen));
	app.session = NULL; /* while a draft is picked */
	assert_int_equal(action_reaches(&app, action_find("redraw"), &screen), redraws);
	assert_int_equal(action_reaches(&app, action_find("leave"), &screen), redraws);
	assert_false(action_reaches(&app, action_find("save"), &screen));
	assert_false(action_reaches(&app, action_find("undo"), &screen));
}

/* A screen says itself what works on it. */
static void the_reach(void **state)
{
	(void)state;
	assert_reach((struct screen){ 0 }, true, true, false);
	assert_reach((struct screen){ .shows_answers = true }, true, true, true);
	assert_reach((struct screen){ .asks = ASKS_SOMETHING }, true, true, false);
	assert_reach((struct screen){ .asks = ASKS_ABOUT_SAVING }, true, false, false);
	/* Its own keys first. */
	assert_reach((struct screen){ .takes_actions = true }, false, false, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_table), cmocka_unit_test(the_reach) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
