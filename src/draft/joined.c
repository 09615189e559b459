/* SPDX-License-Identifier: MIT */
/* joined.c — what an answer states: its status, its relevance, and its one-line text as published (`有り: 10分`, 非公開,
 * 該当なし (理由)) to and from parts. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "draft/draft.h"
#include "draft/part_text.h"
#include "form/relevant.h"
#include "form/type.h"

/* The statuses as the file names them and as they are published; people write either. */
static const struct {
	enum status status;
	const char *name, *published;
} statuses[] = {
	{ STATUS_NOT_APPLICABLE, "not-applicable", "該当なし" },
	{ STATUS_UNDISCLOSED, "undisclosed", "非公開" },
};
#define STATUSES (sizeof statuses / sizeof statuses[0])

/* The row a text names, or -1. */
static int status_row(const char *text)
{
	for (size_t i = 0; text && i < STATUSES; i++)
		if (strcmp(text, statuses[i].name) == 0 || strcmp(text, statuses[i].published) == 0)
			return (int)i;
	return -1;
}

bool status_known(const char *text)
{
	return status_row(text) >= 0;
}

const char *status_text(size_t index)
{
	return index < STATUSES ? statuses[index].name : NULL;
}

/* The row of an answer's status, or -1. */
static int answer_status(const struct answer *answer)
{
	int row = status_row(answer->parts[PART_STATUS]);

	if (row >= 0)
		return row;
	for (size_t i = 0; answer->parts[PART_ANSWER] && i < STATUSES; i++)
		if (*answer->parts[PART_ANSWER] == *statuses[i].published &&
		    strcmp(answer->parts[PART_ANSWER], statuses[i].published) == 0)
			return (int)i;
	return -1;
}

enum status draft_status(const struct draft *draft, struct place place)
{
	const struct answer *answer = draft_answer(draft, place);
	int row = answer_status(answer);

	if (row >= 0)
		return statuses[row].status;
	return text_is_blank(answer->parts[PART_ANSWER]) ? STATUS_UNANSWERED : STATUS_ANSWERED;
}

bool draft_relevant(const struct draft *draft, struct place place)
{
	/* Forms with a cycle of conditions do not load, so the chain ends. */
	while (place.field->relevant.field) {
		const struct condition *condition = &place.field->relevant;
		size_t instance = condition->field->section == place.field->section ? place.instance : 0;
		struct place other = { condition->field, instance };
		const struct answer *answer = draft_answer(draft, other);
		int row = answer_status(answer);

		if (condition_excludes(condition, row >= 0 ? statuses[row].published : answer->parts[PART_ANSWER]))
			return false;
		place = other;
	}
	return true;
}

/* A detail is published unless the chosen option asks for none: then it waits for the option it was written for. */
static bool detail_is_stated(const struct field *field, const struct answer *answer)
{
	int option;

	if (text_is_blank(answer->parts[PART_DETAIL]))
		return false;
	option = field->has_detail ? type_option(field, answer->parts[PART_ANSWER]) : -1;
	return option < 0 || field->options[option].needs_detail;
}

char *draft_joined(const struct draft *draft, struct place place)
{
	const struct answer *answer = draft_answer(draft, place);
	int row = answer_status(answer);
	struct buf out = { 0 };

	if (row >= 0) {
		buf_puts(&out, statuses[row].published);
		if (statuses[row].status == STATUS_NOT_APPLICABLE && !text_is_blank(answer->parts[PART_REASON]))
			buf_printf(&out, " (%s)", answer->parts[PART_REASON]);
		return buf_take(&out);
	}
	if (text_is_blank(answer->parts[PART_ANSWER]))
		return NULL;
	buf_puts(&out, answer->parts[PART_ANSWER]);
	if (detail_is_stated(place.field, answer)) {
		buf_puts(&out, ": ");
		buf_puts(&out, answer->parts[PART_DETAIL]);
	}
	return buf_take(&out);
}

/* Takes one blank or one separator off the end; 0 if there is none. */
static size_t separator_before(const char *text, size_t end)
{
	static const char *const separators[] = { " ",  ":",  ",",  "(",  ".",  ";",  "/",  "\t", "\n",    "：",
						  "、", "・", "（", "，", "。", "．", "；", "／", "\u3000" };

	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		size_t len = strlen(separators[i]);

		if (end > len && memcmp(text + end - len, separators[i], len) == 0)
			return len;
	}
	return 0;
}

bool joined_split(const struct field *field, const char *joined, size_t *option_len, const char **detail, size_t *detail_len)
{
	int option;
	size_t end, separator;
	char *written;
	bool same;

	if (!field->has_detail || !type_split(field, joined, &option, detail, detail_len) || *detail_len == 0 ||
	    !field->options[option].needs_detail)
		return false;
	end = (size_t)(*detail - joined);
	while ((separator = separator_before(joined, end)) > 0)
		end -= separator;
	/* What stands behind a closing bracket belongs to neither part. */
	if ((*detail)[*detail_len] != '\0' && strcmp(*detail + *detail_len, ")") != 0 &&
	    strcmp(*detail + *detail_len, "）") != 0)
		return false;
	written = mem_bytes(joined, end);
	same = type_option(field, written) == option;
	free(written);
	*option_len = end;
	return same;
}

/* 該当なし (理由), or with full-width brackets or a colon: the reason's bytes. */
static bool reason_find(const char *joined, const char *published, const char **reason, size_t *len)
{
	static const struct {
		const char *open, *close;
	} forms[] = { { " (", ")" }, { "(", ")" }, { "（", "）" }, { ": ", "" }, { "：", "" } };
	size_t start = strlen(published), all = strlen(joined);

	if (strncmp(joined, published, start) != 0)
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		size_t open = strlen(forms[i].open), close = strlen(forms[i].close);

		if (all > start + open + close && strncmp(joined + start, forms[i].open, open) == 0 &&
		    strcmp(joined + all - close, forms[i].close) == 0) {
			*reason = joined + start + open;
			*len = all - start - open - close;
			return true;
		}
	}
	return false;
}

static bool is_option(const struct field *field, const char *text)
{
	for (size_t i = 0; i < field->option_count; i++)
		if (strcmp(field->options[i].text, text) == 0)
			return true;
	return false;
}

void draft_set_joined(const struct draft *draft, struct place place, const char *joined, change_emit *emit, void *context)
{
	static const enum part set[] = { PART_ANSWER, PART_DETAIL, PART_STATUS, PART_REASON };
	char *wanted[PART_COUNT] = { NULL };
	int row = joined && !is_option(place.field, joined) ? status_row(joined) : -1;
	size_t len, option_len;
	const char *found;

	if (!joined || !*joined)
		;
	else if (row >= 0)
		wanted[PART_STATUS] = mem_string(statuses[row].name);
	else if (reason_find(joined, statuses[0].published, &found, &len)) {
		wanted[PART_STATUS] = mem_string(statuses[0].name);
		wanted[PART_REASON] = mem_bytes(found, len);
	} else if (joined_split(place.field, joined, &option_len, &found, &len)) {
		wanted[PART_ANSWER] = mem_bytes(joined, option_len);
		wanted[PART_DETAIL] = mem_bytes(found, len);
	} else
		wanted[PART_ANSWER] = mem_string(joined);
	for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
		struct change change = { .kind = CHANGE_SET, .place = place, .part = set[i], .text = wanted[set[i]] };

		if (!text_equal(draft_part(draft, place, set[i]), change.text))
			emit(context, &change);
		free(change.text);
	}
}
