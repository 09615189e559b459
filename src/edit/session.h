/* SPDX-License-Identifier: MIT */
/* session.h — what the person is doing with a draft: focus, caret, filter, undo, messages. No terminal. Every change
 * goes through here to the store, so that the journal, undo and the checker all see it. */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "check/check.h"
#include "draft/store.h"
#include "draft/undo.h"
#include "text/caret.h"

/* 全項目, 必須のみ, 未回答, 要確認 (Ctrl-T); 指摘あり; 自分の分 */
enum filter { FILTER_ALL, FILTER_REQUIRED, FILTER_UNANSWERED, FILTER_REVIEW, FILTER_FINDINGS, FILTER_ASSIGNEE, FILTER_COUNT };

/* The two parts of a field with options: the options themselves and the text beside them. */
enum focus_part { FOCUS_TEXT, FOCUS_OPTION };

enum run { RUN_NONE, RUN_TYPED, RUN_DELETED };

/* Where one has been: the text's caret, if it was there. */
struct jump {
	struct place place;
	enum focus_part part;
	size_t caret;
};

struct session {
	struct store *store;
	struct checker *checker;
	struct undo *undo;
	struct place focus;
	enum focus_part part; /* FOCUS_OPTION only in fields with options */
	size_t option;        /* the option a key would toggle, where several may be chosen */
	enum part text_part;  /* what typing goes to; settled when the field is entered or an option chosen */
	struct caret caret;   /* in the text part */
	enum run run;         /* what the open undo step grows by */
	int row;              /* of the screen the focused field begins in: kept for the screen, and remembered */
	struct wrap wrap;     /* visual rows of the text part at `columns` */
	int columns;          /* of the answer, set by the screen before each key */
	int ambiguous;        /* 1 or 2 */
	enum filter filter;
	char *assignee;          /* whose fields FILTER_ASSIGNEE shows, "" nobody's; NULL while none was chosen */
	char *clipboard;         /* or NULL */
	bool clipboard_whole;    /* it is a whole answer, option and detail joined */
	size_t clipboard_serial; /* grows with each cut or copy, for OSC 52 */
	char *message;           /* one sentence for the message row, or NULL; cleared by the next key */
	bool message_is_error;
	bool message_is_choice; /* what there is to choose from, and what is chosen in brackets: that must be seen */
	char *failure;          /* why the last save failed, where the row has no room for it, or NULL */
	bool owner_told;        /* that the file's owner could not be kept: said once */
	bool holder_ended;      /* the last look of a session that only reads found that */
	struct jump *jumps;     /* history of jumps, for back and forward */
	size_t jump_count, jump_at;
	char *query; /* what was searched for last, or NULL */
};

/* Takes over the store. Focus and caret as the person left them (edit/resume.c) or at the first field. */
struct session *session_new(struct store *store, long today, int ambiguous);
/* Remembers focus and caret, closes the store. `discard`: leave the file as it was. */
void session_free(struct session *session, bool discard);

const struct draft *session_draft(const struct session *session);

/* The text typing goes to: the detail once an option is chosen, else the answer, "" when absent. Borrowed until the next change. */
const char *session_text(const struct session *session);

/* Is there a text to type into? Always, except beside options that say all. */
bool session_has_text(const struct session *session);

/* Moves the focus; false if there is nowhere to go. Jumps are remembered, single steps are not. */
bool session_focus(struct session *session, struct place place); /* a jump */
bool session_go(struct session *session, struct place place);    /* the same, not remembered: paging */
bool session_step(struct session *session, int direction);       /* next/previous visible field; Tab goes through both parts */
bool session_next_problem(struct session *session, int direction); /* wraps; says 完了 when there is none */
bool session_jump_back(struct session *session, int direction);
/* Puts the caret where the focused text holds a word of the query, if it does, and remembers the query. */
void session_show_match(struct session *session, const char *query);
/* The next or previous field that is shown; false, `place` as it was, where there is none. */
bool session_next_shown(const struct session *session, struct place *place, int direction);
/* Shown under the current filter? The focused field always is. */
bool session_shows(const struct session *session, struct place place);
void session_set_filter(struct session *session, enum filter filter);
/* The next one, FILTER_ASSIGNEE only once somebody was chosen. */
void session_next_filter(struct session *session);
/* Shows the fields of one assignee; "": those of nobody. */
void session_show_assignee(struct session *session, const char *name);
/* "unanswered", or the assignee; translated. */
const char *session_filter_title(const struct session *session, enum filter filter);
size_t session_filter_count(const struct session *session, enum filter filter);

