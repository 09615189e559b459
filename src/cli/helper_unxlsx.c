/* SPDX-License-Identifier: MIT */
/* helper_unxlsx.c — kaijisho-unxlsx: the first sheet of the spreadsheet named, as quoted TSV on stdout. A program of its own:
 * the file is a stranger's, and what unpacks and parses it shares no memory with the draft. */
#include <config.h>

#include <errno.h>
#include <libxml/xmlreader.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

/* What a spreadsheet may cost before it is no spreadsheet any more. */
enum { MAX_ENTRIES = 256, MAX_CELLS = 200000, MAX_COLUMNS = 16384, MAX_RATIO = 200, RATIO_FROM = 1 << 20 };
static const size_t max_bytes = (size_t)64 << 20; /* unpacked, and written */
/* What the parser's time grows with by more than a file grows: it compares each attribute of a tag with each other, each prefix with
 * all that are declared around it, each name with many that it has met. */
enum {
	MAX_TAGS = 3000000,
	MAX_TAG_BYTES = 1 << 16,
	MAX_TAG_ATTRIBUTES = 128,
	MAX_PREFIXES = 64,
	MAX_NAMES = 1024,
	MAX_DEPTH = 32
};
/* What gets past all that: the kernel ends it. */
enum { MAX_SECONDS = 10, MAX_MEMORY = 224 << 20 };

/* Why reading stopped: the exit status, known to import_source.c, which says it in the user's language. */
enum trouble { TROUBLE_NONE, TROUBLE_OTHER = 2, TROUBLE_FORMAT = 3, TROUBLE_TOO_LARGE = 4, TROUBLE_DOCTYPE = 5 };

struct book {
	zip_t *zip;
	size_t inflated; /* over all entries */
	size_t written;
	enum trouble trouble;
};

/* Where in the markup of an entry we are. Of a text that is no XML this may be wrong: there the parser stops. */
enum markup { IN_TEXT, IN_OPENING, IN_TAG, IN_QUOTES, IN_DECLARATION, IN_COMMENT, IN_DATA, IN_INSTRUCTION };

struct tags {
	enum markup markup;
	char quote;
	char last[2];             /* the two bytes before this one */
	size_t bytes, attributes; /* of the markup so far */
	bool closing;
	uint32_t name, name_bytes;                       /* being read: its hash, its length */
	bool may_declare;                                /* it begins as xmlns does */
	size_t depth, declared[MAX_DEPTH + 1], prefixes; /* declared by each open element, and by all of them */
	size_t count;                                    /* of tags */
	uint32_t names[2 * MAX_NAMES];                   /* hashes met so far, each where it says or behind; 0: none */
	size_t name_count;
};

/* An entry being inflated as the parser asks for it. */
struct entry {
	struct book *book;
	zip_file_t *file;
	size_t inflated, packed;
	struct tags *tags;
};

struct text {
	char *data;
	size_t len, room;
};

struct strings {
	struct text *items;
	size_t count;
};

/* Called for each start or end of an element and each text, until false. */
typedef bool visit_fn(void *context, xmlTextReaderPtr reader, int type);

static bool stop(struct book *book, enum trouble trouble)
{
	if (!book->trouble)
		book->trouble = trouble;
	return false;
}

static void *resize(void *old, size_t count, size_t size)
{
	void *data = reallocarray(old, count, size);
	if (!data)
		_exit(TROUBLE_TOO_LARGE);
	return data;
}

static void text_put(struct text *text, const char *bytes, size_t len)
{
	if (text->len + len + 1 > text->room) {
		text->room = (text->len + len + 1) + (text->len + len + 1) / 2;
		text->data = resize(text->data, text->room, 1);
	}
	memcpy(text->data + text->len, bytes, len);
	text->len += len;
	text->data[text->len] = '\0';
}

static bool end_name(struct book *book, struct tags *tags)
{
	static const size_t room = sizeof tags->names / sizeof *tags->names;
	uint32_t hash = tags->name ? tags->name : 1;
	if (!tags->name_bytes)
		return true;
	/* The first is the element's. */
	bool declares = tags->may_declare && tags->name_bytes >= 5 && !tags->closing;
	tags->name_bytes = 0;
	if (declares && (++tags->declared[tags->depth], ++tags->prefixes > MAX_PREFIXES))
		return stop(book, TROUBLE_TOO_LARGE);
	size_t at = hash % room;
	while (tags->names[at] && tags->names[at] != hash)
		at = (at + 1) % room;
	if (!tags->names[at] && ++tags->name_count > MAX_NAMES)
		return stop(book, TROUBLE_TOO_LARGE);
	tags->names[at] = hash;
	return true;
}

