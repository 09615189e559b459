/* SPDX-License-Identifier: MIT */
/* yaml_quick_scalar.c — scalars of the usual YAML: plain, quoted, and block texts. Where a rule looks odd, it is libyaml's. */
#include <config.h>

#include "base/yaml_quick_parts.h"

#include <string.h>

static struct yaml_node *single_quoted(struct quick *quick)
{
	struct yaml_node *node = quick_node(quick, YAML_SCALAR, YAML_SINGLE);
	const char *start = ++quick->at;
	if (!node)
		return NULL;
	buf_reset(&quick->text);
	for (;; quick->at++) {
		if (is_end(*quick->at))
			return NULL;
		if (*quick->at != '\'')
			continue;
		size_t len = (size_t)(quick->at - start);
		if (quick->at[1] != '\'') {
			quick->at++;
			if (quick->text.len == 0)
				return quick_set_text(quick, node, start, len);
			buf_put(&quick->text, start, len);
			return quick_set_text(quick, node, quick->text.data, quick->text.len);
		}
		buf_put(&quick->text, start, len + 1);
		start = ++quick->at + 1;
	}
}

static void put_character(struct buf *out, uint32_t code)
{
	if (code < 0x80) {
		buf_putc(out, (char)code);
		return;
	}
	if (code < 0x800) {
		buf_putc(out, (char)(0xc0 | code >> 6));
	} else {
		if (code < 0x10000) {
			buf_putc(out, (char)(0xe0 | code >> 12));
		} else {
			buf_putc(out, (char)(0xf0 | code >> 18));
			buf_putc(out, (char)(0x80 | (code >> 12 & 0x3f)));
		}
		buf_putc(out, (char)(0x80 | (code >> 6 & 0x3f)));
	}
	buf_putc(out, (char)(0x80 | (code & 0x3f)));
}

