/* SPDX-License-Identifier: MIT */
/* yaml_tree.c — YAML to a tree with places: by yaml_quick.c, else from libyaml's events, within limits. Events are counted as
 * they come, since libyaml itself takes minutes for some small files. */
#include <config.h>

#include "base/yaml_tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/gettext.h"
#include "base/yaml_keys.h"
#include "base/yaml_quick.h"

enum { MAX_KEY = 4096, MAX_TAG_LINES = 100 };

/* A collection not yet closed: its children wait on the stack from `first` on. */
struct open {
	struct yaml_node *node;
	size_t first;
};

struct reading {
	yaml_parser_t parser;
	struct yaml_tree *tree;
	const char *bytes, *file;
	size_t len;
	size_t mark_bytes; /* of a byte order mark, which libyaml does not see */
	struct err *err;
	/* libyaml's marks count characters; this one knows the byte, and moves either way. */
	size_t index, byte;
	struct yaml_node **stack;
	size_t stack_count, stack_room;
	struct open open[YAML_MAX_DEPTH];
	int depth;
	struct yaml_keys keys;
};

static bool is_inside(unsigned char byte)
{
	return (byte & 0xc0) == 0x80; /* of a character that began before */
}

static size_t byte_of(struct reading *reading, size_t index)
{
	const unsigned char *bytes = (const unsigned char *)reading->bytes;
	size_t byte = reading->byte, at = reading->index;
	/* Eight bytes at a time: all but those like 10xxxxxx begin a character. */
	while (at + 8 <= index && byte + 8 <= reading->len) {
		uint64_t eight;
		memcpy(&eight, bytes + byte, 8);
		uint64_t inside = (eight & ~(eight << 1) & 0x8080808080808080) >> 7;
		at += 8 - (inside * 0x0101010101010101 >> 56);
		byte += 8;
	}
	while (byte < reading->len && is_inside(bytes[byte]))
		byte++;
	for (; at < index && byte < reading->len; at++)
		do
			byte++;
		while (byte < reading->len && is_inside(bytes[byte]));
	for (; at > index; at--)
		do
			byte--;
		while (is_inside(bytes[byte]));
	reading->index = at;
	reading->byte = byte;
	return byte;
}

