/* SPDX-License-Identifier: MIT */
/* place_title.c — item, instance, prompt. */
#include <config.h>

#include "screen/place_title.h"

#include <string.h>

#include "base/buf.h"
#include "screen/frame.h"
#include "text/width.h"

/* ` [東]`, where there are several. */
static void put_instance(const struct app *app, struct place place, struct buf *out)
{
	const struct section *section = place.field->section;
	const struct draft *draft = session_draft(app->session);
	size_t count = draft_instances(draft, section);
	if (!section->repeated || (!place.instance && count < 2))
		return;
	const char *name = place.instance < count ? draft_instance_name(draft, section, place.instance) : NULL;
	int columns = app->columns / 8;
	/* Long names may begin alike. */
	if (!name || !*name || width_text(name, strlen(name), app->canvas.ambiguous) > columns)
		buf_printf(out, " [%zu%s", place.instance + 1, name && *name ? " " : "");
	else
		buf_puts(out, " [");
	frame_put_cut(out, app, name ? name : "", columns);
	buf_puts(out, "]");
}

char *place_title(const struct app *app, struct place place, int columns)
{
	const struct item *item = place.field->item;
	const char *prompt = item->field_count > 1 ? place.field->prompt : NULL;
	int ambiguous = app->canvas.ambiguous;
	struct buf title = { 0 }, instance = { 0 };
	buf_printf(&title, "%s ", item->number);
	put_instance(app, place, &instance);
	int room = columns - width_text(buf_text(&title), title.len, ambiguous) -
		   width_text(buf_text(&instance), instance.len, ambiguous) - (prompt ? 3 : 0);
	int name = width_text(item->name, strlen(item->name), ambiguous);
	int behind = prompt ? width_text(prompt, strcspn(prompt, "\n"), ambiguous) : 0;
	/* Where not both fit the prompt has a fifth of the screen at least: it tells the item's fields apart. */
	if (name + behind > room) {
		int least = behind < app->columns / 5 ? behind : app->columns / 5;
		name = name < room - least ? name : room - least;
		name = name > 4 ? name : 4;
	}
	frame_put_cut(&title, app, item->name, name);
	buf_put(&title, buf_text(&instance), instance.len);
	if (prompt) {
		buf_puts(&title, " / ");
		frame_put_cut(&title, app, prompt, room - name);
	}
	buf_clear(&instance);
	return buf_take(&title);
}
