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

/* What could stand for a character that legacy Japanese encodings lack or change. Those of NEC's row 13, the circled numbers of the
 * forms among them, CP932 has, and EUC-JP and Shift_JIS proper have not. */
static const struct {
	uint32_t code;
	const char *suggestion;
} suggestions[] = {
	{ 0x301c, "～" },       { 0x2212, "－" },         { 0x2016, "∥" },          { 0x00a2, "￠" },
	{ 0x00a3, "￡" },       { 0x00ac, "￢" },         { 0x2014, "―" },          { 0x00a5, "￥" },
	{ 0x203e, "￣" },       { 0x00a0, " " },          { 0x2022, "・" },         { 0x00b7, "・" },
	{ 0x2013, "－" },       { 0x00a9, "(C)" },        { 0x00ae, "(R)" },        { 0x9ad9, "高" },
	{ 0xfa11, "崎" },       { 0x20bb7, "吉" },        { 0x2713, "レ" },         { 0xff5e, "〜" },
	{ 0xff0d, "−" },        { 0x2225, "‖" },          { 0x2460, "(1)" },        { 0x2461, "(2)" },
	{ 0x2462, "(3)" },      { 0x2463, "(4)" },        { 0x2464, "(5)" },        { 0x2465, "(6)" },
	{ 0x2466, "(7)" },      { 0x2467, "(8)" },        { 0x2468, "(9)" },        { 0x2469, "(10)" },
	{ 0x246a, "(11)" },     { 0x246b, "(12)" },       { 0x246c, "(13)" },       { 0x246d, "(14)" },
	{ 0x246e, "(15)" },     { 0x246f, "(16)" },       { 0x2470, "(17)" },       { 0x2471, "(18)" },
	{ 0x2472, "(19)" },     { 0x2473, "(20)" },       { 0x2160, "I" },          { 0x2161, "II" },
	{ 0x2162, "III" },      { 0x2163, "IV" },         { 0x2164, "V" },          { 0x2165, "VI" },
	{ 0x2166, "VII" },      { 0x2167, "VIII" },       { 0x2168, "IX" },         { 0x2169, "X" },
	{ 0x2170, "i" },        { 0x2171, "ii" },         { 0x2172, "iii" },        { 0x2173, "iv" },
	{ 0x2174, "v" },        { 0x2175, "vi" },         { 0x2176, "vii" },        { 0x2177, "viii" },
	{ 0x2178, "ix" },       { 0x2179, "x" },          { 0x2116, "No." },        { 0x2121, "TEL" },
	{ 0x3231, "(株)" },     { 0x3232, "(有)" },       { 0x3239, "(代)" },       { 0x32a4, "(上)" },
	{ 0x32a5, "(中)" },     { 0x32a6, "(下)" },       { 0x32a7, "(左)" },       { 0x32a8, "(右)" },
	{ 0x337e, "明治" },     { 0x337d, "大正" },       { 0x337c, "昭和" },       { 0x337b, "平成" },
	{ 0x32ff, "令和" },     { 0x339c, "mm" },         { 0x339d, "cm" },         { 0x339e, "km" },
	{ 0x338e, "mg" },       { 0x338f, "kg" },         { 0x33c4, "cc" },         { 0x33a1, "m2" },
	{ 0x3349, "ミリ" },     { 0x3314, "キロ" },       { 0x3322, "センチ" },     { 0x334d, "メートル" },
	{ 0x3318, "グラム" },   { 0x3327, "トン" },       { 0x3303, "アール" },     { 0x3336, "ヘクタール" },
	{ 0x3351, "リットル" }, { 0x3357, "ワット" },     { 0x330d, "カロリー" },   { 0x3326, "ドル" },
	{ 0x3323, "セント" },   { 0x332b, "パーセント" }, { 0x334a, "ミリバール" }, { 0x333b, "ページ" },
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
	lacks->items = mem_grow(lacks->items, lacks->count, &lacks->room, sizeof *lacks->items);
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
