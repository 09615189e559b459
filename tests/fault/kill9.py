# kill9.py HOW ROUNDS SEED — types Japanese into the editor, ends it at a random moment, and looks what comes back. HOW is KILL,
# HUP, TERM or close. Complains on stdout; the last line is `CHARACTERS LOST`: how many were on screens, how many did not return.
import glob, os, random, shutil, signal, subprocess, sys
from terminal import Terminal

how, rounds, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)
program, source = os.environ["KAIJISHO"], os.environ["srcdir"]
# Characters that nothing but our typing brings to the screen.
said = "".join(open(name, encoding="utf-8").read() for name in glob.glob(source + "/po/*.po") + glob.glob(source + "/tests/forms/*.yaml"))
letters = [chr(code) for code in [*range(0x6000, 0x9000), *range(0xAC00, 0xB000)] if chr(code) not in said]
seen_in_all = lost = 0


def run(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True)


def one_round(number):
    global seen_in_all, lost
    for path in glob.glob("d.yaml") + glob.glob(".d.yaml.*"):
        os.remove(path)
    shutil.rmtree("state", ignore_errors=True)
    run("new", "small", "d.yaml")
    typed = random.sample(letters, 400)
    terminal = Terminal([program, "edit", "--ambiguous", "1", "d.yaml"])
    if not terminal.until("0/"):
        return "the editor does not come up"
    terminal.type("\t")
    sent, goal = 0, random.randint(1, 120)
    while sent < goal:
        burst = random.choice((1, 1, 1, 2, 5, 20))
        terminal.type("".join(typed[sent:sent + burst]))
        sent += burst
        terminal.read(random.random() * random.choice((0, 0.002, 0.01)))
    if how == "close":
        while terminal.read(0) and random.random() < 0.9:
            pass
        terminal.hang_up()
    else:
        terminal.signal(getattr(signal, "SIG" + how))
    status = terminal.end()
    if status != (137 if how == "KILL" else 0):
        return "status %d" % status
    # What the kernel echoes once the editor has given the terminal back was never shown by the editor, nor read by it.
    shown = terminal.output.decode("utf-8", "ignore").partition("\x1b[?1049l")[0]
    seen = max([i + 1 for i, letter in enumerate(typed) if letter in shown], default=0)
    if how != "KILL" and glob.glob(".d.yaml.*"):
        return "a file is left: %s" % glob.glob(".d.yaml.*")
    if how == "KILL":
        after = run("set", "d.yaml", "founded-year=1998")
        if after.returncode != 0:
            return "the draft cannot be written afterwards: " + after.stderr
    text = run("get", "d.yaml", "company-summary").stdout.rstrip("\n")
    if "".join(typed[:len(text)]) != text or len(text) > sent:
        return "another text came back: " + text
    seen_in_all += seen
    lost += max(0, seen - len(text))
    if len(text) < seen:
        return "%d characters were on the screen, %d came back" % (seen, len(text))
    return None


for number in range(rounds):
    complaint = one_round(number)
    if complaint:
        print("round %d of %s, seed %d: %s" % (number, how, seed, complaint))
print(seen_in_all, lost)
