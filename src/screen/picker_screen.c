/* SPDX-License-Identifier: MIT */
/* picker_screen.c — the drafts of the current folder with their progress, newest first, then the forms to start one from. */
#include <config.h>

#include "screen/picker_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "draft/draft_folder.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/frame.h"
#include "screen/reader.h"
#include "text/fold.h"
#include "text/showable.h"
#include "text/width.h"

/* Two screens of 24 rows. */
static const char tour[] = N_(
	"kaijisho walks you through a disclosure questionnaire: a hundred and more numbered items, from the company and its finances to "
	"each data center and the support.\n"
	"\n"
	"Writing. What you type goes into the field the cursor is in; there are no modes. Tab goes on to the next field, Shift-Tab back; "
	"Ctrl-G jumps to a section, Ctrl-F finds any word. Below the field stand what a good answer holds and an example. Where options "
	"are asked, Space, the arrow keys and digits choose.\n"
	"\n"
	"What is left. The first row counts the required answers. Ctrl-N goes to the next field that has something missing or wrong; what "
	"is wrong is said below the field, and Alt-c mends what can be mended. An answer longer than its limit is kept and marked.\n"
	"\n"
	"Saying nothing, on purpose. Ctrl-K sets a field to not applicable (with a reason) or undisclosed, and keeps notes, who answers it "
	"and by when. Ctrl-R marks an answer as to be confirmed, and confirms it.\n"
	"\n"
	"Data centers. One section is filled in once for each of them: Ctrl-D lists, adds, copies and compares them side by side.\n"
	"\n"
	"Saving. Everything you type is kept at once, even if the connection breaks. Ctrl-S writes it to the file, which is plain YAML; "
	"Ctrl-Q saves and leaves. The next time you go on where you were. Ctrl-Z undoes, a thousand steps.\n"
	"\n"
	"Handing in. Alt-v shows the document as it will be published, Alt-n all findings. Then, in the shell: `kaijisho check DRAFT` "
	"says whether it is complete, `kaijisho export DRAFT --to pdf --output FILE` writes the document. Two years later `kaijisho renew "
	"OLD NEW` starts the next one.\n"
	"\n"
	"Everything else. Esc lists every command with its keys; F1 explains the field. `man kaijisho` has the whole manual, `kaijisho help "
	"TOPIC` a page of it.");

struct candidate {
	char *name;   /* of the file, or the form's id */
	char *form;   /* its id, "" if it is not known */
	char *title;  /* of the form */
	char *right;  /* NULL: a draft not looked into yet */
	char *folded; /* NULL: not searched yet */
	char *about;  /* of a form: whom it is for; or NULL */
	struct timespec changed;
	enum { PICK_DRAFT, PICK_OLDER, PICK_FORM, PICK_TOUR } kind;
};

/* Drafts, newest first, then what stands for the older of them, the forms, the tour. */
struct picker {
	struct candidate *items;
	size_t count, drafts;
	size_t *shown;
	size_t newest; /* drafts that are listed */
	bool all;      /* the older ones, too */
	char *trouble;
};

/* At least so many drafts, however small the screen. */
enum { LEAST_DRAFTS = 3 };

static void add(struct picker *picker, size_t *room, struct candidate candidate)
{
	picker->items = mem_grow(picker->items, picker->count, room, sizeof *picker->items);
	picker->items[picker->count++] = candidate;
}

/* What a draft's row says behind its title: how far it is and of when. Folders of thousands are opened at once because only what
 * is shown is read and checked. */
static void look_into(const struct app *app, struct candidate *draft)
{
	struct err err = { 0 };
	struct buf right = { 0 };
	struct store *store = store_open(app->options.library, app->options.form_file, draft->name, STORE_READ, 0, &err);
	if (store) {
		struct checker *checker = checker_new(store_draft(store), app->options.today);
		checker_run(checker);
		const struct count *required = &checker_tally(checker)->required, *optional = &checker_tally(checker)->optional;
		if (required->total)
			buf_printf(&right, _("required %zu/%zu"), required->answered, required->total);
		else
			buf_printf(&right, _("answered %zu/%zu"), optional->answered, optional->total);
		checker_free(checker);
		free(draft->title);
		draft->title = mem_string(store_form(store)->title);
		store_close(store, false);
	} else {
		buf_puts(&right, _("cannot be read"));
	}
	err_clear(&err);
	char when[32] = "";
	struct tm local;
	if (localtime_r(&draft->changed.tv_sec, &local))
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
	buf_printf(&right, "  %s", when);
	draft->right = buf_take(&right);
}

static void add_drafts(struct picker *picker, size_t *room)
{
	struct draft_folder folder;
	draft_folder_list(&folder, ".");
	for (size_t i = 0; i < folder.count; i++)
		add(picker, room,
		    (struct candidate){ .name = mem_string(folder.files[i].name),
					.form = mem_string(folder.files[i].form),
					.changed = folder.files[i].changed,
					.kind = PICK_DRAFT });
	picker->drafts = picker->count;
	draft_folder_clear(&folder);
}

