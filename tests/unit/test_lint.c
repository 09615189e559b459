/* SPDX-License-Identifier: MIT */
/* test_lint.c — what lint says of a form that can be read. */
#include <config.h>

#include "form_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void a_good_form_is_silent(void **state)
{
	(void)state;
	struct form_library library;
	struct problems problems = { 0 };
	char path[512];
	support_library(&library, "tests/forms", "/nonexistent", "ja");
	snprintf(path, sizeof path, "%s/tests/forms/small.yaml", getenv("srcdir"));
	struct form *form = form_load_file(&library, path, &problems, NULL);
	assert_non_null(form);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s:%u: %s\n", problems.items[i].file, problems.items[i].line, problems.items[i].text);
	assert_int_equal(problems.count, 0);
	form_free(form);
	form_library_clear(&library);
}

/* Each line of tests/forms/poor.yaml that is not good says so in a comment `# code`. */
static void each_fault_is_told_at_its_line(void **state)
{
	(void)state;
	struct form_library library;
	struct problems problems = { 0 };
	char path[512], line[512];
	size_t expected = 0;
	support_library(&library, "tests/forms", "/nonexistent", "ja");
	snprintf(path, sizeof path, "%s/tests/forms/poor.yaml", getenv("srcdir"));
	struct form *form = form_load_file(&library, path, &problems, NULL);
	assert_non_null(form);
	problems_sort(&problems);

	FILE *file = fopen(path, "r");
	assert_non_null(file);
	for (unsigned number = 1; fgets(line, sizeof line, file); number++) {
		char *code = strstr(line, " # ");
		for (code = code ? strtok(code + 3, " \n") : NULL; code; code = strtok(NULL, " \n")) {
			bool found = false;
			for (size_t i = 0; i < problems.count; i++)
				found = found ||
					(problems.items[i].line == number && strcmp(problems.items[i].code, code) == 0);
			if (!found)
				fail_msg("no %s in line %u", code, number);
			expected++;
		}
	}
	fclose(file);
	for (size_t i = 0; problems.count != expected && i < problems.count; i++)
		print_error("%u: %s [%s]\n", problems.items[i].line, problems.items[i].text, problems.items[i].code);
	assert_int_equal(problems.count, expected);
	problems_clear(&problems);
	form_free(form);
	form_library_clear(&library);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_form_is_silent),
		cmocka_unit_test(each_fault_is_told_at_its_line),
	};
	return cmocka_run_group_tests_name("lint", tests, NULL, NULL);
}
