/* SPDX-License-Identifier: MIT */
/* yaml_quick.c — a reader of the usual YAML by descent; every doubt ends it. Where a rule looks odd, it is libyaml's. */
#include <config.h>

#include "base/yaml_quick.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/yaml_keys.h"

/* libyaml counts 1024 characters from a key's begin to its colon. */
enum { MOST_KEY_BYTES = 1000, MOST_NODES = YAML_MAX_EVENTS / 2 - 4 };

struct quick {
	struct yaml_tree *tree;
	const char *bytes; /* ended by a NUL, which stands nowhere else */
	const char *at;
	const char *line_start;
	unsigned line; /* from 1 */
	/* How many characters of the line have been counted, and up to where: places come in the order of the file. */
	const char *counted;
	unsigned column;
	int depth;
	size_t nodes;
	struct yaml_node **stack; /* children whose parent is not yet closed */
	size_t stack_count, stack_room;
	struct yaml_keys keys;
	struct buf text; /* scratch for a text that does not stand as it is */
};

static bool is_inside(char byte)
{
	return (byte & 0xc0) == 0x80; /* of a character that began before */
}

/* Does only what may stand in the file stand there: blanks, line feeds, UTF-8 characters? No carriage return, which has rules of
 * its own, nor what libyaml refuses or takes for a line break or byte order mark. */
static bool usual_characters(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes, *end = at + len;
	while (at < end) {
		unsigned char lead = *at;
		if ((lead >= ' ' && lead < 0x7f) || lead == '\n' || lead == '\t') {
			at++;
			continue;
		}
		/* Kana and kanji, U+3000 … U+CFFF, the most of all. */
		if (lead >= 0xe3 && lead <= 0xec && is_inside((char)at[1]) && is_inside((char)at[2])) {
			at += 3;
			continue;
		}
		if (lead < 0xc2 || lead > 0xf4 || !is_inside((char)at[1]))
			return false;
		if (lead < 0xe0) {
			if (lead == 0xc2 && at[1] < 0xa0)
				return false; /* control characters, NEL among them */
			at += 2;
			continue;
		}
		if (!is_inside((char)at[2]))
			return false;
		if (lead < 0xf0) {
			if ((lead == 0xe0 && at[1] < 0xa0) || (lead == 0xed && at[1] > 0x9f))
				return false;
			if (lead == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9))
				return false; /* U+2028 and U+2029, line breaks */
			if (lead == 0xef && ((at[1] == 0xbb && at[2] == 0xbf) || (at[1] == 0xbf && at[2] > 0xbd)))
				return false; /* U+FEFF, U+FFFE, U+FFFF */
			at += 3;
			continue;
		}
		if ((lead == 0xf0 && at[1] < 0x90) || (lead == 0xf4 && at[1] > 0x8f) || !is_inside((char)at[3]))
			return false;
		at += 4;
	}
	return true;
}

static bool is_end(char byte)
{
	return byte == '\n' || byte == '\0';
}

static bool is_blank_or_end(char byte)
{
	return byte == ' ' || is_end(byte);
}

static void skip_blanks(struct quick *quick)
{
	while (*quick->at == ' ')
		quick->at++;
}

/* Over a line end. */
static void next_line(struct quick *quick)
{
	quick->line_start = ++quick->at;
	quick->line++;
}

/* Over blanks, comments and line ends to what comes next. */
static void skip(struct quick *quick)
{
	for (;;) {
		skip_blanks(quick);
		if (*quick->at == '#')
			while (!is_end(*quick->at))
				quick->at++;
		if (*quick->at != '\n')
			return;
		next_line(quick);
	}
}

/* May the line end here, after a value? A comment must stand apart. */
static bool rest_is_empty(struct quick *quick)
{
	skip_blanks(quick);
	return is_end(*quick->at) || (*quick->at == '#' && quick->at[-1] == ' ');
}

/* In bytes; only for what nothing but blanks and dashes stand before in its line. */
static int indent_of(const struct quick *quick)
{
	return (int)(quick->at - quick->line_start);
}

static bool at_dash(const struct quick *quick)
{
	return quick->at[0] == '-' && is_blank_or_end(quick->at[1]);
}

/* A node that begins at `at`; NULL when there are too many. */
static struct yaml_node *new_node(struct quick *quick, enum yaml_kind kind, enum yaml_style style)
{
	if (++quick->nodes > MOST_NODES)
		return NULL;
	if (quick->counted < quick->line_start) {
		quick->counted = quick->line_start;
		quick->column = 1;
	}
	for (; quick->counted < quick->at; quick->counted++)
		quick->column += !is_inside(*quick->counted);
	struct yaml_node *node = arena_alloc(&quick->tree->arena, 1, sizeof *node);
	node->kind = kind;
	node->style = style;
	node->line = quick->line;
	node->column = quick->column;
	node->start = (size_t)(quick->at - quick->bytes);
	return node;
}

