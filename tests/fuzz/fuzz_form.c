/* SPDX-License-Identifier: MIT */
/* fuzz_form.c — any bytes as a form file: mistakes are listed with their places, and what is accepted can be filled in. */
#include <config.h>

#include <unistd.h>

#include "base/buf.h"
#include "check/check.h"
#include "draft/draft_read.h"
#include "draft/draft_write.h"
#include "form/form_load.h"
#include "fuzz.h"

static char path[64];

static void remove_file(void)
{
	unlink(path);
}

/* A form is read from a file, as its overlays and renderings lie beside it. */
static void put_file(const char *bytes, size_t len)
{
	if (!*path) {
		snprintf(path, sizeof path, "/tmp/kaijisho-fuzz-form-%ld.yaml", (long)getpid());
		atexit(remove_file);
	}
	FILE *file = fopen(path, "w");
	CLAIM(file && (len == 0 || fwrite(bytes, 1, len, file) == len) && fclose(file) == 0);
}

static void fill_in(const struct form *form)
{
	struct draft *draft = draft_new(form);
	for (size_t i = 0; i < form->field_count; i++) {
		struct place place = { &form->fields[i], 0 };
		const struct field *field = place.field;
		CLAIM(form_field(form, field->id, strlen(field->id)) == field && field->index == i);
		CLAIM(field->section->first_field + field->slot == i && field->prompt && field->type);
		draft_set_joined(draft, place,
				 field->option_count ? field->options[0].text
				 : field->example    ? field->example
						     : "1 分",
				 fuzz_apply, draft);
		draft_relevant(draft, place);
	}
	struct checker *checker = checker_new(draft, 20261122);
	checker_run(checker);
	checker_free(checker);
	struct buf out = { 0 };
	struct draft_source source;
	struct err err = { 0 };
	draft_write_new(draft, &out);
	struct draft *again = draft_read(form, out.data, out.len, "draft.yaml", &source, &err);
	if (!again || !draft_equal(draft, again)) {
		fprintf(stderr, "%s\n%s", err.text ? err.text : "not the same", out.data);
		abort();
	}
	draft_source_clear(&source);
	draft_free(again);
	draft_free(draft);
	buf_clear(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct form_library library;
	struct problems problems = { 0 };
	struct err err = { 0 };
	if (!library.language) {
		unsetenv("KAIJISHO_FORMS");
		unsetenv("HOME");
		unsetenv("XDG_CONFIG_HOME");
		form_library_init(&library, "ja");
	}
	put_file((const char *)data, size);
	struct form *form = form_load_file(&library, path, NULL, &err);
	if (form)
		fill_in(form);
	else
		fuzz_failed(&err);
	bool usable = form != NULL;
	form_free(form);
	/* The same for lint, which goes on behind a mistake. */
	form = form_load_any(&library, path, &problems);
	bool fatal = false;
	for (size_t i = 0; i < problems.count; i++) {
		CLAIM(problems.items[i].text && *problems.items[i].text && problems.items[i].code);
		fatal = fatal || problems.items[i].fatal;
	}
	CLAIM(fatal || usable);
	form_free(form);
	problems_clear(&problems);
	return 0;
}
