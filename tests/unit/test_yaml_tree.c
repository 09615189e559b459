/* SPDX-License-Identifier: MIT */
/* test_yaml_tree.c — trees with places, and everything that is refused with its place. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/yaml_tree.h"

static void places(void **state)
{
	static const char text[] =
		"\xef\xbb\xbf# 注釈\r\na: いろは # c\r\nb:\r\n  - \"x\\ny\"\r\n  - |-\r\n    一\r\n    二\r\n";
	struct yaml_tree tree;
	struct err err = { 0 };
	(void)state;
	assert_true(yaml_tree_read(&tree, text, sizeof text - 1, "f", &err));
	const struct yaml_node *a = yaml_get(tree.root, "a"), *b = yaml_get(tree.root, "b");
	assert_string_equal(a->text, "いろは");
	assert_int_equal(a->line, 2);
	assert_int_equal(a->column, 4);
	assert_memory_equal(text + a->start, "いろは", 9);
	assert_int_equal(a->end - a->start, 9);
	assert_int_equal(b->count, 2);
	assert_string_equal(b->items[0]->text, "x\ny");
	assert_memory_equal(text + b->items[0]->start, "\"x\\ny\"", 6);
	assert_int_equal(b->items[0]->end - b->items[0]->start, 6);
	assert_string_equal(b->items[1]->text, "一\n二");
	assert_int_equal(b->items[1]->style, YAML_LITERAL);
	assert_null(yaml_get(tree.root, "c"));
	yaml_tree_clear(&tree);
}

static void assert_refused(const char *text, size_t len, unsigned line, unsigned column)
{
	struct yaml_tree tree;
	struct err err = { 0 };
	assert_false(yaml_tree_read(&tree, text, len, "f", &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err.file, "f");
	assert_int_equal(err.line, line);
	if (column)
		assert_int_equal(err.column, column);
	assert_true(strlen(err.text) > 10);
	err_clear(&err);
}

static void refusals(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		unsigned line, column;
	} cases[] = {
		{ "a: &x 1\n", 1, 4 },	      { "a: *x\n", 1, 4 },	  { "a: !!python/object x\n", 1, 4 },
		{ "a: !!map {b: c}\n", 1, 4 }, { "a:\n ! # x\n  b: c\n", 2, 2 }, { "a: ! [b]\n", 1, 4 },
		{ "<<: {a: 1}\n", 1, 1 },     { "a: 1\nb: 2\na: 3\n", 3, 1 }, { "a: 1\n--- \nb: 2\n", 2, 0 },
		{ "? [a]\n: 1\n", 1, 3 },     { "a: b: c\n", 1, 0 },	  { "a: \"x\n", 1, 0 },
		{ "a:\n\tb: 1\n", 2, 0 },     { "a: 1\n  b: 2\n", 2, 0 }, { "a: \"\\0\"\n", 1, 4 },
		{ "a: 1\n\xef\xbb\xbf" "b: 2\n", 2, 1 }, { "\xef\xbb\xbf\xef\xbb\xbf" "a: 1\n", 1, 1 },
		{ "a: \x01\n", 1, 4 },	      { "あ: \xff\n", 1, 4 },
	};
	/* clang-format on */
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_refused(cases[i].text, strlen(cases[i].text), cases[i].line ? cases[i].line : 0, cases[i].column);
}

static void bombs(void **state)
{
	struct buf text = { 0 };
	(void)state;
	for (int i = 0; i < 200000; i++)
		buf_putc(&text, '[');
	assert_refused(text.data, text.len, 1, 33);
	buf_reset(&text);
	for (int i = 0; i < 200000; i++)
		buf_puts(&text, "{a: ");
	assert_refused(text.data, text.len, 1, 0);
	buf_reset(&text);
	buf_puts(&text, "k");
	for (int i = 0; i < 5000; i++)
		buf_putc(&text, 'k');
	buf_puts(&text, ": 1\n");
	assert_refused(text.data, text.len, 1, 0);
	buf_reset(&text);
	for (int i = 0; i < 200000; i++)
		buf_printf(&text, "%%TAG !a%d! x\n", i);
	buf_puts(&text, "--- a\n");
	assert_refused(text.data, text.len, 101, 1);
	buf_reset(&text);
	/* Many keys are fine, and quick to tell apart. */
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "k%d: 1\n", i);
	struct yaml_tree tree;
	assert_true(yaml_tree_read(&tree, text.data, text.len, "f", NULL));
	assert_int_equal(tree.root->count, 100000);
	yaml_tree_clear(&tree);
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(places), cmocka_unit_test(refusals), cmocka_unit_test(bombs) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
