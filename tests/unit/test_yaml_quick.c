/* SPDX-License-Identifier: MIT */
/* test_yaml_quick.c — the quick reader gives libyaml's tree or gives up: on every YAML file of this source, on such files with a
 * few bytes changed, and on drafts as they are written; and it does not give up where it need not. */
#include <config.h>

#include "draft_support.h"
#include "../fuzz/yaml_same.h"

#include <dirent.h>

/* True if it was taken. */
static bool compare(const char *bytes, size_t len, const char *name)
{
	bool taken;
	const char *difference = yaml_difference(bytes, len, &taken);

	if (difference)
		fail_msg("%s differs in %s:\n%.*s", name, difference, (int)len, bytes);
	return taken;
}

/* Bytes that change what the others mean, and some that mean nothing. */
static char odd_byte(uint32_t *numbers)
{
	static const char odd[] = "\n\n\n   --::##,,''\"\"[]{}|>+-&*!?%@`\\.\t\r\0a12\x80\xe3\xef";

	return odd[dice(numbers, sizeof odd - 1)];
}

/* Some changed bytes in some lines of a file. */
static void compare_changed(const char *bytes, size_t len, const char *name, uint32_t *numbers)
{
	struct buf changed = { 0 };

	for (int round = 0; round < 200; round++) {
		size_t at = dice(numbers, (uint32_t)len + 1), size = dice(numbers, 400);

		while (at > 0 && at < len && bytes[at - 1] != '\n')
			at--;
		buf_reset(&changed);
		buf_put(&changed, bytes + at, size < len - at ? size : len - at);
		for (uint32_t changes = dice(numbers, 4); changes > 0; changes--) {
			char byte = odd_byte(numbers);

			at = dice(numbers, (uint32_t)changed.len + 1);
			buf_splice(&changed, at, at < changed.len ? dice(numbers, 2) : 0, &byte, dice(numbers, 3) > 0);
		}
		compare(buf_text(&changed), changed.len, name);
	}
	buf_clear(&changed);
}

static size_t compare_folder(const char *folder, bool all_taken)
{
	const char *top = getenv("srcdir");
	char path[4096];
	size_t count = 0;
	uint32_t numbers = 1;
	DIR *open;

	snprintf(path, sizeof path, "%s/%s", top ? top : ".", folder);
	open = opendir(path);
	assert_non_null(open);
	for (struct dirent *entry; (entry = readdir(open));) {
		struct buf bytes = { 0 };
		const char *dot = strrchr(entry->d_name, '.');

		snprintf(path, sizeof path, "%s/%s/%s", top ? top : ".", folder, entry->d_name);
		if (entry->d_type == DT_DIR || (all_taken && (!dot || strcmp(dot, ".yaml") != 0)))
			continue;
		assert_true(file_read_path(path, YAML_MAX_BYTES, &bytes, NULL));
		if (!compare(buf_text(&bytes), bytes.len, path) && all_taken)
			fail_msg("%s was given up", path);
		compare_changed(buf_text(&bytes), bytes.len, path, &numbers);
		buf_clear(&bytes);
		count++;
	}
	closedir(open);
	return count;
}

static void files(void **state)
{
	static const char *const usual[] = { "forms",       "forms/en",       "examples",
					     "tests/forms", "tests/forms/en", "tests/forms/editions" };
	static const char *const odd[] = { "tests/fuzz/corpus/yaml", "tests/fuzz/corpus/draft", "tests/fuzz/corpus/form" };

	(void)state;
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		assert_true(compare_folder(usual[i], true) > 0);
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		assert_true(compare_folder(odd[i], false) > 0);
}

/* Every nasty text, written where it stands in a block and where it stands in braces. */
static void as_written(void **state)
{
	static const char *const befores[] = {
		"answers: {}\n",
		"# c\nanswers:\n  company-summary: a # c\n  listing: a\n",
		"answers:\n    company-summary: |\n        a\n\n    # c\n    listing: a\n",
		"answers:\n  company-summary:\n    own: b # c\n    answer: a\n  data-center:\n  - ups: {answer: a}\n",
		"answers:\n  company-summary:\n    - a\n    - b\n  data-center:\n    - # d\n",
	};
	static const char *const paths[] = { "company-summary", "security-policy:detail", "data-center.1.power",
					     "listing:review" };

	(void)state;
	for (size_t i = 0; i < sizeof befores / sizeof befores[0] * NASTY * 4; i++) {
		struct buf before = { 0 }, out = { 0 };
		struct draft_source source;
		struct err err = { 0 };

		buf_printf(&before, "kaijisho: 1\nform: draft-test\n%s", befores[i / 4 / NASTY]);
		struct draft *old = draft_read(support.form, buf_text(&before), before.len, "d", &source, &err);
		struct draft *draft = draft_copy(old);
		put(draft, paths[i % 4], nasty[i / 4 % NASTY]);
		assert_true(draft_write(draft, old, &source, &out, NULL, &err));
		if (!compare(buf_text(&out), out.len, "a draft"))
			fail_msg("given up:\n%s", buf_text(&out));
		draft_source_clear(&source);
		draft_free(draft);
		draft_free(old);
		buf_clear(&before);
		buf_clear(&out);
	}
}

