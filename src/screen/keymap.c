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

const char *keymap_keys(const struct keymap *keymap, const struct action *action)
{
	size_t count;
	return keymap->shown[action - action_table(&count)];
}

const struct action *keymap_action(const struct keymap *keymap, int code)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].code == code)
			return keymap->bindings[i].action;
	return NULL;
}

static void bind(struct keymap *keymap, int code, const struct action *action)
{
	keymap->bindings = mem_resize(keymap->bindings, keymap->count + 1, sizeof *keymap->bindings);
	keymap->bindings[keymap->count++] = (struct binding){ code, action };
}

static void unbind(struct keymap *keymap, const struct action *action)
{
	size_t kept = 0;
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->bindings[i].action != action)
			keymap->bindings[kept++] = keymap->bindings[i];
	keymap->count = kept;
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

/* `name: keys`, keys separated by blanks; no keys takes them all away (the palette still has the action). The last line of an action
 * counts. */
static bool read_line(struct keymap *keymap, bool *named, char *line, unsigned number, struct err *err)
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
			      _("Write an action, a colon and its keys: `save: Ctrl-S F2`."));
	line[strcspn(line, " \t:")] = '\0';
	action = action_find(line);
	if (!action)
		return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("There is no action named %s."), line);
	named[action - actions] = true;
	unbind(keymap, action);
	for (char *word = strtok(colon + 1, " \t"); word; word = strtok(NULL, " \t")) {
		char name[32];
		int code = strlen(word) > 31 ? 0 : key_find(word);
		const struct action *other = keymap_action(keymap, code);
		key_label(code, name);
		if (!code)
			return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("There is no key named %s."), word);
		if (!can_be_given(code, name, number, err))
			return false;
		if (other && other != action)
			return err_at(err, ERR_INPUT, FILE_NAME, number, 0, _("%s is given to both %s and %s."), name,
				      other->name, action->name);
		if (!other)
			bind(keymap, code, action);
	}
	return true;
}

static bool read_lines(struct keymap *keymap, bool *named, char *text, struct err *err)
{
	static const char mark[] = "\xef\xbb\xbf"; /* with which some editors begin a file */
	char *line = strncmp(text, mark, 3) == 0 ? text + 3 : text;
	for (unsigned number = 1; line && *line; number++) {
		char *end = strchr(line, '\n');
		if (end)
			*end = '\0';
		if (!read_line(keymap, named, line, number, err))
			return false;
		line = end ? end + 1 : NULL;
	}
	return true;
}

/* Actions that were not named keep their keys, but for those that others were given. */
static void bind_rest(struct keymap *keymap, const bool *named)
{
	size_t count;
	const struct action *actions = action_table(&count);
	char key[32];
	for (size_t i = 0; i < count; i++)
		for (const char *at = actions[i].keys; *at && !(named && named[i]);) {
			at = action_first_key(at, key);
			if (!keymap_action(keymap, key_find(key)))
				bind(keymap, key_find(key), &actions[i]);
		}
}

/* What each action's keys are in the end. */
static void show(struct keymap *keymap)
{
	size_t count;
	const struct action *actions = action_table(&count);
	char key[32];
	keymap->shown = mem_alloc(count, sizeof *keymap->shown);
	for (size_t i = 0; i < count; i++) {
		struct buf keys = { 0 };
		for (size_t k = 0; k < keymap->count; k++) {
			if (keymap->bindings[k].action != &actions[i])
				continue;
			key_label(keymap->bindings[k].code, key);
			buf_printf(&keys, "%s%s", keys.len ? " " : "", key);
		}
		keymap->shown[i] = buf_take(&keys);
	}
}

void keymap_init(struct keymap *keymap)
{
	*keymap = (struct keymap){ 0 };
	bind_rest(keymap, NULL);
	show(keymap);
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
	bool *named = mem_alloc(count, sizeof *named);
	*keymap = (struct keymap){ 0 };
	if (path && file_read_path(path, MOST_BYTES, &text, &none)) {
		fine = !text.data || read_lines(keymap, named, text.data, err);
	} else if (path && none.number != ENOENT && none.number != ENOTDIR) {
		*err = none;
		none = (struct err){ 0 };
		fine = false;
	}
	bind_rest(keymap, named);
	show(keymap);
	if (!fine || !has_palette(keymap, err)) {
		fine = false;
		keymap_clear(keymap);
		keymap_init(keymap);
	}
	err_clear(&none);
	buf_clear(&text);
	free(named);
	free(path);
	return fine;
}

void keymap_clear(struct keymap *keymap)
{
	size_t count;
	action_table(&count);
	for (size_t i = 0; keymap->shown && i < count; i++)
		free(keymap->shown[i]);
	free(keymap->shown);
	free(keymap->bindings);
	*keymap = (struct keymap){ 0 };
}
