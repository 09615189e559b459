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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(names) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
