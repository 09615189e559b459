/* SPDX-License-Identifier: MIT */
/* nearest.h — which known word was meant by one that is mistyped. */
#ifndef NEAREST_H
#define NEAREST_H

/* Zeroed at first; then each known word is tried. */
struct nearest {
	const char *name; /* the best so far, NULL if none is near; borrowed */
	unsigned distance;
};
void nearest_try(struct nearest *nearest, const char *typed, const char *name);

#endif
