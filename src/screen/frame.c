/* SPDX-License-Identifier: MIT */
/* frame.c — header and footer. */
#include <config.h>

#include "screen/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "screen/action.h"
#include "text/width.h"

static const char *protection(const struct app *app)
{
	struct store *store = app->session->store;
	if (!store_writable(store))
		return _("read only");
	switch (store_state(store)) {
	case STORE_SAVED: return _("saved");
	case STORE_UNSAVED: return _("unsaved");
	default: return _("UNPROTECTED");
	}
}

/* The right half, most important last to go: counts first. */
static char *counts(const struct app *app)
{
	const struct tally *tally = checker_tally(app->session->checker);
	struct buf text = { 0 };
	if (tally->required.total)
		buf_printf(&text, _("required %zu/%zu"), tally->required.answered, tally->required.total);
	else
		buf_printf(&text, _("answered %zu/%zu"), tally->optional.answered, tally->optional.total);
	/* What is missing is counted already; the findings are what is wrong. */
	size_t wrong = tally->errors - tally->missing + tally->warnings;
	if (wrong)
		buf_printf(&text, _("  findings %zu"), wrong);
	if (tally->review)
		buf_printf(&text, _("  to confirm %zu"), tally->review);
	if (app->session->filter != FILTER_ALL)
		buf_printf(&text, "  [%s]", session_filter_title(app->session, app->session->filter));
	buf_printf(&text, "  %s ", protection(app));
	return buf_take(&text);
}

void frame_header(const struct app *app, struct canvas *canvas)
{
	if (!app->session) {
		canvas_style(canvas, 0, 0, canvas->columns, STYLE_REVERSE);
		canvas_string(canvas, 0, 1, canvas->columns - 2, STYLE_REVERSE_BOLD, _("kaijisho: disclosure questionnaires"));
		return;
	}
	const char *path = store_path(app->session->store), *slash = strrchr(path, '/');
	char *right = counts(app);
	int right_columns = width_text(right, strlen(right), canvas->ambiguous), left = canvas->columns - right_columns - 1;
	struct buf title = { 0 };
	canvas_style(canvas, 0, 0, canvas->columns, STYLE_REVERSE);
	buf_printf(&title, " %s  %s", slash ? slash + 1 : path, store_form(app->session->store)->title);
	if (left > 8)
		canvas_string(canvas, 0, 0, left, STYLE_REVERSE, buf_text(&title));
	canvas_string(canvas, 0, left > 0 ? canvas->columns - right_columns : 0, right_columns, STYLE_REVERSE_BOLD, right);
	buf_clear(&title);
	free(right);
}

/* What Esc does comes last in most footers; where not all of it fits it comes first, so that the way out is seen. */
static void put_way_out_first(struct buf *out, const char *keys)
{
	const char *escape = strstr(keys, "Esc ");
	size_t len = escape ? strcspn(escape, " ") : 0;
	if (!escape || escape == keys) {
		buf_puts(out, keys);
		return;
	}
	while (escape[len] && strncmp(escape + len, "  ", 2) != 0)
		len++;
	buf_put(out, escape, len);
	buf_puts(out, "  ");
	buf_put(out, keys, (size_t)(escape - keys));
	buf_puts(out, escape[len] ? escape + len + strspn(escape + len, " ") : "");
}

/* One row: where it does not fit, several blanks in a row become one. */
static void draw_message(struct canvas *canvas, int row, enum style style, const char *message)
{
	struct buf text = { 0 };
	bool fits = width_text(message, strlen(message), canvas->ambiguous) <= canvas->columns - 2;
	for (const char *at = message; !fits && *at; at++)
		if (*at != ' ' || (text.len && text.data[text.len - 1] != ' '))
			buf_putc(&text, *at);
	if (text.len && text.data[text.len - 1] == ' ')
		text.data[--text.len] = '\0';
	canvas_string(canvas, row, 1, canvas->columns - 2, style, fits ? message : buf_text(&text));
	buf_clear(&text);
}

