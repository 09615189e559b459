/* SPDX-License-Identifier: MIT */
/* test_draft_write.c — what is written is read back as it was, and nothing but the answer that changed is touched. */
#include <config.h>

#include "draft_support.h"

#include "draft/scalar.h"

static struct draft *read_draft(const char *text, struct draft_source *source)
{
	struct err err = { 0 };
	struct draft *draft = draft_read(support.form, text, strlen(text), "draft.yaml", source, &err);

	if (!draft)
		fail_msg("%s\n%s", err_sentence(&err), text);
	return draft;
}

static void assert_text(const struct buf *out, const char *wanted, const char *before)
{
	if (strcmp(buf_text(out), wanted) != 0)
		fail_msg("--- before\n%s--- wanted\n%s--- got\n%s", before, wanted, buf_text(out));
}

static void write_or_fail(const struct draft *draft, const struct draft *old, const struct draft_source *source,
			  struct buf *out)
{
	struct err err = { 0 };

	buf_puts(out, "what was there before\n");
	if (!draft_write(draft, old, source, out, NULL, &err))
		fail_msg("%s\n--- before\n%s--- got\n%s", err_sentence(&err), source->bytes, buf_text(out));
}

/* A draft as its file has it, and a copy to change and to write into `out`. */
struct rewriting {
	struct draft_source source;
	struct draft *old, *draft;
	struct buf out;
};

static void start_rewriting(struct rewriting *rewriting, const char *before)
{
	*rewriting = (struct rewriting){ 0 };
	rewriting->old = read_draft(before, &rewriting->source);
	rewriting->draft = draft_copy(rewriting->old);
}

static void assert_rewritten(struct rewriting *rewriting, const char *after)
{
	write_or_fail(rewriting->draft, rewriting->old, &rewriting->source, &rewriting->out);
	assert_text(&rewriting->out, after, rewriting->source.bytes);
}

static void end_rewriting(struct rewriting *rewriting)
{
	buf_clear(&rewriting->out);
	draft_source_clear(&rewriting->source);
	draft_free(rewriting->draft);
	draft_free(rewriting->old);
}