static void push(struct quick *quick, struct yaml_node *node)
{
	quick->stack = mem_grow(quick->stack, quick->stack_count, &quick->stack_room, sizeof *quick->stack);
	quick->stack[quick->stack_count++] = node;
}

/* All children have been pushed since `first`. */
static struct yaml_node *close_node(struct quick *quick, struct yaml_node *node, size_t first)
{
	size_t count = quick->stack_count - first;
	node->items = arena_alloc(&quick->tree->arena, count, sizeof *node->items);
	if (count)
		memcpy(node->items, quick->stack + first, count * sizeof *node->items);
	node->count = node->kind == YAML_MAP ? count / 2 : count;
	quick->stack_count = first;
	quick->depth--;
	node->end = node->style == YAML_FLOW ? (size_t)(quick->at - quick->bytes) : node->items[count - 1]->end;
	bool fine = node->kind != YAML_MAP || node->count < 2 || yaml_keys_surely_differ(&quick->keys, node);
	return fine ? node : NULL;
}

static struct yaml_node *set_text(struct quick *quick, struct yaml_node *node, const char *text, size_t len)
{
	if (len > YAML_MAX_SCALAR)
		return NULL;
	node->text = arena_bytes(&quick->tree->arena, text, len);
	node->len = len;
	node->end = (size_t)(quick->at - quick->bytes);
	return node;
}

static struct yaml_node *single_quoted(struct quick *quick)
{
	struct yaml_node *node = new_node(quick, YAML_SCALAR, YAML_SINGLE);
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
				return set_text(quick, node, start, len);
			buf_put(&quick->text, start, len);
			return set_text(quick, node, quick->text.data, quick->text.len);
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
	struct yaml_node *node = new_node(quick, YAML_SCALAR, YAML_DOUBLE);
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
			return set_text(quick, node, start, len);
		buf_put(&quick->text, start, len);
		if (byte == '"')
			return set_text(quick, node, buf_text(&quick->text), quick->text.len);
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
	struct yaml_node *node = new_node(quick, YAML_SCALAR, YAML_PLAIN);
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
	return set_text(quick, node, start, (size_t)(last - start));
}

static struct yaml_node *scalar(struct quick *quick, bool flow)
{
	return *quick->at == '"' ? double_quoted(quick) : *quick->at == '\'' ? single_quoted(quick) : plain(quick, flow);
}

/* A colon after a scalar that was a key, then; moves behind it. */
static bool colon_after(struct quick *quick, const struct yaml_node *key)
{
	skip_blanks(quick);
	if (*quick->at != ':' || !is_blank_or_end(quick->at[1]) || quick->line != key->line)
		return false;
	if ((size_t)(quick->at - quick->bytes) - key->start > MOST_KEY_BYTES)
		return false;
	if (key->style == YAML_PLAIN && strcmp(key->text, "<<") == 0)
		return false;
	quick->at++;
	return true;
}

