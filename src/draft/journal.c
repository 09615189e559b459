/* SPDX-License-Identifier: MIT */
/* journal.c — the file of records: batches appended, cut back when the disk is full, replaced whole after a recovery. */
#include <config.h>

#include "draft/journal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "base/file_sibling.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/user.h"
#include "draft/lock.h"

static uint64_t random_number(void)
{
	uint64_t number;

	if (getrandom(&number, sizeof number, 0) != sizeof number)
		number = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
	return number;
}

static char *own_name(void)
{
	const char *login = getenv("LOGNAME");

	return login && *login ? mem_string(login) : user_name(geteuid());
}

static char *host_name(void)
{
	char name[256] = "";

	gethostname(name, sizeof name - 1);
	return mem_string(name);
}

static char *boot_id(void)
{
	struct buf id = { 0 };

	if (!file_read_path("/proc/sys/kernel/random/boot_id", 64, &id, NULL))
		buf_reset(&id);
	if (id.len > 0 && id.data[id.len - 1] == '\n')
		buf_splice(&id, id.len - 1, 1, "", 0);
	return buf_take(&id);
}

void journal_init(struct journal *journal, const struct file_place *draft, const char *name, int fd)
{
	*journal = (struct journal){ .draft = draft, .name = name, .fd = fd, .id = file_id(fd) };
	syncer_init(&journal->syncer, draft->folder);
}

void journal_start(struct journal *journal, const uint8_t base[FILE_HASH_SIZE], bool in_place)
{
	if (!journal->header.user) {
		journal->header.user = own_name();
		journal->header.host = host_name();
		journal->header.boot = boot_id();
		journal->header.pid = getpid();
		journal->header.since = time(NULL);
	}
	journal->header.nonce = random_number();
	memcpy(journal->header.base, base, FILE_HASH_SIZE);
	journal->sequence = 0;
	journal->has_base = false;
	journal->replacing = !in_place;
	if (in_place) {
		journal->good = 0;
		journal->torn = true;
	}
	buf_reset(&journal->batch);
	record_put_header(&journal->batch, &journal->header);
}

void journal_change(struct journal *journal, const struct change *change, const char *bytes, size_t len)
{
	if (!journal->has_base)
		record_put_base(&journal->batch, journal->header.nonce, ++journal->sequence, bytes, len);
	journal->has_base = true;
	record_put_change(&journal->batch, journal->header.nonce, ++journal->sequence, change);
}

void journal_hash(struct journal *journal, enum record_kind kind, const uint8_t hash[FILE_HASH_SIZE])
{
	record_put_hash(&journal->batch, journal->header.nonce, ++journal->sequence, kind, hash);
}

void journal_mark_taken(int fd)
{
	static const char mark[] = "taken over\n";

	file_append(fd, mark, sizeof mark - 1);
}

/* Of a journal that is gone: does it hold more than we wrote? */
static bool is_marked_taken(const struct journal *journal)
{
	return !journal->torn && lseek(journal->fd, 0, SEEK_END) > journal->good;
}

/* Puts the batch, a whole journal, in the place of the one at the path, synced before anyone can see it. Where there is none
 * any more it is put there only if nobody else was faster: theirs is a session, and ours has come to its end. */
