/* SPDX-License-Identifier: MIT */
/* fuzz_xlsx.c — the parts of a spreadsheet, with a line `=====` between them, packed and read by the helper program's own code:
 * the packing is libzip's to survive, what the parts say is ours. */
#include <config.h>

/* The helper is a program, not a library: its main becomes a function here. */
#define main unxlsx_main
int unxlsx_main(int argc, char **argv);
#include "cli/helper_unxlsx.c"
#undef main

#include "fuzz.h"

static const char *const names[] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
				     "xl/worksheets/sheet1.xml" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char mark[] = "=====\n";
	zip_error_t error;
	zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
	CLAIM(archive);
	zip_source_keep(archive);
	zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, &error);
	CLAIM(zip);
	const uint8_t *at = data;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t left = size - (size_t)(at - data);
		const uint8_t *end = left ? memmem(at, left, mark, sizeof mark - 1) : NULL;
		size_t len = end ? (size_t)(end - at) : left;
		if (len == 0 && i == 2) { /* it may miss */
			at += end ? sizeof mark - 1 : 0;
			continue;
		}
		zip_int64_t index = zip_file_add(zip, names[i], zip_source_buffer(zip, at, len, 0), ZIP_FL_OVERWRITE);
		CLAIM(index >= 0);
		zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
		at += len + (end ? sizeof mark - 1 : 0);
	}
	CLAIM(zip_close(zip) == 0);
	struct book book = { .zip = zip_open_from_source(archive, ZIP_RDONLY, &error) };
	CLAIM(book.zip);
	xmlSetGenericErrorFunc(NULL, no_words);
	fflush(stdout);
	/* What it prints goes nowhere. */
	FILE *shown = stdout;
	static FILE *nowhere;
	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	stdout = nowhere;
	enum trouble trouble = read_book(&book);
	stdout = shown;
	CLAIM(trouble == TROUBLE_NONE || (trouble >= TROUBLE_FORMAT && trouble <= TROUBLE_DOCTYPE));
	zip_discard(book.zip);
	return 0;
}
