/* SPDX-License-Identifier: MIT */
/* test_journal.c — every truncation of a journal loads, a wrong byte anywhere ends what can be trusted. */
#include <config.h>

#include "draft_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "draft/journal.h"
#include "draft/record.h"
#include "draft/recover.h"

static const char base_text[] = "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験\n";

/* A journal of typing, one character a record, with a save in the middle; ends[n] is where record n ends, text n what the
 * draft says then. */
struct sample {
	struct buf bytes;
	struct draft *drafts[64];
	size_t ends[64];
	size_t count;
	uint8_t hash[FILE_HASH_SIZE], saved[FILE_HASH_SIZE];
};

static void make_sample(struct sample *sample)
{
	static const char *const letters[] = { "ク", "ラ", "ウ", "ド", "葛\U000e0100", "\n", "x", "。" };
	struct record_header header = { .nonce = 0x1234567890abcdefu,
					.user = (char *)"山田",
					.host = (char *)"host",
					.boot = (char *)"boot",
					.pid = 42,
					.since = 1764000000 };
	struct draft_source source;
	struct draft *draft = draft_read(support.form, base_text, strlen(base_text), "d", &source, NULL);
	uint64_t sequence = 0;
	size_t len = 0;

	*sample = (struct sample){ 0 };
	file_hash(base_text, strlen(base_text), sample->hash);
	memset(sample->saved, 7, sizeof sample->saved);
	memcpy(header.base, sample->hash, sizeof header.base);
	record_put_header(&sample->bytes, &header);
	record_put_base(&sample->bytes, header.nonce, ++sequence, base_text, strlen(base_text));
	for (int i = 0; i < 24; i++) {
		struct change change = { .kind = CHANGE_SPLICE, .place = place_of(draft, "company-summary"), .at = len };

		if (i == 12) {
			record_put_hash(&sample->bytes, header.nonce, ++sequence, RECORD_SAVING, sample->saved);
			sample->ends[sample->count] = sample->bytes.len;
			sample->drafts[sample->count++] = draft_copy(draft);
		}
		if (i == 20) {
			change = (struct change){ .kind = CHANGE_INSTANCE_INSERT,
						  .place = place_of(draft, "data-center.1.ups") };
		} else {
			change.text = (char *)letters[i % 8];
			len += strlen(change.text);
		}
		assert_true(draft_apply(draft, &change, NULL, NULL));
		record_put_change(&sample->bytes, header.nonce, ++sequence, &change);
		sample->ends[sample->count] = sample->bytes.len;
		sample->drafts[sample->count++] = draft_copy(draft);
	}
	draft_free(draft);
	draft_source_clear(&source);
}

static void clear_sample(struct sample *sample)
{
	for (size_t i = 0; i < sample->count; i++)
		draft_free(sample->drafts[i]);
	buf_clear(&sample->bytes);
}

static struct draft *base_draft(void)
{
	struct draft_source source;
	struct draft *draft = draft_read(support.form, base_text, strlen(base_text), "d", &source, NULL);

	draft_source_clear(&source);
	return draft;
}

static void every_truncation(void **state)
{
	struct sample sample;
	struct draft *base = base_draft();

	(void)state;
	make_sample(&sample);
	for (size_t len = 0; len <= sample.bytes.len; len++) {
		/* A copy of that very size, so that reading beyond it is seen. */
		char *bytes = malloc(len ? len : 1);
		struct journal_text text;
		struct recovery recovery;
		size_t whole = 0;

		memcpy(bytes, sample.bytes.data, len);
		journal_text_read(&text, bytes, len);
		while (whole < sample.count && sample.ends[whole] <= len)
			whole++;
		assert_true(recover_draft(&text, "journal", base, sample.hash, &recovery, NULL));
		assert_true(draft_equal(recovery.draft, whole > 0 ? sample.drafts[whole - 1] : base));
		assert_int_equal(recovery.unusable, 0);
		if (text.started) {
			assert_string_equal(text.header.user, "山田");
			assert_true(text.good <= len);
		}
		draft_free(recovery.draft);
		journal_text_clear(&text);
		free(bytes);
	}
	clear_sample(&sample);
	draft_free(base);
}

/* A save may be the first thing a journal tells; the header's file is then that of before. */
static void a_save_may_come_first(void **state)
{
	struct record_header header = { .nonce = 9, .base = { 1 } };
	struct draft *base = base_draft();
	struct change change = { .kind = CHANGE_SET, .place = place_of(base, "listing"), .text = (char *)"有り" };
	struct journal_text text;
	struct recovery recovery;
	struct buf bytes = { 0 };
	uint8_t hash[FILE_HASH_SIZE];

	(void)state;
	file_hash(base_text, strlen(base_text), hash);
	record_put_header(&bytes, &header);
	record_put_hash(&bytes, header.nonce, 1, RECORD_SAVED, hash);
	record_put_change(&bytes, header.nonce, 2, &change);
	journal_text_read(&text, bytes.data, bytes.len);
	assert_int_equal(text.count, 2);
	assert_true(recover_draft(&text, "journal", base, hash, &recovery, NULL));
	assert_false(recovery.merged);
	assert_string_equal(draft_part(recovery.draft, change.place, PART_ANSWER), "有り");
	draft_free(recovery.draft);
	journal_text_clear(&text);
	buf_clear(&bytes);
	draft_free(base);
}

