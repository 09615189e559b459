#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py — `make bench`: what kaijisho costs, each figure as a ratio to a peer or to a physical limit measured in the same run,
ours and theirs in turn, so that what else the machine does hits both.

BENCH_RUNS=5     sessions of each editor (medians of them)
BENCH_LONG=1     20,000 drafts for the peers and 100,000 for growth instead of 2,000
BENCH_ONLY=WORD  only the groups whose name contains it: editors, writes, check, growth, scale, collection
Prints a table and writes bench.json into the build folder. A bar that is not reached is said and is no failure.
"""
import json
import math
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import generate
import meter

SOURCE = os.environ.get("srcdir") or os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
BUILD = os.environ.get("builddir", os.path.join(SOURCE, "build"))
KAIJISHO = os.environ.get("KAIJISHO", os.path.join(BUILD, "kaijisho"))
LIMIT = os.path.join(BUILD, "tests/bench/yaml_limit")
EXAMPLES = os.path.join(SOURCE, "examples")
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
LONG = os.environ.get("BENCH_LONG", "") not in ("", "0")
ONLY = os.environ.get("BENCH_ONLY", "")
MOST_MS = 16 # from a key to the screen, whatever the size: a frame at 60 Hz

# 200 keys each, typed one by one.
JAPANESE = ("当社は情報セキュリティ基本方針を定め、毎年一回以上見直しを行っています。個人データの取扱いについては、"
            "ISO規格に準拠した管理手順書を整備し、委託先の監査も実施しております。以上のとおりです。詳細は別紙。" * 2)[:200]
ASCII = ("The quick brown fox jumps over the lazy dog, 0123456789 times; see section 4.2 (b) of the policy. " * 3)[:200]
PASTED = (generate.SENTENCE * 8)[:400]

work = tempfile.mkdtemp(prefix="kaijisho-bench.")
rows = []


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def environment(**more):
    locales = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.lower().split()
    home = os.path.join(work, "home")
    os.makedirs(home, exist_ok=True)
    return {"PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm-256color", "NODE_PATH": "/usr/share/nodejs",
            "LC_ALL": "ja_JP.UTF-8" if "ja_jp.utf8" in locales else "C.UTF-8",
            "KAIJISHO_FORMS": os.path.join(SOURCE, "forms"), **more}


def row(group, name, unit, ours, peer, peer_name, bar, aim=None):
    """One line: reached when ours is at most `bar` times the peer's figure."""
    ratio = None if ours is None or peer in (None, 0) else ours / peer
    reached = None if ratio is None else ratio <= bar
    rows.append({"group": group, "name": name, "unit": unit, "ours": ours, "peer": peer, "peer_name": peer_name,
                 "ratio": ratio, "bar": bar, "aim": aim, "reached": reached})


def absolute(group, name, unit, ours, bar, what="the bar"):
    """One line whose bar is a figure of its own."""
    ratio = None if ours is None else ours / bar if bar else math.inf if ours else 0
    rows.append({"group": group, "name": name, "unit": unit, "ours": ours, "peer": bar, "peer_name": what, "ratio": ratio,
                 "bar": 1.0, "aim": None, "reached": None if ours is None else ours <= bar})


def fact(group, name, unit, ours):
    """One line without a bar: what docs/many-drafts.md reckons with."""
    rows.append({"group": group, "name": name, "unit": unit, "ours": ours, "peer": None, "peer_name": "", "ratio": None, "bar": None,
                 "aim": None, "reached": None})


