/* SPDX-License-Identifier: MIT */
/* encode.c — iconv, distrusted: every character is encoded and decoded again, and must come back as itself. */
#include <config.h>

#include "text/encode.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "text/utf8.h"

/* What could stand for a character that legacy Japanese encodings lack or change. */
static const struct {
	uint32_t code;
	const char *suggestion;
} suggestions[] = {
	{ 0x301c, "～" },  { 0x2212, "－" },   { 0x2016, "∥" },    { 0x00a2, "￠" },   { 0x00a3, "￡" },  { 0x00ac, "￢" },
	{ 0x2014, "―" },   { 0x00a5, "￥" },   { 0x203e, "￣" },   { 0x00a0, " " },    { 0x2022, "・" },  { 0x00b7, "・" },
	{ 0x2013, "－" },  { 0x00a9, "(C)" },  { 0x00ae, "(R)" },  { 0x9ad9, "高" },   { 0xfa11, "崎" },  { 0x20bb7, "吉" },
	{ 0x2713, "レ" },  { 0xff5e, "〜" },   { 0xff0d, "−" },    { 0x2225, "‖" },    { 0x2460, "(1)" }, { 0x2461, "(2)" },
	{ 0x2462, "(3)" }, { 0x3231, "(株)" }, { 0x337b, "平成" }, { 0x32ff, "令和" },
};

static const char *suggestion_for(uint32_t code)
{
	for (size_t i = 0; i < sizeof suggestions / sizeof *suggestions; i++)
		if (suggestions[i].code == code)
			return suggestions[i].suggestion;
	return "";
}

/* One conversion of a whole piece; false if something of it cannot be converted. */
static bool convert(iconv_t converter, const char *text, size_t len, struct buf *out)
{
	char *from = (char *)text;
	iconv(converter, NULL, NULL, NULL, NULL);
	while (len) {
		char piece[4096], *to = piece;
		size_t room = sizeof piece;
		size_t result = iconv(converter, &from, &len, &to, &room);
		buf_put(out, piece, sizeof piece - room);
		if (result == (size_t)-1 && errno != E2BIG)
			return false;
		if (result != (size_t)-1 && result > 0)
			return false; /* replaced by something similar */
	}
	char tail[16], *to = tail;
	size_t room = sizeof tail;
	iconv(converter, NULL, NULL, &to, &room);
	buf_put(out, tail, sizeof tail - room);
	return true;
}

static bool open_both(const char *encoding, iconv_t *there, iconv_t *back, struct err *err)
{
	*there = iconv_open(encoding, "UTF-8");
	*back = iconv_open("UTF-8", encoding);
	if (*there != (iconv_t)-1 && *back != (iconv_t)-1)
		return true;
	if (*there != (iconv_t)-1)
		iconv_close(*there);
	if (*back != (iconv_t)-1)
		iconv_close(*back);
	return err_set(err, ERR_USAGE, _("The encoding %s is unknown; UTF-8, CP932 and EUC-JP are known."), encoding);
}

static void add_lack(struct encode_lacks *lacks, size_t offset, uint32_t code)
{
	lacks->items = mem_resize(lacks->items, lacks->count + 1, sizeof *lacks->items);
	lacks->items[lacks->count++] = (struct encode_lack){ offset, code, suggestion_for(code) };
}

bool encode_text(const char *encoding, const char *text, size_t len, struct buf *out, struct encode_lacks *lacks,
		 struct err *err)
{
	iconv_t there, back;
	if (!open_both(encoding, &there, &back, err))
		return false;
	struct buf encoded = { 0 }, again = { 0 };
	bool fine = convert(there, text, len, &encoded) && convert(back, buf_text(&encoded), encoded.len, &again) &&
		    again.len == len && memcmp(buf_text(&again), text, len) == 0;
	/* Something is lost: find out what, character by character. */
	for (size_t at = 0; !fine && at < len;) {
		uint32_t code;
		size_t taken = utf8_decode(text + at, len - at, &code);
		buf_reset(&encoded);
		buf_reset(&again);
		if (!convert(there, text + at, taken, &encoded) || !convert(back, buf_text(&encoded), encoded.len, &again) ||
		    again.len != taken || memcmp(buf_text(&again), text + at, taken) != 0)
			add_lack(lacks, at, code);
		at += taken;
	}
	if (fine)
		buf_put(out, buf_text(&encoded), encoded.len);
	else
		err_set(err, ERR_INPUT, _("The encoding %s cannot hold some characters."), encoding);
	buf_clear(&encoded);
	buf_clear(&again);
	iconv_close(there);
	iconv_close(back);
	return fine;
}

bool decode_text(const char *encoding, const char *bytes, size_t len, struct buf *out, struct err *err)
{
	iconv_t there, back;
	if (!open_both(encoding, &there, &back, err))
		return false;
	struct buf decoded = { 0 };
	bool fine = convert(back, bytes, len, &decoded);
	if (fine)
		buf_put(out, buf_text(&decoded), decoded.len);
	else
		err_set(err, ERR_INPUT, _("The text is not in the encoding %s."), encoding);
	buf_clear(&decoded);
	iconv_close(there);
	iconv_close(back);
	return fine;
}

void encode_lacks_clear(struct encode_lacks *lacks)
{
	free(lacks->items);
	*lacks = (struct encode_lacks){ 0 };
}
