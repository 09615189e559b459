/* SPDX-License-Identifier: MIT */
/* writing.c — changes tried, applied, saved. */
#include <config.h>

#include "cli/writing.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/mistaken.h"
#include "cli/say.h"
#include "draft/align.h"
#include "draft/merge.h"
#include "draft/orphan.h"

/* What the journal of a session that broke off brought back, and what it could not. */
static void say_recovery(const struct store_recovery *recovery, const char *path)
{
	if (recovery->count)
		say_note(ngettext("%s: %zu answer of an interrupted session was restored.",
				  "%s: %zu answers of an interrupted session were restored.", recovery->count),
			 path, recovery->count);
	if (recovery->conflicts)
		say_note(ngettext("%s: the file had changed since that session; %zu answer now holds both sides (conflict).",
				  "%s: the file had changed since that session; %zu answers now hold both sides (conflict).",
				  recovery->conflicts),
			 path, recovery->conflicts);
	if (recovery->kept_as)
		say_note(
			_("%s: the journal of an interrupted session is damaged, or not of this version: it is kept as %s; records in it that could not be used: %zu."),
			path, recovery->kept_as, recovery->unusable);
	if (recovery->theirs_as)
		say_note(_("%s: what another program saved in the moment an earlier session broke off is kept as %s."), path,
			 recovery->theirs_as);
}

static bool begin(struct writing *writing, const struct context *context, const char *path, enum store_mode mode, int wait_ms,
		  struct err *err)
{
	*writing = (struct writing){ .rehearses = mode == STORE_READ };
	writing->store = store_open(&context->library, context->form_file, path, mode, wait_ms, err);
	return writing->store != NULL;
}

/* False if the task cannot be done, whoever has the lock. A draft that cannot be read right now is told of once it is ours. */
static bool rehearse(const struct context *context, const char *path, const struct writing_task *task, struct err *err)
{
	struct writing writing;
	enum store_news news;
	bool fine = true;

	if (begin(&writing, context, path, STORE_READ, 0, NULL)) {
		(void)store_reload(writing.store, &news, NULL);
		writing.trial = draft_copy(store_draft(writing.store));
		fine = task->run(&writing, task->arguments, err);
		writing_close(&writing);
	}
	return fine;
}

bool writing_open(struct writing *writing, const struct context *context, const char *path, const struct writing_task *task,
		  struct err *err)
{
	struct err why = { 0 };
	bool open = begin(writing, context, path, STORE_WRITE, 0, &why);

	if (!open && why.code != ERR_LOCKED) {
		mistaken_explain(path, &why);
		*err = why;
		return false;
	}
	err_clear(&why);
	if (!open && ((task && !rehearse(context, path, task, err)) ||
		      !begin(writing, context, path, STORE_WRITE, WRITING_WAIT_MS, err)))
		return false;
	writing->trial = draft_copy(store_draft(writing->store));
	say_recovery(store_recovery(writing->store), path);
	return true;
}

bool writing_change(struct writing *writing, struct change *change, struct err *err)
{
	if (!draft_apply(writing->trial, change, NULL, err)) {
		change_clear(change);
		return false;
	}
	writing->changes = mem_resize(writing->changes, writing->count + 1, sizeof *writing->changes);
	writing->changes[writing->count++] = *change;
	*change = (struct change){ 0 };
	return true;
}

bool writing_set(struct writing *writing, struct place place, enum part part, const char *text, struct err *err)
{
	struct change change = { .kind = CHANGE_SET, .place = place, .part = part, .text = mem_string(text) };

	return writing_change(writing, &change, err);
}

/* A change_emit's context: what is emitted is tried one after the other, up to the first that fails. */
struct emitted {
	struct writing *writing;
	struct err *err;
	bool failed;
};

static void take(void *context, struct change *change)
{
	struct emitted *emitted = context;

	if (!emitted->failed)
		emitted->failed = !writing_change(emitted->writing, change, emitted->err);
}

bool writing_joined(struct writing *writing, struct place place, const char *joined, struct err *err)
{
	struct emitted emitted = { writing, err, false };
	/* What says so already stays as the file words it: 非公開 may be a text there, or a status under this name. */
	char *now = draft_joined(writing->trial, place);
	bool same = now && strcmp(now, joined) == 0;

	free(now);
	if (!same)
		draft_set_joined(writing->trial, place, joined, take, &emitted);
	return !emitted.failed;
}

bool writing_become(struct writing *writing, const struct draft *other, struct err *err)
{
	struct emitted emitted = { writing, err, false };
	/* The difference is read while it is being applied. */
	struct draft *now = draft_copy(writing->trial);

	draft_difference(now, other, take, &emitted);
	draft_free(now);
	return !emitted.failed;
}

bool writing_merge(struct writing *writing, const struct draft *base, const struct draft *theirs, size_t *conflicts,
		   struct err *err)
{
	struct emitted emitted = { writing, err, false };

	*conflicts = merge_drafts(base, store_draft(writing->store), theirs, take, &emitted);
	return !emitted.failed;
}

bool writing_attach(struct writing *writing, const struct stray *orphan, struct place place, struct err *err)
{
	struct emitted emitted = { writing, err, false };

	return orphan_attach(orphan, writing->trial, place, take, &emitted, err) && !emitted.failed;
}

static void end(struct writing *writing, bool done)
{
	for (size_t i = 0; i < writing->count; i++)
		change_clear(&writing->changes[i]);
	free(writing->changes);
	draft_free(writing->trial);
	/* What did not get into the file must not get there with the next command. */
	if (done)
		store_close(writing->store, false);
	else
		store_abandon(writing->store);
	*writing = (struct writing){ 0 };
}

void writing_close(struct writing *writing)
{
	end(writing, true);
}

int writing_save(struct writing *writing)
{
	struct save_report report = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < writing->count; i++)
		if (!store_apply(writing->store, &writing->changes[i], NULL, &err))
			return writing_drop(writing, &err);
	if (!store_save(writing->store, &report, &err))
		return writing_drop(writing, &err);
	if (report.made_anew)
		say_note(_("%s: the file had been removed meanwhile; it was made anew."), store_path(writing->store));
	if (report.owner_lost)
		say_note(_("%s: the file's owner could not be kept."), store_path(writing->store));
	if (report.not_kept)
		say_note(_("%s: the state before this save could not be kept for `kaijisho history`."),
			 store_path(writing->store));
	if (report.conflicts)
		say_note(ngettext("%s: the file had changed meanwhile; %zu answer now holds both sides (conflict).",
				  "%s: the file had changed meanwhile; %zu answers now hold both sides (conflict).",
				  report.conflicts),
			 store_path(writing->store), report.conflicts);
	end(writing, true);
	return EXIT_GOOD;
}

int writing_drop(struct writing *writing, struct err *err)
{
	if (writing->store)
		end(writing, false);
	return say_failure(err);
}