/* What people write, and what must be left to libyaml. */
static void by_hand(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		bool taken;
	} cases[] = {
		{ "a: b\n", true },		     { "a: b", true },
		{ "# c\n\na:   b  # c\n", true },    { "a:\n  b:\n    - c\n    - d: e\n      f: g\n", true },
		{ "a:\n- b\n- - c\n  - d\ne:\n", true }, { "a:\nb:\n-\n-\nc: \n", true },
		{ "a: |\n  b\n   c\n\n  d\n\n\n", true },   { "a: >-\n  b\n  c\n\n  d\n   e\n  f\n", true },
		{ "a: |+ # c\n\n  b\n\nc: >2\n   d\n", true }, { "a: [b, \"c\", {d: e}, []]\nf: { }\n", true },
		{ "a: 'it''s'\n\"b\": \"\\u3042\\\n  x\"\n", true }, { "a b : c: d\n", false },
		{ "a: b:c d#e http://f/?g\n", true }, { "日本: 語 # 注\n", true },
		{ "a: |\n\n \n  b\n", true },     { "a: |\n\n   \n  b\n", false },	     { "a:\n  text\nb: x\n", true },
		{ "a: b\n  c\n", false },	     { "a: &b c\n", false },
		{ "a: *b\n", false },		     { "a: !!str b\n", false },
		{ "---\na: b\n", false },	     { "a: b\n...\n", false },
		{ "%YAML 1.1\n", false },	     { "a: b\r\n", false },
		{ "? a\n: b\n", false },	     { "a: 1\na: 2\n", false },
		{ "<<: b\n", false },		     { "a:\n\tb: c\n", false },
		{ "\xef\xbb\xbf" "a: b\n", false },  { "a: \xff\n", false },
		{ "a: [b,\n c]\n", false },	     { "a: \"b\n", false },
		{ "a: \"\\0\"\n", false },	     { "a: {b}\n", false },
		{ "a: - b\n", false },		     { "a: b\n c: d\n", false },
		{ "- a\n", false },		     { "", false },
		{ "日本:\n語: x\n", true },	     { "a: >\n  b\n  \tc\n  d\n  e\n", true },
		{ "\"a\\\n  b\": c\n", false },   { "a: [b:,c]\n", false },
		{ "a: \"b\\\n--- c\"\n", false },  { "a: |\n\tb\n", false },
		{ "a: b\n- c\n", false },	     { "a: b\n%c: d\n", false },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (compare(cases[i].text, strlen(cases[i].text), "case") != cases[i].taken)
			fail_msg("%s:\n%s", cases[i].taken ? "given up" : "taken", cases[i].text);
}

/* The limits are libyaml's and yaml_tree.c's to speak of. */
static void limits(void **state)
{
	struct buf text = { 0 };

	(void)state;
	for (int most = 1; most <= 40; most++) {
		buf_reset(&text);
		for (int i = 0; i < most; i++)
			buf_printf(&text, "%*sa:\n", i, "");
		assert_int_equal(compare(buf_text(&text), text.len, "depth"), most <= YAML_MAX_DEPTH);
		buf_reset(&text);
		buf_puts(&text, "a: ");
		for (int i = 0; i < most; i++)
			buf_puts(&text, "[");
		for (int i = 0; i < most; i++)
			buf_puts(&text, "]");
		assert_int_equal(compare(buf_text(&text), text.len, "depth in brackets"), most < YAML_MAX_DEPTH);
	}
	for (int len = 900; len < 1100; len++) {
		buf_reset(&text);
		buf_printf(&text, "%0*d: b\n", len, 1);
		compare(buf_text(&text), text.len, "a long key");
	}
	for (size_t len = YAML_MAX_SCALAR; len <= YAML_MAX_SCALAR + 1; len++) {
		char *letters = mem_alloc(len + 1, 1);

		memset(letters, 'x', len);
		buf_reset(&text);
		buf_printf(&text, "a: %s\n", letters);
		free(letters);
		assert_int_equal(compare(buf_text(&text), text.len, "a long text"), len <= YAML_MAX_SCALAR);
	}
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(files), cmocka_unit_test(as_written), cmocka_unit_test(by_hand),
					    cmocka_unit_test(limits) };
	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
