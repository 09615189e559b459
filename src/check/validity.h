/* SPDX-License-Identifier: MIT */
/* validity.h — how long a disclosure holds and when it is to be renewed, by the form's `validity`. */
#ifndef VALIDITY_H
#define VALIDITY_H

#include "draft/draft.h"

enum validity_state {
	VALIDITY_UNKNOWN, /* the form says nothing of it, or the draft has no full date yet */
	VALIDITY_HOLDS,
	VALIDITY_RENEWABLE, /* the months in which it is renewed have begun */
	VALIDITY_OVER,
};

struct validity {
	enum validity_state state;
	long renewal; /* YYYYMMDD: the first day of those months; 0: the form names none */
	long until;   /* YYYYMMDD: the last day */
};

/* `today` is YYYYMMDD. Months end with their last day where the day itself is missing in them, as by 民法143条. */
struct validity validity_of(const struct draft *draft, long today);

#endif
