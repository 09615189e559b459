/* SPDX-License-Identifier: MIT */
/* import_screen.c — a row for everything the file holds; what matched surely is accepted at first, the rest is up to the person. */
#include <config.h>

#include "screen/import_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "report/import_source.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/frame.h"
#include "screen/place_title.h"
#include "text/width.h"

struct preview {
	struct import import;
	bool *accepted;
	const char *trouble, *wanted; /* why there is nothing to accept, and what was expected; or NULL */
};

static bool can_be_accepted(const struct import_entry *entry)
{
	return entry->match != MATCH_NONE && !entry->same;
}

static void fill(struct app *app, struct chooser *chooser)
{
	(void)app;
	chooser->count = ((const struct preview *)chooser->data)->import.count;
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct preview *preview = chooser->data;
	const struct import_entry *entry = &preview->import.entries[index];
	const char *mark = preview->accepted[index] ? "[x]" : can_be_accepted(entry) ? "[ ]" : "   ";
	char *title = entry->place.field ? place_title(app, entry->place, app->columns / 2) : NULL;
	if (title)
		snprintf(row->left, sizeof row->left, "%s %s: %.*s", mark, title, (int)strcspn(entry->answer, "\n"),
			 entry->answer);
	else
		snprintf(row->left, sizeof row->left, "%s %s", mark, entry->source);
	free(title);
	snprintf(row->right, sizeof row->right, "%s", entry->same ? _("the same") : match_title(entry->match));
	if (!can_be_accepted(entry))
		row->style = STYLE_DIM;
}

static void put_row(const struct app *app, struct buf *out, const char *label, const char *text)
{
	int room = app->columns - 4 - width_text(label, strlen(label), app->canvas.ambiguous);
	buf_puts(out, label);
	frame_put_cut(out, app, text, room > 6 ? room : 6);
	buf_putc(out, '\n');
}

/* What stands there now, and what would. Always as many rows, so that the list stays where it is. */
static char *words(const struct app *app, const struct chooser *chooser)
{
	const struct preview *preview = chooser->data;
	const struct draft *draft = session_draft(app->session);
	struct buf text = { 0 };
	size_t accepted = 0;
	if (preview->trouble)
		buf_printf(&text, "%s\n%s\n", preview->trouble, preview->wanted);
	for (size_t i = 0; i < preview->import.count; i++)
		accepted += preview->accepted[i];
	buf_printf(&text, _("%zu of %zu rows accepted; nothing is changed before you import them.\n"), accepted,
		   preview->import.count);
	if (chooser->list.chosen < preview->import.count) {
		const struct import_entry *entry = &preview->import.entries[chooser->list.chosen];
		bool exists = entry->place.field && entry->place.instance < draft_instances(draft, entry->place.field->section);
		char *now = exists ? draft_joined(draft, entry->place) : NULL;
		put_row(app, &text, _("In the file: "), entry->source);
		put_row(app, &text, _("Answer there: "), entry->answer);
		put_row(app, &text, _("Answer here: "), now ? now : "-");
		free(now);
	}
	return buf_take(&text);
}

static void take(struct app *app, struct chooser *chooser)
{
	const struct preview *preview = chooser->data;
	struct session_answer *answers = mem_alloc(preview->import.count + 1, sizeof *answers);
	size_t count = 0;
	for (size_t i = 0; i < preview->import.count; i++)
		if (preview->accepted[i])
			answers[count++] = (struct session_answer){ preview->import.entries[i].place,
								    preview->import.entries[i].answer, NULL };
	if (!count)
		session_say(app->session, true, "%s", _("Nothing is accepted: Space accepts a row."));
	else if (session_take(app->session, answers, count))
		app_pop(app);
	free(answers);
}

static void accept_sure(struct preview *preview)
{
	for (size_t i = 0; i < preview->import.count; i++)
		preview->accepted[i] = can_be_accepted(&preview->import.entries[i]) &&
				       preview->import.entries[i].match == MATCH_SURE && preview->import.entries[i].first == i;
}

