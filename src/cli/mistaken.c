/* SPDX-License-Identifier: MIT */
/* mistaken.c — a draft that is damaged keeps its own failure; only what holds no sign of one is told as something else. */
#include <config.h>

#include "cli/mistaken.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/yaml_tree.h"
#include "report/import_source.h"

/* The first bytes of a file. */
struct head {
	const char *path, *bytes;
	size_t len;
};

static bool begins(const struct head *head, const char *mark)
{
	return head->len >= strlen(mark) && memcmp(head->bytes, mark, strlen(mark)) == 0;
}

static bool holds(const struct head *head, const char *word)
{
	return memmem(head->bytes, head->len, word, strlen(word)) != NULL;
}

static bool is_source(const struct head *head, const char *const *names)
{
	const struct import_kind *kind = import_kind_of(head->path);
	for (; kind && *names; names++)
		if (strcmp(kind->name, *names) == 0)
			return true;
	return false;
}

static bool is_empty(const struct head *head)
{
	return head->len == 0;
}

static bool is_pdf(const struct head *head)
{
	return begins(head, "%PDF-");
}

static bool is_spreadsheet(const struct head *head)
{
	return begins(head, "PK\3\4") && is_source(head, (const char *const[]){ "xlsx", NULL });
}

static bool is_table(const struct head *head)
{
	return is_source(head, (const char *const[]){ "csv", "tsv", "markdown", NULL });
}

static bool is_json(const struct head *head)
{
	return is_source(head, (const char *const[]){ "json", NULL });
}

static bool is_form(const struct head *head)
{
	return holds(head, "kaijisho-form:");
}

static bool is_binary(const struct head *head)
{
	/* UTF-16 is told as what is not UTF-8. */
	bool utf16 = begins(head, "\xff\xfe") || begins(head, "\xfe\xff");
	return (memchr(head->bytes, '\0', head->len) && !utf16) || begins(head, "PK\3\4");
}

/* The first that fits. A sentence may name the path once. */
static const struct {
	bool (*is)(const struct head *head);
	const char *sentence;
} things[] = {
	{ is_empty, N_("The file is empty. If it was a draft, `kaijisho history %s` lists its earlier saves.") },
	{ is_pdf,
	  N_("This is a PDF, and no answers can be taken from it; from a spreadsheet or a table `kaijisho import` takes "
	     "them.") },
	{ is_spreadsheet, N_("This is a spreadsheet, not a draft. `kaijisho import DRAFT %s` takes answers from it.") },
	{ is_table, N_("This is a table, not a draft. `kaijisho import DRAFT %s` takes answers from it.") },
	{ is_json, N_("This is no draft. If it was exported as JSON, `kaijisho import DRAFT %s` takes answers from it.") },
	{ is_form, N_("This is a form, not a draft. `kaijisho new %s DRAFT` starts a draft of it.") },
	{ is_binary, N_("This is no text, and so no draft.") },
};

/* In place of the failure there is; `line` 0: not about what stands in the file. */
static void tell(const char *path, unsigned line, const char *sentence, struct err *err)
{
	err_clear(err);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
	err_at(err, ERR_INPUT, path, line, line, sentence, path);
#pragma GCC diagnostic pop
}

static void look_into(const char *path, struct err *err)
{
	struct buf bytes = { 0 };
	struct head head = { .path = path };

	if (file_read_path(path, YAML_MAX_BYTES, &bytes, NULL)) {
		head.bytes = buf_text(&bytes);
		head.len = bytes.len;
		bool draft = holds(&head, "kaijisho:") || holds(&head, "\"kaijisho\"");
		for (size_t i = 0; !draft && i < sizeof things / sizeof things[0]; i++)
			if (things[i].is(&head)) {
				tell(path, 1, _(things[i].sentence), err);
				break;
			}
	}
	buf_clear(&bytes);
}

/* And its folder is there. */
static bool is_missing(const char *path)
{
	char *folder = file_folder(path);
	bool missing = access(path, F_OK) != 0 && access(folder, F_OK) == 0;
	free(folder);
	return missing;
}

void mistaken_explain(const char *path, struct err *err)
{
	if (err->code == ERR_SYSTEM && err->number == ENOENT && is_missing(path))
		tell(path, 0,
		     _("There is no such file. `kaijisho new FORM %s` starts a draft; `kaijisho forms` lists the forms."), err);
	else if (err->code == ERR_SYSTEM && err->number == EISDIR)
		tell(path, 0, _("This is a folder. Name a draft that is in it."), err);
	else if (err->code == ERR_INPUT)
		look_into(path, err);
}
