/* SPDX-License-Identifier: MIT */
/* showable.c — nothing from outside reaches a terminal but what this lets through. */
#include <config.h>

#include "text/showable.h"

#include <unictype.h>
#include <unigbrk.h>

#include "base/buf.h"
#include "text/utf8.h"

/* Code points that act on a terminal or on the order of text, or that nobody can see. */
static const struct {
	uint32_t first, last;
} marked[] = {
	{ 0x0000, 0x001f },   { 0x007f, 0x009f },   { 0x00ad, 0x00ad }, { 0x034f, 0x034f },   { 0x061c, 0x061c },
	{ 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },   { 0x180b, 0x180f }, { 0x200b, 0x200c },   { 0x200e, 0x200f },
	{ 0x2028, 0x202e },   { 0x2060, 0x206f },   { 0x3164, 0x3164 }, { 0xd800, 0xdfff },   { 0xfdd0, 0xfdef },
	{ 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe00ff }, { 0xe01f0, 0xe0fff },
};

bool showable_marks(uint32_t code)
{
	if ((code & 0xfffe) == 0xfffe)
		return true;
	if ((code >= 0x20 && code < 0x7f) || (code >= 0x3000 && code < 0xd800 && code != 0x3164))
		return false;
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++)
		if (code >= marked[i].first && code <= marked[i].last)
			return true;
	return false;
}

bool showable_joins(const char *text, size_t len, size_t at)
{
	uint32_t code = 0;
	if (len - at > 3)
		utf8_decode(text + at + 3, len - at - 3, &code);
	if (!uc_is_property_extended_pictographic(code))
		return false;
	/* Before it a variation or a skin tone may stand upon the emoji. */
	do {
		size_t end = at;
		if (at == 0)
			return false;
		do
			at--;
		while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
		/* Wrong bytes between the two are shown, and joined to nothing. */
		if (at + utf8_decode(text + at, len - at, &code) != end)
			return false;
	} while (uc_graphemeclusterbreak_property(code) == GBP_EXTEND);
	return uc_is_property_extended_pictographic(code);
}

char *showable(const char *text, size_t len, bool lines)
{
	struct buf out = { 0 };
	size_t taken;
	for (size_t at = 0; at < len; at += taken) {
		uint32_t code;
		taken = utf8_decode(text + at, len - at, &code);
		if (code == 0xfffd && taken == 1)
			buf_printf(&out, "<%02X>", (unsigned)(unsigned char)text[at]);
		else if (code == '\n' && lines)
			buf_putc(&out, '\n');
		else if (code == '\t')
			buf_putc(&out, ' ');
		else if (showable_marks(code) || (code == 0x200d && !showable_joins(text, len, at)))
			buf_printf(&out, "<%04X>", (unsigned)code);
		else
			buf_put(&out, text + at, taken);
	}
	return buf_take(&out);
}
