/* SPDX-License-Identifier: MIT */
/* chooser.h — a list to choose from, perhaps narrowed by typing: sections, commands, search results, findings … */
#ifndef CHOOSER_H
#define CHOOSER_H

#include "screen/app.h"
#include "tui/line_input.h"
#include "tui/list_view.h"

struct chooser;

struct chooser_row {
	char left[2048], right[256];
	enum style style;
};

struct chooser_kind {
	const char *title; /* N_() */
	const char *keys;  /* N_(): its footer */
	bool has_input;    /* typing narrows the list */
	bool refills;      /* what it lists changes while it is covered: filled anew before it is drawn */
	/* As of its screen. */
	bool shows_answers;
	enum asking asks;
	const char *way_back;
	const char *const *choices; /* N_(), ended by NULL: these are the rows; fill and row are NULL then */
	/* Sets count after the input changed (and at first, when it is not laid out yet). */
	void (*fill)(struct app *app, struct chooser *chooser);
	void (*row)(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row);
	/* The draft has become another: what is kept of it beside the rows is taken anew, before fill; may be NULL. */
	void (*renew)(struct app *app, struct chooser *chooser);
	/* Before the rows from list.top on are drawn; may be NULL. What a row says that costs something is found out here. */
	void (*prepare)(struct app *app, struct chooser *chooser);
	/* Enter. The chooser is still on the stack: app_pop() when done. */
	void (*choose)(struct app *app, struct chooser *chooser, size_t index);
	/* Other keys; may be NULL. */
	bool (*key)(struct app *app, struct chooser *chooser, const struct key_event *event);
	/* Lines below the title; may be NULL. Yours to free. */
	char *(*words)(const struct app *app, const struct chooser *chooser);
	void (*close)(struct chooser *chooser); /* frees data; may be NULL */
};

struct chooser {
	const struct chooser_kind *kind;
	struct line_input input;
	struct list_view list;
	size_t count;
	void *data;
	size_t rows; /* shown, as last laid out */
	char *said;  /* the chosen row's left half then, to find it again in a list that was renewed; or NULL */
};

/* The typed character in ASCII, also when an input method made it full-width; a full-width blank is one, too. 0: none was typed. */
char chooser_letter(const struct key_event *event);

/* The chooser on top of the stack, for those who know that one is: the line they asked for above it is done. */
struct chooser *chooser_top(const struct app *app);

/* `data` is the kind's own. Valid while it is on the stack; NULL if there was no room. */
struct chooser *chooser_push(struct app *app, const struct chooser_kind *kind, void *data, size_t chosen);

#endif
