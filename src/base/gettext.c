/* SPDX-License-Identifier: MIT */
/* gettext.c — keeps what gettext() said. */
#include <config.h>

#include "base/gettext.h"

#include <stdint.h>
#include <string.h>

/* About as many as there are sentences; where two fall together, the later one stays. */
static struct {
	const char *sentence, *said;
} kept[1024];

const char *translation(const char *sentence)
{
	size_t slot = ((uintptr_t)sentence * 0x9e3779b97f4a7c15u) >> 54;
	if (kept[slot].sentence != sentence) {
		kept[slot].said = gettext(sentence);
		kept[slot].sentence = sentence;
	}
	return kept[slot].said;
}

void translation_forget(void)
{
	memset(kept, 0, sizeof kept);
}
