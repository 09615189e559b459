#!/usr/bin/env python3
# mutants.py — breaks save, journal, lock and parse in a hundred places, one at a time, and sees whether the tests notice.
#
#   mutants.py SOURCE FOLDER [--count N] [--seed TEXT] [--jobs N] [--list] [--only WORD]
#
# In FOLDER it keeps private copies of the source with builds of their own (-O1, address and undefined-behaviour sanitizers), one
# a job; SOURCE is only read. First all tests must pass on the copy as it is. Then each mutant is built, and the tests of its area
# run in the order of what has killed most, until one fails twice in a row (once may be a busy machine) or hangs: six times its
# usual time and twenty seconds. The places depend on the text of their lines and the seed alone, so that a change
# elsewhere leaves the choice as it was. Survivors are listed with their lines; HACKING.md says why they may live.
import argparse, hashlib, os, re, resource, shutil, subprocess, sys, tempfile, threading, time

# The groups of coverage.sh.
areas = {
    "save": "draft/store_save.c draft/store.c draft/store_session.c base/file.c base/file_sibling.c draft/generations.c "
            "draft/draft_write.c draft/rewrite.c draft/planning.c draft/ack.c draft/patch.c draft/patch_map.c draft/patch_list.c draft/render.c",
    "journal": "draft/journal.c draft/syncer.c draft/record.c draft/recover.c draft/pending.c draft/store_live.c draft/peek.c",
    "lock": "draft/lock.c draft/orphan.c",
    "parse": "draft/draft_read.c draft/scalar.c base/yaml_tree.c base/yaml_keys.c base/yaml_quick.c base/yaml_quick_scalar.c",
}
# What has a say about all of them, and what about one; which comes first is learnt.
units = "store syncer lock file journal draft_read draft_write yaml_tree yaml_quick draft merge edition session draft_diff undo".split()
scripts = "cli/answers cli/restore cli/edition cli/exchange cli/plain cli/bad_input cli/check cli/many cli/examples cli/git_merge pty/editor".split()
slow = {
    "save": "cli/family cli/yaml_readers fault/attributes fault/save_matrix fault/powercut fault/parallel",
    "journal": "fault/kill9 fault/save_matrix fault/powercut pty/walk",
    "lock": "fault/kill9 fault/save_matrix fault/parallel",
    "parse": "cli/inert cli/family cli/yaml_readers fault/hostile pty/walk",
}


def tests_of(area):
    return ["tests/unit/test_" + name for name in units] + ["tests/%s.sh" % name for name in scripts + slow[area].split()]


tests = list(dict.fromkeys(test for area in areas for test in tests_of(area)))
flags = "-O1 -g1 -fsanitize=address,undefined -fno-sanitize-recover=all"


# ---- where to break ----


def masked(text):
    """Comments, strings and preprocessor lines as blanks of the same length."""
    blank = lambda found: re.sub(r"[^\n]", " ", found.group())
    return re.sub(r'/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|^#.*?$', blank, text, flags=re.S | re.M)


def condition_end(line, start):
    """Where the parenthesis that opens at `start` closes on this line; None if it does not."""
    depth = 0
    for i in range(start, len(line)):
        depth += {"(": 1, ")": -1}.get(line[i], 0)
        if depth == 0:
            return i
    return None


operators = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}


def places(bare):
    """(kind, from, to, new text) for each single change of a line."""
    if re.match(r"\t", bare) is None:
        return
    for found in re.finditer(r"\bif \(", bare):
        end = condition_end(bare, found.end() - 1)
        if end:
            yield "negate", found.end() - 1, end + 1, lambda old: "(!" + old + ")"
    for found in re.finditer(r"(?<![-<>=!])(<=|>=|==|!=|<|>)(?![<>=])|&&|\|\|", bare):
        yield "swap", found.start(), found.end(), lambda old: operators[old]
    for found in re.finditer(r"\b(return|=) (true|false);", bare):
        yield "truth", found.start(2), found.end(2), lambda old: "false" if old == "true" else "true"
    for found in re.finditer(r"(?<![\w.\"])([1-9]\d{0,5}|0)(?![\w.])", bare):
        if "static const" not in bare and "{ 0 }" not in bare[found.start() - 2:found.end() + 2]:
            yield "constant", found.start(), found.end(), lambda old: str(int(old) + 1)
            if found.group() != "0":
                yield "constant", found.start(), found.end(), lambda old: str(int(old) - 1)
    found = re.match(r"\t+([a-z_]\w*\(.*\));$", bare)
    if found and not found.group(1).startswith("return"):
        yield "delete", found.start(1), found.end(1), lambda old: "(void)0"
    for found in re.finditer(r"\bfsync\([^()]*\)|\bfile_sync_data\([^()]*\)", bare):
        if found.group().startswith("file"):
            yield "sync", found.start(), found.end(), lambda old: "true"
        else:
            yield "sync", found.start(), found.end(), lambda old: "0"


