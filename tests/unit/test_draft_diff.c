/* SPDX-License-Identifier: MIT */
/* test_draft_diff.c — drafts as people write them, made at random: comments anywhere, every style, unknown keys, CRLF. One
 * answer changes; only its lines do. */
#include <config.h>

#include "draft_support.h"

#define DRAFTS 4000

/* A draft under construction, with the lines each answer takes. */
struct writing {
	struct buf text;
	uint32_t dice;
	const char *line_break;
	unsigned line; /* of what is written next, from 0 */
	unsigned comment;
	struct {
		char path[64];
		unsigned first, last;
	} answers[32];
	size_t count;
};

static unsigned roll(struct writing *writing, unsigned sides)
{
	return dice(&writing->dice, sides);
}

static void end_line(struct writing *writing)
{
	buf_puts(&writing->text, writing->line_break);
	writing->line++;
}

static void maybe_comment_behind(struct writing *writing)
{
	if (roll(writing, 4) == 0)
		buf_printf(&writing->text, "%*s# k%u", 1 + (int)roll(writing, 3), "", writing->comment++);
}

static void maybe_comment_lines(struct writing *writing, int column)
{
	while (roll(writing, 4) == 0) {
		if (roll(writing, 3) > 0)
			buf_printf(&writing->text, "%*s# k%u", roll(writing, 5) == 0 ? 0 : column, "", writing->comment++);
		end_line(writing);
	}
}

static const char *word(struct writing *writing)
{
	static const char *const words[] = { "東京",       "有り", "無し", "a b", "10分", "x:y", "http://example.jp/",
					     "関東、関西", "ISMS" };

	return words[roll(writing, sizeof words / sizeof words[0])];
}

/* A scalar in some style; the key and its colon stand already. */
static void put_scalar(struct writing *writing, int column)
{
	int body = column + 1 + (int)roll(writing, 4);

	switch (roll(writing, 8)) {
	case 0: buf_printf(&writing->text, " \"%s\"", word(writing)); break;
	case 1: buf_printf(&writing->text, "  '%s'", word(writing)); break;
	case 2: /* block literal or folded, perhaps with a comment on its header, blank lines in and behind it */
		buf_printf(&writing->text, " %s", roll(writing, 2) ? "|-" : roll(writing, 2) ? "|" : ">-");
		maybe_comment_behind(writing);
		end_line(writing);
		for (unsigned lines = 1 + roll(writing, 3); lines > 0; lines--) {
			buf_printf(&writing->text, "%*s%s # no comment", body, "", word(writing));
			end_line(writing);
			if (lines > 1 && roll(writing, 4) == 0)
				end_line(writing);
		}
		return;
	case 3: /* over several lines */
		buf_printf(&writing->text, " %s", word(writing));
		end_line(writing);
		buf_printf(&writing->text, "%*s%s", body, "", word(writing));
		break;
	case 4: /* below its key */
		maybe_comment_behind(writing);
		end_line(writing);
		buf_printf(&writing->text, "%*s%s", body, "", word(writing));
		break;
	case 5: /* nothing */ break;
	default: buf_printf(&writing->text, " %s", word(writing));
	}
	maybe_comment_behind(writing);
	end_line(writing);
}

static void put_value(struct writing *writing, int column)
{
	int inner = column + 1 + (int)roll(writing, 4);

	switch (roll(writing, 6)) {
	case 0:
		buf_printf(&writing->text, " {answer: \"%s\", review: %s%s}", word(writing), "確認",
			   roll(writing, 2) ? ", own: 1" : "");
		maybe_comment_behind(writing);
		end_line(writing);
		return;
	case 1:
		maybe_comment_behind(writing);
		end_line(writing);
		maybe_comment_lines(writing, inner);
		buf_printf(&writing->text, "%*sanswer:", inner, "");
		put_scalar(writing, inner);
		if (roll(writing, 2)) {
			maybe_comment_lines(writing, inner);
			buf_printf(&writing->text, "%*snote:", inner, "");
			put_scalar(writing, inner);
		}
		if (roll(writing, 4) == 0) {
			buf_printf(&writing->text, "%*sown:", inner, "");
			put_scalar(writing, inner);
		}
		return;
	default: put_scalar(writing, column);
	}
}

static void put_answer(struct writing *writing, const char *prefix, const char *id, int column)
{
	size_t i = writing->count++;

	snprintf(writing->answers[i].path, sizeof writing->answers[i].path, "%s%s", prefix, id);
	writing->answers[i].first = writing->line;
	buf_printf(&writing->text, "%s:", id);
	put_value(writing, column);
	writing->answers[i].last = writing->line - 1;
}