/* At the character after a backslash; moves behind the escape. */
static bool put_escaped(struct quick *quick)
{
	static const char letters[] = "abtnvfre \"/\\N_LP";
	static const uint32_t codes[] = { '\a', '\b', '\t', '\n', '\v', '\f', '\r',   0x1b,
					  ' ',  '"',  '/',  '\\', 0x85, 0xa0, 0x2028, 0x2029 };
	char letter = *quick->at;
	if (letter == '\0')
		return false;
	if (letter == '\n') { /* the next line goes on where it is indented to; empty lines between would count */
		next_line(quick);
		skip_blanks(quick);
		return quick->at > quick->line_start && !is_end(*quick->at) && *quick->at != '\t';
	}
	quick->at++;
	const char *found = strchr(letters, letter);
	if (found) {
		put_character(&quick->text, codes[found - letters]);
		return true;
	}
	int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
	uint32_t code = 0;
	if (digits == 0)
		return false;
	for (; digits > 0; digits--) {
		char digit = *quick->at;
		if (digit >= '0' && digit <= '9')
			code = code << 4 | (uint32_t)(digit - '0');
		else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
			code = code << 4 | (uint32_t)((digit | 0x20) - 'a' + 10);
		else
			return false;
		quick->at++;
	}
	if (code == 0 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
		return false;
	put_character(&quick->text, code);
	return true;
}

static struct yaml_node *double_quoted(struct quick *quick)
{
	struct yaml_node *node = quick_node(quick, YAML_SCALAR, YAML_DOUBLE);
	const char *start = ++quick->at;
	bool as_it_is = true;
	if (!node)
		return NULL;
	buf_reset(&quick->text);
	for (;;) {
		char byte = *quick->at;
		if (is_end(byte))
			return NULL;
		if (byte != '"' && byte != '\\') {
			quick->at++;
			continue;
		}
		size_t len = (size_t)(quick->at++ - start);
		if (byte == '"' && as_it_is)
			return quick_set_text(quick, node, start, len);
		buf_put(&quick->text, start, len);
		if (byte == '"')
			return quick_set_text(quick, node, buf_text(&quick->text), quick->text.len);
		as_it_is = false;
		if (!put_escaped(quick))
			return NULL;
		start = quick->at;
	}
}

static bool plain_begins(const char *at)
{
	/* A dash before anything else than a digit or letter has rules of its own. */
	if (*at == '-')
		return (at[1] >= '0' && at[1] <= '9') || ((at[1] | 0x20) >= 'a' && (at[1] | 0x20) <= 'z');
	if (*at & 0x80)
		return true;
	return !is_blank_or_end(*at) && !strchr("\t?:,[]{}#&*!|>'\"%@`", *at);
}

static struct yaml_node *plain(struct quick *quick, bool flow)
{
#define ENDS_BLOCK ['\0'] = true, ['\n'] = true, ['\t'] = true, [':'] = true, ['#'] = true
	/* What may end a text: in a block, and in [ ] and { }. */
	static const bool in_block[256] = { ENDS_BLOCK };
	static const bool in_flow[256] = { ENDS_BLOCK, [','] = true, ['['] = true, [']'] = true, ['{'] = true, ['}'] = true };
	const bool *ends = flow ? in_flow : in_block;
	const char *start = quick->at, *at = start, *last;
	if (!plain_begins(start))
		return NULL;
	struct yaml_node *node = quick_node(quick, YAML_SCALAR, YAML_PLAIN);
	if (!node)
		return NULL;
	for (;; at++) {
		while (!ends[(unsigned char)*at])
			at++;
		if (*at == ':' && !is_blank_or_end(at[1])) {
			if (flow && strchr(",?[]{}", at[1]))
				return NULL;
		} else if (*at != '#' || at[-1] == ' ') {
			break;
		}
	}
	/* In brackets a text goes on in the next line; where it does in a block, the indentation tells, and gives up. */
	if (*at == '\t' || (flow && (is_end(*at) || *at == '#')))
		return NULL;
	for (last = at; last[-1] == ' ';)
		last--;
	quick->at = last;
	return quick_set_text(quick, node, start, (size_t)(last - start));
}

struct yaml_node *quick_scalar(struct quick *quick, bool flow)
{
	return *quick->at == '"' ? double_quoted(quick) : *quick->at == '\'' ? single_quoted(quick) : plain(quick, flow);
}

/* Eats indentation, up to `indent` if that is known, and empty lines, and counts these. Afterwards at the begin of the text in a
 * line, or at its `indent`; the number of blanks before is returned, and the most seen in `most`. */
static int skip_empty_lines(struct quick *quick, int indent, size_t *empty, int *most)
{
	for (*most = 0;; ++*empty) {
		while (*quick->at == ' ' && (indent == 0 || indent_of(quick) < indent))
			quick->at++;
		if (indent_of(quick) > *most)
			*most = indent_of(quick);
		if (*quick->at != '\n')
			return indent_of(quick);
		next_line(quick);
	}
}

static void put_breaks(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_putc(out, '\n');
}

/* What stands behind | or >, through the line's end: + or - for the line breaks at the text's end (0: neither), and the column of the
 * text (0: that of its first line). False for what is not ours to read. */
static bool block_header(struct quick *quick, int outer, char *chomp, int *indent)
{
	*chomp = '\0';
	*indent = 0;
	for (quick->at++; !is_blank_or_end(*quick->at); quick->at++)
		if (!*chomp && (*quick->at == '+' || *quick->at == '-'))
			*chomp = *quick->at;
		else if (*indent == 0 && *quick->at >= '1' && *quick->at <= '9')
			*indent = outer + *quick->at - '0';
		else
			return false;
	if (!rest_is_empty(quick))
		return false;
	while (!is_end(*quick->at))
		quick->at++;
	if (*quick->at == '\0')
		return false;
	next_line(quick);
	return true;
}

struct yaml_node *quick_block_text(struct quick *quick, int outer)
{
	bool literal = *quick->at == '|';
	struct yaml_node *node = quick_node(quick, YAML_SCALAR, literal ? YAML_LITERAL : YAML_FOLDED);
	struct buf *text = &quick->text;
	char chomp;
	int indent, most;
	if (!node || !block_header(quick, outer, &chomp, &indent))
		return NULL;
	size_t breaks = 0, empty = 0; /* after the last line of text: its own (0 or 1), and those of empty lines */
	bool blank_before = false;
	int column = skip_empty_lines(quick, indent, &empty, &most);
	if (*quick->at == '\t' && (indent == 0 || column < indent))
		return NULL;
	if (indent == 0)
		indent = most > outer + 1 ? most : outer + 1;
	buf_reset(text);
	while (column == indent && *quick->at != '\0') {
		const char *start = quick->at;
		bool blank = *start == ' ' || *start == '\t';
		if (!literal && breaks && !blank_before && !blank) {
			if (empty == 0)
				buf_putc(text, ' ');
		} else {
			put_breaks(text, breaks);
		}
		put_breaks(text, empty);
		blank_before = blank;
		while (!is_end(*quick->at))
			quick->at++;
		buf_put(text, start, (size_t)(quick->at - start));
		breaks = *quick->at == '\n';
		empty = 0;
		if (breaks)
			next_line(quick);
		column = breaks ? skip_empty_lines(quick, indent, &empty, &most) : 0;
		if (*quick->at == '\t' && column < indent)
			return NULL;
	}
	if (chomp != '-')
		put_breaks(text, breaks);
	if (chomp == '+')
		put_breaks(text, empty);
	/* It ends where the next line begins, whatever that is indented by; without a line end, at the end of the file. */
	if (breaks || empty || text->len == 0)
		quick->at = quick->line_start;
	return quick_set_text(quick, node, buf_text(text), text->len);
}
