/* SPDX-License-Identifier: MIT */
/* part_text.c — the text of one part, with its length before it. */
#include <config.h>

#include "draft/part_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct block {
	size_t len, room; /* len < room: the NUL has its place; room 0: it lies in an arena */
	char bytes[];
};

static struct block *block_of(const char *text)
{
	return (struct block *)(text - offsetof(struct block, bytes));
}

char *part_text_new(const char *bytes, size_t len)
{
	struct block *block = mem_resize(NULL, 1, sizeof *block + len + 1);

	block->len = len;
	block->room = len + 1;
	if (len > 0)
		memcpy(block->bytes, bytes, len);
	block->bytes[len] = '\0';
	return block->bytes;
}

char *part_text_in(struct arena *arena, const char *bytes, size_t len)
{
	struct block *block = arena_alloc(arena, 1, sizeof *block + len + 1);

	block->len = len;
	memcpy(block->bytes, bytes, len);
	return block->bytes;
}

void part_text_free(const char *text)
{
	if (text && block_of(text)->room > 0)
		free(block_of(text));
}

size_t part_text_len(const char *text)
{
	return text ? block_of(text)->len : 0;
}

char *part_text_splice(char *text, size_t at, size_t remove, const char *bytes, size_t len)
{
	if (!text || block_of(text)->room == 0)
		text = part_text_new(text ? text : "", part_text_len(text));

	struct block *block = block_of(text);
	size_t need = block->len - remove + len + 1;

	if (need > block->room) {
		size_t room = need + need / 2 + 16;

		block = mem_resize(block, 1, sizeof *block + room);
		block->room = room;
	}
	memmove(block->bytes + at + len, block->bytes + at + remove, block->len - at - remove);
	if (len > 0)
		memcpy(block->bytes + at, bytes, len);
	block->len = need - 1;
	block->bytes[block->len] = '\0';
	return block->bytes;
}

bool text_is_blank(const char *text)
{
	if (!text)
		return true;
	for (;;) {
		text += strspn(text, " \t\r\n");
		if (strncmp(text, "\u3000", strlen("\u3000")) == 0)
			text += strlen("\u3000");
		else if (strncmp(text, "\u00a0", strlen("\u00a0")) == 0)
			text += strlen("\u00a0");
		else
			return *text == '\0';
	}
}

bool text_equal(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}
