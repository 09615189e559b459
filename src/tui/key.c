/* SPDX-License-Identifier: MIT */
/* key.c — names of keys, and bytes to keys. */
#include <config.h>

#include "tui/key.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "text/utf8.h"

/* clang-format off */
static const struct {
	const char *name;
	int code;
} names[] = {
	{ "Tab", KEY_TAB },	      { "Enter", KEY_ENTER },	  { "Esc", KEY_ESCAPE },    { "Backspace", KEY_BACKSPACE },
	{ "Delete", KEY_DELETE },     { "Insert", KEY_INSERT },	  { "Up", KEY_UP },	    { "Down", KEY_DOWN },
	{ "Left", KEY_LEFT },	      { "Right", KEY_RIGHT },	  { "Home", KEY_HOME },	    { "End", KEY_END },
	{ "PageUp", KEY_PAGE_UP },    { "PageDown", KEY_PAGE_DOWN }, { "F1", KEY_F1 },	    { "F2", KEY_F2 },
	{ "F3", KEY_F3 },	      { "F4", KEY_F4 },		  { "F5", KEY_F5 },	    { "F6", KEY_F6 },
	{ "F7", KEY_F7 },	      { "F8", KEY_F8 },		  { "F9", KEY_F9 },	    { "F10", KEY_F10 },
	{ "F11", KEY_F11 },	      { "F12", KEY_F12 },
};
/* clang-format on */

void key_label(int code, char name[32])
{
	name[0] = '\0';
	if (code == KEY_SHIFT_TAB) {
		snprintf(name, 32, "Shift-Tab");
		return;
	}
	int base = code & ~(KEY_SHIFT | KEY_CONTROL | KEY_META);
	const char *plain = NULL;
	char letter[16] = "";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].code == base)
			plain = names[i].name;
	if (base >= KEY_ALT_BASE && base < KEY_ALT_BASE + 0x80)
		snprintf(letter, sizeof letter, "Alt-%c", base - KEY_ALT_BASE);
	else if (base == KEY_CTRL('@'))
		snprintf(letter, sizeof letter, "Ctrl-Space");
	else if (base >= KEY_CTRL_BASE && base < KEY_CTRL_BASE + 0x80)
		snprintf(letter, sizeof letter, "Ctrl-%c", base - KEY_CTRL_BASE);
	snprintf(name, 32, "%s%s%s%s", code & KEY_CONTROL ? "Ctrl-" : "", code & KEY_META ? "Alt-" : "",
		 code & KEY_SHIFT ? "Shift-" : "", plain ? plain : letter);
}

int key_find(const char *name)
{
	int modifiers = 0;
	if (strcasecmp(name, "Shift-Tab") == 0)
		return KEY_SHIFT_TAB;
	for (;;) {
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (strcasecmp(names[i].name, name) == 0)
				return names[i].code | modifiers;
		if (strcasecmp(name, "Ctrl-Space") == 0)
			return KEY_CTRL('@');
		if (strncasecmp(name, "Ctrl-", 5) == 0 && name[5] && !name[6])
			return KEY_CTRL(toupper((unsigned char)name[5])) | modifiers;
		if (strncasecmp(name, "Alt-", 4) == 0 && name[4] && !name[5])
			return KEY_ALT(name[4]) | modifiers;
		if (strncasecmp(name, "Ctrl-", 5) == 0)
			modifiers |= KEY_CONTROL, name += 5;
		else if (strncasecmp(name, "Alt-", 4) == 0)
			modifiers |= KEY_META, name += 4;
		else if (strncasecmp(name, "Shift-", 6) == 0)
			modifiers |= KEY_SHIFT, name += 6;
		else
			return 0;
	}
}

