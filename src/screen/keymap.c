/* SPDX-License-Identifier: MIT */
/* keymap.c — the person's own keys. */
#include <config.h>

#include "screen/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "tui/key.h"

enum { MOST_BYTES = 65536 };

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
	const char *own = keymap->own ? keymap->own[action - action_table(&count)] : NULL;
	return own ? own : action->keys;
}

const struct action *keymap_action(const struct keymap *keymap, int code)
{
	size_t count;
	const struct action *actions = action_table(&count);
	for (size_t i = 0; keymap->own && i < count; i++)
		if (keymap->own[i] && has_key(keymap->own[i], code))
			return &actions[i];
	for (size_t i = 0; i < count; i++)
		if (!(keymap->own && keymap->own[i]) && has_key(actions[i].keys, code))
			return &actions[i];
	return NULL;
}

/* `name: keys`, keys separated by blanks; no keys takes them all away (the palette still has the action). */
static bool read_line(struct keymap *keymap, char *line, const char *path, unsigned number, struct err *err)
{
	size_t count;
	const struct action *actions = action_table(&count), *action;
	line[strcspn(line, "#\r")] = '\0';
	line += strspn(line, " \t");
	if (!*line)
		return true;
	char *colon = strchr(line, ':');
	if (!colon)
		return err_at(err, ERR_INPUT, path, number, 1, _("An action, a colon and its keys are expected, as `save: Ctrl-S F2`."));
	line[strcspn(line, " \t:")] = '\0';
	action = action_find(line);
	if (!action)
		return err_at(err, ERR_INPUT, path, number, 1, _("There is no action named %s."), line);
	struct buf keys = { 0 };
	for (char *word = strtok(colon + 1, " \t"); word; word = strtok(NULL, " \t")) {
		if (strlen(word) > 31 || !key_find(word)) {
			buf_clear(&keys);
			return err_at(err, ERR_INPUT, path, number, 1, _("There is no key named %s."), word);
		}
		buf_printf(&keys, "%s%s", keys.len ? " " : "", word);
	}
	char **own = &keymap->own[action - actions];
	free(*own);
	*own = buf_take(&keys);
	return true;
}

bool keymap_load(struct keymap *keymap, struct err *err)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct buf path = { 0 }, text = { 0 };
	struct err none = { 0 };
	bool fine = true;
	size_t count;
	action_table(&count);
	keymap->own = NULL;
	if (config && *config == '/')
		buf_printf(&path, "%s/kaijisho/keys", config);
	else if (home && *home == '/')
		buf_printf(&path, "%s/.config/kaijisho/keys", home);
	if (path.len && file_read_path(path.data, MOST_BYTES, &text, &none)) {
		unsigned number = 1;
		keymap->own = mem_alloc(count, sizeof *keymap->own);
		for (char *line = text.data; fine && line && *line; number++) {
			char *end = strchr(line, '\n');
			if (end)
				*end = '\0';
			fine = read_line(keymap, line, path.data, number, err);
			line = end ? end + 1 : NULL;
		}
	}
	if (!fine)
		keymap_clear(keymap);
	err_clear(&none);
	buf_clear(&text);
	buf_clear(&path);
	return fine;
}

void keymap_clear(struct keymap *keymap)
{
	size_t count;
	action_table(&count);
	for (size_t i = 0; keymap->own && i < count; i++)
		free(keymap->own[i]);
	free(keymap->own);
	keymap->own = NULL;
}
