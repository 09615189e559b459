/* SPDX-License-Identifier: MIT */
/* picker_screen.c — the drafts of the current folder with their progress, newest first, then the forms to start one from. */
#include <config.h>

#include "screen/picker_screen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/reader.h"
#include "text/fold.h"
#include "text/showable.h"
#include "text/width.h"

/* More files than a person would look through; each is read and checked. */
enum { MOST_DRAFTS = 200 };

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
	char *name;  /* of the file, or the form's id */
	char *title; /* what the row says */
	char *right;
	char *folded;
	char *about;  /* of a form: whom it is for; or NULL */
	time_t changed;
	enum { PICK_DRAFT, PICK_FORM, PICK_TOUR } kind;
};

struct picker {
	struct candidate *items;
	size_t count;
	size_t *shown;
	char *trouble;
};

static void add(struct picker *picker, struct candidate candidate)
{
	picker->items = mem_resize(picker->items, picker->count + 1, sizeof *picker->items);
	candidate.folded = fold_text(candidate.title, strlen(candidate.title));
	picker->items[picker->count++] = candidate;
}

/* A file that is no draft is none of our business. */
static void add_draft(struct app *app, struct picker *picker, const char *name, time_t changed)
{
	struct err err = { 0 };
	struct store *store = store_open(app->options.library, app->options.form_file, name, STORE_READ, 0, &err);
	err_clear(&err);
	if (!store)
		return;
	struct checker *checker = checker_new(store_draft(store), app->options.today);
	struct buf title = { 0 }, right = { 0 };
	char when[32] = "";
	struct tm local;
	checker_run(checker);
	const struct count *required = &checker_tally(checker)->required, *optional = &checker_tally(checker)->optional;
	if (localtime_r(&changed, &local))
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
	buf_printf(&title, "%s  %s", name, store_form(store)->title);
	if (required->total)
		buf_printf(&right, _("required %zu/%zu"), required->answered, required->total);
	else
		buf_printf(&right, _("answered %zu/%zu"), optional->answered, optional->total);
	buf_printf(&right, "  %s", when);
	add(picker,
	    (struct candidate){
		    .name = mem_string(name), .title = buf_take(&title), .right = buf_take(&right), .changed = changed });
	checker_free(checker);
	store_close(store, false);
}

static int newest_first(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return x->changed != y->changed ? (x->changed > y->changed ? -1 : 1) : strcmp(x->name, y->name);
}

static void add_drafts(struct app *app, struct picker *picker)
{
	DIR *folder = opendir(".");
	for (struct dirent *entry; folder && picker->count < MOST_DRAFTS && (entry = readdir(folder));) {
		const char *dot = strrchr(entry->d_name, '.');
		struct stat stat_of;
		if (entry->d_name[0] != '.' && dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0) &&
		    stat(entry->d_name, &stat_of) == 0 && S_ISREG(stat_of.st_mode))
			add_draft(app, picker, entry->d_name, stat_of.st_mtime);
	}
	if (folder)
		closedir(folder);
	if (picker->count)
		qsort(picker->items, picker->count, sizeof *picker->items, newest_first);
}

static void add_forms(struct app *app, struct picker *picker)
{
	char **ids = form_list(app->options.library);
	for (size_t i = 0; ids[i]; i++) {
		struct err err = { 0 };
		struct form *form = form_load(app->options.library, ids[i], &err);
		struct buf title = { 0 };
		if (form) {
			buf_printf(&title, _("Start: %s (%s)"), form->title, form->edition);
			add(picker, (struct candidate){ .name = ids[i],
							.title = buf_take(&title),
							.right = mem_string(ids[i]),
							.about = mem_string(form->audience),
							.kind = PICK_FORM });
			form_free(form);
		} else {
			free(ids[i]);
		}
		err_clear(&err);
	}
	free(ids);
}

