/* SPDX-License-Identifier: MIT */
/* import_source.c — what kind of file it is, and how that kind is read. */
#include <config.h>

#include "report/import_source.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "draft/draft_read.h"
#include "text/encode.h"
#include "text/utf8.h"

static bool read_draft(const struct import_kind *kind, struct import *import, const struct draft *draft,
		       const struct import_from *from, const char *path, struct err *err)
{
	(void)kind;
	struct buf bytes = { 0 };
	struct draft_source source = { 0 };
	struct form *form = NULL;
	struct draft *other = NULL;
	if (file_read_path(path, YAML_MAX_BYTES, &bytes, err) &&
	    draft_source_read(&source, buf_text(&bytes), bytes.len, path, err)) {
		form = from->form_file ? form_load_file(from->library, from->form_file, NULL, err)
				       : form_load(from->library, source.form_id, err);
		if (form)
			other = draft_source_answers(&source, form, path, err);
		else if (!from->form_file)
			draft_source_blame(&source, path, err);
	}
	if (other)
		import_draft(import, draft, other);
	bool fine = other != NULL;
	draft_free(other);
	draft_source_clear(&source);
	if (form)
		form_free(form);
	buf_clear(&bytes);
	return fine;
}

/* The file's text in UTF-8. */
static bool read_text(const char *path, const char *encoding, struct buf *text, struct err *err)
{
	struct buf bytes = { 0 };
	size_t bad;
	bool fine = file_read_path(path, YAML_MAX_BYTES, &bytes, err);
	if (fine && encoding)
		fine = decode_text(encoding, buf_text(&bytes), bytes.len, text, err);
	else if (fine)
		buf_put(text, buf_text(&bytes), bytes.len);
	if (fine && !utf8_valid(buf_text(text), text->len, &bad))
		fine = err_at(err, ERR_INPUT, path, 0, 0, _("This is not UTF-8: say the encoding, as --encoding CP932."));
	buf_clear(&bytes);
	return fine;
}

static bool read_table(const struct import_kind *kind, struct import *import, const struct draft *draft,
		       const struct import_from *from, const char *path, struct err *err)
{
	struct buf text = { 0 };
	struct table table = { 0 };
	bool fine = read_text(path, from->encoding, &text, err);
	if (fine && strcmp(kind->name, "markdown") == 0)
		fine = table_read_markdown(&table, buf_text(&text), text.len, path, err);
	else if (fine)
		fine = table_read_separated(&table, buf_text(&text), text.len, strcmp(kind->name, "tsv") == 0 ? '\t' : ',',
					    path, err);
	if (fine)
		import_table(import, draft, &table);
	table_clear(&table);
	buf_clear(&text);
	return fine;
}

static bool read_json(const struct import_kind *kind, struct import *import, const struct draft *draft,
		      const struct import_from *from, const char *path, struct err *err)
{
	struct buf text = { 0 };
	bool fine =
		read_text(path, from->encoding, &text, err) && import_json(import, draft, buf_text(&text), text.len, path, err);
	(void)kind;
	buf_clear(&text);
	return fine;
}

/* What the helper says of a file: enum trouble of helper_unxlsx.c. */
enum { UNXLSX_TOO_LARGE = 4 };
/* More than it may write. */
static const size_t unxlsx_most = (size_t)64 << 20;

