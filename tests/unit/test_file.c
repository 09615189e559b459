/* SPDX-License-Identifier: MIT */
/* test_file.c — places, reading, siblings with the old file's metadata, appending, locks. */
#include <config.h>

#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_sibling.h"

/* A folder of its own for each test, which is then the current one. */
static int enter(void **state)
{
	char *folder = strdup("/tmp/test_file.XXXXXX");
	*state = folder;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state)
{
	struct buf command = { 0 };
	buf_printf(&command, "rm -rf %s", (char *)*state);
	int status = chdir("/") == 0 ? system(command.data) : -1;
	buf_clear(&command);
	free(*state);
	return status;
}

static void put_file(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void assert_file(const char *path, const char *wanted)
{
	struct buf bytes = { 0 };
	assert_true(file_read_path(path, 1000, &bytes, NULL));
	assert_string_equal(buf_text(&bytes), wanted);
	buf_clear(&bytes);
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(lstat(path, &status), 0);
	return status.st_mode & 07777;
}

static struct file_place place_of(const char *path)
{
	struct file_place place;
	assert_true(file_place_open(&place, path, NULL));
	return place;
}

static void replace(const struct file_place *place, const char *text)
{
	struct file_sibling sibling;
	struct file_stamp stamp = { 0 };
	bool same = false;
	assert_true(file_sibling_write(&sibling, place, text, strlen(text), NULL));
	assert_true(file_sibling_commit(&sibling, place, &stamp, NULL));
	assert_true(file_unchanged(place, &stamp, &same, NULL));
	assert_true(same);
	assert_null(sibling.name);
}

/* How many names a folder holds. */
static int names_in(const char *folder)
{
	struct buf command = { 0 };
	int count = -1;
	buf_printf(&command, "ls -A %s | wc -l", folder);
	FILE *list = popen(command.data, "r");
	assert_non_null(list);
	assert_int_equal(fscanf(list, "%d", &count), 1);
	pclose(list);
	buf_clear(&command);
	return count;
}

static void hashes(void **state)
{
	static const uint8_t of_abc[4] = { 0xba, 0x78, 0x16, 0xbf };
	uint8_t hash[FILE_HASH_SIZE];
	(void)state;
	file_hash("abc", 3, hash);
	assert_memory_equal(hash, of_abc, sizeof of_abc);
}

static void what_cannot_be_read_is_refused(void **state)
{
	struct file_place place;
	struct buf bytes = { 0 };
	struct err err = { 0 };
	(void)state;
	assert_false(file_place_open(&place, "no/such", &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_int_equal(err.number, ENOENT);
	err_clear(&err);
	assert_false(file_place_open(&place, "folder/", &err));
	err_clear(&err);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_false(file_place_open(&place, "dangling", &err));
	err_clear(&err);
	assert_false(file_read_path("missing", 10, &bytes, &err));
	assert_int_equal(err.number, ENOENT);
	err_clear(&err);
	assert_int_equal(mkdir("folder", 0700), 0);
	assert_false(file_read_path("folder", 10, &bytes, &err));
	assert_int_equal(err.number, EISDIR);
	err_clear(&err);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_read_path("pipe", 10, &bytes, &err));
	assert_int_equal(err.code, ERR_INPUT);
	err_clear(&err);
	/* A file that begins and cannot be read on: nobody's memory is at address 0. */
	assert_false(file_read_path("/proc/self/mem", 10, &bytes, &err));
	assert_int_equal(err.number, EIO);
	err_clear(&err);
	put_file("eleven", "12345678901", 0600);
	assert_false(file_read_path("eleven", 10, &bytes, &err));
	assert_int_equal(err.code, ERR_INPUT);
	err_clear(&err);
	/* What is read takes the place of what the buffer held. */
	for (int i = 0; i < 2; i++) {
		assert_true(file_read_path("eleven", 11, &bytes, &err));
		assert_string_equal(buf_text(&bytes), "12345678901");
	}
	/* One byte more than three MiB, of which none is written. */
	assert_int_equal(truncate("eleven", (3 << 20) + 1), 0);
	assert_false(file_read_path("eleven", 3 << 20, &bytes, &err));
	assert_non_null(strstr(err.text, "larger than 3 MiB"));
	err_clear(&err);
	buf_clear(&bytes);
}

static void a_change_is_seen(void **state)
{
	struct buf bytes = { 0 };
	struct file_stamp stamp, none = { 0 };
	bool same = false;
	(void)state;
	put_file("d", "one\n", 0600);
	struct file_place place = place_of("d");
	assert_true(file_read(&place, 100, &bytes, &stamp, NULL));
	assert_true(stamp.exists);
	assert_int_equal(stamp.size, 4);
	assert_true(file_unchanged(&place, &stamp, &same, NULL));
	assert_true(same);
	/* Touched, or replaced by the same bytes: the same. */
	assert_int_equal(utimensat(AT_FDCWD, "d", NULL, 0), 0);
	assert_true(file_unchanged(&place, &stamp, &same, NULL) && same);
	put_file("e", "one\n", 0600);
	assert_int_equal(rename("e", "d"), 0);
	assert_true(file_unchanged(&place, &stamp, &same, NULL) && same);
	/* Other bytes, though size and time are the old ones. */
	put_file("d", "two\n", 0600);
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT },
				     { stamp.changed_ns / 1000000000, (long)(stamp.changed_ns % 1000000000) } };
	assert_int_equal(utimensat(AT_FDCWD, "d", times, 0), 0);
	assert_true(file_unchanged(&place, &stamp, &same, NULL));
	assert_false(same);
	assert_true(file_unchanged(&place, &none, &same, NULL));
	assert_false(same);
	assert_int_equal(unlink("d"), 0);
	assert_true(file_unchanged(&place, &stamp, &same, NULL));
	assert_false(same);
	assert_true(file_unchanged(&place, &none, &same, NULL));
	assert_true(same);
	file_place_close(&place);
	buf_clear(&bytes);
}

