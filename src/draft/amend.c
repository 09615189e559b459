/* SPDX-License-Identifier: MIT */
/* amend.c — lines of a draft's file that are no answers, changed by a patch and read back. */
#include <config.h>

#include "draft/amend.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "draft/part_text.h"
#include "draft/render.h"

static void drop_clear(struct orphan_drop *drop)
{
	free(drop->path);
	free(drop->bytes);
}

void amendment_clear(struct amendment *amendment)
{
	for (size_t i = 0; i < amendment->drop_count; i++)
		drop_clear(&amendment->drops[i]);
	free(amendment->drops);
	free(amendment->edition);
	*amendment = (struct amendment){ 0 };
}

static struct orphan_drop *find_drop(const struct amendment *amendment, const struct draft_source *source,
				     const struct stray *orphan)
{
	for (size_t i = 0; i < amendment->drop_count; i++) {
		struct orphan_drop *drop = &amendment->drops[i];
		char *bytes = orphan->map ? orphan_bytes(source, orphan) : NULL;
		bool same = text_equal(drop->bytes, bytes) && strcmp(drop->path, orphan->path) == 0;

		free(bytes);
		if (same)
			return drop;
	}
	return NULL;
}

void amendment_drop(struct amendment *amendment, const struct draft_source *source, const struct stray *orphan,
		    struct place into)
{
	amendment_keep(amendment, source, orphan);
	amendment->drops = mem_resize(amendment->drops, amendment->drop_count + 1, sizeof *amendment->drops);
	amendment->drops[amendment->drop_count++] =
		(struct orphan_drop){ .path = mem_string(orphan->path), .bytes = orphan_bytes(source, orphan), .into = into };
}

void amendment_keep(struct amendment *amendment, const struct draft_source *source, const struct stray *orphan)
{
	struct orphan_drop *drop = find_drop(amendment, source, orphan);

	if (!drop)
		return;
	drop_clear(drop);
	*drop = amendment->drops[--amendment->drop_count];
}

bool amendment_drops(const struct amendment *amendment, const struct draft_source *source, const struct stray *orphan)
{
	return find_drop(amendment, source, orphan) != NULL;
}

/* Whether it has to go now. */
static bool goes(const struct amendment *amendment, const struct draft *draft, const struct draft_source *source,
		 const struct stray *orphan)
{
	const struct orphan_drop *drop = find_drop(amendment, source, orphan);

	if (!drop || !drop->into.field)
		return drop != NULL;
	return drop->into.instance < draft_instances(draft, drop->into.field->section) &&
	       draft_status(draft, drop->into) != STATUS_UNANSWERED;
}

/* Takes the pairs of `map` out whose strays go. */
static void drop_from(struct patch *patch, const struct draft_source *source, const struct yaml_node *map, const bool *gone)
{
	struct map_plan plan = { .map = map };
	bool *drops = mem_alloc(map->count + 1, sizeof *drops);
	size_t *orders = mem_alloc(map->count + 1, sizeof *orders);

	for (size_t i = 0; i < map->count; i++)
		orders[i] = PATCH_NO_ORDER;
	for (size_t i = 0; i < source->stray_count; i++)
		if (gone[i] && source->strays[i].map == map)
			drops[source->strays[i].pair] = true;
	plan.drops = drops;
	plan.orders = orders;
	patch_map(patch, &plan);
	free(drops);
	free(orders);
}

static void drop_orphans(struct patch *patch, const struct draft_source *source, const bool *gone)
{
	for (size_t i = 0; i < source->stray_count; i++) {
		bool first = gone[i];

		for (size_t k = 0; k < i && first; k++)
			first = !gone[k] || source->strays[k].map != source->strays[i].map;
		if (first)
			drop_from(patch, source, source->strays[i].map, gone);
	}
}

