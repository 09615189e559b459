/* SPDX-License-Identifier: MIT */
/* test_store.c — a draft in its file: saved whole or not at all, recovered, locked, taken over, merged. */
#include <config.h>

#include "draft_support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "draft/generations.h"
#include "draft/pending.h"
#include "draft/store.h"
#include "draft/store_parts.h"

static char folder[] = "/tmp/kaijisho-store-XXXXXX";
static char path[64], state_home[64];

static const char first_text[] =
	"# 見出し\nkaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験 # 商号\n  listing: 無し\n  data-center:\n"
	"  - data-center-name: A\n  - data-center-name: B\n";

static void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static char *read_file(void)
{
	struct buf bytes = { 0 };
	struct err err = { 0 };

	if (!file_read_path(path, YAML_MAX_BYTES, &bytes, &err))
		fail_msg("%s", err_sentence(&err));
	return buf_take(&bytes);
}

static void assert_file(const char *text)
{
	char *bytes = read_file();

	assert_string_equal(bytes, text);
	free(bytes);
}

/* Nothing but the draft lies in the folder. */
static int litter(void)
{
	const struct dirent *entry;
	DIR *open = opendir(folder);
	int count = 0;

	while ((entry = readdir(open)))
		count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
	closedir(open);
	return count - 2; /* the draft, the state folder */
}

static int descriptors(void)
{
	DIR *open = opendir("/proc/self/fd");
	int count = 0;

	while (readdir(open))
		count++;
	closedir(open);
	return count;
}

static struct store *open_mode(enum store_mode mode, int wait_ms, struct err *err)
{
	return store_open(&support.library, support.form_path, path, mode, wait_ms, err);
}

static struct store *open_store(void)
{
	struct err err = { 0 };
	struct store *store = open_mode(STORE_WRITE, 0, &err);

	if (!store)
		fail_msg("%s", err_sentence(&err));
	return store;
}

static void journal_path(char path_out[96])
{
	snprintf(path_out, 96, "%s/.draft.yaml.journal", folder);
}

static void change_part(struct store *store, const char *where, const char *text)
{
	struct change change = { .kind = CHANGE_SET, .text = (char *)text };
	struct err err = { 0 };

	if (!place_parse(store_draft(store), where, false, &change.place, &change.part, &err) ||
	    !store_apply(store, &change, NULL, &err))
		fail_msg("%s", err_sentence(&err));
}

static void type_text(struct store *store, const char *where, const char *text)
{
	for (const char *at_byte = text; *at_byte;) {
		size_t len = 1;
		struct change change = { .kind = CHANGE_SPLICE };
		struct err err = { 0 };

		while ((at_byte[len] & 0xc0) == 0x80)
			len++;
		change.text = mem_bytes(at_byte, len);
		assert_true(place_parse(store_draft(store), where, false, &change.place, &change.part, &err));
		change.at = draft_part_len(store_draft(store), change.place, change.part);
		if (!store_apply(store, &change, NULL, &err))
			fail_msg("%s", err_sentence(&err));
		assert_true(store_flush(store));
		change_clear(&change);
		at_byte += len;
	}
}

static void save(struct store *store, struct save_report *report)
{
	struct err err = { 0 };

	if (!store_save(store, report, &err))
		fail_msg("%s", err_sentence(&err));
}

