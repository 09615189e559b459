/* SPDX-License-Identifier: MIT */
/* test_user.c — names of users, as the system itself says. */
#include <config.h>

#include "unit.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "base/user.h"

static void names(void **state)
{
	char *name;
	struct passwd *user;
	(void)state;
	setpwent();
	while ((user = getpwent())) {
		/* Of several names of one id the first counts. */
		char *wanted = strdup(user->pw_name);
		uid_t uid = user->pw_uid;
		name = user_name(uid);
		if (strcmp(name, wanted) != 0)
			assert_string_equal(name, getpwuid(uid)->pw_name);
		free(name);
		free(wanted);
	}
	endpwent();
	name = user_name(0);
	assert_string_equal(name, "root");
	free(name);
	name = user_name(987654321);
	assert_string_equal(name, "987654321");
	free(name);
}

static void is_path(char *got, const char *wanted)
{
	if (wanted)
		assert_string_equal(got, wanted);
	else
		assert_null(got);
	free(got);
}

static void paths(void **state)
{
	(void)state;
	setenv("HOME", "/home/taro", 1);
	setenv("XDG_CONFIG_HOME", "/etc/own", 1);
	unsetenv("XDG_STATE_HOME");
	is_path(user_config_path("kaijisho/keys"), "/etc/own/kaijisho/keys");
	is_path(user_state_path("kaijisho"), "/home/taro/.local/state/kaijisho");
	setenv("XDG_CONFIG_HOME", "relative", 1);
	is_path(user_config_path("kaijisho/keys"), "/home/taro/.config/kaijisho/keys");
	setenv("HOME", "", 1);
	is_path(user_config_path("kaijisho/keys"), NULL);
	unsetenv("HOME");
	is_path(user_state_path("kaijisho"), NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(names), cmocka_unit_test(paths) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
