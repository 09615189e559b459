/* SPDX-License-Identifier: MIT */
/* undo.h — steps across fields and instances. A step is what one key, or one run of typing, or one import did. */
#ifndef UNDO_H
#define UNDO_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/draft.h"

/* Where the person was, to bring them back there. */
struct undo_focus {
	struct place place;
	enum part part;
	size_t caret;
};

struct undo;
struct undo *undo_new(size_t most_steps); /* 0: no bound */
void undo_free(struct undo *undo);
void undo_unbind(struct undo *undo); /* from now on as many steps as there are */

/* Begins a step unless the open step may be continued: `join` true and the open step had join true and the same focus
 * place and part (typing on). */
void undo_begin(struct undo *undo, bool join, struct undo_focus focus);
/* Adds the inverse of a change just applied; takes over what `inverse` owns. Without an open step it opens its own. */
void undo_push(struct undo *undo, struct change *inverse);
/* The next undo_begin opens a new step whatever it says (the caret moved, a save, a pause). */
void undo_break(struct undo *undo);

bool undo_can_undo(const struct undo *undo);
bool undo_can_redo(const struct undo *undo);
/* Each takes the step's changes off in the order to apply them. `apply` applies one change and fills the inverse (when
 * not NULL). `focus` (may be NULL) is the step's. False if there is no step, or one of its changes did not fit any more:
 * then all is as it was. */
typedef bool undo_apply(void *context, const struct change *change, struct change *inverse);
bool undo_undo(struct undo *undo, undo_apply *apply, void *context, struct undo_focus *focus);
bool undo_redo(struct undo *undo, undo_apply *apply, void *context, struct undo_focus *focus);

#endif
