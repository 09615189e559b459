"""powercut.py TRACE FOLDER FIELD TEXT WORLDS — replays a recording of an editor's session up to every point at which the power may
fail, and looks what the next session finds.

Of the recording (strace -f -ttt -y -xx) only what happens in FOLDER counts. What is on the disk after a cut: the data of a file up to its
last completed sync for certain, of what was written since any part (torn anywhere, or as zeros, as file systems do that keep the
length before the data); the names in the folder as of its last completed sync for certain, of what was renamed, made and removed since
some, in any order. For each of WORLDS chosen cuts the folder is written out and `kaijisho set` is run on it, as the next one to open
the draft. Complains on stdout; the last line says what was looked at.

TEXT was typed into FIELD one character after the other, so every state of the answer is a beginning of it.
"""

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

trace_path, folder, field, typed, worlds = sys.argv[1:]
folder, kaijisho, rng = os.path.realpath(folder), os.environ["KAIJISHO"], random.Random(5)


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


class Call:
    """A call of the recording: when it began, its place in the order of beginnings and of ends."""

    def __init__(self, thread, at, name):
        self.thread, self.at, self.name = thread, at, name
        self.arguments = self.result = ""


def calls(path):
    """Beginnings and ends of calls in the order in which they were seen: ("begin" or "end", call)."""
    events, open_calls = [], {}
    for line in open(path, encoding="ascii", errors="replace"):
        match = re.match(r"(\d+) +(\d+\.\d+) (.*)\n", line)
        if not match:
            continue
        thread, at, rest = match.group(1), float(match.group(2)), match.group(3)
        resumed = re.match(r"<\.\.\. (\w+) resumed>(.*)", rest)
        if resumed:
            call = open_calls.pop(thread, None)
            if not call:
                continue
            call.arguments += resumed.group(2)
            ended = True
        else:
            begun = re.match(r"(\w+)\((.*)", rest)
            if not begun:
                continue
            call = Call(thread, at, begun.group(1))
            call.arguments = begun.group(2)
            ended = "<unfinished ...>" not in call.arguments
            events.append(("begin", call))
            if not ended:
                call.arguments = call.arguments.split("<unfinished ...>")[0]
                open_calls[thread] = call
        if ended:
            call.arguments, _, call.result = call.arguments.rpartition(" = ")
            events.append(("end", call))
    return events


def names(arguments):
    """The strings among the arguments, and the folders their descriptors stand for."""
    return [unhex(s).decode("utf-8", "surrogateescape") for s in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]


def folders(arguments):
    return [unhex(s).decode("utf-8", "surrogateescape") for s in re.findall(r"<((?:\\x[0-9a-f]{2})+)>", arguments)]


class Inode:
    def __init__(self, data=b""):
        self.sure = data       # on the disk for certain
        self.since = []        # (offset, bytes) or ("cut", length), not yet
        self.position = len(data)

    def apply(self, data, operation):
        if operation[0] == "cut":
            return data[: operation[1]].ljust(operation[1], b"\0")
        offset, new = operation
        return data[:offset].ljust(offset, b"\0") + new + data[offset + len(new):]

    def now(self):
        data = self.sure
        for operation in self.since:
            data = self.apply(data, operation)
        return data

    def some(self, how):
        """What a cut may leave of it."""
        if how == "nothing":
            return self.sure
        if how == "everything":
            return self.now()
        if isinstance(how, int):
            return self.now() if rng.random() < 0.5 else self.sure
        data = self.sure
        for operation in self.since[: rng.randint(0, len(self.since))]:
            data = self.apply(data, operation)
        rest = self.since[len(self.since) - 1:] if self.since else []
        for operation in rest:
            if operation[0] == "cut" or rng.random() < 0.3:
                continue
            offset, new = operation
            part = new[: rng.randint(0, len(new))]
            data = self.apply(data, (offset, part))
            if rng.random() < 0.5:  # the length is there, the data is not
                data = self.apply(data, (offset + len(part), bytes(len(new) - len(part))))
        return data


