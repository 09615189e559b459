/* SPDX-License-Identifier: MIT */
/* diff_html.h — the changes between two drafts as a page, for a 変更届. */
#ifndef DIFF_HTML_H
#define DIFF_HTML_H

#include "report/draft_diff.h"

void diff_html(struct buf *out, const struct draft_diff *diff, const struct draft *a, const struct draft *b);

#endif
