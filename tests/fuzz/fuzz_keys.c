/* SPDX-License-Identifier: MIT */
/* fuzz_keys.c — any bytes from a terminal, cut into reads anywhere: what comes out is keys with names and text that is text, no
 * more of it than went in, and nothing waits for ever. */
#include <config.h>

#include "fuzz.h"
#include "tui/key.h"

struct seen {
	size_t events, text, fed;
};

static void take_events(struct key_reader *reader, struct seen *seen)
{
	struct key_event event = { 0 };
	while (key_reader_next(reader, &event)) {
		char name[32];
		memset(name, 'x', sizeof name);
		key_label(event.code, name);
		CLAIM(event.code != KEY_NONE && memchr(name, '\0', sizeof name));
		if (event.code == KEY_TEXT) {
			CLAIM(event.text.len && utf8_valid(event.text.data, event.text.len, NULL));
			for (size_t i = 0; i < event.text.len; i++)
				CLAIM((unsigned char)event.text.data[i] >= 0x20 && event.text.data[i] != 0x7f);
		} else if (event.code == KEY_CURSOR_REPORT) {
			CLAIM(event.row > 0);
		} else if (event.code != KEY_PASTE) {
			CLAIM(event.text.len == 0);
			CLAIM(utf8_valid(name, strlen(name), NULL));
		}
		seen->text += event.text.len;
		CLAIM(seen->text <= seen->fed && ++seen->events <= seen->fed);
	}
	buf_clear(&event.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_dice dice = fuzz_dice(data, size);
	struct key_reader reader;
	struct seen seen = { 0 };
	long now = 0;
	char *bytes = fuzz_exact(data, size);
	key_reader_init(&reader);
	key_reader_add_sequence(&reader, "\33OA", KEY_UP);
	key_reader_add_sequence(&reader, "\33[3~", KEY_DELETE);
	for (size_t at = 0; at < size;) {
		size_t take = fuzz_cast(&dice, 4) ? fuzz_cast(&dice, 12) + 1 : size;
		take = take < size - at ? take : size - at;
		key_reader_feed(&reader, bytes + at, take, now);
		at += take;
		seen.fed += take;
		take_events(&reader, &seen);
		now += (long)fuzz_cast(&dice, 8) * 50;
		if (fuzz_cast(&dice, 8) == 0) {
			now += key_reader_wait(&reader, now) + 1;
			key_reader_timeout(&reader, now);
			take_events(&reader, &seen);
		}
	}
	/* Time runs out until nothing waits; a paste ends by itself. */
	for (int i = 0, wait; i < 8 && (wait = key_reader_wait(&reader, now)) >= 0; i++) {
		now += wait;
		key_reader_timeout(&reader, now);
		take_events(&reader, &seen);
	}
	CLAIM(key_reader_wait(&reader, now) < 0 && !reader.pasting);
	key_reader_clear(&reader);
	free(bytes);
	return 0;
}
