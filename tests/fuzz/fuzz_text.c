/* SPDX-License-Identifier: MIT */
/* fuzz_text.c — any text shown, measured, cut, wrapped, walked through, compared: no byte of it acts on a terminal, no row is wider
 * than asked, every offset is a cluster's. */
#include <config.h>

#include "fuzz.h"
#include "report/draft_diff.h"
#include "text/caret.h"
#include "text/count.h"
#include "text/encode.h"
#include "text/fold.h"
#include "text/grapheme.h"
#include "text/showable.h"
#include "text/utf8.h"
#include "text/width.h"
#include "text/wrap.h"

/* Clusters' beginnings: edge[i] for every byte, and for the end. */
static bool *edges(const char *text, size_t len)
{
	bool *edge = calloc(len + 1, 1);
	size_t at = 0, count = 0;
	CLAIM(edge);
	for (;; count++) {
		edge[at] = true;
		if (at == len)
			break;
		size_t next = grapheme_next(text, len, at), plain;
		CLAIM(next > at && next <= len && grapheme_prev(text, len, next) == at);
		CLAIM(at + grapheme_plain(text, len, at, &plain) <= len);
		at = next;
	}
	CLAIM(grapheme_count(text, len) == count);
	return edge;
}

static void show(const char *text, size_t len, int ambiguous)
{
	for (int lines = 0; lines < 2; lines++) {
		char *shown = showable(text, len, lines);
		size_t shown_len = strlen(shown);
		CLAIM(utf8_valid(shown, shown_len, NULL));
		for (size_t at = 0; at < shown_len;) {
			uint32_t code;
			size_t taken = utf8_decode(shown + at, shown_len - at, &code);
			CLAIM(code >= 0x20 || (lines && code == '\n'));
			CLAIM(code == '\n' || code == 0x200d || !showable_marks(code));
			at += taken;
		}
		/* What is showable stays as it is. */
		char *again = showable(shown, shown_len, lines);
		CLAIM(strcmp(again, shown) == 0);
		free(again);
		CLAIM(width_text(shown, shown_len, ambiguous) >= 0);
		free(shown);
	}
}

static void fit(const char *text, size_t len, const bool *edge, int columns, int ambiguous)
{
	int used = -1;
	size_t end = width_fit(text, len, columns, ambiguous, &used);
	CLAIM(end <= len && edge[end] && used >= 0 && used <= columns && used == width_text(text, end, ambiguous));
	if (end < len)
		CLAIM(used + width_cluster(text + end, grapheme_next(text, len, end) - end, ambiguous) > columns);
}

