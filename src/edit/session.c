/* SPDX-License-Identifier: MIT */
/* session.c — focus, changes, undo, save. */
#include <config.h>

#include "edit/session.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "edit/resume.h"
#include "edit/session_parts.h"
#include "form/type.h"
#include "text/fold.h"
#include "text/width.h"

/* A file's name in a message is at most so wide (tests/row.py). */
enum { MOST_STEPS = 1000, MOST_JUMPS = 100, NAME_COLUMNS = 20 };

const char *session_filter_title(const struct session *session, enum filter filter)
{
	static const char *const titles[FILTER_COUNT] = {
		[FILTER_ALL] = N_("all"),
		[FILTER_REQUIRED] = N_("required only"),
		[FILTER_UNANSWERED] = N_("unanswered"),
		[FILTER_REVIEW] = N_("to confirm"),
		[FILTER_FINDINGS] = N_("findings"),
		[FILTER_ASSIGNEE] = N_("nobody's yet"),
	};
	return filter == FILTER_ASSIGNEE && session->assignee && *session->assignee ? session->assignee : _(titles[filter]);
}

const struct draft *session_draft(const struct session *session)
{
	return store_draft(session->store);
}

/* Back to where the session that broke off was typing: what a journal brought back last. */
static void resume_recovered(struct session *session)
{
	const struct store_recovery *recovery = store_recovery(session->store);
	const struct answer *newest = NULL;
	for (size_t i = 0; i < recovery->count; i++) {
		const struct answer *answer = draft_answer(session_draft(session), recovery->places[i]);
		if (newest && answer->revision < newest->revision)
			continue;
		newest = answer;
		session->focus = recovery->places[i];
	}
	if (!newest)
		return;
	session->part = session->focus.field->option_count ? FOCUS_OPTION : FOCUS_TEXT;
	session->row = 0;
	session_settle_part(session);
}

struct session *session_new(struct store *store, long today, int ambiguous)
{
	struct session *session = mem_alloc(1, sizeof *session);
	enum store_news news;
	/* Whoever only reads begins with what the holder sees; that is no news. What cannot be read is said by the next look. */
	(void)store_reload(store, &news, NULL);
	session->store = store;
	session->checker = checker_new(store_draft(store), today);
	checker_set_source(session->checker, store_source(store));
	session->undo = undo_new(MOST_STEPS);
	session->columns = 70;
	session->ambiguous = ambiguous;
	checker_run(session->checker);
	place_next(store_draft(store), &session->focus);
	session_settle_part(session);
	resume_load(session);
	resume_recovered(session);
	session_changed(session);
	return session;
}

void session_free(struct session *session, bool discard)
{
	session_leave_field(session);
	resume_save(session);
	undo_free(session->undo);
	checker_free(session->checker);
	store_close(session->store, discard);
	wrap_clear(&session->wrap);
	free(session->assignee);
	free(session->clipboard);
	free(session->message);
	free(session->failure);
	free(session->jumps);
	free(session->query);
	free(session);
}

void session_say(struct session *session, bool is_error, const char *format, ...)
{
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);
	free(session->message);
	session->message = buf_take(&text);
	session->message_is_error = is_error;
	session->message_is_choice = false;
}

const char *session_text(const struct session *session)
{
	const char *text = draft_part(session_draft(session), session->focus, session->text_part);
	return text ? text : "";
}

void session_lay_out(struct session *session, int columns, int ambiguous)
{
	if (session->columns == columns && session->ambiguous == ambiguous)
		return;
	session->columns = columns;
	session->ambiguous = ambiguous;
	session_changed(session);
}

void session_changed(struct session *session)
{
	checker_run(session->checker);
	size_t len = draft_part_len(session_draft(session), session->focus, session->text_part);
	wrap_text(&session->wrap, session_text(session), len, session->columns, session->ambiguous);
	if (session->caret.at > len || session->caret.mark > len)
		caret_set(&session->caret, len, session_text(session), len);
}

void session_settle_part(struct session *session)
{
	const struct field *field = session->focus.field;
	int option = field->type->entry == ENTRY_OPTION ? session_chosen(session) : -1;
	/* Beside an option that asks for no detail a detail would not be published: what is typed there joins the answer itself. */
	session->text_part =
		option >= 0 && (!field->has_detail || field->options[option].needs_detail) ? PART_DETAIL : PART_ANSWER;
	size_t len = draft_part_len(session_draft(session), session->focus, session->text_part);
	caret_set(&session->caret, len, session_text(session), len);
}

/* Changes */

void session_begin(struct session *session, bool join)
{
	if (!join)
		session->run = RUN_NONE;
	struct undo_focus focus = { session->focus, session->text_part, session->caret.at };
	undo_begin(session->undo, join, focus);
}