void frame_footer(const struct app *app, struct canvas *canvas, const char *keys)
{
	const struct session *session = app->session;
	int row = canvas->rows - 1;
	if (!session && app->trouble)
		canvas_string(canvas, row - 1, 1, canvas->columns - 2, STYLE_ERROR, app->trouble);
	if (session && session->message && *session->message)
		draw_message(canvas, row - 1, session->message_is_error ? STYLE_ERROR : STYLE_BOLD, session->message);
	canvas_style(canvas, row, 0, canvas->columns, STYLE_REVERSE_DIM);
	struct buf turned = { 0 };
	if (width_text(keys, strlen(keys), canvas->ambiguous) > canvas->columns - 2) {
		put_way_out_first(&turned, keys);
		keys = buf_text(&turned);
	}
	canvas_string(canvas, row, 1, canvas->columns - 2, STYLE_REVERSE_DIM, keys);
	buf_clear(&turned);
}

/* Where Esc goes back to, by the screen below; `else_words` for any other. */
static const char *way_back(const struct app *app, const char *else_words)
{
	const char *words = app->depth > 1 ? app->stack[app->depth - 2].way_back : NULL;
	return words ? _(words) : else_words;
}

/* Adds `^S save` if it fits. ^S is how every terminal program writes it; it leaves room for words. */
static void put_key(const struct app *app, struct buf *out, const struct action *action, const char *words, int columns,
		    bool escape_taken)
{
	char key[32];
	const char *keys = action_first_key(keymap_keys(&app->keymap, action), key);
	if (escape_taken && strcmp(key, "Esc") == 0)
		action_first_key(keys, key);
	if (!*key)
		return;
	bool control = strncmp(key, "Ctrl-", 5) == 0 && !key[6];
	struct buf one = { 0 };
	buf_printf(&one, "%s%s%s %s", out->len ? "  " : "", control ? "^" : "", control ? key + 5 : key, _(words));
	if (width_text(buf_text(out), out->len, app->canvas.ambiguous) +
		    width_text(buf_text(&one), one.len, app->canvas.ambiguous) <=
	    columns)
		buf_put(out, one.data, one.len);
	buf_clear(&one);
}

/* Which keys there are to say, one byte an action. */
static void put_asked(const struct app *app, struct buf *out)
{
	size_t count;
	const struct action *actions = action_table(&count);
	for (size_t i = 0; i < count; i++) {
		bool shown = actions[i].footer && action_is_possible(app, &actions[i]);
		buf_putc(out, (char)(!shown ? '-' : actions[i].called && actions[i].called(app) ? '!' : '+'));
	}
}

const char *frame_action_keys(const struct app *app, int columns, const char *escape)
{
	struct footer *footer = app->footer;
	struct buf asked = { 0 };
	size_t count;
	const struct action *actions = action_table(&count);
	if (escape)
		escape = way_back(app, escape);
	put_asked(app, &asked);
	if (footer->asked.len == asked.len && memcmp(footer->asked.data, asked.data, asked.len) == 0 &&
	    footer->columns == columns && footer->escape == escape) {
		buf_clear(&asked);
		return buf_text(&footer->keys);
	}
	buf_reset(&footer->keys);
	if (escape)
		buf_puts(&footer->keys, escape);
	for (const char *turn = "!+"; *turn; turn++)
		for (size_t i = 0; i < count; i++)
			if (asked.data[i] == *turn)
				put_key(app, &footer->keys, &actions[i],
					*turn == '!' ? actions[i].called(app) : actions[i].footer, columns, escape != NULL);
	buf_clear(&footer->asked);
	*footer = (struct footer){ asked, footer->keys, columns, escape };
	return buf_text(&footer->keys);
}

void frame_put_cut(struct buf *out, const struct app *app, const char *text, int columns)
{
	size_t len = strcspn(text, "\n"), fit = width_fit(text, len, columns, app->canvas.ambiguous, NULL);
	if (text[fit])
		fit = width_fit(text, len, columns - 2, app->canvas.ambiguous, NULL);
	buf_printf(out, "%.*s%s", (int)fit, text, text[fit] ? ".." : "");
}
