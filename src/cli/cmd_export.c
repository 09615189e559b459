/* SPDX-License-Identifier: MIT */
/* cmd_export.c — `kaijisho export DRAFT --to FORMAT`: the document to publish. */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/batch.h"
#include "cli/command.h"
#include "cli/data_place.h"
#include "cli/destination.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/walk.h"
#include "report/export.h"
#include "text/encode.h"
#include "text/utf8.h"

/* What the encoding lacks, each once for the first place it stands at. */
static void say_lacks(const char *encoding, const char *text, const struct encode_lacks *lacks)
{
	for (size_t i = 0; i < lacks->count; i++) {
		bool told = false;
		for (size_t before = 0; before < i && !told; before++)
			told = lacks->items[before].code == lacks->items[i].code;
		if (told)
			continue;
		char character[5] = "";
		character[utf8_encode(lacks->items[i].code, character)] = '\0';
		unsigned line = 1;
		for (size_t at = 0; at < lacks->items[i].offset; at++)
			line += text[at] == '\n';
		if (*lacks->items[i].suggestion)
			say_note(_("Line %u: %s has no %s (U+%04X); it could be written %s."), line, encoding, character,
				 lacks->items[i].code, lacks->items[i].suggestion);
		else
			say_note(_("Line %u: %s has no %s (U+%04X)."), line, encoding, character, lacks->items[i].code);
	}
}

/* Every lacking character that has a suggestion, replaced by it. */
static void substitute(struct buf *text, const struct encode_lacks *lacks)
{
	for (size_t i = lacks->count; i-- > 0;) {
		char bytes[4];
		if (*lacks->items[i].suggestion)
			buf_splice(text, lacks->items[i].offset, utf8_encode(lacks->items[i].code, bytes),
				   lacks->items[i].suggestion, strlen(lacks->items[i].suggestion));
	}
}

static bool encode(struct buf *text, const char *encoding, bool may_substitute, struct err *err)
{
	struct buf encoded = { 0 };
	struct encode_lacks lacks = { 0 };
	struct err lack = { 0 };
	bool fine = encode_text(encoding, buf_text(text), text->len, &encoded, &lacks, &lack);
	if (!fine && lacks.count && may_substitute) {
		substitute(text, &lacks);
		encode_lacks_clear(&lacks);
		err_clear(&lack);
		fine = encode_text(encoding, buf_text(text), text->len, &encoded, &lacks, &lack);
	}
	if (!fine) {
		bool helps = false;
		for (size_t i = 0; i < lacks.count && !may_substitute; i++)
			helps = helps || *lacks.items[i].suggestion;
		say_lacks(encoding, buf_text(text), &lacks);
		if (!lacks.count)
			err_set(err, lack.code, "%s", lack.text);
		else if (helps)
			err_set(err, lack.code,
				_("The encoding %s cannot hold some characters. Nothing was written; --substitute writes the "
				  "suggestions instead."),
				encoding);
		else
			err_set(err, lack.code, _("The encoding %s cannot hold some characters. Nothing was written."),
				encoding);
	}
	buf_clear(text);
	*text = encoded;
	encode_lacks_clear(&lacks);
	err_clear(&lack);
	return fine;
}

static bool write_file(const char *path, const struct buf *bytes, struct err *err)
{
	struct file_place place;
	struct file_sibling sibling;
	struct file_stamp stamp;
	struct stat there;
	/* A rename would put a file in a device's place. */
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
		return err_at(err, ERR_INPUT, path, 0, 0, "%s", _("This is not a regular file."));
	if (!file_place_open(&place, path, err))
		return false;
	/* As the helper programs' files are: what is published is no secret, as its draft is until then. */
	bool fine = file_sibling_write_public(&sibling, &place, buf_text(bytes), bytes->len, err) &&
		    file_sibling_commit(&sibling, &place, &stamp, err);
	file_place_close(&place);
	return fine;
}