/* The line `edition:`; a draft that has none gets it behind `form:`. */
static void name_edition(struct patch *patch, const struct draft_source *source, const char *edition)
{
	const struct yaml_node *root = source->tree.root;
	bool flow = root->style == YAML_FLOW;
	struct render_frame frame = { .column = patch_column(patch, root->start),
				      .flow = flow,
				      .json = flow && root->items[0]->style == YAML_DOUBLE,
				      .line_break = patch->line_break };
	size_t *orders = mem_alloc(root->count, sizeof *orders);
	bool *drops = mem_alloc(root->count, sizeof *drops);
	struct addition addition = { .order = 1 };
	struct map_plan plan = { .map = root, .orders = orders, .drops = drops, .additions = &addition, .addition_count = 1 };
	bool there = false;

	for (size_t i = 0; i < root->count; i++) {
		const struct yaml_node *value = root->items[2 * i + 1];

		orders[i] = strcmp(root->items[2 * i]->text, "form") == 0 ? 0 : PATCH_NO_ORDER;
		if (strcmp(root->items[2 * i]->text, "edition") != 0)
			continue;
		render_text(&addition.value, edition, &frame, patch, value->kind == YAML_SCALAR ? value : NULL);
		patch_value(patch, root, i, &addition.value);
		there = true;
	}
	if (!there) {
		render_key(&addition.key, "edition", &frame);
		render_text(&addition.value, edition, &frame, patch, NULL);
		patch_map(patch, &plan);
	}
	buf_clear(&addition.key);
	rendered_clear(&addition.value);
	free(orders);
	free(drops);
}

/* Whether the strays of `after` are those of `before` that stay. */
static bool same_strays(const struct draft_source *before, const bool *gone, const struct draft_source *after)
{
	size_t k = 0;

	for (size_t i = 0; i < before->stray_count; i++) {
		const struct stray *was = &before->strays[i], *is = &after->strays[k];

		if (gone[i])
			continue;
		if (k++ == after->stray_count || strcmp(was->path, is->path) != 0 || !was->map != !is->map)
			return false;
		if (was->map) {
			char *one = orphan_bytes(before, was), *other = orphan_bytes(after, is);
			bool same = strcmp(one, other) == 0;

			free(one);
			free(other);
			if (!same)
				return false;
		}
	}
	return k == after->stray_count;
}

/* Reads `text` back; it is taken over if all is as it should be. */
static bool accept(const struct draft *draft, const char *edition, const bool *gone, struct buf *text,
		   struct draft_source *source, struct buf *bytes, struct err *err)
{
	struct draft_source again = { 0 };
	struct err why = { 0 };
	struct draft *seen = draft_read(draft_form(draft), buf_text(text), text->len, "", &again, &why);
	bool same = seen && draft_equal(seen, draft) && text_equal(again.edition, edition) && same_strays(source, gone, &again);

	if (same) {
		draft_source_clear(source);
		*source = again;
		buf_clear(bytes);
		*bytes = *text;
		*text = (struct buf){ 0 };
	} else {
		err_set(err, ERR_INPUT, _("The draft would not be read back as it is, so it was not written (%s)."),
			why.text ? why.text : _("a defect of this program"));
		if (seen)
			draft_source_clear(&again);
	}
	draft_free(seen);
	err_clear(&why);
	return same;
}

bool draft_amend(const struct amendment *amendment, const struct draft *draft, struct draft_source *source, struct buf *bytes,
		 struct err *err)
{
	struct patch patch = { .bytes = source->bytes, .len = source->len, .line_break = patch_line_break(source->bytes) };
	bool *gone = mem_alloc(source->stray_count + 1, sizeof *gone), any = false, renamed;
	const char *edition = amendment->edition ? amendment->edition : source->edition;
	struct buf text = { 0 };
	bool good = true;

	for (size_t i = 0; i < source->stray_count; i++) {
		gone[i] = goes(amendment, draft, source, &source->strays[i]);
		any = any || gone[i];
	}
	renamed = !text_equal(edition, source->edition);
	if (any)
		drop_orphans(&patch, source, gone);
	if (renamed)
		name_edition(&patch, source, edition);
	if (any || renamed) {
		patch_render(&patch, 0, source->len, &text);
		good = accept(draft, edition, gone, &text, source, bytes, err);
	}
	patch_clear(&patch);
	buf_clear(&text);
	free(gone);
	return good;
}
