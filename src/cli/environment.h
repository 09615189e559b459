/* SPDX-License-Identifier: MIT */
/* environment.h — the environment reduced to what kaijisho and the programs it starts need: a list of what may stay. */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

/* Drops every variable that is not on the list, or whose value could do harm. Before setlocale() and before curses. */
void environment_clean(void);

#endif
