/* SPDX-License-Identifier: MIT */
/* export.c — the table of formats. */
#include <config.h>

#include "report/export.h"

#include <string.h>

#include "base/gettext.h"

static const struct export_format formats[] = {
	{ "text", ".txt", N_("plain text for paper, 80 columns, in pages"), export_text, true },
	{ "markdown", ".md", N_("Markdown, a table per section"), export_markdown, true },
	{ "html", ".html", N_("one self-contained web page, also for printing"), export_html, false },
	{ "csv", ".csv", N_("comma-separated, for a spreadsheet"), export_csv, true },
	{ "tsv", ".tsv", N_("tab-separated"), export_tsv, true },
	{ "xlsx", ".xlsx", N_("a spreadsheet with choices to pick from, which can be imported again"), NULL, false },
	{ "pdf", ".pdf", N_("the document to publish, A4 landscape"), NULL, false },
	{ "json", ".json", N_("one JSON object, the document whole"), export_json, false },
	{ "jsonl", ".jsonl", N_("JSON Lines, one field a line"), export_jsonl, false },
};

const struct export_format *export_table(size_t *count)
{
	*count = sizeof formats / sizeof *formats;
	return formats;
}

const struct export_format *export_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