class Disk:
    def __init__(self, first):
        self.sure = dict(first)   # name to inode, for certain
        self.since = []           # ("link", name, inode), ("unlink", name), ("rename", old, new)
        self.files = {}           # descriptor to inode

    def rename(self, entries, operation):
        entries = dict(entries)
        if operation[0] == "link":
            entries[operation[1]] = operation[2]
        elif operation[0] == "unlink":
            entries.pop(operation[1], None)
        else:
            inode = entries.pop(operation[1], None)
            if inode:
                entries[operation[2]] = inode
        return entries

    def now(self):
        entries = self.sure
        for operation in self.since:
            entries = self.rename(entries, operation)
        return entries

    def some(self, how):
        count = {"nothing": 0, "everything": len(self.since)}.get(how, rng.randint(0, len(self.since)))
        done = self.since[:count]
        if isinstance(how, int):  # no order is promised: later ones may have been faster
            done = [operation for i, operation in enumerate(self.since) if how >> i & 1]
        entries = self.sure
        for operation in done:
            entries = self.rename(entries, operation)
        return {name: inode.some(how) for name, inode in entries.items()}

    def begin(self, call):
        """What a sync will make sure of is what is there when it begins."""
        if call.name in ("fsync", "fdatasync"):
            inode = self.files.get(call.arguments.split("<")[0])
            call.covers = (inode, len(inode.since)) if inode else None
            call.covers_names = len(self.since) if folders(call.arguments)[:1] == [folder] else None

    def end(self, call):
        if call.result.startswith("-1") or call.result.startswith("?"):
            return
        descriptor, strings, places = call.arguments.split("<")[0].split(",")[0], names(call.arguments), folders(call.arguments)
        here = places[:1] == [folder]
        if call.name == "openat":
            opened = call.result.split("<")[0].strip()
            inode = self.now().get(strings[0]) if here else None
            if here and "O_CREAT" in call.arguments and not inode:
                inode = Inode()
                self.since.append(("link", strings[0], inode))
            if inode and "O_TRUNC" in call.arguments:
                inode.since.append(("cut", 0))
            if inode:
                inode.position = len(inode.now()) if "O_APPEND" in call.arguments else 0
            self.files[opened] = inode
        elif call.name in ("write", "pwrite64") and self.files.get(descriptor):
            inode, data = self.files[descriptor], unhex(re.search(r'"((?:\\x[0-9a-f]{2})*)"', call.arguments).group(1))
            data = data[: int(call.result)]
            inode.since.append((len(inode.now()) if ".journal" in places[0] else inode.position, data))
            inode.position += len(data)
        elif call.name == "ftruncate" and self.files.get(descriptor):
            self.files[descriptor].since.append(("cut", int(call.arguments.split(",")[1].split(")")[0])))
        elif call.name in ("fsync", "fdatasync"):
            if call.covers:
                inode, count = call.covers
                for operation in inode.since[:count]:
                    inode.sure = inode.apply(inode.sure, operation)
                del inode.since[:count]
            if call.covers_names is not None:
                for operation in self.since[: call.covers_names]:
                    self.sure = self.rename(self.sure, operation)
                del self.since[: call.covers_names]
        elif call.name.startswith("renameat") and here:
            self.since.append(("rename", strings[0], strings[1]))
        elif call.name == "linkat" and here:
            self.since.append(("link", strings[1], self.now()[strings[0]]))
        elif call.name == "unlinkat" and here:
            self.since.append(("unlink", strings[0]))


def answer_in(data):
    """How much of the text a file of the draft holds, or None if it holds no whole state of it."""
    text = data.decode("utf-8", "replace")
    found = re.search(rf"^  {field}: (.*)$", text, re.M)
    answer = found.group(1).strip("\"'") if found else ""
    return len(answer) if typed.startswith(answer) and text.endswith("\n") else None


