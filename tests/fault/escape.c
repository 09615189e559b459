/* SPDX-License-Identifier: MIT */
/* escape.c — escape OWN FOREIGN: shuts itself in to the folder OWN as `--restricted` does and then does, as code that has taken the
 * program over would, whatever leads out. Each must be refused; what editing needs must not. A line for each: `ok NAME` or
 * `not ok NAME`. 77 where the kernel has no Landlock. */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cli/restrict.h"

static const char *own, *foreign;
static char own_file[512], foreign_file[512], foreign_new[512], own_new[512];
static int own_fd; /* open since before */
static pid_t parent;

static void line(bool fine, const char *name, long got, int number)
{
	if (fine)
		printf("ok %s\n", name);
	else
		printf("not ok %s: %ld, %s\n", name, got, strerror(number));
	fflush(stdout);
}

/* Has it been refused, and not for want of something? */
static void refused(const char *name, long got)
{
	int number = errno;
	line(got == -1 && (number == EPERM || number == EACCES || number == EXDEV), name, got, number);
}

static void works(const char *name, bool fine)
{
	line(fine, name, fine ? 0 : -1, errno);
}

/* A child that comes to be ends at once. */
static void refused_child(const char *name, long pid)
{
	int number = errno;
	if (pid == 0)
		_exit(0);
	line(pid == -1 && (number == EPERM || number == ENOSYS), name, pid, number);
}

static void programs(void)
{
	static char *arguments[] = { (char *)"sh", (char *)"-c", (char *)"echo not ok exec", NULL };
	static char *none[] = { NULL };
	refused("execve", syscall(SYS_execve, "/bin/sh", arguments, none));
	refused("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/sh", arguments, none, 0));
	refused("execveat of an open file", syscall(SYS_execveat, own_fd, "", arguments, none, AT_EMPTY_PATH));
	refused("memfd_create", syscall(SYS_memfd_create, "x", 0));
#ifdef SYS_fork
	refused_child("fork", syscall(SYS_fork));
#endif
	refused_child("clone", syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
	refused_child("clone with a user namespace", syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL));
	refused_child("clone with high bits", syscall(SYS_clone, UINT64_C(0x100000000) | SIGCHLD, NULL, NULL, NULL, NULL));
	uint64_t arguments3[8] = { 0, 0, 0, 0, SIGCHLD };
	refused_child("clone3", syscall(SYS_clone3, arguments3, sizeof arguments3));
}

static void signals(void)
{
	siginfo_t info = { .si_signo = 0, .si_code = SI_QUEUE };
	struct rlimit limit;
	refused("kill the parent", syscall(SYS_kill, parent, 0));
	refused("kill everything", syscall(SYS_kill, -1, 0));
	refused("tkill", syscall(SYS_tkill, parent, 0));
	refused("tgkill the parent", syscall(SYS_tgkill, parent, parent, 0));
	refused("tgkill the parent, with high bits", syscall(SYS_tgkill, (uint64_t)parent | UINT64_C(0x100000000), parent, 0));
	refused("rt_sigqueueinfo", syscall(SYS_rt_sigqueueinfo, parent, 0, &info));
	refused("rt_tgsigqueueinfo", syscall(SYS_rt_tgsigqueueinfo, parent, parent, 0, &info));
	refused("pidfd_open", syscall(SYS_pidfd_open, parent, 0));
	refused("pidfd_send_signal", syscall(SYS_pidfd_send_signal, 0, SIGTERM, NULL, 0));
	refused("signals by F_SETOWN", syscall(SYS_fcntl, own_fd, F_SETOWN, parent));
	refused("signals by F_SETOWN, with high bits", syscall(SYS_fcntl, own_fd, UINT64_C(0x100000000) | F_SETOWN, parent));
	refused("which one, by F_SETSIG", syscall(SYS_fcntl, own_fd, 10 /* F_SETSIG */, SIGKILL));
	refused("signals by F_NOTIFY", syscall(SYS_fcntl, own_fd, 1026 /* F_NOTIFY */, 1));
	refused("signals by FIOSETOWN", syscall(SYS_ioctl, own_fd, 0x8901, &parent));
	refused("prlimit64 of the parent", syscall(SYS_prlimit64, parent, RLIMIT_NOFILE, NULL, &limit));
	refused("get_robust_list of the parent", syscall(SYS_get_robust_list, parent, NULL, NULL));
	refused("setpgid", syscall(SYS_setpgid, 0, 0));
	refused("setsid", syscall(SYS_setsid));
	works("a signal to itself", syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0) == 0);
	works("its own limits", syscall(SYS_prlimit64, 0, RLIMIT_NOFILE, NULL, &limit) == 0);
}

