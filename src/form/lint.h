/* SPDX-License-Identifier: MIT */
/* lint.h — what is not good in a form that can be read: advice to whoever writes it. */
#ifndef LINT_H
#define LINT_H

#include "form/form.h"
#include "form/problems.h"

void lint_form(const struct form *form, struct problems *problems);

#endif
