/* SPDX-License-Identifier: MIT */
/* import_source.h — a file to import from: a table, a spreadsheet, our own JSON, another draft. */
#ifndef IMPORT_SOURCE_H
#define IMPORT_SOURCE_H

#include "form/form_load.h"
#include "report/import.h"

struct import_from {
	const struct form_library *library; /* for the form of another draft */
	const char *form_file;              /* instead of that form, or NULL */
	const char *unxlsx;                 /* the helper program that reads .xlsx */
	const char *kind;                   /* "csv", "tsv", "xlsx", "markdown", "json", "draft"; NULL: by the file's name */
	const char *encoding;               /* of a text; NULL: UTF-8 */
};

/* Matches what the file holds to the fields of a draft. False with `err` if it cannot be read. */
bool import_source(struct import *import, const struct draft *draft, const struct import_from *from, const char *path,
		   struct err *err);

#endif
