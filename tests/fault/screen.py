# screen.py — a program in a terminal that pty_drive draws: keys in, the screen out.
import os, re, subprocess, time


class Stuck(Exception):
    pass


class Screen:
    def __init__(self, arguments, **options):
        drive = os.environ["builddir"] + "/tests/pty/pty_drive"
        self.drive = subprocess.Popen([drive, "/dev/stdin", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, encoding="utf-8", **options)
        self.rows, self.status, self.restored = [""] * 24, None, False

    def step(self, *words):
        print(*words, file=self.drive.stdin, flush=True)

    def look(self):
        """The screen as soon as it changes."""
        self.step("look 10")
        head = self.drive.stdout.readline()
        found = re.fullmatch(r"== (running|\d+) (taken|restored)\n", head)
        if not found:
            raise Stuck("pty_drive: " + head + self.drive.stdout.read())
        self.status = None if found.group(1) == "running" else int(found.group(1))
        self.restored = found.group(2) == "restored"
        self.rows = [self.drive.stdout.readline().rstrip("\n") for row in self.rows]

    def until(self, wanted, condition, seconds=30):
        """Until the condition holds. False if the program ends before."""
        deadline = time.monotonic() + seconds
        while not condition():
            if self.status is not None:
                return False
            if time.monotonic() > deadline:
                raise Stuck("no %s:\n%s" % (wanted, self))
            self.look()
        return True

    def shows(self, text):
        return any(text in row for row in self.rows)

    def close(self):
        """Whatever still runs is ended."""
        self.drive.stdin.close()
        self.drive.stdout.read()
        self.drive.wait()
        self.drive.stdout.close()

    def __str__(self):
        return "\n".join(row for row in self.rows if row)
