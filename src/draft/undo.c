/* SPDX-License-Identifier: MIT */
/* undo.c — a list of steps, each a list of changes that take it back. */
#include <config.h>

#include "draft/undo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct changes {
	struct change *items;
	size_t count, room;
};

struct step {
	struct changes changes; /* in the order they were pushed; applied last first */
	struct undo_focus focus;
	bool join;
};

struct undo {
	struct step *steps; /* steps[0 … done) can be undone, steps[done … count) redone */
	size_t done, count, room;
	size_t most; /* 0: no bound */
	bool open;   /* steps[done - 1] may be continued */
};

static void changes_clear(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		change_clear(&changes->items[i]);
	free(changes->items);
	*changes = (struct changes){ 0 };
}

static void changes_push(struct changes *changes, struct change *change)
{
	changes->items = mem_grow(changes->items, changes->count, &changes->room, sizeof changes->items[0]);
	changes->items[changes->count++] = *change;
	*change = (struct change){ 0 };
}

struct undo *undo_new(size_t most_steps)
{
	struct undo *undo = mem_alloc(1, sizeof *undo);

	undo->most = most_steps;
	return undo;
}

static void forget_from(struct undo *undo, size_t from)
{
	while (undo->count > from)
		changes_clear(&undo->steps[--undo->count].changes);
}

void undo_unbind(struct undo *undo)
{
	undo->most = 0;
}

void undo_free(struct undo *undo)
{
	if (!undo)
		return;
	forget_from(undo, 0);
	free(undo->steps);
	free(undo);
}

void undo_begin(struct undo *undo, bool join, struct undo_focus focus)
{
	struct step *last = undo->done > 0 ? &undo->steps[undo->done - 1] : NULL;

	if (undo->open && join && last->join && place_equal(last->focus.place, focus.place) && last->focus.part == focus.part)
		return;
	forget_from(undo, undo->done);
	if (last && last->changes.count == 0) {
		/* Nothing came of it: the new step takes its place. */
		undo->done--;
		forget_from(undo, undo->done);
	}
	if (undo->most > 0 && undo->count == undo->most) {
		changes_clear(&undo->steps[0].changes);
		memmove(undo->steps, undo->steps + 1, (undo->count - 1) * sizeof undo->steps[0]);
		undo->count--;
	}
	undo->steps = mem_grow(undo->steps, undo->count, &undo->room, sizeof undo->steps[0]);
	undo->steps[undo->count++] = (struct step){ .focus = focus, .join = join };
	undo->done = undo->count;
	undo->open = true;
}

/* A run of typing is taken back by one removal, a run of deletions by one insertion. */
static bool coalesce(struct change *last, const struct change *next)
{
	size_t last_len, next_len;
	char *text;

	if (last->kind != CHANGE_SPLICE || next->kind != CHANGE_SPLICE || last->part != next->part ||
	    !place_equal(last->place, next->place))
		return false;
	last_len = strlen(last->text);
	next_len = strlen(next->text);
	if (last_len == 0 && next_len == 0 && next->at == last->at + last->remove) {
		last->remove += next->remove;
		return true;
	}
	if (last->remove == 0 && next->remove == 0 && next->at + next_len == last->at) {
		text = mem_alloc(next_len + last_len + 1, 1);
		memcpy(text, next->text, next_len);
		memcpy(text + next_len, last->text, last_len);
		free(last->text);
		last->text = text;
		last->at = next->at;
		return true;
	}
	return false;
}

void undo_push(struct undo *undo, struct change *inverse)
{
	struct changes *changes;

	if (!undo->open)
		undo_begin(undo, false, (struct undo_focus){ .place = inverse->place, .part = inverse->part });
	changes = &undo->steps[undo->done - 1].changes;
	if (changes->count > 0 && coalesce(&changes->items[changes->count - 1], inverse))
		change_clear(inverse);
	else
		changes_push(changes, inverse);
}

void undo_break(struct undo *undo)
{
	undo->open = false;
}

bool undo_can_undo(const struct undo *undo)
{
	for (size_t i = undo->done; i > 0; i--)
		if (undo->steps[i - 1].changes.count > 0)
			return true;
	return false;
}

bool undo_can_redo(const struct undo *undo)
{
	return undo->done < undo->count;
}

/* Applies `from` last first; `into` gets the inverses in the order they were made. On failure what was applied is
 * taken back and `into` is empty. */
static bool play(const struct changes *from, struct changes *into, undo_apply *apply, void *context)
{
	for (size_t i = from->count; i > 0; i--) {
		struct change inverse = { 0 };

		if (!apply(context, &from->items[i - 1], &inverse)) {
			while (into->count > 0) {
				struct change *back = &into->items[--into->count];

				apply(context, back, NULL);
				change_clear(back);
			}
			changes_clear(into);
			return false;
		}
		changes_push(into, &inverse);
	}
	return true;
}

static bool turn(struct undo *undo, struct step *step, undo_apply *apply, void *context, struct undo_focus *focus)
{
	struct changes inverses = { 0 };

	undo->open = false;
	if (!play(&step->changes, &inverses, apply, context))
		return false;
	changes_clear(&step->changes);
	step->changes = inverses;
	if (focus)
		*focus = step->focus;
	return true;
}

bool undo_undo(struct undo *undo, undo_apply *apply, void *context, struct undo_focus *focus)
{
	while (undo->done > 0 && undo->steps[undo->done - 1].changes.count == 0) {
		undo->done--;
		forget_from(undo, undo->done);
	}
	if (undo->done == 0 || !turn(undo, &undo->steps[undo->done - 1], apply, context, focus))
		return false;
	undo->done--;
	return true;
}

bool undo_redo(struct undo *undo, undo_apply *apply, void *context, struct undo_focus *focus)
{
	if (undo->done == undo->count || !turn(undo, &undo->steps[undo->done], apply, context, focus))
		return false;
	undo->done++;
	return true;
}
