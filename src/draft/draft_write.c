/* SPDX-License-Identifier: MIT */
/* draft_write.c — a draft's bytes, never handed out before libyaml has read them back as the same draft. */
#include <config.h>

#include "draft/draft_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "draft/render.h"
#include "draft/rewrite.h"
#include "text/showable.h"

void draft_write_new(const struct draft *draft, struct buf *out)
{
	const struct form *form = draft_form(draft);
	struct render_frame frame = { .line_break = "\n" };
	struct rendered answers = { 0 };
	/* A comment is one line, whatever the form says. */
	char *title = showable(form->title, strlen(form->title), false);

	buf_printf(out, "# %s\nkaijisho: 1\nform: ", title);
	free(title);
	scalar_write(out, form->id, strlen(form->id), 0, false, "\n");
	if (form->edition) {
		buf_puts(out, "\nedition: ");
		scalar_write(out, form->edition, strlen(form->edition), 0, false, "\n");
	}
	buf_puts(out, "\nanswers:");
	render_answers(&answers, draft, &frame);
	rendered_put(&answers, out);
	rendered_clear(&answers);
	buf_putc(out, '\n');
}

/* What the bytes are read as; NULL if they are no draft at all. */
static struct draft *read_back(const struct draft *draft, const struct buf *bytes, struct draft_source *source, struct err *err)
{
	return draft_read(draft_form(draft), buf_text(bytes), bytes->len, "", source, err);
}

static void attempt_write(struct rewrite *rewrite, struct buf *out)
{
	buf_reset(out);
	rewrite_answers(rewrite);
	patch_render(&rewrite->patch, 0, rewrite->source->len, out);
	patch_clear(&rewrite->patch);
}

bool draft_write(const struct draft *draft, const struct draft *old, const struct draft_source *source, struct buf *out,
		 struct draft_source *written, struct err *err)
{
	struct rewrite rewrite = { .draft = draft, .old = old, .source = source };
	struct draft_source again = { 0 };
	struct draft *seen = NULL;
	struct err why = { 0 };
	bool same;

	buf_reset(out);
	if (draft_equal(draft, old))
		buf_put(out, source->bytes, source->len);
	else
		attempt_write(&rewrite, out);
	seen = read_back(draft, out, &again, &why);
	same = seen && draft_equal(seen, draft);
	if (!same) {
		/* In an odd file a new answer can change how its neighbour reads. Write what differs anew, in quotes. */
		struct draft *attempt = seen;

		if (seen)
			draft_source_clear(&again);
		err_clear(&why);
		rewrite.attempt = attempt;
		rewrite.no_literals = true;
		attempt_write(&rewrite, out);
		seen = read_back(draft, out, &again, &why);
		same = seen && draft_equal(seen, draft);
		draft_free(attempt);
	}
	if (!same)
		err_set(err, why.text ? why.code : ERR_INPUT,
			_("The draft would not be read back as it is, so it was not written (%s)."),
			why.text ? why.text : _("a defect of this program"));
	if (same && written)
		*written = again;
	else if (seen)
		draft_source_clear(&again);
	draft_free(seen);
	err_clear(&why);
	return same;
}