class Mutant:
    def __init__(self, area, path, number, kind, line, new, occurrence):
        self.area, self.path, self.number, self.kind, self.line, self.new = area, path, number, kind, line, new
        self.order = hashlib.sha256(("%s\0%s\0%s\0%s\0%d" % (options.seed, path, kind, new, occurrence)).encode()).hexdigest()
        self.verdict = self.killer = None

    def __str__(self):
        return "%s:%d %s\n    - %s\n    + %s" % (self.path, self.number, self.kind, self.line.strip(), self.new.strip())


def candidates(area):
    for path in areas[area].split():
        text = open(options.source + "/src/" + path, encoding="utf-8").read()
        seen = {}
        for number, (line, bare) in enumerate(zip(text.split("\n"), masked(text).split("\n")), 1):
            for kind, start, end, change in places(bare):
                new = line[:start] + change(line[start:end]) + line[end:]
                seen[kind, new] = seen.get((kind, new), 0) + 1
                yield Mutant(area, path, number, kind, line, new, seen[kind, new])


def choose(area, count):
    """Kinds take turns, so that what there is most of does not crowd out the rest."""
    queues = {}
    for mutant in sorted(candidates(area), key=lambda mutant: mutant.order):
        queues.setdefault(mutant.kind, []).append(mutant)
    chosen, lines = [], set()
    while len(chosen) < count and any(queues.values()):
        for kind in sorted(queues):
            while queues[kind] and len(chosen) < count:
                mutant = queues[kind].pop(0)
                # One break a line is enough.
                if (mutant.path, mutant.number) not in lines:
                    lines.add((mutant.path, mutant.number))
                    chosen.append(mutant)
                    break
    return chosen


# ---- whether anyone notices ----


