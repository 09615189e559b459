/* SPDX-License-Identifier: MIT */
/* yaml_limit.c — the least that reading drafts can cost: every event libyaml has to tell of each file, and nothing done with
 * it. `make bench` compares `kaijisho check` with it. Prints files, bytes, events. */
#include <config.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

enum { MOST_BYTES = 64 << 20 };

/* The events of one file, -1 if libyaml refuses it. */
static long count_events(const unsigned char *bytes, size_t len)
{
	yaml_parser_t parser;
	yaml_event_t event;
	long events = 0;
	bool more = yaml_parser_initialize(&parser);

	yaml_parser_set_input_string(&parser, bytes, len);
	while (more) {
		if (!yaml_parser_parse(&parser, &event)) {
			events = -1;
			break;
		}
		events++;
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return events;
}

int main(int argc, char **argv)
{
	unsigned char *bytes = malloc(MOST_BYTES);
	size_t all_bytes = 0;
	long all_events = 0;

	for (int i = 1; bytes && i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		size_t len = file ? fread(bytes, 1, MOST_BYTES, file) : 0;
		long events = count_events(bytes, len);

		if (!file || events < 0) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return 2;
		}
		fclose(file);
		all_bytes += len;
		all_events += events;
	}
	free(bytes);
	printf("%d files, %zu bytes, %ld events\n", argc - 1, all_bytes, all_events);
	return 0;
}
