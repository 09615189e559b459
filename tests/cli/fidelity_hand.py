# SPDX-License-Identifier: MIT
"""fidelity_hand.py — drafts as people with an editor write them, made from a seed: Hand(forms, seed).text. What a draft says is not
known here; that is for a YAML reader to tell. Comments are `# c7 …`, each with a number of its own, and no text looks like one."""
import random

# Plain in any place; what readers of YAML 1.1 take for something else is a text to the program.
PLAIN = ("東京 10分 ISMS 関東、関西 50%以上 見本花子 例示クラウド株式会社 03-1234-5678 〒101-0000 no 0120 1:30 2026-11-22 true 1e3 .5 "
         "-1 =1 x:y a#b <b> it's k' 葛\U000E0100城 か\u3099 𠮷野家 \U0001F468\u200D\U0001F469\u200D\U0001F467 ①ISO C:\\x http://www.example.jp:8080/a/#d "
         "（株）試験 ～ 24時間365日 1_000 0x1f e3 平日(9:00〜17:00) null値 ~1 info@example.jp").split() + [
    "a b", "東京 第一 データセンター", "say \"x\"", "年1回　3月", "企業と自治体に向けたクラウド基盤の提供を主な事業とする。"]
# Plain in block style only.
PLAIN_IN_BLOCK = ["a, b", "見本、a]", "x {y}", "東京[1]", "a ,b", "50, 60", "x?y", "a\"b", "https://www.example.jp/?a=b#c"]
# Only in quotes.
QUOTED = ["", " ", "　", " a", "a ", "~", "null", "# 注", "a # 注", "a: b", "- a", "? a", "[a]", "{a: b}", "'a'", "\"a\"", "@a", "`a", "%a",
          "|", ">", "&a", "*a", "!a", ": a", "a:", "---", "...", "\\", "\\n", "it's \"x\"", "「はい」: # 注", "'", "\"", "<<", "a\u00a0", ", "]
# What a field says whose options ask for details.
DETAILED = ["有り", "無し", "有り", "特に規程なし", "有り: 10分", "有り: 規程、別紙"]
ESCAPES = ["\\n", "\\t", "\\x41", "\\U0001F600", "\\/", "\\_", "\\\"", "\\\\", "\\e", "\\N", "\\P"]
CODES = ["rule", "placeholder", "invalid"]
# Of scalars in block style.
KINDS = "plain plain plain plain quoted quoted quoted literal literal folded below lines lines nothing tagged".split()
# Parts that stand together in an answer.
GROUPS = [group.split() for group in (
    "answer", "answer review", "answer note", "status", "status reason", "answer theirs", "review", "answer assignee due",
    "answer review note ack", "note", "answer detail", "status note theirs", "answer ack")]
UNKNOWN = ["own", "社内", "x-1", "memo_2", "Own Key", "1", "担当部署", "no"]
TAILS = ["", "", " 総務部", " 「ここまで」", " : x", " - a: b", " \"x", " '", " {[", " # 二度", " |-", " ---", "　全角", " \U0001F44D", "#", " key: [a, b]",
         " %", "\tTAB", " \\"]

# The ways of writing that are told apart; enough drafts have them all.
PARTS = "answer detail status reason review ack note assignee due theirs".split()
FEATURES = PARTS + [
    "lf", "crlf", "mixed endings", "byte order mark", "no line break at the end", "document marker", "end marker", "directive",
    "comment line", "comment behind", "comment right behind a quotation mark", "comment in flow style", "trailing blanks", "TAB between words",
    "single quotes", "double quotes", "escapes", "escaped line break", "several lines plain", "several lines '", "several lines \"",
    "literal", "folded", "indentation indicator", "keeps line breaks", "below its key", "nothing", "tag",
    "quoted key", "explicit key", "explicit key in flow style", "JSON", "flow in one line", "flow in several lines",
    "no answers", "answers in flow style", "not in the form's order", "answer as block mapping", "answer as flow mapping",
    "list in block style", "list in flow style", "instance as block mapping", "instance as flow mapping", "instance with nothing in it",
    "instances in flow style", "unknown key at the top", "unknown key among the answers", "unknown key in an instance",
    "unknown key in an answer"]


