/* SPDX-License-Identifier: MIT */
/* fuzz_table.c — any text as CSV, TSV, a Markdown table and JSON: what is found belongs to fields and can be answered. */
#include <config.h>

#include "base/mem.h"
#include "fuzz.h"
#include "report/cell_text.h"
#include "report/import.h"
#include "report/table.h"

static void look_at(const struct import *import, struct draft *draft)
{
	for (size_t i = 0; i < import->count; i++) {
		const struct import_entry *entry = &import->entries[i];
		CLAIM(entry->answer && entry->source && (entry->match == MATCH_NONE) == !entry->place.field);
		/* Instances are made as the command does, before what stands in them is set. */
		if (!entry->place.field || entry->place.instance >= draft_instances(draft, entry->place.field->section))
			continue;
		draft_set_joined(draft, entry->place, entry->answer, fuzz_apply, draft);
		/* Saying it again changes nothing. */
		char *now = draft_joined(draft, entry->place);
		draft_set_joined(draft, entry->place, entry->answer, fuzz_apply, draft);
		char *then = draft_joined(draft, entry->place);
		CLAIM(!now == !then && (!now || strcmp(now, then) == 0));
		free(now);
		free(then);
	}
}

/* A cell made inert and taken back is the same, and no spreadsheet runs it. */
static void inert(const struct table *table)
{
	for (size_t r = 0; r < table->count; r++)
		for (size_t c = 0; c < table->rows[r].count; c++) {
			char *cell = cell_text_inert(table->rows[r].cells[c]);
			CLAIM(!*cell || !strchr("=+-@\t\r\n", *cell));
			CLAIM(strcmp(cell_text_original(cell), table->rows[r].cells[c]) == 0);
			free(cell);
		}
}

static void try_form(const struct form *form, const char *bytes, size_t len)
{
	for (int kind = 0; kind < 4; kind++) {
		struct draft *draft = draft_new(form);
		struct table table = { 0 };
		struct import import = { 0 };
		struct err err = { 0 };
		bool fine = kind == 0   ? table_read_separated(&table, bytes, len, ',', "t", &err)
			    : kind == 1 ? table_read_separated(&table, bytes, len, '\t', "t", &err)
			    : kind == 2 ? table_read_markdown(&table, bytes, len, "t", &err)
					: import_json(&import, draft, bytes, len, "t", &err);
		if (!fine)
			fuzz_failed(&err);
		else if (kind < 3)
			import_table(&import, draft, &table);
		CLAIM(table.cells <= TABLE_MAX_CELLS + 1);
		inert(&table);
		look_at(&import, draft);
		import_clear(&import);
		table_clear(&table);
		draft_free(draft);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* The command looks at this before it hands on a table. */
	if (!utf8_valid((const char *)data, size, NULL))
		return 0;
	char *bytes = fuzz_exact(data, size);
	try_form(fuzz_test_form(), bytes, size);
	/* A hundred fields are compared with every row: not for long inputs. */
	if (size < 4096 && fuzz_dice(data, size).state % 4 == 0)
		try_form(fuzz_form("forms/iaas-paas.yaml"), bytes, size);
	free(bytes);
	return 0;
}
