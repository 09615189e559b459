/* SPDX-License-Identifier: MIT */
/* mem.c — allocate or end the program; arenas. */
#include <config.h>

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The one hook of the program that is not passed around: when memory is gone there is no caller to ask. */
static void (*rescue_terminal)(void);

void mem_on_exhaustion(void (*rescue)(void))
{
	rescue_terminal = rescue;
}

_Noreturn void mem_exhausted(void)
{
	static const char sentence[] = "kaijisho: out of memory\n";
	if (rescue_terminal)
		rescue_terminal();
	if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) {
		/* Nobody is left to be told. */
	}
	_exit(2);
}

void *mem_alloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		mem_exhausted();
	void *memory = realloc(old, count && size ? count * size : 1);
	if (!memory)
		mem_exhausted();
	return memory;
}

void *mem_grow(void *old, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return old;
	*room = *room ? *room * 2 : 4;
	return mem_resize(old, *room, size);
}

char *mem_bytes(const char *bytes, size_t len)
{
	char *copy = mem_resize(NULL, len + 1, 1);
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *mem_string(const char *string)
{
	return string ? mem_bytes(string, strlen(string)) : NULL;
}

enum { BLOCK_SIZE = 16384 };

struct arena_block {
	struct arena_block *next;
	size_t used, room;
	_Alignas(max_align_t) char bytes[];
};

/* `align` is a power of two. */
static void *take(struct arena *arena, size_t size, size_t align)
{
	struct arena_block *block = arena->blocks;
	size_t start = block ? (block->used + align - 1) & ~(align - 1) : 0;
	if (!block || start > block->room || size > block->room - start) {
		size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;
		block = mem_resize(NULL, 1, sizeof *block + room);
		block->room = room;
		block->used = 0;
		/* A block of its own for something large goes behind the one still being filled. */
		if (arena->blocks && room != BLOCK_SIZE) {
			block->next = arena->blocks->next;
			arena->blocks->next = block;
		} else {
			block->next = arena->blocks;
			arena->blocks = block;
		}
		start = 0;
	}
	block->used = start + size;
	return block->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		mem_exhausted();
	void *memory = take(arena, count * size, _Alignof(max_align_t));
	return memset(memory, 0, count * size);
}

char *arena_bytes(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = take(arena, len + 1, 1);
	if (len)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *arena_string(struct arena *arena, const char *string)
{
	return string ? arena_bytes(arena, string, strlen(string)) : NULL;
}

void arena_clear(struct arena *arena)
{
	for (struct arena_block *block = arena->blocks; block;) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
	arena->blocks = NULL;
}
