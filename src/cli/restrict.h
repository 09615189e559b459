/* SPDX-License-Identifier: MIT */
/* restrict.h — `--restricted`: from here on this process can touch the draft's folder and its own state, and start nothing. */
#ifndef RESTRICT_H
#define RESTRICT_H

#include <stdbool.h>

#include "base/err.h"

/* Shuts the process in for good: Landlock for files, seccomp (EPERM) for everything but what editing needs. `folders` is
 * NULL-terminated; those that exist may be read and written. Whatever else is needed must be open by now. Call before any
 * thread is started. False if the kernel cannot and `must`; then nothing has changed that matters. */
bool restrict_process(const char *const *folders, bool must, struct err *err);

#endif
