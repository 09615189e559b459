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
	const uint8_t *wrong = u8_check((const uint8_t *)text, len);
	const char *nul = memchr(text, '\0', len);
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
