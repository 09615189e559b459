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

/* For fewer drafts than this no process is started. A process is handed paths by the bundle, for a switch of processes costs as much
 * as a good part of a draft, and has two bundles waiting, so that it never waits itself. */
enum { FEW = 16, BUNDLE = 8, WAITING = 2 * BUNDLE, MOST_JOBS = 64 };
/* Replies are kept together up to so many bytes. */
enum { MOST_KEPT = 64 * 1024 };

struct request {
	uint32_t len, inner;
};

/* Goes before the bytes said on stdout and on stderr, or before what was added up. */
struct reply {
	int32_t status;
	uint32_t padding;
	uint64_t out, err;
};

/* One end of a socket: paths there, replies back. What is to be sent is kept until it is flushed. */
struct line {
	int fd;
	struct buf in, out;
	size_t taken; /* of what came in */
};

struct worker {
	pid_t pid;
	struct line line;
	size_t waiting, kept; /* paths not told of yet; of these the ones not sent yet */
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

static void line_put(struct line *line, const void *bytes, size_t len)
{
	buf_put(&line->out, bytes, len);
}

static bool line_flush(struct line *line)
{
	bool fine = put_all(line->fd, buf_text(&line->out), line->out.len);
	buf_reset(&line->out);
	return fine;
}

static bool line_get(struct line *line, void *bytes, size_t len)
{
	char *to = bytes, room[16 * 1024];
	while (len) {
		size_t there = line->in.len - line->taken, some = there < len ? there : len;
		if (some) {
			memcpy(to, line->in.data + line->taken, some);
			line->taken += some;
			to += some;
			len -= some;
			continue;
		}
		ssize_t got = read(line->fd, room, sizeof room);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		buf_reset(&line->in);
		buf_put(&line->in, room, (size_t)got);
		line->taken = 0;
	}
	return true;
}

static void line_close(struct line *line)
{
	close(line->fd);
	buf_clear(&line->in);
	buf_clear(&line->out);
}

/* --- The process that works --- */

/* The bytes a stream's file has collected, which is at its beginning again. */
static bool collect(struct buf *bytes, int file)
{
	off_t len = lseek(file, 0, SEEK_CUR);
	buf_reset(bytes);
	if (len <= 0)
		return len == 0;
	char *text = mem_alloc((size_t)len, 1);
	bool fine = pread(file, text, (size_t)len, 0) == len && lseek(file, 0, SEEK_SET) == 0;
	buf_put(bytes, text, (size_t)len);
	free(text);
	return fine;
}

static _Noreturn void work_on(const struct batch_work *work, int fd)
{
	struct line line = { .fd = fd };
	struct request request;
	struct buf said = { 0 }, complained = { 0 };
	int out = memfd_create("out", MFD_CLOEXEC), err = memfd_create("err", MFD_CLOEXEC);
	bool fine = out >= 0 && err >= 0 && dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0;
	/* One write a draft, not one a line. */
	setvbuf(stderr, NULL, _IOFBF, BUFSIZ);
	while (fine && line_get(&line, &request, sizeof request)) {
		char *path = mem_alloc(request.len + 1, 1);
		fine = line_get(&line, path, request.len);
		if (fine) {
			struct reply reply = { .status = work->one(work->data, path, path + request.inner) };
			fflush(stdout);
			fflush(stderr);
			fine = collect(&said, out) && collect(&complained, err);
			reply.out = said.len;
			reply.err = complained.len;
			line_put(&line, &reply, sizeof reply);
			line_put(&line, buf_text(&said), said.len);
			line_put(&line, buf_text(&complained), complained.len);
		}
		free(path);
		/* The bundle is done, or there is much to tell. */
		if (fine && (line.taken == line.in.len || line.out.len > MOST_KEPT))
			fine = line_flush(&line);
	}
	struct buf sum = { 0 };
	if (fine && work->gather)
		work->gather(work->data, &sum);
	struct reply last = { .out = sum.len };
	line_put(&line, &last, sizeof last);
	line_put(&line, buf_text(&sum), sum.len);
	_exit(fine && line_flush(&line) ? 0 : 1);
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
			close(workers[i].line.fd);
		close(ends[0]);
		work_on(work, ends[1]);
	}
	close(ends[1]);
	workers[index] = (struct worker){ .pid = pid, .line = { .fd = ends[0] } };
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
	if (!line_get(&worker->line, &reply, sizeof reply))
		return false;
	char *out = mem_alloc(reply.out + 1, 1), *err = mem_alloc(reply.err + 1, 1);
	bool fine = line_get(&worker->line, out, reply.out) && line_get(&worker->line, err, reply.err);
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
	shutdown(worker->line.fd, SHUT_WR);
	bool fine = line_get(&worker->line, &last, sizeof last);
	char *sum = mem_alloc(fine ? last.out + 1 : 1, 1);
	fine = fine && line_get(&worker->line, sum, last.out);
	if (fine && work->take)
		work->take(work->data, sum, last.out);
	free(sum);
	line_close(&worker->line);
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

/* Bundles go to the processes in turn. */
static struct worker *worker_of(struct batch *batch, size_t draft)
{
	return &batch->workers[draft / BUNDLE % batch->jobs];
}

static bool send_kept(struct worker *worker)
{
	worker->kept = 0;
	return line_flush(&worker->line);
}

/* The oldest draft that was handed out and not told of yet. */
static bool tell(struct batch *batch, struct progress *progress)
{
	struct worker *worker = worker_of(batch, batch->told++);
	int status = EXIT_TROUBLE;
	bool fine = worker->kept == 0 || send_kept(worker);
	worker->waiting--;
	fine = fine && take_reply(worker, progress, &status);
	note(batch, fine ? status : EXIT_TROUBLE);
	return fine;
}

static bool hand_out(struct batch *batch, const char *path, size_t inner, struct progress *progress)
{
	struct worker *worker = worker_of(batch, batch->sent);
	struct request request = { (uint32_t)strlen(path), (uint32_t)inner };
	while (worker->waiting == WAITING)
		if (!tell(batch, progress))
			return false;
	batch->sent++;
	worker->waiting++;
	line_put(&worker->line, &request, sizeof request);
	line_put(&worker->line, path, request.len);
	return ++worker->kept < BUNDLE || send_kept(worker);
}

static bool shows_progress(void)
{
	const char *terminal = getenv("TERM");
	return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

/* Several processes; `first` are the paths the walk has given already. */
static void run_many(struct batch *batch, struct walk *walk, char *const *first, const size_t *inner, size_t count,
		     char *const *operands, size_t operand_count)
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
