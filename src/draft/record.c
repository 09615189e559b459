/* SPDX-License-Identifier: MIT */
/* record.c — the journal's format. */
#include <config.h>

#include "draft/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char magic[] = "kaijisho journal 1\n";
#define MAGIC_SIZE (sizeof magic - 1)
#define FRAME_SIZE 8    /* length, CRC */
#define LEAST_CONTENT 9 /* sequence, kind */
#define MOST_CONTENT ((size_t)64 << 20)

/* CRC-32C (Castagnoli), four bits at a time: small, and fast enough for what people type. */
static uint32_t crc_more(uint32_t crc, const char *bytes, size_t len)
{
	static const uint32_t table[16] = {
		0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
		0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
	};

	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)bytes[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return crc;
}

static void encode(char *out, uint64_t number, int bytes)
{
	for (int i = 0; i < bytes; i++)
		out[i] = (char)(number >> 8 * i & 0xff);
}

static uint64_t decode(const char *in, int bytes)
{
	uint64_t number = 0;

	for (int i = 0; i < bytes; i++)
		number |= (uint64_t)(unsigned char)in[i] << 8 * i;
	return number;
}

static void put_number(struct buf *out, uint64_t number, int bytes)
{
	char encoded[8];

	encode(encoded, number, bytes);
	buf_put(out, encoded, (size_t)bytes);
}

static void put_text(struct buf *out, const char *text, size_t len)
{
	put_number(out, len, 4);
	buf_put(out, text, len);
}

static void put_string(struct buf *out, const char *string)
{
	put_text(out, string ? string : "", string ? strlen(string) : 0);
}

static uint32_t record_crc(uint64_t nonce, const char *length, const char *content, size_t len)
{
	char encoded[8];
	uint32_t crc = 0xffffffff;

	encode(encoded, nonce, 8);
	crc = crc_more(crc, encoded, 8);
	crc = crc_more(crc, length, 4);
	return ~crc_more(crc, content, len);
}

/* Leaves room for the frame; returns where it stands. */
static size_t begin(struct buf *out, uint64_t sequence, enum record_kind kind)
{
	size_t start = out->len;

	put_number(out, 0, FRAME_SIZE);
	put_number(out, sequence, 8);
	put_number(out, kind, 1);
	return start;
}

static void finish(struct buf *out, size_t start, uint64_t nonce)
{
	char *frame = out->data + start;
	size_t len = out->len - start - FRAME_SIZE;

	encode(frame, len, 4);
	encode(frame + 4, record_crc(nonce, frame, frame + FRAME_SIZE, len), 4);
}

void record_header_clear(struct record_header *header)
{
	free(header->user);
	free(header->host);
	free(header->boot);
	*header = (struct record_header){ 0 };
}

void record_put_header(struct buf *out, const struct record_header *header)
{
	size_t start;

	buf_put(out, magic, MAGIC_SIZE);
	start = begin(out, 0, RECORD_HEADER);
	put_number(out, header->nonce, 8);
	buf_put(out, (const char *)header->base, FILE_HASH_SIZE);
	put_number(out, (uint64_t)header->pid, 8);
	put_number(out, (uint64_t)header->since, 8);
	put_string(out, header->user);
	put_string(out, header->host);
	put_string(out, header->boot);
	finish(out, start, 0);
}

void record_put_base(struct buf *out, uint64_t nonce, uint64_t sequence, const char *bytes, size_t len)
{
	size_t start = begin(out, sequence, RECORD_BASE);

	buf_put(out, bytes, len);
	finish(out, start, nonce);
}

void record_put_change(struct buf *out, uint64_t nonce, uint64_t sequence, const struct change *change)
{
	size_t start = begin(out, sequence, RECORD_CHANGE);

	put_number(out, change->kind, 1);
	put_string(out, change->place.field->id);
	put_number(out, change->place.instance, 4);
	put_string(out, part_name(change->part));
	put_number(out, change->at, 8);
	put_number(out, change->remove, 8);
	put_number(out, change->text != NULL, 1);
	put_string(out, change->text);
	finish(out, start, nonce);
}

void record_put_hash(struct buf *out, uint64_t nonce, uint64_t sequence, enum record_kind kind,
		     const uint8_t hash[FILE_HASH_SIZE])
{
	size_t start = begin(out, sequence, kind);

	buf_put(out, (const char *)hash, FILE_HASH_SIZE);
	finish(out, start, nonce);
}

/* Takes a content apart; once something is missing, `bad` stays set and everything reads as nothing. */
struct cursor {
	const char *at;
	size_t left;
	bool bad;
};

static const char *take(struct cursor *cursor, size_t len)
{
	const char *at = cursor->at;

	if (cursor->bad || len > cursor->left) {
		cursor->bad = true;
		return NULL;
	}
	cursor->at += len;
	cursor->left -= len;
	return at;
}

static uint64_t take_number(struct cursor *cursor, int bytes)
{
	const char *at = take(cursor, (size_t)bytes);

	return at ? decode(at, bytes) : 0;
}

static const char *take_text(struct cursor *cursor, size_t *len)
{
	*len = take_number(cursor, 4);
	return take(cursor, *len);
}

static char *take_string(struct cursor *cursor)
{
	size_t len;
	const char *at = take_text(cursor, &len);

	return at ? mem_bytes(at, len) : NULL;
}