/* One change each: `path` = `text` makes `after` of `before`. */
static const struct diff_case {
	const char *before, *path, *text, *after;
} cases[] = {
	/* plain text, comments kept */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 旧 # 商号\n  listing: 無し\n", "company-name", "新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 新 # 商号\n  listing: 無し\n" },
	/* quotes stay */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:   '旧'\n", "company-name", "新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:   '新'\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  disclosure-date: 2026-11-22\n", "disclosure-date", "2026-12-01",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  disclosure-date: \"2026-12-01\"\n" },
	/* a line becomes lines, and its comment stays */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: 一行 # c\n  listing: 無し\n", "company-summary",
	  "一\n二", "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |- # c\n    一\n    二\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |- # c\n     一\n     二\n\n  # d\n  listing: 無し\n",
	  "company-summary", "一\n三",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |- # c\n     一\n     三\n\n  # d\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |\n    一\n    二\n", "company-summary", "一\n",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |\n    一\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: >-\n    一\n    二\n  listing: 有り\n",
	  "company-summary", "三\n四",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n    三\n    四\n  listing: 有り\n" },
	/* a text over several lines of the file */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 一\n    二\n    三 # c\n  listing: 有り\n", "company-name",
	  "四", "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 四 # c\n  listing: 有り\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    一\n  listing: 有り\n", "company-name", "四",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 四\n  listing: 有り\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: # c\n    一\n  listing: 有り\n", "company-name", "四",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 四 # c\n  listing: 有り\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: # c\n    # d\n    一\n  listing: 有り\n", "company-name",
	  "四\n五",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: # c\n    # d\n    |-\n    四\n    五\n  listing: 有り\n" },
	/* a string becomes a mapping and a string again */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 旧 # c\n  listing: 無し\n", "company-name:review",
	  "総務部に確認",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: {answer: 旧, review: 総務部に確認} # c\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: {answer: 旧, review: 総務部に確認} # c\n",
	  "company-name:review", NULL, "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 旧 # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |- # c\n    一\n    二\n  listing: 無し\n",
	  "company-summary:review", "",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: # c\n    answer: |-\n      一\n      二\n    review: \"\"\n"
	  "  listing: 無し\n" },
	/* parts of a mapping */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy:\n    # x\n    answer: 有り # y\n    detail: 旧\n    own: 1\n",
	  "security-policy:detail", "新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy:\n    # x\n    answer: 有り # y\n    detail: 新\n    own: 1\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy:\n    # x\n    answer: 有り # y\n    detail: 旧\n    own: 1\n",
	  "security-policy:note", "覚え",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy:\n    # x\n    answer: 有り # y\n    detail: 旧\n"
	  "    note: 覚え\n    own: 1\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: 有り, detail: 旧, own: 1} # c\n",
	  "security-policy:detail", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: 有り, own: 1} # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: 有り, detail: 旧}\n", "security-policy:status",
	  "undisclosed",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: 有り, detail: 旧, status: undisclosed}\n" },
	/* acknowledgements: what stays keeps its lines */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      # なぜ\n      rule: b # c\n",
	  "company-name:ack", "rule: b\nplaceholder: 予定どおり",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      # なぜ\n      rule: b # c\n      placeholder: 予定どおり\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      # なぜ\n      rule: b # c\n      placeholder: 予定どおり # d\n",
	  "company-name:ack", "rule: b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      # なぜ\n      rule: b # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      rule: 'b' # c\n      # d\n      placeholder: 予定どおり # e\n",
	  "company-name:ack", "rule: 新\nplaceholder: 予定どおり",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      rule: '新' # c\n      # d\n      placeholder: 予定どおり # e\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      rule: b # c\n",
	  "company-name:ack", "character: x\nrule: b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      character: x\n      rule: b # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      rule: b # c\n      placeholder: d # e\n",
	  "company-name:ack", "placeholder: d\ncharacter: 新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack:\n      placeholder: d # e\n      character: 新\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack: { rule: b, # c\n      placeholder: d } # e\n",
	  "company-name:ack", "rule: b\nplaceholder: 新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name:\n    answer: a\n    ack: { rule: b, # c\n      placeholder: 新 } # e\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: {answer: a, ack: {rule: b}}\n", "company-name:ack",
	  "rule: b\nplaceholder: 予定どおり",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: {answer: a, ack: {rule: b, placeholder: 予定どおり}}\n" },
	/* comments within a part's value keep the mapping */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary:\n    answer: |- # c\n      a\n    review: x\n",
	  "company-summary:review", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary:\n    answer: |- # c\n      a\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer:\n    - ISMS # c\n    - Pマーク\n    review: x\n",
	  "certifications:review", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer:\n    - ISMS # c\n    - Pマーク\n" },
	/* new answers go in the form's order */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  # 名\n  company-name: a\n\n  # 上場\n  listing: 無し\n",
	  "disclosure-date", "2026-11-22",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  # 名\n  company-name: a\n  disclosure-date: \"2026-11-22\"\n\n  # 上場\n"
	  "  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n\n  # 上場\n  listing: 無し\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n\n  company-name: a\n  # 上場\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n    own: 1\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n    own: 1\n    company-name: a\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n    company-name: a", "listing", "無し",
	  "kaijisho: 1\nform: draft-test\nanswers:\n    company-name: a\n    listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers: {}\nown: 1\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\nown: 1\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n# end\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\n# end\n" },
	{ "kaijisho: 1\nform: draft-test\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: ~ # c\n", "company-name", "~",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: \"~\" # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: # c\n  listing: 無し\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a # c\n  listing: 無し\n" },
	/* answers go with their lines, comments of neighbours stay */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  # 名\n  company-name: a # c\n  # 上場\n  listing: 無し\n", "company-name",
	  NULL, "kaijisho: 1\nform: draft-test\nanswers:\n  # 名\n  # 上場\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\n", "company-name", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n    一\n\n    二\n\n\n  listing: 無し\n",
	  "company-summary", NULL, "kaijisho: 1\nform: draft-test\nanswers:\n\n\n  listing: 無し\n" },
	/* a line break of two bytes within flow style */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z, note:\n\xc2\x85\n, theirs: x}\n", "listing:theirs",
	  NULL, "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z, note: }\n" },
	/* a comment behind a TAB stays below the value above it */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\n   \t # c\n", "listing", "無し",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: a\n   \t # c\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n company-name: a\n\n  \t\t\n\n", "listing", "no",
	  "kaijisho: 1\nform: draft-test\nanswers:\n company-name: a\n\n  \t\t\n listing: \"no\"\n\n" },
	/* a question mark goes with its key */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z,?note: a, theirs: x}\n", "listing:note", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z,theirs: x}\n" },
	/* a tag without a text needs its blank */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z, note: !, theirs: x}\n", "listing:theirs", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {colour: z, note: ! }\n" },
	/* blank lines at the end of a text that keeps them go with it, however its header says so */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |2+\n     a\n\n\n  listing: 無し\n", "company-summary",
	  "b", "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n    b\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |+2\n     a\n\n\n  listing: 無し\n", "company-summary",
	  "b", "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n    b\n  listing: 無し\n" },
	/* an indentation of nine, the widest that can be told, is kept; a wider one cannot be */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n           一\n", "company-summary", " a\nb",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |9-\n            a\n           b\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n            一\n", "company-summary", " a\nb",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |2-\n     a\n    b\n" },
	/* flow style and JSON */
	{ "kaijisho: 1\nform: draft-test\nanswers: {company-name: a, listing: 無し} # c\n", "disclosure-date", "2026",
	  "kaijisho: 1\nform: draft-test\nanswers: {company-name: a, disclosure-date: \"2026\", listing: 無し} # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers: {company-name: a, listing: 無し} # c\n", "company-summary", "a\nb, c",
	  "kaijisho: 1\nform: draft-test\nanswers: {company-name: a, company-summary: \"a\\nb, c\", listing: 無し} # c\n" },
	{ "{\n  \"kaijisho\": 1,\n  \"form\": \"draft-test\",\n  \"answers\": {\n    \"company-name\": \"a\",\n"
	  "    \"listing\": \"無し\"\n  }\n}\n",
	  "disclosure-date", "2026",
	  "{\n  \"kaijisho\": 1,\n  \"form\": \"draft-test\",\n  \"answers\": {\n    \"company-name\": \"a\",\n"
	  "    \"disclosure-date\": \"2026\",\n    \"listing\": \"無し\"\n  }\n}\n" },
	{ "{\n  \"kaijisho\": 1,\n  \"form\": \"draft-test\",\n  \"answers\": {\n    \"company-name\": \"a\",\n"
	  "    \"listing\": \"無し\"\n  }\n}\n",
	  "support-hours", "平日\n昼",
	  "{\n  \"kaijisho\": 1,\n  \"form\": \"draft-test\",\n  \"answers\": {\n    \"company-name\": \"a\",\n"
	  "    \"listing\": \"無し\",\n    \"support-hours\": \"平日\\n昼\"\n  }\n}\n" },
	{ "{\"kaijisho\": 1, \"form\": \"draft-test\", \"answers\": {\"company-name\": \"a\", \"listing\": \"無し\"}}\n",
	  "listing", NULL, "{\"kaijisho\": 1, \"form\": \"draft-test\", \"answers\": {\"company-name\": \"a\"}}\n" },
	{ "{\"kaijisho\": 1, \"form\": \"draft-test\"}\n", "company-name", "a",
	  "{\"kaijisho\": 1, \"form\": \"draft-test\", \"answers\": {\"company-name\": \"a\"}}\n" },
	/* lists */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    - ISMS\n    - Pマーク\n  listing: 無し\n",
	  "certifications", "ISMS\nその他",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    - ISMS\n    - その他\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ISMS] # c\n", "certifications", "ISMS\nその他",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ISMS, その他] # c\n" },
	/* entries that stay keep their comments and quotes */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n    - \"ISMS\" # a\n\n    # b\n    -   '旧' # c\n  # d\n",
	  "certifications", "ISMS\n新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n    - \"ISMS\" # a\n\n    # b\n    -   '新' # c\n  # d\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  # b\n  - c # c\n  listing: 無し\n",
	  "certifications", "a\nb: 2\nc",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  - \"b: 2\"\n  # b\n  - c # c\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - b # b\n  - c", "certifications", "a\nb\nc\nd",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a\n  - b # b\n  - c\n  - d\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  # b\n  -\n  - c # c\n", "certifications",
	  "a\nc", "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  # b\n  - c # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  -\n  - c # c\n", "certifications",
	  "a\nb\nc", "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  - b\n  - c # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a\n  - b # b\n", "certifications", "b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - b # b\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  - b\n", "certifications", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ # k\n    a, # a\n    \"b\"#b\n  ] # c\n",
	  "certifications", "a\nd",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ # k\n    a, # a\n    \"d\" #b\n  ] # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a, b, c ] # c\n", "certifications", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a ] # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a, b, c ] # c\n", "certifications", "c",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [c ] # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a, # a\n    b]\n", "certifications", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a # a\n    ]\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [b, d, ]\n", "certifications", "a\nb\nc\nd\nf",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a, b, c, d, f, ]\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer:\n    - a # a\n    - b\n    note: n\n",
	  "certifications", "a",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer:\n    - a # a\n    note: n\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - a # a\n  - b # b\n  - a\n", "certifications",
	  "c\nb\na", "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n  - c # a\n  - b # b\n  - a\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [a, b, c]\n", "certifications", "d\nc",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [d, c]\n" },
	/* a list that becomes part of a mapping moves there as it is */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n  - \"ISMS\" # a\n\n    # b\n  - Pマーク # c\n  # d\n",
	  "certifications:review", "x",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n    answer:\n    - \"ISMS\" # a\n\n      # b\n    - Pマーク # c\n    review: x\n  # d\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n    # a\n    - ISMS\n", "certifications:review", "x",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # k\n    # a\n    answer:\n      - ISMS\n    review: x\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ISMS, Pマーク] # c\n", "certifications:review", "x",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer: [ISMS, Pマーク] # c\n    review: x\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [ISMS, # a\n    Pマーク] # c\n", "certifications:review",
	  "x\ny",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications:\n    answer: [ISMS, # a\n      Pマーク] # c\n    review: |-\n      x\n      y\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: ['ISMS'] # c\n", "certifications:review", "x",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: {answer: ['ISMS'], review: x} # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: [] # c\n", "certifications:review", "x",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: {review: x} # c\n" },
	/* CRLF and BOM */
	{ "\xef\xbb\xbfkaijisho: 1\r\nform: draft-test\r\nanswers:\r\n  company-name: a\r\n", "company-summary", "一\n二",
	  "\xef\xbb\xbfkaijisho: 1\r\nform: draft-test\r\nanswers:\r\n  company-name: a\r\n  company-summary: |-\r\n    一\r\n"
	  "    二\r\n" },
	/* instances */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A # c\n    ups: 無し\n",
	  "data-center.1.ups", "有り",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A # c\n    ups: 有り\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A\n    ups: 無し\n",
	  "data-center.1.data-center-name", NULL, "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A\n    # x\n    ups: 無し\n",
	  "data-center.1.data-center-name", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  -\n    # x\n    ups: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 無し\n", "data-center.1.data-center-name", "A",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A\n    ups: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - {}\n  - # c\n", "data-center.2.ups", "無し",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - {}\n  - {ups: 無し} # c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 無し\n  - ups: 有り\n", "data-center.2.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 無し\n  - {}\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  support-hours: 昼\n", "data-center.1.ups:detail", "10分",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: {detail: 10分}\n  support-hours: 昼\n" },
	/* a joined text is split, so words that look like one need a mapping */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: '有り: 旧'\n", "security-policy:detail", "新",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: 有り, detail: 新}\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: 有り\n", "security-policy", "有り: そのまま",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  security-policy: {answer: \"有り: そのまま\"}\n" },
	/* explicit keys */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name\n  : a\n  ? listing\n", "company-name", "b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: b\n  ? listing\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name\n  :\n  ? listing\n", "disclosure-date", "b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name\n  :\n  disclosure-date: b\n  ? listing\n" },
	{ "kaijisho: 1\nform: draft-test\nown:\n  ? a\n  :\n", "company-name", "b",
	  "kaijisho: 1\nform: draft-test\nown:\n  ? a\n  :\nanswers:\n  company-name: b\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ? ups\n    : 無し\n", "data-center.1.data-center-name",
	  "A", "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: A\n    ? ups\n    : 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name # c\n  # d\n  : a # e\n  listing: 無し\n", "company-name",
	  "b", "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name # c\n  # d\n  : b # e\n  listing: 無し\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-summary\n  : |- # c\n    a\n", "company-summary", "b\nc",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-summary\n  : |- # c\n    b\n    c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name # c\n  : a\n", "company-name:review", "b",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  ? company-name # c\n  : {answer: a, review: b}\n" },
	{ "kaijisho: 1\nform: draft-test\n? answers # c\n: {}\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\n? answers # c\n:\n  company-name: a\n" },
	/* flow style at its barest */
	{ "kaijisho: 1\nform: draft-test\nanswers: {data-center: [ups: x, {}], own: }\n", "data-center.1.power", "a",
	  "kaijisho: 1\nform: draft-test\nanswers: {data-center: [{ups: x, power: a}, {}], own: }\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers: {own: }\n", "company-name", "a",
	  "kaijisho: 1\nform: draft-test\nanswers: {own: , company-name: a }\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {own: ,note}\n  company-name: {own: ,note: a}\n",
	  "company-name:note", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  listing: {own: ,note}\n  company-name: {own: }\n" },
	/* a comment right behind a quotation mark */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: \"a\"#c\n", "company-summary", "b\nc",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |- #c\n    b\n    c\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: \"a\"#c\n", "company-summary:note", "b\nc",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: #c\n    answer: a\n    note: |-\n      b\n      c\n" },
	/* what YAML 1.1 counts as a line break */
	{ "kaijisho: 1\u2028form: draft-test\nanswers:\xc2\x85  listing: a # c\u2029  own: b\n", "listing", NULL,
	  "kaijisho: 1\u2028form: draft-test\nanswers:\xc2\x85  own: b\n" },
	/* a comment behind the key of a section, or below it, keeps it there */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # c\n  - ups: 無し\n", "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # c\n  - {}\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n    # 東\n    - ups: 無し\n", "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n    # 東\n    - {}\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n    - ups: 無し\n", "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n" },
	/* also a comment inside of a list in brackets, and an instance that holds what the form does not know */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: [ # c\n    {ups: 無し}]\n", "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: [ # c\n    {}]\n" },
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 無し\n    own: x\n", "data-center.1.ups", NULL,
	  "kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - own: x\n" },
	/* the end of a file that has no line break */
	{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |-\n    a", "company-summary", "b\nc\n",
	  "kaijisho: 1\nform: draft-test\nanswers:\n  company-summary: |\n    b\n    c\n" },
};

static void one_change(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rewriting rewriting;

		start_rewriting(&rewriting, cases[i].before);
		assert_rewritten(&rewriting, cases[i].before);
		put(rewriting.draft, cases[i].path, cases[i].text);
		assert_rewritten(&rewriting, cases[i].after);
		end_rewriting(&rewriting);
	}
}

/* A list may stand no deeper than its key; what takes its place may not, and comments keep it off the key's line. */
static void list_becomes_status(void **state)
{
	static const char before[] =
		"kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # c\n  # d\n  - ISMS\n  listing: 無し\n";
	struct rewriting rewriting;

	(void)state;
	start_rewriting(&rewriting, before);
	put(rewriting.draft, "certifications", NULL);
	put(rewriting.draft, "certifications:status", "undisclosed");
	assert_rewritten(&rewriting,
			 "kaijisho: 1\nform: draft-test\nanswers:\n  certifications: # c\n  # d\n    {status: undisclosed}\n"
			 "  listing: 無し\n");
	end_rewriting(&rewriting);
}

static const char two_centers[] =
	"kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # list\n    # 東\n    - data-center-name: 東 # e\n      ups: 無し\n\n"
	"    # 西\n    - data-center-name: 西\n      own: x\n    # end\n  support-hours: 昼\n";

/* A comment below the last instance, deeper than its dash, is that instance's. */
static void instances_with_comments_below(void **state)
{
	static const char before[] =
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: 東\n     # c\n"
		"  # d\n";
	struct rewriting rewriting;

	(void)state;
	start_rewriting(&rewriting, before);
	put(rewriting.draft, "data-center.1.ups", "無し");
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 1, 0);
	put(rewriting.draft, "data-center.2.ups", "有り");
	assert_rewritten(
		&rewriting,
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - data-center-name: 東\n     # c\n    ups: 無し\n"
		"  - ups: 有り\n  # d\n");
	instance(rewriting.draft, CHANGE_INSTANCE_MOVE, 1, 0);
	assert_rewritten(
		&rewriting,
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center:\n  - ups: 有り\n  - data-center-name: 東\n     # c\n"
		"    ups: 無し\n  # d\n");
	end_rewriting(&rewriting);
}

