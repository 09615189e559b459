/* SPDX-License-Identifier: MIT */
/* test_syncer.c — whatever is noted becomes durable, the second time as the first; a failure is kept until it is forgotten. */
#include <config.h>

#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "draft/syncer.h"

/* The syncers are static: those of a failed test outlive it, as its thread does. */
enum { LONG = 1000, PATIENCE = 30 }; /* seconds; who waits so long has failed */

static int new_file(void)
{
	char path[] = "/tmp/test_syncer.XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(unlink(path), 0);
	return fd;
}

/* False when it is not. */
static bool becomes_idle(struct syncer *syncer)
{
	struct timespec end;
	int status = 0;
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += PATIENCE;
	pthread_mutex_lock(&syncer->mutex);
	while ((syncer->pending || syncer->syncing) && status == 0)
		status = pthread_cond_timedwait(&syncer->idle, &syncer->mutex, &end);
	pthread_mutex_unlock(&syncer->mutex);
	return status == 0;
}

static void every_note_is_synced(void **state)
{
	static struct syncer syncer;
	int fd = new_file();
	(void)state;
	syncer_init(&syncer, -1);
	for (int i = 0; i < 3; i++) {
		syncer_note(&syncer, fd);
		assert_true(syncer.running);
		assert_true(becomes_idle(&syncer));
		assert_false(syncer_failed(&syncer));
	}
	syncer_clear(&syncer);
	close(fd);
}

/* Due so late, and the thread not told, that it will not begin by itself. */
static void note_for_later(struct syncer *syncer, int fd)
{
	pthread_mutex_lock(&syncer->mutex);
	syncer->pending = true;
	syncer->fd = fd;
	clock_gettime(CLOCK_MONOTONIC, &syncer->due);
	syncer->due.tv_sec += LONG;
	pthread_mutex_unlock(&syncer->mutex);
}

static void hurry_does_not_wait(void **state)
{
	static struct syncer syncer;
	int fd = new_file();
	(void)state;
	syncer_init(&syncer, -1);
	syncer_note(&syncer, fd);
	assert_true(becomes_idle(&syncer));
	/* The thread waits now. */
	note_for_later(&syncer, fd);
	syncer_hurry(&syncer);
	assert_true(becomes_idle(&syncer));
	syncer_clear(&syncer);
	close(fd);
}

static void between_keys_it_begins(void **state)
{
	static struct syncer syncer;
	int fd = new_file();
	(void)state;
	syncer_init(&syncer, -1);
	/* The first time without waiting for anything. */
	syncer_note(&syncer, fd);
	syncer_between_keys(&syncer);
	assert_true(syncer.hurry || !syncer.pending);
	assert_true(becomes_idle(&syncer));
	/* Not if the last one ended just now. */
	note_for_later(&syncer, fd);
	syncer.rested.tv_sec += LONG;
	syncer_between_keys(&syncer);
	assert_true(syncer.pending && !syncer.hurry);
	syncer.rested.tv_sec -= LONG + 1;
	syncer_between_keys(&syncer);
	assert_true(becomes_idle(&syncer));
	syncer_clear(&syncer);
	close(fd);
}

static void a_failure_is_kept(void **state)
{
	static struct syncer syncer;
	int fd = new_file(), closed = dup(fd);
	(void)state;
	close(closed);
	syncer_init(&syncer, -1);
	syncer_note(&syncer, closed);
	assert_true(becomes_idle(&syncer));
	assert_true(syncer_failed(&syncer));
	/* A sync that works now says nothing about what was lost before. */
	assert_false(syncer_sync(&syncer, fd));
	syncer_forget(&syncer);
	assert_false(syncer_failed(&syncer));
	assert_true(syncer_sync(&syncer, fd));
	assert_false(syncer_sync(&syncer, closed));
	syncer_clear(&syncer);
	close(fd);
}

static void the_folder_is_synced_once(void **state)
{
	static struct syncer syncer;
	int fd = new_file(), folder = open("/tmp", O_RDONLY | O_DIRECTORY);
	(void)state;
	syncer_init(&syncer, folder);
	syncer_note(&syncer, fd);
	assert_true(becomes_idle(&syncer));
	assert_int_equal(syncer.folder, -1);
	syncer_clear(&syncer);
	/* One that cannot be synced is a failure, too. */
	close(folder);
	syncer_init(&syncer, folder);
	assert_false(syncer_sync(&syncer, fd));
	syncer_clear(&syncer);
	close(fd);
}

/* Without a thread the one who notes waits: nothing is put off to nobody. */
static void no_thread_to_be_had(void **state)
{
	static struct syncer syncer;
	struct rlimit limit, none;
	int fd = new_file(), closed = dup(fd);
	(void)state;
#ifdef __SANITIZE_ADDRESS__
	skip(); /* it ends the program when a thread cannot be made */
#endif
	close(closed);
	assert_int_equal(getrlimit(RLIMIT_AS, &limit), 0);
	none = limit;
	none.rlim_cur = 1 << 20;
	syncer_init(&syncer, -1);
	assert_int_equal(setrlimit(RLIMIT_AS, &none), 0);
	syncer_note(&syncer, fd);
	bool running = syncer.running, pending = syncer.pending, failed = syncer_failed(&syncer);
	syncer_note(&syncer, closed);
	assert_int_equal(setrlimit(RLIMIT_AS, &limit), 0);
	assert_false(running);
	assert_false(pending);
	assert_false(failed);
	assert_true(syncer_failed(&syncer));
	syncer_clear(&syncer);
	close(fd);
}

static void rest_ends_the_thread(void **state)
{
	static struct syncer syncer;
	int fd = new_file();
	(void)state;
	syncer_init(&syncer, -1);
	syncer_note(&syncer, fd);
	syncer_rest(&syncer);
	assert_false(syncer.running);
	assert_false(syncer.pending);
	syncer_note(&syncer, fd);
	assert_true(syncer.running);
	assert_true(becomes_idle(&syncer));
	syncer_clear(&syncer);
	close(fd);
}

int main(void)
{
	/* The first, as the C library keeps the stacks of threads that have ended. */
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_thread_to_be_had),  cmocka_unit_test(every_note_is_synced),
		cmocka_unit_test(hurry_does_not_wait),  cmocka_unit_test(between_keys_it_begins),
		cmocka_unit_test(a_failure_is_kept),    cmocka_unit_test(the_folder_is_synced_once),
		cmocka_unit_test(rest_ends_the_thread),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
