/* SPDX-License-Identifier: MIT */
/* findings_screen.c — all findings in the form's order. */
#include <config.h>

#include "screen/findings_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "screen/ask_screen.h"
#include "screen/chooser.h"
#include "screen/draft_screen.h"
#include "screen/place_title.h"
#include "text/width.h"

static void fill(struct app *app, struct chooser *chooser)
{
	checker_findings(app->session->checker, &chooser->count);
}

static const struct finding *finding_at(const struct app *app, size_t index)
{
	size_t count;
	const struct finding *const *findings = checker_findings(app->session->checker, &count);
	return index < count ? findings[index] : NULL;
}

static const char *severity_title(enum severity severity)
{
	static const char *const titles[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = N_("error"),
		[SEVERITY_WARNING] = N_("warning"),
		[SEVERITY_HINT] = N_("hint"),
		[SEVERITY_REVIEW] = N_("to confirm"),
	};
	return _(titles[severity]);
}

static void row(const struct app *app, const struct chooser *chooser, size_t index, struct chooser_row *row)
{
	const struct finding *finding = finding_at(app, index);
	(void)chooser;
	if (!finding)
		return;
	const char *severity = severity_title(finding->severity);
	/* What the sentence leaves of the row, but nine sixteenths of it at least. */
	int room = app->columns - 12 - width_text(severity, strlen(severity), app->canvas.ambiguous) -
		   width_text(finding->text, strlen(finding->text), app->canvas.ambiguous);
	char *title = finding->place.field ? place_title(app, finding->place, room > app->columns / 2 ? room : app->columns / 2)
					   : NULL;
	if (title)
		snprintf(row->left, sizeof row->left, "%*s%s: %s",
			 (int)(3 - strcspn(title, " ")) > 0 ? (int)(3 - strcspn(title, " ")) : 0, "", title, finding->text);
	else
		snprintf(row->left, sizeof row->left, "    %s", finding->text);
	free(title);
	snprintf(row->right, sizeof row->right, "%s", severity);
}

static void choose(struct app *app, struct chooser *chooser, size_t index)
{
	const struct finding *finding = finding_at(app, index);
	(void)chooser;
	if (!finding || !finding->place.field)
		return;
	draft_push_at(app, finding->place);
}

static void acknowledge(struct app *app, const char *answer, size_t index)
{
	const struct finding *finding = finding_at(app, index);
	if (finding && *answer)
		session_acknowledge(app->session, finding, answer);
	fill(app, chooser_top(app));
}

static bool key(struct app *app, struct chooser *chooser, const struct key_event *event)
{
	const struct finding *finding = finding_at(app, chooser->list.chosen);
	if (chooser_letter(event) != 'a' || !finding)
		return false;
	if (finding->severity != SEVERITY_WARNING && finding->severity != SEVERITY_HINT)
		session_say(app->session, false, "%s", _("Only warnings and hints can be acknowledged."));
	else
		ask_push(app, _("Why is it right as it is? The draft keeps your reason."), "", acknowledge,
			 chooser->list.chosen);
	return true;
}

static const struct chooser_kind kind = {
	.title = N_("Findings"),
	.keys = N_("Enter mend it  a acknowledge with a reason  Esc back"),
	.fill = fill,
	.row = row,
	.choose = choose,
	.key = key,
	.refills = true,
	.way_back = N_("Esc back to the findings"),
};

void findings_push(struct app *app)
{
	chooser_push(app, &kind, NULL, 0);
}
