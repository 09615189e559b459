/* SPDX-License-Identifier: MIT */
/* test_lock.c — one session holds a draft, one save is done at a time, and whoever cannot is told why. */
#include <config.h>

#include "unit.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "draft/lock.h"

enum { PATIENCE_MS = 30000, OWNER = 12345, OTHER = 23456 };

static struct file_place place;
static char *name;
static char folder[] = "/tmp/test_lock.XXXXXX";

static int enter(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/test_lock.XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0 || !file_place_open(&place, "draft.yaml", NULL))
		return -1;
	name = lock_name(&place);
	return 0;
}

static int leave(void **state)
{
	(void)state;
	file_place_close(&place);
	unlink(name);
	free(name);
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static int session(void)
{
	int fd;
	uid_t owner;
	assert_int_equal(lock_session(&place, name, 0, &fd, &owner, NULL), LOCK_TAKEN);
	return fd;
}

/* In the time of the test the holder goes; it does not matter how far the one who waits has come. */
static void *end_session(void *fd)
{
	close(*(int *)fd);
	return NULL;
}

static void one_session(void **state)
{
	int first = session(), second;
	uid_t owner;
	pthread_t thread;
	(void)state;
	assert_int_equal(lock_session(&place, name, 0, &second, &owner, NULL), LOCK_BUSY);
	/* Busy, it can be read who holds it. */
	assert_true(fcntl(second, F_GETFD) >= 0);
	close(second);
	assert_int_equal(pthread_create(&thread, NULL, end_session, &first), 0);
	assert_int_equal(lock_session(&place, name, PATIENCE_MS, &second, &owner, NULL), LOCK_TAKEN);
	pthread_join(thread, NULL);
	close(second);
}

static void one_save_at_a_time(void **state)
{
	int first = session(), second;
	uid_t owner;
	(void)state;
	assert_int_equal(lock_session(&place, name, 0, &second, &owner, NULL), LOCK_BUSY);
	assert_int_equal(lock_saving(first, &place, name, 0), LOCK_TAKEN);
	assert_int_equal(lock_saving(second, &place, name, 0), LOCK_BUSY);
	assert_int_equal(lock_saving(second, &place, name, 1), LOCK_BUSY);
	unlock_saving(first);
	assert_int_equal(lock_saving(second, &place, name, 0), LOCK_TAKEN);
	close(first);
	close(second);
}

/* Who took over put a journal of their own in its place: the old holder saves nothing, and keeps nobody from saving. */
static void another_journal_is_anothers(void **state)
{
	int first = session(), second;
	uid_t owner;
	(void)state;
	assert_int_equal(unlink(name), 0);
	/* Nobody has taken over yet: it is gone, no more. */
	assert_int_equal(lock_saving(first, &place, name, 0), LOCK_GONE);
	assert_int_equal(lock_session(&place, name, 0, &second, &owner, NULL), LOCK_TAKEN);
	assert_int_equal(lock_saving(first, &place, name, 0), LOCK_BUSY);
	assert_int_equal(lock_saving(second, &place, name, 0), LOCK_TAKEN);
	/* It gave the byte back: its own file can be locked by anyone who still has it. */
	assert_int_equal(file_lock(first, 1, true), 1);
	close(first);
	close(second);
}

static void takeover(void **state)
{
	struct err err = { 0 };
	int fd, holder;
	(void)state;
	assert_int_equal(lock_for_takeover(&place, name, &fd, &err), LOCK_FAILED);
	assert_int_equal(fd, -1);
	assert_true(strlen(err.text) > 0);
	err_clear(&err);
	holder = session();
	assert_int_equal(lock_saving(holder, &place, name, 0), LOCK_TAKEN);
	/* In the middle of a save nobody takes over. */
	assert_int_equal(lock_for_takeover(&place, name, &fd, &err), LOCK_BUSY);
	assert_int_equal(fd, -1);
	unlock_saving(holder);
	assert_int_equal(lock_for_takeover(&place, name, &fd, &err), LOCK_TAKEN);
	assert_int_equal(lock_saving(holder, &place, name, 0), LOCK_BUSY);
	close(fd);
	close(holder);
}

/* As another user: 0 when the journal was told to be OWNER's, 1 … what was wrong. */
static int as_another(bool may_read)
{
	struct err err = { 0 };
	int fd = 0;
	uid_t owner = 0;
	if (setgid(OTHER) != 0 || setuid(OTHER) != 0)
		return 1;
	enum lock_result result = lock_session(&place, name, 1, &fd, &owner, may_read ? NULL : &err);
	if (fd != -1)
		return 2;
	if (may_read)
		return result == LOCK_BUSY && owner == OWNER ? 0 : 3;
	return result == LOCK_FAILED && strstr(err.text, "draft.yaml") ? 0 : 4;
}

static int in_child(bool may_read)
{
	int status;
	pid_t pid = fork();
	if (pid == 0)
		_exit(as_another(may_read));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void another_users(void **state)
{
	(void)state;
	if (getuid() != 0)
		skip();
	close(session());
	assert_int_equal(chown(name, OWNER, OWNER), 0);
	assert_int_equal(chmod(name, 0600), 0);
	assert_int_equal(chmod(folder, 0777), 0);
	assert_int_equal(in_child(true), 0);
	/* No journal, and none can be made: that is a failure with a sentence, not somebody's session. */
	assert_int_equal(unlink(name), 0);
	assert_int_equal(chmod(folder, 0755), 0);
	assert_int_equal(in_child(false), 0);
}

/* What another user put there, or can read or write, is no journal of ours. */
static void refused(const char *word)
{
	struct err err = { 0 };
	int fd;
	uid_t owner;
	assert_int_equal(lock_session(&place, name, 0, &fd, &owner, &err), LOCK_FAILED);
	assert_int_equal(fd, -1);
	assert_non_null(strstr(err.text, name));
	assert_non_null(strstr(err.text, word));
	err_clear(&err);
	assert_int_equal(lock_for_takeover(&place, name, &fd, &err), LOCK_FAILED);
	assert_int_equal(fd, -1);
	assert_non_null(strstr(err.text, word));
	err_clear(&err);
}

static void planted(void **state)
{
	struct stat status;
	(void)state;
	close(session());
	for (mode_t bit = 1; bit < 0100; bit <<= 1) {
		assert_int_equal(chmod(name, 0600 | bit), 0);
		refused(bit & 7 ? "060" : "06");
		assert_int_equal(stat(name, &status), 0);
		assert_int_equal(status.st_mode & 07777, 0600 | bit);
	}
	assert_int_equal(chmod(name, 0600), 0);
	assert_int_equal(link(name, "other"), 0);
	refused("hard link");
	assert_int_equal(unlink("other"), 0);
	close(session());
	if (getuid() != 0)
		return;
	assert_int_equal(chown(name, OWNER, OWNER), 0);
	refused("12345");
	/* Root may go on with what the draft's owner left. */
	int draft = open("draft.yaml", O_WRONLY | O_CREAT, 0600);
	assert_int_equal(fchown(draft, OWNER, OWNER), 0);
	close(draft);
	close(session());
	unlink("draft.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_session, enter, leave),
		cmocka_unit_test_setup_teardown(one_save_at_a_time, enter, leave),
		cmocka_unit_test_setup_teardown(another_journal_is_anothers, enter, leave),
		cmocka_unit_test_setup_teardown(takeover, enter, leave),
		cmocka_unit_test_setup_teardown(another_users, enter, leave),
		cmocka_unit_test_setup_teardown(planted, enter, leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