static void what_is_published_is_as_the_umask_says(void **state)
{
	struct file_sibling sibling;
	struct file_stamp stamp;
	struct file_place place = place_of("public");
	mode_t before = umask(027);
	(void)state;
	assert_true(file_sibling_write_public(&sibling, &place, "a\n", 2, NULL));
	assert_true(file_sibling_commit(&sibling, &place, &stamp, NULL));
	assert_int_equal(mode_of("public"), 0640);
	/* Who took its rights away meant it. */
	assert_int_equal(chmod("public", 0604), 0);
	assert_true(file_sibling_write_public(&sibling, &place, "b\n", 2, NULL));
	assert_true(file_sibling_commit(&sibling, &place, &stamp, NULL));
	assert_int_equal(mode_of("public"), 0604);
	assert_file("public", "b\n");
	assert_int_equal(unlink("public"), 0);
	file_place_close(&place);
	umask(before);
}

static void a_new_file_is_private(void **state)
{
	struct file_sibling sibling;
	struct err err = { 0 };
	(void)state;
	struct file_place place = place_of("new");
	assert_true(file_sibling_write(&sibling, &place, "a\n", 2, NULL));
	assert_true(file_sibling_create(&sibling, &place, NULL));
	assert_int_equal(mode_of("new"), 0600);
	/* A second one never takes its place, and leaves nothing behind. */
	assert_true(file_sibling_write(&sibling, &place, "b\n", 2, NULL));
	assert_false(file_sibling_create(&sibling, &place, &err));
	assert_int_equal(err.number, EEXIST);
	err_clear(&err);
	assert_file("new", "a\n");
	assert_int_equal(names_in("."), 1);
	file_place_close(&place);
	/* What it was to be made of has gone: that is said. */
	place = place_of("other");
	assert_true(file_sibling_write(&sibling, &place, "c\n", 2, NULL));
	assert_int_equal(unlink(sibling.name), 0);
	assert_false(file_sibling_create(&sibling, &place, &err));
	assert_int_equal(err.number, ENOENT);
	assert_non_null(strstr(err.text, "other"));
	err_clear(&err);
	file_place_close(&place);
}

