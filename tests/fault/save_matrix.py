# save_matrix.py WHO PART FAULT — each system call of a save fails with the fault, or is the program's last (KILL). WHO is set
# or editor, the editor in a terminal; PART is all, the calls since the draft was opened, or commit, those since something was
# synced or a sibling made.
#
# A call is known by its file and its place among the calls on that file; when another call came in between, the fault hit
# that one, and the run is done again with the number the call had in it. What the fault did hit is what is counted. Left out
# are calls on other files: the program's own, and the terminal, whose errors are the end of a session.
#
# Complains on stdout; the last line is `hit HIT of CALLS in RUNS runs`.
import glob, os, re, shutil, subprocess, sys, tempfile
from concurrent.futures import ThreadPoolExecutor
from calls import read_calls, synced_twice
from screen import Screen, Stuck

who, part, fault = sys.argv[1:]
program = os.environ["KAIJISHO"]
# What touches files. Failed memory and failed threads are other tests' matter.
names = ("openat read write lseek ftruncate fcntl newfstatat faccessat2 flistxattr fgetxattr fsetxattr fremovexattr fchown "
         "fchmod fsync fdatasync close renameat renameat2 linkat unlinkat mkdir getdents64 getrandom").split()
# Enough to see a second sync, whatever else is traced.
always = ("fsync", "fdatasync", "renameat", "renameat2", "close")
typed = "新しい本文"
old = open("old.yaml", "rb").read()


class Run:
    """A draft in a folder of its own, and a program that saves it under strace."""

    def __init__(self, hasty, traced, *injection):
        self.names = traced
        self.hasty = hasty  # saved before the helper thread begins to sync
        self.folder = tempfile.mkdtemp(dir=os.getcwd())
        shutil.copy("old.yaml", self.folder + "/d.yaml")
        self.environment = dict(os.environ, XDG_STATE_HOME=self.folder + "/state")
        # The leak check of a sanitized program cannot run under strace.
        options = os.environ.get("ASAN_OPTIONS")
        self.traced = dict(self.environment, ASAN_OPTIONS=(options + ":" if options else "") + "detect_leaks=0")
        self.strace = ["strace", "-f", "-y", "-o", "trace", "-e", "trace=" + ",".join(traced), *injection]
        self.complaints = []
        self.seen = False  # the new text was on the screen
        (save_by_set if who == "set" else save_in_editor)(self)
        self.trace = self.calls()
        self.draft = self.read()

    def complain(self, *words):
        self.complaints.append(" ".join(map(str, words)))

    def calls(self):
        path = self.folder + "/trace"
        return read_calls(path, self.folder) if os.path.exists(path) else []

    def faults(self):
        return sum(call.injected for call in self.calls())

    def read(self):
        try:
            return open(self.folder + "/d.yaml", "rb").read()
        except OSError as error:
            return str(error).encode()

    def is_old(self):
        return self.read() == old

    def left(self):
        """What lies about beside the draft and among its earlier saves."""
        beside = [name for name in os.listdir(self.folder) if name not in ("d.yaml", "state", "trace")]
        return beside + glob.glob("state/**/.*", root_dir=self.folder, recursive=True)

    def answer(self):
        return re.search(r"(?m)^ *company-summary: (.*)|$", self.read().decode("utf-8", "replace")).group(1)


