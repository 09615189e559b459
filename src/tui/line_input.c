/* SPDX-License-Identifier: MIT */
/* line_input.c — one line to type into. */
#include <config.h>

#include "tui/line_input.h"

#include <string.h>

#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"
#include "text/wrap.h"

void line_input_set(struct line_input *input, const char *text)
{
	buf_reset(&input->text);
	buf_puts(&input->text, text);
	caret_set(&input->caret, input->text.len, buf_text(&input->text), input->text.len);
}

void line_input_select(struct line_input *input)
{
	input->caret = (struct caret){ .at = input->text.len, .marking = true, .column = -1 };
}

void line_input_clear(struct line_input *input)
{
	buf_clear(&input->text);
	input->caret = (struct caret){ 0 };
}

static void replace(struct line_input *input, size_t start, size_t end, const char *text, size_t len)
{
	buf_splice(&input->text, start, end - start, text, len);
	caret_set(&input->caret, start + len, buf_text(&input->text), input->text.len);
}

/* A line holds no line breaks and no controls, wherever the text comes from. */
static void insert(struct line_input *input, const char *text, size_t len)
{
	struct buf clean = { 0 };
	for (size_t i = 0; i < len;) {
		uint32_t code;
		size_t taken = utf8_decode(text + i, len - i, &code);
		if (code == '\n' || code == '\t' || (code == '\r' && (i + 1 == len || text[i + 1] != '\n')))
			buf_putc(&clean, ' ');
		else if (code >= 0x20 && !(code >= 0x7f && code < 0xa0))
			buf_put(&clean, text + i, taken);
		i += taken;
	}
	size_t start, end;
	caret_selection(&input->caret, &start, &end);
	replace(input, start, end, buf_text(&clean), clean.len);
	buf_clear(&clean);
}

/* clang-format off */
static const struct {
	int code;
	enum caret_move move;
	bool deletes;
} keys[] = {
	{ KEY_LEFT, CARET_LEFT, false },	{ KEY_RIGHT, CARET_RIGHT, false },
	{ KEY_HOME, CARET_TEXT_START, false },	{ KEY_END, CARET_TEXT_END, false },
	{ KEY_CTRL('A'), CARET_TEXT_START, false }, { KEY_CTRL('E'), CARET_TEXT_END, false },
	{ KEY_BACKSPACE, CARET_LEFT, true },	{ KEY_DELETE, CARET_RIGHT, true },
	{ KEY_LEFT | KEY_CONTROL, CARET_WORD_LEFT, false }, { KEY_RIGHT | KEY_CONTROL, CARET_WORD_RIGHT, false },
	{ KEY_ALT('b'), CARET_WORD_LEFT, false }, { KEY_ALT('f'), CARET_WORD_RIGHT, false },
	{ KEY_CTRL('W'), CARET_WORD_LEFT, true }, { KEY_CTRL('U'), CARET_TEXT_START, true },
};
/* clang-format on */

bool line_input_key(struct line_input *input, const struct key_event *event, bool *changed)
{
	if (changed)
		*changed = false;
	if (event->code == KEY_TEXT || event->code == KEY_PASTE) {
		insert(input, buf_text(&event->text), event->text.len);
		if (changed)
			*changed = true;
		return true;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].code != event->code && (keys[i].code | KEY_SHIFT) != event->code)
			continue;
		const char *text = buf_text(&input->text);
		size_t len = input->text.len, start, end;
		struct wrap wrap = { 0 };
		wrap_text(&wrap, text, len, 1 << 20, 1);
		if (keys[i].deletes) {
			caret_deletion(&input->caret, keys[i].move, text, len, &wrap, 1, &start, &end);
			if (start < end)
				replace(input, start, end, "", 0);
			if (changed)
				*changed = start < end;
		} else {
			caret_move(&input->caret, keys[i].move, event->code & KEY_SHIFT, text, len, &wrap, 1);
		}
		wrap_clear(&wrap);
		return true;
	}
	return false;
}

void line_input_draw(const struct line_input *input, struct canvas *canvas, int row, int column, int columns)
{
	const char *text = buf_text(&input->text);
	size_t from = input->caret.at;
	/* As much before the caret as fits with it. */
	for (int used = 0; from > 0;) {
		size_t before = grapheme_prev(text, input->text.len, from);
		used += width_cluster(text + before, from - before, canvas->ambiguous);
		if (used >= columns)
			break;
		from = before;
	}
	size_t start, end;
	canvas_text(canvas, row, column, columns, STYLE_PLAIN, text + from, input->text.len - from);
	caret_selection(&input->caret, &start, &end);
	start = start > from ? start : from;
	if (start < end) {
		int before = width_text(text + from, start - from, canvas->ambiguous);
		int selected = width_text(text + start, end - start, canvas->ambiguous);
		canvas_style(canvas, row, column + before, before + selected < columns ? selected : columns - before,
			     STYLE_REVERSE);
	}
	canvas_cursor(canvas, row, column + width_text(text + from, input->caret.at - from, canvas->ambiguous));
}
