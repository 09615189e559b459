/* SPDX-License-Identifier: MIT */
/* restrict.c — Landlock and seccomp. No variable of the environment reaches this file. */
#include <config.h>

#include "cli/restrict.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/sched.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"

/* What editing, saving, journaling and a terminal need. */
/* clang-format off */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(close),
	SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs),
	SCMP_SYS(fstatfs), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd), SCMP_SYS(getdents64), SCMP_SYS(mkdir), SCMP_SYS(mkdirat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2), SCMP_SYS(unlink), SCMP_SYS(unlinkat), SCMP_SYS(link),
	SCMP_SYS(linkat), SCMP_SYS(fsync), SCMP_SYS(fdatasync), SCMP_SYS(ftruncate), SCMP_SYS(fchown), SCMP_SYS(fchmod),
	SCMP_SYS(flistxattr), SCMP_SYS(fgetxattr), SCMP_SYS(fsetxattr), SCMP_SYS(fremovexattr),
	SCMP_SYS(umask), SCMP_SYS(dup),
	SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mprotect), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(brk), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pselect6), SCMP_SYS(futex), SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigtimedwait), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
	SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(rseq),
	SCMP_SYS(set_robust_list), SCMP_SYS(exit), SCMP_SYS(exit_group),
};
/* clang-format on */

/* Calls that are allowed where an argument is one of those below. The kernel takes 32 bits of it, so as many are compared: with all
 * 64, 0x100005412 would be another number than TIOCSTI. */
static const struct {
	int call;
	unsigned argument;
	uint64_t mask, value;
} bounded[] = {
	/* A terminal's size and modes; not putting input into it (TIOCSTI, TIOCLINUX), nor signals from it. */
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCGETS },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCSETS },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCSETSW },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCSETSF },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCFLSH },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TCSBRK },
	{ SCMP_SYS(ioctl), 1, UINT32_MAX, TIOCGWINSZ },
	/* Not F_SETOWN, which has the kernel send signals to others. */
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_DUPFD },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_DUPFD_CLOEXEC },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFD },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_SETFD },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_GETFL },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_SETFL },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_OFD_SETLK },
	{ SCMP_SYS(fcntl), 1, UINT32_MAX, F_OFD_GETLK },
	/* To read, to write, both; not the fourth mode, which Landlock has no name for, and no truncating, which it had none for at first. */
	{ SCMP_SYS(open), 1, O_ACCMODE | O_TRUNC, O_RDONLY },
	{ SCMP_SYS(open), 1, O_ACCMODE | O_TRUNC, O_WRONLY },
	{ SCMP_SYS(open), 1, O_ACCMODE | O_TRUNC, O_RDWR },
	{ SCMP_SYS(openat), 2, O_ACCMODE | O_TRUNC, O_RDONLY },
	{ SCMP_SYS(openat), 2, O_ACCMODE | O_TRUNC, O_WRONLY },
	{ SCMP_SYS(openat), 2, O_ACCMODE | O_TRUNC, O_RDWR },
	/* The limits of this process. */
	{ SCMP_SYS(prlimit64), 0, UINT32_MAX, 0 },
	/* The thread that syncs the journal, but no process. clone3 hides its flags behind a pointer: glibc then takes clone. */
	{ SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD },
};

static bool allow(scmp_filter_ctx filter, int call, unsigned argument, uint64_t mask, uint64_t value)
{
	return call < 0 ||
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_CMP64(argument, SCMP_CMP_MASKED_EQ, mask, value)) == 0;
}

static bool filter_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	/* A call by another architecture's number is answered as any other. */
	bool fine = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(EPERM)) == 0;
	for (size_t i = 0; fine && i < sizeof allowed / sizeof *allowed; i++)
		fine = allowed[i] < 0 || seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	for (size_t i = 0; fine && i < sizeof bounded / sizeof *bounded; i++)
		fine = allow(filter, bounded[i].call, bounded[i].argument, bounded[i].mask, bounded[i].value);
	/* Signals to itself, as abort() sends one. */
	fine = fine && allow(filter, SCMP_SYS(tgkill), 0, UINT32_MAX, (uint64_t)getpid()) &&
	       allow(filter, SCMP_SYS(prlimit64), 0, UINT32_MAX, (uint64_t)getpid()) &&
	       seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return fine;
}

static bool allow_folder(int rules, const char *folder, uint64_t access)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = access, .parent_fd = file_folder_handle(folder) };
	if (beneath.parent_fd < 0)
		return errno == ENOENT;
	bool fine = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
	close(beneath.parent_fd);
	return fine;
}

/* What later versions of Landlock know, whatever header we are compiled with. */
#define FS_REFER (UINT64_C(1) << 13)     /* 2: links and renames between folders */
#define FS_TRUNCATE (UINT64_C(1) << 14)  /* 3 */
#define FS_IOCTL_DEV (UINT64_C(1) << 15) /* 5 */
#define NET_TCP UINT64_C(3)              /* 4: bind, connect */
#define SCOPES UINT64_C(3)               /* 6: abstract sockets of others, signals to others */

/* The kernel's struct; one that knows less of it wants the rest to be 0. */
struct ruleset {
	uint64_t files, net, scopes;
};

static bool fence_files(const char *const *folders)
{
	int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	/* Everything this kernel knows is taken away; what this program may do is a part of it. */
	struct ruleset attributes = {
		.files = ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) | (version >= 2 ? FS_REFER : 0) |
			 (version >= 3 ? FS_TRUNCATE : 0) | (version >= 5 ? FS_IOCTL_DEV : 0),
		.net = version >= 4 ? NET_TCP : 0,
		.scopes = version >= 6 ? SCOPES : 0,
	};
	uint64_t ours = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
			LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
			(version >= 3 ? FS_TRUNCATE : 0); /* a journal's torn end is cut off */
	int rules = version < 1 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
	bool fine = rules >= 0;
	for (; fine && *folders; folders++)
		fine = allow_folder(rules, *folders, ours);
	fine = fine && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return fine;
}

bool restrict_process(const char *const *folders, bool must, struct err *err)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(err, ERR_SYSTEM, "%s", _("This kernel cannot restrict the program, so it was not started."));
	bool files = fence_files(folders);
	if (!files && must)
		return err_set(
			err, ERR_SYSTEM, "%s",
			_("This kernel has no Landlock, so files could not be fenced off and the program was not started. "
			  "--without-landlock starts it all the same."));
	if (!filter_calls())
		return err_set(err, ERR_SYSTEM, "%s", _("This kernel cannot restrict the program, so it was not started."));
	return true;
}