static void terminal(void)
{
	struct termios modes;
	struct winsize size;
	char letter = 'x', paste[8] = { 3 };
	refused("TIOCSTI", syscall(SYS_ioctl, STDIN_FILENO, 0x5412, &letter));
	refused("TIOCSTI with bit 32", syscall(SYS_ioctl, STDIN_FILENO, UINT64_C(0x100005412), &letter));
	refused("TIOCSTI with bit 63", syscall(SYS_ioctl, STDIN_FILENO, UINT64_C(0x8000000000005412), &letter));
	refused("TIOCLINUX", syscall(SYS_ioctl, STDIN_FILENO, 0x541C, paste));
	refused("TIOCLINUX with bit 32", syscall(SYS_ioctl, STDIN_FILENO, UINT64_C(0x10000541C), paste));
	refused("TIOCSCTTY", syscall(SYS_ioctl, STDIN_FILENO, TIOCSCTTY, 1));
	refused("TIOCNOTTY", syscall(SYS_ioctl, STDIN_FILENO, TIOCNOTTY));
	refused("TIOCSPGRP", syscall(SYS_ioctl, STDIN_FILENO, TIOCSPGRP, &(pid_t){ parent }));
	refused("TIOCSETD", syscall(SYS_ioctl, STDIN_FILENO, TIOCSETD, &(int){ 0 }));
	refused("TIOCCONS", syscall(SYS_ioctl, STDIN_FILENO, TIOCCONS));
	works("a terminal's modes", tcgetattr(STDIN_FILENO, &modes) == 0 || errno == ENOTTY);
	works("a terminal's size", ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0 || errno == ENOTTY);
}

static void kernel(void)
{
	static char room[4096];
	struct iovec part = { room, sizeof room };
	refused("ptrace", syscall(SYS_ptrace, PTRACE_ATTACH, parent, 0, 0));
	refused("ptrace of itself", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
	refused("process_vm_readv", syscall(SYS_process_vm_readv, parent, &part, 1, &part, 1, 0));
	refused("process_vm_writev", syscall(SYS_process_vm_writev, parent, &part, 1, &part, 1, 0));
	refused("mount", syscall(SYS_mount, "none", own, "tmpfs", 0, NULL));
	refused("umount2", syscall(SYS_umount2, own, 0));
	refused("pivot_root", syscall(SYS_pivot_root, own, own));
	refused("chroot", syscall(SYS_chroot, own));
	refused("chdir", syscall(SYS_chdir, foreign));
	refused("unshare", syscall(SYS_unshare, CLONE_NEWUSER));
	refused("setns", syscall(SYS_setns, own_fd, 0));
	refused("bpf", syscall(SYS_bpf, 0, room, 16));
	refused("io_uring_setup", syscall(SYS_io_uring_setup, 1, room));
	refused("io_uring_enter", syscall(SYS_io_uring_enter, own_fd, 0, 0, 0, NULL, 0));
	refused("io_setup", syscall(SYS_io_setup, 1, room));
	refused("userfaultfd", syscall(SYS_userfaultfd, 0));
	refused("perf_event_open", syscall(SYS_perf_event_open, room, 0, -1, -1, 0));
	refused("keyctl", syscall(SYS_keyctl, 0, 0, 0, 0, 0));
	refused("add_key", syscall(SYS_add_key, "user", "x", room, 1, -1));
	refused("init_module", syscall(SYS_init_module, room, 1, ""));
	refused("kexec_load", syscall(SYS_kexec_load, 0, 0, NULL, 0));
	refused("reboot", syscall(SYS_reboot, 0, 0, 0, NULL));
	refused("swapon", syscall(SYS_swapon, own_file, 0));
	refused("syslog", syscall(SYS_syslog, 3, room, 16));
	refused("personality", syscall(SYS_personality, 0xffffffff));
	refused("prctl", syscall(SYS_prctl, PR_GET_DUMPABLE, 0, 0, 0, 0));
	refused("seccomp", syscall(SYS_seccomp, 0, 0, NULL));
	refused("setuid", syscall(SYS_setuid, getuid()));
	refused("setgid", syscall(SYS_setgid, getgid()));
	refused("capset", syscall(SYS_capset, room, room));
	refused("shmget", syscall(SYS_shmget, 0, 4096, 01600));
	refused("msgget", syscall(SYS_msgget, 0, 01600));
	refused("mq_open", syscall(SYS_mq_open, "x", O_CREAT, 0600, NULL));
	refused("inotify_init1", syscall(SYS_inotify_init1, 0));
	refused("fanotify_init", syscall(SYS_fanotify_init, 0, 0));
	refused("setpriority", syscall(SYS_setpriority, 0, parent, 19));
	refused("open_by_handle_at", syscall(SYS_open_by_handle_at, own_fd, room, O_RDONLY));
	refused("name_to_handle_at", syscall(SYS_name_to_handle_at, AT_FDCWD, foreign_file, room, room, 0));
	refused("a new Landlock", syscall(SYS_landlock_create_ruleset, NULL, 0, 1));
#ifdef __x86_64__
	refused("execve by its x32 number", syscall(0x40000000 | 520, "/bin/sh", NULL, NULL));
	refused_child("fork by its x32 number", syscall(0x40000000 | SYS_fork));
	long got;
	/* socketcall of i386 */
	__asm__ volatile("int $0x80" : "=a"(got) : "a"(102), "b"(1), "c"(0) : "memory", "r8", "r9", "r10", "r11");
	errno = (int)-got;
	refused("a call of i386", got < 0 ? -1 : got);
#endif
}

static void sockets(void)
{
	static const int families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET };
	int ends[2];
	for (size_t i = 0; i < sizeof families / sizeof *families; i++)
		refused("socket", syscall(SYS_socket, families[i], SOCK_DGRAM, 0));
	refused("socketpair", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, ends));
	refused("connect", syscall(SYS_connect, own_fd, NULL, 0));
	refused("sendmsg", syscall(SYS_sendmsg, own_fd, NULL, 0));
	refused("pipe2", syscall(SYS_pipe2, ends, 0));
}