def recovered(entries, where):
    """Writes a world out and opens it: how much of the text is there, and what there was to complain of."""
    shutil.rmtree(where, ignore_errors=True)
    os.makedirs(where)
    for name, data in entries.items():
        with open(f"{where}/{name}", "wb") as file:
            file.write(data)
    env = dict(os.environ, XDG_STATE_HOME=f"{where}/../state-of-world")
    done = subprocess.run([kaijisho, "set", f"{where}/d.yaml", "founded-year=1999"], env=env, capture_output=True)
    if done.returncode != 0:
        return None, f"the next session cannot open it: {done.stderr.decode()}"
    answer = subprocess.run([kaijisho, "get", f"{where}/d.yaml", field], env=env, capture_output=True).stdout.decode().rstrip("\n")
    left = [name for name in os.listdir(where) if name != "d.yaml"]
    # Siblings are looked for where a journal was left; that one's name can only be missing here if names change out of order.
    if left and ".d.yaml.journal" in entries:
        return None, f"left behind: {left}"
    if not typed.startswith(answer):
        return None, f"the answer is {answer!r}"
    return len(answer), None


def main():
    first = {name: Inode(open(f"before/{name}", "rb").read()) for name in os.listdir("before")}
    disk, events = Disk(first), calls(trace_path)
    written = sure = 0          # characters handed to the kernel; those a completed sync stands for
    helped = 0                  # syncs of the helper thread
    whole = {open("before/d.yaml", "rb").read()}
    cuts, begun, unsynced_since, gaps = [], {}, None, []
    offset = time.time() - time.monotonic()
    for kind, call in events:
        if kind == "begin":
            disk.begin(call)
            begun[call] = written
            if call.name == "futex" and unsynced_since:
                deadline = re.search(r"tv_sec=(\d+), tv_nsec=(\d+)", call.arguments)
                if deadline:
                    gaps.append(int(deadline.group(1)) + int(deadline.group(2)) / 1e9 + offset - unsynced_since)
            continue
        disk.end(call)
        if call.name == "write" and ".d.yaml.journal" in "".join(folders(call.arguments)):
            data = unhex(re.search(r'"((?:\\x[0-9a-f]{2})*)"', call.arguments).group(1)).decode("utf-8", "replace")
            if written < len(typed) and typed[written] in data:
                unsynced_since = unsynced_since or call.at
                written += 1
        if call.name in ("fsync", "fdatasync") and call.covers and not call.result.startswith("-1"):
            if ".d.yaml.journal" in "".join(folders(call.arguments)) and (call.covers[0] in disk.sure.values()):
                sure = max(sure, begun[call])
                helped += call.thread != events[0][1].thread
                unsynced_since = None
        if call.name.startswith("renameat") and not call.result.startswith("-1"):
            whole.add(disk.now()["d.yaml"].now())
        if call.name in ("write", "fsync", "fdatasync", "renameat", "renameat2", "unlinkat", "openat", "ftruncate"):
            if any(folder in place for place in folders(call.arguments)):
                count = len(disk.since)
                reordered = range(1, (1 << count) - 1) if count <= 4 else [rng.getrandbits(count) for _ in range(32)]
                for how in ("nothing", "everything", "some", "some", *reordered):
                    cuts.append((how, call.name, sure, written, disk.some(how)))
    # When the journal goes, everything must be in the file for good: all of those.
    chosen = cuts if worlds == "all" else rng.sample(cuts, min(len(cuts), int(worlds))) + [c for c in cuts if c[1] == "unlinkat"]
    lost = 0
    for how, after, least, most, entries in chosen:
        where = f"cut after {after}, {how} unsynced on the disk, {least} to {most} characters expected"
        if entries.get("d.yaml") not in whole:
            print(f"{where}: the file is neither an old one nor a new one: {entries.get('d.yaml')!r}")
            continue
        length, complaint = recovered(entries, "world")
        if complaint:
            print(f"{where}: {complaint}")
        elif not least <= length <= most:
            print(f"{where}: there are {length}")
        else:
            lost = max(lost, most - length)
    if written < len(typed):
        print(f"the recording has {written} of {len(typed)} characters")
    # A busy machine adds to what the program means to wait: the least of them is nearest to that.
    if not gaps or min(gaps) > 0.25 or not helped:
        print(f"{helped} syncs while typing, put off by {gaps}: none may wait for more than 250 ms")
    print(f"# {len(chosen)} of {len(cuts)} worlds looked at; {len(gaps)} syncs put off by {statistics.median(gaps) * 1000:.0f} ms at the median; "
          f"at most {lost} characters, not yet synced, were lost")


main()