static void fill(struct app *app, struct chooser *chooser)
{
	struct picker *picker = chooser->data;
	char *query = fold_text(buf_text(&chooser->input.text), chooser->input.text.len);
	(void)app;
	chooser->count = 0;
	for (size_t i = 0; i < picker->count; i++)
		if (fold_match(picker->items[i].folded, query))
			picker->shown[chooser->count++] = i;
	free(query);
}

static const struct candidate *candidate_at(const struct chooser *chooser, size_t index)
{
	const struct picker *picker = chooser->data;
	return &picker->items[picker->shown[index]];
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct candidate *candidate = candidate_at(chooser, index);
	(void)app;
	snprintf(row->left, sizeof row->left, "%s", candidate->title);
	snprintf(row->right, sizeof row->right, "%s", candidate->right);
}

static void complain(struct app *app, struct err *err)
{
	struct chooser *chooser = app->stack[app->depth - 1].state;
	struct picker *picker = chooser->data;
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

static void start(struct app *app, const char *name, size_t index)
{
	struct chooser *chooser = app->stack[app->depth - 1].state;
	const struct picker *picker = chooser->data;
	struct err err = { 0 };
	struct form *form = *name ? form_load(app->options.library, picker->items[index].name, &err) : NULL;
	bool created = form && store_create(form, name, &err);
	form_free(form);
	if (created)
		open_draft(app, name);
	else if (*name)
		complain(app, &err);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct candidate *candidate = candidate_at(chooser, index);
	char *name = mem_string(candidate->name);
	if (candidate->kind == PICK_TOUR) {
		reader_push(app, mem_string(_("A tour in two screens")), mem_string(_(tour)));
	} else if (candidate->kind == PICK_FORM) {
		struct buf suggestion = { 0 };
		buf_printf(&suggestion, "%s.yaml", name);
		ask_push(app, _("Name of the new draft's file"), buf_text(&suggestion), start, (size_t)(candidate - ((struct picker *)chooser->data)->items));
		buf_clear(&suggestion);
	} else {
		open_draft(app, name);
	}
	free(name);
}

static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct picker *picker = chooser->data;
	(void)app;
	if (picker->trouble)
		return showable(picker->trouble, strlen(picker->trouble), true);
	struct buf text = { 0 };
	buf_puts(&text, picker->count && picker->items[0].kind == PICK_DRAFT ? _("Drafts in this folder, and forms to start a new one from.")
									     : _("There is no draft in this folder yet. Start one from a form."));
	/* Always one row more, so that the list stays where it is. */
	const char *about = chooser->list.chosen < chooser->count ? candidate_at(chooser, chooser->list.chosen)->about : NULL;
	buf_puts(&text, "\n");
	if (about && *about) {
		int columns = app->columns - 6 - width_text(_("For: %s"), strlen(_("For: %s")), app->canvas.ambiguous);
		size_t fit = width_fit(about, strlen(about), columns, app->canvas.ambiguous, NULL);
		char *begin = mem_bytes(about, fit);
		buf_printf(&text, _("For: %s"), begin);
		if (about[fit])
			buf_puts(&text, "..");
		free(begin);
	}
	return buf_take(&text);
}

static void close_picker(struct chooser *chooser)
{
	struct picker *picker = chooser->data;
	for (size_t i = 0; i < picker->count; i++) {
		free(picker->items[i].name);
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
	.name = "picker", .title = N_("Which draft?"), .keys = N_("Type to narrow  Enter open  Esc leave"), .has_input = true, .fill = fill,
	.row = row, .choose = choose, .words = words, .close = close_picker,
};

void picker_push(struct app *app)
{
	struct picker *picker = mem_alloc(1, sizeof *picker);
	add_drafts(app, picker);
	add_forms(app, picker);
	add(picker, (struct candidate){ .name = mem_string("tour"), .title = mem_string(_("A tour in two screens")),
					.right = mem_string(_("to read first")), .kind = PICK_TOUR });
	picker->shown = mem_alloc(picker->count + 1, sizeof *picker->shown);
	chooser_push(app, &kind, picker, 0);
}