/* Runs kaijisho-NAME with the json export on its input; it writes `path` itself. */
static bool run_helper(const char *name, const char *path, const struct buf *json, struct err *err)
{
	struct buf program = { 0 }, installed = { 0 }, moved = { 0 };
	buf_printf(&program, "kaijisho-%s", name);
	buf_printf(&installed, "%s/kaijisho-%s", HELPERSDIR, name);
	buf_printf(&moved, "../libexec/kaijisho/kaijisho-%s", name);
	char *place = data_place(buf_text(&program), buf_text(&installed), buf_text(&moved));
	int pipe_ends[2], status = -1;
	pid_t child = -1;
	if (pipe2(pipe_ends, O_CLOEXEC) == 0)
		child = fork();
	if (child == 0) {
		dup2(pipe_ends[0], STDIN_FILENO);
		execl(place, place, path, (char *)NULL);
		_exit(127);
	}
	if (child > 0) {
		struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
		close(pipe_ends[0]);
		/* A helper that ends early is told of below. */
		sigaction(SIGPIPE, &ignore, &before);
		for (size_t at = 0; at < json->len;) {
			ssize_t put = write(pipe_ends[1], json->data + at, json->len - at);
			if (put < 0 && errno != EINTR)
				break;
			at += put > 0 ? (size_t)put : 0;
		}
		close(pipe_ends[1]);
		sigaction(SIGPIPE, &before, NULL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	bool fine = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!fine)
		err_set(err, ERR_SYSTEM, _("%s cannot be written: the helper program %s failed."), path, place);
	free(place);
	buf_clear(&program);
	buf_clear(&installed);
	buf_clear(&moved);
	return fine;
}

struct exporting {
	struct context *context;
	const struct options *options;
	const struct export_format *format;
};

static const struct export_format *wanted_format(const struct options *options, struct err *err)
{
	const char *name = options_value(options, "--to");
	const struct export_format *format = name ? export_find(name) : NULL;
	if (format)
		return format;
	struct buf names = { 0 };
	size_t count;
	const struct export_format *formats = export_table(&count);
	for (size_t i = 0; i < count; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", formats[i].name);
	if (name)
		err_set(err, ERR_USAGE, _("Nothing is exported as %s: --to takes one of %s."), name, buf_text(&names));
	else
		err_set(err, ERR_USAGE, _("Say the format: --to one of %s."), buf_text(&names));
	buf_clear(&names);
	return NULL;
}

/* Neither a draft nor anything that is being read is written over. */
static bool may_write(const struct exporting *exporting, const char *path, const char *draft, struct err *err)
{
	size_t count = (size_t)exporting->options->operand_count;
	const char **inputs = mem_alloc(count + 2, sizeof *inputs);
	for (size_t i = 0; i < count; i++)
		inputs[i] = exporting->options->operands[i];
	inputs[count] = draft;
	inputs[count + 1] = exporting->context->form_file;
	bool fits = destination_fits(path, inputs, count + 2, err);
	free(inputs);
	return fits;
}

/* To a file, or with NULL to standard output. */
static bool export_draft(const struct options *options, const struct export_format *format,
			 const struct publication *publication, const char *path, struct err *err)
{
	const char *encoding = options_value(options, "--encoding");
	struct buf out = { 0 };
	bool fine = true;
	if (encoding && !format->text)
		return err_set(err, ERR_USAGE, _("The format %s has one encoding only."), format->name);
	if (!format->write && !path)
		return err_set(err, ERR_USAGE, _("The format %s is no text: say where to write it, with --output FILE."),
			       format->name);
	if (!format->write) {
		export_json(&out, publication);
		fine = run_helper(format->name, path, &out, err);
	} else {
		/* Spreadsheets take a file without a byte order mark for something else than UTF-8. */
		if (strcmp(format->name, "csv") == 0 && !encoding && path)
			buf_puts(&out, "\xef\xbb\xbf");
		format->write(&out, publication);
		if (encoding && strcmp(encoding, "UTF-8") != 0)
			fine = encode(&out, encoding, options_given(options, "--substitute"), err);
		if (fine && path)
			fine = write_file(path, &out, err);
		else if (fine && encoding)
			fine = fwrite(out.data, 1, out.len, stdout) == out.len;
		else if (fine)
			say_result(buf_text(&out), out.len);
	}
	buf_clear(&out);
	return fine;
}

/* FOLDER/a/b.yaml to INTO/a/b.html; the folders on the way are made. NULL with `err`. */
static char *path_into(const struct exporting *exporting, const char *inner, struct err *err)
{
	const char *into = options_value(exporting->options, "--into"), *dot = strrchr(inner, '.');
	struct buf path = { 0 };
	buf_printf(&path, "%s/%.*s%s", into, (int)(dot ? (size_t)(dot - inner) : strlen(inner)), inner,
		   exporting->format->suffix);
	char *folder = mem_bytes(buf_text(&path), (size_t)(strrchr(buf_text(&path), '/') - buf_text(&path)));
	bool fine = file_make_folders(folder, 0777) || err_system(err, folder, _("The folder %s cannot be made"));
	free(folder);
	if (fine)
		return buf_take(&path);
	buf_clear(&path);
	return NULL;
}

/* What should not be published yet. */
static void tell_unfinished(const struct publication *publication, const char *path)
{
	size_t missing = publication->missing, unconfirmed = publication->unconfirmed;
	if (missing && path)
		say_note(ngettext("%s: %zu required answer is missing; it is marked in the document.",
				  "%s: %zu required answers are missing; they are marked in the document.", missing),
			 path, missing);
	else if (missing)
		say_note(ngettext("%zu required answer is missing; it is marked in the document.",
				  "%zu required answers are missing; they are marked in the document.", missing),
			 missing);
	if (unconfirmed && path)
		say_note(ngettext("%s: %zu answer is still to be confirmed; the document does not show that.",
				  "%s: %zu answers are still to be confirmed; the document does not show that.", unconfirmed),
			 path, unconfirmed);
	else if (unconfirmed)
		say_note(ngettext("%zu answer is still to be confirmed; the document does not show that.",
				  "%zu answers are still to be confirmed; the document does not show that.", unconfirmed),
			 unconfirmed);
}

static int export(void *data, const char *draft, const char *inner)
{
	const struct exporting *exporting = data;
	const char *output = options_value(exporting->options, "--output");
	struct err err = { 0 };
	struct reading reading;
	if (!reading_open(&reading, exporting->context, draft, &err))
		return say_failure(&err);
	reading_tell_pending(&reading, draft);
	char *path = options_given(exporting->options, "--into") ? path_into(exporting, inner, &err) : mem_string(output);
	bool fine = path ? may_write(exporting, path, draft, &err) : !options_given(exporting->options, "--into");
	struct publication publication;
	publication_init(&publication, reading.draft);
	fine = fine && export_draft(exporting->options, exporting->format, &publication, path, &err);
	if (fine)
		tell_unfinished(&publication, path);
	publication_clear(&publication);
	reading_clear(&reading);
	free(path);
	return fine ? EXIT_GOOD : say_failure(&err);
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* Several drafts need a folder to go to, and names that do not meet there. */
static bool operands_fit(const struct options *options, struct err *err)
{
	bool many = options->operand_count > 1 || walk_has_folder(options->operands, 1);
	if (options_given(options, "--into") && options_given(options, "--output"))
		return err_set(err, ERR_USAGE, _("Say --output or --into, not both."));
	if (many && !options_given(options, "--into"))
		return err_set(err, ERR_USAGE, _("Several drafts go to a folder: say which, with --into FOLDER."));
	for (int i = 0; i < options->operand_count; i++)
		for (int k = 0; k < i; k++)
			if (strcmp(last_name(options->operands[i]), last_name(options->operands[k])) == 0)
				return err_set(err, ERR_USAGE, _("%s and %s would be written to the same file."),
					       options->operands[k], options->operands[i]);
	return true;
}

static int run(struct context *context, const struct options *options)
{
	struct err err = { 0 };
	struct exporting exporting = { context, options, wanted_format(options, &err) };
	struct batch_work work = { .one = export, .data = &exporting };
	if (!exporting.format || !operands_fit(options, &err))
		return say_failure(&err);
	return batch_run(&work, options, options->operands, (size_t)options->operand_count);
}

static const struct option_row own_options[] = {
	{ "--to", N_("FORMAT"), N_("the format to write, always to be said:") },
	{ "--output", N_("FILE"), N_("write this file, not to standard output") },
	{ "--into", N_("FOLDER"), N_("write a file a draft there, named after the draft; several drafts and folders need it") },
	{ "--encoding", N_("NAME"), N_("CP932 or EUC-JP instead of UTF-8; what it lacks is listed, never silently replaced") },
	{ "--substitute", NULL, N_("write the suggested characters for those the encoding lacks") },
	BATCH_JOBS_OPTION,
	{ 0 },
};

const struct command cmd_export = {
	.name = "export",
	.operands = N_("DRAFT|FOLDER… --to FORMAT"),
	.help = N_("write the document to publish"),
	.options = own_options,
	.least = 1,
	.most = -1,
	.run = run,
};
