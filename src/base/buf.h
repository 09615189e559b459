/* SPDX-License-Identifier: MIT */
/* buf.h — a growing byte string, always NUL-terminated once it holds anything. */
#ifndef BUF_H
#define BUF_H

#include <stdarg.h>
#include <stddef.h>

/* Zeroed is empty. `data` is NULL only while nothing was ever put. */
struct buf {
	char *data;
	size_t len;
	size_t room;
};

void buf_clear(struct buf *buf); /* frees; leaves it empty */
void buf_reset(struct buf *buf); /* empties, keeps the room */
void buf_put(struct buf *buf, const char *bytes, size_t len);
void buf_puts(struct buf *buf, const char *string);
void buf_putc(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list arguments);
/* Replaces `remove` bytes at `at` by `len` bytes. 0 <= at, at + remove <= buf->len. */
void buf_splice(struct buf *buf, size_t at, size_t remove, const char *bytes, size_t len);
/* The string itself, yours to free (never NULL); the buf is empty afterwards. */
char *buf_take(struct buf *buf);
/* The string, or "" when nothing was put. Borrowed until the next change. */
const char *buf_text(const struct buf *buf);

#endif
