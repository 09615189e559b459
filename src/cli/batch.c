/* SPDX-License-Identifier: MIT */
/* batch.c — processes that are handed one path after the other; what each says of a draft is kept apart until its turn comes. */
#include <config.h>

#include "cli/batch.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/walk.h"

/* For fewer drafts than this no process is started; a process has so many paths waiting that it never waits itself. */
enum { FEW = 16, WAITING = 8, MOST_JOBS = 64 };

struct request {
	uint32_t len, inner;
};

/* Goes before the bytes said on stdout and on stderr, or before what was added up. */
struct reply {
	int32_t status;
	uint32_t padding;
	uint64_t out, err;
};

struct worker {
	pid_t pid;
	int line; /* a socket: paths there, replies back */
	size_t waiting;
};

struct progress {
	bool shown;
	size_t total;
	struct timespec last;
};

static bool put_all(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;
	while (len) {
		/* A process that is gone must not take this one along. */
		ssize_t put = send(fd, at, len, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		at += put;
		len -= (size_t)put;
	}
	return true;
}

static bool get_all(int fd, void *bytes, size_t len)
{
	char *at = bytes;
	while (len) {
		ssize_t got = read(fd, at, len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		len -= (size_t)got;
	}
	return true;
}

/* --- The process that works --- */

/* Sends the bytes a stream's file has collected and empties it. */
static bool send_collected(int to, int file, uint64_t len)
{
	if (!len)
		return true;
	void *bytes = mmap(NULL, len, PROT_READ, MAP_SHARED, file, 0);
	bool fine = bytes != MAP_FAILED && put_all(to, bytes, len);
	if (bytes != MAP_FAILED)
		munmap(bytes, len);
	return fine && ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0;
}

static uint64_t collected(int file)
{
	off_t len = lseek(file, 0, SEEK_CUR);
	return len > 0 ? (uint64_t)len : 0;
}

static _Noreturn void work_on(const struct batch_work *work, int line)
{
	struct request request;
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC);
	bool fine = out >= 0 && err >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0;
	while (fine && get_all(line, &request, sizeof request)) {
		char *path = mem_alloc(request.len + 1, 1);
		fine = get_all(line, path, request.len);
		if (fine) {
			struct reply reply = { .status = work->one(work->data, path, path + request.inner) };
			fflush(stdout);
			fflush(stderr);
			reply.out = collected(out);
			reply.err = collected(err);
			fine = put_all(line, &reply, sizeof reply) && send_collected(line, out, reply.out) &&
			       send_collected(line, err, reply.err);
		}
		free(path);
	}
	struct buf sum = { 0 };
	if (fine && work->gather)
		work->gather(work->data, &sum);
	struct reply last = { .out = sum.len };
	_exit(fine && put_all(line, &last, sizeof last) && put_all(line, sum.data, sum.len) ? 0 : 1);
}

/* --- The process that tells --- */

static bool start(struct worker *workers, size_t index, const struct batch_work *work)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	pid_t pid = fork();
	if (pid == 0) {
		/* The other end of an earlier one's line, kept open here, would keep that one from ever ending. */
		for (size_t i = 0; i < index; i++)
			close(workers[i].line);
		close(ends[0]);
		work_on(work, ends[1]);
	}
	close(ends[1]);
	workers[index] = (struct worker){ .pid = pid, .line = ends[0] };
	if (pid < 0)
		close(ends[0]);
	return pid > 0;
}

static void progress_hide(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}

/* Ten times a second at most. */
static void progress_show(struct progress *progress, size_t seen)
{
	enum { WIDTH = 30 };
	struct timespec now;
	char bar[WIDTH + 1];
	if (!progress->total)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if ((now.tv_sec - progress->last.tv_sec) * 1000 + (now.tv_nsec - progress->last.tv_nsec) / 1000000 < 100)
		return;
	progress->last = now;
	size_t filled = seen < progress->total ? seen * WIDTH / progress->total : WIDTH;
	memset(bar, '-', WIDTH);
	memset(bar, '#', filled);
	bar[WIDTH] = '\0';
	fflush(stdout);
	fprintf(stderr, "\r[%s] %zu/%zu\033[K", bar, seen, progress->total);
	fflush(stderr);
	progress->shown = true;
}

/* What a process says is told; false when it is gone. */
static bool take_reply(struct worker *worker, struct progress *progress, int *status)
{
	struct reply reply;
	if (!get_all(worker->line, &reply, sizeof reply))
		return false;
	char *out = mem_alloc(reply.out + 1, 1), *err = mem_alloc(reply.err + 1, 1);
	bool fine = get_all(worker->line, out, reply.out) && get_all(worker->line, err, reply.err);
	if (reply.out || reply.err)
		progress_hide(progress);
	if (fine && reply.out)
		say_result(out, reply.out);
	if (fine && reply.err) {
		fflush(stdout);
		fwrite(err, 1, reply.err, stderr);
	}
	free(out);
	free(err);
	*status = reply.status;
	return fine;
}

