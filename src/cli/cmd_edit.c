/* SPDX-License-Identifier: MIT */
/* cmd_edit.c — `kaijisho edit [DRAFT]`, and `kaijisho [DRAFT]`: the full-screen editor. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/gettext.h"
#include "cli/command.h"
#include "cli/data_place.h"
#include "cli/mistaken.h"
#include "cli/plain.h"
#include "cli/restrict.h"
#include "cli/say.h"
#include "draft/generations.h"
#include "draft/store.h"
#include "screen/app.h"

/* COLUMNSxROWS, as 80x24. */
static bool read_size(const char *text, int *rows, int *columns, struct err *err)
{
	char after;

	*rows = 24;
	*columns = 80;
	if (!text || sscanf(text, "%dx%d%c", columns, rows, &after) == 2)
		return true;
	return err_set(err, ERR_USAGE, _("%s is no size such as 80x24."), text);
}

static struct term *open_term(const struct options *options, struct err *err)
{
	const char *keys = options_value(options, "--script");
	long ambiguous;
	int rows, columns;

	if (!options_number(options, "--ambiguous", 1, 2, 0, &ambiguous, err) ||
	    !read_size(options_value(options, "--size"), &rows, &columns, err))
		return NULL;
	if (keys && !options_given(options, "--screens")) {
		err_set(err, ERR_USAGE, _("The option %s needs an argument: %s."), "--screens", _("FILE"));
		return NULL;
	}
	if (keys)
		return term_script_open(keys, options_value(options, "--screens"), rows, columns,
					ambiguous ? (int)ambiguous : 1, err);
	struct term_options wanted = { .ambiguous = (int)ambiguous,
				       .no_color = getenv("NO_COLOR") && *getenv("NO_COLOR"),
				       .mouse = options_given(options, "--mouse"),
				       .osc52 = !options_given(options, "--no-osc52") &&
						!options_given(options, "--restricted") };
	return term_open(&wanted, err);
}

/* The named draft, or NULL and no failure when none is named and the person is to pick one. */
static bool open_draft(const struct context *context, const struct options *options, struct store **store, struct err *err)
{
	enum store_mode mode = options_given(options, "--read-only")   ? STORE_READ
			       : options_given(options, "--take-over") ? STORE_TAKE_OVER
								       : STORE_EITHER;

	*store = NULL;
	if (options->operand_count == 0)
		return true;
	const char *path = options->operands[0];
	*store = store_open(&context->library, context->form_file, path, mode, 0, err);
	if (!*store)
		mistaken_explain(path, err);
	return *store != NULL;
}

/* From here on only the draft's folder and what is kept of earlier saves can be touched. */
static bool shut_in(struct store *store, bool must, struct err *err)
{
	const struct file_place *place = store_place(store);
	char *earlier = generations_folder(place), folder[32];
	const char *folders[] = { folder, earlier, NULL };

	snprintf(folder, sizeof folder, "/proc/self/fd/%d", place->folder);
	if (earlier)
		(void)file_make_folders(earlier, 0700);
	/* What is read from other files at its first use is read now: the time zone, the catalogue. */
	tzset();
	(void)_("saved");
	/* A journal that was taken in has a thread sync it: the fence would not hold for that one. */
	store_rest(store);
	(void)store_wake(store);
	bool fine = restrict_process(folders, must, err);
	free(earlier);
	return fine;
}

static int run(struct context *context, const struct options *options)
{
	bool restricted = options_given(options, "--restricted");
	struct app_options wanted = { .today = context->today,
				      .library = &context->library,
				      .form_file = context->form_file,
				      .restricted = restricted,
				      .undo_all = options_given(options, "--undo-all"),
				      .note = say_note };
	struct err err = { 0 };
	struct store *store;

	if (!context->utf8 && !options_given(options, "--script"))
		return EXIT_TROUBLE; /* the notice has said why */
	/* The draft first: what is wrong with it must not flash by on another screen. */
	if (!open_draft(context, options, &store, &err))
		return say_failure(&err);
	bool plain = options_given(options, "--plain");
	if ((plain || restricted) && !store) {
		err_set(&err, ERR_USAGE, "%s", _("Say which draft: `kaijisho edit DRAFT`."));
		return say_failure(&err);
	}
	struct term *term = plain ? NULL : open_term(options, &err);
	bool ready = (plain || term) && (!restricted || shut_in(store, !options_given(options, "--without-landlock"), &err));
	if (ready && plain)
		return plain_run(store, context->today, restricted);
	if (!ready) {
		if (term)
			term->ops->close(term);
		if (store)
			store_close(store, false);
		return say_failure(&err);
	}
	char *unxlsx = restricted ? NULL
				  : data_place("kaijisho-unxlsx", HELPERSDIR "/kaijisho-unxlsx",
					       "../libexec/kaijisho/kaijisho-unxlsx");
	wanted.unxlsx = unxlsx;
	int status = app_run(store, term, &wanted);
	free(unxlsx);
	return status;
}

static const struct option_row own_options[] = {
	{ "--plain", NULL, N_("ask line by line, without a screen: for screen readers and dumb terminals") },
	{ "--restricted", NULL, N_("for a login that may do nothing else: no other file, no program, no way out") },
	{ "--without-landlock", NULL, N_("with --restricted: start even where the kernel cannot fence files off") },
	{ "--read-only", NULL, N_("look, change nothing") },
	{ "--take-over", NULL, N_("take the draft over from a session that hangs") },
	{ "--ambiguous", "N", N_("columns of characters such as … ※ ① in this terminal: 1 or 2 (measured otherwise)") },
	{ "--mouse", NULL,
	  N_("click to go to a field, an option, a character; the wheel moves (the terminal's own selection: with Shift)") },
	{ "--no-osc52", NULL, N_("do not copy to the terminal's own clipboard (OSC 52)") },
	{ "--script", "KEYS", NULL },
	{ "--screens", "FILE", NULL },
	{ "--size", "COLUMNSxROWS", NULL },
	{ "--undo-all", NULL, NULL },
	{ 0 },
};

const struct command cmd_edit = {
	.name = "edit",
	.operands = N_("[DRAFT]"),
	.help = N_("open a draft in the editor, or pick one; `kaijisho DRAFT` does the same"),
	.options = own_options,
	.most = 1,
	.run = run,
};
