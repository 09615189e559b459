/* SPDX-License-Identifier: MIT */
/* action.h — everything a key can do in the editor: one table feeds dispatch, footer, palette, help and the manual. */
#ifndef ACTION_H
#define ACTION_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct screen;

struct action {
	const char *name;   /* "next-problem": stable */
	const char *title;  /* N_("next field that has something missing or wrong") */
	const char *footer; /* N_("problem"): short, in the footer; NULL: never there */
	const char *keys;   /* "Ctrl-N F8": the first is shown */
	void (*run)(struct app *app);
	bool (*possible)(const struct app *app); /* NULL: always */
	/* What the focused field asks for comes first in the footer, in the words it gives; NULL: not asked for. The function may be
	 * NULL: never. */
	const char *(*called)(const struct app *app);
};

const struct action *action_table(size_t *count);
const struct action *action_find(const char *name);
bool action_is_possible(const struct app *app, const struct action *action);
/* The sentence that says why it is not. */
const char *action_refusal(const struct action *action);
/* Does it work on this screen before the screen's own keys are asked? Saving, leaving, drawing again and suspending do on
 * every one, and undo where answers are seen; all others only where the screen takes actions. */
bool action_reaches(const struct app *app, const struct action *action, const struct screen *screen);
/* The first key of a list such as "Ctrl-N F8"; "" when there is none. Returns what follows it. */
const char *action_first_key(const char *keys, char key[32]);

#endif