static void instances_move(void **state)
{
	struct rewriting rewriting;

	(void)state;
	start_rewriting(&rewriting, two_centers);
	instance(rewriting.draft, CHANGE_INSTANCE_MOVE, 1, 0);
	assert_rewritten(&rewriting, "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # list\n    # 東\n"
				     "    # 西\n    - data-center-name: 西\n      own: x\n"
				     "    - data-center-name: 東 # e\n      ups: 無し\n\n"
				     "    # end\n  support-hours: 昼\n");
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 1, 0);
	put(rewriting.draft, "data-center.2.data-center-name", "中");
	put(rewriting.draft, "data-center.2.power", "一\n二");
	put(rewriting.draft, "data-center.3.ups", "有り");
	assert_rewritten(&rewriting, "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # list\n    # 東\n"
				     "    # 西\n    - data-center-name: 西\n      own: x\n"
				     "    - data-center-name: 中\n      power: |-\n        一\n        二\n"
				     "    - data-center-name: 東 # e\n      ups: 有り\n\n"
				     "    # end\n  support-hours: 昼\n");
	/* Removed and brought back: the file's text is found again by the name. */
	put(rewriting.draft, "data-center.2.data-center-name", NULL);
	put(rewriting.draft, "data-center.2.power", NULL);
	instance(rewriting.draft, CHANGE_INSTANCE_REMOVE, 1, 0);
	put(rewriting.draft, "data-center.1.data-center-name", NULL);
	instance(rewriting.draft, CHANGE_INSTANCE_REMOVE, 0, 0);
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 1, 0);
	put(rewriting.draft, "data-center.2.data-center-name", "西");
	put(rewriting.draft, "data-center.1.ups", "無し");
	assert_rewritten(&rewriting, two_centers);
	/* Appended. */
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 2, 0);
	put(rewriting.draft, "data-center.3.data-center-name", "南");
	assert_rewritten(
		&rewriting,
		"kaijisho: 1\nform: draft-test\nanswers:\n  data-center: # list\n    # 東\n    - data-center-name: 東 # e\n"
		"      ups: 無し\n\n    # 西\n    - data-center-name: 西\n      own: x\n    - data-center-name: 南\n    # end\n"
		"  support-hours: 昼\n");
	end_rewriting(&rewriting);
}

