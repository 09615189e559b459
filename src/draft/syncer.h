/* SPDX-License-Identifier: MIT */
/* syncer.h — makes what was written to a file durable a quarter of a second later at most, on a thread of its own, so that
 * no key ever waits for the disk. */
#ifndef SYNCER_H
#define SYNCER_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

struct syncer {
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t wake, idle;
	int fd;
	int folder;   /* of a file that may be new: synced once, with the first sync of the file; -1: no need */
	bool running; /* the thread is there: it comes with the first note */
	bool pending; /* something was written since the last sync began */
	bool hurry, stop;
	bool syncing;           /* the thread is in fdatasync */
	bool failed;            /* the kernel may have lost what was written: a second try would only hide that */
	int alarm;              /* readable once a sync has failed; -1: nobody asked for it */
	struct timespec due;    /* when what is pending must begin at the latest */
	struct timespec rested; /* when a sync may begin again without need */
};

void syncer_init(struct syncer *syncer, int folder);
/* Stops the thread. What is pending is not synced. */
void syncer_clear(struct syncer *syncer);
/* Syncs what is pending and ends the thread; the next note starts one anew. For a process about to be fenced in: what is set for
 * one thread does not hold for those that are there already. */
void syncer_rest(struct syncer *syncer);
/* Something was written to `fd`. */
void syncer_note(struct syncer *syncer, int fd);
/* Begins at once what is pending; does not wait. */
void syncer_hurry(struct syncer *syncer);
/* The screen shows the last key and the next is yet to come: what is pending begins now, rather than under a key, as a write to
 * a file that is being synced may wait for the disk. Not if the last sync ended just now. Does not wait. */
void syncer_between_keys(struct syncer *syncer);
/* Syncs now and waits for it; false if it failed, now or before. */
bool syncer_sync(struct syncer *syncer, int fd);
/* Waits for a sync under way and forgets the file, its folder and its failure: it is about to be closed. */
void syncer_forget(struct syncer *syncer);
bool syncer_failed(struct syncer *syncer);
/* A descriptor that becomes readable when a sync of the thread fails; made at the first call, closed by syncer_clear(). -1: none
 * to be had. */
int syncer_wake(struct syncer *syncer);

#endif
