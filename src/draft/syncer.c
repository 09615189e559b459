/* SPDX-License-Identifier: MIT */
/* syncer.c — the helper thread. While nothing is pending it sleeps without waking. */
#include <config.h>

#include "draft/syncer.h"

#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

/* A power cut may cost a quarter of a second: 250 ms from the first record that is not synced to the beginning of the sync. */
#define DELAY_NS 200000000L
/* Between keys a sync may begin earlier, but not sooner after the last one than this: the disk has others to serve. */
#define PAUSE_NS 100000000L

void syncer_init(struct syncer *syncer, int folder)
{
	pthread_condattr_t clock;

	*syncer = (struct syncer){ .fd = -1, .folder = folder, .alarm = -1 };
	pthread_mutex_init(&syncer->mutex, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&syncer->wake, &clock);
	pthread_cond_init(&syncer->idle, &clock);
	pthread_condattr_destroy(&clock);
}

static bool is_past(const struct timespec *when)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > when->tv_sec || (now.tv_sec == when->tv_sec && now.tv_nsec >= when->tv_nsec);
}

/* `ns`: less than a second. */
static struct timespec from_now(long ns)
{
	struct timespec when;

	clock_gettime(CLOCK_MONOTONIC, &when);
	when.tv_nsec += ns;
	if (when.tv_nsec >= 1000000000L) {
		when.tv_nsec -= 1000000000L;
		when.tv_sec++;
	}
	return when;
}

/* A new file is only there after a power cut if its folder was synced, too. */
static bool sync_both(int fd, int folder)
{
	return file_sync_data(fd) && (folder < 0 || file_sync_data(folder));
}

/* The reader of the keys need not wait for one to learn of it. */
static void fail(struct syncer *syncer)
{
	uint64_t once = 1;

	syncer->failed = true;
	if (syncer->alarm >= 0 && write(syncer->alarm, &once, sizeof once) < 0) {
		/* Full of alarms: it is readable. */
	}
}

static void *run(void *argument)
{
	struct syncer *syncer = argument;

	pthread_mutex_lock(&syncer->mutex);
	while (!syncer->stop) {
		int fd = syncer->fd, folder = syncer->folder;
		bool fine;

		if (!syncer->pending) {
			pthread_cond_wait(&syncer->wake, &syncer->mutex);
			continue;
		}
		if (!syncer->hurry && !is_past(&syncer->due)) {
			pthread_cond_timedwait(&syncer->wake, &syncer->mutex, &syncer->due);
			continue;
		}
		syncer->pending = syncer->hurry = false;
		syncer->syncing = true;
		syncer->folder = -1;
		pthread_mutex_unlock(&syncer->mutex);
		fine = sync_both(fd, folder);
		pthread_mutex_lock(&syncer->mutex);
		syncer->syncing = false;
		syncer->rested = from_now(PAUSE_NS);
		if (!fine)
			fail(syncer);
		pthread_cond_broadcast(&syncer->idle);
	}
	pthread_mutex_unlock(&syncer->mutex);
	return NULL;
}

/* Signals are the main thread's. */
static bool start(struct syncer *syncer)
{
	sigset_t all, before;
	bool started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(&syncer->thread, NULL, run, syncer) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

void syncer_note(struct syncer *syncer, int fd)
{
	pthread_mutex_lock(&syncer->mutex);
	if (!syncer->pending) {
		syncer->due = from_now(DELAY_NS);
		syncer->pending = true;
		syncer->fd = fd;
		if (!syncer->running)
			syncer->running = start(syncer);
		else
			pthread_cond_signal(&syncer->wake);
	}
	/* No thread to be had: then the key waits, rather than the text being at risk. */
	if (!syncer->running) {
		syncer->failed = syncer->failed || !sync_both(fd, syncer->folder);
		syncer->folder = -1;
		syncer->pending = false;
	}
	pthread_mutex_unlock(&syncer->mutex);
}

static void begin(struct syncer *syncer)
{
	if (syncer->pending && !syncer->hurry) {
		syncer->hurry = true;
		pthread_cond_signal(&syncer->wake);
	}
}

void syncer_hurry(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->mutex);
	begin(syncer);
	pthread_mutex_unlock(&syncer->mutex);
}

void syncer_between_keys(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->mutex);
	if (!syncer->syncing && is_past(&syncer->rested))
		begin(syncer);
	pthread_mutex_unlock(&syncer->mutex);
}

static void wait_idle(struct syncer *syncer)
{
	while (syncer->syncing)
		pthread_cond_wait(&syncer->idle, &syncer->mutex);
}

bool syncer_sync(struct syncer *syncer, int fd)
{
	bool fine;

	pthread_mutex_lock(&syncer->mutex);
	wait_idle(syncer);
	syncer->pending = syncer->hurry = false;
	if (!syncer->failed && !sync_both(fd, syncer->folder))
		syncer->failed = true;
	syncer->folder = -1;
	fine = !syncer->failed;
	pthread_mutex_unlock(&syncer->mutex);
	return fine;
}

void syncer_forget(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->mutex);
	wait_idle(syncer);
	syncer->pending = syncer->hurry = syncer->failed = false;
	syncer->fd = syncer->folder = -1;
	pthread_mutex_unlock(&syncer->mutex);
}

bool syncer_failed(struct syncer *syncer)
{
	bool failed;

	pthread_mutex_lock(&syncer->mutex);
	failed = syncer->failed;
	pthread_mutex_unlock(&syncer->mutex);
	return failed;
}

int syncer_wake(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->mutex);
	if (syncer->alarm < 0)
		syncer->alarm = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_unlock(&syncer->mutex);
	return syncer->alarm;
}

static void end_thread(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->mutex);
	syncer->stop = true;
	pthread_cond_signal(&syncer->wake);
	pthread_mutex_unlock(&syncer->mutex);
	if (syncer->running)
		pthread_join(syncer->thread, NULL);
	syncer->running = syncer->stop = false;
}

void syncer_rest(struct syncer *syncer)
{
	if (syncer->running)
		syncer_sync(syncer, syncer->fd);
	end_thread(syncer);
}

void syncer_clear(struct syncer *syncer)
{
	end_thread(syncer);
	if (syncer->alarm >= 0)
		close(syncer->alarm);
	pthread_cond_destroy(&syncer->wake);
	pthread_cond_destroy(&syncer->idle);
	pthread_mutex_destroy(&syncer->mutex);
}
