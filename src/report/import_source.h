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
	const struct import_kind *kind;     /* NULL: by the file's name */
	const char *encoding;               /* of a text; NULL: UTF-8 */
};

/* A row of the table of what a source may be. */
struct import_kind {
	const char *name;
	const char *help;       /* to be translated */
	const char *endings[4]; /* of the names of such files */
	const char *wanted;     /* what it is to hold, to be translated */
	bool text;              /* its encoding may be said; what is none of these is UTF-8 always */
	bool (*read)(const struct import_kind *kind, struct import *import, const struct draft *draft,
		     const struct import_from *from, const char *path, struct err *err);
};
const struct import_kind *import_kinds(size_t *count);
/* NULL with a sentence that says which there are. */
const struct import_kind *import_kind_find(const char *name, struct err *err);
/* What a source is, by its name; NULL: none that is known. */
const struct import_kind *import_kind_of(const char *path);

/* Matches what the file holds to the fields of a draft. False with `err` if it cannot be read. */
bool import_source(struct import *import, const struct draft *draft, const struct import_from *from, const char *path,
		   struct err *err);
/* Why nothing of a file can be taken, where nothing in it is for a field of the form; else NULL. */
const char *import_source_trouble(const struct import *import);
/* What such a file is expected to hold. */
const char *import_source_wanted(const struct import_from *from, const char *path);

#endif
