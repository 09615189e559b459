# terminal.py — a program in a terminal of its own, for the tests that need its bytes rather than its screen.
import os, pty, select, signal, struct, fcntl, termios, time


class Terminal:
    def __init__(self, arguments, rows=24, columns=80):
        self.output = b""
        self.status = None
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvp(arguments[0], arguments)
            finally:
                os._exit(127)

    def read(self, seconds):
        """Takes what comes within that time, at once when something does. False at the end."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            data = b""
        self.output += data
        return bool(data)

    def until(self, text, seconds=10):
        deadline = time.monotonic() + seconds
        while text.encode() not in self.output:
            if time.monotonic() > deadline or not self.read(0.1):
                return False
        return True

    def type(self, text):
        os.write(self.master, text.encode())

    def signal(self, number):
        os.kill(self.pid, number)

    def hang_up(self):
        os.close(self.master)
        self.master = -1

    def end(self, seconds=20):
        """Its exit status, or 128 + the signal that ended it; what it still said is in output."""
        deadline = time.monotonic() + seconds
        while self.status is None:
            if self.master >= 0 and not self.read(0.01):
                self.hang_up()
            elif self.master < 0:
                time.sleep(0.002)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)
            elif time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
        while self.master >= 0 and self.read(0):
            ready, _, _ = select.select([self.master], [], [], 0)
            if not ready:
                break
        if self.master >= 0:
            self.hang_up()
        return self.status
