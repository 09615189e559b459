# calls.py — the system calls of a program, as `strace -f -y` wrote them down.
import os, re


class Call:
    """`number` counts the calls of this name in their thread, as strace does for when=. `place` is the file, beneath the
    folder as ./NAME, without the numbers that are drawn anew each time; `ordinal` counts these calls on this file. `result` is
    None for one that has not returned."""

    def __init__(self, main, name, number, arguments, folder):
        self.main, self.name, self.number = main, name, number
        self.result, self.injected = None, False
        # What getrandom() gives is no file.
        pattern = r'(\d+|AT_FDCWD)<([^>]*)>(?:\(deleted\))?(?:, "([^"]*)")?|"([^"]*)"'
        found = name != "getrandom" and re.match(pattern, arguments)
        self.fd, place, below, path = found.groups() if found else (None, "", None, None)
        if path is not None:
            place = path
        elif below and name.endswith(("at", "at2")):
            place = os.path.join(place, below)
        if place == folder or place.startswith(folder + "/"):
            place = "." + place[len(folder):]
        self.place = re.sub(r"[0-9a-f]{8,}|\d{6,}", "*", place)
        self.arguments = arguments

    def changes(self):
        """Is the disk, or who may write to it, another after it? A death at one that changes nothing leaves what a death at
        the next one that does leaves."""
        return self.name in CHANGING or (self.name == "openat" and "O_CREAT" in self.arguments)

    def identity(self):
        return self.main, self.name, self.place, self.ordinal

    def __str__(self):
        whose = "the first thread" if self.main else "another"
        return "%s of %s, the %d. of %s" % (self.name, self.place or "nothing", self.ordinal, whose)


CHANGING = ("write ftruncate fsetxattr fremovexattr fchown fchmod fsync fdatasync renameat renameat2 linkat unlinkat mkdir "
            "fcntl").split()


def read_calls(path, folder):
    """In the order in which they began. The first thread is the program's first."""
    calls, pending, numbers, ordinals = [], {}, {}, {}
    first = None
    for line in open(path, encoding="latin-1"):
        found = re.match(r"(\d+) +(?:(\w+)\((.*)|<\.\.\. \w+ resumed>(.*))", line)
        if not found or not line.endswith("\n"):
            continue
        thread, name, rest, resumed = found.groups()
        first = first or thread
        if name:
            numbers[thread, name] = numbers.get((thread, name), 0) + 1
            call = Call(thread == first, name, numbers[thread, name], rest, folder)
            kind = call.main, name, call.place
            call.ordinal = ordinals[kind] = ordinals.get(kind, 0) + 1
            calls.append(call)
            pending[thread] = call
        call, rest = pending[thread], resumed or rest
        returned = re.search(r"\) += (-?\d+|\?)(.*)$", rest)
        if returned and returned.group(1) != "?":
            call.result = int(returned.group(1))
            call.injected = "(INJECTED)" in returned.group(2)
    return calls


def synced_twice(calls):
    """Descriptors that were synced again after that had failed, with nothing new (a rename in that folder) between."""
    failed, twice = set(), []
    for call in calls:
        if call.name in ("fsync", "fdatasync"):
            if call.fd in failed:
                twice.append(call)
            if call.result == -1:
                failed.add(call.fd)
        elif call.name in ("renameat", "renameat2", "close"):
            failed.discard(call.fd)
    return twice
