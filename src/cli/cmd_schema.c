/* SPDX-License-Identifier: MIT */
/* cmd_schema.c — `kaijisho schema FORM`: JSON Schema of a form's drafts, for editors and other programs. */
#include <config.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/say.h"
#include "report/schema.h"
#include "report/schema.h"

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct form *form = command_load_form(context, options->operands[0], &err);

	if (!form)
		return say_failure(&err);
	json_t *schema = schema_json(form);
	say_json(schema);
	json_decref(schema);
	form_free(form);
	return EXIT_GOOD;
}

const struct command cmd_schema = {
	.name = "schema",
	.operands = N_("FORM"),
	.help = N_("print the JSON Schema of a form's drafts"),
	.least = 1,
	.most = 1,
	.run = run,
};