static bool end_tag(struct book *book, struct tags *tags)
{
	bool closes = tags->closing || tags->last[1] == '/';
	if (++tags->count > MAX_TAGS)
		return stop(book, TROUBLE_TOO_LARGE);
	if (!closes && tags->depth++ == MAX_DEPTH - 1)
		return stop(book, TROUBLE_FORMAT);
	/* What an opening tag declares was counted for the level it opens. */
	if (closes && tags->closing && tags->depth == 0)
		return stop(book, TROUBLE_FORMAT);
	if (closes && tags->closing)
		tags->depth--;
	if (closes) {
		tags->prefixes -= tags->declared[tags->depth];
		tags->declared[tags->depth] = 0;
	}
	return true;
}

static bool in_tag(struct book *book, struct tags *tags, char c)
{
	static const char xmlns[] = "xmlns";
	if (c == '/' && tags->bytes == 0)
		tags->closing = true;
	if (strchr(" \t\r\n=/>\"'", c))
		return end_name(book, tags);
	if (tags->name_bytes == 0) {
		tags->name = 2166136261u;
		tags->may_declare = true;
	}
	if (tags->name_bytes < 5)
		tags->may_declare = tags->may_declare && c == xmlns[tags->name_bytes];
	tags->name = (tags->name ^ (unsigned char)c) * 16777619u;
	tags->name_bytes++;
	return true;
}

/* Looks at the bytes before the parser gets them. */
static bool look_at_tags(struct book *book, struct tags *tags, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = bytes[i];
		enum markup now = tags->markup, next = now;
		if (now == IN_TEXT) {
			const char *open = memchr(bytes + i, '<', len - i);
			i = open ? (size_t)(open - bytes) : len;
			tags->markup = open ? IN_OPENING : IN_TEXT;
			tags->bytes = tags->attributes = 0;
			tags->last[0] = tags->last[1] = '\0';
			tags->closing = false;
			continue;
		}
		switch (now) {
		case IN_OPENING: next = c == '!' ? IN_DECLARATION : c == '?' ? IN_INSTRUCTION : IN_TAG; break;
		case IN_TAG: next = c == '"' || c == '\'' ? IN_QUOTES : c == '>' ? IN_TEXT : IN_TAG; break;
		case IN_QUOTES: next = c == tags->quote ? IN_TAG : IN_QUOTES; break;
		case IN_DECLARATION: next = c == '-' ? IN_COMMENT : IN_DATA; break;
		case IN_COMMENT:
			next = c == '>' && tags->last[0] == '-' && tags->last[1] == '-' && tags->bytes > 4 ? IN_TEXT
													   : IN_COMMENT;
			break;
		case IN_DATA: next = c == '>' && tags->last[0] == ']' && tags->last[1] == ']' ? IN_TEXT : IN_DATA; break;
		default: next = c == '>' && tags->last[1] == '?' ? IN_TEXT : IN_INSTRUCTION; break;
		}
		/* Neither a comment nor <![CDATA[: a document type, which can do all sorts of things before the parser tells of it. */
		if (now == IN_DECLARATION && c != '-' && c != '[')
			return stop(book, TROUBLE_DOCTYPE);
		if ((now == IN_TAG || (now == IN_OPENING && next == IN_TAG)) && !in_tag(book, tags, c))
			return false;
		if (now == IN_TAG && next == IN_TEXT && !end_tag(book, tags))
			return false;
		if (now == IN_TAG && next == IN_QUOTES) {
			tags->quote = c;
			tags->attributes++;
		}
		tags->bytes++;
		if ((next == IN_TAG || next == IN_QUOTES) &&
		    (tags->bytes > MAX_TAG_BYTES || tags->attributes > MAX_TAG_ATTRIBUTES))
			return stop(book, TROUBLE_TOO_LARGE);
		tags->markup = next;
		tags->last[0] = tags->last[1];
		tags->last[1] = c;
	}
	return true;
}

