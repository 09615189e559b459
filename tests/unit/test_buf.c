/* SPDX-License-Identifier: MIT */
/* test_buf.c — a growing byte string, and the arenas and copies beside it. */
#include <config.h>

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static void growing(void **state)
{
	struct buf buf = { 0 };
	(void)state;
	assert_string_equal(buf_text(&buf), "");
	buf_put(&buf, NULL, 0);
	assert_string_equal(buf.data, "");
	buf_puts(&buf, "ab");
	buf_putc(&buf, 'c');
	buf_printf(&buf, "%d-%s", 42, "あ");
	assert_string_equal(buf.data, "abc42-あ");
	assert_int_equal(buf.len, strlen("abc42-あ"));
	buf_printf(&buf, "%s", "");
	buf_printf(&buf, "%0500d", 7);
	assert_int_equal(buf.len, strlen("abc42-あ") + 500);
	buf_put(&buf, "\0x", 2);
	assert_int_equal(buf.data[buf.len - 1], 'x');
	assert_int_equal(buf.data[buf.len], '\0');
	buf_reset(&buf);
	assert_int_equal(buf.len, 0);
	assert_string_equal(buf.data, "");
	buf_clear(&buf);
	assert_null(buf.data);
	buf_reset(&buf);
	assert_string_equal(buf_text(&buf), "");
}

static void taking(void **state)
{
	struct buf buf = { 0 };
	(void)state;
	char *empty = buf_take(&buf);
	assert_string_equal(empty, "");
	free(empty);
	buf_puts(&buf, "x");
	char *text = buf_take(&buf);
	assert_string_equal(text, "x");
	assert_null(buf.data);
	assert_int_equal(buf.len + buf.room, 0);
	free(text);
}

/* Random splices against a plain array. */
static void splicing(void **state)
{
	static const char bytes[] = "0123456789abcdefghij";
	uint32_t dice = 123456789u;
	struct buf buf = { 0 };
	char model[40000];
	size_t size = 0;
	(void)state;
	for (int round = 0; round < 5000; round++) {
		size_t at = unit_dice(&dice, (uint32_t)size + 1), removed = unit_dice(&dice, (uint32_t)(size - at) + 1);
		size_t len = unit_dice(&dice, sizeof bytes);
		if (unit_dice(&dice, 4))
			removed = removed > 4 ? 4 : removed;
		if (size + len > sizeof model)
			removed = size - at;
		memmove(model + at + len, model + at + removed, size - at - removed);
		memcpy(model + at, bytes, len);
		size = size - removed + len;
		buf_splice(&buf, at, removed, bytes, len);
		assert_int_equal(buf.len, size);
		assert_memory_equal(buf.data, model, size);
		assert_int_equal(buf.data[size], '\0');
	}
	buf_clear(&buf);
}

static void copies(void **state)
{
	(void)state;
	assert_null(mem_string(NULL));
	char *copy = mem_bytes("abc", 2);
	assert_string_equal(copy, "ab");
	free(copy);
	int *zeroes = mem_alloc(3, sizeof *zeroes);
	assert_int_equal(zeroes[0] | zeroes[1] | zeroes[2], 0);
	free(zeroes);
	free(mem_alloc(0, 0));
}

static void arenas(void **state)
{
	uint32_t dice = 362436069u;
	struct arena arena = { 0 };
	struct {
		char *bytes;
		size_t len;
		char mark;
	} pieces[2000];
	(void)state;
	for (int i = 0; i < 2000; i++) {
		size_t len = unit_dice(&dice, i % 100 ? 60 : 40000);
		pieces[i].len = len;
		pieces[i].mark = (char)('a' + i % 26);
		if (i % 2) {
			pieces[i].bytes = arena_alloc(&arena, len, 1);
			assert_int_equal((uintptr_t)pieces[i].bytes % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < len; j++)
				assert_int_equal(pieces[i].bytes[j], 0);
		} else {
			char text[40000];
			memset(text, '-', len);
			pieces[i].bytes = arena_bytes(&arena, text, len);
			assert_int_equal(pieces[i].bytes[len], '\0');
		}
		memset(pieces[i].bytes, pieces[i].mark, len);
	}
	for (int i = 0; i < 2000; i++)
		for (size_t j = 0; j < pieces[i].len; j++)
			assert_int_equal(pieces[i].bytes[j], pieces[i].mark);
	assert_null(arena_string(&arena, NULL));
	assert_string_equal(arena_string(&arena, "あ"), "あ");
	arena_clear(&arena);
	assert_null(arena.blocks);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(growing), cmocka_unit_test(taking), cmocka_unit_test(splicing),
		cmocka_unit_test(copies),  cmocka_unit_test(arenas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
