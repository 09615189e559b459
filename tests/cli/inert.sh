#!/bin/sh
# inert.sh — answers that would run elsewhere: what goes out holds them as text, and they come back as they were.
. "${srcdir:-.}/tests/tap.sh"
export KAIJISHO_FORMS="$srcdir/tests/forms"

if [ -z "$python" ]; then
	skip "exports are inert" "no python3"
	finish
fi
# One payload a line; \n, \t, \r and \uXXXX as Python reads them.
cp "$srcdir/tests/data/payloads.txt" payloads
cat >judge.py <<'END'
import csv, html.parser, io, re, subprocess, sys, zipfile
import xml.etree.ElementTree as tree

program = sys.argv[1]
FIELD = "service-summary"

def run(*words):
    done = subprocess.run([program, *words], capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, (words, done.stderr.decode())
    return done.stdout.decode()

def answer(draft):
    return run("get", draft, FIELD)

class Page(html.parser.HTMLParser):
    """What a browser would make of the page: its elements with their attributes, and its answers."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.shape, self.answers, self.depth = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.shape.append((tag, attributes))
        if tag == "bdi":
            self.depth += 1
            self.answers.append("")
        elif tag == "br" and self.depth:
            self.answers[-1] += "\n"

    def handle_endtag(self, tag):
        self.depth -= tag == "bdi"

    def handle_comment(self, text):
        self.shape.append(("comment", text))

    def handle_data(self, text):
        if self.depth:
            self.answers[-1] += text

def shape(page):
    return [(tag, attributes) for tag, attributes in page.shape if tag != "br"]

def judge_html(payload, plain):
    text = run("export", "d.yaml", "--to", "html")
    page = Page(text)
    assert "<script" not in text.lower(), "a script"
    assert shape(page) == plain, "the answer changed the page's elements"
    # A control is shown as its picture.
    assert payload.replace("\r", "\u240d").split() in [answer.split() for answer in page.answers], ("not in the page as text", page.answers)

def judge_csv(payload):
    run("export", "d.yaml", "--to", "csv", "--output", "d.csv")
    with open("d.csv", encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    for cell in cells:
        assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell), ("runs", cell)
    assert any(cell.lstrip("'") == payload.lstrip("'") for cell in cells), "not in the table"

def judge_xlsx():
    run("export", "d.yaml", "--to", "xlsx", "--output", "d.xlsx")
    with zipfile.ZipFile("d.xlsx") as file:
        for name in file.namelist():
            assert "vba" not in name.lower() and "external" not in name.lower(), name
            if not name.startswith("xl/worksheets/sheet"):
                continue
            sheet = tree.fromstring(file.read(name))
            for element in sheet.iter():
                tag = element.tag.rpartition("}")[2]
                assert tag not in ("f", "hyperlink"), (name, tag)
            if name.endswith("/sheet1.xml"):
                for cell in sheet.iter(sheet.tag.replace("worksheet", "c")):
                    assert len(cell) == 0 or cell.get("t") in ("s", "inlineStr"), (name, cell.attrib)

def judge_back(source):
    run("new", "small", "n.yaml")
    run("import", "n.yaml", source)
    wanted, got = answer("d.yaml"), answer("n.yaml")
    subprocess.run(["rm", "-f", "n.yaml"], check=True)
    assert wanted == got, ("came back otherwise", wanted, got)

payloads = [re.sub(r"\\u([0-9a-f]{4})", lambda at: chr(int(at[1], 16)), line.rstrip("\n")).replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
            for line in open("payloads", encoding="utf-8")]
with open("text", "w", encoding="utf-8") as file:
    file.write("plain\n")
run("new", "small", "d.yaml")
run("set", "d.yaml", FIELD + "=@text")
plain = shape(Page(run("export", "d.yaml", "--to", "html")))
number = 0
for payload in payloads:
    with open("text", "w", encoding="utf-8", newline="") as file:
        file.write(payload + "\n")
    run("set", "d.yaml", FIELD + "=@text")
    stated = answer("d.yaml").rstrip("\n")
    for name, judge in (("html", lambda: judge_html(stated, plain)), ("csv", lambda: judge_csv(stated)), ("xlsx", judge_xlsx),
                        ("csv and back", lambda: judge_back("d.csv")), ("xlsx and back", lambda: judge_back("d.xlsx"))):
        number += 1
        try:
            judge()
            print("ok", number, "-", name, ascii(payload).replace("#", ""))
        except AssertionError as problem:
            print("not ok", number, "-", name, ascii(payload).replace("#", ""))
            print("#", ascii(problem.args))
print(f"1..{number}")
END
"$python" judge.py "$KAIJISHO"
