/* SPDX-License-Identifier: MIT */
/* yaml_quick.h — reads the YAML that drafts and forms are written in, many times as fast as libyaml; only for yaml_tree.c.
 *
 * It takes block mappings and lists, plain and quoted texts of one line, block texts, comments, and [ ] and { } of one line. Of
 * whatever else it gives up, and so of every mistake: libyaml then reads the whole, so that what is refused, and in what words,
 * does not depend on this reader. What it does read gives the very tree that libyaml's events give: the tests compare them. */
#ifndef YAML_QUICK_H
#define YAML_QUICK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/yaml_tree.h"

enum { YAML_MAX_DEPTH = 32, YAML_MAX_EVENTS = 2000000, YAML_MAX_SCALAR = 4 << 20 };

/* False: given up, and nothing is said of the bytes; the tree is empty. */
bool yaml_quick_read(struct yaml_tree *tree, const char *bytes, size_t len);

#endif
