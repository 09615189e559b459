/* SPDX-License-Identifier: MIT */
/* summary.h — how far a draft is, for people and printers: 80 columns, no escape sequences. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "base/buf.h"
#include "check/check.h"

/* `path` is the draft's, for the heading. The checker has run. */
void summary_write(struct buf *out, struct checker *checker, const struct draft *draft, const char *path);

#endif