/* Several changes of one mapping in flow style: what one of them relies on another may take away. */
static void flow_pairs_together(void **state)
{
	static const struct {
		const char *before, *put[2], *texts[2], *after;
	} rows[] = {
		/* a mapping without braces loses its only pair to another */
		{ "data-center: [ups: x]",
		  { "data-center.1.ups", "data-center.1.power" },
		  { NULL, "a" },
		  "data-center: [{power: a}]" },
		/* a value without a text keeps its blank when all behind it go */
		{ "listing: {own: , note: a, review: b}",
		  { "listing:note", "listing:review" },
		  { NULL, NULL },
		  "listing: {own: }" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf before = { 0 }, after = { 0 };
		struct rewriting rewriting;

		buf_printf(&before, "kaijisho: 1\nform: draft-test\nanswers: {%s, other: }\n", rows[i].before);
		buf_printf(&after, "kaijisho: 1\nform: draft-test\nanswers: {%s, other: }\n", rows[i].after);
		start_rewriting(&rewriting, buf_text(&before));
		put(rewriting.draft, rows[i].put[0], rows[i].texts[0]);
		put(rewriting.draft, rows[i].put[1], rows[i].texts[1]);
		assert_rewritten(&rewriting, buf_text(&after));
		end_rewriting(&rewriting);
		buf_clear(&before);
		buf_clear(&after);
	}
}

/* Whole data centers, new in a draft that is JSON. */
static void instances_in_json(void **state)
{
	static const char before[] = "{\"kaijisho\": 1, \"form\": \"draft-test\", \"answers\": {\"company-name\": \"a\"}}\n";
	struct rewriting rewriting;

	(void)state;
	start_rewriting(&rewriting, before);
	put(rewriting.draft, "data-center.1.data-center-name", "東");
	put(rewriting.draft, "data-center.1.ups", "無し");
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 1, 0);
	instance(rewriting.draft, CHANGE_INSTANCE_INSERT, 2, 0);
	put(rewriting.draft, "data-center.3.data-center-name", "西");
	assert_rewritten(&rewriting,
			 "{\"kaijisho\": 1, \"form\": \"draft-test\", \"answers\": {\"company-name\": \"a\", \"data-center\": "
			 "[{\"data-center-name\": \"東\", \"ups\": \"無し\"}, {}, {\"data-center-name\": \"西\"}]}}\n");
	end_rewriting(&rewriting);
}