/* Runs kaijisho-unxlsx on the file: its output, and its exit status, -1 if it did not end by itself. */
static int run_unxlsx(const char *program, const char *path, struct buf *out)
{
	int pipe_ends[2], status = -1;
	pid_t child = -1;
	bool whole = false, too_large = false;
	if (pipe2(pipe_ends, O_CLOEXEC) == 0)
		child = fork();
	if (child == 0) {
		dup2(pipe_ends[1], STDOUT_FILENO);
		execl(program, program, path, (char *)NULL);
		_exit(127);
	}
	if (child > 0) {
		char bytes[1 << 16];
		ssize_t got;
		close(pipe_ends[1]);
		while (!too_large && ((got = read(pipe_ends[0], bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))) {
			too_large = got > 0 && out->len + (size_t)got > unxlsx_most;
			if (got > 0 && !too_large)
				buf_put(out, bytes, (size_t)got);
		}
		whole = !too_large && got == 0;
		close(pipe_ends[0]);
		/* Nobody reads on: it has nothing more to do. */
		if (!whole)
			kill(child, SIGKILL);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (too_large || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return UNXLSX_TOO_LARGE;
	return whole && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool read_xlsx(const struct import_kind *kind, struct import *import, const struct draft *draft,
		      const struct import_from *from, const char *path, struct err *err)
{
	(void)kind;
	/* By the helper's exit status. */
	static const char *const troubles[] = {
		[3] = N_("This is not a spreadsheet in the format .xlsx, or it is damaged."),
		[UNXLSX_TOO_LARGE] =
			N_("This spreadsheet is too large to be read: more than 64 MiB unpacked, or 200,000 cells."),
		[5] = N_("This spreadsheet declares a document type, which no spreadsheet program does; it is not read."),
	};
	struct buf bytes = { 0 }, text = { 0 };
	struct table table = { .literal = true };
	/* A missing file, a folder, a device are told apart here. */
	bool fine = file_read_path(path, YAML_MAX_BYTES, &bytes, err);
	int status = fine ? run_unxlsx(from->unxlsx, path, &text) : 0;
	if (fine && status > 0 && (size_t)status < sizeof troubles / sizeof *troubles && troubles[status])
		fine = err_at(err, ERR_INPUT, path, 0, 0, "%s", _(troubles[status]));
	else if (fine && status != 0)
		fine = err_set(err, ERR_SYSTEM, _("%s cannot be read: the helper program %s failed."), path, "kaijisho-unxlsx");
	fine = fine && table_read_separated(&table, buf_text(&text), text.len, '\t', path, err);
	if (fine)
		import_table(import, draft, &table);
	table_clear(&table);
	buf_clear(&bytes);
	buf_clear(&text);
	return fine;
}

static const char table_wanted[] = N_(
	"Expected is a row for each field: its id, or its number, item and prompt, and then the answer; a row of heads may say which columns these are (id; 申請内容, 回答, answer or value). `kaijisho export DRAFT --to csv` writes such a table.");
static const char json_wanted[] =
	N_("Expected are objects with \"id\" and \"answer\", as `kaijisho export DRAFT --to json` writes them.");
static const char draft_wanted[] =
	N_("Taken are answers to the questions that both forms ask; `kaijisho forms --shared` lists these.");

static const struct import_kind kinds[] = {
	{ "csv", N_("a comma-separated table"), { ".csv" }, table_wanted, true, read_table },
	{ "tsv", N_("a tab-separated table"), { ".tsv" }, table_wanted, true, read_table },
	{ "xlsx", N_("a spreadsheet"), { ".xlsx" }, table_wanted, false, read_xlsx },
	{ "markdown", N_("tables in Markdown"), { ".md", ".markdown" }, table_wanted, true, read_table },
	{ "json", N_("the json or jsonl export"), { ".json", ".jsonl" }, json_wanted, true, read_json },
	{ "draft", N_("another draft, of whichever form"), { ".yaml", ".yml" }, draft_wanted, false, read_draft },
};

const struct import_kind *import_kinds(size_t *count)
{
	*count = sizeof kinds / sizeof *kinds;
	return kinds;
}

static char *kind_names(void)
{
	struct buf names = { 0 };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", kinds[i].name);
	return buf_take(&names);
}

const struct import_kind *import_kind_find(const char *name, struct err *err)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	char *names = kind_names();
	err_set(err, ERR_USAGE, _("Nothing is imported from %s: --from takes one of %s."), name, names);
	free(names);
	return NULL;
}

static bool ends_with(const char *path, const char *ending)
{
	size_t len = strlen(path), end = strlen(ending);
	return len > end && strcasecmp(path + len - end, ending) == 0;
}

const struct import_kind *import_kind_of(const char *path)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (const char *const *ending = kinds[i].endings; *ending; ending++)
			if (ends_with(path, *ending))
				return &kinds[i];
	return NULL;
}

/* Files people have that nothing is read from, by the ends of their names. */
static const struct {
	const char *ending, *sentence;
} others[] = {
	{ ".pdf",
	  N_("This is a PDF, and no answers can be taken from it; from a spreadsheet or a table `kaijisho import` takes "
	     "them.") },
	{ ".xls", N_("This is a spreadsheet of another kind: save it as .xlsx first.") },
	{ ".ods", N_("This is a spreadsheet of another kind: save it as .xlsx first.") },
	{ ".doc", N_("Answers are taken from tables: copy those of this document into a spreadsheet and save that as .xlsx.") },
	{ ".docx",
	  N_("Answers are taken from tables: copy those of this document into a spreadsheet and save that as .xlsx.") },
};

/* The kind by the name; it must be one. */
static const struct import_kind *kind_of(const char *path, struct err *err)
{
	const struct import_kind *kind = import_kind_of(path);
	if (kind)
		return kind;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (ends_with(path, others[i].ending)) {
			err_at(err, ERR_INPUT, path, 0, 0, "%s", _(others[i].sentence));
			return NULL;
		}
	struct buf endings = { 0 };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		buf_printf(&endings, "%s%s", i ? ", " : "", kinds[i].endings[0]);
	err_set(err, ERR_USAGE,
		_("What is %s? Names of what answers are taken from end in %s; --from of the command says it, too."), path,
		buf_text(&endings));
	buf_clear(&endings);
	return NULL;
}

bool import_source(struct import *import, const struct draft *draft, const struct import_from *from, const char *path,
		   struct err *err)
{
	const struct import_kind *kind = from->kind ? from->kind : kind_of(path, err);
	struct buf nothing = { 0 };
	/* Also where it is not needed: a word that means nothing is a mistake. */
	bool fine = kind && (!from->encoding || decode_text(from->encoding, "", 0, &nothing, err));
	buf_clear(&nothing);
	if (fine && from->encoding && !kind->text && strcasecmp(from->encoding, "UTF-8") != 0)
		fine = err_set(err, ERR_USAGE, _("The format %s has one encoding only."), kind->name);
	fine = fine && kind->read(kind, import, draft, from, path, err);
	if (fine)
		import_settle(import);
	return fine;
}

const char *import_source_trouble(const struct import *import)
{
	for (size_t i = 0; i < import->count; i++)
		if (import->entries[i].match != MATCH_NONE)
			return NULL;
	return import->count ? _("Nothing in the file names a field of the form.") : _("The file holds no answer.");
}

const char *import_source_wanted(const struct import_from *from, const char *path)
{
	const struct import_kind *kind = from->kind ? from->kind : kind_of(path, NULL);
	return kind ? _(kind->wanted) : "";
}
