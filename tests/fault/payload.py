# payload.py — a draft, a form and names full of what a terminal would obey, then every command that shows them, in a terminal.
# Complains about each byte that reached it raw.
import os, re, subprocess, sys
from hostile_form import quoted, write_form
from terminal import Terminal

program = os.environ["KAIJISHO"]
payloads = ["\x1b[2Jevil", "\x1b]0;title\x07", "\x1b]52;c;ZXZpbA==\x07", "\x9b2Jevil", "\x90q\x9c", "\x1bP+q\x1b\\", "\x1b[6n", "\x1bc", "\x08\x08", "\x0e", "\x7f",
            "\u202etxt.exe", "\u2066a\u2069", "\u200b", "\ufeff", "\u2028", "\u0085", "\u061c", "\U000e0001", "a\rb"]


with open("evil.yaml", "w") as file:
    file.write("kaijisho: 1\nform: small\nanswers:\n")
    file.write("  company-summary: " + quoted("".join(payloads)) + "\n")
    file.write("  security-policy: {answer: %s, note: %s, reason: %s}\n" % ((quoted("".join(payloads)),) * 3))
    for i, payload in enumerate(payloads):
        file.write("  %s: 1\n" % quoted("own%d" % i + payload))
with open("badform.yaml", "w") as file:
    file.write("kaijisho: 1\nform: %s\nanswers: {}\n" % quoted(payloads[0] + payloads[11]))
name = "f\x1b[2Jile\u202e.yaml"
with open(name, "w") as file:
    file.write("kaijisho: 1\nform: small\nanswers: {company-summary: a, own: 1}\n")
with open("plain.yaml", "w") as file:
    file.write("kaijisho: 1\nform: small\nanswers: {company-summary: a}\n")

labels = "".join(p for p in payloads)
write_form("evil-form.yaml", "evil", [str(i) + payload for i, payload in enumerate(payloads)], "t" + labels)
with open("labels.yaml", "w") as file:
    file.write("kaijisho: 1\nform: evil\nanswers: {f0: a, many: [{many-name: %s}, {many-name: a}]}\n" % quoted("".join(payloads)))
with open("labels2.yaml", "w") as file:
    file.write("kaijisho: 1\nform: evil\nanswers: {f0: b}\n")

forbidden = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0001]|\r(?!\r?\n)")
runs = [["get", "evil.yaml"], ["get", "evil.yaml", "company-summary"], ["check", "evil.yaml"], ["summary", "evil.yaml"],
        ["diff", "evil.yaml", "plain.yaml"], ["export", "evil.yaml", "--to", "text"], ["export", "evil.yaml", "--to", "markdown"],
        ["edition", "evil.yaml"], ["history", "evil.yaml"], ["check", "badform.yaml"], ["set", "badform.yaml", "a=b"],
        ["check", name], ["summary", name], ["get", name, "own\x1b[2J"], ["set", name, "no\x1b[2J\u202e=b"], ["check", "no" + name],
        ["no\x1b[2J\u202ecommand", "x"], ["check", "--no\x1b[2J\u202eoption"], ["import", "plain.yaml", name], ["edit", "no" + name],
        ["new", "\x1b[2J\u202e", "x.yaml"], ["help", "\x1b[2J\u202e"], ["lint", name], ["schema", "\x1b[2J"], ["forms", "\x1b[2J\u202e"],
        ["merge", name, name, "no" + name], ["restore", name, "\x1b[2J"], ["unset", name, "\x1b[2J\u202e"], ["renew", name, "plain.yaml"]]
form = ["--form", "evil-form.yaml"]
runs += [[command, "labels.yaml", *form] for command in ("check", "summary", "get", "history", "edition")]
runs += [["export", "labels.yaml", "--to", kind, *form] for kind in ("text", "markdown", "html", "csv", "tsv", "json", "jsonl")]
runs += [["lint", "evil-form.yaml"], ["schema", "evil-form.yaml"], ["diff", "labels.yaml", "labels2.yaml", *form], ["check", "labels.yaml", "--json", *form],
         ["set", "labels.yaml", "f1=a", *form], ["set", "labels.yaml", "f1=b", *form], ["history", "labels.yaml", *form], ["history", "labels.yaml", "f1", *form],
         ["instance", "delete", "labels.yaml", "many.9", *form], ["check", "--together", "labels.yaml", "labels2.yaml", *form],
         ["export", "labels.yaml", "--to", "csv", "--output", name, *form], ["export", name, "--to", "csv", "--output", name], ["restore", name, "1"],
         ["import", "labels.yaml", name, "--from", "csv", *form]]