def limit_files():
    """A mutant that writes without end must not fill the disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


class Bench:
    """A copy of the source and its build."""

    def __init__(self, number):
        self.home = "%s/%d" % (options.folder, number)
        self.tree, self.build = self.home + "/tree", self.home + "/build"
        # Tests write small files and sync them: memory is quicker, and no promise about a real disk is at stake here.
        self.scratch = tempfile.mkdtemp(prefix="kaijisho-mutants.", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
        shutil.rmtree(self.home, ignore_errors=True)
        os.makedirs(self.build)
        shutil.copytree(options.source, self.tree, symlinks=True, ignore=lambda folder, names: [
            name for name in names if name.startswith((".git", "build")) and not name.startswith("build-aux")])
        self.run(["../tree/configure", "-q", "CFLAGS=" + flags], 600, check=True)
        self.run(["make", "-s", "kaijisho", "kaijisho-xlsx", "kaijisho-unxlsx", "kaijisho-pdf", "all-am"], 1800, check=True)
        self.run(["make", "-s", "check", "TESTS="], 1800, check=True)

    def run(self, command, seconds, check=False):
        """Whether it ends well; None if not in time. All it started goes with it."""
        environment = dict(os.environ, LC_ALL="C.UTF-8", TZ="Asia/Tokyo", TMPDIR=self.scratch, srcdir=self.tree, builddir=self.build,
                           KAIJISHO=self.build + "/kaijisho", KAIJISHO_FORMS=self.tree + "/forms", SEED="1",
                           CMOCKA_MESSAGE_OUTPUT="TAP", ASAN_OPTIONS="hard_rss_limit_mb=2048")
        environment.pop("KAIJISHO_LONG", None)
        with open(self.home + "/output", "w+b") as output:
            process = subprocess.Popen(command, cwd=self.build, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                       env=environment, start_new_session=True, preexec_fn=limit_files)
            try:
                status = process.wait(seconds)
            except subprocess.TimeoutExpired:
                status = None
            try:
                os.killpg(process.pid, 9)
            except ProcessLookupError:
                pass
            process.wait()
            output.seek(0)
            said = output.read()
        fine = None if status is None else status == 0 and not re.search(rb"^not ok", said, re.M)
        if check and not fine:
            said = said.decode("utf-8", "replace")
            sys.exit("%s fails:\n%s" % (" ".join(command), said[max(0, said.find("\nnot ok")):][:3000]))
        return fine

    def test(self, test, seconds, check=False):
        command = ["sh", self.tree + "/" + test] if test.endswith(".sh") else ["sh", self.tree + "/tests/unit/run.sh", self.build + "/" + test]
        fine = self.run(command, seconds, check)
        # What a test that was cut short left behind is not the next one's.
        for name in os.listdir(self.scratch):
            shutil.rmtree(self.scratch + "/" + name, ignore_errors=True)
        return fine

    def make(self, target):
        return self.run(["make", "-s", target], 600)

    def put(self, mutant, broken):
        path = self.tree + "/src/" + mutant.path
        lines = open(path, encoding="utf-8").read().split("\n")
        lines[mutant.number - 1] = mutant.new if broken else mutant.line
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))

    def judge(self, mutant, order):
        self.put(mutant, True)
        try:
            if not self.make("libcore.a"):
                mutant.verdict = "not compiled"
                return
            have_program = False
            for test in order:
                if not test.endswith(".sh"):
                    if not self.make(test):
                        mutant.verdict = "not compiled"
                        return
                elif not have_program:
                    have_program = self.make("kaijisho")
                limit = 6 * usual[test] + 20
                fine = self.test(test, limit)
                if fine is None or not fine and not self.test(test, limit):
                    mutant.verdict, mutant.killer = "killed", test
                    return
            mutant.verdict = "survived"
        finally:
            self.put(mutant, False)


parser = argparse.ArgumentParser()
parser.add_argument("source", type=os.path.abspath)
parser.add_argument("folder", type=os.path.abspath)
parser.add_argument("--count", type=int, default=100)
parser.add_argument("--seed", default="1")
parser.add_argument("--jobs", type=int, default=os.cpu_count())
parser.add_argument("--list", action="store_true", help="only says what would be broken")
parser.add_argument("--only", default="", help="only mutants whose description contains this")
options = parser.parse_args()

chosen = [mutant for area in areas for mutant in choose(area, options.count // len(areas)) if options.only in str(mutant)]
if options.list:
    print(*chosen, sep="\n")
    sys.exit(0)
# Areas and kinds mixed, so that the order of the tests learns from all.
queue = sorted(chosen, key=lambda mutant: mutant.order)
benches = [Bench(number) for number in range(options.jobs)]
usual, kills, guard = {}, {test: 0 for test in tests}, threading.Lock()
for test in tests:
    started = time.monotonic()
    fine = benches[0].test(test, 900)
    usual[test] = time.monotonic() - started
    if not fine:
        benches[0].test(test, 900, check=True)
    print("%6.1f s  %s" % (usual[test], test), flush=True)


def work(bench):
    while True:
        with guard:
            if not queue:
                return
            mutant = queue.pop(0)
            # What kills most in the least time comes first.
            order = sorted(tests_of(mutant.area), key=lambda test: (usual[test] + 0.5) / (kills[test] + 0.3))
        bench.judge(mutant, order)
        with guard:
            if mutant.killer:
                kills[mutant.killer] += 1
            print("%s%s: %s" % (mutant.verdict, " by " + mutant.killer if mutant.killer else "", mutant), flush=True)


workers = [threading.Thread(target=work, args=(bench,)) for bench in benches]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
for bench in benches:
    shutil.rmtree(bench.scratch, ignore_errors=True)

print("\nkilled by:")
for test in sorted(tests, key=lambda test: -kills[test]):
    if kills[test]:
        print("%4d  %s" % (kills[test], test))
print("\nsurvivors:")
for mutant in chosen:
    if mutant.verdict == "survived":
        print(mutant)
killed = compiled = 0
for area in areas:
    of_area = [mutant for mutant in chosen if mutant.area == area]
    count = lambda verdict: sum(mutant.verdict == verdict for mutant in of_area)
    print("%s: %d mutants, %d killed, %d survived, %d not compiled" % (
        area, len(of_area), count("killed"), count("survived"), count("not compiled")))
    killed += count("killed")
    compiled += count("killed") + count("survived")
print("%d of %d that compiled were killed (%.0f %%)" % (killed, compiled, 100 * killed / max(1, compiled)))
sys.exit(0 if killed >= 0.9 * compiled else 1)
