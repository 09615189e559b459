/* SPDX-License-Identifier: MIT */
/* html_text.h — text made inert for HTML. */
#ifndef HTML_TEXT_H
#define HTML_TEXT_H

#include <stddef.h>

#include "base/buf.h"

/* Everything that could be markup is escaped; control characters, which HTML does not allow, become pictures of them. */
void html_text(struct buf *out, const char *text, size_t len);

#endif
