/* SPDX-License-Identifier: MIT */
/* scalar.c — plain where nothing else could be read, else quoted, else a block literal for text of several lines. */
#include <config.h>

#include "draft/scalar.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "draft/draft_write.h"
#include "text/utf8.h"

/* What a scan of the text found. */
struct looks {
	bool lines;   /* has a line break */
	bool words;   /* has something else than blanks and line breaks */
	bool escapes; /* has characters that only a double-quoted escape can carry */
	bool tabs;
	bool edges; /* begins or ends with a line of blanks, or ends with several line breaks: readers disagree about those, and
		       * a literal that keeps its line breaks would take blank lines behind it, too */
};

/* Readers refuse these or take them for line breaks, so only an escape carries them. TAB and LF are looked at apart. */
static bool needs_escape(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || code == 0xfeff ||
	       code == 0xfffe || code == 0xffff;
}

static bool blank_line(const char *text, size_t len)
{
	return len > 0 && strspn(text, " \t") >= len;
}

static struct looks look(const char *text, size_t len)
{
	const char *first = memchr(text, '\n', len), *last = memrchr(text, '\n', len);
	struct looks looks = { 0 };
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &code);
		if (code == '\n') {
			looks.lines = true;
			continue;
		}
		looks.words = looks.words || (code != ' ' && code != '\t');
		if (code == '\t')
			looks.tabs = true;
		else if (needs_escape(code))
			looks.escapes = true;
	}
	looks.edges = (first && blank_line(text, (size_t)(first - text))) ||
		      (last && blank_line(last + 1, (size_t)(text + len - last - 1))) ||
		      (len > 1 && text[len - 1] == '\n' && text[len - 2] == '\n');
	return looks;
}

/* True if some reader would take the plain word for something else than a string: no, ~, 0120, 1:30, 2026-11-22 … */
static bool is_loaded(const char *text, size_t len)
{
	static const char *const words[] = { "y",     "n",    "yes", "no",  "on",       "off",  "true",
					     "false", "null", "nan", "inf", "infinity", "none", "undefined" };
	bool ascii = true;

	for (size_t i = 0; i < len; i++)
		ascii = ascii && (unsigned char)text[i] < 0x80;
	if (!ascii)
		return false; /* every reader's patterns are ASCII */
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strlen(words[i]) == len && strncasecmp(words[i], text, len) == 0)
			return true;
	/* A number without digits before its exponent is one to some. */
	if ((text[0] == 'e' || text[0] == 'E') && strspn(text + 1, "0123456789+-._") >= len - 1)
		return true;
	/* Other numbers, dates, times, `<<`, `=`, `.inf`: none begins with a letter. */
	return !((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z'));
}

/* Some readers trim more than ASCII blanks at the ends of a plain scalar. */
static bool odd_edge(uint32_t code)
{
	return code <= ' ' || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200f) ||
	       (code >= 0x2028 && code <= 0x202f) || code == 0x205f || code == 0x2060 || code == 0x3000;
}

static bool plain_fits(const char *text, size_t len, bool flow)
{
	uint32_t first, last = 0;

	if (len == 0 || is_loaded(text, len))
		return false;
	utf8_decode(text, len, &first);
	if (odd_edge(first) || (first < 0x80 && !((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
						  (first >= '0' && first <= '9'))))
		return false;
	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &last);
		if (last == ':' && (flow || at == len || text[at] == ' '))
			return false;
		if (last == '#' && (flow || text[at - 2] == ' '))
			return false;
		if (flow && last < 0x80 && strchr(",[]{}?\"'", (int)last))
			return false;
	}
	return !odd_edge(last);
}

static void put_single(struct buf *out, const char *text, size_t len)
{
	buf_putc(out, '\'');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\'')
			buf_putc(out, '\'');
		buf_putc(out, text[i]);
	}
	buf_putc(out, '\'');
}

static void put_escape(struct buf *out, uint32_t code)
{
	switch (code) {
	case '\n': buf_puts(out, "\\n"); break;
	case '\r': buf_puts(out, "\\r"); break;
	case '\t': buf_puts(out, "\\t"); break;
	case '"': buf_puts(out, "\\\""); break;
	case '\\': buf_puts(out, "\\\\"); break;
	default: buf_printf(out, "\\u%04X", (unsigned)code);
	}
}

/* With `fold`, each line of the text stands on a line of its own: an escaped line break and the blanks after it read as
 * nothing. */
static void put_double(struct buf *out, const char *text, size_t len, const struct scalar_frame *frame, bool fold)
{
	buf_putc(out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t taken = utf8_decode(text + at, len - at, &code);

		if (needs_escape(code) || code == '"' || code == '\\')
			put_escape(out, code);
		else
			buf_put(out, text + at, taken);
		at += taken;
		if (fold && code == '\n' && at < len) {
			buf_putc(out, '\\');
			buf_puts(out, frame->line_break);
			buf_printf(out, "%*s", frame->indent + 2, "");
			if (text[at] == ' ')
				buf_putc(out, '\\');
		}
	}
	buf_putc(out, '"');
}

static void put_literal(struct buf *out, const char *text, size_t len, const struct scalar_frame *frame)
{
	int body = frame->body > frame->indent ? frame->body : frame->indent + 2;
	size_t lead = 0;

	while (text[lead] == '\n')
		lead++;
	buf_putc(out, '|');
	/* A reader finds the indentation at the first line with words; when that begins with a blank it must be told. */
	if (text[lead] == ' ' || text[lead] == '\t' || lead > 0) {
		if (body - frame->indent > 9)
			body = frame->indent + 2;
		buf_printf(out, "%d", body - frame->indent);
	}
	if (text[len - 1] != '\n')
		buf_putc(out, '-');
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t line = end ? (size_t)(end - text) - at : len - at;

		buf_puts(out, frame->line_break);
		if (line > 0) {
			buf_printf(out, "%*s", body, "");
			buf_put(out, text + at, line);
		}
		at += line + 1;
	}
}

void scalar_put(struct buf *out, const char *text, size_t len, const struct scalar_frame *frame)
{
	struct looks looks = look(text, len);
	bool block = !frame->flow && !frame->json;
	bool literal_fits = block && looks.words && !looks.escapes && !looks.edges;
	bool one_line = !looks.lines && !looks.escapes && !looks.tabs;

	if (literal_fits && (looks.lines || frame->like == YAML_LITERAL))
		put_literal(out, text, len, frame);
	else if (frame->json || !one_line)
		put_double(out, text, len, frame, block);
	else if (frame->like == YAML_SINGLE)
		put_single(out, text, len);
	else if (frame->like != YAML_DOUBLE && plain_fits(text, len, frame->flow))
		buf_put(out, text, len);
	else if (frame->like != YAML_DOUBLE && (memchr(text, '"', len) || memchr(text, '\\', len)))
		put_single(out, text, len);
	else
		put_double(out, text, len, frame, false);
}

void scalar_write(struct buf *out, const char *text, size_t len, int indent, bool flow, const char *line_break)
{
	struct scalar_frame frame = { .indent = indent, .flow = flow, .line_break = line_break };

	scalar_put(out, text, len, &frame);
}