bool session_change(struct session *session, struct change *change)
{
	struct change inverse = { 0 };
	struct err err = { 0 };
	bool fine = store_writable(session->store);
	if (!fine)
		session_say(session, true, "%s", store_read_only(session->store));
	if (fine) {
		fine = store_apply(session->store, change, &inverse, &err);
		if (fine)
			undo_push(session->undo, &inverse);
		else
			session_say(session, true, "%s", err.text);
	}
	err_clear(&err);
	change_clear(change);
	return fine;
}

void session_collect(void *buf, struct change *change)
{
	buf_put(buf, (const char *)change, sizeof *change);
	change->text = NULL;
}

bool session_put_part(struct session *session, struct place place, enum part part, const char *text)
{
	const char *now = draft_part(session_draft(session), place, part);
	if (text && !*text && !part_keeps_empty(part))
		text = NULL;
	if (now == text || (now && text && strcmp(now, text) == 0))
		return true;
	struct change change = { .kind = CHANGE_SET, .place = place, .part = part, .text = mem_string(text) };
	return session_change(session, &change);
}

bool session_apply(struct session *session, struct change *changes, size_t count)
{
	bool fine = true;
	undo_break(session->undo);
	session_begin(session, false);
	for (size_t i = 0; i < count; i++)
		if (fine)
			fine = session_change(session, &changes[i]);
		else
			change_clear(&changes[i]);
	session_settle_part(session);
	session_changed(session);
	return fine;
}

/* Focus */

static void enter(struct session *session, struct place place)
{
	session_leave_field(session);
	if (!place_equal(session->focus, place))
		store_hurry(session->store);
	undo_break(session->undo);
	session->focus = place;
	session->part = place.field->option_count ? FOCUS_OPTION : FOCUS_TEXT;
	session->option = 0;
	session_settle_part(session);
	session_changed(session);
}

static bool exists(const struct session *session, struct place place)
{
	return place.field && place.instance < draft_instances(session_draft(session), place.field->section);
}

bool session_go(struct session *session, struct place place)
{
	if (!exists(session, place))
		return false;
	enter(session, place);
	return true;
}

static struct jump here(const struct session *session)
{
	return (struct jump){ session->focus, session->part, session->caret.at };
}

bool session_focus(struct session *session, struct place place)
{
	if (!exists(session, place))
		return false;
	if (place_equal(place, session->focus))
		return true;
	if (session->jump_at < session->jump_count)
		session->jump_count = session->jump_at;
	if (session->jump_count == MOST_JUMPS)
		memmove(session->jumps, session->jumps + 1, --session->jump_count * sizeof *session->jumps);
	session->jumps = mem_resize(session->jumps, session->jump_count + 1, sizeof *session->jumps);
	session->jumps[session->jump_count++] = here(session);
	session->jump_at = session->jump_count;
	enter(session, place);
	return true;
}

bool session_jump_back(struct session *session, int direction)
{
	if (direction < 0 ? session->jump_at == 0 : session->jump_at + 1 >= session->jump_count)
		return false;
	/* Where one stands now is the way forward. */
	if (direction < 0 && session->jump_at == session->jump_count) {
		session->jumps = mem_resize(session->jumps, session->jump_count + 1, sizeof *session->jumps);
		session->jumps[session->jump_count++] = here(session);
	}
	session->jump_at = direction < 0 ? session->jump_at - 1 : session->jump_at + 1;
	const struct jump *jump = &session->jumps[session->jump_at];
	if (session_go(session, jump->place) && jump->part == FOCUS_TEXT && session_has_text(session)) {
		const char *text = session_text(session);
		session->part = FOCUS_TEXT;
		caret_set(&session->caret, jump->caret, text, strlen(text));
	}
	return true;
}

void session_show_match(struct session *session, const char *query)
{
	const char *text = session_text(session);
	char *folded = fold_text(query, strlen(query)), *rest = folded;
	size_t at;
	for (char *term; session_has_text(session) && (term = strsep(&rest, " "));)
		if (*term && fold_find(text, strlen(text), term, &at)) {
			session->part = FOCUS_TEXT;
			caret_set(&session->caret, at, text, strlen(text));
			break;
		}
	free(folded);
	char *kept = mem_string(query);
	free(session->query);
	session->query = kept;
}

static bool is_assigned(const struct draft *draft, struct place place, const char *name)
{
	const char *assignee = draft_part(draft, place, PART_ASSIGNEE);
	return strcmp(assignee ? assignee : "", name ? name : "") == 0;
}

bool session_shows(const struct session *session, struct place place)
{
	const struct draft *draft = session_draft(session);
	if (session->filter == FILTER_ALL || place_equal(place, session->focus))
		return true;
	if (!checker_relevant(session->checker, place))
		return false;
	switch (session->filter) {
	case FILTER_REQUIRED: return requirement_is_required(place.field->requirement);
	case FILTER_UNANSWERED: return draft_status(draft, place) == STATUS_UNANSWERED;
	case FILTER_REVIEW: return draft_part(draft, place, PART_REVIEW) != NULL;
	case FILTER_ASSIGNEE: return is_assigned(draft, place, session->assignee);
	default: return checker_worst(session->checker, place) != SEVERITY_COUNT;
	}
}

