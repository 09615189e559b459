/* SPDX-License-Identifier: MIT */
/* relations.h — the checker's inside, and the checks that relate several answers. */
#ifndef RELATIONS_H
#define RELATIONS_H

#include "check/finding_list.h"

/* What is known of one answer. */
struct cell {
	unsigned long revision;
	size_t length; /* 字, where a limit counts them */
	struct finding_list findings;
	enum status status;
	bool relevant;
	bool unseen;  /* never looked at */
	bool changed; /* looked at in this run */
	bool depends; /* look at it in every run */
};

/* An instance of a section. */
struct row {
	unsigned long serial, revision; /* the instance's */
	struct cell *cells;             /* by slot */
	struct tally tally;
	bool changed;  /* one of its cells did, in this run */
	bool restless; /* one of them is looked at in every run */
	bool touched;  /* its findings changed without its answers */
};

struct block {
	const struct section *section;
	unsigned long revision; /* the section's */
	struct row **rows;
	size_t count;
	struct tally tally;
	bool changed;  /* one of its rows did, in this run */
	bool restless; /* one of them is looked at in every run */
	bool moved;
	bool nothing; /* declared 0 times, and blank */
	struct declared {
		unsigned long revision; /* the answer it was read from */
		bool known;
		size_t number;
	} declared; /* how many instances its count field says there are */
};

struct checker {
	const struct draft *draft;
	const struct form *form;
	long today;
	struct block *blocks; /* by section->index */
	bool *decides;        /* by field->index: some field's relevance depends on it */
	const struct limit_group **groups;
	size_t group_count;
	bool conditions_changed;
	struct tally tally;
	struct finding_list strays;
	const struct finding **list; /* all findings in order, while `listed` */
	size_t list_count, list_room;
	bool listed;
};

struct cell *checker_cell(const struct checker *checker, struct place place);

/* Shared limits, declared and filled instances, their names, and the form's rules, where something they depend on changed. */
void relations_run(struct checker *checker);
/* How many instances a section's count field declares; false while it does not say. */
bool relations_declared(const struct checker *checker, struct block *block, size_t *declared);
/* 字 of all fields of a group in an instance. */
size_t relations_group_length(const struct checker *checker, const struct limit_group *group, size_t instance);

#endif