def save_by_set(run):
    done = subprocess.run([*run.strace, program, "set", "d.yaml", "company-summary=" + typed], cwd=run.folder,
                          env=run.traced, capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8")
    run.status = 137 if done.returncode == -9 else done.returncode
    if run.status == 0 and run.is_old():
        run.complain("success, and the file is the old one")
    if run.status == 2 and not done.stderr:
        run.complain("no sentence")
    if run.status not in (0, 2, 137):
        run.complain("an exit status of its own:", run.status, done.stderr)


class Editor(Screen):
    def __init__(self, run):
        self.run = run
        super().__init__([*run.strace, program, "edit", "--ambiguous", "1", "d.yaml"], cwd=run.folder, env=run.traced)

    def look(self):
        super().look()
        if self.status is None and self.shows(typed):
            self.run.seen = True
            if self.says_saved() and self.run.is_old():
                raise Stuck("it says saved, and the file is the old one:\n%s" % self)

    def says_saved(self):
        return self.rows[0].endswith("保存済")

    def is_reader(self):
        return self.rows[0].endswith("読取専用")

    def asks(self):
        """The title of a screen that wants to be read first."""
        titles = "この下書きは、ここでは読むことしかできません", "下書きを保存できませんでした"
        return next((title for title in titles if self.status is None and self.shows(title)), None)

    def message(self):
        return self.rows[-2].strip()


def save_in_editor(run):
    editor = Editor(run)
    try:
        editor.until("draft", lambda: editor.rows[0].endswith(("保存済", "読取専用")))
        if editor.status is None:
            work(run, editor)
        elif editor.status != 137 and not str(editor):
            run.complain("it does not open the draft, and no sentence says why")
        if editor.status not in (0, 2, 137):
            run.complain("an exit status of its own: %s\n%s" % (editor.status, editor))
        if editor.status != 137 and not editor.restored:
            run.complain("the terminal is not as it was:\n%s" % editor)
    except (Stuck, OSError) as error:
        run.complain(error)
    finally:
        editor.close()
    run.status = editor.status


def work(run, editor):
    # What the terminal says to the editor's question is read: then the reads to come are as many as ever.
    if "read" in run.names:
        editor.until("answer of the terminal",
                     lambda: any(call.name == "read" and "/dev/" in call.place for call in run.calls()))
    if editor.is_reader():
        editor.until("sentence that says why it is read only", lambda: editor.message().startswith("読取専用: "))
    else:
        type_text(run, editor)
        press_save(run, editor)
    if editor.status is None:
        leave(run, editor)
    elif editor.status != 137:
        run.complain("it ended by itself, with status %s:\n%s" % (editor.status, editor))


def is_synced(run):
    """The helper thread has synced the journal and its folder; where that failed, a new journal since."""
    done = [call.result for call in run.calls() if call.name == "fdatasync" and call.result is not None]
    return len(done) >= 2 and done[-1] == 0


def type_text(run, editor):
    editor.step("keys Tab")
    editor.until("first field", lambda: editor.shows("事業を短く書く。"))
    editor.step("type", typed)
    editor.until("new text", lambda: editor.shows(typed))
    if not run.hasty:
        # Leaving a field begins the sync.
        editor.step("keys Tab")
        editor.until("next field", lambda: editor.shows("西暦で書く。"))
        editor.until("sync", lambda: is_synced(run))


def press_save(run, editor):
    """Until it is saved, as a save that no fault befell must be; or can only be read any more."""
    while editor.status is None:
        before = run.faults()
        editor.step("keys Ctrl-s")
        editor.until("answer to Ctrl-S", lambda: editor.is_reader() or editor.message().startswith("保存できません: ") or
                     (editor.message().startswith("保存しました。") and editor.says_saved()))
        if editor.status is not None or editor.says_saved():
            break
        if run.faults() == before:
            raise Stuck("a save fails, and no fault befell it:\n%s" % editor)
        if editor.is_reader():
            # Its lock failed. A notice says so, and what becomes of the text.
            editor.until("notice", editor.asks)
            editor.step("keys Escape")
            editor.until("draft", lambda: not editor.asks() and editor.shows(typed))
            break
        editor.until("text", lambda: editor.shows(typed))
        editor.step("keys Left")
        editor.until("end of the message", lambda: not editor.message())


def leave(run, editor):
    saved = editor.says_saved() and run.seen
    before = run.faults()
    for tries in range(4):
        editor.step("keys Ctrl-q")
        editor.until("end", editor.asks)
        while editor.asks():
            title = editor.asks()
            editor.step("keys Escape")
            editor.until("way back", lambda: not editor.shows(title))
        if editor.status is not None:
            break
    if editor.status is None:
        raise Stuck("it does not leave:\n%s" % editor)
    if run.is_old() and run.seen and (saved or editor.status == 0):
        run.complain("success, and the file is the old one:\n%s" % editor)
    # The journal goes, too, unless what goes wrong is just that, or the text is in there.
    left = [name for name in run.left() if name != ".d.yaml.journal" or (saved and run.faults() == before)]
    if left and editor.status != 137:
        run.complain("left behind:", left)


def judge(run):
    if run.draft not in (old, new):
        run.complain("neither the old file nor the new one:\n" + run.draft.decode("utf-8", "replace"))
    for call in synced_twice(run.trace):
        run.complain("synced again after a failure:", call)
    # The next one to open it finds the text (it was in the journal, or it was refused) and tidies up.
    after = subprocess.run([program, "set", "d.yaml", "security-policy=無し"], cwd=run.folder, env=run.environment,
                           capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8")
    if after.returncode != 0:
        run.complain("the next set fails:", after.stderr)
    answer = run.answer()
    if answer != new_answer and (answer != old_answer or run.draft == new or run.seen):
        run.complain("the answer is afterwards:", answer)
    if run.left():
        run.complain("left behind:", run.left())


def is_ours(call):
    return call.place.split("/")[0] == "." or call.name == "getrandom"


def aim(point):
    """Runs until the fault has hit this call. Whether it has, how many runs, complaints."""
    global complaining
    if complaining >= 6:
        return True, 0, []
    number, hasty, complaints = point.number, False, []
    how = "signal=KILL" if fault == "KILL" else "error=" + fault
    for tries in range(1, 6):
        run = Run(hasty, sorted({*always, point.name}), "-e", "inject=%s:%s:when=%d" % (point.name, how, number))
        hits = [call for call in run.trace
                if call.name == point.name and call.number == number and (call.injected or fault == "KILL")]
        # In the terminal it is the end of a session; that is not what this is about.
        if all(is_ours(call) for call in hits):
            if hits and fault == "KILL" and run.status != 137:
                run.complain("it survives")
            judge(run)
            complaints += ["%s, status %s: %s" % (", ".join(map(str, hits)) or "nothing hit", run.status, text)
                           for text in run.complaints]
        shutil.rmtree(run.folder)
        if any(call.identity() == point.identity() for call in hits):
            complaining += bool(complaints)
            return True, tries, complaints
        # Each thread counts for itself: was the other there first?
        hasty = any(call.main != point.main for call in hits)
        if not hasty:
            number = next((call.number for call in run.trace if call.identity() == point.identity()), number + 1)
    return False, tries, complaints


reference = Run(False, names)
new, new_answer, old_answer = reference.draft, reference.answer(), "古い本文"
opened = commit = 0
for i, call in enumerate(reference.trace):
    opened = opened or (i if call.place == "./d.yaml" else 0)
    commit = commit or (i if call.name == "fdatasync" or call.place.startswith("./.d.yaml.*") else 0)
points = [call for call in reference.trace[opened if part == "all" else commit:] if is_ours(call)]
if reference.complaints or reference.status != 0 or new == old or not 0 < opened < commit or \
        not any(point.name == "renameat2" for point in points):
    print("the calls of a save are not known:", *reference.complaints, *points, sep="\n")
    sys.exit()
if fault == "KILL" and part == "commit":
    points = [point for point in points if point.changes()]
# Where all goes wrong a few say what.
complaining = 0
with ThreadPoolExecutor(os.cpu_count()) as pool:
    results = list(pool.map(aim, points))
for hit, tries, complaints in results:
    print(*complaints, sep="\n", end="\n" * bool(complaints))
missed = [point for point, (hit, tries, complaints) in zip(points, results) if not hit]
if len(missed) > len(points) / 20:
    print("the fault did not hit:", *missed, sep="\n")
print("hit %d of %d in %d runs" % (len(points) - len(missed), len(points), sum(tries for hit, tries, complaints in results)))
