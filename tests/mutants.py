"""mutants.py — breaks save, journal, lock and parse in a hundred places, one at a time, and looks whether the tests notice.

usage: mutants.py SOURCE-TREE WORK-FOLDER [COUNT [SEED]]

The tree is copied to the work folder and built there once; for each mutant one file is changed and rebuilt, and the tests run,
quickest first, until one fails (or does not end). What survives all of them is printed at the end, as file:line, what was changed,
and the line: each is explained in HACKING.md or gets a test. Exit status 1 if fewer than nine in ten were noticed.
"""

import os
import random
import re
import shutil
import subprocess
import sys

AREAS = {
    "save": ["src/draft/store_save.c", "src/draft/generations.c", "src/base/file.c"],
    "journal": ["src/draft/journal.c", "src/draft/syncer.c", "src/draft/record.c", "src/draft/recover.c"],
    "lock": ["src/draft/lock.c", "src/draft/store.c"],
    "parse": ["src/draft/draft_read.c", "src/draft/scalar.c", "src/base/yaml_tree.c"],
}
UNITS = [f"tests/unit/test_{name}" for name in ("journal", "file", "yaml_tree", "draft_read", "draft_write", "draft", "merge", "store")]
# The scripts that have to do with an area, quickest first.
SCRIPTS = {
    "save": ["cli/answers", "fault/attributes", "pty/editor", "cli/exchange", "cli/edition", "fault/kill9", "fault/save_matrix", "fault/parallel"],
    "journal": ["cli/answers", "pty/editor", "fault/kill9", "fault/save_matrix", "fault/powercut"],
    "lock": ["cli/answers", "pty/editor", "fault/kill9", "fault/parallel"],
    "parse": ["cli/answers", "cli/examples", "cli/edition", "cli/exchange", "cli/yaml_readers", "cli/git_merge", "fault/hostile"],
}

# What is changed, to what. Each stands for a mistake a person makes.
CHANGES = [
    (r"\bif \((?!.*\{ *\})([^!].*)\)(?= *\{?$)", r"if (!(\1))", "condition turned round"),
    (r"&&", "||", "&& to ||"),
    (r"\|\|", "&&", "|| to &&"),
    (r"==", "!=", "== to !="),
    (r"!=", "==", "!= to =="),
    # Not beside 0: a descriptor is never 0 here, an empty list may be sorted.
    (r" < (?!0\b)", " <= ", "< to <="),
    (r" > (?!0\b)", " >= ", "> to >="),
    (r" <= (?!0\b)", " < ", "<= to <"),
    (r" >= (?!0\b)", " > ", ">= to >"),
    (r"\+ 1\b", "+ 0", "+ 1 left out"),
    (r"- 1\b", "- 0", "- 1 left out"),
    (r"\breturn true;", "return false;", "true to false"),
    (r"\breturn false;", "return true;", "false to true"),
    (r"= true;", "= false;", "true to false"),
    (r"= false;", "= true;", "false to true"),
    (r"^(\t+)([a-z_]+\(.*\));$", r"\1;", "call left out"),
    (r"^(\t+)([a-z_>.\-]+ [+|]?= .*);$", r"\1;", "assignment left out"),
    (r"(?<![\w>.])fsync\((\w+)\)", "0", "fsync left out"),
    (r"(?<![\w>.])fdatasync\((\w+)\)", "0", "fdatasync left out"),
    (r"!(?=[a-z(])", "", "! left out"),
]


def candidates(tree, path):
    """Every change that can be made to the bodies of functions in a file: (line number, new line, what)."""
    found, inside = [], False
    for number, line in enumerate(open(f"{tree}/{path}", encoding="utf-8").read().split("\n")):
        if line == "{":
            inside = True
        elif line == "}":
            inside = False
        code = line.split("/*")[0]
        if not inside or not code.startswith("\t") or code.strip().startswith(("*", "static", "const", "struct", "case")):
            continue
        # What only frees memory or a descriptor, or only says why, is no behaviour the tests are about.
        if re.search(r"\b(free|close|closedir|\w+_close|\w+_clear|err_at|err_set|err_system|mem_\w+)\(", code) or '"' in code:
            continue
        for pattern, replacement, what in CHANGES:
            for match in re.finditer(pattern, code):
                new = code[: match.start()] + match.expand(replacement) + code[match.end():]
                found.append((number, new, what))
    return found


