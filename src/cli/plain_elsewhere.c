/* SPDX-License-Identifier: MIT */
/* plain_elsewhere.c — how the field is answered elsewhere, each answer with a number; one of them is taken, to be confirmed. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "cli/plain_commands.h"
#include "text/fold.h"

void plain_elsewhere(struct plain *plain, const char *argument)
{
	struct elsewhere *answers = &plain->elsewhere;
	(void)argument;
	elsewhere_clear(answers);
	elsewhere_init(answers, plain->session->store, plain->session->focus, !plain->restricted);
	plain->elsewhere_of = plain->session->focus;
	for (size_t i = 0; i < answers->count; i++) {
		char *from = elsewhere_from(&answers->items[i]);
		/* TRANSLATORS: a number, where it is answered so, the answer */
		plain_say(_("%zu, %s: %s\n"), i + 1, from, answers->items[i].joined);
		free(from);
	}
	plain_say("%s\n", answers->count ? _(":et and a number takes one of them, to be confirmed.") : elsewhere_none(answers));
}

void plain_take_elsewhere(struct plain *plain, const char *argument)
{
	struct place place = plain->session->focus;
	/* A number means what was told, and of this field. */
	size_t count = place_equal(plain->elsewhere_of, place) ? plain->elsewhere.count : 0;
	char *folded = fold_ascii(argument, strlen(argument)), *end;
	unsigned long number = strtoul(folded, &end, 10);
	bool fits = *folded >= '1' && *folded <= '9' && !*end && number <= count;
	free(folded);
	if (!fits) {
		plain_say("%s\n", _("Say which: :e tells them with their numbers."));
		return;
	}
	elsewhere_take(plain->session, &plain->elsewhere.items[number - 1]);
	if (!plain_kept(plain))
		return;
	plain_say_message(plain);
	plain_say_answer(plain, place);
	plain_say_findings(plain, place);
}