/* Where a scalar ends. One that stands in its line just as its value is need not be counted through. */
static size_t scalar_end(struct reading *reading, const yaml_event_t *event, size_t start)
{
	static const char quotes[] = { [YAML_SINGLE_QUOTED_SCALAR_STYLE] = '\'', [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = '"' };
	const char *value = (const char *)event->data.scalar.value, *source = reading->bytes + start;
	size_t len = event->data.scalar.length;
	yaml_scalar_style_t style = event->data.scalar.style;
	char quote = style < sizeof quotes ? quotes[style] : '\0';
	bool same = event->start_mark.line == event->end_mark.line && !event->data.scalar.tag;
	if (same && quote)
		same = len + 2 <= reading->len - start && source[0] == quote && source[len + 1] == quote &&
		       memcmp(source + 1, value, len) == 0 && !memchr(value, quote, len) && !memchr(value, '\\', len);
	else if (style != YAML_PLAIN_SCALAR_STYLE)
		same = false;
	if (!same)
		return byte_of(reading, event->end_mark.index);
	reading->index = event->end_mark.index;
	return reading->byte = start + len + (quote ? 2 : 0);
}

static bool refuse(struct reading *reading, const yaml_mark_t *mark, const char *sentence)
{
	return err_at(reading->err, ERR_INPUT, reading->file, (unsigned)mark->line + 1, (unsigned)mark->column + 1, "%s",
		      sentence);
}

/* What libyaml says, in words that tell what to do. */
static const struct {
	const char *problem, *sentence;
} problems[] = {
	{ "mapping values are not allowed in this context",
	  N_("A colon cannot stand here: put the text in quotes, or mend the indentation.") },
	{ "could not find expected ':'", N_("A key needs a colon and a blank after it.") },
	{ "did not find expected key", N_("A key is expected here: look at the indentation and the quotes above.") },
	{ "did not find expected '-' indicator",
	  N_("A list entry beginning with - is expected here: look at the indentation.") },
	{ "found character that cannot start any token",
	  N_("A text cannot begin with this character: put it in quotes. A TAB cannot indent.") },
	{ "found unexpected end of stream", N_("A quotation mark or bracket is never closed.") },
	{ "found unexpected document indicator", N_("A quotation mark or bracket is never closed.") },
	{ "did not find expected node content", N_("A value is expected here; perhaps a bracket above is never closed.") },
	{ "did not find expected ',' or ']'", N_("A comma or ] is expected here.") },
	{ "did not find expected ',' or '}'", N_("A comma or } is expected here.") },
	{ "block sequence entries are not allowed in this context",
	  N_("A list entry cannot stand here: look at the indentation.") },
	{ "found unknown escape character", N_("The character after the backslash is unknown: use single quotes.") },
	{ "did not find expected <document start>", N_("Only one document is allowed in a file.") },
	{ "found a tab character that violates indentation", N_("A TAB cannot indent: use blanks.") },
	{ "found a tab character where an indentation space is expected", N_("A TAB cannot indent: use blanks.") },
};

/* The reader counts bytes, and fails before any mark is there. */
static bool refuse_bytes(struct reading *reading)
{
	size_t offset = reading->parser.problem_offset + reading->mark_bytes, start = reading->mark_bytes;
	unsigned line = 1, column = 1;
	for (size_t i = start; i < offset && i < reading->len; i++)
		if (reading->bytes[i] == '\n') {
			line++;
			start = i + 1;
		}
	for (size_t i = start; i < offset && i < reading->len; i++)
		column += ((unsigned char)reading->bytes[i] & 0xc0) != 0x80;
	bool control = strstr(reading->parser.problem, "control characters") != NULL;
	return err_at(reading->err, ERR_INPUT, reading->file, line, column, "%s",
		      control ? _("A control character stands here; a text may hold it only as an escape.")
			      : _("This is not UTF-8: save the file as UTF-8."));
}

static bool refuse_syntax(struct reading *reading)
{
	const yaml_parser_t *parser = &reading->parser;
	if (parser->error == YAML_MEMORY_ERROR)
		mem_exhausted();
	if (parser->error == YAML_READER_ERROR)
		return refuse_bytes(reading);
	const char *problem = parser->problem ? parser->problem : "?";
	/* What is never closed is mended where it was opened. */
	bool unclosed = strncmp(problem, "found unexpected", 16) == 0 && parser->context;
	const yaml_mark_t *mark = unclosed ? &parser->context_mark : &parser->problem_mark;
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
		if (strcmp(problems[i].problem, problem) == 0)
			return refuse(reading, mark, _(problems[i].sentence));
	return err_at(reading->err, ERR_INPUT, reading->file, (unsigned)parser->problem_mark.line + 1,
		      (unsigned)parser->problem_mark.column + 1, _("This is not valid YAML: %s."), problem);
}

static bool foreign_tag(const yaml_char_t *tag)
{
	static const char core[] = "tag:yaml.org,2002:";
	static const char *const known[] = { "str", "null", "bool", "int", "float" };
	const char *text = (const char *)tag;
	if (!text || strcmp(text, "!") == 0)
		return false;
	if (strncmp(text, core, sizeof core - 1) == 0)
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (strcmp(text + sizeof core - 1, known[i]) == 0)
				return false;
	return true;
}

static struct yaml_node *add_node(struct reading *reading, enum yaml_kind kind, const yaml_event_t *event)
{
	struct yaml_node *node = arena_alloc(&reading->tree->arena, 1, sizeof *node);
	node->kind = kind;
	node->line = (unsigned)event->start_mark.line + 1;
	node->column = (unsigned)event->start_mark.column + 1;
	node->start = byte_of(reading, event->start_mark.index);
	node->end = event->type == YAML_SCALAR_EVENT ? scalar_end(reading, event, node->start) : node->start;
	if (reading->depth == 0) {
		reading->tree->root = node;
		return node;
	}
	reading->stack = mem_grow(reading->stack, reading->stack_count, &reading->stack_room, sizeof *reading->stack);
	reading->stack[reading->stack_count++] = node;
	return node;
}

/* Is the next node a key of a map? */
static bool at_key(const struct reading *reading)
{
	if (reading->depth == 0)
		return false;
	const struct open *open = &reading->open[reading->depth - 1];
	return open->node->kind == YAML_MAP && (reading->stack_count - open->first) % 2 == 0;
}

static bool begin(struct reading *reading, enum yaml_kind kind, bool flow, const yaml_event_t *event)
{
	if (at_key(reading))
		return refuse(reading, &event->start_mark, _("A key must be a plain text, not a list or a mapping."));
	if (reading->depth == YAML_MAX_DEPTH)
		return refuse(reading, &event->start_mark, _("Lists and mappings are nested more than 32 deep."));
	struct yaml_node *node = add_node(reading, kind, event);
	node->style = flow ? YAML_FLOW : YAML_BLOCK;
	reading->open[reading->depth++] = (struct open){ node, reading->stack_count };
	return true;
}

static int by_text(const void *a, const void *b)
{
	const struct yaml_node *x = *(struct yaml_node *const *)a, *y = *(struct yaml_node *const *)b;
	int order = strcmp(x->text, y->text);
	return order ? order : (x->start > y->start) - (x->start < y->start);
}

static bool keys_differ(struct reading *reading, const struct yaml_node *map)
{
	if (map->count < 2 || yaml_keys_surely_differ(&reading->keys, map))
		return true;
	struct yaml_node **keys = reading->keys.nodes;
	for (size_t i = 0; i < map->count; i++)
		keys[i] = map->items[2 * i];
	qsort(keys, map->count, sizeof *keys, by_text);
	for (size_t i = 1; i < map->count; i++) {
		const struct yaml_node *first = keys[i - 1], *second = keys[i];
		if (strcmp(first->text, second->text) == 0)
			return err_at(reading->err, ERR_INPUT, reading->file, second->line, second->column,
				      _("The key %s stands here a second time; the first is in line %u."), second->text,
				      first->line);
	}
	return true;
}

static bool end(struct reading *reading, const yaml_event_t *event)
{
	struct open *open = &reading->open[--reading->depth];
	struct yaml_node *node = open->node;
	size_t count = reading->stack_count - open->first;
	node->items = arena_alloc(&reading->tree->arena, count, sizeof *node->items);
	if (count)
		memcpy(node->items, reading->stack + open->first, count * sizeof *node->items);
	node->count = node->kind == YAML_MAP ? count / 2 : count;
	reading->stack_count = open->first;
	/* A block collection ends where its last child does: libyaml's own mark lies after blanks and comments. */
	node->end = node->style == YAML_FLOW ? byte_of(reading, event->end_mark.index)
		    : count                  ? node->items[count - 1]->end
					     : node->start;
	return node->kind != YAML_MAP || keys_differ(reading, node);
}

static bool add_scalar(struct reading *reading, const yaml_event_t *event)
{
	/* clang-format off */
	static const enum yaml_style styles[] = {
		[YAML_ANY_SCALAR_STYLE] = YAML_PLAIN,		  [YAML_PLAIN_SCALAR_STYLE] = YAML_PLAIN,
		[YAML_SINGLE_QUOTED_SCALAR_STYLE] = YAML_SINGLE,  [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = YAML_DOUBLE,
		[YAML_LITERAL_SCALAR_STYLE] = YAML_LITERAL,	  [YAML_FOLDED_SCALAR_STYLE] = YAML_FOLDED,
	};
	/* clang-format on */
	const char *text = (const char *)event->data.scalar.value;
	size_t len = event->data.scalar.length;
	bool key = at_key(reading);
	if (len > (key ? MAX_KEY : YAML_MAX_SCALAR))
		return refuse(reading, &event->start_mark,
			      key ? _("A key is longer than 4 kB.") : _("A text is larger than 4 MiB."));
	if (memchr(text, '\0', len))
		return refuse(reading, &event->start_mark, _("A text holds the character NUL, which cannot be kept."));
	if (key && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && strcmp(text, "<<") == 0)
		return refuse(reading, &event->start_mark, _("Merge keys (<<) are not allowed."));
	struct yaml_node *node = add_node(reading, YAML_SCALAR, event);
	node->style = styles[event->data.scalar.style];
	node->text = arena_bytes(&reading->tree->arena, text, len);
	node->len = len;
	return true;
}

static bool take(struct reading *reading, const yaml_event_t *event, int *documents)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	switch (event->type) {
	case YAML_SCALAR_EVENT: anchor = event->data.scalar.anchor, tag = event->data.scalar.tag; break;
	case YAML_SEQUENCE_START_EVENT: anchor = event->data.sequence_start.anchor, tag = event->data.sequence_start.tag; break;
	case YAML_MAPPING_START_EVENT: anchor = event->data.mapping_start.anchor, tag = event->data.mapping_start.tag; break;
	default: break;
	}
	if (anchor || event->type == YAML_ALIAS_EVENT)
		return refuse(reading, &event->start_mark,
			      _("Anchors (&) and aliases (*) are not allowed: put the text in quotes."));
	/* A tag of a map or list says nothing, and would stand where that seems to begin. */
	if (foreign_tag(tag) || (tag && event->type != YAML_SCALAR_EVENT))
		return refuse(reading, &event->start_mark, _("Tags (!) are not allowed: put the text in quotes."));
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return ++*documents == 1 || refuse(reading, &event->start_mark, _("Only one document is allowed in a file."));
	case YAML_SCALAR_EVENT: return add_scalar(reading, event);
	case YAML_SEQUENCE_START_EVENT:
		return begin(reading, YAML_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, event);
	case YAML_MAPPING_START_EVENT:
		return begin(reading, YAML_MAP, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, event);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: return end(reading, event);
	default: return true;
	}
}