/* Typing, deleting, pasting in the focused text. Control bytes are stripped from pasted text and said so. */
void session_type(struct session *session, const char *text, size_t len);
void session_paste(struct session *session, const char *text, size_t len);
void session_delete(struct session *session, enum caret_move move); /* backspace: CARET_LEFT */
bool session_move(struct session *session, enum caret_move move, bool select);
void session_cut(struct session *session);
void session_copy(struct session *session);
void session_put(struct session *session); /* the clipboard */
/* The focused text as a whole, cleaned like a paste (an external editor's result); one undo step. */
void session_set_text(struct session *session, const char *text, size_t len);
/* The form's example as a start: to be confirmed until it is. False, with a message, if something is answered already. */
bool session_insert_example(struct session *session);
/* Every occurrence of `from` in answers and details becomes `to`, as one step; returns how many. */
size_t session_replace(struct session *session, const char *from, const char *to);

/* Options. `index` from 0; toggles in a field of several. Choosing one that needs a detail goes to the detail. */
void session_choose(struct session *session, size_t index);
void session_choose_step(struct session *session, int direction);
/* The chosen option of the focused field, or -1. */
int session_chosen(const struct session *session);
/* Is the option stated? Where several may be, several are. */
bool session_option_stated(const struct session *session, size_t index);
/* Takes the choice back. */
void session_unchoose(struct session *session);

/* One part set to a text (status, review, reason …) as one undo step. NULL removes it. */
void session_set_part(struct session *session, struct place place, enum part part, const char *text);
/* The same part of every field of the focused section (of the focused instance, where it is repeated), as one undo step. */
void session_set_section_part(struct session *session, enum part part, const char *text);
void session_set_status(struct session *session, enum status status, const char *reason);
void session_toggle_review(struct session *session);
/* Applies the first fix offered for the focused field. */
void session_fix(struct session *session);
void session_acknowledge(struct session *session, const struct finding *finding, const char *reason);
/* Ends a conflict of the focused field: our text, that of the other side, or one after the other. */
enum side { SIDE_OURS, SIDE_THEIRS, SIDE_BOTH };
void session_resolve(struct session *session, enum side side);

/* Gives an orphan's answer (orphan.h) to a field, to be confirmed, as one undo step; the next save takes it out of its old
 * place, unless it was undone. False, with a message, if the field says something already. */
bool session_attach(struct session *session, const struct stray *orphan, struct place place);

/* Instances of a repeated section; each one undo step, answers included. */
bool session_instance_add(struct session *session, const struct section *section, const char *name);
bool session_instance_rename(struct session *session, const struct section *section, size_t instance, const char *name);
bool session_instance_remove(struct session *session, const struct section *section, size_t instance);
bool session_instance_move(struct session *session, const struct section *section, size_t instance, size_t to);
/* Fills only empty answers of `to`, each marked 要確認; returns how many. */
size_t session_instance_copy(struct session *session, const struct section *section, size_t from, size_t to);
/* A new instance with the same answers, each 要確認. */
bool session_instance_duplicate(struct session *session, const struct section *section, size_t instance, const char *name);

/* Joined texts (`有り: 10分`) for fields, also of instances that are not there yet: one undo step, each to be confirmed. */
struct session_answer {
	struct place place;
	const char *joined;
	const char *note; /* what is to be confirmed, or NULL */
};
bool session_take(struct session *session, const struct session_answer *answers, size_t count);

/* Every answer and instance becomes that of another draft of the form, as one undo step. */
bool session_become(struct session *session, const struct draft *other);
/* Any changes as one undo step; takes over what they own. */
bool session_apply(struct session *session, struct change *changes, size_t count);
bool session_undo(struct session *session);
bool session_redo(struct session *session);

/* Save; the outcome is in `message`. `links`, if not NULL, says that the file has other names, which would keep the old text,
 * and that it was not saved for that alone: ask, store_allow_links(), save again. */
bool session_save(struct session *session, bool *links);
/* Of a draft that is only read: looks whether it has changed, and shows it as it is now. False if there is nothing new to show.
 * What screens took from the draft or its checker (texts, findings) is no longer valid after true. */
bool session_reload(struct session *session);
/* The columns the answer is drawn in, and how wide ambiguous characters are: the screen says so before it draws. */
void session_lay_out(struct session *session, int columns, int ambiguous);
/* store_write(): call before the screen is refreshed. */
bool session_write(struct session *session);
/* store_flush(): call after it, or where there is none. */
bool session_flush(struct session *session);
/* A sentence for the message row. */
void session_say(struct session *session, bool is_error, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
