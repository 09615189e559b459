/* SPDX-License-Identifier: MIT */
/* keymap.c — the person's own keys. */
#include <config.h>

#include "screen/keymap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "tui/key.h"

enum { MOST_BYTES = 65536 };
/* As messages call it: they stand in one row. */
#define FILE_NAME "kaijisho/keys"

static bool has_key(const char *keys, int code)
{
	char key[32];
	while (*keys) {
		keys = action_first_key(keys, key);
		if (*key && key_find(key) == code)
			return true;
	}
	return false;
}

const char *keymap_keys(const struct keymap *keymap, const struct action *action)
{
	size_t count;
	return keymap->shown ? keymap->shown[action - action_table(&count)] : action->keys;
}

const struct action *keymap_action(const struct keymap *keymap, int code)
{
	size_t count;
	const struct action *actions = action_table(&count);
	/* What is typed is no action's key, and need not be looked up. */
	if (code == KEY_TEXT || code == KEY_PASTE)
		return NULL;
	for (size_t i = 0; keymap->own && i < count; i++)
		if (keymap->own[i] && has_key(keymap->own[i], code))
			return &actions[i];
	for (size_t i = 0; i < count; i++)
		if (!(keymap->own && keymap->own[i]) && has_key(actions[i].keys, code))
			return &actions[i];
	return NULL;
}

/* A terminal sends the left as the right. */
static const struct {
	int code;
	const char *other;
} alike[] = {
	{ KEY_CTRL('H'), "Backspace" }, { KEY_CTRL('?'), "Backspace" }, { KEY_CTRL('I'), "Tab" },    { KEY_CTRL('J'), "Enter" },
	{ KEY_CTRL('M'), "Enter" },     { KEY_CTRL('['), "Esc" },       { KEY_CTRL('/'), "Ctrl-_" },
};

/* Taken inside an answer before any action is asked (draft_screen.c), the arrows, Home and End with Shift, too. */
/* clang-format off */
static const int taken[] = {
	KEY_ENTER, KEY_BACKSPACE, KEY_BACKSPACE | KEY_META, KEY_DELETE, KEY_DELETE | KEY_CONTROL, KEY_PAGE_UP, KEY_PAGE_DOWN,
	KEY_CTRL('A'), KEY_CTRL('E'), KEY_CTRL('U'), KEY_CTRL('W'), KEY_ALT('b'), KEY_ALT('f'), KEY_UP, KEY_DOWN, KEY_LEFT, KEY_RIGHT,
	KEY_HOME, KEY_END, KEY_LEFT | KEY_CONTROL, KEY_RIGHT | KEY_CONTROL, KEY_HOME | KEY_CONTROL, KEY_END | KEY_CONTROL,
};
/* clang-format on */

static bool is_sent(int code)
{
	int base = code & ~(KEY_SHIFT | KEY_CONTROL | KEY_META);
	if (base == KEY_ENTER || base == KEY_ESCAPE)
		return base == code;
	if (base < KEY_CTRL_BASE)
		return true;
	if (base >= KEY_ALT_BASE) /* the last two begin other sequences */
		return base == code && base > KEY_ALT(' ') && base < KEY_ALT(127) && base != KEY_ALT('[') &&
		       base != KEY_ALT('O');
	return base == code && base >= KEY_CTRL('@') && base <= KEY_CTRL('_');
}

/* Can this key do anything? The sentence says why not. */
static bool can_be_given(int code, const char *name, unsigned number, struct err *err)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
		if (alike[i].code == code)
			return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("Terminals send %s as %s."), name,
				      alike[i].other);
	if (!is_sent(code))
		return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("No terminal sends %s."), name);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (taken[i] == code ||
		    (taken[i] < KEY_NAMED_END && taken[i] >= KEY_UP && taken[i] <= KEY_END && code == (taken[i] | KEY_SHIFT)))
			return err_at(err, ERR_INPUT, FILE_NAME, number, 0,
				      _("%s works inside answers and cannot be given away."), name);
	return true;
}

