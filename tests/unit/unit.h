/* SPDX-License-Identifier: MIT */
/* unit.h — what cmocka wants included, and dice whose falls are the same in every run. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* 0 … sides - 1, by xorshift. */
static inline uint32_t unit_dice(uint32_t *state, uint32_t sides)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state % sides;
}

#endif