static void add_forms(struct app *app, struct picker *picker, size_t *room)
{
	char **ids = form_list(app->options.library);
	for (size_t i = 0; ids[i]; i++) {
		struct form *form = form_load(app->options.library, ids[i], NULL);
		if (form) {
			struct buf edition = { 0 };
			buf_printf(&edition, _("edition %s"), form->edition);
			add(picker, room,
			    (struct candidate){ .name = mem_string(ids[i]),
						.form = mem_string(ids[i]),
						.title = mem_string(form->title),
						.right = buf_take(&edition),
						.about = mem_string(form->audience),
						.kind = PICK_FORM });
			form_free(form);
		}
		free(ids[i]);
	}
	free(ids);
}

/* Drafts are searched by their form's title, too. */
static void add_titles(struct picker *picker)
{
	for (size_t i = 0; i < picker->drafts; i++)
		for (size_t k = picker->drafts; k < picker->count && !picker->items[i].title; k++)
			if (picker->items[k].kind == PICK_FORM && strcmp(picker->items[i].form, picker->items[k].name) == 0)
				picker->items[i].title = mem_string(picker->items[k].title);
}

/* The row as it is shown, and searched. */
static char *row_text(const struct picker *picker, const struct candidate *candidate)
{
	struct buf text = { 0 };
	const char *title = candidate->title ? candidate->title : "";
	switch (candidate->kind) {
	case PICK_DRAFT: buf_printf(&text, "%s  %s  %s", candidate->name, candidate->form, title); break;
	case PICK_FORM: buf_printf(&text, _("Start: %s  %s"), candidate->name, title); break;
	case PICK_OLDER:
		buf_printf(&text, ngettext("%zu older draft", "%zu older drafts", picker->drafts - picker->newest),
			   picker->drafts - picker->newest);
		break;
	case PICK_TOUR: buf_puts(&text, title); break;
	}
	return buf_take(&text);
}

static bool matches(const struct picker *picker, struct candidate *candidate, const char *query)
{
	if (!candidate->folded) {
		char *text = row_text(picker, candidate);
		candidate->folded = fold_text(text, strlen(text));
		free(text);
	}
	return fold_match(candidate->folded, query);
}

/* Without a word to look for, as many drafts as leave room for the forms and the tour: those are looked for first. */
static void fill(struct app *app, struct chooser *chooser)
{
	struct picker *picker = chooser->data;
	char *query = fold_text(buf_text(&chooser->input.text), chooser->input.text.len);
	size_t others = picker->count - picker->drafts - 1, most = picker->drafts;
	(void)app;
	if (!*query && !picker->all && picker->drafts + others > chooser->rows)
		most = chooser->rows > others + 1 + LEAST_DRAFTS ? chooser->rows - others - 1 : LEAST_DRAFTS;
	if (most + 1 >= picker->drafts) /* a row for one draft is that draft's */
		most = picker->drafts;
	chooser->count = 0;
	for (size_t i = 0; i < picker->count; i++) {
		struct candidate *candidate = &picker->items[i];
		bool fits = candidate->kind == PICK_DRAFT   ? i < most
			    : candidate->kind == PICK_OLDER ? most < picker->drafts
							    : true;
		if (fits && (!*query || matches(picker, candidate, query)))
			picker->shown[chooser->count++] = i;
	}
	picker->newest = most;
	free(query);
}

static struct candidate *candidate_at(const struct chooser *chooser, size_t index)
{
	const struct picker *picker = chooser->data;
	return &picker->items[picker->shown[index]];
}

static void prepare(struct app *app, struct chooser *chooser)
{
	for (size_t i = chooser->list.top; i < chooser->count && i < chooser->list.top + chooser->rows; i++)
		if (!candidate_at(chooser, i)->right)
			look_into(app, candidate_at(chooser, i));
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	enum { LEAST_NAME = 16, MARGINS = 5 };
	const struct candidate *candidate = candidate_at(chooser, index);
	int ambiguous = app->canvas.ambiguous, columns = app->columns - MARGINS;
	const char *right = candidate->right ? candidate->right : "", *day = strstr(right, "  ");
	/* In a narrow window how far it is, without of when, leaves room for a name. */
	bool narrow = day && columns - width_text(right, strlen(right), ambiguous) < LEAST_NAME;
	snprintf(row->right, sizeof row->right, "%.*s", (int)(narrow ? (size_t)(day - right) : strlen(right)), right);
	columns -= width_text(row->right, strlen(row->right), ambiguous);
	/* Drafts whose names begin alike are told apart by how they end. */
	bool cut = candidate->kind == PICK_DRAFT && width_text(candidate->name, strlen(candidate->name), ambiguous) > columns;
	char *left = cut ? width_shorten(candidate->name, columns, ambiguous) : row_text(chooser->data, candidate);
	snprintf(row->left, sizeof row->left, "%s", left);
	free(left);
}

