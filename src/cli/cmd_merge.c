/* SPDX-License-Identifier: MIT */
/* cmd_merge.c — `kaijisho merge BASE OURS THEIRS`: into OURS, by field, as a git merge driver does. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/writing.h"

/* git takes more than 128 as "could not": nothing is marked as resolved then. */
enum { EXIT_COULD_NOT = 129 };

static struct draft *read_as(const struct form *form, const char *path, struct err *err)
{
	struct buf bytes = { 0 };
	struct draft_source source = { 0 };
	struct draft *draft = NULL;
	if (file_read_path(path, YAML_MAX_BYTES, &bytes, err))
		draft = draft_read(form, buf_text(&bytes), bytes.len, path, &source, err);
	draft_source_clear(&source);
	buf_clear(&bytes);
	return draft;
}

/* What OURS is called in what is said: git hands over copies under names of its own, and the real one behind them. */
static const char *name_of_ours(const struct options *options)
{
	return options->operands[options->operand_count > 3 ? 3 : 1];
}

/* A place in one of the copies is in the file one knows. */
static void rename_place(const struct options *options, struct err *err)
{
	for (int i = 0; i < 3 && options->operand_count > 3; i++)
		if (err->file && strcmp(err->file, options->operands[i]) == 0) {
			free(err->file);
			err->file = mem_string(name_of_ours(options));
		}
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct writing writing = { 0 };
	if (!writing_open(&writing, context, options->operands[1], NULL, &err)) {
		rename_place(options, &err);
		say_failure(&err);
		return EXIT_COULD_NOT;
	}
	const struct form *form = store_form(writing.store);
	struct draft *base = read_as(form, options->operands[0], &err), *theirs = read_as(form, options->operands[2], &err);
	size_t conflicts = 0;
	bool fine = base && theirs && writing_merge(&writing, base, theirs, &conflicts, &err);
	draft_free(base);
	draft_free(theirs);
	if (!fine) {
		rename_place(options, &err);
		writing_drop(&writing, &err);
		return EXIT_COULD_NOT;
	}
	if (writing_save(&writing) != EXIT_GOOD)
		return EXIT_COULD_NOT;
	if (conflicts)
		say_note(ngettext("%s: %zu field was changed on both sides; neither is lost. Ctrl-K in the editor chooses.",
				  "%s: %zu fields were changed on both sides; neither is lost. Ctrl-K in the editor chooses.",
				  conflicts),
			 name_of_ours(options), conflicts);
	return conflicts ? EXIT_FINDINGS : EXIT_GOOD;
}

const struct command cmd_merge = {
	.name = "merge",
	.operands = "BASE OURS THEIRS [NAME]",
	.help = N_("merge THEIRS into OURS by field: exit status 1 on conflicts, 129 if it could not be done"),
	.least = 3,
	.most = 4,
	.run = run,
};