static int inflate_some(void *context, char *to, int room)
{
	struct entry *entry = context;
	zip_int64_t got = zip_fread(entry->file, to, (zip_uint64_t)room);
	if (got < 0) {
		stop(entry->book, TROUBLE_FORMAT);
		return -1;
	}
	entry->inflated += (size_t)got;
	entry->book->inflated += (size_t)got;
	if (entry->book->inflated > max_bytes ||
	    (entry->inflated > RATIO_FROM && entry->inflated / MAX_RATIO > entry->packed)) {
		stop(entry->book, TROUBLE_TOO_LARGE);
		return -1;
	}
	return look_at_tags(entry->book, entry->tags, to, (size_t)got) ? (int)got : -1;
}

static void no_words(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* Walks one XML entry. A missing one is walked as empty where it `may_miss`. */
static bool walk(struct book *book, const char *name, bool may_miss, visit_fn *visit, void *context)
{
	struct zip_stat stat;
	if (zip_stat(book->zip, name, 0, &stat) != 0)
		return may_miss || stop(book, TROUBLE_FORMAT);
	struct tags tags = { 0 };
	struct entry entry = { .book = book, .file = zip_fopen(book->zip, name, 0), .packed = stat.comp_size, .tags = &tags };
	if (!entry.file)
		return stop(book, TROUBLE_FORMAT);
	/* Whatever it declares: look_at_tags() reads UTF-8, and so does every spreadsheet program write it. */
	xmlTextReaderPtr reader = xmlReaderForIO(inflate_some, NULL, &entry, NULL, "UTF-8",
						 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	int more = reader ? 1 : -1;
	while (!book->trouble && more == 1 && (more = xmlTextReaderRead(reader)) == 1) {
		int type = xmlTextReaderNodeType(reader);
		if (type == XML_READER_TYPE_DOCUMENT_TYPE)
			stop(book, TROUBLE_DOCTYPE);
		else if (!visit(context, reader, type))
			break;
	}
	const xmlError *problem = xmlGetLastError();
	if (more < 0)
		stop(book, !problem || problem->code == XML_ERR_NO_MEMORY ? TROUBLE_TOO_LARGE : TROUBLE_FORMAT);
	xmlFreeTextReader(reader);
	zip_fclose(entry.file);
	return !book->trouble;
}

static bool is(xmlTextReaderPtr reader, const char *name)
{
	return strcmp((const char *)xmlTextReaderConstLocalName(reader), name) == 0;
}

static bool is_text(int type)
{
	return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
	       type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
}

/* The attribute into `value`; empty when there is none. */
static const char *attribute(xmlTextReaderPtr reader, const char *name, char value[128])
{
	xmlChar *got = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
	snprintf(value, 128, "%s", got ? (const char *)got : "");
	xmlFree(got);
	return value;
}

/* The character of _xHHHH_, or 0. */
static char escaped(const char *text)
{
	unsigned code = 0;
	if (text[0] != '_' || text[1] != 'x')
		return '\0';
	for (int i = 2; i < 6; i++) {
		static const char digits[] = "0123456789abcdef";
		const char *digit =
			text[i] ? strchr(digits, text[i] >= 'A' && text[i] <= 'F' ? text[i] - 'A' + 'a' : text[i]) : NULL;
		if (!digit)
			return '\0';
		code = code * 16 + (unsigned)(digit - digits);
	}
	return text[6] == '_' && code < 0x80 ? (char)code : '\0';
}

/* Excel writes characters XML lacks, and a literal "_x000D_" too, as _xHHHH_. */
static void put_unescaped(struct text *to, const char *text)
{
	while (*text) {
		char byte = escaped(text);
		size_t plain = byte ? 0 : 1 + strcspn(text + 1, "_");
		text_put(to, byte ? &byte : text, byte ? 1 : plain);
		text += byte ? 7 : plain;
	}
}

/* The pieces of text of a cell or shared string: <t>, but not that of <rPh>, which tells how kanji are read. */
struct pieces {
	bool in_text;
	int in_reading;
};

static void take_piece(struct pieces *pieces, xmlTextReaderPtr reader, int type, struct text *to)
{
	bool empty = type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader);
	if (is_text(type)) {
		if (pieces->in_text && !pieces->in_reading)
			put_unescaped(to, (const char *)xmlTextReaderConstValue(reader));
	} else if (is(reader, "rPh") && !empty) {
		pieces->in_reading += type == XML_READER_TYPE_ELEMENT ? 1 : -1;
	} else if (is(reader, "t") || is(reader, "v")) {
		pieces->in_text = type == XML_READER_TYPE_ELEMENT && !empty;
	}
}

struct shared {
	struct book *book;
	struct strings *strings;
	struct pieces pieces;
};

static bool visit_shared(void *context, xmlTextReaderPtr reader, int type)
{
	struct shared *shared = context;
	struct strings *strings = shared->strings;
	if (type == XML_READER_TYPE_ELEMENT && is(reader, "si")) {
		if (strings->count == MAX_CELLS)
			return stop(shared->book, TROUBLE_TOO_LARGE);
		if ((strings->count & (strings->count - 1)) == 0)
			strings->items =
				resize(strings->items, strings->count ? strings->count * 2 : 1, sizeof *strings->items);
		strings->items[strings->count++] = (struct text){ 0 };
	} else if (strings->count) {
		take_piece(&shared->pieces, reader, type, &strings->items[strings->count - 1]);
	}
	return true;
}

/* The relation of the workbook's first sheet, then the file that relation names. */
struct first {
	char id[128], target[128];
};

static bool visit_workbook(void *context, xmlTextReaderPtr reader, int type)
{
	struct first *first = context;
	if (type != XML_READER_TYPE_ELEMENT || !is(reader, "sheet"))
		return true;
	attribute(reader, "r:id", first->id);
	return false;
}

static bool visit_relations(void *context, xmlTextReaderPtr reader, int type)
{
	struct first *first = context;
	char id[128];
	if (type != XML_READER_TYPE_ELEMENT || !is(reader, "Relationship") ||
	    strcmp(attribute(reader, "Id", id), first->id) != 0)
		return true;
	attribute(reader, "Target", first->target);
	return false;
}

struct cells {
	struct book *book;
	const struct strings *strings;
	struct pieces pieces;
	struct text value;
	bool in_cell, is_shared;
	size_t column, written; /* column of this cell, from 0; cells written in this row */
	size_t count;           /* in all, with the empty ones between */
};

/* One string may be named by many cells: what is written is more than what was read. */
static bool may_write(struct book *book, size_t len)
{
	book->written += len;
	return book->written <= max_bytes || stop(book, TROUBLE_TOO_LARGE);
}

static bool write_cell(struct cells *cells, const struct text *text)
{
	size_t gaps = cells->column - cells->written + (cells->written > 0), quotes = 0;
	for (size_t i = 0; i < text->len; i++)
		quotes += text->data[i] == '"';
	if (!may_write(cells->book, gaps + text->len + quotes + 2))
		return false;
	for (size_t i = 0; i < gaps; i++)
		putc_unlocked('\t', stdout);
	putc_unlocked('"', stdout);
	for (size_t i = 0; i < text->len; i++) {
		if (text->data[i] == '"')
			putc_unlocked('"', stdout);
		putc_unlocked(text->data[i], stdout);
	}
	putc_unlocked('"', stdout);
	cells->written = cells->column + 1;
	/* Whoever reads may have gone. */
	return !ferror(stdout) || stop(cells->book, TROUBLE_OTHER);
}

static bool begin_cell(struct cells *cells, xmlTextReaderPtr reader)
{
	char name[128], kind[128];
	size_t column = 0;
	attribute(reader, "r", name);
	for (const char *at = name; *at >= 'A' && *at <= 'Z' && column <= MAX_COLUMNS; at++)
		column = column * 26 + (size_t)(*at - 'A' + 1);
	cells->column = column ? column - 1 : cells->written;
	cells->is_shared = strcmp(attribute(reader, "t", kind), "s") == 0;
	if (cells->column < cells->written || cells->column >= MAX_COLUMNS)
		return stop(cells->book, TROUBLE_FORMAT);
	cells->count += cells->column - cells->written + 1;
	if (cells->count > MAX_CELLS)
		return stop(cells->book, TROUBLE_TOO_LARGE);
	cells->value.len = 0;
	cells->pieces = (struct pieces){ 0 };
	cells->in_cell = true;
	return true;
}

static bool end_cell(struct cells *cells)
{
	const struct text *text = &cells->value;
	cells->in_cell = false;
	if (cells->is_shared && text->len) {
		unsigned long index = strtoul(text->data, NULL, 10);
		if (index >= cells->strings->count)
			return stop(cells->book, TROUBLE_FORMAT);
		text = &cells->strings->items[index];
	}
	return write_cell(cells, text);
}

static bool visit_cells(void *context, xmlTextReaderPtr reader, int type)
{
	struct cells *cells = context;
	bool starts = type == XML_READER_TYPE_ELEMENT, empty = starts && xmlTextReaderIsEmptyElement(reader);
	if (!is_text(type) && is(reader, "row") && (!starts || empty)) {
		cells->written = 0;
		putc_unlocked('\n', stdout);
		return may_write(cells->book, 1);
	} else if (!is_text(type) && is(reader, "c")) {
		return (!starts || begin_cell(cells, reader)) && ((starts && !empty) || end_cell(cells));
	} else if (cells->in_cell) {
		take_piece(&cells->pieces, reader, type, &cells->value);
	}
	return true;
}

static enum trouble read_book(struct book *book)
{
	struct first first = { 0 };
	struct strings strings = { 0 };
	struct shared shared = { .book = book, .strings = &strings };
	struct cells cells = { .book = book, .strings = &strings };
	char name[160];
	if (zip_get_num_entries(book->zip, 0) > MAX_ENTRIES)
		stop(book, TROUBLE_TOO_LARGE);
	bool fine = !book->trouble && walk(book, "xl/workbook.xml", false, visit_workbook, &first) &&
		    walk(book, "xl/_rels/workbook.xml.rels", false, visit_relations, &first) &&
		    walk(book, "xl/sharedStrings.xml", true, visit_shared, &shared);
	/* A target is a path from xl/, or from the root when it begins with a stroke. */
	snprintf(name, sizeof name, "%s%s", first.target[0] == '/' ? "" : "xl/", first.target + (first.target[0] == '/'));
	if (fine)
		walk(book, name, false, visit_cells, &cells);
	for (size_t i = 0; i < strings.count; i++)
		free(strings.items[i].data);
	free(strings.items);
	free(cells.value.data);
	return book->trouble;
}

/* The file is anybody's, and two libraries read it: from here on this process computes, reads what is open and writes its output.
 * A kernel that cannot do that reads it all the same. */
static void shut_in(void)
{
	static const int allowed[] = {
		SCMP_SYS(read),         SCMP_SYS(pread64),    SCMP_SYS(write),        SCMP_SYS(lseek),
		SCMP_SYS(fstat),        SCMP_SYS(newfstatat), SCMP_SYS(close),        SCMP_SYS(mmap),
		SCMP_SYS(munmap),       SCMP_SYS(mremap),     SCMP_SYS(mprotect),     SCMP_SYS(madvise),
		SCMP_SYS(brk),          SCMP_SYS(futex),      SCMP_SYS(getrandom),    SCMP_SYS(clock_gettime),
		SCMP_SYS(gettimeofday), SCMP_SYS(time),       SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(sigaltstack),  SCMP_SYS(exit),       SCMP_SYS(exit_group),
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	for (size_t i = 0; filter && i < sizeof allowed / sizeof *allowed; i++)
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	if (filter)
		seccomp_load(filter);
	seccomp_release(filter);
}

/* Bounds of the kernel's keeping, for what two libraries do that nobody thought of. */
static void bound(void)
{
	struct rlimit seconds = { MAX_SECONDS, MAX_SECONDS + 1 }, memory = { MAX_MEMORY, MAX_MEMORY };
	setrlimit(RLIMIT_CPU, &seconds);
	/* A sanitizer reserves terabytes. */
#if !defined __SANITIZE_ADDRESS__ && !defined FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	setrlimit(RLIMIT_AS, &memory);
#else
	(void)memory;
#endif
}

int main(int argc, char **argv)
{
	if (argc != 2) {
		fputs("usage: kaijisho-unxlsx FILE >tsv\n", stderr);
		return TROUBLE_OTHER;
	}
	bound();
	int problem;
	struct book book = { .zip = zip_open(argv[1], ZIP_RDONLY, &problem) };
	if (!book.zip)
		return problem == ZIP_ER_OPEN || problem == ZIP_ER_NOENT || problem == ZIP_ER_READ ? TROUBLE_OTHER
												   : TROUBLE_FORMAT;
	xmlSetGenericErrorFunc(NULL, no_words);
	shut_in();
	enum trouble trouble = read_book(&book);
	zip_discard(book.zip);
	xmlCleanupParser();
	/* At once: what a sanitized program would look for at its end needs what is shut off. */
	_exit(fflush(stdout) == 0 ? (int)trouble : TROUBLE_OTHER);
}
