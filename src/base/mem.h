/* SPDX-License-Identifier: MIT */
/* mem.h — memory that cannot fail, and arenas that are freed whole. */
#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* Zeroed memory, yours to free(). When there is none left the rescue function runs and the program
 * ends with status 2; no caller tests for NULL. */
void *mem_alloc(size_t count, size_t size);
/* Room for `count` elements of `size` bytes; what is new is not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);
/* Makes sure that one more element fits behind `count` of them. `*room` is how many there is room for; it doubles when all of it is
 * taken. What is new is not zeroed. */
void *mem_grow(void *old, size_t count, size_t *room, size_t size);
/* A NUL-terminated copy of `len` bytes. */
char *mem_bytes(const char *bytes, size_t len);
/* A copy of a string; NULL gives NULL. */
char *mem_string(const char *string);

/* What to do before the program ends for want of memory: restore the terminal. May be NULL. */
void mem_on_exhaustion(void (*rescue)(void));
/* That end, for who learns from a library that there is no memory left. */
_Noreturn void mem_exhausted(void);

/* Many allocations freed together. A zeroed arena is an empty one. */
struct arena {
	struct arena_block *blocks;
};
void *arena_alloc(struct arena *arena, size_t count, size_t size); /* zeroed */
char *arena_bytes(struct arena *arena, const char *bytes, size_t len);
char *arena_string(struct arena *arena, const char *string); /* NULL gives NULL */
void arena_clear(struct arena *arena);

#endif
