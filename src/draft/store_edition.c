/* SPDX-License-Identifier: MIT */
/* store_edition.c — the edition a draft's file names, and its orphans: what the next save is to do with them. */
#include <config.h>

#include "draft/store_parts.h"

#include <string.h>

#include "base/mem.h"

const struct form_library *store_library(const struct store *store)
{
	return store->library;
}

bool store_is_outdated(const struct store *store)
{
	const char *edition = store->source.edition;

	return edition && !store->amendment.edition && strcmp(edition, store->form->edition) != 0;
}

void store_accept_edition(struct store *store)
{
	if (store->amendment.edition || !store->writable)
		return;
	store->amendment.edition = mem_string(store->form->edition);
	store->unsaved = true;
}

void store_drop_orphan(struct store *store, const struct stray *orphan, struct place into)
{
	if (!store->writable)
		return;
	amendment_drop(&store->amendment, &store->source, orphan, into);
	store->unsaved = true;
}

void store_keep_orphan(struct store *store, const struct stray *orphan)
{
	amendment_keep(&store->amendment, &store->source, orphan);
}

bool store_drops_orphan(const struct store *store, const struct stray *orphan)
{
	return amendment_drops(&store->amendment, &store->source, orphan);
}
