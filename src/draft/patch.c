/* SPDX-License-Identifier: MIT */
/* patch.c — edits to a source, and where its nodes begin and end. libyaml's marks are exact for scalars on a line and for
 * flow style; where a block ends is found here, so that comments and blank lines behind it stay. */
#include <config.h>

#include "draft/patch.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void patch_add(struct patch *patch, size_t start, size_t end, struct buf *text, bool lines)
{
	size_t len = text->len;

	patch->edits = mem_grow(patch->edits, patch->count, &patch->room, sizeof patch->edits[0]);
	patch->edits[patch->count] = (struct edit){
		.start = start, .end = end, .text = buf_take(text), .len = len, .lines = lines, .serial = patch->count
	};
	patch->count++;
}

void patch_insert(struct patch *patch, size_t at, const char *text)
{
	struct buf inserted = { 0 };

	buf_puts(&inserted, text);
	patch_add(patch, at, at, &inserted, false);
}

const char *patch_line_break(const char *bytes)
{
	const char *first = bytes + strcspn(bytes, "\r\n");

	return *first == '\r' ? (first[1] == '\n' ? "\r\n" : "\r") : "\n";
}

void patch_clear(struct patch *patch)
{
	for (size_t i = 0; i < patch->count; i++)
		free(patch->edits[i].text);
	free(patch->edits);
	patch->edits = NULL;
	patch->count = patch->room = 0;
}

static int compare_edits(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end < y->end ? -1 : 1;
	return x->serial < y->serial ? -1 : 1;
}

/* Bytes of the line break that stands at `at`, or ends there; 0 if none does. What YAML 1.1 counts as one, as libyaml does. */
static const char *const breaks[] = { "\r\n", "\n", "\r", "\u2028", "\u2029", "\xc2\x85" };
#define BREAKS (sizeof breaks / sizeof breaks[0])

static size_t break_at(const struct patch *patch, size_t at)
{
	/* Most bytes begin none. */
	if (at >= patch->len || !strchr("\r\n\xe2\xc2", patch->bytes[at]))
		return 0;
	for (size_t i = 0; i < BREAKS; i++) {
		size_t len = strlen(breaks[i]);

		if (patch->len - at >= len && memcmp(patch->bytes + at, breaks[i], len) == 0)
			return len;
	}
	return 0;
}

static size_t break_before(const struct patch *patch, size_t at)
{
	/* Few bytes end one. */
	if (at == 0 || !strchr("\r\n\xa8\xa9\x85", patch->bytes[at - 1]))
		return 0;
	for (size_t i = 0; i < BREAKS; i++) {
		size_t len = strlen(breaks[i]);

		if (at >= len && memcmp(patch->bytes + at - len, breaks[i], len) == 0)
			return len;
	}
	return 0;
}

static bool ends_line(const struct buf *out)
{
	return out->len == 0 || out->data[out->len - 1] == '\n' || out->data[out->len - 1] == '\r';
}

void patch_render(struct patch *patch, size_t start, size_t end, struct buf *out)
{
	size_t at = start;

	if (patch->count > 0)
		qsort(patch->edits, patch->count, sizeof patch->edits[0], compare_edits);
	for (size_t i = 0; i < patch->count; i++) {
		const struct edit *edit = &patch->edits[i];

		if (edit->start < at || edit->end > end)
			continue;
		buf_put(out, patch->bytes + at, edit->start - at);
		if (edit->lines && !ends_line(out))
			buf_puts(out, patch->line_break);
		buf_put(out, edit->text, edit->len);
		at = edit->end;
	}
	buf_put(out, patch->bytes + at, end - at);
	/* A block literal at the very end of a file must have its last line ended. */
	if (at == patch->len && end == at && patch->count > 0 && !ends_line(out))
		buf_puts(out, patch->line_break);
}

void rendered_clear(struct rendered *value)
{
	buf_clear(&value->head);
	buf_clear(&value->body);
}

void rendered_scalar(struct rendered *value, struct buf *scalar)
{
	size_t head = scalar->len;

	if (scalar->len > 0 && scalar->data[0] == '|')
		head = strcspn(scalar->data, "\r\n");
	buf_put(&value->head, buf_text(scalar), head);
	buf_put(&value->body, buf_text(scalar) + head, scalar->len - head);
	buf_clear(scalar);
}