/* The record at `at`, if it is whole and right. */
static bool read_record(const char *bytes, size_t len, size_t at, uint64_t nonce, struct record *record, size_t *next)
{
	size_t content;

	if (len - at < FRAME_SIZE + LEAST_CONTENT)
		return false;
	content = decode(bytes + at, 4);
	if (content < LEAST_CONTENT || content > MOST_CONTENT || content > len - at - FRAME_SIZE ||
	    decode(bytes + at + 4, 4) != record_crc(nonce, bytes + at, bytes + at + FRAME_SIZE, content))
		return false;
	*record = (struct record){ .sequence = decode(bytes + at + FRAME_SIZE, 8),
				   .kind = (enum record_kind)decode(bytes + at + FRAME_SIZE + 8, 1),
				   .content = bytes + at + FRAME_SIZE + LEAST_CONTENT,
				   .len = content - LEAST_CONTENT };
	*next = at + FRAME_SIZE + content;
	return true;
}

static bool read_header(const struct record *record, struct record_header *header)
{
	struct cursor cursor = { record->content, record->len, false };
	const char *base;

	header->nonce = take_number(&cursor, 8);
	base = take(&cursor, FILE_HASH_SIZE);
	if (base)
		memcpy(header->base, base, FILE_HASH_SIZE);
	header->pid = (int64_t)take_number(&cursor, 8);
	header->since = (int64_t)take_number(&cursor, 8);
	header->user = take_string(&cursor);
	header->host = take_string(&cursor);
	header->boot = take_string(&cursor);
	return record->kind == RECORD_HEADER && !cursor.bad;
}

/* How many whole records of this journal stand behind a bad place. Sequence numbers that could follow are looked at first, and
 * as many bytes as the records can have, and then some: a CRC at every offset of a long tail would take too long. */
static size_t count_later(const char *bytes, size_t len, size_t at, uint64_t nonce, uint64_t last)
{
	size_t found = 0, most = len - at + MOST_CONTENT, next;
	struct record record;

	while (len - at >= FRAME_SIZE + LEAST_CONTENT) {
		uint64_t sequence = decode(bytes + at + FRAME_SIZE, 8);
		size_t content = decode(bytes + at, 4);
		bool likely = sequence > last && sequence - last < 1000000 && content <= len - at - FRAME_SIZE;

		if (likely && content > most)
			break;
		most -= likely ? content : 0;
		if (likely && read_record(bytes, len, at, nonce, &record, &next)) {
			found++;
			last = sequence;
			at = next;
		} else {
			at++;
		}
	}
	return found;
}

/* What a power cut may leave of a file that had grown. */
static bool is_blank(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i])
			return false;
	return true;
}

/* No header that can be trusted. Its nonce may be right all the same, and tell how much stands behind it. */
static size_t count_headless(const char *bytes, size_t len)
{
	size_t nonce = MAGIC_SIZE + FRAME_SIZE + LEAST_CONTENT;

	return len < nonce + 8 ? 0 : count_later(bytes, len, nonce + 8, decode(bytes + nonce, 8), 0);
}

void journal_text_read(struct journal_text *text, const char *bytes, size_t len)
{
	struct record record;
	uint64_t last = 0;
	size_t at, room = 0;

	*text = (struct journal_text){ 0 };
	if (len < MAGIC_SIZE || memcmp(bytes, magic, MAGIC_SIZE) != 0 ||
	    !read_record(bytes, len, MAGIC_SIZE, 0, &record, &at) || !read_header(&record, &text->header)) {
		journal_text_clear(text);
		text->damaged = !is_blank(bytes, len);
		text->later = count_headless(bytes, len);
		return;
	}
	text->started = true;
	text->good = at;
	/* Sequence numbers count without a gap: a record that was written twice or got lost ends what can be trusted. */
	while (read_record(bytes, len, at, text->header.nonce, &record, &at) && record.sequence == last + 1) {
		text->records = mem_grow(text->records, text->count, &room, sizeof text->records[0]);
		text->records[text->count++] = record;
		text->good = at;
		last = record.sequence;
	}
	text->later = count_later(bytes, len, text->good, text->header.nonce, last);
	text->damaged = !is_blank(bytes + text->good, len - text->good);
}

void journal_text_clear(struct journal_text *text)
{
	record_header_clear(&text->header);
	free(text->records);
	*text = (struct journal_text){ 0 };
}

bool record_change(const struct record *record, const struct form *form, struct change *change)
{
	struct cursor cursor = { record->content, record->len, false };
	uint64_t kind = take_number(&cursor, 1), has_text;
	size_t id_len, part_len, text_len;
	const char *id = take_text(&cursor, &id_len), *part, *bytes;

	*change = (struct change){ 0 };
	change->place.instance = take_number(&cursor, 4);
	part = take_text(&cursor, &part_len);
	change->at = take_number(&cursor, 8);
	change->remove = take_number(&cursor, 8);
	has_text = take_number(&cursor, 1);
	bytes = take_text(&cursor, &text_len);
	if (cursor.bad || kind > CHANGE_INSTANCE_MOVE || !part_find(part, part_len, &change->part))
		return false;
	change->kind = (enum change_kind)kind;
	change->place.field = form_field(form, id, id_len);
	if (!change->place.field)
		return false;
	if (has_text)
		change->text = mem_bytes(bytes, text_len);
	return true;
}

const uint8_t *record_hash(const struct record *record)
{
	bool hash = record->kind == RECORD_SAVING || record->kind == RECORD_SAVED;

	return hash && record->len == FILE_HASH_SIZE ? (const uint8_t *)record->content : NULL;
}
