# SPDX-License-Identifier: MIT
# meter.py — a program in a terminal of its own, and what it costs: bytes and milliseconds a key, memory, wake-ups.
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

FIRST_SILENCE = 40   # ms without a byte after which the first frame is whole
SILENCE = 8          # the same after a key, if the program also sleeps
NO_ANSWER = 120      # ms after which a key that brought nothing brings nothing
DEADLINE = 120       # s
# What programs ask a terminal, and what an xterm says. Left out: what may stay unanswered.
ANSWERS = [
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?64;1;2;6;9;15;18;21;22c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;354;0c"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
    (re.compile(rb"\xe2\x80\xa6\x1b\[6n"), b"\x1b[2;2R"),
    (re.compile(rb"(?<!\xa6)\x1b\[6n"), b"\x1b[1;1R"),
]
KEYS = {"Enter": b"\r", "Tab": b"\t", "Esc": b"\x1b", "Ctrl-F": b"\x06", "Ctrl-Q": b"\x11", "Ctrl-X": b"\x18", "Alt-n": b"\x1bn",
        "Up": b"A", "Down": b"B", "PageUp": b"\x1b[5~", "PageDown": b"\x1b[6~", "End": b"F"}


class Failed(Exception):
    pass


class Sample:
    """One key: bytes, reads, milliseconds to the last byte (None when nothing came)."""
    def __init__(self, size, reads, last):
        self.size, self.reads, self.last = size, reads, last


class Meter:
    def __init__(self, arguments, environment=None, rows=24, columns=80):
        self.output = bytearray()
        self.answered = 0
        self.cursor_keys = self.bracketed = False
        self.status = None
        self.deadline = time.monotonic() + DEADLINE
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        told, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for number in (0, 1, 2):
                    os.dup2(slave, number)
                os.set_inheritable(tell, False)
                for number in range(3, 256):
                    if number != tell:
                        try:
                            os.close(number)
                        except OSError:
                            pass
                # The clock starts at exec: what this interpreter costs before is not the program's.
                os.write(tell, struct.pack("q", time.monotonic_ns()))
                os.execvpe(arguments[0], arguments, environment or dict(os.environ))
            finally:
                os._exit(127)
        os.close(slave)
        os.close(tell)
        stamp = os.read(told, 8)
        os.close(told)
        self.began = struct.unpack("q", stamp)[0]
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)

    def read(self, milliseconds):
        """What came within that time, b"" for nothing, None at the end."""
        if not self.poll.poll(max(0, milliseconds)):
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        if not data:
            return None
        self.output += data
        return data

    def reply(self):
        recent = bytes(self.output[self.answered:])
        self.answered = len(self.output)
        for query, answer in ANSWERS:
            if query.search(recent):
                self.write(answer)
        for mode in re.finditer(rb"\x1b\[\?([\d;]+)([hl])", recent):
            numbers, on = mode[1].split(b";"), mode[2] == b"h"
            if b"1" in numbers:
                self.cursor_keys = on
            if b"2004" in numbers:
                self.bracketed = on

    def write(self, data):
        while data:
            data = data[os.write(self.master, data):]

    def sleeps(self):
        """The program waits for input: it is not merely slow to answer."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                return file.read().rsplit(")", 1)[1].split()[0] == "S"
        except OSError:
            return True

    def settle(self, since, silence, nothing):
        """Reads until it is silent and asleep."""
        size = reads = 0
        last = None
        while True:
            now = time.monotonic_ns()
            if now / 1e9 > self.deadline:
                raise Failed("the program does not come to rest")
            left = nothing - (now - since) / 1e6 if last is None else silence - (now - last) / 1e6
            if left <= 0 and self.sleeps() and not self.poll.poll(0):
                break
            data = self.read(max(left, 1))
            if data is None:
                break
            if data:
                last = time.monotonic_ns()
                size, reads = size + len(data), reads + 1
                self.reply()
        return Sample(size, reads, None if last is None else (last - since) / 1e6)

    def start(self):
        """Milliseconds from exec to the last byte of the first frame, and its bytes."""
        sample = self.settle(self.began, FIRST_SILENCE, 5000)
        if sample.last is None:
            raise Failed("nothing was drawn")
        return sample

    def press(self, data, silence=SILENCE):
        since = time.monotonic_ns()
        self.write(data)
        return self.settle(since, silence, NO_ANSWER)

    def key(self, name):
        code = KEYS.get(name) or name.encode()
        if name in ("Up", "Down", "End"):
            code = (b"\x1bO" if self.cursor_keys else b"\x1b[") + code
        return self.press(code)

    def type(self, text):
        return [self.press(character.encode()) for character in text]

    def paste(self, text):
        data = text.encode()
        return self.press(b"\x1b[200~" + data + b"\x1b[201~" if self.bracketed else data, 30)

    def tasks(self, name):
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/{name}") as file:
                yield file.read()

    def cpu(self):
        """Microseconds of processor time so far, all threads."""
        return sum(int(text.split()[0]) for text in self.tasks("schedstat")) / 1000

    def wake_ups(self):
        return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", text, re.M)[1]) for text in self.tasks("status"))

    def memory(self):
        """The most it has held, kB."""
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])

    def idle(self, seconds):
        """Bytes and wake-ups while nothing is pressed."""
        before, end, size = self.wake_ups(), time.monotonic() + seconds, 0
        while time.monotonic() < end:
            size += len(self.read((end - time.monotonic()) * 1000) or b"")
        return size, self.wake_ups() - before

    def shows(self, text):
        return text.encode() in self.output

    def end(self):
        """Ends it, whatever it does."""
        os.close(self.master)
        for number, patience in ((signal.SIGHUP, 2), (signal.SIGKILL, 5)):
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                pass
            until = time.monotonic() + patience
            while time.monotonic() < until:
                pid, _ = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    return
                time.sleep(0.002)
