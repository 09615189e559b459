/* SPDX-License-Identifier: MIT */
/* html_text.c — escaping. */
#include <config.h>

#include "report/html_text.h"

void html_text(struct buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];
		switch (byte) {
		case '&': buf_puts(out, "&amp;"); break;
		case '<': buf_puts(out, "&lt;"); break;
		case '>': buf_puts(out, "&gt;"); break;
		case '"': buf_puts(out, "&quot;"); break;
		case '\'': buf_puts(out, "&#39;"); break;
		case 0x7f: buf_puts(out, "&#x2421;"); break;
		default:
			if (byte < 0x20 && byte != '\n' && byte != '\t')
				buf_printf(out, "&#x%X;", 0x2400 + byte);
			else
				buf_putc(out, text[i]);
		}
	}
}