static void metadata_is_kept(void **state)
{
	char value[8];
	(void)state;
	put_file("d", "old\n", 0640);
	bool attributes = setxattr("d", "user.origin", "hand", 4, 0) == 0;
	assert_int_equal(symlink("d", "link"), 0);
	struct file_place place = place_of("link");
	replace(&place, "new\n");
	file_place_close(&place);
	assert_file("d", "new\n");
	assert_int_equal(mode_of("d"), 0640);
	assert_int_equal(readlink("link", value, sizeof value), 1);
	if (attributes)
		assert_int_equal(getxattr("d", "user.origin", value, sizeof value), 4);
	assert_int_equal(names_in("."), 2);
	/* Only whose file it is may do this: for others see the tests of the whole program. */
	if (geteuid() != 0)
		return;
	struct stat status;
	assert_int_equal(chown("d", 12345, 23456), 0);
	place = place_of("d");
	replace(&place, "newer\n");
	file_place_close(&place);
	assert_int_equal(stat("d", &status), 0);
	assert_int_equal(status.st_uid, 12345);
	assert_int_equal(status.st_gid, 23456);
	assert_int_equal(status.st_mode & 07777, 0640);
}

/* user::rw- user:1:rw- group::r-- mask::rw- other::---, as the kernel keeps it. */
static const unsigned char list[] = {
	2, 0, 0,   0,   0x01, 0,   6,    0, 255, 255, 255, 255, 0x02, 0,   6,    0, 1, 0, 0,   0,   0x04, 0,
	4, 0, 255, 255, 255,  255, 0x10, 0, 6,   0,   255, 255, 255,  255, 0x20, 0, 0, 0, 255, 255, 255,  255,
};

static void nobody_is_let_in_by_a_save(void **state)
{
	unsigned char value[100];
	(void)state;
	if (setxattr(".", "system.posix_acl_default", list, sizeof list, 0) != 0)
		skip();
	/* Without a list of its own the file gets none from its folder. */
	put_file("plain", "old\n", 0640);
	removexattr("plain", "system.posix_acl_access");
	assert_int_equal(chmod("plain", 0640), 0);
	struct file_place place = place_of("plain");
	replace(&place, "new\n");
	file_place_close(&place);
	assert_int_equal(mode_of("plain"), 0640);
	assert_int_equal(getxattr("plain", "system.posix_acl_access", value, sizeof value), -1);
	/* Its own is kept. */
	put_file("shared", "old\n", 0600);
	assert_int_equal(setxattr("shared", "system.posix_acl_access", list, sizeof list, 0), 0);
	place = place_of("shared");
	replace(&place, "new\n");
	file_place_close(&place);
	assert_int_equal(getxattr("shared", "system.posix_acl_access", value, sizeof value), sizeof list);
	assert_memory_equal(value, list, sizeof list);
}

static void what_killed_programs_left_is_swept(void **state)
{
	(void)state;
	put_file("d", "", 0600);
	put_file(".d.0123456789abcdef.tmp", "", 0600);
	put_file(".d.0123456789abcdeg.tmp", "", 0600);
	put_file(".e.0123456789abcdef.tmp", "", 0600);
	put_file(".d.0123456789abcdef.tmp2", "", 0600);
	struct file_place place = place_of("d");
	file_siblings_sweep(&place);
	file_place_close(&place);
	assert_int_equal(access(".d.0123456789abcdef.tmp", F_OK), -1);
	assert_int_equal(names_in("."), 4);
}