static void complain(struct app *app, struct err *err)
{
	struct picker *picker = chooser_top(app)->data;
	free(picker->trouble);
	picker->trouble = err_sentence(err);
	err_clear(err);
}

static void open_draft(struct app *app, const char *name)
{
	struct err err = { 0 };
	struct store *store = store_open(app->options.library, app->options.form_file, name, STORE_EITHER, 0, &err);
	if (!store) {
		complain(app, &err);
		return;
	}
	app_pop(app);
	app_open(app, store);
}

/* A draft's file is found again by its name's end. */
static char *draft_name(const char *typed)
{
	struct buf name = { 0 };
	buf_printf(&name, "%s%s", typed, draft_is_named(typed) ? "" : ".yaml");
	return buf_take(&name);
}

static void start(struct app *app, const char *typed, size_t index)
{
	const struct picker *picker = chooser_top(app)->data;
	struct err err = { 0 };
	if (!*typed)
		return;
	char *name = draft_name(typed);
	struct form *form = form_load(app->options.library, picker->items[index].name, &err);
	if (form && store_create(form, name, &err))
		open_draft(app, name);
	else
		ask_push_again(app, _("Name of the new draft's file"), typed, &err, start, index);
	form_free(form);
	free(name);
}

static void show_tour(struct app *app)
{
	reader_push(app, mem_string(_("A tour in two screens")), mem_string(_(tour)));
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct candidate *candidate = candidate_at(chooser, index);
	struct picker *picker = chooser->data;
	char *name = mem_string(candidate->name);
	switch (candidate->kind) {
	case PICK_TOUR: show_tour(app); break;
	case PICK_OLDER: picker->all = true; break;
	case PICK_FORM: {
		struct buf suggestion = { 0 };
		buf_printf(&suggestion, "%s.yaml", name);
		ask_push_suggestion(app, _("Name of the new draft's file"), buf_text(&suggestion), start,
				    (size_t)(candidate - picker->items));
		buf_clear(&suggestion);
		break;
	}
	case PICK_DRAFT: open_draft(app, name); break;
	}
	free(name);
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	(void)chooser;
	if (event->code != KEY_F1)
		return false;
	show_tour(app);
	return true;
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct picker *picker = chooser->data;
	if (picker->trouble)
		return showable(picker->trouble, strlen(picker->trouble), true);
	struct buf text = { 0 };
	if (picker->drafts)
		buf_printf(&text,
			   ngettext("%zu draft in this folder, and forms to start a new one from.",
				    "%zu drafts in this folder, and forms to start a new one from.", picker->drafts),
			   picker->drafts);
	else
		buf_puts(&text, _("There is no draft in this folder yet. Start one from a form."));
	/* Always one row more, so that the list stays where it is: what the list has no room for. */
	const struct candidate *candidate =
		chooser->list.chosen < chooser->count ? candidate_at(chooser, chooser->list.chosen) : NULL;
	struct buf note = { 0 };
	if (candidate && candidate->about && *candidate->about)
		buf_printf(&note, _("For: %s"), candidate->about);
	else if (candidate && candidate->kind == PICK_DRAFT && candidate->title)
		buf_puts(&note, candidate->title);
	buf_puts(&text, "\n");
	frame_put_cut(&text, app, buf_text(&note), app->columns - 4);
	buf_clear(&note);
	return buf_take(&text);
}

static void close_picker(struct chooser *chooser)
{
	struct picker *picker = chooser->data;
	for (size_t i = 0; i < picker->count; i++) {
		free(picker->items[i].name);
		free(picker->items[i].form);
		free(picker->items[i].title);
		free(picker->items[i].right);
		free(picker->items[i].folded);
		free(picker->items[i].about);
	}
	free(picker->items);
	free(picker->shown);
	free(picker->trouble);
	free(picker);
}

static const struct chooser_kind kind = {
	.title = N_("Which draft?"),
	.keys = N_("Type to narrow  Enter open  F1 tour  Esc leave"),
	.has_input = true,
	.refills = true,
	.fill = fill,
	.prepare = prepare,
	.row = row,
	.choose = choose,
	.key = key,
	.words = words,
	.close = close_picker,
};

void picker_push(struct app *app)
{
	struct picker *picker = mem_alloc(1, sizeof *picker);
	size_t room = 0;
	add_drafts(picker, &room);
	add(picker, &room, (struct candidate){ .right = mem_string(_("Enter lists them")), .kind = PICK_OLDER });
	add_forms(app, picker, &room);
	add(picker, &room,
	    (struct candidate){ .title = mem_string(_("A tour in two screens")),
				.right = mem_string(_("to read first")),
				.kind = PICK_TOUR });
	add_titles(picker);
	picker->shown = mem_alloc(picker->count + 1, sizeof *picker->shown);
	chooser_push(app, &kind, picker, 0);
}
