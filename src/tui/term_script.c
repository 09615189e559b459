/* SPDX-License-Identifier: MIT */
/* term_script.c — the scripted terminal: keys from a file, screens to a file. One command a line:
 *   keys Tab Ctrl-N Enter      type 日本語      paste a\nb      resize 120x40      screen NAME      styles NAME
 * A screen is its name, size and cursor, then its rows; styles adds a letter per cell under each row. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "tui/term.h"

struct script {
	struct term term;
	struct buf keys;
	size_t at;      /* in keys: the next line */
	size_t in_line; /* in that line: the next key of `keys` */
	unsigned line;
	FILE *screens;
	int rows, columns, ambiguous;
	struct canvas shown;
};

static const char style_letters[STYLE_COUNT + 1] = ".bdruEWGBD";

static struct script *script_of(struct term *term)
{
	return (struct script *)(void *)term;
}

static void script_size(struct term *term, int *rows, int *columns)
{
	*rows = script_of(term)->rows;
	*columns = script_of(term)->columns;
}

static void script_show(struct term *term, const struct canvas *canvas)
{
	canvas_copy(&script_of(term)->shown, canvas);
}

static void dump(struct script *script, const char *name, bool styles)
{
	const struct canvas *shown = &script->shown;
	fprintf(script->screens, "== %s %dx%d cursor %d,%d\n", name, shown->columns, shown->rows, shown->cursor_row + 1,
		shown->cursor_column + 1);
	for (int row = 0; row < shown->rows; row++) {
		char *text = canvas_row_text(shown, row);
		fprintf(script->screens, "%s\n", text);
		free(text);
		for (int i = 0; styles && i < shown->columns; i++)
			fputc(style_letters[canvas_cell_style(&shown->cells[row * shown->columns + i])], script->screens);
		if (styles)
			fputc('\n', script->screens);
	}
}

static void put_unescaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text != '\\' || !text[1]) {
			buf_putc(out, *text);
			continue;
		}
		text++;
		buf_putc(out, *text == 'n' ? '\n' : *text == 'r' ? '\r' : *text == 't' ? '\t' : *text == 'e' ? '\33' : *text);
	}
}

/* One command; true if it gave an event. A line of keys gives one at a time. */
static bool run_line(struct script *script, char *line, struct key_event *event)
{
	size_t word = strcspn(line, " ");
	const char *rest = line[word] ? line + word + 1 : line + word;
	if (strncmp(line, "keys ", 5) == 0) {
		const char *name = line + (script->in_line > 5 ? script->in_line : 5);
		name += strspn(name, " ");
		if (!*name)
			return false;
		char key[40];
		snprintf(key, sizeof key, "%.*s", (int)strcspn(name, " "), name);
		script->in_line = (size_t)(name - line) + strlen(key);
		event->code = key_find(key);
		if (!event->code) {
			fprintf(script->screens, "!! line %u: no such key: %s\n", script->line, key);
			return false;
		}
		return true;
	}
	if (strncmp(line, "type ", 5) == 0 || strncmp(line, "paste ", 6) == 0) {
		event->code = line[0] == 't' ? KEY_TEXT : KEY_PASTE;
		put_unescaped(&event->text, rest);
		return true;
	}
	if (strncmp(line, "resize ", 7) == 0) {
		if (sscanf(rest, "%dx%d", &script->columns, &script->rows) != 2)
			fprintf(script->screens, "!! line %u: resize COLUMNSxROWS\n", script->line);
		event->code = KEY_RESIZE;
		return true;
	}
	if (strncmp(line, "screen", 6) == 0 || strncmp(line, "styles", 6) == 0)
		dump(script, rest, line[1] == 't');
	else if (*line && *line != '#')
		fprintf(script->screens, "!! line %u: unknown command: %s\n", script->line, line);
	return false;
}

static void script_read(struct term *term, int timeout_ms, struct key_event *event)
{
	struct script *script = script_of(term);
	(void)timeout_ms;
	event->code = KEY_NONE;
	buf_reset(&event->text);
	while (script->at < script->keys.len) {
		char *start = script->keys.data + script->at, *end = strchr(start, '\n');
		char *line = mem_bytes(start, end ? (size_t)(end - start) : strlen(start));
		bool event_given = run_line(script, line, event);
		free(line);
		if (event_given && event->code != KEY_TEXT && event->code != KEY_PASTE && event->code != KEY_RESIZE)
			return; /* the line may hold more keys */
		script->at += end ? (size_t)(end - start) + 1 : strlen(start);
		script->in_line = 0;
		script->line++;
		if (event_given)
			return;
	}
	event->code = KEY_LOST; /* the script is over */
}

static void nothing(struct term *term)
{
	(void)term;
}

static bool script_copy(struct term *term, const char *text, size_t len)
{
	(void)len;
	fprintf(script_of(term)->screens, "== copied: %s\n", text);
	return true;
}

static int script_ambiguous(struct term *term)
{
	return script_of(term)->ambiguous;
}

static void script_close(struct term *term)
{
	struct script *script = script_of(term);
	fclose(script->screens);
	buf_clear(&script->keys);
	canvas_clear(&script->shown);
	free(script);
}

enum { MOST_SCRIPT = 16 << 20 };

struct term *term_script_open(const char *keys_path, const char *screens_path, int rows, int columns, int ambiguous,
			      struct err *err)
{
	static const struct term_ops ops = {
		.size = script_size,
		.show = script_show,
		.read = script_read,
		.redraw = nothing,
		.leave = nothing,
		.enter = nothing,
		.copy = script_copy,
		.ambiguous = script_ambiguous,
		.close = script_close,
	};
	struct script *script = mem_alloc(1, sizeof *script);
	*script = (struct script){
		.term = { .ops = &ops, .wake = -1 }, .line = 1, .rows = rows, .columns = columns, .ambiguous = ambiguous
	};
	canvas_init(&script->shown, ambiguous);
	if (!file_read_path(keys_path, MOST_SCRIPT, &script->keys, err)) {
		buf_clear(&script->keys);
		free(script);
		return NULL;
	}
	script->screens = fopen(screens_path, "w");
	if (!script->screens) {
		err_system(err, screens_path, _("%s cannot be written"));
		buf_clear(&script->keys);
		free(script);
		return NULL;
	}
	return &script->term;
}