def choose(tree, count, seed):
    """As many from each area, and within it spread over its files by their length."""
    rng, chosen = random.Random(seed), []
    for area, paths in AREAS.items():
        every = [(path, *change) for path in paths for change in candidates(tree, path)]
        rng.shuffle(every)
        lines, here = set(), []
        for mutant in every:
            if (mutant[0], mutant[1]) not in lines and len(here) < count // len(AREAS):
                lines.add((mutant[0], mutant[1]))
                here.append((area, *mutant))
        chosen += sorted(here, key=lambda m: (m[1], m[2]))
    return chosen


def run(command, seconds, **more):
    """Output and status; None for the status of what did not end. Everything it started is ended with it."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, **more)
    try:
        out, _ = process.communicate(timeout=seconds)
        return out.decode("utf-8", "replace"), process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return "", None


class House:
    def __init__(self, source, work):
        self.tree, self.build = f"{work}/tree", f"{work}/build"
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(self.build)
        shutil.copytree(source, self.tree, ignore=shutil.ignore_patterns(".git", "build", "build-check", "build-sanitize", "autom4te.cache"), symlinks=True)
        run([f"{self.tree}/configure", "-q", "CFLAGS=-O0"], 300, cwd=self.build)
        out, status = run(["make", "-s", "-j2", "all"], 900, cwd=self.build)
        if status != 0:
            sys.exit(out)
        run(["make", "-s", "-j2", "check", "TESTS="], 900, cwd=self.build)
        self.scripts = {area: [s for s in names if os.path.exists(f"{self.tree}/tests/{s}.sh")] for area, names in SCRIPTS.items()}

    def environment(self, folder):
        env = dict(os.environ, srcdir=self.tree, builddir=self.build, KAIJISHO=f"{self.build}/kaijisho", TMPDIR=folder,
                   KAIJISHO_FORMS=f"{self.tree}/forms", LC_ALL="C.UTF-8", TZ="Asia/Tokyo", CMOCKA_MESSAGE_OUTPUT="TAP")
        return env

    def notice(self, area):
        """The first test of an area that fails, or None."""
        folder = f"{self.build}/tmp"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        env = self.environment(folder)
        out, status = run(["make", "-s", "kaijisho", *UNITS], 300, cwd=self.build)
        if status != 0:
            return "the compiler"
        for unit in UNITS:
            out, status = run([f"{self.build}/{unit}"], 60, env=env, cwd=folder)
            if status != 0:
                return unit
        for script in self.scripts[area]:
            out, status = run(["sh", f"{self.tree}/tests/{script}.sh"], 90, env=env, cwd=folder)
            if status != 0 or re.search(r"^not ok", out, re.M) or not re.search(r"^1\.\.\d+$", out, re.M):
                return f"tests/{script}.sh"
        return None

    def try_one(self, area, path, number, new):
        file = f"{self.tree}/{path}"
        old = open(file, encoding="utf-8").read()
        lines = old.split("\n")
        before, lines[number] = lines[number], new
        with open(file, "w", encoding="utf-8") as out:
            out.write("\n".join(lines))
        try:
            return before, self.notice(area)
        finally:
            with open(file, "w", encoding="utf-8") as out:
                out.write(old)


def main():
    source, work = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    count, seed = int(sys.argv[3]) if len(sys.argv) > 3 else 100, int(sys.argv[4]) if len(sys.argv) > 4 else 1
    house = House(source, work)
    for area in AREAS:
        unbroken = house.notice(area)
        if unbroken:
            sys.exit(f"{unbroken} fails before anything is broken")
    survivors, tried, by_area = [], 0, {}
    for area, path, number, new, what in choose(house.tree, count, seed):
        before, noticed = house.try_one(area, path, number, new)
        if noticed == "the compiler":
            print(f"- {area}: {path}:{number + 1}: {what}: does not compile", flush=True)
            continue
        tried += 1
        killed, total = by_area.get(area, (0, 0))
        by_area[area] = killed + (noticed is not None), total + 1
        print(f"{'+' if noticed else '!'} {area}: {path}:{number + 1}: {what}: {noticed or 'NOT NOTICED'}", flush=True)
        if not noticed:
            survivors.append(f"{path}:{number + 1}: {what}\n    {before.strip()}\n    {new.strip()}")
    print()
    for area, (killed, total) in by_area.items():
        print(f"{area}: {killed} of {total} noticed")
    print(f"all: {tried - len(survivors)} of {tried} noticed")
    if survivors:
        print("\nnot noticed:\n" + "\n".join(survivors))
    sys.exit(len(survivors) * 10 > tried)


main()
