/* SPDX-License-Identifier: MIT */
/* cmd_edition.c — `kaijisho edition DRAFT`: what a newer edition of the form changed, and the answers it left without a question. */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/field_name.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/writing.h"
#include "draft/orphan.h"
#include "form/edition.h"

/* What is there to tell of a draft. */
struct news {
	struct reading reading;
	struct edition_changes changes;
	struct err missing; /* why the earlier edition is not compared with */
	bool differs;       /* the draft names another edition than the form's */
};

static const struct form *form_of(const struct news *news)
{
	return draft_form(news->reading.draft);
}

static bool news_open(struct news *news, struct context *context, const char *path, struct err *err)
{
	*news = (struct news){ 0 };
	if (!reading_open(&news->reading, context, path, err))
		return false;
	const char *edition = news->reading.source.edition;
	news->differs = edition && strcmp(edition, form_of(news)->edition) != 0;
	if (news->differs)
		edition_changes_load(&news->changes, &context->library, form_of(news), edition, &news->missing);
	return true;
}

static void news_clear(struct news *news)
{
	err_clear(&news->missing);
	edition_changes_clear(&news->changes);
	reading_clear(&news->reading);
}

static void print_lines(const char *text)
{
	for (const char *at = text; *at;) {
		size_t len = strcspn(at, "\n");
		say_printf("    %.*s\n", (int)len, at);
		at += len + (at[len] == '\n');
	}
}

static void print_change(const struct edition_change *change)
{
	const struct field *field = change->now ? change->now : change->was;

	say_printf("%s  %s  %s %s\n", edition_kind_title(change->kind), field->id, field->item->number, field->item->name);
	if (!change->was || !change->now)
		say_printf("    %s\n", change->was ? change->before : change->after);
	else
		say_printf("    %s → %s\n", *change->before ? change->before : "-", *change->after ? change->after : "-");
}

static void print_news(const struct news *news)
{
	const struct draft_source *source = &news->reading.source;
	const struct form *form = form_of(news);
	size_t orphan = orphan_next(source, 0);

	if (!source->edition)
		say_printf(_("The draft names no edition; the form %s is edition %s.\n"), form->id, form->edition);
	else if (news->differs)
		say_printf(_("The draft is of edition %s, the form %s is edition %s.\n"), source->edition, form->id,
			   form->edition);
	else
		say_printf(_("The draft and the form %s are of edition %s.\n"), form->id, form->edition);
	if (news->missing.text)
		say_printf(_("Only the draft itself could be compared with the form: %s\n"), news->missing.text);
	for (size_t i = 0; i < news->changes.count; i++)
		print_change(&news->changes.items[i]);
	if (orphan < source->stray_count)
		say_printf("%s\n", _("Answers without a question (--attach gives them to a field, --drop takes them away):"));
	for (; orphan < source->stray_count; orphan = orphan_next(source, orphan + 1)) {
		const struct stray *stray = &source->strays[orphan];
		char *text = orphan_text(source, stray);
		say_printf(_("%s  (line %u)\n"), stray->path, stray->line);
		print_lines(text);
		free(text);
	}
}

static json_t *change_object(const struct edition_change *change)
{
	const struct field *field = change->now ? change->now : change->was;

	return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?}", "kind", edition_kind_name(change->kind), "field", field->id,
			 "number", field->item->number, "item", field->item->name, "before",
			 change->was ? change->before : NULL, "after", change->now ? change->after : NULL);
}

static json_t *news_object(const struct news *news)
{
	const struct draft_source *source = &news->reading.source;
	json_t *changes = json_array(), *orphans = json_array();

	for (size_t i = 0; i < news->changes.count; i++)
		json_array_append_new(changes, change_object(&news->changes.items[i]));
	for (size_t i = orphan_next(source, 0); i < source->stray_count; i = orphan_next(source, i + 1)) {
		const struct stray *stray = &source->strays[i];
		char *text = orphan_text(source, stray);
		json_array_append_new(orphans, json_pack("{s:s, s:i, s:i, s:s}", "path", stray->path, "line", (int)stray->line,
							 "column", (int)stray->column, "text", text));
		free(text);
	}
	return json_pack("{s:s, s:s?, s:s, s:b, s:o, s:o}", "form", form_of(news)->id, "draft_edition", source->edition,
			 "form_edition", form_of(news)->edition, "compared", news->changes.old != NULL, "changes", changes,
			 "orphans", orphans);
}

