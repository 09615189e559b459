/* SPDX-License-Identifier: MIT */
/* finding_list.c — the findings of one place. */
#include <config.h>

#include "check/finding_list.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

const char *severity_name(enum severity severity)
{
	static const char *const names[SEVERITY_COUNT] = {
		[SEVERITY_ERROR] = "error",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_HINT] = "hint",
		[SEVERITY_REVIEW] = "review",
	};
	return names[severity];
}

static void finding_free(const struct finding *finding)
{
	free(finding->text);
	free(finding->fix);
	free((char *)finding->path);
	free((void *)finding); /* made by sink_add */
}

void finding_list_clear(struct finding_list *list)
{
	for (unsigned i = 0; i < list->count; i++)
		finding_free(list->items[i]);
	free(list->items);
	free(list->sources);
	*list = (struct finding_list){ 0 };
}

bool finding_list_drop(struct finding_list *list, unsigned source)
{
	unsigned kept = 0;
	for (unsigned i = 0; i < list->count; i++) {
		if (list->sources[i] == source) {
			finding_free(list->items[i]);
			continue;
		}
		list->items[kept] = list->items[i];
		list->sources[kept++] = list->sources[i];
	}
	bool dropped = kept < list->count;
	list->count = kept;
	return dropped;
}

void finding_list_move(struct finding_list *list, size_t instance)
{
	for (unsigned i = 0; i < list->count; i++)
		((struct finding *)list->items[i])->place.instance = instance;
}

static void insert(struct finding_list *list, const struct finding *finding, unsigned source)
{
	if (list->count == list->room) {
		list->room = list->room ? 2 * list->room : 2;
		list->items = mem_resize(list->items, list->room, sizeof *list->items);
		list->sources = mem_resize(list->sources, list->room, sizeof *list->sources);
	}
	unsigned at = list->count++;
	for (; at > 0 && list->items[at - 1]->severity > finding->severity; at--) {
		list->items[at] = list->items[at - 1];
		list->sources[at] = list->sources[at - 1];
	}
	list->items[at] = finding;
	list->sources[at] = source;
}

/* Does PART_ACK (lines `code: reason`) name the code? */
static bool acknowledges(const char *lines, const char *code)
{
	size_t len = strlen(code);
	while (lines && *lines) {
		while (*lines == ' ')
			lines++;
		if (strncmp(lines, code, len) == 0 && (lines[len] == '\0' || strchr(": \n", lines[len])))
			return true;
		lines += strcspn(lines, "\n");
		lines += *lines == '\n';
	}
	return false;
}

void sink_add(struct sink *sink, const char *code, enum severity severity, enum part part, size_t start, size_t end, char *fix,
	      const char *format, ...)
{
	bool silent = (severity == SEVERITY_WARNING || severity == SEVERITY_HINT) && acknowledges(sink->acknowledged, code);
	if (silent) {
		free(fix);
		return;
	}
	struct buf text = { 0 };
	va_list arguments;
	va_start(arguments, format);
	buf_vprintf(&text, format, arguments);
	va_end(arguments);

	struct finding *finding = mem_alloc(1, sizeof *finding);
	*finding = (struct finding){
		.code = code,
		.severity = severity,
		.place = sink->place,
		.part = part,
		.start = start,
		.end = end,
		.text = buf_take(&text),
		.fix = fix,
	};
	insert(sink->list, finding, sink->source);
}

void sink_place(struct sink *sink, const char *path, unsigned line, unsigned column)
{
	struct finding *finding = (struct finding *)sink->list->items[sink->list->count - 1];
	finding->path = mem_string(path);
	finding->line = line;
	finding->column = column;
}
