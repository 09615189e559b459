/* SPDX-License-Identifier: MIT */
/* draft.h — the answers to one form. Everything that alters a draft is a `struct change`; applying one gives back the
 * change that undoes it. Undo, the journal, `set`, import and merge are all built on this. */
#ifndef DRAFT_H
#define DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "form/form.h"

#define DRAFT_MAX_TEXT ((size_t)4 << 20) /* bytes of one part */
#define DRAFT_MAX_INSTANCES 10000

/* The parts of an answer. Each is a string or absent (NULL). "" is absent too, except where part_keeps_empty(). */
enum part {
	PART_ANSWER, /* the text; for a field with options, the option or free words */
	PART_DETAIL, /* of the chosen option */
	PART_STATUS, /* "undisclosed" or "not-applicable" */
	PART_REASON, /* why not applicable */
	PART_REVIEW, /* 要確認, with its note */
	PART_ACK,    /* acknowledged findings, one `code: reason` a line */
	PART_NOTE,
	PART_ASSIGNEE,
	PART_DUE,
	PART_THEIRS, /* the other side of a merge conflict */
	PART_COUNT
};
const char *part_name(enum part part); /* "answer", "detail" … */
bool part_find(const char *name, size_t len, enum part *part);
/* Whether "" is present: `review: ""` is a mark without a note, `theirs: ""` a conflict with an answer taken back. */
bool part_keeps_empty(enum part part);

/* A field of an instance (0 outside repeated sections; from 0 here, from 1 where people read it). */
struct place {
	const struct field *field;
	size_t instance;
};

enum status { STATUS_UNANSWERED, STATUS_ANSWERED, STATUS_NOT_APPLICABLE, STATUS_UNDISCLOSED };

/* Read-only view of one answer. `revision` differs after every change of any of its parts, also over instance moves:
 * whoever caches what follows from an answer compares it. */
struct answer {
	const char *parts[PART_COUNT];
	unsigned long revision;
};

struct draft;

/* An empty draft with one instance of every repeated section. The form must outlive it. */
struct draft *draft_new(const struct form *form);
struct draft *draft_copy(const struct draft *draft);
void draft_free(struct draft *draft);
const struct form *draft_form(const struct draft *draft);

size_t draft_instances(const struct draft *draft, const struct section *section); /* 1 if not repeated */
/* The instance's name, or NULL while unnamed. */
const char *draft_instance_name(const struct draft *draft, const struct section *section, size_t instance);

/* Never NULL. Valid until that answer changes. */
const struct answer *draft_answer(const struct draft *draft, struct place place);
/* The part's text or NULL. */
const char *draft_part(const struct draft *draft, struct place place, enum part part);
/* Its bytes, without counting them; 0 when absent. */
size_t draft_part_len(const struct draft *draft, struct place place, enum part part);
/* Whether one is a copy of the other, however changed since. */
bool draft_related(const struct draft *a, const struct draft *b);
/* Says which instance this is, over moves, among related drafts. */
unsigned long draft_instance_serial(const struct draft *draft, const struct section *section, size_t instance);
/* The newest revision in a section, its instances' order included, and among an instance's answers: where it is the same, all is. */
unsigned long draft_section_revision(const struct draft *draft, const struct section *section);
unsigned long draft_instance_revision(const struct draft *draft, const struct section *section, size_t instance);
/* Counts the exact texts 非公開 and 該当なし as statuses too. Blank text is unanswered. */
enum status draft_status(const struct draft *draft, struct place place);
/* Whether a PART_STATUS text means anything: undisclosed, not-applicable, 非公開, 該当なし. */
bool status_known(const char *text);
/* Those texts, one after another; NULL behind the last. */
const char *status_text(size_t index);
/* Whether no excluding option is stated; a chain of conditions is followed. */
bool draft_relevant(const struct draft *draft, struct place place);
/* The answer as published and as commands print it: `有り: 10分`, 非公開, 該当なし (理由). NULL when unanswered. Yours to free. */
char *draft_joined(const struct draft *draft, struct place place);

/* `data-center.2.ups`, `company-name`. Yours to free. */
char *place_path(struct place place);
/* Parses `company-name`, `data-center.2.ups`, with an optional `:part` (`part` may be NULL). The instance may be one
 * beyond the last when `next_allowed`. On failure `err` says whether the field, the instance or the part is wrong. */
bool place_parse(const struct draft *draft, const char *path, bool next_allowed, struct place *place, enum part *part,
		 struct err *err);
/* Places in the form's order, instance after instance of a repeated section. Start with place.field == NULL; false at the end. */
bool place_next(const struct draft *draft, struct place *place);
bool place_prev(const struct draft *draft, struct place *place);
/* The one or, with a `direction` below 0, the other. */
bool place_step(const struct draft *draft, struct place *place, int direction);
bool place_equal(struct place a, struct place b);

enum change_kind {
	CHANGE_SET,             /* part = text (NULL: absent) */
	CHANGE_SPLICE,          /* in the part's text, at `at`, `remove` bytes become `text`; an absent part counts as "" */
	CHANGE_INSTANCE_INSERT, /* an empty instance before `place.instance` */
	CHANGE_INSTANCE_REMOVE, /* an instance, not the last one; its answers must be empty (clear them first: that is
				 * what undo brings back) */
	CHANGE_INSTANCE_MOVE,   /* instance `place.instance` to index `at` */
};

struct change {
	enum change_kind kind;
	struct place place; /* instance changes: any field of the section */
	enum part part;
	size_t at, remove;
	char *text; /* owned */
};
void change_clear(struct change *change);

/* Applies; fills `inverse` (may be NULL; clear it). False, nothing changed, if the change does not fit the draft
 * (offsets outside the text or inside a character, no such instance, not UTF-8, too large). */
bool draft_apply(struct draft *draft, const struct change *change, struct change *inverse, struct err *err);

/* draft_set() for who reads a file: the instance is there. The text lies where only draft_free() frees it, which costs less. */
bool draft_fill(struct draft *draft, struct place place, enum part part, const char *text, struct err *err);
/* CHANGE_SET in one call, no inverse wanted. */
bool draft_set(struct draft *draft, struct place place, enum part part, const char *text, struct err *err);
/* Is handed one change after another; may take over `change->text` by putting NULL in its place. */
typedef void change_emit(void *context, struct change *change);

/* What a command's or an import's joined text means for the field: splits 有無 details, turns 非公開 into a status.
 * Emits a CHANGE_SET for every part that must change (parts that already say so are skipped). */
void draft_set_joined(const struct draft *draft, struct place place, const char *joined, change_emit *emit, void *context);
/* Whether joined text means an option with its detail (`有り: 10分`): `option_len` bytes of it are the option as written.
 * False where the option asks for no detail: such text stays whole, so that nothing of it can go unseen. */
bool joined_split(const struct field *field, const char *joined, size_t *option_len, const char **detail, size_t *detail_len);

/* Same form, instances and parts? */
bool draft_equal(const struct draft *a, const struct draft *b);
/* Same parts? */
bool answer_equal(const struct answer *a, const struct answer *b);
/* True if no part is present. */
bool answer_is_empty(const struct answer *answer);

#endif
