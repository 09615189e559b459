/* SPDX-License-Identifier: MIT */
/* fuzz_journal.c — any bytes as a journal, once as they are and once with every CRC made right, so that the records' contents are
 * reached: what is recovered fits the form and can be saved. */
#include <config.h>

#include "base/file.h"
#include "base/mem.h"
#include "draft/draft_read.h"
#include "draft/draft_write.h"
#include "draft/recover.h"
#include "fuzz.h"

static const char file_text[] =
	"kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験\n  data-center:\n  - ups: 無し\n";

static uint32_t crc(uint32_t sum, const uint8_t *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0x82f63b78u : 0);
	}
	return sum;
}

static uint32_t number(const uint8_t *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Makes lengths fit and CRCs right, as far as there are whole frames. */
static void repair(uint8_t *bytes, size_t len)
{
	static const char magic[] = "kaijisho journal 1\n";
	uint8_t nonce[8] = { 0 };
	size_t at = sizeof magic - 1;
	bool header = true;
	if (len < at)
		return;
	memcpy(bytes, magic, at);
	while (len - at >= 8 + 9) {
		size_t content = number(bytes + at);
		if (content > len - at - 8)
			content = len - at - 8;
		if (content < 9)
			content = 9;
		for (int i = 0; i < 4; i++)
			bytes[at + (size_t)i] = (uint8_t)(content >> 8 * i);
		static const uint8_t none[8];
		uint32_t sum = crc(0xffffffff, header ? none : nonce, 8);
		sum = ~crc(crc(sum, bytes + at, 4), bytes + at + 8, content);
		for (int i = 0; i < 4; i++)
			bytes[at + 4 + (size_t)i] = (uint8_t)(sum >> 8 * i);
		if (header && content >= 9 + 8)
			memcpy(nonce, bytes + at + 8 + 9, 8);
		header = false;
		at += 8 + content;
	}
}

static void recover(const struct journal_text *text, const uint8_t hash[FILE_HASH_SIZE])
{
	struct draft_source source;
	struct recovery recovery;
	struct err err = { 0 };
	struct draft *file = draft_read(fuzz_test_form(), file_text, strlen(file_text), "d", &source, NULL);
	if (recover_draft(text, "journal", file, hash, &recovery, &err)) {
		struct buf out = { 0 };
		if (!draft_write(recovery.draft, file, &source, &out, NULL, &err)) {
			fprintf(stderr, "%s\n", err.text);
			abort();
		}
		buf_clear(&out);
		draft_free(recovery.draft);
	} else {
		CLAIM(!recovery.draft);
		fuzz_failed(&err);
	}
	draft_source_clear(&source);
	draft_free(file);
}

static void read_journal(const uint8_t *bytes, size_t len)
{
	struct journal_text text;
	static const uint8_t other[FILE_HASH_SIZE] = { 1 };
	journal_text_read(&text, (const char *)bytes, len);
	CLAIM(text.good <= len && (text.started || text.count == 0));
	for (size_t i = 0; i < text.count; i++) {
		struct change change = { 0 };
		CLAIM(text.records[i].sequence == i + 1);
		CLAIM((const uint8_t *)text.records[i].content + text.records[i].len <= bytes + text.good);
		record_hash(&text.records[i]);
		record_change(&text.records[i], fuzz_form("forms/iaas-paas.yaml"), &change);
		change_clear(&change);
	}
	if (text.started) {
		recover(&text, text.header.base);
		recover(&text, other);
	}
	journal_text_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *bytes = (uint8_t *)fuzz_exact(data, size);
	read_journal(bytes, size);
	repair(bytes, size);
	read_journal(bytes, size);
	free(bytes);
	return 0;
}
