/* SPDX-License-Identifier: MIT */
/* replay.c — runs a fuzz target without libFuzzer over the files named, and those of the folders named: the kept corpora are part
 * of `make check`. Says how many there were; a claim that does not hold ends it, naming the file. */
#include <config.h>

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include "base/file.h"
#include "fuzz.h"

static char now[4096];
static size_t count;

static void name_file(int number)
{
	static const char words[] = "replay: the input was ";
	/* The shell sees the signal all the same. */
	if (write(STDERR_FILENO, words, sizeof words - 1) < 0 || write(STDERR_FILENO, now, strlen(now)) < 0 ||
	    write(STDERR_FILENO, "\n", 1) < 0)
		_exit(2);
	signal(number, SIG_DFL);
	raise(number);
}

static bool run_file(const char *path)
{
	struct buf bytes = { 0 };
	struct err err = { 0 };
	snprintf(now, sizeof now, "%s", path);
	if (!file_read_path(path, (size_t)1 << 26, &bytes, &err)) {
		fprintf(stderr, "replay: %s\n", err.text);
		return false;
	}
	LLVMFuzzerTestOneInput((const uint8_t *)buf_text(&bytes), bytes.len);
	buf_clear(&bytes);
	count++;
	return true;
}

static bool run_folder(const char *path, DIR *folder)
{
	bool good = true;
	for (struct dirent *entry; good && (entry = readdir(folder));) {
		char whole[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(whole, sizeof whole, "%s/%s", path, entry->d_name);
		good = run_file(whole);
	}
	closedir(folder);
	return good;
}

int main(int argc, char **argv)
{
	static const int deaths[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE };
	for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++)
		signal(deaths[i], name_file);
	for (int i = 1; i < argc; i++) {
		DIR *folder = opendir(argv[i]);
		if (!(folder ? run_folder(argv[i], folder) : run_file(argv[i])))
			return 2;
	}
	printf("%zu\n", count);
	return 0;
}
