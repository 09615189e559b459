/* SPDX-License-Identifier: MIT */
/* cmd_version.c — `kaijisho version`: first line the program's, then what configure found to build it with. */
#include <config.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/say.h"

static int run(struct context *context, const struct options *options)
{
	(void)context;
	(void)options;
	say_printf("kaijisho %s\n", PACKAGE_VERSION);
	say_printf(_("Built with %s.\n"), BUILT_WITH);
	say_printf(_("Spreadsheets and PDF: %s.\n"), HELPERS_BUILT_WITH);
	return EXIT_GOOD;
}

const struct command cmd_version = {
	.name = "version",
	.operands = "",
	.help = N_("print the version"),
	.run = run,
};