/* The sum a process ends with; waits for that end. */
static bool finish(struct worker *worker, const struct batch_work *work)
{
	struct reply last;
	shutdown(worker->line, SHUT_WR);
	bool fine = get_all(worker->line, &last, sizeof last);
	char *sum = mem_alloc(fine ? last.out + 1 : 1, 1);
	fine = fine && get_all(worker->line, sum, last.out);
	if (fine && work->take)
		work->take(work->data, sum, last.out);
	free(sum);
	close(worker->line);
	int status;
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	return fine;
}

static size_t wanted_jobs(const struct options *options, bool *fine)
{
	struct err err = { 0 };
	long jobs, processors = sysconf(_SC_NPROCESSORS_ONLN);
	if (processors < 1)
		processors = 1;
	*fine = options_number(options, "--jobs", 1, MOST_JOBS, processors < MOST_JOBS ? processors : MOST_JOBS, &jobs, &err);
	if (!*fine)
		say_failure(&err);
	return *fine ? (size_t)jobs : 1;
}

struct batch {
	const struct batch_work *work;
	struct worker workers[MOST_JOBS];
	size_t jobs, sent, told;
	int worst;
};

static void note(struct batch *batch, int status)
{
	if (status > batch->worst)
		batch->worst = status;
}

/* The oldest draft that was handed out and not told of yet. */
static bool tell(struct batch *batch, struct progress *progress)
{
	struct worker *worker = &batch->workers[batch->told++ % batch->jobs];
	int status = EXIT_TROUBLE;
	worker->waiting--;
	bool fine = take_reply(worker, progress, &status);
	note(batch, fine ? status : EXIT_TROUBLE);
	return fine;
}

static bool hand_out(struct batch *batch, const char *path, size_t inner, struct progress *progress)
{
	struct worker *worker = &batch->workers[batch->sent % batch->jobs];
	struct request request = { (uint32_t)strlen(path), (uint32_t)inner };
	while (worker->waiting == WAITING)
		if (!tell(batch, progress))
			return false;
	batch->sent++;
	worker->waiting++;
	return put_all(worker->line, &request, sizeof request) && put_all(worker->line, path, request.len);
}

static bool shows_progress(void)
{
	const char *terminal = getenv("TERM");
	return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

/* Several processes; `first` are the paths the walk has given already. */
static void run_many(struct batch *batch, struct walk *walk, char *const *first, const size_t *inner, size_t count, char *const *operands,
		     size_t operand_count)
{
	struct progress progress = { 0 };
	size_t wanted = batch->jobs, place;
	bool fine = true;
	if (shows_progress())
		progress.total = walk_count(operands, operand_count);
	fflush(stdout);
	for (batch->jobs = 0; batch->jobs < wanted && start(batch->workers, batch->jobs, batch->work);)
		batch->jobs++;
	for (size_t i = 0; batch->jobs && fine && i < count; i++)
		fine = hand_out(batch, first[i], inner[i], &progress);
	for (char *path; batch->jobs && fine && (path = walk_next(walk, &place));) {
		fine = hand_out(batch, path, place, &progress);
		progress_show(&progress, walk_seen(walk));
		free(path);
	}
	while (fine && batch->told < batch->sent)
		fine = tell(batch, &progress);
	for (size_t i = 0; i < batch->jobs; i++)
		fine = finish(&batch->workers[i], batch->work) && fine;
	progress_hide(&progress);
	if (!fine || !batch->jobs) {
		say_note(_("A process that worked on the drafts has ended early; not all drafts were looked at."));
		note(batch, EXIT_TROUBLE);
	}
}

int batch_run(const struct batch_work *work, const struct options *options, char *const *operands, size_t count)
{
	struct batch batch = { .work = work };
	char *first[FEW];
	size_t inner[FEW], known = 0;
	bool fine;
	batch.jobs = wanted_jobs(options, &fine);
	if (!fine)
		return EXIT_TROUBLE;
	struct walk *walk = walk_new(operands, count);
	while (batch.jobs > 1 && known < FEW && (first[known] = walk_next(walk, &inner[known])))
		known++;
	bool any = known > 0;
	if (known == FEW) {
		run_many(&batch, walk, first, inner, known, operands, count);
	} else {
		size_t place;
		for (size_t i = 0; i < known; i++)
			note(&batch, work->one(work->data, first[i], first[i] + inner[i]));
		for (char *path; (path = walk_next(walk, &place)); free(path), any = true)
			note(&batch, work->one(work->data, path, path + place));
	}
	for (size_t i = 0; i < known; i++)
		free(first[i]);
	if (!any) {
		say_note(_("There is no draft in %s."), operands[0]);
		note(&batch, EXIT_TROUBLE);
	}
	walk_free(walk);
	return batch.worst;
}
