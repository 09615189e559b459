/* SPDX-License-Identifier: MIT */
/* fuzz_draft.c — any bytes as a draft: refused with a reason, or read, checked, written back as they are, changed and read back. */
#include <config.h>

#include "check/check.h"
#include "draft/draft_read.h"
#include "draft/draft_write.h"
#include "fuzz.h"

/* clang-format off */
static const char *const texts[] = {
	"", "新しい本文", "一行目\n二行目\n", "no", "0120", "~", "有り: 10分", "有り", "無し", "非公開", "該当なし (理由)", " a ", "a #b",
	"a: b", "- a", "'", "\"", "\n", "\n\n a\n", "\ta\nb", "\x1b[2J", "\xc2\x85", "\u2028", "\ufeff", "葛\U000e0100", "|", "{", "]",
	"undisclosed", "missing: 理由", "2026-11-22", "a\r\nb", "---\n...", "# a\nb",
};
/* clang-format on */

static struct place any_place(const struct draft *draft, struct fuzz_dice *dice)
{
	const struct form *form = draft_form(draft);
	struct place place = { .field = &form->fields[fuzz_cast(dice, form->field_count)] };
	place.instance = fuzz_cast(dice, draft_instances(draft, place.field->section));
	return place;
}

/* One change such as a person makes; some do not fit, and change nothing then. */
static void change_something(struct draft *draft, struct fuzz_dice *dice, const char *bytes, size_t len)
{
	struct change change = { .place = any_place(draft, dice), .part = (enum part)fuzz_cast(dice, PART_COUNT) };
	struct err err = { 0 };
	if (fuzz_cast(dice, 2))
		change.part = PART_ANSWER;
	switch (fuzz_cast(dice, 8)) {
	case 0: change.kind = CHANGE_INSTANCE_INSERT; break;
	case 1: change.kind = CHANGE_INSTANCE_REMOVE; break;
	case 2:
		change.kind = CHANGE_INSTANCE_MOVE;
		change.at = fuzz_cast(dice, draft_instances(draft, change.place.field->section));
		break;
	case 3:
		change.kind = CHANGE_SPLICE;
		change.at = fuzz_cast(dice, draft_part_len(draft, change.place, change.part) + 1);
		change.remove = fuzz_cast(dice, draft_part_len(draft, change.place, change.part) + 1 - change.at);
		change.text = strdup(texts[fuzz_cast(dice, sizeof texts / sizeof *texts)]);
		break;
	case 4:
		draft_set_joined(draft, change.place, texts[fuzz_cast(dice, sizeof texts / sizeof *texts)], fuzz_apply, draft);
		return;
	case 5: {
		/* A piece of the file itself. */
		size_t from = fuzz_cast(dice, len + 1), size = fuzz_cast(dice, len - from + 1);
		change.text = strndup(bytes + from, size);
		break;
	}
	default: change.text = fuzz_cast(dice, 6) ? strdup(texts[fuzz_cast(dice, sizeof texts / sizeof *texts)]) : NULL;
	}
	struct draft *before = draft_copy(draft);
	struct change inverse = { 0 };
	if (!draft_apply(draft, &change, &inverse, &err)) {
		fuzz_failed(&err);
	} else if (fuzz_cast(dice, 4) == 0) {
		CLAIM(draft_apply(draft, &inverse, NULL, NULL));
	}
	if (err.code != ERR_NONE)
		CLAIM(draft_equal(before, draft));
	draft_free(before);
	change_clear(&inverse);
	change_clear(&change);
}

static void check_findings(const struct draft *draft, const struct draft_source *source)
{
	struct checker *checker = checker_new(draft, 20261122);
	size_t count;
	checker_set_source(checker, source);
	checker_run(checker);
	const struct finding *const *findings = checker_findings(checker, &count);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings[i];
		CLAIM(finding->text && *finding->text && finding->start <= finding->end);
	}
	checker_free(checker);
}

static void same_bytes(const struct draft *old, const struct draft_source *source, const char *bytes, size_t len)
{
	struct draft *copy = draft_copy(old);
	struct buf out = { 0 };
	CLAIM(draft_write(copy, old, source, &out, NULL, NULL));
	CLAIM(out.len == len && (len == 0 || memcmp(out.data, bytes, len) == 0));
	buf_clear(&out);
	draft_free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_dice dice = fuzz_dice(data, size);
	char *bytes = fuzz_exact(data, size);
	struct draft_source source;
	struct err err = { 0 };
	if (!draft_source_read(&source, bytes, size, "draft.yaml", &err)) {
		fuzz_failed(&err);
		free(bytes);
		return 0;
	}
	const struct form *form =
		strcmp(source.form_id, "iaas-paas") == 0 ? fuzz_form("forms/iaas-paas.yaml") : fuzz_test_form();
	struct draft *old = draft_source_answers(&source, form, "draft.yaml", &err);
	if (!old) {
		fuzz_failed(&err);
		free(bytes);
		return 0;
	}
	check_findings(old, &source);
	same_bytes(old, &source, bytes, size);
	/* Every change builds on what the one before wrote, as saves do. */
	for (int round = 0; round < 3; round++) {
		struct draft *changed = draft_copy(old);
		struct draft_source written = { 0 };
		struct buf out = { 0 };
		for (size_t i = fuzz_cast(&dice, 3) + 1; i > 0; i--)
			change_something(changed, &dice, bytes, size);
		if (!draft_write(changed, old, &source, &out, &written, &err)) {
			fprintf(stderr, "round %d: %s\n--- before\n%.*s\n--- after\n%.*s\n", round, err.text, (int)source.len,
				source.bytes, (int)out.len, buf_text(&out));
			abort();
		}
		struct draft_source again = { 0 };
		draft_free(old);
		old = draft_read(form, buf_text(&out), out.len, "draft.yaml", &again, NULL);
		CLAIM(old && draft_equal(old, changed));
		draft_source_clear(&source);
		draft_source_clear(&written);
		source = again;
		draft_free(changed);
		buf_clear(&out);
	}
	draft_source_clear(&source);
	draft_free(old);
	free(bytes);
	return 0;
}