static void foreign_files(void)
{
	/* clang-format off */
	static const struct {
		const char *name;
		int flags;
	} ways[] = {
		{ "open a foreign file to read", O_RDONLY }, { "open a foreign file to write", O_WRONLY },
		{ "open a foreign file for both", O_RDWR }, { "open a foreign file in mode 3", 3 },
		{ "truncate a foreign file in mode 3", 3 | O_TRUNC }, { "truncate a foreign file, reading", O_RDONLY | O_TRUNC },
		{ "truncate a foreign file, writing", O_WRONLY | O_TRUNC }, { "append to a foreign file", O_WRONLY | O_APPEND },
		{ "create over a foreign file", O_CREAT | O_WRONLY }, { "create and truncate in mode 3", 3 | O_CREAT | O_TRUNC },
	};
	/* clang-format on */
	char path[1100], link[64];
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		refused(ways[i].name, syscall(SYS_openat, AT_FDCWD, foreign_file, ways[i].flags, 0600));
#ifdef SYS_open
		refused(ways[i].name, syscall(SYS_open, foreign_file, ways[i].flags, 0600));
		refused(ways[i].name, syscall(SYS_open, foreign_file, UINT64_C(0x100000000) | (unsigned)ways[i].flags, 0600));
#endif
		if (ways[i].flags & O_TRUNC)
			refused("truncate the own file so", syscall(SYS_openat, AT_FDCWD, own_file, ways[i].flags, 0600));
	}
	snprintf(path, sizeof path, "%s/..%s", own, strrchr(foreign, '/'));
	strcat(path, "/draft");
	refused("open a foreign file by ..", syscall(SYS_openat, AT_FDCWD, path, O_RDONLY));
	refused("create a foreign file", syscall(SYS_openat, AT_FDCWD, foreign_new, O_CREAT | O_WRONLY, 0600));
	refused("create a foreign file without a name", syscall(SYS_openat, AT_FDCWD, foreign, O_TMPFILE | O_RDWR, 0600));
	refused("list a foreign folder", syscall(SYS_openat, AT_FDCWD, foreign, O_RDONLY | O_DIRECTORY));
	refused("list the root", syscall(SYS_openat, AT_FDCWD, "/", O_RDONLY | O_DIRECTORY));
	int handle = (int)syscall(SYS_openat, AT_FDCWD, foreign_file, O_PATH);
	if (handle >= 0) {
		snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
		refused("open a foreign file by its handle", syscall(SYS_openat, AT_FDCWD, link, O_RDONLY));
		refused("truncate a foreign file by its handle", syscall(SYS_openat, AT_FDCWD, link, 3 | O_TRUNC));
		refused("link a foreign file by its handle",
			syscall(SYS_linkat, AT_FDCWD, link, AT_FDCWD, own_new, AT_SYMLINK_FOLLOW));
		line(syscall(SYS_fchmod, handle, 0777) == -1, "change a foreign file's mode by its handle", 0, errno);
	}
	refused("openat2", syscall(SYS_openat2, AT_FDCWD, foreign_file, &(uint64_t[3]){ 0 }, 24));