/* Whole records whose content is not what this program writes: a later one's, or made up. */
static void changes_nobody_knows(void **state)
{
	struct draft *base = base_draft();
	struct change change = { .kind = CHANGE_SET, .place = place_of(base, "company-name"), .text = (char *)"名" }, read;

	(void)state;
	for (int kind = 0; kind <= CHANGE_INSTANCE_MOVE + 1; kind++) {
		struct record_header header = { .nonce = 9 };
		struct journal_text text;
		struct buf bytes = { 0 };

		change.kind = (enum change_kind)kind;
		record_put_header(&bytes, &header);
		record_put_change(&bytes, header.nonce, 1, &change);
		journal_text_read(&text, bytes.data, bytes.len);
		assert_int_equal(text.count, 1);
		assert_int_equal(record_change(&text.records[0], support.form, &read), kind <= CHANGE_INSTANCE_MOVE);
		change_clear(&read);
		for (text.records[0].len--; text.records[0].len; text.records[0].len--) {
			assert_false(record_change(&text.records[0], support.form, &read));
			change_clear(&read);
		}
		journal_text_clear(&text);
		buf_clear(&bytes);
	}
	draft_free(base);
}

static void every_wrong_byte(void **state)
{
	struct sample sample;
	struct draft *base = base_draft();

	(void)state;
	make_sample(&sample);
	for (size_t wrong = 0; wrong < sample.bytes.len; wrong++) {
		struct journal_text text;
		struct recovery recovery;
		size_t whole = 0;

		sample.bytes.data[wrong] ^= (char)(1 << wrong % 8);
		journal_text_read(&text, sample.bytes.data, sample.bytes.len);
		while (whole < sample.count && sample.ends[whole] <= wrong)
			whole++;
		if (recover_draft(&text, "journal", base, sample.hash, &recovery, NULL)) {
			assert_true(draft_equal(recovery.draft, whole > 0 ? sample.drafts[whole - 1] : base));
			/* What stands behind the bad record is counted. */
			if (text.started && whole + 1 < sample.count)
				assert_true(recovery.unusable > 0);
			draft_free(recovery.draft);
		} else {
			assert_false(text.started && text.count > 0);
		}
		journal_text_clear(&text);
		sample.bytes.data[wrong] ^= (char)(1 << wrong % 8);
	}
	clear_sample(&sample);
	draft_free(base);
}

static void replay_starts_behind_the_save(void **state)
{
	struct sample sample;
	struct journal_text text;
	struct recovery recovery;

	(void)state;
	make_sample(&sample);
	journal_text_read(&text, sample.bytes.data, sample.bytes.len);
	/* The file is what was saved in the middle: record 12 of the sample. */
	assert_true(recover_draft(&text, "journal", sample.drafts[12], sample.saved, &recovery, NULL));
	assert_false(recovery.merged);
	assert_true(draft_equal(recovery.draft, sample.drafts[sample.count - 1]));
	draft_free(recovery.draft);
	journal_text_clear(&text);
	clear_sample(&sample);
}

static void records_of_another_journal(void **state)
{
	struct sample sample;
	struct journal_text text;
	struct record_header header = { .nonce = 99 };

	(void)state;
	make_sample(&sample);
	/* A new header before records of an old journal, as a torn rewrite could leave it: none of them is ours. */
	struct buf mixed = { 0 };
	record_put_header(&mixed, &header);
	buf_put(&mixed, sample.bytes.data + sample.ends[0], sample.bytes.len - sample.ends[0]);
	journal_text_read(&text, mixed.data, mixed.len);
	assert_true(text.started);
	assert_int_equal(text.count, 0);
	journal_text_clear(&text);
	buf_clear(&mixed);
	clear_sample(&sample);
}

/* A tail in which a long record might begin at every other place: not all of them are looked at. */
static void a_tail_of_beginnings(void **state)
{
	struct record_header header = { .nonce = 99 };
	struct journal_text text;
	struct buf bytes = { 0 };
	size_t tail = (size_t)40 << 20;
	char *beginnings = mem_alloc(tail, 1);

	(void)state;
	/* Length 32 MiB, no CRC, sequence number 1. */
	for (size_t i = 0; i < 10000; i++) {
		beginnings[i * 17 + 3] = 2;
		beginnings[i * 17 + 8] = 1;
	}
	record_put_header(&bytes, &header);
	buf_put(&bytes, beginnings, tail);
	alarm(300);
	journal_text_read(&text, bytes.data, bytes.len);
	alarm(0);
	assert_true(text.started);
	assert_true(text.damaged);
	assert_int_equal(text.later, 0);
	journal_text_clear(&text);
	buf_clear(&bytes);
	free(beginnings);
}