static void rows(const struct wrap *wrap, const char *text, size_t len, const bool *edge, int columns, int ambiguous)
{
	size_t at = 0;
	CLAIM(wrap->count > 0);
	for (size_t i = 0; i < wrap->count; i++) {
		const struct wrap_row *row = &wrap->rows[i];
		CLAIM(row->start == at && row->start <= row->end && row->end <= row->next && row->next <= len);
		CLAIM(edge[row->start] && edge[row->next] && row->hard == (row->end < row->next));
		/* A CR before a line break is one cluster with it, and shown at the row's end. */
		CLAIM(edge[row->end] || (row->hard && text[row->end - 1] == '\r'));
		size_t end = row->end;
		while (end > row->start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
			end--;
		if (end > row->start && grapheme_next(text, row->end, row->start) < end)
			CLAIM(width_text(text + row->start, end - row->start, ambiguous) <= columns);
		CLAIM(wrap_row_of(wrap, row->start) == i);
		at = row->next;
	}
	CLAIM(at == len);
}

static void walk(const struct wrap *wrap, const char *text, size_t len, const bool *edge, int ambiguous, struct fuzz_dice *dice)
{
	struct caret caret = { .column = -1 };
	caret_set(&caret, fuzz_cast(dice, len + 1), text, len);
	for (int i = 0; i < 24; i++) {
		enum caret_move move = (enum caret_move)fuzz_cast(dice, CARET_TEXT_END + 1);
		size_t start, end;
		CLAIM(caret.at <= len && edge[caret.at]);
		caret_deletion(&caret, move, text, len, wrap, ambiguous, &start, &end);
		CLAIM(start <= end && end <= len && edge[start] && edge[end]);
		caret_move(&caret, move, fuzz_cast(dice, 3) == 0, text, len, wrap, ambiguous);
		caret_selection(&caret, &start, &end);
		CLAIM(start <= end && end <= len && edge[start] && edge[end]);
		CLAIM(caret_column(&caret, text, wrap, ambiguous) >= 0);
	}
}

/* Something of the text becomes something else: the rows are those of the new text. */
static void change(const char *text, size_t len, const bool *edge, int columns, int ambiguous, struct fuzz_dice *dice)
{
	static const char *const inserts[] = { "", "あ", "word", "\n", "。", " ", "👨\u200d👩", "\u3099", "「", "\r", "\u200d" };
	const char *insert = inserts[fuzz_cast(dice, sizeof inserts / sizeof *inserts)];
	struct wrap fast = { 0 }, slow = { 0 };
	struct buf after = { 0 };
	size_t at = fuzz_cast(dice, len + 1), end;
	while (!edge[at])
		at--;
	end = at + fuzz_cast(dice, len - at + 1);
	while (!edge[end])
		end--;
	buf_put(&after, text, len);
	buf_splice(&after, at, end - at, insert, strlen(insert));
	wrap_text(&fast, text, len, columns, ambiguous);
	wrap_change(&fast, buf_text(&after), after.len, at, end - at, strlen(insert), columns, ambiguous);
	wrap_text(&slow, buf_text(&after), after.len, columns, ambiguous);
	CLAIM(fast.count == slow.count);
	for (size_t i = 0; i < slow.count; i++)
		CLAIM(fast.rows[i].start == slow.rows[i].start && fast.rows[i].end == slow.rows[i].end &&
		      fast.rows[i].next == slow.rows[i].next && fast.rows[i].hard == slow.rows[i].hard);
	buf_clear(&after);
	wrap_clear(&fast);
	wrap_clear(&slow);
}

static void count(const char *text, size_t len, size_t limit)
{
	for (enum count_unit unit = COUNT_GRAPHEME; unit <= COUNT_UTF16; unit++) {
		size_t all = count_characters(text, len, unit), offset = count_offset(text, len, limit, unit);
		CLAIM(all <= 2 * len && offset <= len && (all > limit || offset == len));
	}
}

struct both {
	struct buf before, after;
};

static void piece(void *context, enum text_change kind, const char *text, size_t len)
{
	struct both *both = context;
	if (kind != TEXT_ADDED)
		buf_put(&both->before, text, len);
	if (kind != TEXT_REMOVED)
		buf_put(&both->after, text, len);
}

static void compare(const char *before, const char *after)
{
	struct both both = { 0 };
	text_diff(before, after, piece, &both);
	CLAIM(strcmp(buf_text(&both.before), before) == 0 && strcmp(buf_text(&both.after), after) == 0);
	buf_clear(&both.before);
	buf_clear(&both.after);
}

static void encode(const char *text, size_t len)
{
	static const char *const encodings[] = { "CP932", "EUC-JP" };
	for (size_t i = 0; i < 2; i++) {
		struct buf out = { 0 }, back = { 0 };
		struct encode_lacks lacks = { 0 };
		struct err err = { 0 };
		if (encode_text(encodings[i], text, len, &out, &lacks, &err)) {
			CLAIM(decode_text(encodings[i], buf_text(&out), out.len, &back, &err));
			CLAIM(back.len == len && (len == 0 || memcmp(back.data, text, len) == 0));
		} else {
			CLAIM(lacks.count > 0 && out.len == 0);
			for (size_t l = 0; l < lacks.count; l++)
				CLAIM(lacks.items[l].offset < len && lacks.items[l].suggestion);
		}
		err_clear(&err);
		encode_lacks_clear(&lacks);
		buf_clear(&out);
		buf_clear(&back);
	}
}

static void fold(const char *text, size_t len)
{
	char *folded = fold_text(text, len), *ascii = fold_ascii(text, len);
	size_t nfc_len = len;
	char *nfc = utf8_nfc(text, &nfc_len), *again = fold_text(folded, strlen(folded));
	CLAIM(utf8_valid(folded, strlen(folded), NULL) && utf8_valid(ascii, strlen(ascii), NULL) && strlen(nfc) == nfc_len);
	CLAIM(fold_match(folded, "") && fold_match(folded, folded));
	free(folded);
	free(ascii);
	free(nfc);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_dice dice = fuzz_dice(data, size);
	int columns = 2 + (int)fuzz_cast(&dice, 60), ambiguous = 1 + (int)fuzz_cast(&dice, 2);
	char *bytes = fuzz_exact(data, size);
	struct buf decoded = { 0 };
	struct err err = { 0 };
	show(bytes, size, ambiguous);
	if (!decode_text(fuzz_cast(&dice, 2) ? "CP932" : "EUC-JP", bytes, size, &decoded, &err))
		fuzz_failed(&err);
	else
		CLAIM(utf8_valid(buf_text(&decoded), decoded.len, NULL) || memchr(bytes, '\0', size));
	buf_clear(&decoded);
	/* All else is for texts, which are UTF-8 by then: not even drafts hold anything else. */
	if (utf8_valid(bytes, size, NULL)) {
		bool *edge = edges(bytes, size);
		struct wrap wrap = { 0 };
		char *text = strndup(bytes, size);
		fit(bytes, size, edge, columns, ambiguous);
		wrap_text(&wrap, bytes, size, columns, ambiguous);
		rows(&wrap, bytes, size, edge, columns, ambiguous);
		walk(&wrap, bytes, size, edge, ambiguous, &dice);
		change(bytes, size, edge, columns, ambiguous, &dice);
		count(bytes, size, fuzz_cast(&dice, 40));
		fold(bytes, size);
		encode(bytes, size);
		if (size < 2000) {
			size_t middle = fuzz_cast(&dice, size + 1);
			while (!edge[middle])
				middle--;
			compare(text, text + middle);
			compare(text + middle, text);
		}
		free(text);
		free(edge);
		wrap_clear(&wrap);
	}
	free(bytes);
	return 0;
}