static void long_names_have_siblings_too(void **state)
{
	char name[256];
	(void)state;
	memset(name, 'n', 255);
	name[255] = '\0';
	put_file(name, "old\n", 0600);
	struct file_place place = place_of(name);
	replace(&place, "new\n");
	file_place_close(&place);
	assert_file(name, "new\n");
}

static void appending(void **state)
{
	struct buf bytes = { 0 };
	(void)state;
	struct file_place place = place_of("d");
	assert_int_equal(file_append_open(&place, "j", false, NULL), -1);
	int fd = file_append_open(&place, "j", true, NULL);
	assert_true(fd >= 0);
	assert_int_equal(mode_of("j"), 0600);
	assert_true(file_append(fd, "one", 3) && file_append(fd, "two", 3) && file_sync_data(fd));
	assert_true(file_read_from(fd, 100, &bytes));
	assert_string_equal(buf_text(&bytes), "onetwo");
	assert_false(file_read_from(fd, 5, &bytes));
	assert_true(file_cut(fd, 3) && file_append(fd, "!", 1));
	assert_file("j", "one!");
	assert_true(file_same(fd, &place, "j"));
	assert_int_equal(rename("j", "k"), 0);
	assert_false(file_same(fd, &place, "j"));
	assert_int_equal(symlink("k", "j"), 0);
	assert_int_equal(file_append_open(&place, "j", true, NULL), -1);
	assert_true(file_remove(&place, "j"));
	assert_false(file_remove(&place, "j"));
	close(fd);
	file_place_close(&place);
	buf_clear(&bytes);
}

static void folders_of_any_name_are_made(void **state)
{
	(void)state;
	assert_true(file_make_folders("a/b/c", 0700));
	assert_int_equal(mode_of("a/b/c"), 0700);
	assert_true(file_make_folders("a/b/c/long/x", 0700));
	assert_int_equal(mode_of("a/b/c/long/x"), 0700);
	put_file("file", "", 0600);
	assert_false(file_make_folders("file/a/b", 0700));
}

static void locks_belong_to_the_opened_file(void **state)
{
	(void)state;
	struct file_place place = place_of("d");
	int mine = file_append_open(&place, "j", true, NULL), other = file_append_open(&place, "j", false, NULL);
	int third = file_append_open(&place, "j", false, NULL);
	assert_int_equal(file_lock(mine, 0, true), 1);
	assert_int_equal(file_lock(other, 0, true), 0);
	assert_int_equal(file_lock(other, 1, true), 1);
	close(third); /* another descriptor of the same file frees nothing */
	assert_int_equal(file_lock(other, 0, false), 0);
	file_unlock(mine, 0);
	assert_int_equal(file_lock(other, 0, false), 1);
	assert_int_equal(file_lock(mine, 0, false), 1);
	assert_int_equal(file_lock(-1, 0, true), -1);
	close(mine);
	close(other);
	file_place_close(&place);
}

/* A sibling with this text, put in the place of what was read as `old`. */
static bool put_for(struct file_place *place, const char *text, struct file_stamp *old, bool *same)
{
	struct file_sibling sibling;
	struct file_stamp stamp = { 0 };
	struct err err = { 0 };
	assert_true(file_sibling_write(&sibling, place, text, strlen(text), NULL));
	bool fine = file_sibling_exchange(&sibling, place, old, &stamp, same, &err);
	assert_null(sibling.name);
	assert_true(fine == !err.text);
	err_clear(&err);
	if (fine && *same)
		*old = stamp;
	return fine;
}

/* A new file that cannot be made is no file that came in between: why is said. */
static void a_file_that_cannot_be_made_is_told(void **state)
{
	(void)state;
	struct file_place place = place_of("none");
	struct file_sibling sibling;
	struct file_stamp old = { 0 }, stamp;
	struct err err = { 0 };
	bool same = false;
	assert_true(file_sibling_write(&sibling, &place, "text", 4, NULL));
	char *name = strdup(sibling.name);
	int folder = place.folder;
	place.folder = -1;
	assert_false(file_sibling_exchange(&sibling, &place, &old, &stamp, &same, &err));
	assert_true(same);
	assert_non_null(err.text);
	err_clear(&err);
	place.folder = folder;
	unlinkat(place.folder, name, 0);
	free(name);
	file_place_close(&place);
}