static bool replace(struct journal *journal, int *replaced)
{
	struct file_place place = { .folder = journal->draft->folder,
				    .name = (char *)journal->name,
				    .path = (char *)journal->name };
	struct file_sibling sibling = { 0 };
	struct file_stamp stamp;
	enum lock_result saving = lock_saving(journal->fd, journal->draft, journal->name, 1000);
	struct err why = { 0 };
	int fd = -1;
	bool done = false;

	if (saving == LOCK_GONE && is_marked_taken(journal))
		saving = LOCK_BUSY;
	if (saving != LOCK_TAKEN && saving != LOCK_GONE) {
		journal->lost = saving == LOCK_BUSY;
		journal->unlocked = saving == LOCK_FAILED ? errno : 0;
		return false;
	}
	if (!file_sibling_write(&sibling, &place, journal->batch.data, journal->batch.len, NULL))
		goto out;
	fd = file_append_open(journal->draft, sibling.name, false, NULL);
	if (fd < 0 || file_lock(fd, 0, true) != 1) {
		file_sibling_drop(&sibling, &place);
		goto out;
	}
	/* If only the folder's sync fails, the new journal is in place all the same. */
	done = (saving == LOCK_GONE ? file_sibling_create(&sibling, &place, &why)
				    : file_sibling_commit(&sibling, &place, &stamp, &why)) ||
	       file_same(fd, journal->draft, journal->name);
	journal->lost = !done && why.number == EEXIST;
	err_clear(&why);
out:
	unlock_saving(journal->fd);
	if (!done) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	syncer_forget(&journal->syncer);
	if (replaced)
		*replaced = journal->fd;
	else
		close(journal->fd);
	journal->fd = fd;
	journal->id = file_id(fd);
	journal->good = 0;
	journal->torn = journal->replacing = journal->gone = false;
	return true;
}

static bool append(struct journal *journal)
{
	if (journal->torn && !file_cut(journal->fd, journal->good))
		return false;
	journal->torn = false;
	if (!file_append(journal->fd, journal->batch.data, journal->batch.len)) {
		journal->torn = !file_cut(journal->fd, journal->good);
		return false;
	}
	return true;
}

/* Is it still there, and ours? What cannot be told is no reason to give up. */
static bool is_there(struct journal *journal)
{
	enum file_where where;

	if (!journal->id.inode)
		journal->id = file_id(journal->fd);
	where = file_id_where(journal->id, journal->draft, journal->name);
	journal->lost = where == FILE_ANOTHER || (where == FILE_GONE && is_marked_taken(journal));
	journal->gone = where == FILE_GONE && !journal->lost;
	return !journal->lost && !journal->gone;
}

bool journal_write(struct journal *journal, int *replaced)
{
	if (replaced)
		*replaced = -1;
	if (journal->lost || journal->unlocked)
		return false;
	if (journal->batch.len == 0)
		return !journal->failing;
	journal->failing = !(journal->replacing ? replace(journal, replaced) : append(journal));
	if (journal->failing)
		return false;
	journal->good += (off_t)journal->batch.len;
	buf_reset(&journal->batch);
	/* Looked at after the write: whoever takes over reads the old journal once more after putting theirs in place, so a
	 * record is either seen by them or we see that they came: by then the old one has no name any more, or their mark. */
	if (!file_untouched(journal->fd, journal->good) && !is_there(journal))
		return false;
	/* A header alone is worth no thread. */
	if (journal->sequence > 0)
		syncer_note(&journal->syncer, journal->fd);
	return true;
}

bool journal_flush(struct journal *journal, int *replaced)
{
	return journal_write(journal, replaced) && is_there(journal);
}

struct journal_mark journal_mark(const struct journal *journal)
{
	return (struct journal_mark){ journal->header.nonce, journal->good, journal->replacing };
}

bool journal_cut(struct journal *journal, const struct journal_mark *mark)
{
	if (mark->nonce != journal->header.nonce || mark->replacing != journal->replacing ||
	    (!mark->replacing && !file_cut(journal->fd, mark->good)))
		return false;
	journal->good = mark->good;
	buf_reset(&journal->batch);
	return true;
}

bool journal_sync(struct journal *journal)
{
	return journal->fd >= 0 && syncer_sync(&journal->syncer, journal->fd);
}

void journal_end(struct journal *journal, bool remove)
{
	syncer_clear(&journal->syncer);
	if (journal->fd >= 0) {
		if (remove && !journal->lost && lock_saving(journal->fd, journal->draft, journal->name, 0) == LOCK_TAKEN)
			file_remove(journal->draft, journal->name);
		close(journal->fd);
	}
	record_header_clear(&journal->header);
	buf_clear(&journal->batch);
	journal->fd = -1;
}

bool journal_read(int fd, const char *name, struct buf *out, struct err *err)
{
	return file_read_from(fd, JOURNAL_MAX_BYTES, out) || err_system(err, name, _("%s cannot be read"));
}