/* Of the rows that answer one field one is accepted at most. */
static void accept(struct preview *preview, size_t chosen)
{
	for (size_t i = 0; i < preview->import.count; i++)
		if (preview->import.entries[i].first == preview->import.entries[chosen].first)
			preview->accepted[i] = false;
	preview->accepted[chosen] = true;
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	struct preview *preview = chooser->data;
	char letter = chooser_letter(event);
	if (!letter || !strchr(" ani", letter))
		return false;
	if (letter == ' ' && chooser->list.chosen < chooser->count) {
		size_t chosen = chooser->list.chosen;
		if (preview->accepted[chosen])
			preview->accepted[chosen] = false;
		else if (can_be_accepted(&preview->import.entries[chosen]))
			accept(preview, chosen);
		else
			session_say(app->session, false, "%s",
				    preview->import.entries[chosen].same ? _("The draft says so already.")
									 : _("No field matches this row."));
		if (chosen + 1 < chooser->count)
			chooser->list.chosen++;
	} else if (letter == 'a') {
		accept_sure(preview);
	} else if (letter == 'n') {
		memset(preview->accepted, 0, preview->import.count * sizeof *preview->accepted);
	} else if (letter == 'i') {
		take(app, chooser);
	}
	return true;
}

/* Enter accepts or not, as Space does: importing is a key of its own, which no one hits by mistake. */
static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	struct key_event event = { .code = KEY_TEXT };
	(void)index;
	buf_puts(&event.text, " ");
	key(app, chooser, &event);
	buf_clear(&event.text);
}

static void close_preview(struct chooser *chooser)
{
	struct preview *preview = chooser->data;
	import_clear(&preview->import);
	free(preview->accepted);
	free(preview);
}

static const struct chooser_kind kind = {
	.asks = ASKS_SOMETHING,
	.title = N_("Take answers from a file"),
	.keys = N_("Space accept or not  a all that match  n none  i import  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.key = key,
	.words = words,
	.close = close_preview,
};

static const char question[] = N_("Take answers from which file? (csv, tsv, xlsx, Markdown, JSON, another draft)");

static bool is_text_table(const char *path)
{
	size_t len = strlen(path);
	return len > 4 && (strcasecmp(path + len - 4, ".csv") == 0 || strcasecmp(path + len - 4, ".tsv") == 0);
}

static void open_source(struct app *app, const char *path, size_t value)
{
	struct preview *preview = mem_alloc(1, sizeof *preview);
	struct import_from from = { .library = app->options.library,
				    .form_file = app->options.form_file,
				    .unxlsx = app->options.unxlsx };
	struct err err = { 0 };
	if (!*path) {
		free(preview);
		return;
	}
	bool read = import_source(&preview->import, session_draft(app->session), &from, path, &err);
	/* What Excel saves in Japan: no answer was expected in another encoding if it can be read in this one. */
	if (!read && is_text_table(path)) {
		struct err again = { 0 };
		from.encoding = "CP932";
		import_clear(&preview->import);
		read = import_source(&preview->import, session_draft(app->session), &from, path, &again);
		err_clear(read ? &err : &again);
		const char *slash = strrchr(path, '/');
		char *name = width_shorten(slash ? slash + 1 : path, 20, app->canvas.ambiguous);
		if (read)
			session_say(app->session, false, _("%s is not UTF-8; it was read as %s."), name, from.encoding);
		free(name);
	}
	if (!read) {
		ask_push_again(app, _(question), path, &err, open_source, value);
		import_clear(&preview->import);
		free(preview);
		return;
	}
	preview->accepted = mem_alloc(preview->import.count + 1, sizeof *preview->accepted);
	preview->trouble = import_source_trouble(&preview->import);
	preview->wanted = import_source_wanted(&from, path);
	accept_sure(preview);
	chooser_push(app, &kind, preview, 0);
}

void import_push(struct app *app)
{
	ask_push(app, _(question), "", open_source, 0);
}