static int tell(struct context *context, const struct options *options)
{
	struct news news;
	struct err err = { 0 };

	if (!news_open(&news, context, options->operands[0], &err))
		return say_failure(&err);
	if (options_given(options, "--json")) {
		json_t *object = news_object(&news);
		say_json(object);
		json_decref(object);
	} else {
		print_news(&news);
	}
	bool any = news.differs || orphan_next(&news.reading.source, 0) < news.reading.source.stray_count;
	news_clear(&news);
	return any ? EXIT_FINDINGS : EXIT_GOOD;
}

static const struct stray *find_orphan(const struct writing *writing, const char *path, struct err *err)
{
	const struct stray *orphan = orphan_find(store_source(writing->store), path);

	if (orphan && store_drops_orphan(writing->store, orphan))
		orphan = NULL; /* named before */
	if (!orphan)
		err_set(err, ERR_INPUT, _("The draft has no answer without a question named %s."), path);
	return orphan;
}

/* OLD-KEY=ID. A key may hold a `=`; an id does not. */
static bool attach(struct writing *writing, const char *word, struct err *err)
{
	const char *equals = strrchr(word, '=');
	struct place place;

	if (!equals)
		return err_set(err, ERR_USAGE, _("%s: expected OLD-KEY=ID."), word);
	char *key = mem_bytes(word, (size_t)(equals - word));
	const struct stray *orphan = find_orphan(writing, key, err);
	bool good = orphan && field_name_parse(writing->trial, equals + 1, false, &place, NULL, err) &&
		    writing_attach(writing, orphan, place, err);
	if (good)
		store_drop_orphan(writing->store, orphan, place);
	free(key);
	return good;
}

static bool drop(struct writing *writing, const char *key, struct err *err)
{
	const struct stray *orphan = find_orphan(writing, key, err);

	if (orphan)
		store_drop_orphan(writing->store, orphan, (struct place){ 0 });
	return orphan != NULL;
}

/* All of them or, with one that cannot be, none. */
static bool each(struct writing *writing, const struct options *options, const char *name,
		 bool (*amend)(struct writing *writing, const char *word, struct err *err), struct err *err)
{
	const char *word;
	for (int at = 0; (word = options_next(options, name, &at));)
		if (!amend(writing, word, err))
			return false;
	return true;
}

static bool amend_each(struct writing *writing, const void *arguments, struct err *err)
{
	const struct options *options = arguments;

	return each(writing, options, "--attach", attach, err) && each(writing, options, "--drop", drop, err);
}

static int amend(const struct context *context, const struct options *options)
{
	struct writing_task task = { amend_each, options };
	struct writing writing = { 0 };
	struct err err = { 0 };

	if (!writing_open(&writing, context, options->operands[0], &task, &err))
		return say_failure(&err);
	if (!amend_each(&writing, task.arguments, &err))
		return writing_drop(&writing, &err);
	if (options_given(options, "--accept"))
		store_accept_edition(writing.store);
	return writing_save(&writing);
}

static int run(struct context *context, const struct options *options)
{
	bool amends =
		options_given(options, "--accept") || options_given(options, "--attach") || options_given(options, "--drop");

	return amends ? amend(context, options) : tell(context, options);
}

static const struct option_row own_options[] = {
	{ "--accept", NULL, N_("the draft names the form's edition from now on") },
	{ "--attach", N_("OLD-KEY=ID"), N_("give an answer without a question to a field, to be confirmed") },
	{ "--drop", N_("OLD-KEY"), N_("take an answer without a question out of the file") },
	{ "--json", NULL, N_("print JSON") },
	{ 0 },
};

const struct command cmd_edition = {
	.name = "edition",
	.operands = N_("DRAFT"),
	.help = N_(
		"what a newer edition of the form changed, and answers it has no question for: exit status 1 if there are any"),
	.options = own_options,
	.least = 1,
	.most = 1,
	.run = run,
};