static bool read_events(struct reading *reading)
{
	int documents = 0;
	for (size_t events = 0;; events++) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reading->parser, &event))
			return refuse_syntax(reading);
		bool last = event.type == YAML_STREAM_END_EVENT;
		bool fine = events < YAML_MAX_EVENTS
				    ? take(reading, &event, &documents)
				    : refuse(reading, &event.start_mark, _("The file holds more than 2,000,000 parts."));
		yaml_event_delete(&event);
		if (!fine || last)
			return fine;
	}
}

/* Is `at` where a line begins, as libyaml sees lines? */
static bool begins_line(const char *text, const char *at)
{
	size_t before = (size_t)(at - text);
	return !before || at[-1] == '\n' || at[-1] == '\r' || (before >= 2 && memcmp(at - 2, "\xc2\x85", 2) == 0) ||
	       (before >= 3 && (memcmp(at - 3, "\xe2\x80\xa8", 3) == 0 || memcmp(at - 3, "\xe2\x80\xa9", 3) == 0));
}

static unsigned line_of(const char *text, const char *at)
{
	unsigned line = 1;
	for (const char *before = text; (before = memchr(before, '\n', (size_t)(at - before))); before++)
		line++;
	return line;
}

/* libyaml passes over a byte order mark wherever a line begins, columns and all: nothing could be written behind it. */
static bool no_mark_within(const struct reading *reading)
{
	const char *text = reading->bytes + reading->mark_bytes, *end = reading->bytes + reading->len;
	for (const char *at = text; (at = memmem(at, (size_t)(end - at), "\xef\xbb\xbf", 3)); at++)
		if (begins_line(text, at))
			return err_at(
				reading->err, ERR_INPUT, reading->file, line_of(text, at), 1, "%s",
				_("A byte order mark (U+FEFF) can only stand at the beginning of the file: delete this one."));
	return true;
}

