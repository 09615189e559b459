/* SPDX-License-Identifier: MIT */
/* place_title.c — item, instance, prompt. */
#include <config.h>

#include "screen/place_title.h"

#include <string.h>

#include "base/buf.h"
#include "screen/frame.h"
#include "text/width.h"

char *place_title(const struct app *app, struct place place)
{
	const struct item *item = place.field->item;
	const struct section *section = place.field->section;
	const struct draft *draft = session_draft(app->session);
	struct buf title = { 0 };
	buf_printf(&title, "%s ", item->number);
	frame_put_cut(&title, app, item->name, app->columns * 3 / 10);
	if (section->repeated && (place.instance || draft_instances(draft, section) > 1)) {
		const char *name = place.instance < draft_instances(draft, section)
					   ? draft_instance_name(draft, section, place.instance)
					   : NULL;
		int columns = app->columns / 8;
		/* Long names may begin alike. */
		if (!name || !*name || width_text(name, strlen(name), app->canvas.ambiguous) > columns)
			buf_printf(&title, " [%zu%s", place.instance + 1, name && *name ? " " : "");
		else
			buf_puts(&title, " [");
		frame_put_cut(&title, app, name ? name : "", columns);
		buf_puts(&title, "]");
	}
	if (item->field_count > 1) {
		buf_puts(&title, " / ");
		frame_put_cut(&title, app, place.field->prompt, app->columns / 5);
	}
	return buf_take(&title);
}