static enum filter filters(const struct session *session)
{
	return session->assignee ? FILTER_COUNT : FILTER_ASSIGNEE;
}

void session_set_filter(struct session *session, enum filter filter)
{
	struct buf text = { 0 };
	session->filter = filter;
	/* All of them with their counts, so that one key tells what the next would show. */
	for (enum filter i = 0; i < filters(session); i++)
		buf_printf(&text, i == filter ? "%s[%s %zu]" : "%s %s %zu ", i ? " " : "", session_filter_title(session, i),
			   session_filter_count(session, i));
	session_say(session, false, "%s", buf_text(&text));
	session->message_is_choice = true;
	buf_clear(&text);
}

void session_next_filter(struct session *session)
{
	session_set_filter(session, (session->filter + 1) % filters(session));
}

void session_show_assignee(struct session *session, const char *name)
{
	char *own = mem_string(name);
	free(session->assignee);
	session->assignee = own;
	session_set_filter(session, FILTER_ASSIGNEE);
}

size_t session_filter_count(const struct session *session, enum filter filter)
{
	struct session other = *session;
	struct place place = { 0 };
	size_t count = 0;
	other.filter = filter;
	other.focus = (struct place){ 0 };
	while (place_next(session_draft(session), &place))
		count += session_shows(&other, place);
	return count;
}

bool session_next_shown(const struct session *session, struct place *place, int direction)
{
	struct place at = *place;
	do {
		if (!place_step(session_draft(session), &at, direction))
			return false;
	} while (!session_shows(session, at));
	*place = at;
	return true;
}

bool session_step(struct session *session, int direction)
{
	bool options = session->focus.field->option_count > 0;
	/* A field with options has two parts; the text is stopped at when it is in use. */
	if (options && direction > 0 && session->part == FOCUS_OPTION && session_has_text(session)) {
		session->part = FOCUS_TEXT;
		return true;
	}
	if (options && direction < 0 && session->part == FOCUS_TEXT) {
		session->part = FOCUS_OPTION;
		return true;
	}
	struct place place = session->focus;
	if (!session_next_shown(session, &place, direction))
		return false;
	enter(session, place);
	if (direction < 0 && session_has_text(session))
		session->part = FOCUS_TEXT;
	return true;
}

static bool has_problem(const struct session *session, struct place place)
{
	enum severity worst = checker_worst(session->checker, place);
	return worst == SEVERITY_ERROR || worst == SEVERITY_WARNING || worst == SEVERITY_REVIEW;
}

bool session_next_problem(struct session *session, int direction)
{
	const struct draft *draft = session_draft(session);
	struct place place = session->focus;
	bool round = false;
	do {
		if (!place_step(draft, &place, direction)) {
			round = true;
			place = (struct place){ 0 };
			place_step(draft, &place, direction);
		}
		if (has_problem(session, place)) {
			if (place_equal(place, session->focus)) {
				session_say(session, false, "%s", _("This is the only field left."));
				return true;
			}
			enter(session, place);
			if (round)
				session_say(session, false, "%s",
					    direction > 0 ? _("Past the end; on from the beginning.")
							  : _("Past the beginning; on from the end."));
			return true;
		}
	} while (!place_equal(place, session->focus));
	session_say(session, false, "%s", _("Done: nothing is missing or wrong."));
	return false;
}

/* Undo */

static bool apply_to_store(void *context, const struct change *change, struct change *inverse)
{
	struct session *session = context;
	return store_writable(session->store) && store_apply(session->store, change, inverse, NULL);
}

static bool back(struct session *session, bool undoing)
{
	struct undo_focus focus;
	bool done = undoing ? undo_undo(session->undo, apply_to_store, session, &focus)
			    : undo_redo(session->undo, apply_to_store, session, &focus);
	if (!done) {
		session_say(session, false, "%s", undoing ? _("Nothing to undo.") : _("Nothing to redo."));
		return false;
	}
	const struct draft *draft = session_draft(session);
	if (focus.place.field && focus.place.instance < draft_instances(draft, focus.place.field->section))
		session->focus = focus.place;
	else if (session->focus.instance >= draft_instances(draft, session->focus.field->section))
		session->focus.instance = 0;
	session_settle_part(session);
	session->part = session->focus.field->option_count && session->text_part == PART_ANSWER ? FOCUS_OPTION : FOCUS_TEXT;
	if (undoing && focus.part == session->text_part) {
		size_t len = strlen(session_text(session));
		caret_set(&session->caret, focus.caret, session_text(session), len);
	}
	session_changed(session);
	session_say(session, false, "%s", undoing ? _("Undone.") : _("Done again."));
	return true;
}

