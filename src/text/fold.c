/* SPDX-License-Identifier: MIT */
/* fold.c — search folding by libunistring's NFKC and case folding, then カタカナ to ひらがな. */
#include <config.h>

#include "text/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/grapheme.h"
#include "text/utf8.h"

/* ァ…ヶ and ヽヾ have their ひらがな 0x60 before them. */
static uint32_t fold_kana(uint32_t code)
{
	return (code >= 0x30a1 && code <= 0x30f6) || code == 0x30fd || code == 0x30fe ? code - 0x60 : code;
}

/* What a plain character becomes whatever stands around it, unless something that extends it follows; 0 for those that must be
 * looked up: ヷ…ヺ, ヿ and half-width kana, which may be composed anew. */
static uint32_t fold_plain(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 0x20 : code;
	if (code >= 0xff01 && code <= 0xff5e)
		return fold_plain(code - 0xfee0);
	if ((code >= 0x3001 && code < 0x302a) || (code >= 0x3041 && code < 0x3097) || (code >= 0x30a1 && code < 0x30f7) ||
	    (code >= 0x30fb && code < 0x30ff) || (code >= 0x4e00 && code < 0xa000))
		return fold_kana(code);
	return 0;
}

static void fold_looked_up(struct buf *out, const char *text, size_t len)
{
	size_t size = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKC, NULL, &size);
	if (!folded)
		mem_exhausted();
	for (size_t at = 0; at < size;) {
		uint32_t code;
		char kana[4];
		at += utf8_decode((const char *)folded + at, size - at, &code);
		buf_put(out, kana, utf8_encode(fold_kana(code), kana));
	}
	free(folded);
}

char *fold_text(const char *text, size_t len)
{
	struct buf out = { 0 };
	size_t start = 0;  /* text before is folded */
	bool hard = false; /* from there on it must be looked up, together; else it stays as it is */
	for (size_t at = 0; at < len;) {
		uint32_t code, after = 0;
		size_t next = at + utf8_decode(text + at, len - at, &code);
		uint32_t folded = fold_plain(code);
		if (next < len)
			utf8_decode(text + next, len - next, &after);
		/* A plain character is by itself unless what follows may be composed with it. */
		bool alone = folded && (next == len || after < 0x80 || fold_plain(after));
		/* It ends what had to be looked up, and what stays ends before any that does not. */
		if (start < at && (hard ? folded != 0 : !alone || folded != code)) {
			if (hard)
				fold_looked_up(&out, text + start, at - start);
			else
				buf_put(&out, text + start, at - start);
			start = at;
		}
		if (start == at)
			hard = !alone;
		if (alone && folded != code) {
			char bytes[4];
			buf_put(&out, bytes, utf8_encode(folded, bytes));
			start = next;
		}
		at = next;
	}
	if (start < len && hard)
		fold_looked_up(&out, text + start, len - start);
	else
		buf_put(&out, text + start, len - start);
	return buf_take(&out);
}

/* Appends a cluster's folded form; the cluster's end. */
static size_t fold_cluster(struct buf *out, const char *text, size_t len, size_t at)
{
	size_t next = grapheme_next(text, len, at);
	char *cluster = fold_text(text + at, next - at);
	buf_puts(out, cluster);
	free(cluster);
	return next;
}

bool fold_find(const char *text, size_t len, const char *term, size_t *at)
{
	/* A window over the clusters, each of which folds by itself, no longer than a match needs. */
	struct buf folded = { 0 }, first = { 0 };
	size_t term_len = strlen(term), start = 0;
	bool found = false;
	for (size_t end = 0; !found && end < len;) {
		end = fold_cluster(&folded, text, len, end);
		for (;;) {
			found = folded.len >= term_len && memmem(folded.data, folded.len, term, term_len);
			buf_reset(&first);
			size_t next = fold_cluster(&first, text, len, start);
			bool needed = found ? !memmem(folded.data + first.len, folded.len - first.len, term, term_len)
					    : folded.len < term_len + first.len;
			if (needed)
				break;
			buf_splice(&folded, 0, first.len, NULL, 0);
			start = next;
		}
	}
	*at = start;
	buf_clear(&folded);
	buf_clear(&first);
	return found;
}

char *fold_ascii(const char *text, size_t len)
{
	/* Nothing becomes longer. */
	char *folded = mem_resize(NULL, len + 1, 1);
	size_t size = 0;
	for (size_t at = 0; at < len;) {
		unsigned char byte = (unsigned char)text[at];
		uint32_t code = 0;
		/* All that changes begins with one of these. */
		size_t taken = byte == 0xe2 || byte == 0xe3 || byte == 0xef ? utf8_decode(text + at, len - at, &code) : 1;
		if (code >= 0xff01 && code <= 0xff5e) {
			folded[size++] = (char)(code - 0xfee0);
		} else if (code == 0x3000) {
			folded[size++] = ' ';
		} else if (code == 0x2212 || code == 0x2010 || code == 0x2011) {
			folded[size++] = '-';
		} else {
			memcpy(folded + size, text + at, taken);
			size += taken;
		}
		at += taken;
	}
	while (size && strchr(" \t\r\n", folded[size - 1]))
		size--;
	folded[size] = '\0';
	size_t lead = strspn(folded, " \t\r\n");
	if (lead > 0)
		memmove(folded, folded + lead, size - lead + 1);
	return folded;
}

bool fold_match(const char *folded_text, const char *folded_query)
{
	while (*folded_query) {
		size_t len = strcspn(folded_query, " ");
		if (len && !memmem(folded_text, strlen(folded_text), folded_query, len))
			return false;
		folded_query += len + (folded_query[len] == ' ');
	}
	return true;
}