static void new_file(void **state)
{
	struct draft *draft = draft_new(support.form), *seen;
	struct draft_source source;
	struct buf out = { 0 };

	(void)state;
	draft_write_new(draft, &out);
	assert_text(&out, "# 下書きの試験\nkaijisho: 1\nform: draft-test\nedition: \"1\"\nanswers: {}\n", "");
	buf_reset(&out);
	put(draft, "company-name", "試験株式会社");
	put(draft, "company-summary", "一\n二");
	put(draft, "listing:status", "undisclosed");
	put(draft, "data-center.1.data-center-name", "A");
	put(draft, "data-center.1.ups", "有り");
	put(draft, "data-center.1.ups:detail", "10分");
	instance(draft, CHANGE_INSTANCE_INSERT, 1, 0);
	draft_write_new(draft, &out);
	assert_text(&out,
		    "# 下書きの試験\nkaijisho: 1\nform: draft-test\nedition: \"1\"\nanswers:\n  company-name: 試験株式会社\n"
		    "  company-summary: |-\n    一\n    二\n  listing: {status: undisclosed}\n  data-center:\n"
		    "  - data-center-name: A\n    ups: {answer: 有り, detail: 10分}\n  - {}\n",
		    "");
	seen = read_draft(buf_text(&out), &source);
	assert_true(draft_equal(seen, draft));
	draft_source_clear(&source);
	draft_free(seen);
	draft_free(draft);
	buf_clear(&out);
}