static void random_bytes(void **state)
{
	uint32_t numbers = 3;
	struct sample sample;
	struct draft *base = base_draft();

	(void)state;
	make_sample(&sample);
	for (int i = 0; i < 3000; i++) {
		struct journal_text text;
		struct recovery recovery;
		struct buf bytes = { 0 };

		buf_put(&bytes, sample.bytes.data, sample.bytes.len);
		for (uint32_t n = dice(&numbers, 8) + 1; n > 0; n--) {
			uint32_t where = dice(&numbers, (uint32_t)bytes.len);

			switch (dice(&numbers, 3)) {
			case 0: bytes.data[where] = (char)dice(&numbers, 256); break;
			case 1: buf_splice(&bytes, where, bytes.len - where > 5 ? dice(&numbers, 5) : 0, "", 0); break;
			default: buf_splice(&bytes, where, 0, "\xff\xff\xff\xff", dice(&numbers, 5));
			}
		}
		journal_text_read(&text, bytes.data, bytes.len);
		if (recover_draft(&text, "journal", base, sample.hash, &recovery, NULL))
			draft_free(recovery.draft);
		journal_text_clear(&text);
		buf_clear(&bytes);
	}
	clear_sample(&sample);
	draft_free(base);
}

/* Changes of every kind come back as they were. */
static void changes_come_back(void **state)
{
	struct draft *draft = draft_new(support.form);
	struct place place = place_of(draft, "data-center.1.ups");

	(void)state;
	for (int kind = CHANGE_SET; kind <= CHANGE_INSTANCE_MOVE; kind++) {
		for (size_t i = 0; i <= NASTY; i++) {
			struct change change = { kind,        place,  (enum part)(i % PART_COUNT),
						 i * 1000003, i * 77, i < NASTY ? (char *)nasty[i] : NULL },
				      back;
			struct record_header header = { .nonce = i };
			struct buf bytes = { 0 };
			struct journal_text text;

			record_put_header(&bytes, &header);
			record_put_change(&bytes, i, 1, &change);
			journal_text_read(&text, bytes.data, bytes.len);
			assert_int_equal(text.count, 1);
			assert_true(record_change(&text.records[0], support.form, &back));
			assert_int_equal(back.kind, change.kind);
			assert_true(place_equal(back.place, change.place));
			assert_int_equal(back.part, change.part);
			assert_true(back.at == change.at && back.remove == change.remove);
			if (change.text)
				assert_string_equal(back.text, change.text);
			else
				assert_null(back.text);
			change_clear(&back);
			journal_text_clear(&text);
			buf_clear(&bytes);
		}
	}
	draft_free(draft);
}

/* What came behind a mark is cut off again; whoever was taken over writes no more. */
static void a_mark_is_gone_back_to(void **state)
{
	char folder[] = "/tmp/kaijisho-journal-XXXXXX", path[64];
	static const char name[] = ".draft.yaml.journal";
	struct file_place place;
	struct journal journal;
	struct stat status;
	struct draft *draft = base_draft();
	struct change change = { .kind = CHANGE_SET, .place = place_of(draft, "company-name"), .text = (char *)"株" };
	uint8_t hash[FILE_HASH_SIZE] = { 1 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/draft.yaml", folder);
	assert_true(file_place_open(&place, path, NULL));
	journal_init(&journal, &place, name, file_append_open(&place, name, true, NULL));
	journal_start(&journal, hash, true);
	journal_change(&journal, &change, base_text, strlen(base_text));
	assert_true(journal_flush(&journal, NULL));
	struct journal_mark mark = journal_mark(&journal);
	journal_change(&journal, &change, base_text, strlen(base_text));
	assert_true(journal_flush(&journal, NULL));
	assert_int_equal(fstatat(place.folder, name, &status, 0), 0);
	assert_true(status.st_size > mark.good);
	assert_true(journal_cut(&journal, &mark));
	assert_int_equal(fstatat(place.folder, name, &status, 0), 0);
	assert_int_equal(status.st_size, mark.good);
	/* The mark of another journal is none. */
	mark.nonce++;
	assert_false(journal_cut(&journal, &mark));
	journal.lost = true;
	journal_change(&journal, &change, base_text, strlen(base_text));
	assert_false(journal_flush(&journal, NULL));
	assert_int_equal(fstatat(place.folder, name, &status, 0), 0);
	assert_int_equal(status.st_size, mark.good);
	journal.lost = false;
	journal_end(&journal, true);
	file_place_close(&place);
	assert_int_equal(rmdir(folder), 0);
	draft_free(draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_come_back),
		cmocka_unit_test(a_mark_is_gone_back_to),
		cmocka_unit_test(changes_nobody_knows),
		cmocka_unit_test(a_save_may_come_first),
		cmocka_unit_test(every_truncation),
		cmocka_unit_test(every_wrong_byte),
		cmocka_unit_test(replay_starts_behind_the_save),
		cmocka_unit_test(records_of_another_journal),
		cmocka_unit_test(a_tail_of_beginnings),
		cmocka_unit_test(random_bytes),
	};

	return cmocka_run_group_tests(tests, support_setup, support_teardown);
}