class Hand:
    def __init__(self, forms, seed):
        self.dice = dice = random.Random(seed)
        self.form = forms[dice.choice(["small", "draft-test", "draft-test", "iaas-paas", "iaas-paas", "iaas-paas"])]
        self.pieces, self.comments, self.features = [], 0, set()
        self.tabs = []  # where a TAB parts two words: libyaml takes them, PyYAML's own scanner does not
        self.length = 0
        ending = dice.choice(["\n"] * 6 + ["\r\n"] * 3 + ["mixed"])
        self.endings = ["\n", "\r\n"] if ending == "mixed" else [ending]
        self.seen("crlf" if ending == "\r\n" else "mixed endings" if ending == "mixed" else "lf")
        self.density = dice.choice([0, 0.1, 0.25, 0.4])
        self.step = dice.choice([2, 2, 2, 3, 4, 8, 1])
        self.hang = dice.choice([0, 0, 2, self.step])
        self.with_tabs = self.odds(0.08)
        self.indenting = False  # a TAB may not stand next
        self.deepest = None  # a comment from this column on would be text of the block scalar above
        self.draft()
        self.text = "".join(self.pieces)

    # Small things.
    def odds(self, share):
        return self.dice.random() < share

    def seen(self, name):
        assert name in FEATURES, name
        self.features.add(name)

    def put(self, text):
        self.pieces.append(text)
        self.length += len(text)

    def blanks(self, most=3):
        indenting, self.indenting = self.indenting, False
        if self.with_tabs and not indenting and self.odds(0.3):
            self.tabs.append(self.length)
            self.seen("TAB between words")
            self.put("\t")
        else:
            self.put(" " * self.dice.randint(1, most))

    def end(self, text=False):
        """Ends a line; blanks may trail, but not in a text that would keep them."""
        if not text and self.odds(0.06):
            self.seen("trailing blanks")
            self.put(" " * self.dice.randint(1, 3))
        self.put(self.dice.choice(self.endings))

    def comment(self):
        self.comments += 1
        self.put("#%sc%d%s" % (self.dice.choice([" ", " ", ""]), self.comments, self.dice.choice(TAILS)))

    def behind(self, more=1.0):
        """A comment behind something, perhaps."""
        if self.odds(self.density * more):
            self.seen("comment behind")
            self.blanks()
            self.comment()

    def tail(self, more=1.0):
        """The end of a line that is not in a block scalar."""
        self.behind(more)
        self.end()
        self.deepest = None

    def between(self, column):
        """Lines of comments and blank lines, perhaps."""
        while self.odds(self.density * 0.8):
            where = column
            if self.odds(0.2):
                where = self.dice.choice([0, column + 1, column + self.step, max(column - 1, 0)])
            if self.deepest is not None and where >= self.deepest:
                where = min(column, self.deepest - 1)
            if self.odds(0.7):
                self.seen("comment line")
                self.put(" " * where)
                self.comment()
            elif self.deepest is None and self.odds(0.2):
                self.put(" " * self.dice.randint(1, 9))
            self.end(text=True)

    def deeper(self):
        return self.step if self.odds(0.9) else self.dice.randint(1, 9)

    # Texts.
    def single(self, text):
        self.seen("single quotes")
        return "'%s'" % text.replace("'", "''")

    def double(self, text, more=True):
        out = []
        for c in text:
            if c in "\"\\":
                out.append("\\" + c)
            elif self.odds(0.03) and c < "\U00010000":
                self.seen("escapes")
                out.append("\\u%04X" % ord(c))
            else:
                out.append(c)
        if more and self.odds(0.15):
            self.seen("escapes")
            out.insert(self.dice.randint(0, len(out)), self.dice.choice(ESCAPES))
        self.seen("double quotes")
        return "\"%s\"" % "".join(out)

    def simple(self):
        """A text that means itself in any quotation marks."""
        return self.dice.choice(PLAIN).replace("'", "").replace("\"", "").replace("\\", "")

    def words(self, field):
        if field and field["detail"]:
            return self.dice.choice(DETAILED)
        if field and field["options"] and self.odds(0.7):
            return self.dice.choice(field["options"])
        return self.dice.choice(PLAIN)

    def quoted(self, field):
        text = self.dice.choice(QUOTED) if self.odds(0.5) else self.words(field)
        return self.single(text) if self.odds(0.5) else self.double(text, not (field and field["detail"]))

    def bare(self, field, flow):
        text = self.words(field)
        if ": " in text:
            return self.single(text)
        if not flow and self.odds(0.2) and not (field and field["detail"]):
            return self.dice.choice(PLAIN_IN_BLOCK)
        return text

    def scalar(self, column, field=None):
        """What stands behind `key:` in block style, with the end of its line."""
        self.deepest = None
        kind = self.dice.choice(KINDS)
        if kind in ("literal", "folded"):
            return self.block_scalar(column, "|" if kind == "literal" else ">")
        if kind == "nothing":
            self.seen("nothing")
            word = self.dice.choice(["", "", "~", "null", "Null"])
            self.put(" " + word if word else "")
        elif kind == "lines":
            self.lines(column)
        else:
            if kind == "below":
                self.seen("below its key")
                self.behind()
                self.end()
                self.between(column)
                self.put(" " * (column + self.deeper()))
            else:
                self.blanks()
            if kind == "tagged" and self.odds(0.5):
                self.seen("tag")
                self.put("!!str ")
                self.put(self.dice.choice(["0120", "2026-11-22", "\"a b\"", "no"]))
            else:
                self.put(self.quoted(field) if kind == "quoted" else self.bare(field, False))
        text = self.pieces[-1]
        if len(text) > 1 and text[0] in "\"'" and text[0] == text[-1] and self.odds(self.density * 0.2):
            self.seen("comment right behind a quotation mark")
            self.comment()
        else:
            self.behind()
        self.end()

    def lines(self, column):
        """A plain or quoted text over several lines of the file."""
        inner = column + self.deeper()
        quote = self.dice.choice(["", "'", "\""])
        self.seen("several lines " + (quote or "plain"))
        self.put(" " + quote + self.simple())
        for _ in range(self.dice.randint(1, 3)):
            if quote == "\"" and self.odds(0.3):
                self.seen("escaped line break")
                self.put("\\n\\" if self.odds(0.5) else "\\")
            self.end(text=True)
            if self.odds(0.2):
                self.end(text=True)
            word = self.simple()
            if word[0] in "-=<~" and not quote:
                word = "x" + word
            self.put(" " * inner + word)
        self.put(quote)

    def block_scalar(self, column, style):
        self.seen("literal" if style == "|" else "folded")
        indent = self.deeper()
        chomp = self.dice.choice(["", "-", "-", "+"])
        digit = str(indent) if self.odds(0.25) else ""
        if digit:
            self.seen("indentation indicator")
        if chomp == "+":
            self.seen("keeps line breaks")
        self.put(" " + style + (digit + chomp if self.odds(0.5) else chomp + digit))
        self.behind()
        self.end()
        if self.odds(0.1):
            self.end(text=True)
        for i in range(self.dice.randint(1, 4)):
            lead = self.dice.choice(["", "", "", "  "]) if digit or i else ""
            tail = self.dice.choice(["", "", "", " # 注", ": x", "  ", " \"", "、"])
            self.put(" " * (column + indent) + lead + self.dice.choice(PLAIN + PLAIN_IN_BLOCK) + tail)
            self.end(text=True)
            if self.odds(0.15):
                self.end(text=True)
        self.deepest = column + indent

    # Keys and pairs.
    def key(self, name, json=False):
        if json:
            self.put("\"%s\"" % name)
        elif self.odds(0.12) or name in ("no", "1"):
            self.seen("quoted key")
            self.put("'%s'" % name if self.odds(0.5) else "\"%s\"" % name)
        else:
            self.put(name)

    def pair(self, column, name, value):
        """`key:` or `? key` and `:`; then value(column)."""
        if self.odds(0.05):
            self.seen("explicit key")
            self.put("?" + " " * self.dice.randint(1, 2))
            self.key(name)
            self.tail()
            self.between(column)
            self.put(" " * column + ":")
            self.indenting = True
            value(column)
        else:
            self.key(name)
            if self.odds(0.03):
                self.put(" ")
            self.put(":")
            value(column)

    def unknown(self, column):
        """Something that is nobody's answer."""
        kind = self.dice.randint(0, 5)
        if kind == 0:
            self.put(" ")
            self.flow_any(column, 0)
            self.tail()
        elif kind == 1:
            self.tail()
            inner = column + self.deeper()
            self.block_map(inner, [(name, self.scalar) for name in self.some(UNKNOWN, 1, 3)])
        elif kind == 2:
            self.tail()
            inner = column + self.hang
            for _ in range(self.dice.randint(1, 3)):
                self.between(inner)
                self.put(" " * inner + "-")
                self.indenting = True
                self.scalar(inner)
        else:
            self.scalar(column)

    def some(self, names, least, most):
        return self.dice.sample(names, min(self.dice.randint(least, most), len(names)))

    def block_map(self, column, pairs, first=True):
        """Pairs of (name, what puts the value); with `first` false the first one stands where we are."""
        for i, (name, value) in enumerate(pairs):
            if i > 0 or first:
                self.between(column)
                self.put(" " * column)
            self.pair(column, name, value)

    # Flow style.
    def gap(self, column, many):
        """Behind a comma or an opening bracket."""
        if many and self.odds(0.8):
            self.behind()
            self.end()
            while self.odds(self.density * 0.5):
                self.seen("comment in flow style")
                self.put(" " * column)
                self.comment()
                self.end()
            self.put(" " * column)
        else:
            self.put(self.dice.choice([" ", " ", "", "  "]))

    def flow_text(self, field, json):
        if json:
            return "\"%s\"" % self.words(field).replace("\\", "\\\\").replace("\"", "\\\"")
        return self.quoted(field) if self.odds(0.4) else self.bare(field, True)

    def flow_word(self, field, json=False):
        return lambda column: self.put(self.flow_text(field, json))

    def flow(self, column, brackets, entries, many):
        inner = column + self.step
        self.put(brackets[0])
        self.gap(inner, many)
        for i, entry in enumerate(entries):
            entry(inner)
            if i + 1 < len(entries) or (self.odds(0.1) and brackets == "[]"):
                if many and self.odds(self.density * 0.3):
                    self.behind(4)
                    self.end()
                    self.put(" " * inner)
                self.put(",")
                self.gap(inner, many)
        if many and self.odds(0.8):
            self.behind()
            self.end()
            self.put(" " * self.dice.choice([inner, max(column, 1)]))
        self.put(brackets[1])
        self.seen("flow in several lines" if many else "flow in one line")

    def flow_pair(self, name, value, json=False, many=False):
        def put(column):
            if self.odds(0.05) and not json:
                self.seen("explicit key in flow style")
                self.put("? ")
            self.key(name, json)
            if value is None:
                # Nothing, in one of its ways; a blank parts it from what follows.
                self.put(self.dice.choice([": ", " ", ": ~ ", ": null"]))
                return
            self.put(self.dice.choice([":", ": "]) if json else self.dice.choice([": ", ": ", " : "]))
            if many and self.odds(0.05):
                self.behind(2)
                self.end()
                self.put(" " * (column + 2))
            value(column)
        return put

    def flow_any(self, column, depth):
        if depth > 2 or self.odds(0.4):
            self.put(self.flow_text(None, False))
            return
        entry = lambda inner: self.flow_any(inner, depth + 1)
        if self.odds(0.5):
            self.flow(column, "[]", [entry] * self.dice.randint(0, 3), self.odds(0.3))
        else:
            pairs = [self.flow_pair(name, self.dice.choice([None, entry, entry])) for name in self.some(UNKNOWN, 0, 3)]
            self.flow(column, "{}", pairs, self.odds(0.3))

    def flow_answer(self, field, json=False, many=False):
        """An answer within flow style."""
        if field["list"] and self.odds(0.4):
            self.seen("list in flow style")
            entries = [self.flow_word(field, json)] * self.dice.randint(1, 3)
            return lambda column: self.flow(column, "[]", entries, many)
        if self.odds(0.3):
            return self.flow_parts(field, json, many)
        if self.odds(0.1):
            return None
        return self.flow_word(field, json)

    def flow_parts(self, field, json=False, many=False):
        """An answer as a mapping in flow style."""
        def value(name):
            if name == "ack":
                return self.flow_ack(json)
            if name != "status" and self.odds(0.05):
                return None
            return lambda column: self.put(self.part_text(name, field, json))
        pairs = [self.flow_pair(name, value(name), json, many) for name in self.part_names(field)]
        return lambda column: self.flow(column, "{}", pairs, many)

    def flow_ack(self, json=False):
        codes = [self.flow_pair(code, self.flow_word(None, json), json) for code in self.some(CODES, 1, 2)]
        return lambda column: self.flow(column, "{}", codes, False)

    # Answers.
    def part_names(self, field):
        names = self.dice.choice(GROUPS)
        names = names + (self.some(UNKNOWN, 1, 2) if self.odds(0.3) else [])
        if self.odds(0.15):
            self.dice.shuffle(names)
        for name in names:
            self.seen("unknown key in an answer" if name in UNKNOWN else name)
        return names

    def part_text(self, name, field, json=False):
        if name == "status":
            word = self.dice.choice(["undisclosed", "not-applicable", "非公開", "該当なし"])
            return "\"%s\"" % word if json or self.odds(0.1) else word
        return self.flow_text(field if name in ("answer", "theirs") else None, json)

    def part(self, name, field):
        """The value of a part behind its key, in block style."""
        if name == "status":
            def put(column):
                self.put(" " + self.part_text(name, field))
                self.tail()
            return put
        if name == "ack":
            def put(column):
                if self.odds(0.5):
                    self.put(" ")
                    self.flow_ack()(column)
                    self.tail()
                else:
                    self.tail()
                    self.block_map(column + self.deeper(), [(code, self.scalar) for code in self.some(CODES, 1, 2)])
            return put
        if name in UNKNOWN:
            return self.unknown
        if name == "answer" and field["list"] and self.odds(0.4):
            return lambda column: self.entries(column, field)
        return lambda column: self.scalar(column, field if name in ("answer", "theirs") else None)

    def entries(self, column, field):
        """A list, an entry a line."""
        self.seen("list in block style")
        self.tail()
        inner = column + self.hang
        for _ in range(self.dice.randint(1, 4)):
            self.between(inner)
            self.put(" " * inner + "-" + " " * self.dice.randint(1, 3))
            self.put(self.quoted(field) if self.odds(0.3) else self.bare(field, False))
            self.behind(1.5)
            self.end()

    def answer(self, field):
        def put(column):
            kind = self.dice.random()
            if kind < 0.12:
                self.seen("answer as block mapping")
                self.tail()
                self.block_map(column + self.deeper(), [(name, self.part(name, field)) for name in self.part_names(field)])
            elif kind < 0.3:
                self.seen("answer as flow mapping")
                self.blanks()
                many = self.odds(0.35)
                self.flow_parts(field, False, many)(column)
                self.tail()
            elif kind < 0.6 and field["list"]:
                if self.odds(0.5):
                    self.entries(column, field)
                else:
                    self.seen("list in flow style")
                    self.put(" ")
                    entries = [self.flow_word(field)] * self.dice.randint(1, 3)
                    self.flow(column, "[]", entries, self.odds(0.3))
                    self.tail()
            else:
                self.scalar(column, field)
        return put

    def chosen(self, fields, least, most):
        picked = self.some(fields, least, most)
        if self.odds(0.9):
            picked.sort(key=fields.index)
        else:
            self.seen("not in the form's order")
        return picked

    def instances(self, section):
        """The value of a repeated section, in block style."""
        def instance(fields, dash):
            self.between(dash)
            self.put(" " * dash + "-")
            self.indenting = True
            kind = self.dice.random()
            if kind < 0.15 or not fields:
                word = self.dice.choice(["", " {}", " ~"]) if not fields or self.odds(0.3) else None
                if word is None:
                    self.seen("instance as flow mapping")
                    many = self.odds(0.4)
                    self.put(" ")
                    self.flow(dash, "{}", self.flow_fields(fields, False, many), many)
                else:
                    self.seen("instance with nothing in it")
                    self.put(word)
                self.tail()
                return
            self.seen("instance as block mapping")
            pairs = [(field["id"], self.answer(field)) for field in fields]
            if self.odds(0.3):
                self.seen("unknown key in an instance")
                pairs.insert(self.dice.randint(0, len(pairs)), (self.dice.choice(UNKNOWN), self.unknown))
            if self.odds(0.15):
                self.tail(2)
                self.block_map(dash + self.deeper(), pairs)
            else:
                pad = self.dice.choice([1, 1, 1, 3])
                self.put(" " * pad)
                self.block_map(dash + 1 + pad, pairs, False)

        def put(column):
            self.deepest = None
            if self.odds(0.06):
                self.put(self.dice.choice(["", " []", " ~"]))
                self.behind()
                self.end()
                return
            if self.odds(0.1):
                self.seen("instances in flow style")
                many = self.odds(0.5)
                self.put(" ")
                self.flow_instances(section, False, many)(column)
                self.behind()
                self.end()
                return
            self.behind()
            self.end()
            dash = column + self.hang
            for _ in range(self.dice.choice([1, 1, 2, 2, 3])):
                instance(self.chosen(section["fields"], 0 if self.odds(0.2) else 1, 5), dash)
        return put

    def flow_fields(self, fields, json, many):
        return [self.flow_pair(field["id"], self.flow_answer(field, json, many), json, many) for field in fields]

    def flow_instances(self, section, json, many):
        entries = []
        for _ in range(self.dice.randint(1, 3)):
            pairs = self.flow_fields(self.chosen(section["fields"], 0, 3), json, False)
            entries.append(lambda column, pairs=pairs: self.flow(column, "{}", pairs, False))
        return lambda column: self.flow(column, "[]", entries, many)

    def members(self):
        """Fields and repeated sections under `answers`, in the form's order."""
        rows = self.form["rows"]
        single = self.chosen([row for row in rows if "fields" not in row], 2, 9)
        lists = [row for row in rows if "fields" not in row and row["list"] and row not in single]
        if lists and self.odds(0.6):
            single.append(self.dice.choice(lists))
            single.sort(key=rows.index)
        sections = [row for row in rows if "fields" in row and self.odds(0.7)]
        picked = single + sections
        return sorted(picked, key=rows.index) if single == sorted(single, key=rows.index) else picked

    def answers(self, column):
        self.deepest = None
        kind = self.dice.random()
        if kind < 0.05:
            self.seen("no answers")
            self.put(self.dice.choice(["", " {}", " ~", " null"]))
            self.behind()
            self.end()
            return
        if kind < 0.12:
            self.seen("answers in flow style")
            self.put(" ")
            self.flow_answers(False, self.odds(0.7))(column)
            self.behind()
            self.end()
            return
        self.behind()
        self.end()
        pairs = [(row["id"], self.instances(row) if "fields" in row else self.answer(row)) for row in self.members()]
        for name in self.some(UNKNOWN, 0, 2) if self.odds(0.4) else []:
            self.seen("unknown key among the answers")
            pairs.insert(self.dice.randint(0, len(pairs)), (name, self.unknown))
        self.block_map(column + self.deeper(), pairs)

    def flow_answers(self, json, many):
        pairs = []
        for row in self.members():
            value = self.flow_instances(row, json, many) if "fields" in row else self.flow_answer(row, json, False)
            pairs.append(self.flow_pair(row["id"], value, json, many))
        if self.odds(0.3):
            self.seen("unknown key among the answers")
            own = self.flow_pair(self.dice.choice(UNKNOWN), self.flow_word(None, json), json)
            pairs.insert(self.dice.randint(0, len(pairs)), own)
        return lambda column: self.flow(column, "{}", pairs, many)

    def word(self, *spellings):
        def put(column):
            self.put(" " + self.dice.choice(spellings))
            self.tail()
        return put

    def draft(self):
        if self.odds(0.12):
            self.seen("byte order mark")
            self.put("\ufeff")
        self.between(0)
        marker = self.dice.random()
        json = marker >= 0.3 and self.odds(0.06)
        if marker < 0.25:
            if self.odds(0.2):
                self.seen("directive")
                self.put("%YAML 1.1")
                self.end()
            self.seen("document marker")
            self.put("---")
            self.behind()
            self.end()
            self.between(0)
        name, edition = self.form["id"], self.form["edition"]
        if json:
            self.seen("JSON")
            strict, many = self.odds(0.5), self.odds(0.8)
            plain = lambda word: lambda column: self.put("\"%s\"" % word)
            values = {"kaijisho": plain("1"), "form": plain(name), "answers": self.flow_answers(strict, many)}
            self.flow(0, "{}", [self.flow_pair(key, value, strict, many) for key, value in values.items()], many)
            self.tail()
        else:
            pairs = [("kaijisho", self.word("1", "'1'", "\"1\"")), ("form", self.word(name, name, "\"%s\"" % name))]
            if self.odds(0.6):
                pairs.append(("edition", self.word("\"%s\"" % edition, "'%s'" % edition, edition)))
            if self.odds(0.95):
                pairs.insert(len(pairs) if self.odds(0.9) else 1, ("answers", self.answers))
            else:
                self.seen("no answers")
            for unknown in self.some(UNKNOWN, 1, 2) if self.odds(0.35) else []:
                self.seen("unknown key at the top")
                pairs.insert(self.dice.randint(0, len(pairs)), (unknown, self.unknown))
            column = self.dice.choice([0] * 12 + [2])
            self.block_map(column, pairs)
        if marker < 0.08:
            self.seen("end marker")
            self.put("...")
            self.behind()
            self.end()
        self.deepest = 1 if self.deepest is not None else None
        self.between(0)
        if self.odds(0.2):
            self.seen("no line break at the end")
            while self.pieces[-1].strip(" \r\n") == "":
                self.length -= len(self.pieces.pop())
