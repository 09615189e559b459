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

/* The header's right half, from left to right. */
enum piece { PIECE_COUNT, PIECE_FINDINGS, PIECE_REVIEW, PIECE_FILTER, PIECE_PROTECTION, PIECES };

static void put_pieces(const struct app *app, struct buf pieces[PIECES])
{
	const struct tally *tally = checker_tally(app->session->checker);
	/* What is missing is counted already; the findings are what is wrong. */
	size_t wrong = tally->errors - tally->missing + tally->warnings;
	if (tally->required.total)
		buf_printf(&pieces[PIECE_COUNT], _("required %zu/%zu"), tally->required.answered, tally->required.total);
	else
		buf_printf(&pieces[PIECE_COUNT], _("answered %zu/%zu"), tally->optional.answered, tally->optional.total);
	if (wrong)
		buf_printf(&pieces[PIECE_FINDINGS], _("  findings %zu"), wrong);
	if (tally->review)
		buf_printf(&pieces[PIECE_REVIEW], _("  to confirm %zu"), tally->review);
	if (app->session->filter != FILTER_ALL)
		buf_printf(&pieces[PIECE_FILTER], "  [%s]", session_filter_title(app->session, app->session->filter));
	buf_printf(&pieces[PIECE_PROTECTION], "  %s ", protection(app));
}

static int pieces_columns(const struct app *app, const struct buf pieces[PIECES])
{
	int columns = 0;
	for (enum piece i = 0; i < PIECES; i++)
		columns += width_text(buf_text(&pieces[i]), pieces[i].len, app->canvas.ambiguous);
	return columns;
}

/* An assignee's name may be long. */
static void shorten_filter(const struct app *app, struct buf *piece, int over)
{
	int columns = width_text(buf_text(piece), piece->len, app->canvas.ambiguous) - over;
	char *cut = piece->len && over > 0 ? width_shorten(buf_text(piece), columns > 0 ? columns : 0, app->canvas.ambiguous)
					   : NULL;
	if (!cut)
		return;
	buf_reset(piece);
	buf_puts(piece, cut);
	free(cut);
}

/* Where there is no room for all, what can be seen elsewhere goes first; the state of protection always stays. */
static char *right_half(const struct app *app, int columns)
{
	static const enum piece dispensable[] = { PIECE_REVIEW, PIECE_FINDINGS, PIECE_COUNT };
	struct buf pieces[PIECES] = { 0 }, text = { 0 };
	put_pieces(app, pieces);
	for (size_t i = 0; i < sizeof dispensable / sizeof *dispensable && pieces_columns(app, pieces) > columns; i++)
		buf_reset(&pieces[dispensable[i]]);
	shorten_filter(app, &pieces[PIECE_FILTER], pieces_columns(app, pieces) - columns);
	for (enum piece i = 0; i < PIECES; i++) {
		buf_put(&text, buf_text(&pieces[i]), pieces[i].len);
		buf_clear(&pieces[i]);
	}
	return buf_take(&text);
}

/* The draft's name, whole or shortened, and the form's title as far as there is room. */
static void draw_title(const struct app *app, struct canvas *canvas, int columns)
{
	const char *path = store_path(app->session->store), *slash = strrchr(path, '/');
	enum { LEAST_OF_FORM = 8 };
	char *name = width_shorten(slash ? slash + 1 : path, columns - 1, canvas->ambiguous);
	int used = 1 + canvas_string(canvas, 0, 1, columns - 1, STYLE_REVERSE, name) + 2;
	if (columns - used >= LEAST_OF_FORM)
		canvas_string(canvas, 0, used, columns - used, STYLE_REVERSE, store_form(app->session->store)->title);
	free(name);
}

void frame_header(const struct app *app, struct canvas *canvas)
{
	if (!app->session) {
		canvas_style(canvas, 0, 0, canvas->columns, STYLE_REVERSE);
		canvas_string(canvas, 0, 1, canvas->columns - 2, STYLE_REVERSE_BOLD, _("kaijisho: disclosure questionnaires"));
		return;
	}
	char *right = right_half(app, canvas->columns);
	int right_columns = width_text(right, strlen(right), canvas->ambiguous), left = canvas->columns - right_columns - 1;
	canvas_style(canvas, 0, 0, canvas->columns, STYLE_REVERSE);
	if (left > 8)
		draw_title(app, canvas, left);
	canvas_string(canvas, 0, canvas->columns - right_columns, right_columns, STYLE_REVERSE_BOLD, right);
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

/* Of the filters with their counts, the chosen one in brackets: where that would not be seen, the row begins further on, with a word
 * that is no count. */
static const char *seen_choice(const struct canvas *canvas, const char *message, int columns)
{
	const char *bracket = strchr(message, '['), *end = bracket ? strchr(bracket, ']') : NULL;
	if (!end)
		return message;
	while (message < bracket && ((*message >= '0' && *message <= '9') ||
				     width_text(message, (size_t)(end + 1 - message), canvas->ambiguous) > columns - 2)) {
		const char *blank = memchr(message, ' ', (size_t)(bracket - message));
		message = blank ? blank + 1 : bracket;
	}
	return message;
}

/* One row: where it does not fit, several blanks in a row become one. */
static void draw_message(const struct session *session, struct canvas *canvas, int row)
{
	const char *message = session->message;
	enum style style = session->message_is_error ? STYLE_ERROR : STYLE_BOLD;
	struct buf text = { 0 };
	bool fits = width_text(message, strlen(message), canvas->ambiguous) <= canvas->columns - 2;
	for (const char *at = message; !fits && *at; at++)
		if (*at != ' ' || (text.len && text.data[text.len - 1] != ' '))
			buf_putc(&text, *at);
	if (text.len && text.data[text.len - 1] == ' ')
		text.data[--text.len] = '\0';
	if (!fits)
		message = session->message_is_choice ? seen_choice(canvas, buf_text(&text), canvas->columns - 2)
						     : buf_text(&text);
	canvas_string(canvas, row, 1, canvas->columns - 2, style, message);
	buf_clear(&text);
}

void frame_footer(const struct app *app, struct canvas *canvas, const char *keys)
{
	const struct session *session = app->session;
	int row = canvas->rows - 1;
	if (!session && app->trouble)
		canvas_string(canvas, row - 1, 1, canvas->columns - 2, STYLE_ERROR, app->trouble);
	if (session && session->message && *session->message)
		draw_message(session, canvas, row - 1);
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
