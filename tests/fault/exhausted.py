# exhausted.py — the editor in a terminal runs out of memory: the terminal is as it was before, the status 2, one sentence says why,
# and what was typed is there for the next command. Complains about what is not so.
import os, resource, subprocess, sys, termios, time
from terminal import Terminal

program = os.environ["KAIJISHO"]
subprocess.run([program, "new", "small", "d.yaml"], check=True, stderr=subprocess.DEVNULL)


def flags(terminal):
    attributes = termios.tcgetattr(terminal.master)
    return attributes[0] & termios.ICRNL, attributes[1] & termios.OPOST, attributes[3] & (
        termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)


def complain(text):
    print(text)
    print(repr(terminal.output[-300:]))


terminal = Terminal([program, "edit", "d.yaml"])
if not terminal.until("\x1b[?1049h"):
    complain("the editor does not start")
# Held open: with the last user of a terminal its settings go, too.
held = os.open("/proc/%d/fd/0" % terminal.pid, os.O_RDWR | os.O_NOCTTY)
terminal.type("\t途中のことば")
if not terminal.until("ば"):
    complain("what is typed is not shown")
with open("/proc/%d/statm" % terminal.pid) as file:
    used = int(file.read().split()[0]) * resource.getpagesize()
resource.prlimit(terminal.pid, resource.RLIMIT_AS, (used + (1 << 20), used + (1 << 20)))
raw = flags(terminal)
os.set_blocking(terminal.master, False)
paste = "\x1b[200~".encode() + "あ".encode() * (4 << 20)
sent, after, deadline = 0, None, time.monotonic() + 30
while after is None and time.monotonic() < deadline:
    try:
        sent += os.write(terminal.master, paste[sent:sent + 4096])
    except BlockingIOError:
        terminal.read(0.01)
    terminal.read(0)
    if os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        after = flags(terminal)
os.close(held)
status = terminal.end(1)
if status != 2:
    complain("status %d" % status)
if after is None or not all(after) or after[2] & termios.ECHO == 0 or after[2] & termios.ICANON == 0:
    complain("the terminal is left as %r, from %r" % (after, raw))
tail = terminal.output[terminal.output.rfind(b"\x1b[?1049h"):]
if b"\x1b[?1049l" not in tail or b"\x1b[?2004l" not in tail:
    complain("the screen is not given back")
if b"kaijisho: out of memory\r\n" not in tail[tail.rfind(b"\x1b[?1049l"):]:
    complain("no sentence after it")
if not os.path.exists(".d.yaml.journal"):
    complain("no journal is left")
got = subprocess.run([program, "set", "d.yaml", "founded-year=1998"], capture_output=True, text=True)
if got.returncode != 0:
    print("the next command fails:", got.stderr)
got = subprocess.run([program, "get", "d.yaml"], capture_output=True, text=True)
if "途中のことば" not in got.stdout:
    print("what was typed is lost:", got.stdout)
sys.exit(0)
