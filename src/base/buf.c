/* SPDX-License-Identifier: MIT */
/* buf.c — a growing byte string. */
#include <config.h>

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Room for `more` bytes and the final NUL. */
static void reserve(struct buf *buf, size_t more)
{
	size_t need = buf->len + more + 1;
	if (need <= buf->room)
		return;
	size_t room = buf->room ? buf->room * 2 : 32;
	buf->room = room < need ? need : room;
	buf->data = mem_resize(buf->data, buf->room, 1);
}

void buf_clear(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}

void buf_reset(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

void buf_put(struct buf *buf, const char *bytes, size_t len)
{
	reserve(buf, len);
	if (len)
		memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void buf_puts(struct buf *buf, const char *string)
{
	buf_put(buf, string, strlen(string));
}

void buf_putc(struct buf *buf, char byte)
{
	buf_put(buf, &byte, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(buf, format, arguments);
	va_end(arguments);
}

void buf_vprintf(struct buf *buf, const char *format, va_list arguments)
{
	char some[1024];
	va_list again;
	va_copy(again, arguments);
	/* Nearly every sentence fits: formatting one only to learn its length would be half the work. */
	int len = vsnprintf(some, sizeof some, format, arguments);
	if (len >= (int)sizeof some) {
		reserve(buf, (size_t)len);
		vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
		buf->len += (size_t)len;
	} else {
		buf_put(buf, some, len > 0 ? (size_t)len : 0);
	}
	va_end(again);
}

void buf_splice(struct buf *buf, size_t at, size_t remove, const char *bytes, size_t len)
{
	reserve(buf, len);
	memmove(buf->data + at + len, buf->data + at + remove, buf->len - at - remove);
	if (len)
		memcpy(buf->data + at, bytes, len);
	buf->len = buf->len - remove + len;
	buf->data[buf->len] = '\0';
}

char *buf_take(struct buf *buf)
{
	char *data = buf->data ? buf->data : mem_bytes("", 0);
	*buf = (struct buf){ 0 };
	return data;
}

const char *buf_text(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}
