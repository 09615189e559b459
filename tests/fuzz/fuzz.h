/* SPDX-License-Identifier: MIT */
/* fuzz.h — what the fuzz targets share: claims that end the program when they do not hold, the forms, dice cast by the input.
 * Every target is one file with LLVMFuzzerTestOneInput(): `make fuzz` links it with libFuzzer, `make check` with replay.c. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "draft/draft.h"
#include "form/form_load.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CLAIM(what)                                                                                                            \
	do {                                                                                                                   \
		if (!(what)) {                                                                                                 \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what);                              \
			abort();                                                                                               \
		}                                                                                                              \
	} while (0)

/* "tests/forms/small.yaml" of the source tree, loaded once and kept: the targets run in one process. */
static inline const struct form *fuzz_form(const char *path)
{
	static struct {
		const char *path;
		struct form *form;
	} forms[4];
	static struct form_library library;
	size_t i = 0;
	while (forms[i].form && strcmp(forms[i].path, path) != 0)
		i++;
	if (!forms[i].form) {
		const char *top = getenv("srcdir");
		char whole[4096];
		struct err err = { 0 };
		if (!library.language)
			form_library_init(&library, "ja");
		snprintf(whole, sizeof whole, "%s/%s", top ? top : ".", path);
		forms[i].path = path;
		forms[i].form = form_load_file(&library, whole, NULL, &err);
		if (!forms[i].form) {
			fprintf(stderr, "%s: %s (is srcdir set?)\n", whole, err.text);
			exit(2);
		}
	}
	return forms[i].form;
}

static inline const struct form *fuzz_test_form(void)
{
	return fuzz_form("tests/forms/draft-test.yaml");
}

/* Dice that fall the same way for the same input, so that every finding can be repeated. */
struct fuzz_dice {
	uint64_t state;
};

static inline struct fuzz_dice fuzz_dice(const uint8_t *data, size_t size)
{
	struct fuzz_dice dice = { 14695981039346656037u };
	for (size_t i = 0; i < size; i++)
		dice.state = (dice.state ^ data[i]) * 1099511628211u;
	return dice;
}

/* 0 … sides - 1. */
static inline size_t fuzz_cast(struct fuzz_dice *dice, size_t sides)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(dice->state >> 33) % sides;
}

/* A copy that ends where the input does, so that reading beyond is seen; not NUL-terminated. */
static inline char *fuzz_exact(const uint8_t *data, size_t size)
{
	char *copy = calloc(size ? size : 1, 1);
	CLAIM(copy);
	if (size)
		memcpy(copy, data, size);
	return copy;
}

/* A failure says what failed. */
static inline void fuzz_failed(struct err *err)
{
	CLAIM(err->code != ERR_NONE && err->text && *err->text);
	char *sentence = err_sentence(err);
	CLAIM(utf8_valid(err->text, strlen(err->text), NULL) && *sentence);
	free(sentence);
	err_clear(err);
}

/* A change_emit: what is emitted always fits. */
static inline void fuzz_apply(void *context, struct change *change)
{
	struct err err = { 0 };
	if (!draft_apply(context, change, NULL, &err)) {
		fprintf(stderr, "an emitted change does not fit: %s\n", err.text);
		abort();
	}
}

#endif
