/* SPDX-License-Identifier: MIT */
/* assigned.h — who answers what (担当) and by when (期限), counted over a draft. */
#ifndef ASSIGNED_H
#define ASSIGNED_H

#include "check/check.h"

/* One name that fields are assigned to. */
struct assigned {
	const char *name; /* the draft's; NULL: fields nobody has */
	size_t fields;    /* that are relevant */
	size_t left;      /* of them: not answered though they should be, wrong, or to be confirmed */
	long due;         /* YYYYMMDD, the earliest of what is left; 0: none */
};

/* Zeroed is empty. */
struct assigned_list {
	struct assigned *items; /* in the order the form first names them; last, if anybody is named, what nobody has */
	size_t count;
};

/* The checker has run. Empty when nothing is assigned. Borrows from the draft: no change meanwhile. */
void assigned_list_init(struct assigned_list *list, const struct checker *checker, const struct draft *draft);
void assigned_list_clear(struct assigned_list *list);

/* Is something left to do here? In a form without 必須 marks everything should be answered. */
bool assigned_left(const struct checker *checker, const struct draft *draft, struct place place);
/* A due date as YYYYMMDD; 0 if there is none or it is no full date. */
long assigned_due(const struct draft *draft, struct place place);
/* A sentence that says so if something is set that is no full date, else NULL. */
const char *assigned_due_trouble(const struct draft *draft, struct place place);

#endif
