# payload.py DRAFT — a draft and journal-free names full of what a terminal would obey, then every command that shows them, in a
# terminal. Complains about each byte that reached it raw.
import os, re, subprocess, sys
from terminal import Terminal

program = os.environ["KAIJISHO"]
payloads = ["\x1b[2Jevil", "\x1b]0;title\x07", "\x1b]52;c;ZXZpbA==\x07", "\x9b2Jevil", "\x90q\x9c", "\x1bP+q\x1b\\", "\x1b[6n", "\x1bc", "\x08\x08", "\x0e", "\x7f",
            "\u202etxt.exe", "\u2066a\u2069", "\u200b", "\ufeff", "\u2028", "\u0085", "\u061c", "\U000e0001", "a\rb"]


def quoted(text):
    return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else "\\U%08x" % ord(c) for c in text) + '"'


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

forbidden = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0001]|\r(?!\r?\n)")
runs = [["get", "evil.yaml"], ["get", "evil.yaml", "company-summary"], ["check", "evil.yaml"], ["summary", "evil.yaml"],
        ["diff", "evil.yaml", "plain.yaml"], ["export", "evil.yaml", "--to", "text"], ["export", "evil.yaml", "--to", "markdown"],
        ["edition", "evil.yaml"], ["history", "evil.yaml"], ["check", "badform.yaml"], ["set", "badform.yaml", "a=b"],
        ["check", name], ["summary", name], ["get", name, "own\x1b[2J"], ["set", name, "no\x1b[2J\u202e=b"], ["check", "no" + name],
        ["no\x1b[2J\u202ecommand", "x"], ["check", "--no\x1b[2J\u202eoption"], ["import", "plain.yaml", name], ["edit", "no" + name],
        ["new", "\x1b[2J\u202e", "x.yaml"], ["help", "\x1b[2J\u202e"], ["lint", name], ["schema", "\x1b[2J"], ["forms", "\x1b[2J\u202e"],
        ["merge", name, name, "no" + name], ["restore", name, "\x1b[2J"], ["unset", name, "\x1b[2J\u202e"], ["renew", name, "plain.yaml"]]
for arguments in runs:
    terminal = Terminal([program, *arguments])
    terminal.end()
    text = terminal.output.decode("utf-8", "replace")
    found = forbidden.search(text)
    if found:
        print("%r: U+%04X in %r" % (arguments, ord(found.group()[0]), text[max(0, found.start() - 30):found.end() + 30]))
    if not text.strip() and arguments[0] not in ("history", "edition", "import", "renew", "lint"):
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

# The editor sends sequences of its own, but none of these.
terminal = Terminal([program, "edit", "--ambiguous", "1", "evil.yaml"])
if not terminal.until("own") and not terminal.until("evil"):
    print("the editor does not come up")
terminal.type("\t")
for keys in ("\t", "\x1bn", "\x1b", "\x1bv", "\x1b", "\x1bOP", "\x1b"):
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