static void make_draft(struct writing *writing, uint32_t seed)
{
	static const char *const before[] = { "company-name", "disclosure-date", "company-summary", "listing",
					      "security-policy" };
	static const char *const inside[] = { "data-center-name", "data-center-place", "ups", "power" };
	static const char *const after[] = { "support-phone", "support-hours" };
	int column, dash, inner;

	*writing = (struct writing){ .dice = seed };
	writing->line_break = roll(writing, 4) == 0 ? "\r\n" : "\n";
	if (roll(writing, 8) == 0)
		buf_puts(&writing->text, "\xef\xbb\xbf");
	maybe_comment_lines(writing, 0);
	buf_puts(&writing->text, "kaijisho: 1");
	end_line(writing);
	buf_puts(&writing->text, "form: draft-test");
	end_line(writing);
	maybe_comment_lines(writing, 0);
	buf_puts(&writing->text, "answers:");
	maybe_comment_behind(writing);
	end_line(writing);
	column = 1 + (int)roll(writing, 4);
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
		maybe_comment_lines(writing, column);
		if (roll(writing, 3) == 0)
			continue;
		buf_printf(&writing->text, "%*s", column, "");
		put_answer(writing, "", before[i], column);
	}
	if (roll(writing, 4) > 0) {
		buf_printf(&writing->text, "%*sown:", column, "");
		put_scalar(writing, column);
	}
	if (roll(writing, 4) > 0) {
		buf_printf(&writing->text, "%*sdata-center:", column, "");
		maybe_comment_behind(writing);
		end_line(writing);
		dash = column + (int)roll(writing, 3);
		inner = dash + 2 + (int)roll(writing, 2);
		for (unsigned k = 0; k < 1 + writing->dice % 3; k++) {
			char prefix[32];
			bool first = true;

			snprintf(prefix, sizeof prefix, "data-center.%u.", k + 1);
			maybe_comment_lines(writing, dash);
			buf_printf(&writing->text, "%*s-%*s", dash, "", inner - dash - 1, "");
			for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++) {
				if (roll(writing, 3) == 0 && !(first && i == 3))
					continue;
				if (!first) {
					maybe_comment_lines(writing, inner);
					buf_printf(&writing->text, "%*s", inner, "");
				}
				put_answer(writing, prefix, inside[i], inner);
				first = false;
			}
		}
	}
	for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
		maybe_comment_lines(writing, column);
		if (roll(writing, 3) == 0)
			continue;
		buf_printf(&writing->text, "%*s", column, "");
		put_answer(writing, "", after[i], column);
	}
	if (roll(writing, 2))
		buf_printf(&writing->text, "own: 2");
	if (roll(writing, 2) && writing->text.data[writing->text.len - 1] != '\n')
		end_line(writing);
}

