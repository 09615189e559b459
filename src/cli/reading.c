/* SPDX-License-Identifier: MIT */
/* reading.c — file to draft. */
#include <config.h>

#include "cli/reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "cli/mistaken.h"
#include "cli/say.h"
#include "draft/pending.h"

/* The form of that id, or --form's. Borrowed from the context. */
static const struct form *find_form(struct context *context, const char *id, struct err *err)
{
	for (size_t i = 0; i < context->form_count; i++)
		if (context->form_file || strcmp(context->forms[i]->id, id) == 0)
			return context->forms[i];
	struct form *form = context->form_file ? form_load_file(&context->library, context->form_file, NULL, err)
					       : form_load(&context->library, id, err);
	if (!form)
		return NULL;
	context->forms = mem_resize(context->forms, context->form_count + 1, sizeof(struct form *));
	context->forms[context->form_count++] = form;
	return form;
}

bool reading_open(struct reading *reading, struct context *context, const char *path, struct err *err)
{
	struct buf bytes = { 0 };

	*reading = (struct reading){ 0 };
	bool good = file_read_path(path, YAML_MAX_BYTES, &bytes, err) &&
		    reading_parse(reading, context, buf_text(&bytes), bytes.len, path, err);
	buf_clear(&bytes);
	if (!good)
		mistaken_explain(path, err);
	return good;
}

bool reading_parse(struct reading *reading, struct context *context, const char *bytes, size_t len, const char *path,
		   struct err *err)
{
	const struct form *form;

	*reading = (struct reading){ 0 };
	if (!draft_source_read(&reading->source, bytes, len, path, err))
		return false;
	form = find_form(context, reading->source.form_id, err);
	if (!form && !context->form_file)
		draft_source_blame(&reading->source, path, err);
	if (form)
		reading->draft = draft_source_answers(&reading->source, form, path, err);
	if (!reading->draft)
		reading_clear(reading);
	return reading->draft != NULL;
}

void reading_tell_pending(const struct reading *reading, const char *path)
{
	if (pending_changes(path, reading->draft, &reading->source))
		say_note(_("%s: unsaved changes of a session that ended are not in this; open the draft to take them in."),
			 path);
}

void reading_clear(struct reading *reading)
{
	draft_free(reading->draft);
	draft_source_clear(&reading->source);
	*reading = (struct reading){ 0 };
}

void reading_forget_forms(struct context *context)
{
	for (size_t i = 0; i < context->form_count; i++)
		form_free(context->forms[i]);
	free(context->forms);
	context->forms = NULL;
	context->form_count = 0;
}
