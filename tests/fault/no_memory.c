/* SPDX-License-Identifier: MIT */
/* no_memory.c — preloaded into a program: its allocation number $NO_MEMORY_AT fails, with $NO_MEMORY_EVER every later one, too.
 * At a normal end the number of allocations goes to the file $NO_MEMORY_COUNT. Built and used by tests/fault/memory.sh. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The C library's own, by the names it exports for this. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_long count;
static long fails_at;
static bool for_ever;
static const char *report; /* the environment does not last: the program cleans it */

__attribute__((constructor)) static void begin(void)
{
	const char *at = getenv("NO_MEMORY_AT");
	for_ever = getenv("NO_MEMORY_EVER") != NULL;
	report = getenv("NO_MEMORY_COUNT");
	atomic_store(&count, 0);
	fails_at = at ? atol(at) : 0;
}

__attribute__((destructor)) static void end(void)
{
	char text[32];
	int fd = report ? open(report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
	int len = snprintf(text, sizeof text, "%ld\n", atomic_load(&count));
	if (fd >= 0 && write(fd, text, (size_t)len) != len)
		_exit(99);
}

static bool fails(void)
{
	long now = atomic_fetch_add(&count, 1) + 1;
	if (fails_at == 0 || (now != fails_at && !(for_ever && now > fails_at)))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
	return fails() ? NULL : __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

void *reallocarray(void *old, size_t number, size_t size)
{
	size_t whole;
	if (__builtin_mul_overflow(number, size, &whole)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(old, whole);
}
