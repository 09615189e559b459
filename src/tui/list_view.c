/* SPDX-License-Identifier: MIT */
/* list_view.c — moving in a list. */
#include <config.h>

#include "tui/list_view.h"

bool list_view_key(struct list_view *view, const struct key_event *event, size_t count, size_t rows)
{
	size_t page = rows > 1 ? rows - 1 : 1, last = count ? count - 1 : 0;
	switch (event->code) {
	case KEY_UP: view->chosen = view->chosen ? view->chosen - 1 : last; return true;
	case KEY_DOWN: view->chosen = view->chosen < last ? view->chosen + 1 : 0; return true;
	case KEY_PAGE_UP: view->chosen = view->chosen > page ? view->chosen - page : 0; return true;
	case KEY_PAGE_DOWN: view->chosen = view->chosen + page < last ? view->chosen + page : last; return true;
	case KEY_HOME: view->chosen = 0; return true;
	case KEY_END: view->chosen = last; return true;
	default: return false;
	}
}

void list_view_fit(struct list_view *view, size_t count, size_t rows)
{
	if (view->chosen >= count)
		view->chosen = count ? count - 1 : 0;
	if (view->top > view->chosen)
		view->top = view->chosen;
	if (rows && view->chosen >= view->top + rows)
		view->top = view->chosen - rows + 1;
	if (count <= rows)
		view->top = 0;
}

size_t scrolled(size_t top, int code, size_t count, size_t rows)
{
	size_t page = rows > 1 ? rows - 1 : 1, last = count > rows ? count - rows : 0;
	switch (code) {
	case KEY_UP: top -= top > 0; break;
	case KEY_DOWN: top++; break;
	case KEY_PAGE_UP: top = top > page ? top - page : 0; break;
	case KEY_PAGE_DOWN: top += page; break;
	case KEY_HOME: top = 0; break;
	case KEY_END: top = last; break;
	default: break;
	}
	return top < last ? top : last;
}
