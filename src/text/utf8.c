/* SPDX-License-Identifier: MIT */
/* utf8.c — UTF-8 by libunistring. */
#include <config.h>

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"

bool utf8_valid(const char *text, size_t len, size_t *bad)
{
	/* ASCII and U+1000 … U+CFFF, most of every text, are passed over here; from the first other character on the library looks. */
	size_t at = 0;
	while (at < len) {
		const unsigned char *byte = (const unsigned char *)text + at;
		if (byte[0] < 0x80 && byte[0] > 0)
			at++;
		else if (byte[0] > 0xE0 && byte[0] < 0xED && len - at >= 3 && (byte[1] & 0xC0) == 0x80 &&
			 (byte[2] & 0xC0) == 0x80)
			at += 3;
		else
			break;
	}
	if (at == len)
		return true;
	const uint8_t *wrong = u8_check((const uint8_t *)text + at, len - at);
	const char *nul = memchr(text + at, '\0', len - at);
	if (nul && (!wrong || (const char *)wrong > nul))
		wrong = (const uint8_t *)nul;
	if (wrong && bad)
		*bad = (size_t)(wrong - (const uint8_t *)text);
	return !wrong;
}

size_t utf8_decode_rare(const char *text, size_t len, uint32_t *code)
{
	ucs4_t found;
	int size = u8_mbtoucr(&found, (const uint8_t *)text, len);
	*code = size > 0 ? found : 0xfffd;
	return size > 0 ? (size_t)size : 1;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	int size = u8_uctomb((uint8_t *)out, code, 4);
	return size > 0 ? (size_t)size : 0;
}

char *utf8_nfc(const char *text, size_t *len)
{
	size_t size = 0;
	uint8_t *normal = u8_normalize(UNINORM_NFC, (const uint8_t *)text, *len, NULL, &size);
	if (!normal)
		mem_exhausted();
	char *copy = mem_bytes((const char *)normal, size);
	free(normal);
	*len = size;
	return copy;
}
