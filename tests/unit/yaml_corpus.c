/* SPDX-License-Identifier: MIT */
/* yaml_corpus.c — writes drafts full of nasty strings, and what every reader must find in them: DIR/N.yaml, DIR/N.json.
 * Run by tests/cli/yaml_readers.sh. */
#include <config.h>

#include "draft_support.h"

#include <jansson.h>

static const char *const befores[] = {
	"answers: {}\n",
	"# c\nanswers:\n  company-summary: a # c\n  listing: a\n",
	"answers:\n    company-summary: |\n        a\n\n    # c\n    listing: a\n",
	"answers:\n    listing: a\n    company-summary: |+\n      a\n\n",
	"answers: {listing: a, company-summary: a}",
	"answers:\n  company-summary:\n    own: b # c\n    answer: a\n  data-center:\n  - ups: {answer: a}\n",
	"answers:\n  company-summary:\n    - a\n    - b\n  data-center:\n    - # d\n",
	"answers:\n  company-summary: # c\n    # d\n    a\n  data-center: [{ups: a}, {}]\n",
};

static json_t *expected(const struct draft *draft)
{
	json_t *all = json_object();
	struct place place = { 0 };

	while (place_next(draft, &place)) {
		json_t *parts = json_object();
		char *path = place_path(place);

		for (int i = 0; i < PART_COUNT; i++)
			if (draft_part(draft, place, i))
				json_object_set_new(parts, part_name(i), json_string(draft_part(draft, place, i)));
		if (json_object_size(parts) > 0)
			json_object_set(all, path, parts);
		json_decref(parts);
		free(path);
	}
	return all;
}

static bool write_out(const char *folder, int number, const char *end, const char *bytes, size_t len)
{
	char path[4096];
	FILE *file;
	bool done;

	snprintf(path, sizeof path, "%s/%d.%s", folder, number, end);
	file = fopen(path, "w");
	if (!file)
		return false;
	done = fwrite(bytes, 1, len, file) == len;
	return fclose(file) == 0 && done;
}

static void shake(struct draft *draft, uint32_t *numbers, int steps)
{
	static const char *const paths[] = { "company-name",
					     "company-summary",
					     "company-summary:note",
					     "certifications",
					     "listing",
					     "listing:review",
					     "security-policy",
					     "security-policy:detail",
					     "data-center.1.power",
					     "data-center.1.ups:reason",
					     "data-center.1.data-center-name" };

	while (steps-- > 0)
		put(draft, paths[dice(numbers, 11)], nasty[dice(numbers, NASTY)]);
}

int main(int argc, char **argv)
{
	uint32_t numbers = 1;

	if (argc != 3)
		return 2;
	support_init(&support);
	for (int i = 0; i < atoi(argv[2]); i++) {
		struct buf before = { 0 }, out = { 0 };
		struct draft_source source;
		struct draft *old, *draft;
		struct err err = { 0 };
		json_t *parts;
		char *json;

		buf_printf(&before, "kaijisho: 1\nform: draft-test\n%s", befores[i % 8]);
		if (i / 8 % 2) /* CRLF */
			for (size_t at_byte = 0; at_byte < before.len; at_byte++)
				if (before.data[at_byte] == '\n')
					buf_splice(&before, at_byte++, 0, "\r", 1);
		old = draft_read(support.form, buf_text(&before), before.len, "d", &source, &err);
		draft = draft_copy(old);
		if (i < (int)NASTY * 8)
			put(draft, i % 3 ? "company-summary" : "data-center.1.power", nasty[i / 8]);
		else
			shake(draft, &numbers, 5);
		if (!draft_write(draft, old, &source, &out, NULL, &err)) {
			fprintf(stderr, "%s\n", err_sentence(&err));
			return 1;
		}
		parts = expected(draft);
		json = json_dumps(parts, JSON_INDENT(1));
		if (!write_out(argv[1], i, "yaml", out.data, out.len) || !write_out(argv[1], i, "json", json, strlen(json)))
			return 1;
		free(json);
		json_decref(parts);
		draft_source_clear(&source);
		draft_free(draft);
		draft_free(old);
		buf_clear(&before);
		buf_clear(&out);
	}
	support_clear(&support);
	return 0;
}
