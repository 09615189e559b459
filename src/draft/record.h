/* SPDX-License-Identifier: MIT */
/* record.h — the journal's format: what stands in it, and reading it back from any torn or cut file.
 *
 * A journal is the line "kaijisho journal 1" and records after one another. A record is its length (of all that follows the
 * CRC, 32 bits, little endian as all numbers here), a CRC-32C over nonce, length and content, and the content: sequence (64
 * bits), kind (8 bits), and what the kind holds. The first record is the header; its CRC is taken with nonce 0. */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"
#include "draft/draft.h"

enum record_kind {
	RECORD_HEADER = 1,
	RECORD_BASE, /* the bytes of the draft the journal builds on; stands before the first change */
	RECORD_CHANGE,
	RECORD_SAVING, /* a hash: the draft's file is about to become this one, with every change so far in it */
	RECORD_SAVED,  /* a hash: it has become this one */
};

/* Who writes the journal, and on what it builds. */
struct record_header {
	uint64_t nonce; /* random: records of another journal are none of this one */
	uint8_t base[FILE_HASH_SIZE];
	char *user, *host, *boot;
	int64_t pid, since; /* seconds since 1970 */
};
void record_header_clear(struct record_header *header);

/* Each appends one whole record. */
void record_put_header(struct buf *out, const struct record_header *header); /* with the line before it */
void record_put_base(struct buf *out, uint64_t nonce, uint64_t sequence, const char *bytes, size_t len);
void record_put_change(struct buf *out, uint64_t nonce, uint64_t sequence, const struct change *change);
void record_put_hash(struct buf *out, uint64_t nonce, uint64_t sequence, enum record_kind kind,
		     const uint8_t hash[FILE_HASH_SIZE]);

/* A record in the bytes of a journal. */
struct record {
	enum record_kind kind;
	uint64_t sequence;
	const char *content; /* behind the kind */
	size_t len;
};

/* What a journal says. Points into its bytes. Zeroed is an empty journal. */
struct journal_text {
	bool started; /* the header is whole */
	struct record_header header;
	struct record *records; /* after the header */
	size_t count;
	size_t good;  /* bytes up to the end of the last good record */
	size_t later; /* valid records after the first bad one: they cannot be used */
	bool damaged; /* there is something that cannot be understood: no header of ours, or more than zeros behind what is good */
};
void journal_text_read(struct journal_text *text, const char *bytes, size_t len);
void journal_text_clear(struct journal_text *text);

/* The change of a RECORD_CHANGE, for a form. False if the form has no such field or part. change_clear() it. */
bool record_change(const struct record *record, const struct form *form, struct change *change);
/* The hash of a RECORD_SAVING or RECORD_SAVED; NULL if it is none. */
const uint8_t *record_hash(const struct record *record);

#endif
