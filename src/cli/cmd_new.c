/* SPDX-License-Identifier: MIT */
/* cmd_new.c — `kaijisho new FORM DRAFT`: an empty draft; nothing is ever overwritten. */
#include <config.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/say.h"
#include "draft/peek.h"
#include "draft/store.h"

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct form *form = command_load_form(context, options->operands[0], &err);

	if (!form)
		return say_failure(&err);
	bool created = store_create(form, options->operands[1], &err);
	form_free(form);
	if (!created)
		return say_failure(&err);
	say_note(_("%s is there. Open it with: kaijisho %s"), options->operands[1], options->operands[1]);
	if (!draft_is_named(options->operands[1]))
		say_note("%s", _("Its name does not end in .yaml, so it is not listed with the other drafts of its folder."));
	return EXIT_GOOD;
}

const struct command cmd_new = {
	.name = "new",
	.operands = N_("FORM DRAFT"),
	.help = N_("start a draft of a form; never overwrites a file"),
	.least = 2,
	.most = 2,
	.run = run,
};
