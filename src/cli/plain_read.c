/* SPDX-License-Identifier: MIT */
/* plain_read.c — a line that can be taken: whole characters, no control characters; and what it is. */
#include <config.h>

#include <string.h>

#include "base/gettext.h"
#include "cli/plain_parts.h"
#include "text/utf8.h"

/* Bytes of one of the words that `text` begins with; 0 if it begins with none. */
static size_t begins(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strncmp(text, *words, strlen(*words)) == 0)
			return strlen(*words);
	return 0;
}

static size_t colon(const char *text)
{
	static const char *const colons[] = { ":", "：", NULL };
	return begins(text, colons);
}

/* The input method writes 。 where one means a full stop. */
static size_t stop(const char *text)
{
	static const char *const stops[] = { ".", "．", "。", "｡", NULL };
	return begins(text, stops);
}

static enum line_kind kind_of(struct buf *line, bool lines)
{
	const char *text = buf_text(line);
	size_t first = colon(text);
	if (!*text)
		return LINE_EMPTY;
	if (first && !colon(text + first)) {
		buf_splice(line, 0, first, "", 0);
		return LINE_COMMAND;
	}
	if (first)
		buf_splice(line, 0, first, "", 0);
	else if (lines && (first = stop(text)) > 0 && !text[first])
		return LINE_STOP;
	else if (lines && first && stop(text + first) && first + stop(text + first) == line->len)
		buf_splice(line, 0, first, "", 0);
	return LINE_TEXT;
}

/* TAB to a blank, other control characters out, as of a paste. How many went. */
static size_t clean(struct buf *line)
{
	struct buf out = { 0 };
	size_t dropped = 0;
	for (size_t at = 0, taken; at < line->len; at += taken) {
		uint32_t code;
		taken = utf8_decode(line->data + at, line->len - at, &code);
		if (code == '\t' || code == '\r')
			buf_putc(&out, ' ');
		else if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			dropped++;
		else
			buf_put(&out, line->data + at, taken);
	}
	buf_clear(line);
	*line = out;
	return dropped;
}

/* Takes off what is left of a character that was cut through. */
static void end_whole(struct buf *line)
{
	for (size_t back = 1; back <= 3 && back <= line->len; back++) {
		uint32_t code;
		size_t at = line->len - back;
		if (((unsigned char)line->data[at] & 0xc0) != 0xc0)
			continue;
		if (back == 1 || utf8_decode(line->data + at, back, &code) != back)
			buf_splice(line, at, back, "", 0);
		return;
	}
}

/* NUL stands in no answer either, but it is a control character and not a mistake in the line's encoding. */
static bool is_utf8(const struct buf *line)
{
	for (size_t at = 0, taken; at < line->len; at += taken) {
		uint32_t code;
		taken = utf8_decode(line->data + at, line->len - at, &code);
		if (code == 0xfffd && taken == 1)
			return false;
	}
	return true;
}

enum line_kind plain_read(struct plain *plain, const char *prompt, bool lines, struct buf *line)
{
	for (;;) {
		if (prompt)
			plain_say("%s ", prompt);
		enum input_line got = plain_input_line(&plain->input, line);
		if (got == INPUT_END)
			return LINE_END;
		if (got == INPUT_TOO_LONG) {
			plain_say("%s %s\n", _("An answer holds at most 4 MiB."), _("This line was not taken."));
			continue;
		}
		if (plain_input_is_full(&plain->input, line)) {
			end_whole(line);
			plain_say(
				"%s\n",
				_("The terminal passes at most 4,095 bytes a line, about 1,300 characters, and may have cut this one off: see how it ends."));
		}
		if (!is_utf8(line)) {
			plain_say("%s\n", _("This line is not UTF-8, so it was not taken. Please enter it again."));
			continue;
		}
		size_t dropped = clean(line);
		if (dropped) {
			plain_say(_("%zu control characters were left out."), dropped);
			plain_say("\n");
		}
		return kind_of(line, lines);
	}
}