#ifdef SYS_creat
	refused("creat", syscall(SYS_creat, foreign_file, 0600));
#endif
	refused("truncate", syscall(SYS_truncate, foreign_file, 0));
	refused("fallocate", syscall(SYS_fallocate, own_fd, 0, 0, 1));
	refused("unlink a foreign file", syscall(SYS_unlinkat, AT_FDCWD, foreign_file, 0));
	refused("remove a foreign folder", syscall(SYS_unlinkat, AT_FDCWD, foreign, AT_REMOVEDIR));
	refused("make a foreign folder", syscall(SYS_mkdirat, AT_FDCWD, foreign_new, 0700));
	refused("rename a foreign file into ours", syscall(SYS_renameat2, AT_FDCWD, foreign_file, AT_FDCWD, own_new, 0));
	refused("rename over a foreign file", syscall(SYS_renameat2, AT_FDCWD, own_file, AT_FDCWD, foreign_file, 0));
	refused("exchange with a foreign file", syscall(SYS_renameat2, AT_FDCWD, own_file, AT_FDCWD, foreign_file, 2));
	refused("link a foreign file into ours", syscall(SYS_linkat, AT_FDCWD, foreign_file, AT_FDCWD, own_new, 0));
	refused("link ours into a foreign folder", syscall(SYS_linkat, AT_FDCWD, own_file, AT_FDCWD, foreign_new, 0));
	refused("symlink", syscall(SYS_symlinkat, foreign_file, AT_FDCWD, own_new));
	refused("mknod", syscall(SYS_mknodat, AT_FDCWD, own_new, S_IFIFO | 0600, 0));
	refused("fchmodat", syscall(SYS_fchmodat, AT_FDCWD, foreign_file, 0777));
	refused("fchownat", syscall(SYS_fchownat, AT_FDCWD, foreign_file, getuid(), getgid(), 0));
	refused("utimensat", syscall(SYS_utimensat, AT_FDCWD, foreign_file, NULL, 0));
	refused("setxattr", syscall(SYS_setxattr, foreign_file, "user.x", "x", 1, 0));
	refused("removexattr", syscall(SYS_removexattr, foreign_file, "user.x"));
	refused("read /etc/passwd", syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY));
	refused("read the parent's environment",
		(snprintf(path, sizeof path, "/proc/%d/environ", parent), syscall(SYS_openat, AT_FDCWD, path, O_RDONLY)));
	refused("write the parent's memory",
		(snprintf(path, sizeof path, "/proc/%d/mem", parent), syscall(SYS_openat, AT_FDCWD, path, O_RDWR)));
	refused("open the terminal anew", syscall(SYS_openat, AT_FDCWD, "/dev/tty", O_RDWR));
	refused("open a device", syscall(SYS_openat, AT_FDCWD, "/dev/ptmx", O_RDWR));
}

static void *nothing(void *context)
{
	return context;
}

static void own_files(void)
{
	char renamed[600];
	pthread_t thread;
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	snprintf(renamed, sizeof renamed, "%s.renamed", own_new);
	int fd = open(own_new, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	works("create in the own folder", fd >= 0);
	works("write there", write(fd, "text", 4) == 4);
	works("cut it off", ftruncate(fd, 2) == 0);
	works("lock it", fcntl(fd, F_OFD_SETLK, &lock) == 0);
	works("sync it", fsync(fd) == 0);
	works("keep its mode", fchmod(fd, 0640) == 0);
	works("rename it", rename(own_new, renamed) == 0);
	works("remove it", unlink(renamed) == 0);
	close(fd);
	DIR *folder = opendir(own);
	works("list the own folder", folder && readdir(folder));
	if (folder)
		closedir(folder);
	works("a thread", pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	own = argv[1];
	foreign = argv[2];
	snprintf(own_file, sizeof own_file, "%s/draft", own);
	snprintf(own_new, sizeof own_new, "%s/new", own);
	snprintf(foreign_file, sizeof foreign_file, "%s/draft", foreign);
	snprintf(foreign_new, sizeof foreign_new, "%s/new", foreign);
	parent = getppid();
	own_fd = open(own_file, O_RDWR | O_CLOEXEC);
	const char *folders[] = { own, NULL };
	struct err err = { 0 };
	if (!restrict_process(folders, true, &err)) {
		puts(err.text);
		return 77;
	}
	programs();
	signals();
	terminal();
	kernel();
	sockets();
	foreign_files();
	own_files();
	puts("end");
	return 0;
}