/* `name: keys`, keys separated by blanks; no keys takes them all away (the palette still has the action). */
static bool read_line(struct keymap *keymap, char *line, unsigned number, struct err *err)
{
	size_t count;
	const struct action *actions = action_table(&count), *action;
	line[strcspn(line, "#\r")] = '\0';
	line += strspn(line, " \t");
	if (!*line)
		return true;
	char *colon = strchr(line, ':');
	if (!colon)
		return err_at(err, ERR_INPUT, FILE_NAME, number, 0,
			      _("An action, a colon and its keys are expected, as `save: Ctrl-S F2`."));
	line[strcspn(line, " \t:")] = '\0';
	action = action_find(line);
	if (!action)
		return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("There is no action named %s."), line);
	char **own = &keymap->own[action - actions];
	free(*own);
	*own = NULL;
	struct buf keys = { 0 };
	bool fine = true;
	for (char *word = strtok(colon + 1, " \t"); fine && word; word = strtok(NULL, " \t")) {
		char name[32];
		int code = strlen(word) > 31 ? 0 : key_find(word);
		key_label(code, name);
		if (!code)
			fine = err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("There is no key named %s."), word);
		else
			fine = can_be_given(code, name, number, err);
		for (size_t i = 0; fine && i < count; i++)
			if (keymap->own[i] && has_key(keymap->own[i], code))
				fine = err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("%s is given to two actions, %s and %s."),
					      name, actions[i].name, action->name);
		if (fine && !has_key(buf_text(&keys), code))
			buf_printf(&keys, "%s%s", keys.len ? " " : "", name);
	}
	*own = buf_take(&keys);
	return fine;
}

/* What each action's keys are in the end. */
static void show(struct keymap *keymap)
{
	size_t count;
	const struct action *actions = action_table(&count);
	keymap->shown = mem_alloc(count, sizeof *keymap->shown);
	for (size_t i = 0; i < count; i++) {
		struct buf keys = { 0 };
		char key[32];
		for (const char *at = keymap->own[i] ? keymap->own[i] : actions[i].keys; *at;) {
			at = action_first_key(at, key);
			if (keymap_action(keymap, key_find(key)) == &actions[i])
				buf_printf(&keys, "%s%s", keys.len ? " " : "", key);
		}
		keymap->shown[i] = buf_take(&keys);
	}
}

/* Without a key the list of commands could not be opened, and with it goes all that has no key of its own. */
static bool has_palette(const struct keymap *keymap, struct err *err)
{
	if (*keymap_keys(keymap, action_find("palette")))
		return true;
	return err_at(err, ERR_INPUT, FILE_NAME, 0, 0, _("No key is left for `palette`, the list of all commands."));
}

bool keymap_load(struct keymap *keymap, struct err *err)
{
	char *path = user_config_path(FILE_NAME);
	struct buf text = { 0 };
	struct err none = { 0 };
	bool fine = true;
	size_t count;
	action_table(&count);
	*keymap = (struct keymap){ 0 };
	if (path && file_read_path(path, MOST_BYTES, &text, &none)) {
		static const char mark[] = "\xef\xbb\xbf"; /* with which some editors begin a file */
		unsigned number = 1;
		keymap->own = mem_alloc(count, sizeof *keymap->own);
		for (char *line = text.data && strncmp(text.data, mark, 3) == 0 ? text.data + 3 : text.data;
		     fine && line && *line; number++) {
			char *end = strchr(line, '\n');
			if (end)
				*end = '\0';
			fine = read_line(keymap, line, number, err);
			line = end ? end + 1 : NULL;
		}
		if (fine)
			show(keymap);
		fine = fine && has_palette(keymap, err);
	} else if (path && none.number != ENOENT && none.number != ENOTDIR) {
		*err = none;
		none = (struct err){ 0 };
		fine = false;
	}
	if (!fine)
		keymap_clear(keymap);
	err_clear(&none);
	buf_clear(&text);
	free(path);
	return fine;
}

void keymap_clear(struct keymap *keymap)
{
	size_t count;
	action_table(&count);
	for (size_t i = 0; keymap->own && i < count; i++)
		free(keymap->own[i]);
	for (size_t i = 0; keymap->shown && i < count; i++)
		free(keymap->shown[i]);
	free(keymap->own);
	free(keymap->shown);
	*keymap = (struct keymap){ 0 };
}