def median(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def percentile(values, percent):
    values = sorted(value for value in values if value is not None)
    return values[min(len(values) - 1, math.ceil(len(values) * percent / 100) - 1)] if values else None


# Editors

TYPED = "representative-career" # the field that is typed into, at the end of its answer
LONG_DRAFT = 30000
HALF_FILLED = os.path.join(EXAMPLES, "iaas-paas.yaml")


def capture(arguments):
    return subprocess.run(arguments, capture_output=True, text=True, env=environment(), check=False).stdout


def long_draft(size):
    """The complete example with its paragraphs grown until it has that many bytes: what people have after some weeks."""
    form = json.loads(capture([KAIJISHO, "--lang", "ja", "forms", "iaas-paas", "--json"]))
    fields = [field["id"] for section in form["sections"] for item in section["items"] for field in item["fields"]
              if field["type"] == "paragraph" and not field.get("limit") and field["id"] != TYPED]
    return generate.longer(size, os.path.join(EXAMPLES, "iaas-paas-complete.yaml"), fields)


def fresh_draft(name="draft.yaml", source=None):
    """A copy of the draft; nothing remembered of earlier runs."""
    shutil.rmtree(os.path.join(work, "home"), ignore_errors=True)
    path = os.path.join(work, "home", name)
    os.makedirs(os.path.dirname(path))
    with open(path, "w", encoding="utf-8") as file:
        file.write(generate.read(source) if source else long_draft(LONG_DRAFT))
    return path


def find(session, words):
    session.key("Ctrl-F")
    session.press(words.encode(), 30)
    session.key("Enter")


def typed_line():
    """Which line of the file has the answer that is typed into, from 0."""
    return next(i for i, line in enumerate(long_draft(LONG_DRAFT).split("\n")) if line.startswith(f"  {TYPED}:"))


def ours_begin(session):
    find(session, "代表者 経歴")
    session.key("End")


def nano_begin(session):
    for _ in range(typed_line()):
        session.key("Down")
    session.key("End")


def fresh_line(session):
    session.key("Enter")
    session.key("Up")


def vim_begin(session):
    session.press(f":{typed_line() + 1}\rA".encode(), 150)


EDITORS = {
    "kaijisho": ([KAIJISHO, "--lang", "ja"], ours_begin, "Tab"),
    "nano": (["nano"], nano_begin, "Down"),
    "vim.tiny": (["vim.tiny", "-u", "DEFAULTS", "-n", "-i", "NONE"], vim_begin, "Down"),
    "micro": (["micro"], nano_begin, "Down"),
}


def dialog_form():
    """The same hundred fields with the same answers."""
    form = json.loads(capture([KAIJISHO, "--lang", "ja", "forms", "iaas-paas", "--json"]))
    answers = json.loads(capture([KAIJISHO, "get", os.path.join(EXAMPLES, "iaas-paas.yaml"), "--json"]))
    fields = [(item["name"], field["id"]) for section in form["sections"] for item in section["items"] for field in item["fields"]]
    arguments = ["dialog", "--form", form["title"], "24", "80", "16"]
    for number, (name, field) in enumerate(fields[:100]):
        answer = answers.get(field)
        text = answer.split("\n")[0] if isinstance(answer, str) else ""
        arguments += [name[:12], str(number + 1), "1", text[:20], str(number + 1), "28", "45", "400"]
    return arguments


def edit(name):
    """One session of an editor: every figure of the first table."""
    arguments, begin, move = EDITORS[name]
    session = meter.Meter(arguments + [fresh_draft()], environment())
    session.start()
    figures = {}
    try:
        begin(session)
        before = session.cpu()
        figures["japanese"] = session.type(JAPANESE)
        figures["cpu"] = (session.cpu() - before) / len(JAPANESE)
        if name == "kaijisho":
            find(session, "ストレージ提供")
            session.key("End")
        elif name == "vim.tiny":
            session.press(b"\x1b", 150)
            session.press(b"O")
        else:
            session.key("Down")
            fresh_line(session)
        figures["ascii"] = session.type(ASCII)
        if name == "vim.tiny":
            session.press(b"\x1b", 150)
        figures["move"] = [session.key(move) for _ in range(50)]
        figures["page"] = [session.key(key) for key in ["PageUp", "PageUp", "PageDown", "PageDown"] * 3]
        if name == "kaijisho":
            find(session, "その他特筆")
        elif name != "vim.tiny":
            fresh_line(session)
        if name != "vim.tiny":
            figures["paste"] = session.paste(PASTED)
        session.idle(1) # what was typed last is made durable 250 ms later: that is not idleness yet
        figures["idle"] = session.idle(2)
        figures["memory"] = session.memory()
    finally:
        session.end()
    return figures


def dialog():
    session = meter.Meter(dialog_form(), environment())
    figures = {"first": session.start().last}
    try:
        figures["move"] = [session.key("Down") for _ in range(50)]
    finally:
        session.end()
    return figures


def first_frame(name):
    session = meter.Meter(EDITORS[name][0] + [fresh_draft(source=HALF_FILLED)], environment())
    try:
        return session.start().last
    finally:
        session.end()


def editors():
    present = [name for name in EDITORS if name == "kaijisho" or shutil.which(EDITORS[name][0][0])]
    measured = {name: [] for name in EDITORS}
    measured["dialog"] = []
    for turn in range(RUNS):
        note(f"editors, session {turn + 1} of {RUNS}")
        for name in present:
            measured[name].append(edit(name))
        if shutil.which("dialog"):
            measured["dialog"].append(dialog())
    for turn in range(6 * RUNS):
        for name in ("kaijisho", "nano") + (("micro",) if turn < RUNS else ()):
            if name in present:
                measured[name].append({"first": first_frame(name)})

    def pooled(name, key):
        return [sample for run in measured[name] for sample in run.get(key, [])]

    def figure(name, key):
        return median([run[key] for run in measured[name] if key in run])

    def sizes(name, key):
        return median([sample.size for sample in pooled(name, key)])

    def last(name, key):
        return median([sample.last for sample in pooled(name, key)])

    def worst(name, key):
        return percentile([sample.last for sample in pooled(name, key)], 99)

    def paste(name, what):
        return median([getattr(run["paste"], what) for run in measured[name] if "paste" in run])

    group = "editors"
    for peer in ("nano", "micro"):
        bars = peer == "nano"
        row(group, "first frame, half-filled draft", "ms", figure("kaijisho", "first"), figure(peer, "first"), peer, 1.0, 0.75)
        row(group, "bytes a Japanese key", "B", sizes("kaijisho", "japanese"), sizes(peer, "japanese"), peer, 1.0, 0.75)
        row(group, "bytes an ASCII key", "B", sizes("kaijisho", "ascii"), sizes(peer, "ascii"), peer, 1.0)
        row(group, "key to last byte, Japanese", "ms", last("kaijisho", "japanese"), last(peer, "japanese"), peer,
            0.6 if bars else 1.0, 0.4)
        row(group, "the same, 99th percentile", "ms", worst("kaijisho", "japanese"), worst(peer, "japanese"), peer, 1.0)
        row(group, "bytes a page", "B", sizes("kaijisho", "page"), sizes(peer, "page"), peer, 1.0)
        row(group, "paste of 400 characters", "ms", paste("kaijisho", "last"), paste(peer, "last"), peer, 1.0)
        row(group, "memory at its most", "kB", figure("kaijisho", "memory"), figure(peer, "memory"), peer, 1.5 if bars else 1.0, 1.15)
    row(group, "bytes a move between fields", "B", sizes("kaijisho", "move"), sizes("dialog", "move"), "dialog", 0.7, 0.55)
    row(group, "first frame", "ms", figure("kaijisho", "first"), figure("dialog", "first"), "dialog", 1.5)
    row(group, "processor time a Japanese key", "µs", figure("kaijisho", "cpu"), figure("vim.tiny", "cpu"), "vim.tiny", 2.0, 1.5)
    absolute(group, "bytes of that paste", "B", paste("kaijisho", "size"), 1100)
    idle = [run["idle"] for run in measured["kaijisho"] if "idle" in run]
    absolute(group, "bytes in 2 idle seconds", "B", max(size for size, _ in idle), 0)
    absolute(group, "wake-ups in 2 idle seconds", "", max(count for _, count in idle), 0)


def writes():
    """How often a key writes to the terminal, as the kernel counts."""
    if not shutil.which("strace"):
        absolute("writes", "writes to the terminal a key (strace is missing)", "", None, 1)
        return
    log = os.path.join(work, "strace")
    session = meter.Meter(["strace", "-f", "-o", log, "-e", "trace=write,writev", *EDITORS["kaijisho"][0], fresh_draft()], environment())
    try:
        session.settle(time.monotonic_ns(), 300, 5000)
        ours_begin(session)

        def count():
            with open(log, errors="replace") as file:
                return len(re.findall(r"\bwritev?\(1,", file.read()))
        before = count()
        for character in JAPANESE[:50]:
            session.press(character.encode(), 30)
        absolute("writes", "writes to the terminal a key", "", (count() - before) / 50, 1)
    finally:
        session.end()


# Whole processes

class Ended:
    def __init__(self, seconds, memory):
        self.seconds, self.memory = seconds, memory


def run(arguments, folder=None, watch=False, forms=None):
    """One run to its end: seconds, and the most memory it was seen with (kB) if it is watched."""
    memory = 0
    more = {"KAIJISHO_FORMS": forms} if forms else {}
    with open(os.devnull, "w") as nowhere:
        began = time.monotonic()
        process = subprocess.Popen(arguments, cwd=folder, stdout=nowhere, stderr=nowhere, env=environment(**more))
        while watch and process.poll() is None:
            try:
                with open(f"/proc/{process.pid}/status") as file:
                    found = re.search(r"VmHWM:\s+(\d+)", file.read())
                memory = int(found[1]) if found else memory
            except OSError:
                pass
            time.sleep(0.005)
        process.wait()
        seconds = time.monotonic() - began
    if process.returncode not in (0, 1):
        raise meter.Failed(f"{' '.join(arguments)[:200]}: status {process.returncode}")
    return Ended(seconds, memory)


def in_turn(commands, times, folder=None, forms=None):
    """Medians of several commands, each run that many times, in turn."""
    taken = {name: [] for name in commands}
    for _ in range(times):
        for name, arguments in commands.items():
            taken[name].append(run(arguments, folder, forms=forms).seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def node_is_there():
    return shutil.which("node") and subprocess.run(["node", "-e", 'require("js-yaml"); require("ajv")'], env=environment(),
                                                   capture_output=True, check=False).returncode == 0


def check():
    group = "check"
    draft = os.path.join(EXAMPLES, "iaas-paas-complete.yaml")
    schema = os.path.join(work, "schema.json")
    with open(schema, "w") as file:
        file.write(capture([KAIJISHO, "schema", "iaas-paas"]))
    here = os.path.dirname(os.path.realpath(__file__))
    peers = {"PyYAML and jsonschema": [sys.executable, os.path.join(here, "peer_check.py"), schema]}
    if not subprocess.run([sys.executable, "-c", "import yaml, jsonschema; yaml.CSafeLoader"], capture_output=True).returncode == 0:
        peers.clear()
    if node_is_there():
        peers["js-yaml and ajv"] = ["node", os.path.join(here, "peer_check.js"), schema]

    note("check, one draft")
    one = in_turn({"ours": [KAIJISHO, "check", draft], "limit": [LIMIT, draft]}, 20 * RUNS)
    one |= in_turn({name: arguments + [draft] for name, arguments in peers.items()}, 3)
    milliseconds = {name: 1000 * seconds for name, seconds in one.items()}
    row(group, "check, 1 draft", "ms", milliseconds["ours"], milliseconds["limit"], "libyaml's events", 5.0, 3.0)
    for name in ("js-yaml and ajv", "PyYAML and jsonschema"):
        row(group, "check, 1 draft", "ms", milliseconds["ours"], milliseconds.get(name), name, 0.05)

    count = 20000 if LONG else 2000
    note(f"check, {count:,} drafts")
    folder = os.path.join(work, "folder")
    generate.folder(count, long_draft(25000), folder)
    names = sorted(os.listdir(folder))
    commands = {"ours": [KAIJISHO, "check", "--jobs", "1"] + names, "limit": [LIMIT] + names}
    jobs = [KAIJISHO, "check", "--jobs", "2"]
    has_jobs = "--jobs" in capture([KAIJISHO, "check", "--help"])
    if has_jobs:
        commands["jobs"] = jobs + names
    many = in_turn(commands, RUNS, folder)
    many |= in_turn({name: arguments + names for name, arguments in peers.items()}, 1, folder)
    row(group, f"check, {count:,} drafts", "s", many["ours"], many["limit"], "libyaml's events", 1.25, 1.1)
    row(group, f"check --jobs 2, {count:,} drafts" + ("" if has_jobs else " (no such option)"), "s", many.get("jobs"), many["limit"],
        "libyaml's events", 0.67)
    for name in ("js-yaml and ajv", "PyYAML and jsonschema"):
        row(group, f"check, {count:,} drafts", "s", many["ours"], many.get(name), name, 1.0)
    absolute(group, f"memory of check, {count:,} drafts", "kB", run(commands["ours"], folder, watch=True).memory, 10240)
    shutil.rmtree(folder)


def growth():
    """Ten times as much may cost ten times as much: the step from 100 times to 1,000 times, and against libyaml at the same size."""
    example = os.path.join(EXAMPLES, "iaas-paas-complete.yaml")
    group = "growth"

    def series(name, sizes, make, commands_of, forms=None, bar=5.0):
        note(f"growth of {name}")
        taken = {}
        for size in sizes:
            things = make(size)
            folder = things if os.path.isdir(things) else None
            taken[size] = in_turn(commands_of(things), max(3, RUNS) if size < sizes[-1] or size < 5000 else 3, folder, forms)
            if folder:
                shutil.rmtree(folder)
        steps = {f"{size:,}": {key: round(1000 * value, 3) for key, value in found.items()} for size, found in taken.items()}
        most, before = sizes[-1], sizes[-2]
        row(group, f"check, {most:,} {name}", "ms", 1000 * taken[most]["ours"], 1000 * taken[most]["limit"], "libyaml's events", bar)
        factor = {key: taken[most][key] / taken[before][key] for key in ("ours", "limit")}
        row(group, f"growth from {before:,} to {most:,} {name}", "×", factor["ours"], most / before, "linear", 1.15)
        rows[-1]["steps"] = steps

    def centers(count):
        path = os.path.join(work, "centers.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(generate.centers(count, example))
        return path

    forms = os.path.join(work, "forms")
    os.makedirs(forms, exist_ok=True)

    def answers(count):
        path = os.path.join(work, "answers.yaml")
        for target, text in ((os.path.join(forms, "scale.yaml"), generate.form(count)), (path, generate.answers(count))):
            with open(target, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def drafts(count):
        folder = os.path.join(work, "folder")
        generate.folder(count, generate.read(example), folder)
        return folder

    series("data centers", [1, 10, 100, 1000, 10000] if LONG else [1, 10, 100, 1000], centers,
           lambda path: {"ours": [KAIJISHO, "check", path], "limit": [LIMIT, path]})
    # The form is as long as its answers: its own events count for the limit, too.
    series("answers", [5, 50, 500, 5000], answers,
           lambda path: {"ours": [KAIJISHO, "check", path], "limit": [LIMIT, path, os.path.join(forms, "scale.yaml")]}, forms)
    series("drafts", [100, 1000, 10000, 100000] if LONG else [2, 20, 200, 2000], drafts,
           lambda folder: {"ours": [KAIJISHO, "check", "--jobs", "1"] + sorted(os.listdir(folder)), "limit": [LIMIT] + sorted(os.listdir(folder))},
           bar=1.25)


# Large inputs in the editor

def scale():
    forms = os.path.join(work, "forms")
    os.makedirs(forms, exist_ok=True)
    with open(os.path.join(forms, "scale.yaml"), "w", encoding="utf-8") as file:
        file.write(generate.form(5000))
    inputs = {
        "1,000 data centers": generate.centers(1000, os.path.join(EXAMPLES, "iaas-paas-complete.yaml")),
        "1,000 data centers, half filled": generate.centers(1000, os.path.join(EXAMPLES, "iaas-paas.yaml")),
        "an answer of 1 MiB": generate.answers(5000, 1 << 20),
        "a form of 5,000 fields": generate.answers(5000),
    }
    for name, text in inputs.items():
        note(f"editor, {name}")
        source = os.path.join(work, "large.yaml")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        taken, first, memory = {}, [], []
        for _ in range(max(3, RUNS // 2)):
            session = meter.Meter([KAIJISHO, "--lang", "ja", fresh_draft("large.yaml", source)],
                                  environment(KAIJISHO_FORMS=forms + ":" + os.path.join(SOURCE, "forms")))
            try:
                first.append(session.start().last)
                for kind, samples in keys_at_scale(session):
                    taken.setdefault(kind, []).extend(sample.last for sample in samples)
                memory.append(session.memory())
            finally:
                session.end()
        figures = {kind: median(values) or 0 for kind, values in taken.items()}
        save = figures.pop("save") # waits for the disk, and is asked for
        slowest = max(figures, key=figures.get)
        absolute("scale", f"{name}: typing", "ms", percentile(taken["typing"], 90), MOST_MS, "a frame")
        absolute("scale", f"{name}: slowest key ({slowest})", "ms", figures[slowest], MOST_MS, "a frame")
        rows[-1]["keys"] = {kind: round(value, 3) for kind, value in figures.items()}
        rows[-1]["first_frame_ms"] = median(first)
        rows[-1]["save_ms"] = save
        rows[-1]["memory_kB"] = median(memory)


def keys_at_scale(session):
    """Every kind of key a person needs, with what it cost."""
    yield "typing", session.type(JAPANESE[:20])
    yield "backspace", [session.press(b"\x7f") for _ in range(5)]
    yield "undo", [session.press(b"\x1a") for _ in range(3)]
    yield "caret to the end", [session.press(b"\x1b[1;5F"), session.press(b"\x1b[1;5H")]
    yield "caret down", [session.key("Down") for _ in range(5)]
    yield "new line", [session.key("Enter")]
    session.press(b"\x1a")
    yield "paste", [session.paste(PASTED)]
    yield "next field", [session.key("Tab") for _ in range(10)]
    yield "page", [session.key("PageDown") for _ in range(5)] + [session.key("PageUp") for _ in range(5)]
    yield "next to do", [session.press(b"\x0e") for _ in range(3)]
    yield "sections", [session.press(b"\x07")]
    yield "in the sections", [session.key("Down") for _ in range(3)] + [session.press("二".encode())]
    session.press(b"\x1b", 150)
    opened = session.press(b"\x04")
    yield "data centers", [opened]
    if opened.size: # a form without any has no such list
        session.press(b"\x1b", 150)
    yield "find", [session.press(b"\x06")]
    yield "in find", [session.press(character.encode()) for character in "手順"] + [session.key("Down")]
    session.press(b"\x1b", 150)
    yield "findings", [session.press(b"\x1bn")]
    yield "in the findings", [session.key("Down") for _ in range(3)] + [session.key("PageDown")]
    session.press(b"\x1b", 150)
    yield "review", [session.press(b"\x1bv")]
    yield "in the review", [session.key("PageDown") for _ in range(3)]
    session.press(b"\x1b", 150)
    yield "filter", [session.press(b"\x14") for _ in range(4)]
    session.press(b"\x14")
    yield "palette", [session.press(b"\x1b[20~")]
    session.press(b"\x1b", 150)
    yield "save", [session.press(b"\x13", 50)]


# Many drafts kept together

def timed(arguments, folder=None):
    began = time.monotonic()
    subprocess.run(arguments, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - began


def size_of(path):
    """What the files under a path take, as their bytes and not as blocks."""
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def collection():
    """A repository and a database of drafts: figures a draft."""
    group = "collection"
    count = 20000 if LONG else 2000
    note(f"collection of {count:,} drafts")
    folder = os.path.join(work, "collection")
    generate.folder(count, generate.read(os.path.join(EXAMPLES, "iaas-paas-complete.yaml")), folder)
    names = sorted(os.listdir(folder))
    fact(group, "a draft", "B", size_of(folder) / count)
    fact(group, "export of a draft to jsonl, a process each", "ms",
         1000 * median([timed([KAIJISHO, "export", "--to", "jsonl", name], folder) for name in names[:50]]))
    exported = [json.loads(line) for name in names[:1000]
                for line in subprocess.run([KAIJISHO, "export", "--to", "jsonl", name], cwd=folder, env=environment(),
                                           capture_output=True, text=True, check=True).stdout.splitlines()]
    drafts = min(count, 1000)
    fact(group, "jsonl of a draft", "B", sum(len(json.dumps(line, ensure_ascii=False).encode()) + 1 for line in exported) / drafts)
    fact(group, "lines of it", "", len(exported) / drafts)

    path = os.path.join(work, "answers.db")
    began = time.monotonic()
    database = sqlite3.connect(path)
    database.execute("create table answers (draft integer, field text, answer text)")
    database.executemany("insert into answers values (?, ?, ?)",
                         ((number * drafts // len(exported), line["id"], line.get("answer"))
                          for number, line in enumerate(exported)))
    database.execute("create index by_field on answers (field, draft)")
    database.commit()
    fact(group, "a draft into a database with an index", "ms", 1000 * (time.monotonic() - began) / drafts)
    database.close()
    fact(group, "a draft in the database", "B", os.path.getsize(path) / drafts)

    if shutil.which("git"):
        author = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.jp"]
        timed(["git", "init", "-q", folder])
        timed(["git", "config", "gc.auto", "0"], folder)
        fact(group, "git add and commit of all, a draft", "ms",
             1000 * (timed(["git", "add", "-A"], folder) + timed(author + ["commit", "-qm", "drafts"], folder)) / count)
        fact(group, "git gc, a draft", "ms", 1000 * timed(["git", "gc", "-q"], folder) / count)
        fact(group, "a draft in the packed repository", "B", size_of(os.path.join(folder, ".git")) / count)
        timed(["git", "status"], folder)
        fact(group, f"git status of {count:,}", "ms", 1000 * median([timed(["git", "status"], folder) for _ in range(5)]))
        before = size_of(os.path.join(folder, ".git"))
        changed = []
        for number in range(20):
            timed([KAIJISHO, "set", names[number], "founded-year=1999"], folder)
            changed.append(timed(author + ["commit", "-qam", "one answer"], folder))
        fact(group, f"commit of one answer among {count:,}", "ms", 1000 * median(changed))
        fact(group, "what it adds before git gc", "B", (size_of(os.path.join(folder, ".git")) - before) / 20)
    shutil.rmtree(folder)


# The table

def shown(value, unit):
    if value is None:
        return "–"
    digits = 0 if unit in ("B", "kB", "µs", "") or value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def table():
    heads = ["", "ours", "peer or limit", "", "ratio", "bar", "reached"]
    lines = [heads]
    for line in rows:
        if line["bar"] is None:
            lines.append([line["name"], shown(line["ours"], line["unit"]), "", "", "", "", ""])
            continue
        missing = "peer missing" if line["ours"] is not None and line["peer"] is None else "not measured"
        lines.append([line["name"], shown(line["ours"], line["unit"]), shown(line["peer"], line["unit"]), line["peer_name"],
                      "–" if line["ratio"] is None else f"{line['ratio']:.2f}", f"≤ {line['bar']:g}",
                      missing if line["reached"] is None else "yes" if line["reached"] else "NO"])
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    for line in lines:
        print("  ".join(text.rjust(width) if i in (1, 2, 4) else text.ljust(width)
                        for i, (text, width) in enumerate(zip(line, widths))).rstrip())
    reached = [line["reached"] for line in rows if line["bar"] is not None]
    print(f"{reached.count(True)} bars reached, {reached.count(False)} not, {reached.count(None)} not measured")


def build_flags():
    try:
        with open(os.path.join(BUILD, "Makefile"), encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return ""
    return " ".join(re.findall(r"^(?:CFLAGS|SANITIZE) = *(.*)$", text, re.M))


def main():
    flags = build_flags()
    if not re.search(r"-O[23]", flags) or "-fsanitize" in flags:
        note(f"this build is not for measuring (CFLAGS: {flags.strip() or 'unknown'}): configure with CFLAGS=-O2")
    # 100,000 names are more than the usual room for arguments.
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (64 << 20 if hard == resource.RLIM_INFINITY else hard, hard))
    try:
        for group in (editors, writes, check, growth, scale, collection):
            if ONLY in group.__name__:
                group()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    table()
    path = os.path.join(BUILD, "bench.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"flags": flags.strip(), "runs": RUNS, "long": LONG, "processors": os.cpu_count(), "rows": rows}, file,
                  ensure_ascii=False, indent=1)
    print(f"written to {path}")


if __name__ == "__main__":
    main()
