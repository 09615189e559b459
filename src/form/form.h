/* SPDX-License-Identifier: MIT */
/* form.h — a questionnaire as published: sections, items, fields. Read-only once loaded, owned by one arena. */
#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "text/count.h"

struct type;

enum requirement { REQUIREMENT_NONE, REQUIREMENT_OPTIONAL, REQUIREMENT_REQUIRED, REQUIREMENT_LEVEL };

/* An option of a field. `text` is what is stored and published, in the form's language; `label` is what the
 * person reads, in theirs. */
struct option {
	const char *text;
	const char *label;
	bool needs_detail; /* choosing it asks for the detail */
};

/* "A field is irrelevant when `field` states one of `options`." */
struct condition {
	const char *text; /* as written in the form: `security-policy != 無し` */
	const struct field *field;
	const char *const *options;
	size_t option_count;
};

/* Fields whose joined texts share one limit. */
struct limit_group {
	const char *id;
	size_t limit;
	const struct field **fields;
	size_t field_count;
};

struct field {
	const char *id;
	const char *prompt;           /* in the person's language */
	const char *original_prompt;  /* as the guideline says it (equal to prompt in the form's language) */
	const char *guidance;         /* what a good answer holds; NULL if the form gives none */
	const char *example;          /* visibly an example; NULL if none */
	const char *original_example; /* in the form's language: what can be answered, and is no answer while unchanged */
	enum requirement requirement;
	const struct type *type;
	size_t limit; /* 字; 0: none of its own */
	const struct limit_group *limit_group;
	const struct option *options;
	size_t option_count;
	bool has_detail;           /* some option needs a detail */
	bool open;                 /* something else than the options may be written */
	const char *unit;          /* 測定単位, 円 … or NULL */
	struct condition relevant; /* .field == NULL: always relevant */
	const struct item *item;
	const struct section *section;
	size_t index;          /* in form->fields */
	size_t slot;           /* in its section's fields: section->first_field + slot == index */
	unsigned line, column; /* in the form file */
};

struct item {
	const char *number; /* "6" */
	const char *category;
	const char *original_category;
	const char *name;
	const char *original_name;
	const struct field *fields; /* consecutive in form->fields */
	size_t field_count;
	const struct section *section;
	const char *path;      /* the file it stands in: the form's or an overlay's */
	unsigned line, column; /* there */
};

struct section {
	const char *id;
	const char *title;
	const char *original_title;
	bool repeated;                    /* filled once per instance */
	const struct field *repeat_name;  /* the field that names an instance */
	const struct field *repeat_count; /* the field (elsewhere) that declares how many; or NULL */
	bool company;                     /* about the company, not the service: the same in all of its drafts */
	const struct item *items;
	size_t item_count;
	size_t first_field, field_count; /* in form->fields */
	size_t index;
	unsigned line, column; /* in the form file */
};

/* A relation between fields; what it means is the row of that name in check/rules.c. */
struct rule {
	const char *kind;     /* "not-after", "not-future" … */
	const char *severity; /* "error", "warning", "hint" */
	const struct field **fields;
	size_t field_count;
	const char *message; /* in the person's language; NULL: the kind's own sentence */
	const char *path;    /* the file it stands in */
	unsigned line, column;
};

/* How long a disclosure holds: `years` from the date in `from`; it is renewed in the last `renewal_months` of them. */
struct validity_rule {
	const struct field *from; /* NULL: for ever */
	size_t years, renewal_months;
};

/* Texts are in the person's language; those named original_… are in the form's, as they are published. */
struct form {
	const char *id;
	const char *edition;
	const char *language; /* of its prompts and answers, "ja" */
	const char *title;
	const char *original_title;
	const char *audience; /* who uses it, one sentence */
	enum count_unit count_unit;
	const struct section *sections;
	size_t section_count;
	const struct item *items;
	size_t item_count;
	const struct field *fields;
	size_t field_count;
	const struct rule *rules;
	size_t rule_count;
	struct validity_rule validity;
	const char *path; /* the file it came from */
	struct arena arena;
	const struct field **by_id; /* sorted, for form_field() */
};

void form_free(struct form *form); /* NULL is fine */

/* The field or section of an id, or NULL. `len` bytes of `id` are read. */
const struct field *form_field(const struct form *form, const char *id, size_t len);
const struct section *form_section(const struct form *form, const char *id, size_t len);

/* "required", "必須" … : the stable word and the mark people read (translated). */
const char *requirement_name(enum requirement requirement);
const char *requirement_mark(enum requirement requirement);
/* 必須 and 必須○ */
bool requirement_is_required(enum requirement requirement);

#endif