void rendered_put(const struct rendered *value, struct buf *out)
{
	if (value->head.len > 0)
		buf_putc(out, ' ');
	buf_put(out, buf_text(&value->head), value->head.len);
	buf_put(out, buf_text(&value->body), value->body.len);
}

size_t patch_line_start(const struct patch *patch, size_t at)
{
	while (at > 0 && break_before(patch, at) == 0)
		at--;
	return at;
}

size_t patch_line_end(const struct patch *patch, size_t at)
{
	while (at < patch->len && break_at(patch, at) == 0)
		at++;
	return at;
}

size_t patch_line_next(const struct patch *patch, size_t at)
{
	at = patch_line_end(patch, at);
	return at + break_at(patch, at);
}

size_t patch_line_before(const struct patch *patch, size_t line)
{
	return patch_line_start(patch, line - break_before(patch, line));
}

bool patch_blank(const struct patch *patch, size_t start, size_t end)
{
	while (start < end) {
		size_t len = break_at(patch, start);

		if (len == 0 && patch->bytes[start] != ' ' && patch->bytes[start] != '\t')
			return false;
		start += len > 0 ? len : 1;
	}
	return true;
}

size_t patch_skip_between(const struct patch *patch, size_t at, size_t end)
{
	while (at < end) {
		size_t len = break_at(patch, at); /* of two bytes or three, perhaps */

		if (patch->bytes[at] == '#')
			at = patch_line_end(patch, at);
		else if (len == 0 && patch->bytes[at] != ' ' && patch->bytes[at] != '\t')
			break;
		else
			at += len > 0 ? len : 1;
	}
	return at;
}

int patch_column(const struct patch *patch, size_t at)
{
	size_t start = patch_line_start(patch, at);

	if (start == 0 && patch->len >= 3 && memcmp(patch->bytes, "\xef\xbb\xbf", 3) == 0 && at >= 3)
		start = 3;
	return (int)(at - start);
}

/* Blanks a line begins with. */
static int line_blanks(const struct patch *patch, size_t at)
{
	int blanks = 0;

	while (at < patch->len && patch->bytes[at] == ' ') {
		at++;
		blanks++;
	}
	return blanks;
}

/* The '|' or '>' of a block scalar; a tag may stand before it. */
static size_t block_header(const struct patch *patch, const struct yaml_node *scalar)
{
	return scalar->start + strcspn(patch->bytes + scalar->start, "|>");
}

int patch_body_column(const struct patch *patch, const struct yaml_node *scalar, int indent)
{
	size_t header = block_header(patch, scalar);

	for (size_t at = header + 1; at < header + 3 && at < patch->len; at++)
		if (patch->bytes[at] >= '1' && patch->bytes[at] <= '9')
			return indent + patch->bytes[at] - '0';
	for (size_t at = patch_line_next(patch, header); at < scalar->end; at = patch_line_next(patch, at))
		if (!patch_blank(patch, at, patch_line_end(patch, at)))
			return line_blanks(patch, at);
	return indent + 2;
}

/* Where the lines of a block scalar end, the last line break left out; blank lines that are none of its text too. */
static size_t block_scalar_end(const struct patch *patch, const struct yaml_node *scalar, int indent)
{
	size_t header = block_header(patch, scalar), header_end = patch_line_end(patch, header), end = header_end;
	int body = patch_body_column(patch, scalar, indent);
	bool keep = (header + 1 < patch->len && patch->bytes[header + 1] == '+') ||
		    (header + 2 < patch->len && patch->bytes[header + 1] != ' ' && patch->bytes[header + 2] == '+');

	for (size_t at = patch_line_next(patch, header); at < scalar->end; at = patch_line_next(patch, at)) {
		size_t line_end = patch_line_end(patch, at);

		if (keep || !patch_blank(patch, at, line_end) || line_blanks(patch, at) > body)
			end = line_end;
	}
	return end;
}

size_t patch_node_end(const struct patch *patch, const struct yaml_node *node, int indent)
{
	if (node->kind == YAML_SCALAR)
		return node->style == YAML_LITERAL || node->style == YAML_FOLDED ? block_scalar_end(patch, node, indent)
										 : node->end;
	if (node->style == YAML_FLOW || node->count == 0)
		return node->end;
	if (node->kind == YAML_LIST) {
		const struct yaml_node *item = node->items[node->count - 1];

		return patch_node_end(patch, item, patch_column(patch, node->start));
	}
	return patch_pair_end(patch, node, node->count - 1);
}