/* Lines of a text, line breaks included. */
static size_t split_lines(const char *text, const char **lines)
{
	size_t count = 0;

	while (*text) {
		lines[count++] = text;
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	lines[count] = text;
	return count;
}

static bool same_line(const char *const *a, size_t i, const char *const *b, size_t k)
{
	size_t len = (size_t)(a[i + 1] - a[i]);

	return len == (size_t)(b[k + 1] - b[k]) && memcmp(a[i], b[k], len) == 0;
}

/* The lines that differ must lie within those of the answer; a new answer touches none. */
static void check_lines(const struct writing *writing, const char *path, const struct buf *out)
{
	const char *old[512], *new[512];
	size_t old_count = split_lines(buf_text(&writing->text), old), new_count = split_lines(buf_text(out), new);
	size_t head = 0, tail = 0, first = 0, last = 0;
	bool known = false, inside = strncmp(path, "data-center.", 12) == 0;

	for (size_t i = 0; i < writing->count; i++) {
		if (strcmp(writing->answers[i].path, path) == 0) {
			known = true;
			first = writing->answers[i].first;
			last = writing->answers[i].last;
		}
	}
	while (inside && known && last + 1 < old_count &&
	       strspn(old[last + 1], " \r\n") >= (size_t)(old[last + 2] - old[last + 1]))
		last++;
	while (head < old_count && head < new_count && same_line(old, head, new, head))
		head++;
	while (tail < old_count - head && tail < new_count - head &&
	       same_line(old, old_count - tail - 1, new, new_count - tail - 1))
		tail++;
	if (head + tail == old_count)
		return; /* lines were only added */
	if (known && head >= first && old_count - tail <= last + 1)
		return;
	/* Behind the dash of an instance another answer moves up or down; the last line may get its line break. */
	if (inside && (known ? head >= first && old_count - tail <= last + 2 : head + tail + 1 >= old_count))
		return;
	if (head + 1 >= old_count && buf_text(&writing->text)[writing->text.len - 1] != '\n')
		return;
	fail_msg("%s: lines %zu to %zu differ\n--- before\n%s--- after\n%s", path, head + 1, old_count - tail,
		 buf_text(&writing->text), buf_text(out));
}

/* Comments outside the answer's lines are all there. */
static void check_comments(const struct writing *writing, const char *path, const struct buf *out)
{
	const char *lines[512];
	size_t count = split_lines(buf_text(&writing->text), lines), first = 1, last = 0;

	for (size_t i = 0; i < writing->count; i++) {
		if (strcmp(writing->answers[i].path, path) == 0) {
			first = writing->answers[i].first;
			last = writing->answers[i].last;
		}
	}
	for (size_t i = 0; i < count; i++) {
		char *line = mem_bytes(lines[i], (size_t)(lines[i + 1] - lines[i]));
		char *comment = strstr(line, "# k");

		if (comment && (i < first || i > last)) {
			comment[strcspn(comment, "\r\n")] = '\0';
			if (!strstr(buf_text(out), comment))
				fail_msg("%s: %s is gone\n--- before\n%s--- after\n%s", path, comment, buf_text(&writing->text),
					 buf_text(out));
		}
		free(line);
	}
}

static void one_answer_changes(void **state)
{
	static const char *const texts[] = { "変更",     "二行\nの文", "no",   NULL, " 空白",
					     "a\n\nb\n", "有り: x",    "\x1b", NULL, "終\n\n" };
	static const char *const paths[] = { "company-name",
					     "disclosure-date",
					     "company-summary",
					     "listing",
					     "security-policy",
					     "data-center.1.data-center-name",
					     "data-center.1.data-center-place",
					     "data-center.1.ups",
					     "data-center.1.power",
					     "support-phone",
					     "support-hours" };
	static const enum part parts[] = { PART_ANSWER, PART_ANSWER, PART_ANSWER, PART_REVIEW, PART_NOTE, PART_STATUS };

	(void)state;
	for (uint32_t seed = 1; seed <= DRAFTS; seed++) {
		struct writing writing;
		struct draft_source source;
		struct draft *old, *draft;
		struct buf out = { 0 };
		struct err err = { 0 };
		const char *path, *text;
		enum part part;
		struct place place;

		make_draft(&writing, seed);
		old = draft_read(support.form, buf_text(&writing.text), writing.text.len, "draft.yaml", &source, &err);
		if (!old)
			fail_msg("%u: %s\n%s", seed, err_sentence(&err), buf_text(&writing.text));
		draft = draft_copy(old);
		path = paths[roll(&writing, sizeof paths / sizeof paths[0])];
		text = texts[roll(&writing, sizeof texts / sizeof texts[0])];
		part = parts[roll(&writing, sizeof parts / sizeof parts[0])];
		place = place_of(draft, path);
		assert_true(draft_set(draft, place, part, text, NULL));
		if (!draft_write(draft, old, &source, &out, NULL, &err))
			fail_msg("%u: %s %s: %s\n--- before\n%s--- after\n%s", seed, path, text ? text : "(null)",
				 err_sentence(&err), buf_text(&writing.text), buf_text(&out));
		check_lines(&writing, path, &out);
		check_comments(&writing, path, &out);
		draft_source_clear(&source);
		draft_free(draft);
		draft_free(old);
		buf_clear(&out);
		buf_clear(&writing.text);
	}
}

/* Instances come, go and move at random: all of the other text stays in the file. */
static void instances_change(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= DRAFTS / 2; seed++) {
		struct writing writing;
		struct draft_source source;
		struct draft *old, *draft;
		struct buf out = { 0 };
		struct err err = { 0 };
		const struct section *section = form_section(support.form, "data-center", strlen("data-center"));

		make_draft(&writing, seed + 100000);
		old = draft_read(support.form, buf_text(&writing.text), writing.text.len, "draft.yaml", &source, &err);
		assert_non_null(old);
		draft = draft_copy(old);
		for (int step = 0; step < 3; step++) {
			size_t count = draft_instances(draft, section), k = roll(&writing, (unsigned)count);

			if (roll(&writing, 2)) {
				instance(draft, CHANGE_INSTANCE_INSERT, k, 0);
				assert_true(
					draft_set(draft, (struct place){ section->repeat_name, k }, PART_ANSWER, "新", NULL));
			} else {
				instance(draft, CHANGE_INSTANCE_MOVE, k, roll(&writing, (unsigned)count));
			}
			if (!draft_write(draft, old, &source, &out, NULL, &err))
				fail_msg("%u: %s\n--- before\n%s--- after\n%s", seed, err_sentence(&err),
					 buf_text(&writing.text), buf_text(&out));
			check_comments(&writing, "", &out);
		}
		draft_source_clear(&source);
		draft_free(draft);
		draft_free(old);
		buf_clear(&out);
		buf_clear(&writing.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_answer_changes),
		cmocka_unit_test(instances_change),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
