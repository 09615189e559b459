/* SPDX-License-Identifier: MIT */
/* terminfo.c — terminfo by way of curses' low-level functions; the only file that includes curses.h. */
#include <config.h>

#include "tui/terminfo.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"

/* Our codes of the keys, kept before curses takes their names. */
static const struct {
	const char *capability;
	int code;
} key_capabilities[] = {
	{ "kcuu1", KEY_UP },     { "kcud1", KEY_DOWN },   { "kcub1", KEY_LEFT },     { "kcuf1", KEY_RIGHT },
	{ "khome", KEY_HOME },   { "kend", KEY_END },     { "kpp", KEY_PAGE_UP },    { "knp", KEY_PAGE_DOWN },
	{ "kdch1", KEY_DELETE }, { "kich1", KEY_INSERT }, { "kcbt", KEY_SHIFT_TAB }, { "kf1", KEY_F1 },
	{ "kf2", KEY_F2 },       { "kf3", KEY_F3 },       { "kf4", KEY_F4 },         { "kf5", KEY_F5 },
	{ "kf6", KEY_F6 },       { "kf7", KEY_F7 },       { "kf8", KEY_F8 },         { "kf9", KEY_F9 },
	{ "kf10", KEY_F10 },     { "kf11", KEY_F11 },     { "kf12", KEY_F12 },
};

#include <curses.h>
#include <term.h>

static const char *capability(const char *name)
{
	char *found = tigetstr((char *)name);
	return found && found != (char *)-1 ? found : NULL;
}

static bool is(const char *name, const char *expected)
{
	const char *found = capability(name);
	return found && strcmp(found, expected) == 0;
}

/* Strings of terminfo may hold padding, $<5>: no terminal of today needs it. */
static char *without_padding(const char *text)
{
	struct buf out = { 0 };
	while (text && *text) {
		const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
		if (end)
			text = end + 1;
		else
			buf_putc(&out, *text++);
	}
	return buf_take(&out);
}

static const char *plain_capability(struct terminfo *info, const char *name)
{
	const char *found = capability(name);
	char *text = found ? without_padding(found) : NULL;
	const char *kept = arena_string(&info->strings, text);
	free(text);
	return kept;
}

static void put_parameters(struct buf *out, const char *name, int first, int second)
{
	const char *format = capability(name);
	char *text = format ? without_padding(tparm((char *)format, first, second, 0, 0, 0, 0, 0, 0, 0)) : NULL;
	if (text)
		buf_puts(out, text);
	free(text);
}

static void go(struct buf *out, int row, int column)
{
	put_parameters(out, "cup", row, column);
}

/* What nearly every terminal says, without the interpreter of tparm: it is wanted for most keys. */
static const char ansi_cup[] = "\33[%i%p1%d;%p2%dH";

static void put_number(struct buf *out, int number)
{
	if (number >= 10)
		put_number(out, number / 10);
	buf_putc(out, (char)('0' + number % 10));
}

static void go_ansi(struct buf *out, int row, int column)
{
	buf_puts(out, "\33[");
	put_number(out, row + 1);
	buf_putc(out, ';');
	put_number(out, column + 1);
	buf_putc(out, 'H');
}

/* The same for what has one number. */
static void put_ansi(struct buf *out, int number, char letter)
{
	buf_puts(out, "\33[");
	put_number(out, number);
	buf_putc(out, letter);
}

static const char ansi_hpa[] = "\33[%i%p1%dG", ansi_cuf[] = "\33[%p1%dC", ansi_ech[] = "\33[%p1%dX";

static void go_column_ansi(struct buf *out, int column)
{
	put_ansi(out, column + 1, 'G');
}

static void go_right_ansi(struct buf *out, int count)
{
	put_ansi(out, count, 'C');
}

static void erase_cells_ansi(struct buf *out, int count)
{
	put_ansi(out, count, 'X');
}

static void go_column(struct buf *out, int column)
{
	put_parameters(out, "hpa", column, 0);
}

static void go_right(struct buf *out, int count)
{
	put_parameters(out, "cuf", count, 0);
}

static void erase_cells(struct buf *out, int count)
{
	put_parameters(out, "ech", count, 0);
}

/* Margins alone scroll nothing and leave the cursor anywhere. */
static const char ansi_csr[] = "\33[%i%p1%d;%p2%dr";

static void scroll_rows(struct buf *out, int rows, int top, int bottom, int by)
{
	const char *many = by > 0 ? "rin" : "indn", *step = capability(by > 0 ? "ri" : "ind");
	put_parameters(out, "csr", top, bottom);
	if (abs(by) == 1 && is(many, by > 0 ? "\33[%p1%dT" : "\33[%p1%dS")) {
		/* One is what it does unless told. */
		buf_puts(out, by > 0 ? "\33[T" : "\33[S");
	} else if (capability(many)) {
		put_parameters(out, many, abs(by), 0);
	} else {
		go(out, by > 0 ? top : bottom, 0);
		for (int i = 0; i < abs(by); i++)
			buf_puts(out, step);
	}
	/* The whole screen again: margins are nothing anyone else expects. */
	if (is("csr", ansi_csr))
		buf_puts(out, "\33[r");
	else
		put_parameters(out, "csr", 0, rows - 1);
}

