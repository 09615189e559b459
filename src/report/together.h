/* SPDX-License-Identifier: MIT */
/* together.h — the drafts of one company side by side: what is asked about the company in several of them and answered
 * differently. */
#ifndef TOGETHER_H
#define TOGETHER_H

#include <jansson.h>

#include "base/buf.h"
#include "draft/draft.h"
#include "draft/draft_read.h"

struct together;

struct together *together_new(void);
void together_free(struct together *together);

/* Takes note of what a draft states in its form's sections about the company. What does not apply there and what is not answered is
 * no difference. */
void together_add(struct together *together, const struct draft *draft, const struct draft_source *source, const char *path);

/* How many questions are answered differently. */
size_t together_count(const struct together *together);
/* For people: each of them, every answer with the drafts that give it, as file:line:column. */
void together_write(struct buf *out, const struct together *together);
/* [{"field","item","answers":[{"text","drafts":[{"draft","line","column"}]}]}]. Yours. */
json_t *together_json(const struct together *together);

#endif