/* Final letters of CSI and SS3 sequences, and the numbers before `~`. The same in xterm, rxvt, linux, screen, tmux. */
static const struct {
	char final;
	int code;
} finals[] = {
	{ 'A', KEY_UP }, { 'B', KEY_DOWN }, { 'C', KEY_RIGHT }, { 'D', KEY_LEFT }, { 'H', KEY_HOME },      { 'F', KEY_END },
	{ 'P', KEY_F1 }, { 'Q', KEY_F2 },   { 'R', KEY_F3 },    { 'S', KEY_F4 },   { 'Z', KEY_SHIFT_TAB }, { 'M', KEY_ENTER },
};
static const struct {
	int number, code;
} numbers[] = {
	{ 1, KEY_HOME },      { 2, KEY_INSERT }, { 3, KEY_DELETE }, { 4, KEY_END },  { 5, KEY_PAGE_UP },
	{ 6, KEY_PAGE_DOWN }, { 7, KEY_HOME },   { 8, KEY_END },    { 11, KEY_F1 },  { 12, KEY_F2 },
	{ 13, KEY_F3 },       { 14, KEY_F4 },    { 15, KEY_F5 },    { 17, KEY_F6 },  { 18, KEY_F7 },
	{ 19, KEY_F8 },       { 20, KEY_F9 },    { 21, KEY_F10 },   { 23, KEY_F11 }, { 24, KEY_F12 },
};

/* A lone ESC is the key after ESCAPE_MS; after `ESC [` nothing but a sequence can follow, and a slow line is waited for. What
 * comes of either within LATE_MS after that is its tail. A paste is over when nothing came of it for PASTE_MS. */
enum { ESCAPE_MS = 100, SEQUENCE_MS = 600, LATE_MS = 700, PASTE_MS = 2000, BROKEN_MS = 10000, BULK = 32 };
static const char paste_start[] = "\33[200~", paste_end[] = "\33[201~";

void key_reader_init(struct key_reader *reader)
{
	*reader = (struct key_reader){ 0 };
}

void key_reader_clear(struct key_reader *reader)
{
	buf_clear(&reader->pending);
	buf_clear(&reader->paste);
	buf_clear(&reader->late);
	for (size_t i = 0; i < reader->sequence_count; i++)
		free((char *)reader->sequences[i].bytes);
	free(reader->sequences);
	*reader = (struct key_reader){ 0 };
}

void key_reader_add_sequence(struct key_reader *reader, const char *bytes, int code)
{
	reader->sequences = mem_resize(reader->sequences, reader->sequence_count + 1, sizeof *reader->sequences);
	size_t at = reader->sequence_count++;
	while (at > 0 && strlen(reader->sequences[at - 1].bytes) < strlen(bytes)) {
		reader->sequences[at] = reader->sequences[at - 1];
		at--;
	}
	reader->sequences[at].bytes = mem_string(bytes);
	reader->sequences[at].code = code;
}

static void drop(struct key_reader *reader, size_t len)
{
	buf_splice(&reader->pending, 0, len, "", 0);
}

static int modified(int code, int parameter)
{
	int bits = parameter > 1 ? parameter - 1 : 0;
	if (code == KEY_TAB && bits & 1)
		return KEY_SHIFT_TAB;
	return code | (bits & 1 ? KEY_SHIFT : 0) | (bits & 2 ? KEY_META : 0) | (bits & 4 ? KEY_CONTROL : 0);
}