def run(arguments):
    terminal = Terminal([program, *arguments])
    terminal.end()
    # Not even a byte that is no text.
    try:
        text = terminal.output.decode("utf-8")
    except UnicodeDecodeError as problem:
        print("%r: %s" % (arguments[:2], problem))
        text = terminal.output.decode("utf-8", "replace")
    found = forbidden.search(text)
    if found:
        print("%r: U+%04X in %r" % (arguments[:3], ord(found.group()[0]), text[max(0, found.start() - 30):found.end() + 30]))
    return text


for arguments in runs:
    text = run(arguments)
    if not text.strip() and arguments[1] != "labels.yaml" and arguments[0] not in ("history", "edition", "import", "renew", "lint"):
        print("%r: says nothing" % arguments)

# Every code point as an answer.
points = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000 and code & 0xFFFE != 0xFFFE]
step = 200000
for at in range(0, len(points), step):
    with open("points.txt", "w") as file:
        file.write("".join(points[at:at + step]))
    done = subprocess.run([program, "set", "plain.yaml", "company-summary=@points.txt"], capture_output=True)
    terminal = Terminal([program, "get", "plain.yaml", "company-summary"])
    terminal.end()
    text = terminal.output.decode("utf-8", "replace")
    found = forbidden.search(text)
    if found or done.returncode or len(text) < step // 2:
        print("code points from U+%04X: %r (set: %d, %d characters)" % (ord(points[at]), found, done.returncode, len(text)))

# Every code point in labels, in keys that no form knows, in file names.
chunks = ["".join(points[at:at + 20000]) for at in range(0, len(points), 20000)]
write_form("points-form.yaml", "points", chunks, "t", True)
with open("points.yaml", "w") as file:
    file.write("kaijisho: 1\nform: points\nanswers: {}\n")
for arguments in (["check"], ["summary"], ["export", "--to", "csv"]):
    text = run([*arguments, "points.yaml", "--form", "points-form.yaml"])
    # Characters that make a line of their own, or take no room, are fewer than one in ten.
    if len(text) < len(points) * 9 // 10:
        print("%r: %d characters of %d labels' code points" % (arguments, len(text), len(points)))
for at in range(0, len(points), step):
    with open("keys.yaml", "w", encoding="utf-8") as file:
        file.write("kaijisho: 1\nform: small\nanswers:\n  company-summary: a\n")
        for key in range(at, min(at + step, len(points)), 200):
            file.write("  %s: 1\n" % quoted("k%d" % key + "".join(points[key:key + 200])))
    for arguments in (["check", "keys.yaml"], ["edition", "keys.yaml"]):
        text = run(arguments)
        if len(text) < min(step, len(points) - at) // 2:
            print("%r: %d characters of keys from U+%04X" % (arguments, len(text), ord(points[at])))
names = []
for at in range(0, len(points), 60):
    names.append(("n" + "".join(points[at:at + 60])).replace("/", ""))
# What is no UTF-8, too.
names += [os.fsdecode(bytes([ord("n"), first, second])) for first in range(0x80, 0x100) for second in (0x41, 0x80, 0x9b, 0xbf, 0xff)]
for at in range(0, len(names), 2000):
    text = run(["check", "--jobs", "1", *names[at:at + 2000]])
    if text.count("\n") < len(names[at:at + 2000]):
        print("%d lines for %d file names from %r" % (text.count("\n"), len(names[at:at + 2000]), names[at][:2]))

# The editor sends sequences of its own, but none of these.
def walk(arguments):
    terminal = Terminal([program, "edit", "--ambiguous", "1", *arguments])
    if not terminal.until("evil"):
        print("the editor does not come up")
    terminal.type("\t")
    for keys in ("\t", "\x1bn", "\x1b", "\x1bv", "\x1b", "\x1bOP", "\x1b", "\x07", "\x1b", "\x04", "\x1b", "\x06evil", "\x1b", "\x1ba", "\x1b", "\x1b[6~", "\x1b[6~"):
        terminal.read(0.1)
        terminal.type(keys)
        terminal.read(0.1)
    terminal.until("nothing", 0.5)
    terminal.signal(15)
    terminal.end()
    text = terminal.output.decode("utf-8", "replace")
    for payload in payloads:
        # A single CR or such is in what the editor sends itself.
        if len(payload) > 2 and payload in text or forbidden.fullmatch(payload[0]) and payload[0] > "\x7f" and payload[0] in text:
            print("the editor sends %r" % payload)


walk(["evil.yaml"])
walk(["labels.yaml", *form])
