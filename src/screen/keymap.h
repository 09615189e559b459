/* SPDX-License-Identifier: MIT */
/* keymap.h — the keys of the actions as the person wants them: the table's, unless their file says otherwise. */
#ifndef KEYMAP_H
#define KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "screen/action.h"

/* What a key does. */
struct binding {
	int code; /* each once */
	const struct action *action;
};

/* Of one action its bindings stand in the order in which they are to be shown. */
struct keymap {
	struct binding *bindings;
	size_t count;
	char **shown; /* by index in the table of actions: "Ctrl-N F8" */
};

/* All as in the table. */
void keymap_init(struct keymap *keymap);
/* Reads $XDG_CONFIG_HOME/kaijisho/keys, lines such as `next-problem: Ctrl-N F8`; none is fine. False with the place of the
 * first mistake, or why it cannot be read: then all is as in the table. */
bool keymap_load(struct keymap *keymap, struct err *err);
void keymap_clear(struct keymap *keymap);
/* "Ctrl-N F8": the keys that do it, the first is the one to show. */
const char *keymap_keys(const struct keymap *keymap, const struct action *action);
/* The action of a key, or NULL. A key the file gives to one action is taken from the other. */
const struct action *keymap_action(const struct keymap *keymap, int code);

#endif