/* A key sent as a number (CSI u): a character with modifiers. */
static int from_code_point(int code, int modifiers, struct key_event *event)
{
	int bits = modifiers > 1 ? modifiers - 1 : 0;
	switch (code) {
	case 9: return modified(KEY_TAB, modifiers);
	case 13: return KEY_ENTER;
	case 27: return KEY_ESCAPE;
	case 127: return modified(KEY_BACKSPACE, modifiers);
	default: break;
	}
	/* A terminal may name any number: what is no character is no key, and no control character is typed this way. */
	if (code < 0x20 || (code > 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff)
		return KEY_NONE;
	if (bits & 4 && code < 0x80)
		return KEY_CTRL(toupper(code));
	if (bits & 2 && code < 0x80)
		return KEY_ALT(code);
	char text[4];
	buf_put(&event->text, text, utf8_encode((uint32_t)code, text));
	return KEY_TEXT;
}

/* A press of the mouse (SGR, mode 1006): the first button and the wheel mean something, with any modifier. */
static void read_mouse(const int parameters[4], struct key_event *event)
{
	int button = parameters[0] & ~(4 | 8 | 16);
	event->code = button == 0 ? KEY_CLICK : button == 64 ? KEY_WHEEL_UP : button == 65 ? KEY_WHEEL_DOWN : KEY_NONE;
	event->column = parameters[1];
	event->row = parameters[2];
}

/* A control sequence, ESC [ …: bytes used, 0 if it is not whole yet. */
static size_t read_csi(struct key_reader *reader, struct key_event *event)
{
	const char *bytes = reader->pending.data;
	size_t len = reader->pending.len, at = 2;
	int parameters[4] = { 0 }, count = 0;
	char mark = 0;
	if (len > 2 && bytes[2] == '[') /* linux console: ESC [ [ A */
		return len == 3 ? 0
				: (event->code = bytes[3] >= 'A' && bytes[3] <= 'E' ? KEY_F1 + bytes[3] - 'A' : KEY_NONE, 4);
	while (at < len && (unsigned char)bytes[at] >= 0x20 && (unsigned char)bytes[at] < 0x40) {
		if (isdigit((unsigned char)bytes[at]) && count < 4)
			parameters[count] = parameters[count] < 10000000 ? parameters[count] * 10 + bytes[at] - '0' : 10000000;
		else if (bytes[at] == ';')
			count++;
		else if (strchr("?<>=", bytes[at]))
			mark = bytes[at];
		at++;
	}
	if (at == len)
		return len > 64 ? len : 0;
	char final = bytes[at++];
	if (mark == '?' && final == 'y' && parameters[0] == 2026) {
		reader->synchronized = parameters[1] == 1 || parameters[1] == 2;
		return at;
	}
	if (mark == '<' && final == 'M' && count == 2)
		read_mouse(parameters, event);
	if (mark)
		return at;
	if (final == '~' && parameters[0] == 200) {
		reader->pasting = true;
		return at;
	}
	if (final == 'R' && count == 1 && parameters[0] >= 2) {
		event->code = KEY_CURSOR_REPORT;
		event->row = parameters[0];
		event->column = parameters[1];
	} else if (final == '~' && parameters[0] == 27 && count == 2) {
		event->code = from_code_point(parameters[2], parameters[1], event);
	} else if (final == '~') {
		for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
			if (numbers[i].number == parameters[0])
				event->code = modified(numbers[i].code, parameters[1]);
	} else if (final == 'u') {
		event->code = from_code_point(parameters[0], parameters[1], event);
	} else {
		for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
			if (finals[i].final == final && final != 'M')
				event->code = modified(finals[i].code, parameters[1]);
	}
	return at;
}

static size_t read_escape(struct key_reader *reader, struct key_event *event)
{
	const char *bytes = reader->pending.data;
	size_t len = reader->pending.len;
	for (size_t i = 0; i < reader->sequence_count; i++) {
		size_t size = strlen(reader->sequences[i].bytes);
		if (len >= size && memcmp(bytes, reader->sequences[i].bytes, size) == 0) {
			event->code = reader->sequences[i].code;
			return size;
		}
	}
	if (len < 2)
		return 0;
	if (bytes[1] == '[')
		return read_csi(reader, event);
	if (bytes[1] == 'O') {
		if (len < 3)
			return 0;
		for (size_t i = 0; i < sizeof finals / sizeof *finals; i++)
			if (finals[i].final == bytes[2])
				event->code = finals[i].code;
		return 3;
	}
	if (bytes[1] == 27) {
		/* Alt with a named key comes as ESC ESC [ …; two plain ESC are one. */
		if (len == 2)
			return 0;
		if (bytes[2] != '[' && bytes[2] != 'O')
			return event->code = KEY_ESCAPE, 1;
		struct key_reader rest = *reader;
		rest.pending = (struct buf){ .data = reader->pending.data + 1, .len = len - 1 };
		size_t used = read_escape(&rest, event);
		if (used && event->code < KEY_NAMED_END && event->code > KEY_CURSOR_REPORT)
			event->code |= KEY_META;
		return used ? used + 1 : 0;
	}
	if ((unsigned char)bytes[1] >= 0x20 && (unsigned char)bytes[1] < 0x7f)
		return event->code = KEY_ALT(bytes[1]), 2;
	return event->code = KEY_ESCAPE, 1;
}

/* Typed characters up to the next key; 0 while the last one is not whole. */
static size_t read_text(struct key_reader *reader, struct key_event *event)
{
	const char *bytes = reader->pending.data;
	size_t len = reader->pending.len, at = 0;
	while (at < len && (unsigned char)bytes[at] >= 0x20 && bytes[at] != 0x7f) {
		unsigned char lead = (unsigned char)bytes[at];
		size_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
		if (at + size > len) {
			size_t have = 1;
			while (at + have < len && ((unsigned char)bytes[at + have] & 0xc0) == 0x80)
				have++;
			if (at + have == len)
				break; /* the rest is still on its way */
			size = have;
		}
		uint32_t code;
		/* Bytes that are not UTF-8 are no text; nothing of them gets into an answer. */
		if (utf8_decode(bytes + at, size, &code) == size && (code != 0xfffd || size == 3))
			buf_put(&event->text, bytes + at, size);
		at += size;
	}
	if (event->text.len)
		event->code = KEY_TEXT;
	return at;
}

/* True if it is over: the event, unless it was empty. */
static bool read_paste(struct key_reader *reader, struct key_event *event)
{
	enum { END = sizeof paste_end - 1 };
	const char *stop = memmem(buf_text(&reader->pending), reader->pending.len, paste_end, END);
	size_t take = stop ? (size_t)(stop - reader->pending.data) : reader->pending.len;
	/* The end mark may be split between two reads: keep what could be its beginning. */
	for (size_t keep = END - 1; !stop && keep > 0; keep--)
		if (take >= keep && memcmp(reader->pending.data + take - keep, paste_end, keep) == 0) {
			take -= keep;
			break;
		}
	buf_put(&reader->paste, buf_text(&reader->pending), take);
	drop(reader, stop ? take + END : reader->paste_over ? reader->pending.len : take);
	if (!stop && !reader->paste_over)
		return false;
	reader->paste_broken = !stop;
	reader->pasting = reader->paste_over = false;
	if (reader->paste.len)
		event->code = KEY_PASTE;
	buf_put(&event->text, buf_text(&reader->paste), reader->paste.len);
	buf_reset(&reader->paste);
	return true;
}

bool key_reader_next(struct key_reader *reader, struct key_event *event)
{
	event->code = KEY_NONE;
	buf_reset(&event->text);
	while (reader->pending.len || reader->paste_over) {
		if (reader->pasting) {
			if (!read_paste(reader, event))
				return false;
			if (event->code != KEY_NONE)
				return true;
			continue;
		}
		unsigned char byte = (unsigned char)reader->pending.data[0];
		size_t used = 1;
		if (byte == 27)
			used = read_escape(reader, event);
		else if (byte == 9)
			event->code = KEY_TAB;
		else if (byte == 13 || byte == 10)
			event->code = KEY_ENTER;
		else if (byte == 8 || byte == 127)
			event->code = KEY_BACKSPACE;
		else if (byte < 0x20)
			event->code = KEY_CTRL(byte + '@');
		else
			used = read_text(reader, event);
		if (used == 0)
			return false;
		drop(reader, used);
		if (event->code != KEY_NONE)
			return true;
	}
	return false;
}

/* Is the sequence at the beginning of these bytes one that means something? Its bytes; 0 if it does not, SIZE_MAX if it is not
 * whole yet. */
static size_t known_sequence(const struct key_reader *reader, const struct buf *bytes, bool *pastes)
{
	struct key_reader alone = { .pending = *bytes,
				    .sequences = reader->sequences,
				    .sequence_count = reader->sequence_count };
	struct key_event event = { 0 };
	if (bytes->len < 2 || (bytes->data[1] != '[' && bytes->data[1] != 'O'))
		return 0;
	size_t used = read_escape(&alone, &event);
	bool report = bytes->len > 2 && bytes->data[1] == '[' && strchr("?<>=", bytes->data[2]);
	bool known = event.code != KEY_NONE || alone.pasting || report;
	buf_clear(&event.text);
	*pastes = alone.pasting;
	return used == 0 ? SIZE_MAX : known ? used : 0;
}

/* After a sequence was given up its tail may still come, and is no text. But what an input method commits may begin alike: only
 * what was read as a tail and nothing else, or another sequence behind it, is one. */
static void take_late(struct key_reader *reader, const char *bytes, size_t len, long now)
{
	bool pastes = false;
	buf_put(&reader->late, bytes, len);
	size_t used = now <= reader->late_until ? known_sequence(reader, &reader->late, &pastes) : 0;
	/* A lone O is a letter far more often than half a tail. */
	if (used == SIZE_MAX && (reader->late.data[1] == '[' || reader->given_up > 1))
		return;
	const char *rest = reader->late.data + reader->given_up;
	if (used != SIZE_MAX && used > reader->given_up &&
	    (pastes || used == reader->late.len || reader->late.data[used] == 27)) {
		rest = reader->late.data + used;
		reader->pasting = pastes;
	}
	buf_put(&reader->pending, rest, (size_t)(reader->late.data + reader->late.len - rest));
	buf_reset(&reader->late);
}

/* The rest of a paste that stalled: many bytes at once, or its end mark; but not a new paste. */
static bool goes_on_pasting(const struct key_reader *reader, const char *bytes, size_t len, long now)
{
	if (now - reader->since > BROKEN_MS || memmem(bytes, len, paste_start, sizeof paste_start - 1))
		return false;
	return memmem(bytes, len, paste_end, sizeof paste_end - 1) || (len >= BULK && bytes[0] != 27);
}

void key_reader_feed(struct key_reader *reader, const char *bytes, size_t len, long now)
{
	if (len && reader->paste_broken) {
		reader->pasting = goes_on_pasting(reader, bytes, len, now);
		reader->paste_broken = false;
	}
	if (len && reader->late.len)
		take_late(reader, bytes, len, now);
	else
		buf_put(&reader->pending, bytes, len);
	reader->since = now;
}

static bool is_held(const struct key_reader *reader)
{
	return reader->late.len > reader->given_up;
}

int key_reader_wait(const struct key_reader *reader, long now)
{
	long most;
	if (reader->pasting)
		most = PASTE_MS;
	else if (is_held(reader))
		most = ESCAPE_MS;
	else if (reader->pending.len && reader->pending.data[0] == 27)
		most = reader->pending.len == 1 || (reader->pending.len == 2 && reader->pending.data[1] == 27) ? ESCAPE_MS
													       : SEQUENCE_MS;
	else
		return -1;
	long left = reader->since + most - now;
	return left > 0 ? (int)left : 0;
}

void key_reader_timeout(struct key_reader *reader, long now)
{
	if (key_reader_wait(reader, now) != 0)
		return;
	if (reader->pasting) {
		reader->paste_over = true;
	} else if (is_held(reader)) {
		buf_put(&reader->pending, reader->late.data + reader->given_up, reader->late.len - reader->given_up);
		buf_reset(&reader->late);
	} else {
		/* ESC ESC is one Escape, or Alt with a named key. */
		bool twice = reader->pending.len > 1 && reader->pending.data[1] == 27;
		bool alone = reader->pending.len == (twice ? 2 : 1);
		buf_reset(&reader->late);
		buf_put(&reader->late, reader->pending.data + twice, reader->pending.len - twice);
		reader->given_up = reader->late.len;
		reader->late_until = now + LATE_MS;
		buf_reset(&reader->pending);
		if (alone)
			buf_put(&reader->pending, "\33[27u", 5);
	}
}

void key_reader_end_paste(struct key_reader *reader)
{
	reader->paste_over = reader->pasting;
}