/* Every nasty string in every kind of place, over every kind of old value. */
static void nasty_strings(void **state)
{
	static const char *const befores[] = {
		"answers: {}\n",
		"answers:\n  listing: a\n",
		"answers:\n  company-summary: a # c\n  listing: a\n",
		"answers:\n  company-summary: \"a\"\n\n\n  listing: a\n",
		"answers:\n  company-summary: 'a'   \n  listing: a",
		"answers:\n    company-summary: |\n        a\n\n    # c\n    listing: a\n",
		"answers:\n    company-summary: |2+\n        a\n\n    # c\n    listing: a\n",
		"answers:\n    listing: a\n    company-summary: >\n      a\n",
		"answers:\n    listing: a\n    company-summary: |+\n      a\n\n",
		"answers:\n    listing: a\n    company-summary: |\n      a",
		"answers: {listing: a, company-summary: a}",
		"answers: {listing: a}",
		"answers:\n  company-summary: {answer: a, own: b}\n",
		"answers:\n  company-summary:\n    own: b # c\n    answer: a\n",
		"answers:\n  company-summary:\n    - a\n    - b\n",
		"answers:\n  company-summary:\n",
		"answers:\n  company-summary: # c\n    # d\n    a\n  listing: a\n",
	};
	static const char *const parts[] = { "company-summary",     "company-summary:note",
					     "data-center.1.power", "data-center.1.data-center-name:review",
					     "certifications",      "security-policy" };

	(void)state;
	for (size_t b = 0; b < sizeof befores / sizeof befores[0]; b++) {
		struct buf before = { 0 }, out = { 0 };
		struct draft_source source;
		struct draft *old;

		buf_printf(&before, "kaijisho: 1\nform: draft-test\n%s", befores[b]);
		old = read_draft(buf_text(&before), &source);
		for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
			for (size_t i = 0; i < NASTY; i++) {
				struct draft *draft = draft_copy(old);

				put(draft, parts[p], nasty[i]);
				write_or_fail(draft, old, &source, &out);
				put(draft, "support-hours", nasty[(i * 7 + p) % NASTY]);
				write_or_fail(draft, old, &source, &out);
				draft_free(draft);
			}
		}
		draft_source_clear(&source);
		draft_free(old);
		buf_clear(&before);
		buf_clear(&out);
	}
}

