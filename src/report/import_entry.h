/* SPDX-License-Identifier: MIT */
/* import_entry.h — the private half of import.h: how its readers add what they found. */
#ifndef IMPORT_ENTRY_H
#define IMPORT_ENTRY_H

#include "report/import.h"

/* Takes over what `entry` owns; fills `same`. */
void import_add(struct import *import, const struct draft *draft, struct import_entry entry);

#endif