/* What each style is made of. Colour only repeats what bold or a mark says already. */
static const struct {
	const char *capabilities[2];
	int color; /* ANSI, -1: none */
} styles[STYLE_COUNT] = {
	[STYLE_PLAIN] = { { NULL }, -1 },
	[STYLE_BOLD] = { { "bold" }, -1 },
	[STYLE_DIM] = { { "dim" }, -1 },
	[STYLE_REVERSE] = { { "rev" }, -1 },
	[STYLE_UNDERLINE] = { { "smul" }, -1 },
	[STYLE_ERROR] = { { "bold" }, 1 },
	[STYLE_WARNING] = { { "bold" }, 3 },
	[STYLE_GOOD] = { { NULL }, 2 },
	[STYLE_REVERSE_BOLD] = { { "bold", "rev" }, -1 },
	[STYLE_REVERSE_DIM] = { { "dim", "rev" }, -1 },
};

/* Whether it is one selection of graphic renditions and nothing else (ECMA-48, SGR): "\33[7m". */
static bool is_sgr(const char *text)
{
	return strncmp(text, "\33[", 2) == 0 && strcmp(text + 2 + strspn(text + 2, "0123456789;"), "m") == 0;
}

/* "\33[7m" and "\33[2m" are "\33[7;2m". */
static void put_rendition(struct buf *out, const char *text)
{
	if (is_sgr(buf_text(out)) && is_sgr(text)) {
		out->data[out->len - 1] = ';';
		text += strlen("\33[");
	}
	buf_puts(out, text);
}

static const char *style_string(struct terminfo *info, enum style style, bool color)
{
	struct buf out = { 0 }, paint = { 0 };
	for (int i = 0; i < 2 && styles[style].capabilities[i]; i++) {
		char *text = without_padding(capability(styles[style].capabilities[i]));
		put_rendition(&out, text);
		free(text);
	}
	if (color && styles[style].color >= 0)
		put_parameters(&paint, "setaf", styles[style].color, 0);
	put_rendition(&out, buf_text(&paint));
	const char *kept = arena_string(&info->strings, buf_text(&out));
	buf_clear(&paint);
	buf_clear(&out);
	return kept;
}

bool terminfo_read(struct terminfo *info, bool no_color, struct err *err)
{
	int problem = 0;
	*info = (struct terminfo){ 0 };
	if (setupterm(NULL, 1, &problem) != OK)
		return err_set(err, ERR_USAGE,
			       _("The terminal type in TERM is unknown here: set TERM=xterm, or use `kaijisho edit --plain`."));
	if (!capability("cup") || !capability("clear"))
		return err_set(err, ERR_USAGE, _("This terminal cannot place its cursor (TERM): use `kaijisho edit --plain`."));
	struct painter_terminal *painter = &info->painter;
	painter->go = is("cup", ansi_cup) ? go_ansi : go;
	painter->go_column = is("hpa", ansi_hpa) ? go_column_ansi : capability("hpa") ? go_column : NULL;
	painter->go_right = is("cuf", ansi_cuf) ? go_right_ansi : capability("cuf") ? go_right : NULL;
	painter->erase_cells = is("ech", ansi_ech) ? erase_cells_ansi : capability("ech") ? erase_cells : NULL;
	painter->scroll = capability("csr") && capability("ri") && capability("ind") ? scroll_rows : NULL;
	painter->clear = plain_capability(info, "clear");
	painter->clear_to_end_of_line = plain_capability(info, "el");
	painter->show_cursor = plain_capability(info, "cnorm");
	painter->hide_cursor = plain_capability(info, "civis");
	painter->keep_cursor = plain_capability(info, "sc");
	painter->return_cursor = plain_capability(info, "rc");
	const char *plain = plain_capability(info, "sgr0");
	/* Line drawing is never on, so it need not be taken off. */
	if (plain && strncmp(plain, "\33(B", 3) == 0)
		plain += 3;
	painter->plain = plain ? plain : "";
	bool color = !no_color && tigetnum((char *)"colors") >= 8 && capability("setaf");
	for (int i = 0; i < STYLE_COUNT; i++)
		painter->styles[i] = style_string(info, (enum style)i, color);
	painter->last_cell = !tigetflag((char *)"am") || tigetflag((char *)"xenl") == 1;
	info->enter = plain_capability(info, "smcup");
	info->leave = plain_capability(info, "rmcup");
	info->keys_on = plain_capability(info, "smkx");
	info->keys_off = plain_capability(info, "rmkx");
	const char *cup = capability("cup");
	info->xterm_like = strncmp(cup, "\33[", 2) == 0;
	return true;
}

void terminfo_clear(struct terminfo *info)
{
	arena_clear(&info->strings);
	*info = (struct terminfo){ 0 };
	if (cur_term)
		del_curterm(cur_term);
}

void terminfo_keys(struct key_reader *reader)
{
	for (size_t i = 0; i < sizeof key_capabilities / sizeof *key_capabilities; i++) {
		const char *bytes = capability(key_capabilities[i].capability);
		/* Single control bytes (a vt52's arrows, say) stay what they are for us. */
		if (bytes && bytes[0] == 27 && bytes[1])
			key_reader_add_sequence(reader, bytes, key_capabilities[i].code);
	}
}