static int entries(void)
{
	DIR *folder = opendir(".");
	int count = 0;
	while (readdir(folder))
		count++;
	closedir(folder);
	return count - 2;
}

static void an_exchange_is_for_one_file_only(void **state)
{
	struct file_place place = place_of("f");
	struct file_stamp old = { 0 };
	bool same;
	(void)state;
	/* No file was there: none is replaced. */
	assert_true(put_for(&place, "eins\n", &old, &same) && same);
	struct file_stamp none = { 0 };
	assert_true(put_for(&place, "zwei\n", &none, &same) && !same);
	assert_file("f", "eins\n");
	assert_true(put_for(&place, "zwei\n", &old, &same) && same);
	assert_file("f", "zwei\n");
	/* The same bytes in another file are the same. */
	put_file("other", "zwei\n", 0644);
	assert_int_equal(rename("other", "f"), 0);
	assert_true(put_for(&place, "drei\n", &old, &same) && same);
	/* Others' bytes, as long or longer, renamed over or written in place. */
	put_file("other", "DREI\n", 0644);
	assert_int_equal(rename("other", "f"), 0);
	assert_true(put_for(&place, "vier\n", &old, &same) && !same);
	assert_file("f", "DREI\n");
	put_file("f", "drei und mehr\n", 0644);
	assert_true(put_for(&place, "vier\n", &old, &same) && !same);
	assert_file("f", "drei und mehr\n");
	put_file("f", "drei\n", 0644);
	assert_int_equal(link("f", "other"), 0);
	assert_true(put_for(&place, "vier\n", &old, &same) && !same);
	assert_file("other", "drei\n");
	assert_int_equal(unlink("other"), 0);
	/* Removed, or something else altogether. */
	assert_int_equal(unlink("f"), 0);
	assert_true(put_for(&place, "vier\n", &old, &same) && !same);
	assert_int_equal(access("f", F_OK), -1);
	put_file("other", "drei\n", 0644);
	assert_int_equal(symlink("other", "f"), 0);
	struct file_sibling sibling = { .owner_kept = true, .name = strdup(".f.0123456789abcdef.tmp") };
	struct file_stamp stamp = { 0 };
	put_file(sibling.name, "vier\n", 0644);
	assert_true(file_sibling_exchange(&sibling, &place, &old, &stamp, &same, NULL) && !same);
	struct stat status;
	assert_int_equal(lstat("f", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(entries(), 2);
	file_place_close(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_refused, enter, leave),
		cmocka_unit_test_setup_teardown(a_change_is_seen, enter, leave),
		cmocka_unit_test_setup_teardown(an_exchange_is_for_one_file_only, enter, leave),
		cmocka_unit_test_setup_teardown(a_file_that_cannot_be_made_is_told, enter, leave),
		cmocka_unit_test_setup_teardown(what_is_published_is_as_the_umask_says, enter, leave),
		cmocka_unit_test_setup_teardown(a_new_file_is_private, enter, leave),
		cmocka_unit_test_setup_teardown(metadata_is_kept, enter, leave),
		cmocka_unit_test_setup_teardown(nobody_is_let_in_by_a_save, enter, leave),
		cmocka_unit_test_setup_teardown(what_killed_programs_left_is_swept, enter, leave),
		cmocka_unit_test_setup_teardown(long_names_have_siblings_too, enter, leave),
		cmocka_unit_test_setup_teardown(appending, enter, leave),
		cmocka_unit_test_setup_teardown(folders_of_any_name_are_made, enter, leave),
		cmocka_unit_test_setup_teardown(locks_belong_to_the_opened_file, enter, leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