static void a_save_changes_its_lines_only(void **state)
{
	struct store *store;
	struct save_report report;
	struct stat before, after;

	(void)state;
	write_file(first_text);
	chmod(path, 0640);
	store = open_store();
	assert_int_equal(store_state(store), STORE_SAVED);
	change_part(store, "company-name", "新");
	assert_int_equal(store_state(store), STORE_UNSAVED);
	assert_true(store_flush(store));
	assert_file(first_text);
	save(store, &report);
	assert_true(report.written);
	assert_false(report.merged || report.owner_lost || report.not_kept);
	assert_int_equal(store_state(store), STORE_SAVED);
	assert_file(
		"# 見出し\nkaijisho: 1\nform: draft-test\nanswers:\n  company-name: 新 # 商号\n  listing: 無し\n  data-center:\n"
		"  - data-center-name: A\n  - data-center-name: B\n");
	stat(path, &before);
	assert_int_equal(before.st_mode & 07777, 0640);
	/* Nothing changed: no byte, no new inode. */
	change_part(store, "company-name", "旧");
	change_part(store, "company-name", "新");
	save(store, &report);
	assert_false(report.written);
	stat(path, &after);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

static void a_clean_end_leaves_nothing(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	store = open_store();
	store_close(store, false);
	assert_int_equal(litter(), 0);
	/* Changed and changed back. */
	store = open_store();
	change_part(store, "company-name", "新");
	change_part(store, "company-name", "試験");
	store_close(store, false);
	assert_int_equal(litter(), 0);
	/* Left as it was. */
	store = open_store();
	change_part(store, "company-name", "新");
	store_flush(store);
	store_close(store, true);
	assert_int_equal(litter(), 0);
	assert_file(first_text);
	/* Not saved, not discarded: it comes back. */
	store = open_store();
	change_part(store, "company-name", "新");
	store_close(store, false);
	assert_int_equal(litter(), 1);
	store = open_store();
	assert_string_equal(at(store_draft(store), "company-name"), "新");
	store_close(store, true);
	assert_int_equal(litter(), 0);
}

/* Runs `work` in a process that dies without any goodbye. */
static void in_dying_process(void (*work)(void))
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		work();
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void edit_and_die(void)
{
	struct store *store = open_store();
	struct change insert = { .kind = CHANGE_INSTANCE_INSERT };

	type_text(store, "company-summary", "クラウド基盤の提供\n二行目。");
	change_part(store, "listing:review", "");
	insert.place = place_of(store_draft(store), "data-center.1.ups");
	if (!store_apply(store, &insert, NULL, NULL))
		_exit(1);
	change_part(store, "data-center.1.data-center-name", "C");
	if (!store_flush(store))
		_exit(1);
	/* Never handed to the kernel, so never on a screen. */
	change_part(store, "company-name", "失われる");
}

/* Is there a journal that says more than the file? */
static bool is_pending(void)
{
	struct draft_source source;
	char *bytes = read_file();
	struct draft *saved = draft_read(support.form, bytes, strlen(bytes), path, &source, NULL);
	bool pending = pending_changes(path, saved, &source);

	draft_free(saved);
	draft_source_clear(&source);
	free(bytes);
	return pending;
}

static void a_dead_session_comes_back(void **state)
{
	struct store *store;

	(void)state;
	for (int round = 0; round < 2; round++) {
		write_file(first_text);
		assert_false(is_pending());
		in_dying_process(edit_and_die);
		assert_int_equal(litter(), 1);
		assert_true(is_pending());
		/* Looking does not touch it. */
		store = open_mode(STORE_READ, 0, NULL);
		assert_null(at(store_draft(store), "company-summary"));
		store_close(store, false);
		assert_int_equal(litter(), 1);

		store = open_store();
		assert_true(store_recovery(store)->count >= 3 && store_recovery(store)->places);
		assert_true(store_recovery(store)->instances);
		assert_false(store_recovery(store)->merged);
		assert_string_equal(at(store_draft(store), "company-summary"), "クラウド基盤の提供\n二行目。");
		assert_string_equal(at(store_draft(store), "listing:review"), "");
		assert_string_equal(at(store_draft(store), "data-center.1.data-center-name"), "C");
		assert_string_equal(at(store_draft(store), "data-center.3.data-center-name"), "B");
		assert_string_equal(at(store_draft(store), "company-name"), "試験");
		assert_int_equal(store_state(store), STORE_UNSAVED);
		if (round == 0) {
			/* And again, if this session dies, too: nothing but what is there now. */
			store_close(store, false);
			store = open_store();
			assert_string_equal(at(store_draft(store), "company-summary"), "クラウド基盤の提供\n二行目。");
		}
		save(store, NULL);
		store_close(store, false);
		assert_int_equal(litter(), 0);
		store = open_mode(STORE_READ, 0, NULL);
		assert_string_equal(at(store_draft(store), "company-summary"), "クラウド基盤の提供\n二行目。");
		store_close(store, false);
	}
}

static void save_edit_and_die(void)
{
	struct store *store = open_store();

	change_part(store, "company-name", "一");
	save(store, NULL);
	change_part(store, "listing", "有り");
	if (!store_flush(store))
		_exit(1);
}

static void what_was_saved_is_not_replayed(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	in_dying_process(save_edit_and_die);
	store = open_store();
	assert_int_equal(store_recovery(store)->count, 1);
	assert_string_equal(at(store_draft(store), "company-name"), "一");
	assert_string_equal(at(store_draft(store), "listing"), "有り");
	store_close(store, true);
}

static void edit_name_and_die(void)
{
	struct store *store = open_store();

	type_text(store, "company-name", "株式会社");
	change_part(store, "listing", "有り");
	if (!store_flush(store))
		_exit(1);
}

static void a_journal_of_another_state_is_merged(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	in_dying_process(edit_name_and_die);
	/* Someone edits the file before the next session. */
	write_file("kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 別\n  listing: 無し\n  support-hours: 昼\n");
	store = open_store();
	assert_true(store_recovery(store)->merged);
	assert_int_equal(store_recovery(store)->conflicts, 1);
	assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
	assert_string_equal(at(store_draft(store), "company-name:theirs"), "別");
	assert_string_equal(at(store_draft(store), "listing"), "有り");
	assert_string_equal(at(store_draft(store), "support-hours"), "昼");
	save(store, NULL);
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

/* What was never opened is not closed either: nought is a descriptor, too. */
static void a_failed_open_closes_nothing(void **state)
{
	struct err err = { 0 };
	int before = fcntl(0, F_GETFD) < 0 ? open("/dev/null", O_RDONLY) : 0;

	(void)state;
	assert_int_equal(before, 0);
	assert_null(store_open(&support.library, NULL, "/no/such/folder/draft.yaml", STORE_WRITE, 0, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	err_clear(&err);
	assert_true(fcntl(0, F_GETFD) >= 0);
}

/* Opening a draft is not worth a thread; the first change is. */
static void the_syncer_comes_with_the_first_change(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	store = open_store();
	assert_true(store_flush(store));
	assert_false(store->journal.syncer.running);
	change_part(store, "listing", "有り");
	assert_true(store_flush(store));
	assert_true(store->journal.syncer.running);
	save(store, NULL);
	store_close(store, false);
}

static void changed_underneath(void **state)
{
	struct store *store;
	struct save_report report;

	(void)state;
	write_file(first_text);
	store = open_store();
	change_part(store, "listing", "有り");
	write_file(
		"# 別の人\nkaijisho: 1\nform: draft-test\nanswers:\n  company-name: 別 # 変えた\n  listing: 無し\n  data-center:\n"
		"  - data-center-name: B\n");
	save(store, &report);
	assert_true(report.merged && report.written);
	assert_int_equal(report.conflicts, 0);
	assert_file(
		"# 別の人\nkaijisho: 1\nform: draft-test\nanswers:\n  company-name: 別 # 変えた\n  listing: 有り\n  data-center:\n"
		"  - data-center-name: B\n");
	assert_string_equal(at(store_draft(store), "company-name"), "別");
	/* Both changed the same: both texts are kept. */
	change_part(store, "company-name", "我々");
	write_file("kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 彼ら\n  listing: 有り\n  data-center:\n"
		   "  - data-center-name: B\n");
	save(store, &report);
	assert_int_equal(report.conflicts, 1);
	assert_string_equal(at(store_draft(store), "company-name"), "我々");
	assert_string_equal(at(store_draft(store), "company-name:theirs"), "彼ら");
	/* What cannot be merged is not overwritten, and can be saved once it is mended. */
	change_part(store, "company-name", "三");
	write_file("<<<<<<< ours\n");
	struct err err = { 0 };
	assert_false(store_save(store, &report, &err));
	assert_int_equal(err.code, ERR_CHANGED);
	assert_non_null(strstr(err.text, "The file has changed and cannot be merged: "));
	err_clear(&err);
	assert_file("<<<<<<< ours\n");
	assert_int_equal(store_state(store), STORE_UNSAVED);
	write_file(first_text);
	save(store, &report);
	assert_string_equal(at(store_draft(store), "company-name"), "三");
	/* Removed underneath: it is written again. */
	change_part(store, "company-name", "四");
	chmod(path, 0640);
	assert_false(report.made_anew);
	save(store, &report);
	change_part(store, "company-name", "五");
	change_part(store, "company-name", "四");
	unlink(path);
	save(store, &report);
	assert_true(report.made_anew);
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	store_close(store, false);
	store = open_mode(STORE_READ, 0, NULL);
	assert_string_equal(at(store_draft(store), "company-name"), "四");
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

/* A change that cannot be is refused, and nothing of it is in the journal. */
static void an_impossible_change_is_refused(void **state)
{
	struct err err = { 0 };
	char journal[96];
	struct buf before = { 0 }, after = { 0 };

	(void)state;
	journal_path(journal);
	write_file(first_text);
	struct store *store = open_store();
	change_part(store, "listing", "有り");
	assert_true(store_flush(store));
	assert_true(file_read_path(journal, 1 << 20, &before, NULL));
	struct change change = {
		.kind = CHANGE_SPLICE, .place = place_of(store_draft(store), "company-name"), .at = 1000, .text = (char *)"株"
	};
	assert_false(store_apply(store, &change, NULL, &err));
	assert_non_null(err.text);
	err_clear(&err);
	assert_true(store_flush(store));
	assert_true(file_read_path(journal, 1 << 20, &after, NULL));
	assert_int_equal(after.len, before.len);
	buf_clear(&before);
	buf_clear(&after);
	store_close(store, true);
}

/* While a takeover is going on a save waits a second, then says what keeps it, not something else. */
static void a_save_during_a_takeover_says_so(void **state)
{
	struct err err = { 0 };

	(void)state;
	write_file(first_text);
	struct store *store = open_store();
	change_part(store, "listing", "有り");
	assert_true(store_flush(store));
	struct file_place place;
	assert_true(file_place_open(&place, path, NULL));
	int other = file_append_open(&place, ".draft.yaml.journal", false, NULL);
	assert_int_equal(file_lock(other, 1, true), 1);
	assert_false(store_save(store, NULL, &err));
	assert_string_equal(err.text, "Another session is taking this draft over.");
	err_clear(&err);
	assert_file(first_text);
	close(other);
	file_place_close(&place);
	save(store, NULL);
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

/* A process that holds the draft until it is told to go on; `ready` and `go` are pipes. */
struct holder {
	pid_t pid;
	int ready, go;
};

static void holder_start(struct holder *holder, int (*work)(struct store *store, int go))
{
	int ready[2], go[2];
	char byte;

	assert_int_equal(pipe(ready) + pipe(go), 0);
	holder->pid = fork();
	if (holder->pid == 0) {
		struct store *store = open_store();

		type_text(store, "company-summary", "持ち主の文");
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		_exit(work(store, go[0]));
	}
	holder->ready = ready[0];
	holder->go = go[1];
	close(ready[1]);
	close(go[0]);
	assert_int_equal(read(holder->ready, &byte, 1), 1);
}

static int holder_end(struct holder *holder)
{
	int status;

	/* It may have gone on already. */
	if (write(holder->go, "x", 1) != 1)
		assert_int_equal(errno, EPIPE);
	waitpid(holder->pid, &status, 0);
	close(holder->ready);
	close(holder->go);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void await(int go)
{
	char byte;

	while (read(go, &byte, 1) < 0)
		;
}

static int save_and_close(struct store *store, int go)
{
	await(go);
	if (!store_save(store, NULL, NULL))
		return 1;
	store_close(store, false);
	return 0;
}

static void a_second_session_is_told_who(void **state)
{
	struct holder holder;
	struct store *store;
	struct err err = { 0 };

	(void)state;
	write_file(first_text);
	holder_start(&holder, save_and_close);
	assert_null(open_mode(STORE_WRITE, 0, &err));
	assert_int_equal(err.code, ERR_LOCKED);
	err_clear(&err);
	store = open_mode(STORE_EITHER, 0, &err);
	assert_non_null(store);
	assert_false(store_writable(store));
	assert_non_null(store_refusal(store));
	assert_int_equal(store_busy(store)->pid, holder.pid);
	assert_non_null(store_busy(store)->user);
	assert_true(store_busy(store)->since > 0);
	assert_null(at(store_draft(store), "company-summary"));
	assert_int_equal(holder_end(&holder), 0);
	/* It reads what was saved. */
	enum store_news news;
	assert_true(store_reload(store, &news, &err));
	assert_int_equal(news, STORE_NEWS_ENDED);
	assert_false(store_look_holder(store));
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

static int type_on_and_close(struct store *store, int go)
{
	await(go);
	type_text(store, "company-name", "続");
	await(go);
	store_close(store, true);
	return 0;
}

/* Whoever only reads sees what is typed elsewhere before it is saved. */
static void a_reader_follows_the_holder(void **state)
{
	struct holder holder;
	struct store *store;
	enum store_news news = STORE_NO_NEWS;

	(void)state;
	write_file(first_text);
	holder_start(&holder, type_on_and_close);
	store = open_mode(STORE_EITHER, 0, NULL);
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NEWS_TYPED);
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NO_NEWS);
	assert_int_equal(write(holder.go, "x", 1), 1);
	for (int i = 0; i < 3000 && !news; i++) {
		struct timespec pause = { .tv_nsec = 10000000 };

		assert_true(store_reload(store, &news, NULL));
		nanosleep(&pause, NULL);
	}
	assert_int_equal(news, STORE_NEWS_TYPED);
	assert_true(store_look_holder(store));
	assert_string_equal(at(store_draft(store), "company-name"), "試験続");
	/* Given up there, it is gone here; and a file that lies there for nobody says nothing. */
	assert_int_equal(holder_end(&holder), 0);
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NEWS_ENDED);
	assert_string_equal(at(store_draft(store), "company-name"), "試験");
	assert_int_equal(store_state(store), STORE_SAVED);
	in_dying_process(edit_name_and_die);
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NO_NEWS);
	store_close(store, false);
	store = open_store();
	store_close(store, true);
	assert_int_equal(litter(), 0);
}

/* One that was killed has ended, too; what it had typed stays in sight, for whoever goes on. */
static void a_reader_is_told_of_a_killed_holder(void **state)
{
	struct holder holder;
	struct store *store;
	enum store_news news;

	(void)state;
	write_file(first_text);
	holder_start(&holder, type_on_and_close);
	store = open_mode(STORE_EITHER, 0, NULL);
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NEWS_TYPED);
	kill(holder.pid, SIGKILL);
	waitpid(holder.pid, NULL, 0);
	close(holder.ready);
	close(holder.go);
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NEWS_ENDED);
	assert_false(store_look_holder(store));
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	/* Once. */
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NO_NEWS);
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	store_close(store, false);
	store = open_store();
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	store_close(store, true);
	assert_int_equal(litter(), 0);
}

static int hold_and_find_out(struct store *store, int go)
{
	struct change change = { .kind = CHANGE_SET, .text = (char *)"遅れた" };
	struct err err = { 0 };

	await(go);
	change.place = place_of(store_draft(store), "company-name");
	if (!store_writable(store) || !store_apply(store, &change, NULL, NULL))
		return 1;
	if (store_flush(store) || !store_lost(store) || store_writable(store) || store_state(store) != STORE_UNPROTECTED)
		return 2;
	if (store_save(store, NULL, &err) || err.code != ERR_LOCKED || store_apply(store, &change, NULL, NULL))
		return 3;
	if (!store_busy(store) || store_busy(store)->pid != getppid())
		return 4;
	err_clear(&err);
	store_close(store, false);
	return 0;
}

static void a_hung_session_is_taken_over(void **state)
{
	struct holder holder;
	struct store *store;
	struct err err = { 0 };

	(void)state;
	write_file(first_text);
	holder_start(&holder, hold_and_find_out);
	store = open_mode(STORE_TAKE_OVER, 0, &err);
	if (!store)
		fail_msg("%s", err_sentence(&err));
	assert_true(store_writable(store));
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	assert_int_equal(store_state(store), STORE_UNSAVED);
	assert_int_equal(holder_end(&holder), 0);
	assert_string_equal(at(store_draft(store), "company-name"), "試験");
	assert_true(store_writable(store));
	save(store, NULL);
	/* The lock is ours now. */
	assert_null(open_mode(STORE_WRITE, 0, NULL));
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

static int wake_up_late(struct store *store, int go)
{
	await(go);
	if (store_flush(store) || !store_lost(store))
		return 1;
	if (store_only_here(store))
		return 2;
	store_close(store, false);
	return 0;
}

/* Also when whoever took over has long ended, and no journal is there: that is not a journal somebody removed. */
static void a_takeover_is_known_afterwards(void **state)
{
	struct holder holder;
	struct store *store;

	(void)state;
	write_file(first_text);
	holder_start(&holder, wake_up_late);
	store = open_mode(STORE_TAKE_OVER, 0, NULL);
	save(store, NULL);
	store_close(store, false);
	assert_int_equal(litter(), 0);
	assert_int_equal(holder_end(&holder), 0);
	assert_int_equal(litter(), 0);
}

static void waiting_for_the_lock(void **state)
{
	struct holder holder;
	struct store *store;
	struct err err = { 0 };
	pid_t helper;
	int status;

	(void)state;
	write_file(first_text);
	holder_start(&holder, save_and_close);
	helper = fork();
	if (helper == 0) {
		struct timespec pause = { .tv_nsec = 200000000 };

		nanosleep(&pause, NULL);
		_exit(write(holder.go, "x", 1) != 1);
	}
	store = open_mode(STORE_WRITE, 5000, &err);
	assert_non_null(store);
	/* What the holder saved in the meantime is there. */
	assert_string_equal(at(store_draft(store), "company-summary"), "持ち主の文");
	store_close(store, false);
	waitpid(helper, &status, 0);
	assert_int_equal(holder_end(&holder), 0);
}

static void many_writers(void **state)
{
	enum { WRITERS = 40 };
	char *text;

	(void)state;
	write_file("kaijisho: 1\nform: draft-test\nanswers:\n  addresses: x\n");
	for (int i = 0; i < WRITERS; i++) {
		if (fork() == 0) {
			struct store *store = open_mode(STORE_WRITE, 30000, NULL);
			struct change change = { .kind = CHANGE_SPLICE };
			char line[32];
			bool done;

			if (!store)
				_exit(1);
			snprintf(line, sizeof line, "\nw%02d.", i);
			change.place = place_of(store_draft(store), "addresses");
			change.at = draft_part_len(store_draft(store), change.place, PART_ANSWER);
			change.text = line;
			done = store_apply(store, &change, NULL, NULL) && store_save(store, NULL, NULL);
			store_close(store, false);
			_exit(!done);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		int status;

		wait(&status);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	text = read_file();
	for (int i = 0; i < WRITERS; i++) {
		char line[32];

		snprintf(line, sizeof line, "w%02d.", i);
		assert_non_null(strstr(text, line));
	}
	free(text);
	assert_int_equal(litter(), 0);
}

/* Files may not grow beyond `bytes`: what a full disk does to writes. */
static void limit_files(rlim_t bytes)
{
	struct rlimit limit = { .rlim_cur = bytes, .rlim_max = RLIM_INFINITY };

	signal(SIGXFSZ, bytes == RLIM_INFINITY ? SIG_DFL : SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk(void **state)
{
	struct store *store, *again;
	struct err err = { 0 };
	char *long_text = mem_alloc(5001, 1);

	(void)state;
	memset(long_text, 'a', 5000);
	write_file(first_text);
	store = open_store();
	change_part(store, "listing", "有り");
	assert_true(store_flush(store));
	limit_files(2000);
	change_part(store, "company-name", long_text);
	assert_false(store_flush(store));
	assert_int_equal(store_state(store), STORE_UNPROTECTED);
	change_part(store, "support-hours", "昼");
	assert_false(store_flush(store));
	assert_false(store_save(store, NULL, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	err_clear(&err);
	assert_file(first_text);
	assert_true(litter() == 1); /* the journal, no sibling */
	limit_files(RLIM_INFINITY);
	assert_true(store_flush(store));
	assert_int_equal(store_state(store), STORE_UNSAVED);
	/* All of it is in the journal now, behind a clean cut. */
	store_close(store, false);
	again = open_store();
	assert_string_equal(at(store_draft(again), "company-name"), long_text);
	assert_string_equal(at(store_draft(again), "support-hours"), "昼");
	assert_int_equal(store_recovery(again)->unusable, 0);
	save(again, NULL);
	store_close(again, false);
	assert_int_equal(litter(), 0);
	free(long_text);
}

/* Killed at any moment: every character that could have been on the screen comes back. */
static void killed_while_typing(void **state)
{
	uint32_t numbers = 9;

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct timespec while_typing = { .tv_nsec = 1000000L * (1 + (long)dice(&numbers, 20)) };
		unsigned seen = 0, count;
		struct store *store;
		const char *text;
		int shown[2], status;
		pid_t child;

		write_file("kaijisho: 1\nform: draft-test\nanswers: {}\n");
		assert_int_equal(pipe(shown), 0);
		child = fork();
		if (child == 0) {
			store = open_store();
			for (count = 1;; count++) {
				type_text(store, "company-summary", count % 7 ? "字" : "\n");
				if (count % 50 == 0)
					save(store, NULL);
				if (write(shown[1], &count, sizeof count) != sizeof count)
					_exit(1);
			}
		}
		close(shown[1]);
		nanosleep(&while_typing, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		while (read(shown[0], &count, sizeof count) == sizeof count)
			seen = count;
		close(shown[0]);
		store = open_store();
		text = at(store_draft(store), "company-summary");
		assert_true((text ? strlen(text) : 0) >= seen * 3 - seen / 7 * 2);
		for (unsigned i = 1; i <= seen; i++) {
			assert_true(strncmp(text, i % 7 ? "字" : "\n", i % 7 ? 3 : 1) == 0);
			text += i % 7 ? 3 : 1;
		}
		store_close(store, true);
	}
}

static void long_journal_and_die(void)
{
	struct store *store = open_store();
	char *text = mem_alloc((2 << 20) + 1, 1);

	memset(text, 'a', 2 << 20);
	change_part(store, "company-summary", text);
	save(store, NULL);
	/* The journal began anew: nothing in it was needed. */
	if (store->journal.good > 1000)
		_exit(1);
	type_text(store, "company-name", "社");
	free(text);
}

static void a_long_journal_starts_anew(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	in_dying_process(long_journal_and_die);
	store = open_store();
	assert_int_equal(store_recovery(store)->count, 1);
	assert_false(store_recovery(store)->merged);
	assert_string_equal(at(store_draft(store), "company-name"), "試験社");
	assert_int_equal(strlen(at(store_draft(store), "company-summary")), 2 << 20);
	store_close(store, true);
}

static void failed_sync_and_die(void)
{
	struct store *store = open_store();
	struct stat before, after;

	type_text(store, "company-name", "株式");
	fstat(store->journal.fd, &before);
	/* As if the helper's fdatasync had failed. */
	syncer_sync(&store->journal.syncer, store->journal.fd);
	store->journal.syncer.failed = true;
	type_text(store, "company-name", "会社");
	fstat(store->journal.fd, &after);
	if (before.st_ino == after.st_ino || syncer_failed(&store->journal.syncer))
		_exit(1);
	change_part(store, "listing", "有り");
	store_sync(store);
}

static void a_failed_sync_is_not_retried(void **state)
{
	struct store *store;

	(void)state;
	write_file(first_text);
	in_dying_process(failed_sync_and_die);
	assert_int_equal(litter(), 1);
	store = open_store();
	assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
	assert_string_equal(at(store_draft(store), "listing"), "有り");
	store_close(store, true);
	assert_int_equal(litter(), 0);
}

static void write_journal(const char *bytes, size_t len)
{
	char journal[96];
	FILE *file;

	journal_path(journal);
	unlink(journal);
	umask(077);
	file = fopen(journal, "w");
	umask(022);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* The journal that cannot be used as it is lies beside the draft, byte for byte; it is taken away. */
static void assert_kept(const struct store *store, const struct buf *bytes, const char *as)
{
	struct buf kept = { 0 };
	struct stat status;
	char name[128];

	assert_non_null(store_recovery(store)->kept_as);
	assert_string_equal(store_recovery(store)->kept_as, as);
	snprintf(name, sizeof name, "%s/%s", folder, as);
	assert_true(file_read_path(name, 1 << 20, &kept, NULL));
	assert_int_equal(kept.len, bytes->len);
	assert_memory_equal(kept.data, bytes->data, bytes->len);
	assert_int_equal(stat(name, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	buf_clear(&kept);
	unlink(name);
}

static void a_damaged_journal(void **state)
{
	struct store *store;
	struct buf bytes = { 0 }, whole = { 0 };
	struct journal_text text;
	char journal[96];
	size_t records;

	(void)state;
	write_file(first_text);
	in_dying_process(edit_name_and_die);
	journal_path(journal);
	assert_true(file_read_path(journal, 1 << 20, &whole, NULL));
	journal_text_read(&text, whole.data, whole.len);
	records = text.count;
	assert_false(text.damaged);
	/* In each record in turn: what stands before it comes back, what stands behind it is counted, all of it is kept. */
	for (size_t wrong = 0; wrong <= records; wrong++) {
		buf_reset(&bytes);
		buf_put(&bytes, whole.data, whole.len);
		bytes.data[wrong == 0 ? 100 : (size_t)(text.records[wrong - 1].content - whole.data) + 3] ^= 1;
		write_journal(bytes.data, bytes.len);
		store = open_store();
		assert_int_equal(store_recovery(store)->unusable, wrong ? records - wrong : records);
		assert_string_equal(at(store_draft(store), "company-name"), wrong <= 2   ? "試験"
									    : wrong == 3 ? "試験株"
									    : wrong == 4 ? "試験株式"
									    : wrong == 5 ? "試験株式会"
											 : "試験株式会社");
		assert_kept(store, &bytes, ".draft.yaml.journal.damaged-1");
		store_close(store, true);
		assert_int_equal(litter(), 0);
	}
	/* Of a later version; not a journal at all. */
	for (int other = 0; other < 2; other++) {
		buf_reset(&bytes);
		buf_put(&bytes, whole.data, other ? 0 : whole.len);
		if (other)
			buf_puts(&bytes, "買う物: 牛乳");
		else
			bytes.data[strlen("kaijisho journal ")] = '2';
		write_journal(bytes.data, bytes.len);
		store = open_store();
		assert_int_equal(store_recovery(store)->unusable, other ? 0 : records);
		assert_string_equal(at(store_draft(store), "company-name"), "試験");
		assert_kept(store, &bytes, ".draft.yaml.journal.damaged-1");
		store_close(store, false);
		assert_int_equal(litter(), 0);
	}
	/* A record of a kind that is not known yet. */
	buf_reset(&bytes);
	buf_put(&bytes, whole.data, whole.len);
	record_put_hash(&bytes, text.header.nonce, records + 1, (enum record_kind)9, text.header.base);
	write_journal(bytes.data, bytes.len);
	store = open_store();
	assert_int_equal(store_recovery(store)->unusable, 1);
	assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
	/* Another one is there already: the next number. */
	assert_string_equal(store_recovery(store)->kept_as, ".draft.yaml.journal.damaged-1");
	store_close(store, true);
	bytes.data[100] ^= 1;
	write_journal(bytes.data, bytes.len);
	store = open_store();
	assert_kept(store, &bytes, ".draft.yaml.journal.damaged-2");
	store_close(store, true);
	strcat(journal, ".damaged-1");
	unlink(journal);
	/* What a power cut leaves of one that held nothing: no loss, no word. */
	for (size_t len = 0; len < 5000; len += 4096) {
		char zeros[5000] = "";

		write_journal(zeros, len);
		store = open_store();
		assert_null(store_recovery(store)->kept_as);
		store_close(store, false);
		buf_reset(&bytes);
		buf_put(&bytes, whole.data, whole.len);
		buf_put(&bytes, zeros, len);
		write_journal(bytes.data, bytes.len);
		store = open_store();
		assert_null(store_recovery(store)->kept_as);
		assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
		store_close(store, true);
	}
	assert_int_equal(litter(), 0);
	/* Where it cannot be kept, it stays where it is, and the draft is not opened for writing. */
	bytes.data[100] ^= 1;
	write_journal(bytes.data, bytes.len);
	limit_files(100);
	struct err err = { 0 };
	assert_null(open_mode(STORE_WRITE, 0, &err));
	limit_files(RLIM_INFINITY);
	assert_int_equal(err.code, ERR_SYSTEM);
	err_clear(&err);
	assert_int_equal(litter(), 1);
	store = open_store();
	assert_kept(store, &bytes, ".draft.yaml.journal.damaged-1");
	store_close(store, true);
	assert_int_equal(litter(), 0);
	journal_text_clear(&text);
	buf_clear(&bytes);
	buf_clear(&whole);
}

/* A draft that is only read stays the one that was handed out: who looks at it is told by revisions. */
static void a_reload_keeps_the_draft(void **state)
{
	struct store *store;
	const struct draft *draft;
	struct place name;
	unsigned long revision;
	enum store_news news;

	(void)state;
	write_file(first_text);
	store = open_mode(STORE_READ, 0, NULL);
	draft = store_draft(store);
	name = place_of(draft, "company-name");
	revision = draft_answer(draft, name)->revision;
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NO_NEWS);
	write_file("kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 別\n  data-center:\n  - data-center-name: B\n"
		   "  - data-center-name: C\n  - data-center-name: D\n");
	assert_true(store_reload(store, &news, NULL));
	assert_int_equal(news, STORE_NEWS_FILE);
	assert_ptr_equal(store_draft(store), draft);
	assert_string_equal(at(draft, "company-name"), "別");
	assert_null(at(draft, "listing"));
	assert_string_equal(at(draft, "data-center.1.data-center-name"), "B");
	assert_string_equal(at(draft, "data-center.3.data-center-name"), "D");
	assert_true(draft_answer(draft, name)->revision != revision);
	/* What cannot be read is said, and changes nothing. */
	struct err err = { 0 };
	write_file("<<<<<<<\n");
	assert_false(store_reload(store, &news, &err));
	assert_int_equal(news, STORE_NO_NEWS);
	err_clear(&err);
	assert_string_equal(at(draft, "company-name"), "別");
	write_file(first_text);
	assert_true(store_reload(store, &news, NULL));
	assert_string_equal(at(draft, "company-name"), "試験");
	store_close(store, false);
}

/* Removed under a running session (rm, git clean): that is nobody's takeover. */
static void lose_journal_and_die(void)
{
	struct store *store = open_store();
	char journal[96];

	journal_path(journal);
	type_text(store, "company-name", "株");
	if (unlink(journal) != 0)
		_exit(1);
	/* Seen even where nothing new is typed. */
	if (!store_flush(store) || access(journal, F_OK) != 0)
		_exit(2);
	unlink(journal);
	type_text(store, "company-name", "式");
	if (store_lost(store) || !store_writable(store) || store_state(store) != STORE_UNSAVED)
		_exit(3);
	/* It is locked as the old one was. */
	if (open_mode(STORE_WRITE, 0, NULL))
		_exit(4);
	type_text(store, "company-name", "会社");
}

static void a_vanished_journal_is_made_anew(void **state)
{
	struct store *store;
	char journal[96];

	(void)state;
	journal_path(journal);
	write_file(first_text);
	in_dying_process(lose_journal_and_die);
	store = open_store();
	assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
	assert_int_equal(store_recovery(store)->unusable, 0);
	/* Saving goes on, too, and leaves nothing. */
	unlink(journal);
	change_part(store, "listing", "有り");
	save(store, NULL);
	unlink(journal);
	save(store, NULL);
	unlink(journal);
	store_close(store, false);
	assert_int_equal(litter(), 0);
	store = open_store();
	assert_string_equal(at(store_draft(store), "company-name"), "試験株式会社");
	/* git clean and git checkout: the file changes with it, and is merged. */
	change_part(store, "support-hours", "昼");
	assert_true(store_flush(store));
	unlink(journal);
	write_file("kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験株式会社\n  addresses: 東京\n");
	assert_true(store_flush(store));
	assert_false(store_lost(store));
	save(store, NULL);
	assert_string_equal(at(store_draft(store), "support-hours"), "昼");
	assert_string_equal(at(store_draft(store), "addresses"), "東京");
	/* Closed with something unsaved: it is kept. */
	change_part(store, "listing", "無し");
	store_flush(store);
	unlink(journal);
	store_close(store, false);
	store = open_store();
	assert_string_equal(at(store_draft(store), "listing"), "無し");
	store_close(store, true);
	assert_int_equal(litter(), 0);
}

/* Whoever finds no journal may make one: then two have the draft, and the first one only reads. */
static void whoever_comes_after_a_vanished_journal_has_the_draft(void **state)
{
	struct store *first, *second;
	char journal[96], *name = NULL;
	struct err err = { 0 };
	struct buf bytes = { 0 };

	(void)state;
	journal_path(journal);
	write_file(first_text);
	first = open_store();
	type_text(first, "company-name", "株");
	assert_false(store_only_here(first));
	unlink(journal);
	second = open_store();
	change_part(first, "listing", "有り");
	assert_false(store_flush(first));
	assert_true(store_lost(first));
	/* What was typed is nowhere else: it can be written beside the draft. */
	assert_true(store_only_here(first));
	assert_true(store_keep_aside(first, &name, &err));
	assert_string_equal(name, "draft.yaml.unsaved-1");
	char kept[96];
	snprintf(kept, sizeof kept, "%s/%s", folder, name);
	assert_true(file_read_path(kept, 1 << 20, &bytes, NULL));
	assert_non_null(strstr(buf_text(&bytes), "試験株"));
	assert_non_null(strstr(buf_text(&bytes), "listing: 有り"));
	buf_clear(&bytes);
	free(name);
	assert_true(store_keep_aside(first, &name, &err));
	assert_string_equal(name, "draft.yaml.unsaved-1");
	free(name);
	/* Typed by the other session as well, nothing is only here any more. */
	type_text(second, "company-name", "株");
	change_part(second, "listing", "有り");
	assert_true(store_flush(second));
	assert_false(store_only_here(first));
	save(second, NULL);
	assert_false(store_only_here(first));
	/* Nor is it when the other one has gone on. */
	change_part(second, "support-hours", "昼");
	assert_true(store_flush(second));
	assert_false(store_only_here(first));
	save(second, NULL);
	assert_false(store_only_here(first));
	store_close(first, false);
	assert_true(store_writable(second));
	store_close(second, false);
	unlink(kept);
	assert_int_equal(litter(), 0);
}

/* Before a screen shows it what was typed is in a journal that has a name and is ours; one that was moved away is seen after it. */
static void the_journal_is_looked_at_twice(void **state)
{
	struct store *first, *second;
	char journal[96], away[96];

	(void)state;
	journal_path(journal);
	snprintf(away, sizeof away, "%s/away", folder);
	write_file(first_text);
	first = open_store();
	change_part(first, "listing", "有り");
	assert_true(store_write(first));
	/* It is on its way to the disk: the screen may take for ever. */
	assert_true(first->journal.syncer.running);
	unlink(journal);
	change_part(first, "support-hours", "昼");
	assert_true(store_write(first));
	assert_int_equal(access(journal, F_OK), 0);
	assert_int_equal(rename(journal, away), 0);
	change_part(first, "addresses", "東京");
	assert_true(store_write(first));
	assert_true(store_flush(first));
	assert_int_equal(access(journal, F_OK), 0);
	unlink(away);
	unlink(journal);
	second = open_store();
	change_part(first, "listing", "無し");
	assert_false(store_write(first));
	assert_true(store_lost(first));
	store_close(first, false);
	store_close(second, true);
	assert_int_equal(litter(), 0);
}

static void generations_are_kept(void **state)
{
	struct store *store;
	struct generations list;
	struct buf bytes = { 0 };

	(void)state;
	setenv("LOGNAME", "tanaka/keiri", 1);
	write_file(first_text);
	store = open_store();
	unsetenv("LOGNAME");
	for (int i = 0; i < 25; i++) {
		char text[16];

		snprintf(text, sizeof text, "版%d", i);
		change_part(store, "company-name", text);
		save(store, NULL);
	}
	assert_true(generations_list(store_place(store), &list, NULL));
	assert_int_equal(list.count, GENERATIONS_KEPT);
	assert_string_equal(list.items[0].by, "tanaka_keiri");
	assert_true(generations_read(&list, 0, &bytes, NULL));
	assert_non_null(strstr(buf_text(&bytes), "版23"));
	assert_true(generations_read(&list, GENERATIONS_KEPT - 1, &bytes, NULL));
	assert_non_null(strstr(buf_text(&bytes), "版4"));
	generations_clear(&list);
	buf_clear(&bytes);
	store_close(store, false);
}

static void hard_links_are_asked_about(void **state)
{
	struct store *store;
	struct save_report report;
	char other[96];

	(void)state;
	write_file(first_text);
	snprintf(other, sizeof other, "%s/other", folder);
	assert_int_equal(link(path, other), 0);
	store = open_store();
	change_part(store, "listing", "有り");
	assert_false(store_save(store, &report, NULL));
	assert_true(report.hard_links);
	store_allow_links(store);
	save(store, &report);
	store_close(store, false);
	unlink(other);
}

/* A program that saves as editors do, by renaming over, and looks whether what it wrote is still there. */
static int other_program(int rounds)
{
	char text[512], other[96];
	int lost = 0;

	snprintf(other, sizeof other, "%s/state/other", folder);
	for (int n = 1; n <= rounds; n++) {
		struct timespec pause = { .tv_nsec = 3000000L + n % 7 * 1000000L };
		bool there = false;
		FILE *file = fopen(other, "w");

		snprintf(text, sizeof text, "kaijisho: 1\nform: draft-test\nanswers:\n  support-hours: 第%d回。\n", n);
		fputs(text, file);
		fclose(file);
		rename(other, path);
		nanosleep(&pause, NULL);
		snprintf(text, sizeof text, "第%d回。", n);
		for (int i = 0; i < 200 && !there; i++) {
			char *now = read_file();

			there = strstr(now, text);
			free(now);
		}
		lost += !there;
	}
	return lost;
}

static void nobodys_save_is_lost(void **state)
{
	struct store *store;
	int status = -1;
	pid_t child;
	char *text;

	(void)state;
	write_file(first_text);
	store = open_store();
	child = fork();
	if (child == 0)
		_exit(other_program(60));
	for (int n = 0; waitpid(child, &status, WNOHANG) == 0; n++) {
		char name[32];

		snprintf(name, sizeof name, "社%d", n);
		change_part(store, "company-name", name);
		/* It may keep changing too fast for us, which is said. */
		store_save(store, NULL, NULL);
	}
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	change_part(store, "company-name", "社の最後");
	save(store, NULL);
	text = read_file();
	assert_non_null(strstr(text, "第60回。"));
	assert_non_null(strstr(text, "社の最後"));
	free(text);
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

/* A command that could not save takes back what it did, and only that. */
static void an_abandoned_change_does_not_come_back(void **state)
{
	struct store *store;
	char other[96];

	(void)state;
	snprintf(other, sizeof other, "%s/other", folder);
	for (int brought = 0; brought < 3; brought++) {
		write_file(first_text);
		if (brought)
			in_dying_process(edit_name_and_die);
		assert_int_equal(link(path, other), 0);
		store = open_store();
		change_part(store, "support-hours", "昼");
		/* The second time the file has changed as well. */
		if (brought == 2)
			write_file("kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験\n  addresses: 東京\n");
		assert_false(store_save(store, NULL, NULL));
		store_abandon(store);
		assert_int_equal(unlink(other), 0);
		assert_int_equal(litter(), brought > 0);
		store = open_store();
		assert_null(at(store_draft(store), "support-hours"));
		assert_string_equal(at(store_draft(store), "company-name"), brought ? "試験株式会社" : "試験");
		if (brought == 2)
			assert_string_equal(at(store_draft(store), "addresses"), "東京");
		assert_int_equal(store_recovery(store)->unusable, 0);
		store_close(store, true);
		assert_int_equal(litter(), 0);
	}
}

static const char new_text[] = "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 試験株\n";

/* Killed between the exchange and the look at what came out. */
static void exchange_and_die(const char *came_out)
{
	struct store *store = open_store();
	char sibling[96];
	uint8_t hash[FILE_HASH_SIZE];
	FILE *file;

	type_text(store, "company-name", "株");
	file_hash(new_text, strlen(new_text), hash);
	journal_hash(&store->journal, RECORD_SAVING, hash);
	store_flush(store);
	snprintf(sibling, sizeof sibling, "%s/.draft.yaml.0123456789abcdef.tmp", folder);
	file = fopen(sibling, "w");
	fputs(came_out, file);
	fclose(file);
	write_file(new_text);
}

static const char their_text[] = "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: 彼ら\n";

static void exchange_own_and_die(void)
{
	exchange_and_die(first_text);
}

static void exchange_theirs_and_die(void)
{
	exchange_and_die(their_text);
}

static void what_came_out_is_never_swept_away(void **state)
{
	struct store *store;
	struct buf bytes = { 0 };
	char name[96];

	(void)state;
	write_file(first_text);
	in_dying_process(exchange_own_and_die);
	store = open_store();
	assert_null(store_recovery(store)->theirs_as);
	store_close(store, false);
	assert_int_equal(litter(), 0);
	write_file(first_text);
	in_dying_process(exchange_theirs_and_die);
	store = open_store();
	assert_string_equal(store_recovery(store)->theirs_as, "draft.yaml.theirs-1");
	store_close(store, false);
	assert_int_equal(litter(), 1);
	snprintf(name, sizeof name, "%s/draft.yaml.theirs-1", folder);
	assert_true(file_read_path(name, 1000, &bytes, NULL));
	assert_string_equal(buf_text(&bytes), their_text);
	buf_clear(&bytes);
	unlink(name);
}

static void a_link_made_later_is_asked_about(void **state)
{
	struct store *store;
	struct save_report report;
	char other[96];

	(void)state;
	write_file(first_text);
	store = open_store();
	snprintf(other, sizeof other, "%s/other", folder);
	assert_int_equal(link(path, other), 0);
	change_part(store, "listing", "有り");
	assert_false(store_save(store, &report, NULL));
	assert_true(report.hard_links);
	unlink(other);
	save(store, &report);
	assert_false(report.merged);
	store_close(store, false);
	assert_int_equal(litter(), 0);
}

static void a_new_draft(void **state)
{
	struct store *store;
	struct err err = { 0 };

	(void)state;
	unlink(path);
	assert_true(store_create(support.form, path, &err));
	assert_file("# 下書きの試験\nkaijisho: 1\nform: draft-test\nedition: \"1\"\nanswers: {}\n");
	assert_false(store_create(support.form, path, &err));
	assert_int_equal(err.number, EEXIST);
	err_clear(&err);
	store = open_store();
	change_part(store, "company-name", "試験");
	save(store, NULL);
	store_close(store, false);
	assert_file("# 下書きの試験\nkaijisho: 1\nform: draft-test\nedition: \"1\"\nanswers:\n  company-name: 試験\n");
	assert_int_equal(litter(), 0);
}

static void bad_files(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
	} bad[] = {
		{ "", 1 },
		{ "answers: {}\n", 1 },
		{ "kaijisho: 2\nform: draft-test\n", 1 },
		{ "kaijisho: 1\n", 1 },
		{ "kaijisho: 1\nform: draft-test\nanswers: 5\n", 3 },
		{ "kaijisho: 1\nform: other\nanswers: {}\n", 2 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: [a]\n", 4 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  company-name: {answer: {a: b}}\n", 4 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: {a: b}\n", 4 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  data-center: [a]\n", 4 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: a\n  listing: b\n", 5 },
		{ "kaijisho: 1\nform: draft-test\nanswers:\n  listing: \xff\n", 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err err = { 0 };

		write_file(bad[i].text);
		assert_null(open_mode(STORE_WRITE, 0, &err));
		assert_non_null(err.text);
		assert_int_equal(err.line, bad[i].line);
		assert_file(bad[i].text);
		assert_int_equal(litter(), 0);
		err_clear(&err);
	}
	unlink(path);
	struct err err = { 0 };
	assert_null(open_mode(STORE_WRITE, 0, &err));
	assert_int_equal(err.number, ENOENT);
	assert_int_equal(litter(), -1);
	err_clear(&err);
}

static int setup(void **state)
{
	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/draft.yaml", folder);
	snprintf(state_home, sizeof state_home, "%s/state", folder);
	assert_int_equal(mkdir(state_home, 0700), 0);
	setenv("XDG_STATE_HOME", state_home, 1);
	support_init(&support);
	return 0;
}

static int teardown(void **state)
{
	char command[96];

	(void)state;
	support_clear(&support);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* A test leaves no more descriptors open than it found: who looks at drafts by the thousand would run out. */
static int count_descriptors(void **state)
{
	static int open[1];

	open[0] = descriptors();
	*state = open;
	return 0;
}

static int same_descriptors(void **state)
{
	return descriptors() == *(int *)*state ? 0 : -1;
}

#define test_closing_all(test) cmocka_unit_test_setup_teardown(test, count_descriptors, same_descriptors)

int main(void)
{
	const struct CMUnitTest tests[] = {
		test_closing_all(a_save_changes_its_lines_only),
		test_closing_all(a_clean_end_leaves_nothing),
		test_closing_all(a_dead_session_comes_back),
		test_closing_all(what_was_saved_is_not_replayed),
		test_closing_all(a_journal_of_another_state_is_merged),
		test_closing_all(a_failed_open_closes_nothing),
		test_closing_all(the_syncer_comes_with_the_first_change),
		test_closing_all(changed_underneath),
		test_closing_all(an_impossible_change_is_refused),
		test_closing_all(a_save_during_a_takeover_says_so),
		test_closing_all(a_second_session_is_told_who),
		test_closing_all(a_hung_session_is_taken_over),
		test_closing_all(a_takeover_is_known_afterwards),
		test_closing_all(waiting_for_the_lock),
		test_closing_all(many_writers),
		test_closing_all(a_full_disk),
		test_closing_all(killed_while_typing),
		test_closing_all(a_long_journal_starts_anew),
		test_closing_all(a_failed_sync_is_not_retried),
		test_closing_all(a_damaged_journal),
		test_closing_all(a_reload_keeps_the_draft),
		test_closing_all(a_reader_follows_the_holder),
		test_closing_all(a_reader_is_told_of_a_killed_holder),
		test_closing_all(a_vanished_journal_is_made_anew),
		test_closing_all(whoever_comes_after_a_vanished_journal_has_the_draft),
		test_closing_all(the_journal_is_looked_at_twice),
		test_closing_all(generations_are_kept),
		test_closing_all(hard_links_are_asked_about),
		test_closing_all(a_link_made_later_is_asked_about),
		test_closing_all(an_abandoned_change_does_not_come_back),
		test_closing_all(nobodys_save_is_lost),
		test_closing_all(what_came_out_is_never_swept_away),
		test_closing_all(a_new_draft),
		test_closing_all(bad_files),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
