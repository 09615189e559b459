/* SPDX-License-Identifier: MIT */
/* fold.c — search folding by libunistring's NFKC and case folding, then カタカナ to ひらがな. */
#include <config.h>

#include "text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/utf8.h"

char *fold_text(const char *text, size_t len)
{
	size_t size = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFKC, NULL, &size);
	if (!folded)
		mem_exhausted();
	struct buf out = { 0 };
	for (size_t at = 0; at < size;) {
		uint32_t code;
		size_t taken = utf8_decode((const char *)folded + at, size - at, &code);
		/* ァ…ヶ and ヽヾ have their ひらがな 0x60 before them. */
		if ((code >= 0x30a1 && code <= 0x30f6) || code == 0x30fd || code == 0x30fe) {
			char kana[4];
			buf_put(&out, kana, utf8_encode(code - 0x60, kana));
		} else {
			buf_put(&out, (const char *)folded + at, taken);
		}
		at += taken;
	}
	free(folded);
	return buf_take(&out);
}

char *fold_ascii(const char *text, size_t len)
{
	struct buf out = { 0 };
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t taken = utf8_decode(text + at, len - at, &code);
		if (code >= 0xff01 && code <= 0xff5e)
			buf_putc(&out, (char)(code - 0xfee0));
		else if (code == 0x3000)
			buf_putc(&out, ' ');
		else if (code == 0x2212 || code == 0x2010 || code == 0x2011)
			buf_putc(&out, '-');
		else
			buf_put(&out, text + at, taken);
		at += taken;
	}
	const char *start = buf_text(&out);
	size_t size = out.len;
	while (size && strchr(" \t\r\n", start[size - 1]))
		size--;
	size_t lead = strspn(start, " \t\r\n");
	char *result = lead < size ? mem_bytes(start + lead, size - lead) : mem_string("");
	buf_clear(&out);
	return result;
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