static void scalars(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *written;
		bool flow;
	} wanted[] = {
		{ "東京", "東京", false }, { "10分", "10分", false }, { "no", "\"no\"", false }, { "0120", "\"0120\"", false },
		{ "a, b", "a, b", false }, { "a, b", "\"a, b\"", true }, { "http://x", "http://x", false },
		{ "e15", "\"e15\"", false }, { "E+3", "\"E+3\"", false }, { "e1x", "e1x", false },
		{ "say \"x\"", "say \"x\"", false }, { "\"x\"", "'\"x\"'", false }, { "C:\\x", "C:\\x", false },
		{ "\x1b[2J", "\"\\u001B[2J\"", false }, { "a\u2028b", "\"a\\u2028b\"", false }, { "👨‍👩‍👧", "👨‍👩‍👧", false },
		{ "", "\"\"", false }, { "\u3000", "\"\u3000\"", false }, { " a", "\" a\"", false },
		{ "a\nb", "|-\n  a\n  b", false }, { " a\nb\n", "|2\n   a\n  b", false },
		{ "a\nb\n\n", "\"a\\n\\\n  b\\n\\\n  \\n\"", false }, { "a\nb", "\"a\\nb\"", true },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		struct buf out = { 0 };

		scalar_write(&out, wanted[i].text, strlen(wanted[i].text), 0, wanted[i].flow, "\n");
		assert_string_equal(buf_text(&out), wanted[i].written);
		buf_clear(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars),
		cmocka_unit_test(one_change),
		cmocka_unit_test(instances_move),
		cmocka_unit_test(flow_pairs_together),
		cmocka_unit_test(instances_in_json),
		cmocka_unit_test(instances_with_comments_below),
		cmocka_unit_test(new_file),
		cmocka_unit_test(nasty_strings),
		cmocka_unit_test(list_becomes_status),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