/* [ ] or { } in one line. */
static struct yaml_node *flow_collection(struct quick *quick)
{
	bool map = *quick->at == '{';
	char close = map ? '}' : ']';
	size_t first = quick->stack_count;
	struct yaml_node *node = new_node(quick, map ? YAML_MAP : YAML_LIST, YAML_FLOW);
	if (!node || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	quick->at++;
	skip_blanks(quick);
	if (*quick->at == close) {
		quick->at++;
		return close_node(quick, node, first);
	}
	for (;; quick->at++) {
		skip_blanks(quick);
		if (map) {
			struct yaml_node *key = scalar(quick, true);
			if (!key || !colon_after(quick, key))
				return NULL;
			push(quick, key);
			skip_blanks(quick);
		}
		struct yaml_node *item = *quick->at == '[' || *quick->at == '{' ? flow_collection(quick) : scalar(quick, true);
		if (!item)
			return NULL;
		push(quick, item);
		skip_blanks(quick);
		if (*quick->at == close) {
			quick->at++;
			return close_node(quick, node, first);
		}
		if (*quick->at != ',')
			return NULL;
	}
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

/* A text after | or >, in a collection at column `outer`. */
static struct yaml_node *block_text(struct quick *quick, int outer)
{
	bool literal = *quick->at == '|';
	struct yaml_node *node = new_node(quick, YAML_SCALAR, literal ? YAML_LITERAL : YAML_FOLDED);
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
	return set_text(quick, node, buf_text(text), text->len);
}

static struct yaml_node *block_list(struct quick *quick);
static struct yaml_node *block_map(struct quick *quick, struct yaml_node *key);

/* What belongs to a key or dash of a collection at column `outer`; `quick` is right behind the colon or dash. */
static struct yaml_node *value(struct quick *quick, int outer, bool of_key)
{
	const char *behind = quick->at, *line_start = quick->line_start;
	unsigned line = quick->line;
	skip(quick);
	bool same_line = quick->line == line;
	int column = same_line ? outer + 1 : indent_of(quick);
	/* Only a list may stand in its key's own column. Nothing, too, is a text, and begins behind the colon or dash. */
	if (*quick->at == '\0' || (column <= outer && !(of_key && column == outer && at_dash(quick)))) {
		struct yaml_node *node = new_node(quick, YAML_SCALAR, YAML_PLAIN);
		if (!node)
			return NULL;
		node->line = line;
		for (node->column = 1; line_start < behind; line_start++)
			node->column += !is_inside(*line_start);
		set_text(quick, node, "", 0);
		node->start = node->end = (size_t)(behind - quick->bytes);
		return node;
	}
	if (at_dash(quick))
		return of_key && same_line ? NULL : block_list(quick);
	if (*quick->at == '|' || *quick->at == '>')
		return block_text(quick, outer);
	struct yaml_node *node;
	if (*quick->at == '[' || *quick->at == '{') {
		node = flow_collection(quick);
	} else {
		node = scalar(quick, false);
		bool may_be_key = node && !(of_key && same_line);
		if (may_be_key && colon_after(quick, node))
			return block_map(quick, node);
	}
	return node && rest_is_empty(quick) ? node : NULL;
}

/* At its first dash. */
static struct yaml_node *block_list(struct quick *quick)
{
	int column = indent_of(quick);
	size_t first = quick->stack_count;
	struct yaml_node *node = new_node(quick, YAML_LIST, YAML_BLOCK);
	if (!node || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	do {
		quick->at++;
		struct yaml_node *item = value(quick, column, false);
		if (!item)
			return NULL;
		push(quick, item);
		skip(quick);
	} while (indent_of(quick) == column && at_dash(quick));
	return close_node(quick, node, first);
}

/* Behind the colon of its first key. Whatever follows the map must stand further left. */
static struct yaml_node *block_map(struct quick *quick, struct yaml_node *key)
{
	int column = (int)(key->start - (size_t)(quick->line_start - quick->bytes));
	size_t first = quick->stack_count;
	struct yaml_node *node = arena_alloc(&quick->tree->arena, 1, sizeof *node);
	if (++quick->nodes > MOST_NODES || quick->depth++ == YAML_MAX_DEPTH)
		return NULL;
	*node = (struct yaml_node){
		.kind = YAML_MAP, .style = YAML_BLOCK, .line = key->line, .column = key->column, .start = key->start
	};
	for (;;) {
		push(quick, key);
		struct yaml_node *item = value(quick, column, true);
		if (!item)
			return NULL;
		push(quick, item);
		skip(quick);
		if (*quick->at == '\0' || indent_of(quick) < column)
			return close_node(quick, node, first);
		/* Three dots would end the document; three dashes cannot begin a plain text here at all. */
		if (indent_of(quick) > column || strncmp(quick->at, "...", 3) == 0)
			return NULL;
		key = scalar(quick, false);
		if (!key || !colon_after(quick, key))
			return NULL;
	}
}

bool yaml_quick_read(struct yaml_tree *tree, const char *bytes, size_t len)
{
	*tree = (struct yaml_tree){ 0 };
	/* The NUL at the end of a copy spares every look ahead a comparison with the end. */
	char *copy = mem_bytes(bytes, len);
	struct quick quick = {
		.tree = tree, .bytes = copy, .at = copy, .line_start = copy, .counted = copy, .line = 1, .column = 1
	};
	if (usual_characters(copy, len)) {
		skip(&quick);
		bool at_map = quick.at == quick.line_start && *quick.at != '\0' && strncmp(quick.at, "...", 3) != 0;
		struct yaml_node *key = at_map ? scalar(&quick, false) : NULL;
		if (key && colon_after(&quick, key))
			tree->root = block_map(&quick, key);
		if (*quick.at != '\0')
			tree->root = NULL;
	}
	free(copy);
	free(quick.stack);
	free(quick.keys.nodes);
	buf_clear(&quick.text);
	if (!tree->root)
		yaml_tree_clear(tree);
	return tree->root;
}