/* libyaml compares every %TAG line with all before it, within one event: too many are told before it sees them. */
static bool few_tag_lines(const struct reading *reading)
{
	const char *text = reading->bytes + reading->mark_bytes, *end = reading->bytes + reading->len;
	int found = 0;
	for (const char *at = text; (at = memchr(at, '%', (size_t)(end - at))); at++) {
		bool directive = end - at > 4 && memcmp(at, "%TAG", 4) == 0 && (at == text || at[-1] == '\n' || at[-1] == '\r');
		if (!directive || ++found <= MAX_TAG_LINES)
			continue;
		return err_at(reading->err, ERR_INPUT, reading->file, line_of(text, at), 1, "%s",
			      _("Tags (!) are not allowed: put the text in quotes."));
	}
	return true;
}

bool yaml_tree_read(struct yaml_tree *tree, const char *bytes, size_t len, const char *file, struct err *err)
{
	return (len <= YAML_MAX_BYTES && yaml_quick_read(tree, bytes, len)) ||
	       yaml_tree_read_slowly(tree, bytes, len, file, err);
}

bool yaml_tree_read_slowly(struct yaml_tree *tree, const char *bytes, size_t len, const char *file, struct err *err)
{
	*tree = (struct yaml_tree){ 0 };
	if (len > YAML_MAX_BYTES)
		return err_at(err, ERR_INPUT, file, 0, 0, _("The file is larger than %zu MiB, the most that is read."),
			      YAML_MAX_BYTES >> 20);
	struct reading reading = { .tree = tree, .bytes = bytes, .file = file, .len = len, .err = err };
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		reading.byte = reading.mark_bytes = 3;
	if (!no_mark_within(&reading) || !few_tag_lines(&reading))
		return false;
	if (!yaml_parser_initialize(&reading.parser))
		mem_exhausted();
	/* Otherwise it would take UTF-16 too, which our offsets do not. */
	yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading.parser, (const unsigned char *)bytes + reading.mark_bytes,
				     len - reading.mark_bytes);
	bool fine = read_events(&reading);
	yaml_parser_delete(&reading.parser);
	free(reading.stack);
	free(reading.keys.nodes);
	if (!fine)
		yaml_tree_clear(tree);
	return fine;
}

void yaml_tree_clear(struct yaml_tree *tree)
{
	arena_clear(&tree->arena);
	tree->root = NULL;
}

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->items[2 * i]->text, key) == 0)
			return map->items[2 * i + 1];
	return NULL;
}

const char *yaml_get_text(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *node = yaml_get(map, key);
	return node && node->kind == YAML_SCALAR ? node->text : NULL;
}
