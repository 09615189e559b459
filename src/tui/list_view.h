/* SPDX-License-Identifier: MIT */
/* list_view.h — which of many rows is chosen, and which show. */
#ifndef LIST_VIEW_H
#define LIST_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/key.h"

/* Zeroed: the first row. */
struct list_view {
	size_t chosen, top;
};

/* Up, Down, Page, Home, End. False for other keys. */
bool list_view_key(struct list_view *view, const struct key_event *event, size_t count, size_t rows);
/* Keeps the chosen row inside the list and on the screen. Call before drawing. */
void list_view_fit(struct list_view *view, size_t count, size_t rows);

/* A text of `count` rows, of which `rows` are shown from `top` on, after a key: the new top, never beyond the last page. Other keys only
 * see to that. */
size_t scrolled(size_t top, int code, size_t count, size_t rows);

#endif