bool session_undo(struct session *session)
{
	return back(session, true);
}

bool session_redo(struct session *session)
{
	return back(session, false);
}

/* Saving */

static void say_news(struct session *session, enum store_news news)
{
	switch (news) {
	case STORE_NO_NEWS: break;
	case STORE_NEWS_FILE: session_say(session, false, "%s", _("The file has changed; this is how it is now.")); break;
	case STORE_NEWS_TYPED:
		session_say(session, false, "%s", _("What the other session has typed and not saved is shown, too."));
		break;
	case STORE_NEWS_ENDED:
		session_say(session, false, "%s", _("The other session has ended; nobody else has this draft open now."));
		break;
	case STORE_NEWS_DROPPED:
		session_say(session, false, "%s", _("The other session has nothing unsaved any more; this is the file."));
		break;
	}
}

bool session_reload(struct session *session)
{
	enum store_news news;
	struct err err = { 0 };
	if (store_writable(session->store))
		return false;
	bool fine = store_reload(session->store, &news, &err);
	session->holder_ended = news == STORE_NEWS_ENDED;
	if (!fine && session->message && strcmp(session->message, err.text) == 0) {
		err_clear(&err);
		return false;
	}
	if (!fine) {
		session_say(session, true, "%s", err.text);
		err_clear(&err);
		return true;
	}
	if (!news)
		return false;
	checker_set_source(session->checker, store_source(session->store));
	/* Places from before may be gone, or others. */
	undo_free(session->undo);
	session->undo = undo_new(MOST_STEPS);
	session->jump_count = session->jump_at = 0;
	if (!exists(session, session->focus))
		session->focus.instance = 0;
	struct caret caret = session->caret;
	enum part part = session->text_part;
	session_settle_part(session);
	if (session->text_part == part)
		caret_set(&session->caret, caret.at, session_text(session), strlen(session_text(session)));
	session_changed(session);
	say_news(session, news);
	return true;
}

/* The row has room for what the system says, but not for the paths it may be about; and of a file that cannot be merged for the
 * place that is to be mended. */
static void say_not_saved(struct session *session, const struct err *err)
{
	if (err->code == ERR_SYSTEM && err->number) {
		session_say(session, true, _("Not saved: %s"), strerror(err->number));
		session->failure = err_sentence(err);
		return;
	}
	const char *slash = err->file ? strrchr(err->file, '/') : NULL;
	if (err->code != ERR_CHANGED || !err->file || !err->line || !err->column) {
		session_say(session, true, _("Not saved: %s"), err->text);
		return;
	}
	char *name = width_shorten(slash ? slash + 1 : err->file, NAME_COLUMNS, session->ambiguous);
	session_say(session, true, _("Not saved: the changed %s is wrong at line %u, column %u."), name, err->line,
		    err->column);
	free(name);
	session->failure = err_sentence(err);
}

bool session_save(struct session *session, bool *links)
{
	struct save_report report = { 0 };
	struct err err = { 0 };
	free(session->failure);
	session->failure = NULL;
	session_leave_field(session);
	undo_break(session->undo);
	if (!store_writable(session->store)) {
		session_say(session, true, "%s", store_read_only(session->store));
		return false;
	}
	bool fine = store_save(session->store, &report, &err);
	checker_set_source(session->checker, store_source(session->store));
	session_changed(session);
	const struct tally *tally = checker_tally(session->checker);
	if (links)
		*links = report.hard_links;
	if (report.hard_links)
		session_say(session, true, "%s", _("Not saved: other names of the file (hard links) would keep the old text."));
	else if (!fine)
		say_not_saved(session, &err);
	else if (report.conflicts)
		session_say(session, true, _("Saved. The file had changed: %zu fields differ; neither side is lost."),
			    report.conflicts);
	else if (report.merged)
		session_say(session, false, "%s", _("Saved. The file had changed; the changes were merged by field."));
	else if (report.made_anew)
		session_say(session, true, "%s", _("Saved. The file had been removed; it was made anew."));
	else if (report.not_kept)
		session_say(session, true, "%s", _("Saved. The state before could not be kept for `kaijisho history`."));
	else if (report.owner_lost && !session->owner_told)
		session_say(session, false, "%s", _("Saved. The file's owner could not be kept; it is yours now."));
	else
		session_say(session, false, _("Saved. Required %zu/%zu, errors %zu."), tally->required.answered,
			    tally->required.total, tally->errors);
	session->owner_told |= report.owner_lost;
	err_clear(&err);
	return fine;
}

bool session_write(struct session *session)
{
	return store_write(session->store);
}

bool session_flush(struct session *session)
{
	return store_flush(session->store);
}
