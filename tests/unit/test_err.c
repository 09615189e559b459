/* SPDX-License-Identifier: MIT */
/* test_err.c — the first failure is kept, and becomes one sentence. */
#include <config.h>

#include "unit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static void assert_sentence(struct err *err, const char *wanted)
{
	char *sentence = err_sentence(err);
	assert_string_equal(sentence, wanted);
	free(sentence);
	err_clear(err);
}

static void sentences(void **state)
{
	struct err err = { 0 };
	(void)state;
	assert_false(err_set(&err, ERR_USAGE, "No %s.", "form"));
	assert_int_equal(err.code, ERR_USAGE);
	assert_sentence(&err, "No form.");
	assert_int_equal(err.code, ERR_NONE);
	assert_false(err_at(&err, ERR_INPUT, "d.yaml", 3, 14, "%s", "100% wrong."));
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 14);
	assert_sentence(&err, "d.yaml:3:14: 100% wrong.");
	err_at(&err, ERR_INPUT, "d.yaml", 3, 0, "Wrong.");
	assert_sentence(&err, "d.yaml:3: Wrong.");
	err_at(&err, ERR_INPUT, "d.yaml", 0, 0, "Wrong.");
	assert_sentence(&err, "d.yaml: Wrong.");
	err_at(&err, ERR_INPUT, NULL, 0, 0, "Wrong.");
	assert_sentence(&err, "Wrong.");
	assert_sentence(&err, "");
}

static void the_first_is_kept(void **state)
{
	struct err err = { 0 };
	(void)state;
	err_set(&err, ERR_LOCKED, "first");
	errno = ENOENT;
	assert_false(err_system(&err, "f", "%s cannot be read"));
	err_at(&err, ERR_INPUT, "f", 1, 1, "third");
	assert_int_equal(err.code, ERR_LOCKED);
	assert_int_equal(err.number, 0);
	assert_sentence(&err, "first");
	assert_false(err_set(NULL, ERR_USAGE, "nobody asks"));
	assert_false(err_system(NULL, "f", "%s"));
}

static void system_calls(void **state)
{
	struct err err = { 0 };
	char wanted[200] = "100%n.yaml cannot be read: ";
	(void)state;
	errno = EACCES;
	assert_false(err_system(&err, "100%n.yaml", "%s cannot be read"));
	assert_int_equal(errno, EACCES);
	assert_int_equal(err.number, EACCES);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_sentence(&err, strcat(wanted, strerror(EACCES)));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(sentences), cmocka_unit_test(the_first_is_kept),
					    cmocka_unit_test(system_calls) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
